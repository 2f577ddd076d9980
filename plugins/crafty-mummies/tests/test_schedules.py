from datetime import date

import pytest

from peersupport import Case, Child, Host, Participant, Site
from peersupport._attrs import evolve
from peersupport.policies.schedule import Due, Status
from peersupport.records.activity import Activity
from peersupport.records.assessments import ChildReview
from peersupport.records.calendar import Closure, ClosureKind, SchoolTerm, calendar_of
from peersupport.records.enrolments import Enrolment
from peersupport.records.sessions import Evaluation, Session, SessionSeries

HOST = Host.load(allow=["crafty-mummies"])
CALENDAR = calendar_of(
    terms=(
        SchoolTerm(year=2025, name="spring", start=date(2026, 1, 5), end=date(2026, 3, 27)),
        SchoolTerm(year=2025, name="summer", start=date(2026, 4, 13), end=date(2026, 7, 21)),
    ),
    closures=(Closure(kind=ClosureKind.HALF_TERM, start=date(2026, 2, 16), end=date(2026, 2, 20)),),
    closed=frozenset({ClosureKind.HALF_TERM}),
)
POLICY = HOST.at_site(Site(id="dorset", programme="crafty-mummies", calendar=CALENDAR)).schedule("crafty-mummies")
GROUP = SessionSeries(id="group", programme="crafty-mummies", first=date(2026, 1, 6), every_days=7)
"""On Tuesdays."""


def of(schedule: str, found: tuple[Due, ...]) -> list[Due]:
    """The answers of one schedule."""
    return [one for one in found if one.schedule == f"crafty-mummies/{schedule}"]


def sessions(on: date, *days: date) -> list[Due]:
    """How the group stands on a day."""
    held = tuple(Session(id=f"on-{day}", series="group", on=day, cancelled=False) for day in days)
    return of("CM4", POLICY.of_site(Activity(programme="crafty-mummies", series=(GROUP,), sessions=held), on))


@pytest.mark.requirement("CM4", "D5")
def test_the_group_runs_once_a_week() -> None:
    """A missed week shows in what was kept, and breaks nothing; a closed one was not planned."""
    present, following = sessions(date(2026, 1, 21), date(2026, 1, 6), date(2026, 1, 20))
    assert (present.status, present.kept) == (Status.DONE, (1, 2))
    assert (following.status, following.due) == (Status.UPCOMING, date(2026, 1, 27))
    assert [one.status for one in sessions(date(2026, 1, 13))] == [Status.DUE, Status.UPCOMING]
    assert [one.status for one in sessions(date(2026, 1, 14))] == [Status.OVERDUE, Status.UPCOMING]
    closed, following = sessions(date(2026, 2, 17))
    assert (closed.status, following.due) == (Status.CLOSED, date(2026, 2, 24))
    assert "half term, 2026-02-16 to 2026-02-20" in {each.text for each in closed.why}


@pytest.mark.requirement("CM18", "D9")
def test_the_group_is_evaluated_termly() -> None:
    """Once in each term, overdue the day after it ends."""
    given = Activity(
        programme="crafty-mummies", series=(GROUP,), evaluations=(Evaluation(on=date(2026, 3, 27)),), sessions=()
    )
    statuses = [one.status for one in of("CM18", POLICY.of_site(given, date(2026, 7, 22)))]
    assert statuses == [Status.DONE, Status.OVERDUE, Status.UNKNOWN]


@pytest.mark.requirement("CM20", "D3")
def test_each_childs_review_is_due_at_27_months() -> None:
    """Of children whose window was not over before the family joined; from 24 months, overdue after 30."""
    children = (
        Child(id="younger", birth_date=date(2023, 11, 30)),
        Child(id="older", birth_date=date(2020, 1, 1)),
        Child(id="reviewed", birth_date=date(2023, 11, 30)),
    )
    case = Case(
        id="family",
        participant=Participant(id="mother"),
        children=children,
        enrolments=(Enrolment(id="spell", programme="crafty-mummies", start=date(2025, 9, 1)),),
        reviews=(ChildReview(about="reviewed", on=date(2026, 2, 20), declined=False, reached=True),),
    )
    found = {one.subject: one for one in of("CM20", POLICY.of_case(case, date(2026, 5, 31)))}
    assert set(found) == {"younger", "reviewed"}
    younger = found["younger"]
    assert (younger.earliest, younger.due, younger.overdue_from, younger.status) == (
        date(2025, 11, 30),
        date(2026, 2, 28),
        date(2026, 5, 31),
        Status.OVERDUE,
    )
    assert found["reviewed"].status is Status.DONE


@pytest.mark.requirement("CM20")
def test_a_review_that_was_offered_and_declined_is_settled_and_none_waits_for_the_holidays_to_end() -> None:
    """Whoever declines was offered it; the age is the child's, whatever days the site is closed on."""
    case = Case(
        id="family",
        participant=Participant(id="mother"),
        children=(Child(id="child", birth_date=date(2023, 11, 17)),),
        enrolments=(Enrolment(id="spell", programme="crafty-mummies", start=date(2025, 9, 1)),),
        reviews=(),
    )
    assert [one.due for one in of("CM20", POLICY.of_case(case, date(2026, 2, 1)))] == [date(2026, 2, 17)]
    declined = evolve(case, reviews=(ChildReview(about="child", on=date(2026, 1, 20), declined=True),))
    assert [one.status for one in of("CM20", POLICY.of_case(declined, date(2026, 2, 1)))] == [Status.DECLINED]
