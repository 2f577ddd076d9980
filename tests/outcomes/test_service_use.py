"""Contacts in equal times before and after: clipped to what was looked at, never a blank for a none."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.outcomes.families import family

from peersupport.dates import DateRange
from peersupport.outcomes.service_use import (
    Windows,
    contacts_before_and_after,
    difficulties,
    joined_on,
    service_use_change,
)
from peersupport.records.enrolments import Enrolment
from peersupport.records.identifiers import EnrolmentId, ProgrammeId
from peersupport.records.service_use import Difficulty, DifficultyState, ServiceContact, ServiceUse
from peersupport.rules.bounds import Bounds

JOINED = date(2025, 3, 1)
NEAR = st.integers(-200, 200).map(lambda days: JOINED + timedelta(days=days))


def use(start: date | None, end: date | None, *days: object) -> ServiceUse:
    """Contacts with a GP on these days, looked at from start to end."""
    contacts = tuple(ServiceContact(service="gp", on=day) for day in days)  # type: ignore[arg-type]
    return ServiceUse(observed_from=start, observed_to=end, contacts=contacts)


@given(NEAR, NEAR, st.lists(NEAR, max_size=12), st.integers(1, 250))
def test_both_times_are_equal_and_inside_what_was_looked_at(
    start: date, end: date, days: list[date], most: int
) -> None:
    """Counted again day by day; where nothing was looked at on one side, nothing is told."""
    found = contacts_before_and_after(use(start, end, *days), JOINED, days=most)
    looked_at = {start + timedelta(days=one) for one in range((end - start).days + 1)}
    length = 0
    while (
        length < most
        and JOINED - timedelta(days=length + 1) in looked_at
        and JOINED + timedelta(days=length) in looked_at
        and all(JOINED + timedelta(days=one) in looked_at for one in range(-length - 1, length + 1))
    ):
        length += 1
    if length == 0:
        assert found is None
        return
    before = sum(JOINED - timedelta(days=length) <= day < JOINED for day in days)
    after = sum(JOINED <= day < JOINED + timedelta(days=length) for day in days)
    assert found == Windows(days=length, before=Bounds(low=before, high=before), after=Bounds(low=after, high=after))


@given(st.integers(1, 100))
def test_a_contact_at_the_edge_counts_on_one_side_alone(length: int) -> None:
    """The day of joining is the first one after it; the days beyond either time are in none."""
    reach = timedelta(days=length)
    whole = (date(2024, 1, 1), date(2026, 1, 1))
    edges = (JOINED - reach - timedelta(days=1), JOINED - reach, JOINED, JOINED + reach)
    for day, sides in zip(edges, ((0, 0), (1, 0), (0, 1), (0, 0)), strict=True):
        found = contacts_before_and_after(use(*whole, day), JOINED, days=length)
        assert found is not None
        assert (found.before.high, found.after.high) == (found.before.low, found.after.low) == sides


def test_what_was_not_looked_at_is_not_none() -> None:
    """No record of contacts, or of the time that was looked at, is no count of zero."""
    whole = (date(2024, 1, 1), date(2026, 1, 1))
    assert contacts_before_and_after(None, JOINED, days=90) is None
    assert contacts_before_and_after(use(None, whole[1]), JOINED, days=90) is None
    unrecorded = ServiceUse(observed_from=whole[0], observed_to=whole[1])
    assert contacts_before_and_after(unrecorded, JOINED, days=90) is None
    nothing = contacts_before_and_after(use(*whole), JOINED, days=90)
    assert nothing is not None
    assert (nothing.before.high, nothing.after.high) == (0, 0)


def test_a_contact_of_a_month_gives_bounds() -> None:
    """A month that straddles the day of joining counts on either side only as possible."""
    month = DateRange(first=date(2025, 2, 15), last=date(2025, 3, 14))
    found = contacts_before_and_after(use(date(2024, 1, 1), date(2026, 1, 1), month), JOINED, days=90)
    assert found is not None
    assert (found.before, found.after) == (Bounds(low=0, high=1), Bounds(low=0, high=1))


def test_one_service_is_counted_by_itself() -> None:
    """Fewer visits to the GP and more to the health visitor are two statements."""
    both = ServiceUse(
        observed_from=date(2024, 1, 1),
        observed_to=date(2026, 1, 1),
        contacts=(
            ServiceContact(service="gp", on=date(2025, 2, 1)),
            ServiceContact(service="health visitor", on=date(2025, 4, 1)),
        ),
    )
    found = contacts_before_and_after(both, JOINED, days=90, service="gp")
    assert found is not None
    assert (found.before.low, found.after.high) == (1, 0)


def test_families_without_both_times_are_not_counted() -> None:
    """The sum holds the same families before and after."""
    told = contacts_before_and_after(use(date(2025, 1, 1), date(2025, 6, 1), date(2025, 2, 20)), JOINED, days=30)
    found = service_use_change([told, None])
    assert (found.people, found.days, found.not_counted) == (1, 30, 1)
    assert (found.before.low, found.after.high) == (1, 0)


def test_the_day_of_joining_is_the_first_one_and_known_to_the_day() -> None:
    """A month is no day to count from."""
    hlm = ProgrammeId("healthy-little-minds")

    def joined(*starts: object) -> date | None:
        given = [Enrolment(id=EnrolmentId(str(n)), programme=hlm, start=one) for n, one in enumerate(starts)]  # type: ignore[arg-type]
        return joined_on(family(enrolments=tuple(given)), hlm)

    assert joined(date(2025, 5, 1), JOINED) == JOINED
    assert joined(DateRange(first=date(2025, 2, 1), last=date(2025, 4, 1)), JOINED) is None
    assert joined(None, JOINED) is None
    assert joined() is None


def test_a_difficulty_that_was_not_seen_again_is_none_that_was_resolved() -> None:
    """TC69: only what was looked at again was nipped in the bud."""
    states = (DifficultyState.RESOLVED, DifficultyState.RESOLVED, DifficultyState.WORSE, None)
    found = difficulties([family(difficulties=tuple(Difficulty(state=one) for one in states))])
    assert (found.noted, found.not_seen_again) == (4, 1)
    assert dict(found.states) == {DifficultyState.RESOLVED: 2, DifficultyState.WORSE: 1}
