"""What is due of families and sites, word for word: of records in which one thing at a time is otherwise."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from tests.schedules.drawing import ID, PROGRAMME, number
from tests.wording.comparing import same_words

from peersupport._attrs import evolve
from peersupport.dates import DateRange
from peersupport.plugin import (
    CHILD_REVIEWS,
    EVALUATIONS,
    ITSELF,
    PLAN_REVIEWS,
    SESSIONS,
    Anchor,
    AtMonths,
    BetweenMonths,
    EachTerm,
    EveryDays,
    EveryMonths,
    OwnDay,
    Role,
    encounters,
    meetings,
    outputs,
    parameter,
    schedule,
    supervisions,
)
from peersupport.policies.schedule import Scheduling
from peersupport.policies.schedule.due import Due, due_document
from peersupport.records.activity import Activity
from peersupport.records.assessments import ChildReview
from peersupport.records.calendar import SchoolTerm, calendar_of
from peersupport.records.case import Case
from peersupport.records.community import Meeting, MeetingKind, Output, OutputKind
from peersupport.records.encounters import Encounter, EncounterKind, EncounterStatus
from peersupport.records.enrolments import Enrolment
from peersupport.records.identifiers import (
    AssessmentId,
    CaseId,
    EncounterId,
    EnrolmentId,
    PersonId,
    PlanId,
    ProgrammeId,
    SeriesId,
    SessionId,
    SiteId,
    SupporterId,
)
from peersupport.records.people import Child, Participant
from peersupport.records.plans import Action, Goal, PlanReview, SupportPlan
from peersupport.records.sessions import Attendance, Evaluation, InformationSheet, Session, SessionSeries
from peersupport.records.supporters import Supervision, SupervisionKind, Supporter

ON, BEGUN = date(2025, 6, 20), date(2025, 1, 6)
WORDS = {"quote": "words"}
MEETINGS, TOOLKIT = meetings(MeetingKind.GROUP_SUPPORT), outputs(OutputKind.TOOLKIT)
WEEK = EveryDays(days=number("days", 7, "days"))
BY_THREE = AtMonths(months=number("by", 3, "months"))
HOME, MONTHLY = encounters(EncounterKind.HOME_VISIT), EveryMonths(months=number("months", 1, "months"))
UNSET = parameter("drawn.unset", None, type=int, unit="months", mark="default", quote="q", question="How often?")
UNASKED = parameter("drawn.unasked", None, type=int, unit="months", mark="default", quote="q", meaning="the interval")
SCHEDULES = PROGRAMME.schedules(
    schedule("V1", "visit", anchor=Anchor.ENROLMENT, done=HOME, rhythm=MONTHLY, offer="home", **WORDS),
    schedule("V2", "asked visit", anchor=Anchor.ENROLMENT, done=HOME, rhythm=EveryMonths(months=UNSET), **WORDS),
    schedule("V3", "visit", anchor=Anchor.ENROLMENT, done=HOME, rhythm=EveryMonths(months=UNASKED), **WORDS),
    schedule("V4", "offer", anchor=Anchor.ENROLMENT, done=HOME, rhythm=MONTHLY, offered=True, **WORDS),
    schedule(
        "C1", "child review", anchor=Anchor.BIRTH, done=CHILD_REVIEWS, offered=True,
        rhythm=AtMonths(months=number("age", 27, "months"), latest=number("late", 30, "months")), **WORDS,
    ),
    schedule("C2", "child review", anchor=Anchor.BIRTH, done=CHILD_REVIEWS, rhythm=AtMonths(months=UNSET), **WORDS),
    schedule(
        "C3", "child review", anchor=Anchor.BIRTH, done=CHILD_REVIEWS,
        rhythm=AtMonths(months=number("age", 27, "months")), **WORDS,
    ),
    schedule("P1", "plan review", anchor=Anchor.PLAN, done=PLAN_REVIEWS, rhythm=OwnDay(), **WORDS),
    schedule("T1", "target", anchor=Anchor.TARGET, done=ITSELF, rhythm=OwnDay(follows="V1"), **WORDS),
    schedule("T2", "target", anchor=Anchor.TARGET, done=ITSELF, rhythm=OwnDay(follows="V9"), **WORDS),
    schedule(
        "S1", "supervision", anchor=Anchor.SUPPORTER, done=supervisions(SupervisionKind.ONE_TO_ONE),
        rhythm=BetweenMonths(earliest=number("from", 2, "months"), latest=number("to", 3, "months")),
        roles=(Role.COMMUNITY_MOTHER,), **WORDS,
    ),
    schedule("G1", "group", anchor=Anchor.SERIES, done=SESSIONS, rhythm=WEEK, **WORDS),
    schedule("G2", "evaluation", anchor=Anchor.SERIES, done=EVALUATIONS, rhythm=EachTerm(), **WORDS),
    schedule("M1", "meeting", anchor=Anchor.SITE, done=MEETINGS, rhythm=MONTHLY, **WORDS),
    schedule("O1", "toolkit", anchor=Anchor.SITE, done=TOOLKIT, rhythm=BY_THREE, **WORDS),
    schedule("E1", "evaluation", anchor=Anchor.SITE, done=EVALUATIONS, rhythm=MONTHLY, **WORDS),
    schedule("I1", "sheet", anchor=Anchor.SHEET, done=ITSELF, rhythm=OwnDay(), **WORDS),
)  # fmt: skip
TERM = SchoolTerm(year=2025, name="summer", start=date(2025, 4, 22), end=date(2025, 7, 22))
POLICY = Scheduling(programme=ID, schedules=SCHEDULES, site="north", begun=BEGUN, calendar=calendar_of((TERM,)))
PART = DateRange(first=date(2025, 5, 1), last=date(2025, 6, 25))


def lines(found: Iterable[Due], usual: Iterable[Due] = ()) -> Iterator[str]:
    """Each answer as a line; of usual ones only those that are there no more."""
    before = [json.dumps(due_document(one), ensure_ascii=False) for one in usual]
    now = [json.dumps(due_document(one), ensure_ascii=False) for one in found]
    yield from (f"  no more {line[:90]}" for line in before if line not in now)
    yield from (f"  {line}" for line in now if line not in before)


SPELL = Enrolment(id=EnrolmentId("spell"), programme=ID, start=BEGUN, offer="home", site=SiteId("north"))
VISIT = Encounter(
    id=EncounterId("e1"), programme=ID, kind=EncounterKind.HOME_VISIT, status=EncounterStatus.COMPLETED,
    on=date(2025, 5, 12),
)  # fmt: skip
PLAN = SupportPlan(
    id=PlanId("plan"), programme=ID, agreed=date(2025, 5, 20), next_review=date(2025, 6, 10), reviews=(),
    goals=(Goal(words="g", actions=(Action(title="a"), Action(title="b", due=date(2025, 6, 30)))),),
)  # fmt: skip
FAMILY = Case(
    id=CaseId("family"),
    participant=Participant(id=PersonId("mother")),
    children=(Child(id=PersonId("child"), birth_date=date(2023, 3, 1)),),
    enrolments=(SPELL,),
    encounters=(VISIT,),
    plans=(PLAN,),
    reviews=(),
    referrals=(),
)
LATER, EARLIER = (datetime(2025, month, 1, tzinfo=UTC) for month in (6, 5))
FAMILIES: dict[str, dict[str, Any]] = {
    "as recorded": {},
    "no enrolments recorded": {"enrolments": None},
    "no enrolments or referrals recorded": {"enrolments": None, "referrals": None},
    "another programme's": {"enrolments": (evolve(SPELL, programme=ProgrammeId("other")),)},
    "another site's": {"enrolments": (evolve(SPELL, site=SiteId("south")),)},
    "at no site on record": {"enrolments": (evolve(SPELL, site=None),)},
    "another offer": {"enrolments": (evolve(SPELL, offer="group"),)},
    "no offer on record": {"enrolments": (evolve(SPELL, offer=None),)},
    "joined on no day": {"enrolments": (evolve(SPELL, start=None),)},
    "joined some day": {"enrolments": (evolve(SPELL, start=PART),)},
    "joined on no day, visited some day": {
        "enrolments": (evolve(SPELL, start=None),),
        "encounters": (evolve(VISIT, on=DateRange(first=date(2025, 5, 1), last=date(2025, 5, 31))),),
    },
    "left": {"enrolments": (evolve(SPELL, end=ON),)},
    "perhaps left": {"enrolments": (evolve(SPELL, end=PART),)},
    "perhaps left from today": {"enrolments": (evolve(SPELL, end=DateRange(first=ON, last=date(2025, 6, 25))),)},
    "to leave": {"enrolments": (evolve(SPELL, end=date(2025, 6, 21)),)},
    "to leave on the very day": {
        "enrolments": (evolve(SPELL, end=date(2025, 6, 25)),),
        "encounters": (evolve(VISIT, on=date(2025, 5, 25)),),
    },
    "to leave the day after": {
        "enrolments": (evolve(SPELL, end=date(2025, 6, 26)),),
        "encounters": (evolve(VISIT, on=date(2025, 5, 25)),),
    },
    "twice": {"enrolments": (evolve(SPELL, end=date(2025, 2, 1)), evolve(SPELL, start=date(2025, 5, 30)))},
    "no encounters recorded": {"encounters": None},
    "a call": {"encounters": (evolve(VISIT, kind=EncounterKind.TELEPHONE),)},
    "of an unknown kind": {"encounters": (evolve(VISIT, kind=None),)},
    "of an unknown programme": {"encounters": (evolve(VISIT, programme=None),)},
    "of another programme": {"encounters": (evolve(VISIT, programme=ProgrammeId("other")),)},
    "missed": {"encounters": (evolve(VISIT, status=EncounterStatus.MISSED),)},
    "declined": {"encounters": (evolve(VISIT, status=EncounterStatus.DECLINED),)},
    "declined and visited on one day": {
        "encounters": (VISIT, evolve(VISIT, id=EncounterId("e2"), status=EncounterStatus.DECLINED))
    },
    "cancelled": {"encounters": (evolve(VISIT, status=EncounterStatus.CANCELLED),)},
    "of an unknown end": {"encounters": (evolve(VISIT, status=None),)},
    "visited on no day": {"encounters": (evolve(VISIT, on=None),)},
    "visited some day": {"encounters": (evolve(VISIT, on=PART),)},
    "visited on the day of the plan": {"encounters": (evolve(VISIT, on=date(2025, 5, 20)),)},
    "visited the day after the plan": {"encounters": (evolve(VISIT, on=date(2025, 5, 21)),)},
    "visited today": {"encounters": (VISIT, evolve(VISIT, id=EncounterId("e2"), on=ON))},
    "visited today, after a later plan": {
        "encounters": (evolve(VISIT, on=ON),),
        "plans": (evolve(PLAN, agreed=date(2025, 5, 25)),),
    },
    "visited on the last day on which it may have been agreed": {
        "encounters": (evolve(VISIT, on=date(2025, 5, 20)),),
        "plans": (evolve(PLAN, agreed=DateRange(first=date(2025, 5, 1), last=date(2025, 5, 20))),),
    },
    "perhaps visited from today": {
        "encounters": (VISIT, evolve(VISIT, id=EncounterId("e2"), on=DateRange(first=ON, last=date(2025, 6, 25)))),
    },
    "a visit tomorrow": {"encounters": (VISIT, evolve(VISIT, id=EncounterId("e2"), on=date(2025, 6, 21)))},
    "no children recorded": {"children": None},
    "born on no day": {"children": (Child(id=PersonId("child")),)},
    "too old when they joined": {"children": (Child(id=PersonId("child"), birth_date=date(2022, 7, 5)),)},
    "just not too old when they joined": {"children": (Child(id=PersonId("child"), birth_date=date(2022, 7, 6)),)},
    "no reviews recorded": {"reviews": None},
    "reviewed": {"reviews": (ChildReview(about=PersonId("child"), on=date(2025, 6, 2), declined=False),)},
    "reviewed today": {"reviews": (ChildReview(about=PersonId("child"), on=ON, declined=False),)},
    "review declined": {"reviews": (ChildReview(about=PersonId("child"), on=date(2025, 6, 2), declined=True),)},
    "perhaps reviewed": {"reviews": (ChildReview(about=PersonId("child"), on=date(2025, 6, 2)),)},
    "perhaps reviewed, with what was reached": {
        "reviews": (ChildReview(about=PersonId("child"), on=date(2025, 6, 2), reached=True),)
    },
    "perhaps reviewed, with an assessment": {
        "reviews": (ChildReview(about=PersonId("child"), on=date(2025, 6, 2), assessment=AssessmentId("a")),)
    },
    "somebody else reviewed": {"reviews": (ChildReview(about=PersonId("other"), on=date(2025, 6, 2), declined=False),)},
    "no plans recorded": {"plans": None},
    "no plan": {"plans": ()},
    "another programme's plan": {"plans": (evolve(PLAN, programme=ProgrammeId("other")),)},
    "a plan of no programme on record": {"plans": (evolve(PLAN, programme=None),)},
    "two plans": {"plans": (PLAN, evolve(PLAN, id=PlanId("second")))},
    "two plans, one dated": {"plans": (evolve(PLAN, recorded_at=LATER), evolve(PLAN, id=PlanId("second")))},
    "two dated plans": {
        "plans": (evolve(PLAN, recorded_at=LATER), evolve(PLAN, id=PlanId("second"), recorded_at=EARLIER))
    },
    "no day for the review": {"plans": (evolve(PLAN, next_review=None),)},
    "plan reviewed": {"plans": (evolve(PLAN, reviews=(PlanReview(on=date(2025, 6, 11)),)),)},
    "plan to be reviewed today, reviewed on no day": {
        "plans": (evolve(PLAN, next_review=ON, reviews=(PlanReview(on=None),)),)
    },
    "plan reviewed too soon": {"plans": (evolve(PLAN, reviews=(PlanReview(on=date(2025, 6, 9)),)),)},
    "no plan reviews recorded": {"plans": (evolve(PLAN, reviews=None),)},
    "no goals recorded": {"plans": (evolve(PLAN, goals=None),)},
    "agreed on no day": {"plans": (evolve(PLAN, agreed=None),)},
    "agreed some day": {"plans": (evolve(PLAN, agreed=PART),)},
    "tried": {"plans": (evolve(PLAN, goals=(Goal(words="g", actions=(Action(title="a", done=date(2025, 6, 1)),)),)),)},
}


def test_what_is_due_of_a_family_is_told_word_for_word() -> None:
    """Of visits, reviews, plans and targets: what counts, what is asked, what does not concern the programme."""
    usual = POLICY.of_case(FAMILY, ON)
    told = [*lines(usual)]
    for title, changes in FAMILIES.items():
        told += [title, *lines(POLICY.of_case(evolve(FAMILY, **changes), ON), usual)]
    anywhere = evolve(POLICY, site=None)
    told += ["at any site", *lines(anywhere.of_case(evolve(FAMILY, **FAMILIES["another site's"]), ON), usual)]
    same_words("families", told)


MOTHER = Supporter(id=SupporterId("mother"), role=Role.COMMUNITY_MOTHER, start=BEGUN, supervisions=())
SUPERVISED = Supervision(kind=SupervisionKind.ONE_TO_ONE, on=date(2025, 5, 1), declined=False)
GROUP = SessionSeries(id=SeriesId("group"), programme=ID, first=BEGUN, every_days=7)
HELD = Session(id=SessionId("s1"), series=SeriesId("group"), on=date(2025, 6, 16), cancelled=False)
MET = Meeting(kind=MeetingKind.GROUP_SUPPORT, on=date(2025, 6, 3), cancelled=False)
SITE = Activity(
    programme=ID, site=SiteId("north"), supporters=(MOTHER,), series=(GROUP,), sessions=(HELD,), meetings=(MET,),
    evaluations=(Evaluation(on=date(2025, 6, 1), series=SeriesId("group")),),
    outputs=(Output(kind=OutputKind.TOOLKIT, done=date(2025, 3, 1)),),
    sheets=(InformationSheet(id="sheet", review_by=date(2025, 6, 1)),),
)  # fmt: skip
SITES: dict[str, dict[str, Any]] = {
    "as recorded": {},
    "of no site on record": {"site": None},
    **{f"no {name} recorded": {name: None} for name in ("supporters", "series", "sessions", "meetings")},
    **{f"no {name} recorded": {name: None} for name in ("evaluations", "outputs", "sheets")},
    "a trainer": {"supporters": (evolve(MOTHER, role=Role.TRAINER),)},
    "of no role on record": {"supporters": (evolve(MOTHER, role=None),)},
    "began on no day": {"supporters": (evolve(MOTHER, start=None),)},
    "left": {"supporters": (evolve(MOTHER, end=ON),)},
    "to leave": {"supporters": (evolve(MOTHER, end=date(2025, 7, 1), supervisions=(evolve(SUPERVISED, on=ON),)),)},
    "perhaps left from today": {"supporters": (evolve(MOTHER, end=DateRange(first=ON, last=date(2025, 6, 25))),)},
    "perhaps left": {"supporters": (evolve(MOTHER, end=PART),)},
    "no supervisions recorded": {"supporters": (evolve(MOTHER, supervisions=None),)},
    "supervised": {"supporters": (evolve(MOTHER, supervisions=(SUPERVISED,)),)},
    "declined": {"supporters": (evolve(MOTHER, supervisions=(evolve(SUPERVISED, declined=True),)),)},
    "perhaps supervised": {"supporters": (evolve(MOTHER, supervisions=(evolve(SUPERVISED, declined=None),)),)},
    "spoken with": {"supporters": (evolve(MOTHER, supervisions=(evolve(SUPERVISED, declined=None, topics=("a",)),)),)},
    "in a group": {
        "supporters": (evolve(MOTHER, supervisions=(evolve(SUPERVISED, kind=SupervisionKind.GROUP), SUPERVISED)),)
    },
    "another programme's series": {"series": (evolve(GROUP, programme=ProgrammeId("other")),)},
    "two series": {"series": (GROUP, evolve(GROUP, id=SeriesId("second")))},
    "two series, and an evaluation of either": {
        "series": (GROUP, evolve(GROUP, id=SeriesId("second"))),
        "evaluations": (Evaluation(on=date(2025, 6, 1)),),
    },
    "an evaluation of no series on record": {"evaluations": (Evaluation(on=date(2025, 6, 1)),)},
    "an evaluation on no day": {"evaluations": (Evaluation(series=SeriesId("group")),)},
    "an evaluation of another series": {"evaluations": (Evaluation(on=date(2025, 6, 1), series=SeriesId("other")),)},
    "a series of another step": {"series": (evolve(GROUP, every_days=14),)},
    "a series of no step on record": {"series": (evolve(GROUP, every_days=None),)},
    "a series from no day": {"series": (evolve(GROUP, first=None),)},
    "a series from no day, and not evaluated": {"series": (evolve(GROUP, first=None),), "evaluations": ()},
    "a series from the last day of the term": {"series": (evolve(GROUP, first=TERM.end),), "evaluations": ()},
    "a series from the day after it": {"series": (evolve(GROUP, first=date(2025, 7, 23)),), "evaluations": ()},
    "cancelled": {"sessions": (evolve(HELD, cancelled=True),)},
    "next week's cancelled": {
        "sessions": (HELD, evolve(HELD, id=SessionId("s2"), on=date(2025, 6, 23), cancelled=True))
    },
    "next week's cancelled, on its last day": {
        "sessions": (HELD, evolve(HELD, id=SessionId("s2"), on=date(2025, 6, 29), cancelled=True))
    },
    "that of the week after next cancelled": {
        "sessions": (HELD, evolve(HELD, id=SessionId("s2"), on=date(2025, 6, 30), cancelled=True))
    },
    "perhaps cancelled": {"sessions": (evolve(HELD, cancelled=None),)},
    "perhaps cancelled, and somebody came": {
        "sessions": (evolve(HELD, cancelled=None, attendance=(Attendance(participant=PersonId("p"), attended=True),)),)
    },
    "a session of no series on record": {"sessions": (evolve(HELD, series=None),)},
    "a session of another series": {"sessions": (evolve(HELD, series=SeriesId("other")),)},
    "a workshop": {"meetings": (evolve(MET, kind=MeetingKind.REGIONAL_WORKSHOP), MET)},
    "a meeting cancelled": {"meetings": (evolve(MET, cancelled=True),)},
    "a meeting perhaps cancelled": {"meetings": (evolve(MET, cancelled=None),)},
    "a meeting that somebody attended": {"meetings": (evolve(MET, cancelled=None, attended=(SupporterId("mother"),)),)},
    "another output": {"outputs": (Output(kind=OutputKind.MOSAIC, done=date(2025, 3, 1)),)},
    "a toolkit that is not done": {"outputs": (Output(kind=OutputKind.TOOLKIT),)},
    "a toolkit done today": {"outputs": (Output(kind=OutputKind.TOOLKIT, done=ON),)},
    "a second output": {
        "outputs": (Output(kind=OutputKind.MOSAIC), Output(kind=OutputKind.TOOLKIT, done=date(2025, 3, 1)))
    },
    "a sheet with no day": {"sheets": (InformationSheet(id="sheet"),)},
}


def test_what_is_due_of_a_site_is_told_word_for_word() -> None:
    """Of supporters, series, meetings, outputs and sheets, and of a site of which nothing is recorded."""
    usual = POLICY.of_site(SITE, ON)
    told = [*lines(usual)]
    for title, changes in SITES.items():
        told += [title, *lines(POLICY.of_site(evolve(SITE, **changes), ON), usual)]
    for title, policy in {"none": POLICY, "none, at no site": evolve(POLICY, site=None)}.items():
        told += [f"no records: {title}", *lines(policy.of_site(None, ON))]
    undated = evolve(SITE, evaluations=(Evaluation(series=SeriesId("group")),))
    told += ["on the first day of the term, evaluated on no day", *lines(POLICY.of_site(undated, TERM.start))]
    told += ["before the first term that is known", *lines(POLICY.of_site(SITE, date(2025, 4, 21)))]
    ended = evolve(POLICY, ended=ON)
    told += ["on the day on which it ends", *lines(ended.of_site(SITE, ON), usual), *lines(ended.of_case(FAMILY, ON))]
    told += ["before it ends", *lines(evolve(POLICY, ended=date(2025, 6, 21)).of_site(SITE, ON), usual)]
    told += ["begun on no day", *lines(evolve(POLICY, begun=None).of_site(SITE, ON), usual)]
    same_words("sites", told)
