"""Traps 2, 8 and 9 of requirements 1.7."""

from datetime import date, timedelta

import pytest
from tests.schedules.asking import NOTTINGHAM, activity, case, of, policy

from peersupport import DateRange
from peersupport.dates import PartialDate
from peersupport.policies.schedule import Due, Status
from peersupport.records.assessments import ChildReview
from peersupport.records.identifiers import PersonId, ProgrammeId, SeriesId, SupporterId
from peersupport.records.people import Child
from peersupport.records.roles import Role
from peersupport.records.sessions import Evaluation, SessionSeries
from peersupport.records.supporters import Supervision, SupervisionKind, Supporter

DAY = timedelta(days=1)
BEGAN = date(2025, 11, 30)
SOME_DAY_IN_JANUARY = DateRange(first=date(2023, 1, 1), last=date(2023, 1, 31))


def reviewed(born: PartialDate, on: date, *reviews: ChildReview) -> Due:
    """The review of a child of the group."""
    child = Child(id=PersonId("child"), birth_date=born)
    family = case("crafty-mummies", date(2022, 1, 6), children=(child,), reviews=reviews)
    return of(policy("crafty-mummies").of_case(family, on), "CM20")[0]


@pytest.mark.requirement("CM20", "D3")
@pytest.mark.parametrize(("born", "due"), [(2023, date(2026, 2, 28)), (2021, date(2024, 2, 29))])
def test_trap_02_born_30_november_27_months_is_the_last_of_february(born: int, due: date) -> None:
    """There is no 30 February: the review is due on the last day of the month, in a leap year too."""
    on = date(due.year - 1, 12, 1)
    found = reviewed(date(born, 11, 30), on)
    assert found.due == due
    assert (found.earliest, found.overdue_from) == (date(due.year - 1, 11, 30), date(due.year, 5, 31))
    assert found.status is Status.DUE
    assert reviewed(date(born, 11, 30), on - 2 * DAY).status is Status.UPCOMING
    assert reviewed(date(born, 11, 30), date(due.year, 5, 30)).status is Status.DUE
    assert reviewed(date(born, 11, 30), date(due.year, 5, 31)).status is Status.OVERDUE


def supervised(on: date, *days: date, kind: SupervisionKind = SupervisionKind.ONE_TO_ONE) -> Due:
    """The next supervision of a Community Mother who began on 30 November."""
    mother = Supporter(
        id=SupporterId("mother-1"),
        role=Role.COMMUNITY_MOTHER,
        start=BEGAN,
        supervisions=tuple(Supervision(kind=kind, on=day, declined=False) for day in days),
    )
    found = policy("community-mothers").of_site(activity("community-mothers", supporters=(mother,)), on)
    return of(found, "TC51")[-1]


@pytest.mark.requirement("TC51", "D8")
def test_trap_08_supervision_at_two_months_three_months_and_a_day_more() -> None:
    """Not due before two months; due from then to three months; overdue the day after."""
    last = date(2026, 3, 15)
    for on, status in (
        (date(2026, 5, 14), Status.UPCOMING),
        (date(2026, 5, 15), Status.DUE),
        (date(2026, 6, 15), Status.DUE),
        (date(2026, 6, 16), Status.OVERDUE),
    ):
        assert supervised(on, last).status is status
    assert supervised(last, last).overdue_from == date(2026, 6, 16)


@pytest.mark.requirement("TC51", "D8", "D3")
def test_trap_08_start_on_30_november_is_due_by_the_end_of_february() -> None:
    """The first is counted from the day on which she began, and February has no 30th."""
    found = supervised(date(2026, 2, 28))
    assert (found.earliest, found.due, found.overdue_from) == (
        date(2026, 1, 30),
        date(2026, 2, 28),
        date(2026, 3, 1),
    )
    assert found.status is Status.DUE
    assert supervised(date(2026, 3, 1)).status is Status.OVERDUE


@pytest.mark.requirement("TC51", "D8")
def test_trap_08_sooner_than_two_months_is_never_a_breach_and_starts_the_clock_again() -> None:
    """A visit after five weeks is only a visit."""
    early = date(2026, 1, 4)
    found = supervised(early, early)
    assert (found.status, found.earliest, found.due) == (Status.UPCOMING, date(2026, 3, 4), date(2026, 4, 4))


@pytest.mark.requirement("TC51", "TC52")
def test_a_group_meeting_is_no_supervision() -> None:
    """One to one: what she says before others is another thing."""
    found = supervised(date(2026, 3, 1), date(2026, 2, 20), kind=SupervisionKind.GROUP)
    assert (found.status, found.due) == (Status.OVERDUE, date(2026, 2, 28))


def evaluated(on: date, *days: date) -> dict[str, Due]:
    """How each term of the group stands, by its name."""
    group = SessionSeries(id=SeriesId("group"), programme=ProgrammeId("crafty-mummies"), first=date(2025, 9, 9))
    records = activity("crafty-mummies", series=(group,), evaluations=tuple(Evaluation(on=day) for day in days))
    found = of(policy("crafty-mummies", calendar=NOTTINGHAM).of_site(records, on), "CM18")
    return {next((each.text for each in one.why if each.name == "D9"), ""): one for one in found}


AUTUMN, SPRING = "autumn term 2025-26", "spring term 2025-26"


@pytest.mark.requirement("CM18", "D9")
@pytest.mark.parametrize("day", [date(2025, 9, 2), date(2025, 12, 19)], ids=["first day", "last day"])
def test_trap_09_evaluation_on_the_first_or_last_day_of_term(day: date) -> None:
    """Both days lie in the term."""
    assert evaluated(date(2026, 1, 20), day)[AUTUMN].status is Status.DONE


@pytest.mark.requirement("CM18", "D9")
def test_trap_09_evaluation_in_half_term_counts_for_the_term_around_it() -> None:
    """A half term is no term: it neither asks for an evaluation of its own nor loses one."""
    found = evaluated(date(2026, 1, 20), date(2025, 10, 22))
    assert found[AUTUMN].status is Status.DONE
    assert list(found) == [AUTUMN, SPRING, "summer term 2025-26"]


@pytest.mark.requirement("CM18", "D9")
@pytest.mark.parametrize("day", [date(2025, 12, 20), date(2026, 1, 4)], ids=["day after", "day before"])
def test_trap_09_evaluation_in_the_holidays_counts_for_no_term(day: date) -> None:
    """It was too late for the one and too early for the other."""
    found = evaluated(date(2026, 1, 20), day)
    assert (found[AUTUMN].status, found[SPRING].status) == (Status.OVERDUE, Status.DUE)


@pytest.mark.requirement("CM18", "D9")
def test_trap_09_overdue_the_day_after_the_term_ends() -> None:
    """On its last day it can still be done."""
    assert evaluated(date(2025, 12, 19))[AUTUMN].status is Status.DUE
    assert evaluated(date(2025, 12, 20))[AUTUMN].status is Status.OVERDUE


@pytest.mark.parametrize(
    ("held", "status"),
    [
        (date(2024, 12, 31), Status.OVERDUE),
        (date(2025, 1, 1), Status.UNKNOWN),
        (date(2025, 1, 30), Status.UNKNOWN),
        (date(2025, 1, 31), Status.DONE),
    ],
)
def test_a_review_that_may_have_been_too_early_is_asked_about(held: date, status: Status) -> None:
    """Of a child born some day in January: two years later it counts for some days of birth, so it is not missed."""
    review = ChildReview(about=PersonId("child"), on=held, declined=False)
    found = reviewed(SOME_DAY_IN_JANUARY, date(2026, 1, 1), review)
    assert found.status is status
    assert bool(found.ask) is (status is Status.UNKNOWN)
    if status is Status.UNKNOWN:
        assert "On which day was the child born?" in reviewed(SOME_DAY_IN_JANUARY, date(2025, 7, 15), review).ask


@pytest.mark.parametrize(
    ("on", "asked"), [(date(2024, 12, 31), False), (date(2025, 1, 1), True), (date(2025, 1, 31), True)]
)
def test_reviews_that_nobody_recorded_are_asked_for_once_one_may_count(on: date, asked: bool) -> None:
    """From the first day on which one could be the review, whichever the day of birth is."""
    child = Child(id=PersonId("child"), birth_date=SOME_DAY_IN_JANUARY)
    family = case("crafty-mummies", date(2022, 1, 6), children=(child,), reviews=None)
    found = of(policy("crafty-mummies").of_case(family, on), "CM20")[0]
    assert any("are recorded" in one for one in found.ask) is asked
