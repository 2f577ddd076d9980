"""The threads of a case: its visits, its plan and targets, its children."""

from collections.abc import Iterator
from datetime import date

from peersupport.dates import PartialDate
from peersupport.policies.schedule.asking import Asked, surely_by
from peersupport.policies.schedule.threads import Event, Outcome, Thread
from peersupport.policies.schedule.windows import between, first_of, last_of, later
from peersupport.records.assessments import ChildReview
from peersupport.records.calendar import DAY
from peersupport.records.case import Case
from peersupport.records.encounters import Encounter, EncounterStatus
from peersupport.records.enrolments import Enrolment
from peersupport.records.identifiers import PersonId
from peersupport.records.plans import SupportPlan

OUTCOMES = {
    EncounterStatus.COMPLETED: Outcome.DONE,
    EncounterStatus.DECLINED: Outcome.DECLINED,
    EncounterStatus.MISSED: Outcome.MISSED,
    EncounterStatus.CANCELLED: Outcome.CANCELLED,
}


def spells(case: Case, programme: str, site: str | None, on: date) -> list[Enrolment]:
    """The times that a family has spent here and that are not surely over."""
    return [
        one
        for one in case.enrolments or ()
        if one.programme == programme and (site is None or one.site in {None, site}) and not surely_by(one.end, on)
    ]


def joined(asked: Asked, case: Case, here: list[Enrolment]) -> Iterator[Thread]:
    """A thread for each time that the family joined (TC9)."""
    for one in here:
        if asked.schedule.offer is not None and one.offer not in {None, asked.schedule.offer}:
            continue
        doubt = "Which offer does she take?" if asked.schedule.offer is not None and one.offer is None else ""
        yield Thread(
            subject=str(case.id),
            case=case.id,
            start=one.start,
            end=one.end,
            events=met(asked, case),
            doubt=doubt or ("Has she left?" if one.end is not None and first_of(one.end) <= asked.on else ""),
        )


def met(asked: Asked, case: Case) -> tuple[Event, ...] | None:
    """The encounters that count, or may count, for a schedule."""
    if case.encounters is None:
        return None
    return tuple(_met(one) for one in case.encounters if _may_count(asked, one))


def _may_count(asked: Asked, one: Encounter) -> bool:
    kind = one.kind is None or one.kind.value in asked.schedule.done.kinds
    return kind and one.programme in {None, asked.schedule.programme}


def _met(one: Encounter) -> Event:
    return Event(
        record=str(one.id),
        on=one.on,
        outcome=Outcome.DONE if one.status is None else OUTCOMES[one.status],
        certain=None not in (one.status, one.kind, one.programme),
    )


def children(asked: Asked, case: Case, here: list[Enrolment]) -> Iterator[Thread]:
    """A thread for each child whose window was not over before the family joined (CM20)."""
    joined_from = min((first_of(one.start) if one.start is not None else date.min for one in here), default=date.min)
    limit = asked.values.get("latest", asked.values.get("months", 0))
    for child in case.children or ():
        over = child.birth_date is not None and later(last_of(child.birth_date), months=limit) < joined_from
        if over and not asked.open:
            continue
        events = None if case.reviews is None else tuple(_reviewed(case.reviews, child.id))
        yield Thread(subject=str(child.id), case=case.id, start=child.birth_date, events=events)


def _reviewed(given: tuple[ChildReview, ...], child: PersonId) -> Iterator[Event]:
    for place, one in enumerate(given, start=1):
        if one.about == child:
            outcome = Outcome.DECLINED if one.declined else Outcome.DONE
            certain = one.declined is not None or one.reached is not None or one.assessment is not None
            yield Event(record=f"child review {place}", on=one.on, outcome=outcome, certain=certain)


def plans(case: Case, programme: str) -> list[SupportPlan]:
    """The plan that was recorded last, or all where that is not known."""
    own = [one for one in case.plans or () if one.programme in {None, programme}]
    dated = [(one.recorded_at, place) for place, one in enumerate(own) if one.recorded_at is not None]
    return [own[max(dated)[1]]] if dated and len(dated) == len(own) else own


def reviews(asked: Asked, case: Case) -> Iterator[Thread]:
    """A thread for the plan's next review, on the day that the mother chose (MM13)."""
    for plan in plans(case, asked.schedule.programme):
        events = (
            None
            if plan.reviews is None
            else tuple(
                Event(record=f"{plan.id}, review {place}", on=one.on) for place, one in enumerate(plan.reviews, start=1)
            )
        )
        yield Thread(subject=str(plan.id), case=case.id, day=plan.next_review, events=events)


def targets(asked: Asked, case: Case, visits: Asked | None) -> Iterator[Thread]:
    """A thread for each action of the plan: due on its own day, else at the next visit (TC17)."""
    for plan in plans(case, asked.schedule.programme):
        actions = [action for goal in plan.goals or () for action in goal.actions or ()]
        for place, action in enumerate(actions, start=1):
            day = action.due if action.due is not None else next_visit(visits, case, plan.agreed)
            name = f"{plan.id}, action {place}"
            events = () if action.done is None else (Event(record=name, on=action.done),)
            ask = "On which day was the plan agreed, and when is the next visit?"
            yield Thread(subject=name, case=case.id, day=day, events=events, doubt="" if day else ask)


def next_visit(visits: Asked | None, case: Case, agreed: PartialDate | None) -> PartialDate | None:
    """The day of the first visit after a plan was agreed; while there was none, the day on which it is due."""
    if visits is None or agreed is None or visits.open:
        return None
    after = first_of(agreed) + DAY
    lows, highs = [visits.window(first_of(agreed)).due], [visits.window(last_of(agreed)).due]
    for one in met(visits, case) or ():
        day = one.on if one.on is not None else between(after, visits.on)
        if one.outcome is not Outcome.DONE or last_of(day) < after or first_of(day) > visits.on:
            continue
        lows.append(max(first_of(day), after))
        if one.certain and surely_by(one.on, visits.on) and first_of(day) > last_of(agreed):
            highs.append(last_of(day))
    if case.encounters is None:
        lows.append(after)
    return between(min(*lows, *highs), min(highs))
