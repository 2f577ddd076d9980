"""What is known of the plan that a mother and her link worker made together (MM12, MM13, MM34, MM35)."""

from collections.abc import Callable
from datetime import date

from peersupport.plugin import AskedOf, Case, DateRange, Role, SupportPlan, fact
from peersupport_link_workers.programme import LINK_WORKERS


def _some(case: Case, holds: Callable[[SupportPlan], bool | None]) -> bool | None:
    """Whether it holds of some plan of the programme; unknown where it may, or a plan may be another programme's."""
    if case.plans is None:
        return None
    own = [(one, holds(one)) for one in case.plans if one.programme in {None, LINK_WORKERS.id}]
    if any(truth and one.programme is not None for one, truth in own):
        return True
    return None if any(truth is not False for _, truth in own) else False


def _by(day: date, when: date | DateRange | None) -> bool | None:
    first, last = (when.first, when.last) if isinstance(when, DateRange) else (when, when)
    return None if first is None or last is None or first <= day < last else last <= day


def _all(*truths: bool | None) -> bool | None:
    return False if False in truths else None if None in truths else True


@fact(
    "link-workers.plan_of_both",
    meaning="there is an action plan that she and her link worker made and agreed",
    question="Which action plan did she and her link worker make, who wrote it, and when was it agreed?",
    asked_of=AskedOf.SUPPORTER,
)
def plan_of_both(case: Case, day: date) -> bool | None:
    """A plan with both as authors, agreed by the day (MM12)."""

    def both(plan: SupportPlan) -> bool | None:
        written = None if plan.authors is None else {Role.PARTICIPANT, Role.LINK_WORKER} <= set(plan.authors)
        return _all(written, _by(day, plan.agreed))

    return _some(case, both)


@fact(
    "link-workers.review_as_she_wishes",
    meaning="it is recorded how, or when, she wants to look at the plan again",
    question="How would you like to look at your plan again, and is there a day that suits you?",
)
def review_as_she_wishes(case: Case, _day: date) -> bool | None:
    """Her own way of reviewing, in her words, or a day that she chose (MM13)."""
    return _some(case, lambda plan: True if plan.review_wish or plan.next_review is not None else None)


@fact(
    "link-workers.her_day_has_come",
    meaning="the day has come on which she wants to look at the plan again",
    question="Is there a day on which you would like to look at your plan again?",
)
def her_day_has_come(case: Case, day: date) -> bool | None:
    """Whether a day that she chose has come; where she chose none, nothing is due (MM13)."""
    return _some(case, lambda plan: False if plan.next_review is None else _by(day, plan.next_review))


@fact(
    "link-workers.what_matters_to_me",
    meaning="the plan says in her own words what matters to her",
    question="What matters to you?",
)
def what_matters_to_me(case: Case, _day: date) -> bool | None:
    """Goals in her words (MM34)."""
    return _some(
        case, lambda plan: None if plan.goals is None else bool(plan.goals) and all(one.words for one in plan.goals)
    )


@fact(
    "link-workers.broken_into_steps",
    meaning="each action of the plan is broken down into steps",
    question="Which steps does each action of the plan have?",
    asked_of=AskedOf.SUPPORTER,
)
def broken_into_steps(case: Case, _day: date) -> bool | None:
    """Every action of every goal has its steps (MM35)."""

    def steps(plan: SupportPlan) -> bool | None:
        actions = None if plan.goals is None else [one.actions for one in plan.goals]
        if actions is None or None in actions:
            return None
        given = [one.steps for each in actions for one in each or ()]
        return _all(bool(given), *(None if one is None else bool(one) for one in given))

    return _some(case, steps)
