"""Random anchors and histories: as records for the policy, and as plain spans for the oracle."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

from tests.schedules.oracle import Closed, Happened, Rhythm, Span, Told, again, never, once, termly, weekly

from peersupport.dates import DateRange, PartialDate, since
from peersupport.plugin import (
    CHILD_REVIEWS,
    EVALUATIONS,
    SESSIONS,
    Anchor,
    AtMonths,
    BetweenMonths,
    EachTerm,
    EncounterKind,
    EveryDays,
    EveryMonths,
    Parameter,
    Programme,
    Schedule,
    SupervisionKind,
    encounters,
    parameter,
    schedule,
    supervisions,
)
from peersupport.policies.schedule import Due, Scheduling
from peersupport.records.activity import Activity
from peersupport.records.assessments import ChildReview
from peersupport.records.calendar import Calendar, Closure, ClosureKind, SchoolTerm, calendar_of
from peersupport.records.case import Case
from peersupport.records.encounters import Encounter, EncounterStatus
from peersupport.records.enrolments import Enrolment
from peersupport.records.identifiers import (
    CaseId,
    EncounterId,
    EnrolmentId,
    PersonId,
    ProgrammeId,
    SeriesId,
    SessionId,
    SupporterId,
)
from peersupport.records.people import Child, Participant
from peersupport.records.sessions import Evaluation, Session, SessionSeries
from peersupport.records.supporters import Supervision, Supporter

ID = ProgrammeId("drawn")
PROGRAMME = Programme(id=ID, title="Drawn", source="drawn.txt", runs=since("1900-01-01"))
FAMILY = CaseId("family")
Drawn = tuple[list[Told], list[Told], object, object]
"""What the policy says, what the oracle says, and of a series what each counts as held and planned."""


def told(one: Due) -> Told:
    """An answer of the policy as the oracle's."""
    days = (one.earliest, one.due, one.overdue_from, one.on)
    return Told(one.status.value, *(None if day is None else span_of(day) for day in days))


def span_of(day: PartialDate) -> Span:
    """A day as a span."""
    return (day.first, day.last) if isinstance(day, DateRange) else (day, day)


def day_of(span: Span | None) -> PartialDate | None:
    """A span as a record has it."""
    if span is None:
        return None
    return span[0] if span[0] == span[1] else DateRange(first=span[0], last=span[1])


def number(name: str, value: int, unit: str) -> Parameter:
    """A parameter of a drawn rhythm."""
    return parameter(f"drawn.{name}", value, unit=unit, mark="default", quote="drawn")


class Draw:
    """What one history is drawn from. Days near the ends of months, and near what is due, come often."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.start = date(random.choice((2019, 2020, 2023, 2024)), 1, 1) + timedelta(days=random.randrange(366))
        if random.random() < 0.3:
            month = random.choice((1, 2, 3, 8, 11, 12))
            self.start = date(self.start.year, month, 1) + timedelta(days=random.randrange(27, 31))
        self.on = self.start + timedelta(days=random.randrange(-10, 230))
        if random.random() < 0.5:
            self.on = self.start + timedelta(days=30 * random.randrange(1, 5) + random.randrange(-3, 12))

    def maybe(self, chance: float) -> bool:
        """Something that happens with a chance."""
        return self.random.random() < chance

    def day(self) -> date:
        """A day between the beginning and a little after the day that is asked about."""
        return self.start + timedelta(days=self.random.randrange(-5, max(6, (self.on - self.start).days + 15)))

    def span(self, day: date, partly: float = 0.2) -> Span:
        """The day, or some days around it."""
        if not self.maybe(partly):
            return day, day
        return day - timedelta(days=self.random.randrange(4)), day + timedelta(days=self.random.randrange(4))

    def closures(self) -> tuple[Calendar | None, Closed]:
        """A calendar, and the same as a question about a day."""
        if self.maybe(0.4):
            return None, never
        closures: list[Closure] = []
        for _ in range(self.random.randrange(5)):
            first = self.day() + timedelta(days=self.random.randrange(60))
            kind = self.random.choice((ClosureKind.BANK_HOLIDAY, ClosureKind.OWN))
            closures.append(Closure(kind=kind, start=first, end=first + timedelta(days=self.random.randrange(10))))
        closing = {ClosureKind.OWN} | ({ClosureKind.BANK_HOLIDAY} if self.maybe(0.7) else set())
        shut = {
            one.start + timedelta(days=place)
            for one in closures
            if one.kind in closing
            for place in range((one.end - one.start).days + 1)
        }
        return calendar_of(closures=tuple(closures), closed=frozenset(closing)), lambda day: day in shut

    def rhythm(self) -> tuple[Rhythm, EveryDays | EveryMonths | BetweenMonths]:
        """A rhythm for each side."""
        kind = self.random.randrange(3)
        if kind == 0:
            days = self.random.choice((1, 7, 14, 14, 30))
            return Rhythm(days=days), EveryDays(days=number("days", days, "days"))
        months = self.random.choice((1, 1, 2, 3))
        if kind == 1:
            tolerance = self.random.choice((0, 7, 7, 10))
            made = EveryMonths(
                months=number("months", months, "months"), tolerance=number("tolerance", tolerance, "days")
            )
            return Rhythm(months=months, tolerance=tolerance), made
        earliest = self.random.randrange(1, months + 1)
        limits = BetweenMonths(
            earliest=number("earliest", earliest, "months"), latest=number("latest", months, "months")
        )
        return Rhythm(months=months, earliest=earliest), limits

    def policy(self, one: Schedule, calendar: Calendar | None) -> Scheduling:
        """The policy of one schedule."""
        return Scheduling(programme=ID, schedules=PROGRAMME.schedules(one), calendar=calendar)


def visits(draw: Draw) -> Drawn:
    """Encounters of a family: completed, declined, missed, cancelled, or not known."""
    calendar, closed = draw.closures()
    plain, rhythm = draw.rhythm()
    offered, closes = draw.maybe(0.7), draw.maybe(0.7)
    start = None if draw.maybe(0.1) else draw.span(draw.start)
    happened: list[Happened] | None = None if draw.maybe(0.1) else []
    records: list[Encounter] | None = None if happened is None else []
    for place in range(draw.random.randrange(4)):
        if happened is None or records is None:
            break
        on = None if draw.maybe(0.08) else draw.span(draw.day())
        status = draw.random.choice((*EncounterStatus, EncounterStatus.COMPLETED, EncounterStatus.COMPLETED, None))
        became = {EncounterStatus.COMPLETED: "done", EncounterStatus.DECLINED: "declined", None: "done"}
        kind = draw.random.choice((EncounterKind.HOME_VISIT,) * 6 + (None, EncounterKind.TELEPHONE))
        records.append(Encounter(id=EncounterId(f"e{place}"), programme=ID, kind=kind, status=status, on=day_of(on)))
        if kind is not EncounterKind.TELEPHONE:
            sure = kind is not None and status is not None
            happened.append(Happened(on, became.get(status, "other"), sure))
    case = Case(
        id=FAMILY,
        participant=Participant(id=PersonId("mother")),
        enrolments=(Enrolment(id=EnrolmentId("spell"), programme=ID, start=day_of(start)),),
        encounters=None if records is None else tuple(records),
    )
    one = schedule(
        "D6",
        "visit",
        anchor=Anchor.ENROLMENT,
        done=encounters(EncounterKind.HOME_VISIT),
        rhythm=rhythm,
        quote="drawn",
        offered=offered,
        closes=closes,
    )
    found = draw.policy(one, calendar).of_case(case, draw.on)
    counting = {"done", "declined"} if offered else {"done"}
    expected = again(start, happened, plain, draw.on, counting, closed if closes else never)
    return [told(each) for each in found], expected, None, None


def supervision(draw: Draw) -> Drawn:
    """Supervision of a supporter; a decline leaves it due, and a group meeting never counts."""
    plain, rhythm = draw.rhythm()
    start = None if draw.maybe(0.1) else draw.span(draw.start)
    happened: list[Happened] | None = None if draw.maybe(0.1) else []
    records: list[Supervision] = []
    for _ in range(draw.random.randrange(4)):
        if happened is None:
            break
        on = None if draw.maybe(0.08) else draw.span(draw.day())
        declined = draw.random.choice((False, False, False, True, None))
        group = draw.maybe(0.2)
        kind = SupervisionKind.GROUP if group else SupervisionKind.ONE_TO_ONE
        records.append(Supervision(kind=kind, on=day_of(on), declined=declined))
        if not group:
            happened.append(Happened(on, "declined" if declined else "done", declined is not None))
    supporter = Supporter(
        id=SupporterId("s"), start=day_of(start), supervisions=None if happened is None else tuple(records)
    )
    one = schedule(
        "D8",
        "supervision",
        anchor=Anchor.SUPPORTER,
        done=supervisions(SupervisionKind.ONE_TO_ONE),
        rhythm=rhythm,
        quote="drawn",
    )
    found = draw.policy(one, None).of_site(Activity(programme=ID, supporters=(supporter,)), draw.on)
    return [told(each) for each in found], again(start, happened, plain, draw.on, {"done"}), None, None


def review(draw: Draw) -> Drawn:
    """The review of a child at an age."""
    months = draw.random.choice(((24, 27, 30), (2, 3, 4), (0, 36, 0), (1, 1, 1)))
    born = draw.span(draw.start)
    on = draw.start + timedelta(days=draw.random.randrange(-5, 1200))
    parts = {"earliest": months[0], "months": months[1], "latest": months[2]}
    rhythm = AtMonths(**{part: number(part, value, "months") for part, value in parts.items() if value})
    happened: list[Happened] | None = None if draw.maybe(0.15) else []
    records: list[ChildReview] = []
    for _ in range(draw.random.randrange(3)):
        if happened is None:
            break
        day = draw.start + timedelta(days=draw.random.randrange(1300))
        at = None if draw.maybe(0.1) else draw.span(day)
        declined = draw.random.choice((False, False, True, None))
        records.append(ChildReview(about=PersonId("child"), on=day_of(at), declined=declined))
        happened.append(Happened(at, "declined" if declined else "done", declined is not None))
    case = Case(
        id=FAMILY,
        participant=Participant(id=PersonId("mother")),
        children=(Child(id=PersonId("child"), birth_date=day_of(born)),),
        enrolments=(Enrolment(id=EnrolmentId("spell"), programme=ID),),
        reviews=None if happened is None else tuple(records),
    )
    one = schedule("D3", "review", anchor=Anchor.BIRTH, done=CHILD_REVIEWS, rhythm=rhythm, quote="drawn", offered=True)
    found = draw.policy(one, None).of_case(case, on)
    return [told(each) for each in found], once(born, happened, months, on, {"done", "declined"}), None, None


def series(draw: Draw) -> Drawn:
    """A series of sessions that may be closed, cancelled, moved within its week, or not known."""
    calendar, closed = draw.closures()
    step = draw.random.choice((7, 7, 7, 14, 3))
    happened: list[Happened] | None = None if draw.maybe(0.1) else []
    records: list[Session] = []
    for place in range(draw.random.randrange(12)):
        if happened is None:
            break
        planned = draw.start + timedelta(days=step * draw.random.randrange(35))
        day = None if draw.maybe(0.05) else planned + timedelta(days=draw.random.choice((0, 0, 0, 1, 6)))
        cancelled = draw.random.choice((False, False, False, True, None))
        records.append(Session(id=SessionId(f"n{place}"), series=SeriesId("group"), on=day, cancelled=cancelled))
        became = "cancelled" if cancelled else "done"
        happened.append(Happened(None if day is None else (day, day), became, cancelled is not None))
    activity = Activity(
        programme=ID,
        series=(SessionSeries(id=SeriesId("group"), programme=ID, first=draw.start),),
        sessions=None if happened is None else tuple(records),
    )
    rhythm = EveryDays(days=number("days", step, "days"))
    one = schedule("D5", "group", anchor=Anchor.SERIES, done=SESSIONS, rhythm=rhythm, quote="drawn", closes=True)
    found = draw.policy(one, calendar).of_site(activity, draw.on)
    expected, kept = weekly(draw.start, happened, step, draw.on, closed)
    return [told(each) for each in found], expected, found[0].kept, kept


def terms(draw: Draw) -> Drawn:
    """The evaluation of a group in each term."""
    made: list[SchoolTerm] = []
    day = draw.start - timedelta(days=draw.random.randrange(200))
    for place in range(draw.random.randrange(5)):
        last = day + timedelta(days=draw.random.randrange(20, 90))
        name = ("autumn", "spring", "summer")[place % 3]
        made.append(SchoolTerm(year=2020 + place // 3, name=name, start=day, end=last))
        day = last + timedelta(days=draw.random.randrange(1, 20))
    happened: list[Happened] | None = None if draw.maybe(0.1) else []
    records: list[Evaluation] = []
    for _ in range(draw.random.randrange(4)):
        if happened is None:
            break
        near = draw.random.choice([*(day for term in made for day in (term.start, term.end)), draw.day()])
        on = None if draw.maybe(0.05) else draw.span(near + timedelta(days=draw.random.choice((-1, 0, 0, 1))))
        records.append(Evaluation(on=day_of(on)))
        happened.append(Happened(on, "done", True))
    first = None if draw.maybe(0.1) else draw.start
    activity = Activity(
        programme=ID,
        series=(SessionSeries(id=SeriesId("group"), programme=ID, first=first),),
        evaluations=None if happened is None else tuple(records),
    )
    one = schedule("D9", "evaluation", anchor=Anchor.SERIES, done=EVALUATIONS, rhythm=EachTerm(), quote="drawn")
    found = draw.policy(one, calendar_of(tuple(made))).of_site(activity, draw.on)
    expected = termly(first, [(term.start, term.end) for term in made], happened, draw.on)
    return [told(each) for each in found], expected, None, None


KINDS: Sequence[Callable[[Draw], Drawn]] = (visits, visits, supervision, review, series, terms)
