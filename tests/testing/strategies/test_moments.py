"""Days and instants lie at boundaries often, and shrink to the day about which is asked."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.testing.strategies.shrinking import smallest

from peersupport import DateRange, Period
from peersupport.dates import add_months
from peersupport.days import day_of, start_of_day
from peersupport.testing.strategies import days, days_in_part, instants, periods, times
from peersupport.testing.strategies.moments import DAY, LONG, YEAR, clock_change

COUNT = 2_000
ONE = timedelta(days=1)


def kinds_of(day: date) -> set[str]:
    """The boundaries at which a day lies."""
    found: set[str] = set()
    beside = [day + step * ONE for step in (-1, 0, 1)]
    if any((one.month, one.day) == (DAY.month, DAY.day) for one in beside):
        found.add("birthday")
    if any((one + ONE).day == 1 for one in beside):
        found.add("month end")
    if any((one.month, one.day) == (2, 29) for one in beside):
        found.add("leap day")
    if any(one == clock_change(one.year, month) for one in beside for month in (3, 10)):
        found.add("clocks")
    return found


def test_days_lie_at_boundaries() -> None:
    """One in two by design; of days without a thought, one in fifty would be a birthday with its neighbours."""
    met: Counter[str] = Counter()
    for seed in range(COUNT):
        met.update(kinds_of(days.seeded(seed)))
    floors = {"birthday": 0.15, "month end": 0.15, "leap day": 0.02, "clocks": 0.05}
    assert {name for name, floor in floors.items() if met[name] < floor * COUNT} == set(), met


@given(st.integers(0, 3_000), st.integers(0, 3_000), st.data())
def test_days_stay_within_their_bounds(before: int, after: int, data: st.DataObject) -> None:
    """Nobody is born after the day on which she is judged."""
    day = data.draw(days(before=before, after=after))
    assert DAY - before * ONE <= day <= DAY + after * ONE


@given(days(before=47 * YEAR, after=-13 * YEAR))
def test_days_may_all_lie_before(day: date) -> None:
    """A number of days below 0 keeps away from the day."""
    assert DAY - 47 * YEAR * ONE <= day <= DAY - 13 * YEAR * ONE


def test_instants_lie_at_the_start_of_days_and_at_the_change_of_clocks() -> None:
    """A microsecond early or late is where a window is wrong; so are the days of 23 and of 25 hours."""
    met: Counter[str] = Counter()
    for seed in range(COUNT):
        instant = instants.seeded(seed, before=3 * YEAR)
        assert instant.tzinfo is UTC
        for tick in (-1, 0, 1):
            near = instant + timedelta(microseconds=tick)
            if near == start_of_day(day_of(near)):
                met[f"start {tick}"] += 1
        day = day_of(instant)
        length = start_of_day(day + ONE) - start_of_day(day)
        met[str(length)] += 1
    assert all(met[f"start {tick}"] >= COUNT / 12 for tick in (-1, 0, 1)), met
    assert met["23:00:00"] >= COUNT / 40, met
    assert met["1 day, 1:00:00"] >= COUNT / 40, met


def test_days_and_instants_shrink_to_the_day() -> None:
    """What a failing test shows is about the day, unless it must be about another one."""
    assert smallest(days()) == DAY
    assert smallest(days_in_part()) == DAY
    assert smallest(instants()) == start_of_day(DAY)
    assert smallest(periods()) == Period(start=None, end=None)
    assert smallest(times()).isoformat() == "00:00:00"
    late = smallest(instants(), lambda one: one != start_of_day(DAY))
    assert late == start_of_day(DAY) - timedelta(microseconds=1)
    partly = smallest(days_in_part(), lambda one: isinstance(one, DateRange))
    assert partly == DateRange(first=DAY, last=DAY + ONE)
    assert smallest(days(), lambda one: one < DAY - 200 * ONE) > DAY - 2 * 200 * ONE


@pytest.mark.parametrize("around", [date(2024, 2, 29), date(2025, 12, 31), date(2000, 1, 1)])
def test_any_day_can_be_asked_about(around: date) -> None:
    """Also 29 February, of which there is none in most years before."""
    for seed in range(300):
        assert around - LONG * ONE <= days.seeded(seed, around=around) <= add_months(around, 12)
        assert isinstance(instants.seeded(seed, around=around), datetime)
