from datetime import date

import pytest

from peersupport import Case, Host, Participant, Site
from peersupport.plugin import MeetingKind
from peersupport.policies.schedule import Due, Status
from peersupport.records.activity import Activity
from peersupport.records.calendar import Closure, ClosureKind, calendar_of
from peersupport.records.community import Meeting
from peersupport.records.enrolments import Enrolment
from peersupport.records.plans import PlanReview, SupportPlan

HOST = Host.load(allow=["link-workers"])
POLICY = HOST.schedule("link-workers")


def reviewed(on: date, next_review: date | None, *reviews: date) -> list[Due]:
    """The review of a mother's plan."""
    plan = SupportPlan(
        id="plan",
        programme="link-workers",
        next_review=next_review,
        reviews=tuple(PlanReview(on=day) for day in reviews),
    )
    case = Case(
        id="family",
        participant=Participant(id="mother"),
        enrolments=(Enrolment(id="spell", programme="link-workers", start=date(2026, 1, 5)),),
        plans=(plan,),
    )
    return [one for one in POLICY.of_case(case, on) if one.schedule == "link-workers/MM13"]


@pytest.mark.requirement("MM13")
def test_a_plan_is_reviewed_at_the_mothers_own_rhythm() -> None:
    """However long it is: nothing is overdue unless she set a day."""
    assert [one.status for one in reviewed(date(2036, 1, 1), None)] == [Status.NO_DAY]
    chosen = date(2026, 3, 3)
    for on, status in ((2, Status.UPCOMING), (3, Status.DUE), (4, Status.OVERDUE)):
        assert [one.status for one in reviewed(date(2026, 3, on), chosen)] == [status]
    assert [one.status for one in reviewed(date(2026, 3, 4), chosen, chosen)] == [Status.DONE]
    assert [one.status for one in reviewed(date(2026, 3, 4), chosen, date(2026, 2, 1))] == [Status.OVERDUE]


@pytest.mark.requirement("MM23")
def test_the_learning_community_is_due_on_its_day_though_the_site_is_closed() -> None:
    """It meets for the link workers, whatever holidays their sites keep."""
    holidays = Closure(kind=ClosureKind.HALF_TERM, start=date(2026, 2, 16), end=date(2026, 3, 1))
    calendar = calendar_of(terms=(), closures=(holidays,), closed=frozenset({ClosureKind.HALF_TERM}))
    policy = HOST.at_site(Site(id="here", programme="link-workers", calendar=calendar)).schedule("link-workers")
    met = (Meeting(kind=MeetingKind.LEARNING_COMMUNITY, on=date(2026, 1, 20), cancelled=False),)
    assert policy.of_site(Activity(programme="link-workers", meetings=met), date(2026, 2, 1))[-1].due == date(
        2026, 2, 20
    )


@pytest.mark.requirement("MM23", "D6")
def test_the_learning_community_meets_monthly() -> None:
    """Overdue after a month and a week's tolerance; a workshop is another thing."""
    meetings = (
        Meeting(kind=MeetingKind.LEARNING_COMMUNITY, on=date(2026, 1, 31), cancelled=False),
        Meeting(kind=MeetingKind.REGIONAL_WORKSHOP, on=date(2026, 3, 1), cancelled=False),
    )
    for on, status in (
        (date(2026, 2, 28), Status.DUE),
        (date(2026, 3, 7), Status.DUE),
        (date(2026, 3, 8), Status.OVERDUE),
    ):
        found = POLICY.of_site(Activity(programme="link-workers", meetings=meetings), on)
        assert (found[-1].schedule, found[-1].due, found[-1].status) == ("link-workers/MM23", date(2026, 2, 28), status)
