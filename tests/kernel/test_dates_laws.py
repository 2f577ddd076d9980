"""The laws of ages, steps, ranges and periods, which hold for every day."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from peersupport.dates import (
    DateRange,
    LeapDay,
    Period,
    Step,
    add_months,
    age_months,
    age_months_bounds,
    age_years,
    age_years_bounds,
    anniversary,
    anniversary_bounds,
    born_with_age,
    born_with_decimal_age,
)
from peersupport.errors import InvalidDate

ONE_DAY = timedelta(days=1)
LEAP_DAYS = st.sampled_from(LeapDay)
# Half of the days lie where February or a month ends: a hundred days drawn at random hold no 29 February.
DAYS = st.one_of(
    st.dates(date(1890, 1, 1), date(2110, 12, 31)),
    st.builds(
        lambda year, month, days: date(year, month, 1) + timedelta(days=days),
        st.integers(1890, 2110),
        st.sampled_from([1, 3, 3, 3, 5, 12]),
        st.integers(-3, 2),
    ),
)


@settings(max_examples=1000)
@given(DAYS, DAYS, LEAP_DAYS)
def test_age_lies_between_two_anniversaries(one: date, other: date, leap_day: LeapDay) -> None:
    """D1 and D3 as they are written: the largest number whose anniversary, or month day, has come."""
    born, on = sorted((one, other))
    years, months = age_years(born, on, leap_day), age_months(born, on)
    assert anniversary(born, years, leap_day) <= on < anniversary(born, years + 1, leap_day)
    assert add_months(born, months) <= on < add_months(born, months + 1)


@settings(max_examples=500)
@given(DAYS, DAYS, LEAP_DAYS)
def test_a_day_later_never_younger_and_born_a_day_later_never_older(one: date, other: date, leap_day: LeapDay) -> None:
    """Ages never run backwards, on which the bounds of partial births rest."""
    born, on = sorted((one, other))
    assert age_years(born, on, leap_day) <= age_years(born, on + ONE_DAY, leap_day)
    assert age_months(born, on) <= age_months(born, on + ONE_DAY)
    assert age_years(born - ONE_DAY, on, leap_day) >= age_years(born, on, leap_day)
    assert age_months(born - ONE_DAY, on) >= age_months(born, on)


@settings(max_examples=300)
@given(DAYS, st.integers(0, 70), st.integers(-30, 30 * 366), LEAP_DAYS)
def test_bounds_are_those_of_every_possible_birth(first: date, span: int, later: int, leap_day: LeapDay) -> None:
    """Partial births: no possible birth falls outside the bounds, and each bound is some birth's age."""
    births = [first + timedelta(days=days) for days in range(span + 1)]
    born, on = DateRange(first=first, last=births[-1]), first + timedelta(days=later)
    alive = [birth for birth in births if birth <= on]
    if not alive:
        with pytest.raises(InvalidDate):
            age_years_bounds(born, on, leap_day)
        with pytest.raises(InvalidDate):
            age_months_bounds(born, on)
        return
    years, months = [age_years(birth, on, leap_day) for birth in alive], [age_months(birth, on) for birth in alive]
    assert age_years_bounds(born, on, leap_day) == (min(years), max(years))
    assert age_months_bounds(born, on) == (min(months), max(months))
    days = [anniversary(birth, years[0], leap_day) for birth in births]
    assert anniversary_bounds(born, years[0], leap_day) == DateRange(first=min(days), last=max(days))


@settings(max_examples=500)
@given(st.integers(0, 110), DAYS, LEAP_DAYS)
def test_births_with_an_age_are_all_of_them_and_no_others(years: int, on: date, leap_day: LeapDay) -> None:
    """ "34 years old on that day" becomes just the births that give 34 (D1, D2)."""
    born = born_with_age(years, on, leap_day)
    assert age_years(born.first, on, leap_day) == years == age_years(born.last, on, leap_day)
    assert age_years(born.first - ONE_DAY, on, leap_day) == years + 1
    assert born.last == on if years == 0 else age_years(born.last + ONE_DAY, on, leap_day) == years - 1


RECORDED: dict[str, Callable[[date, date], Decimal]] = {
    "days over 365": lambda born, on: Decimal((on - born).days) / 365,
    "days over 365.25": lambda born, on: Decimal((on - born).days) / Decimal("365.25"),
    "days over 365.2425": lambda born, on: Decimal((on - born).days) / Decimal("365.2425"),
    "birthdays, 1 March": lambda born, on: _years_and_part(born, on, LeapDay.MARCH_1),
    "birthdays, 28 February": lambda born, on: _years_and_part(born, on, LeapDay.FEBRUARY_28),
}


def _years_and_part(born: date, on: date, leap_day: LeapDay) -> Decimal:
    years = age_years(born, on, leap_day)
    last, following = (anniversary(born, count, leap_day) for count in (years, years + 1))
    return years + Decimal((on - last).days) / (following - last).days


@pytest.mark.parametrize("convention", RECORDED)
@settings(max_examples=500)
@given(
    DAYS, st.integers(0, 110 * 366), st.integers(0, 4), st.sampled_from([ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN])
)
def test_a_decimal_age_never_excludes_the_birth(
    convention: str, born: date, lived: int, places: int, rounding: str
) -> None:
    """However the number was worked out and shortened, the true birth stays possible; and the range stays useful."""
    on = born + timedelta(days=lived)
    age = RECORDED[convention](born, on).quantize(Decimal(1).scaleb(-places), rounding=rounding)
    possible = born_with_decimal_age(age, on, places)
    assert possible.first <= born <= possible.last <= on
    assert (possible.last - possible.first).days <= 2 * 365.25 / 10**places + float(age) / 4 + 3


@settings(max_examples=500)
@given(DAYS, st.integers(-1500, 1500))
def test_a_month_later_is_the_same_number_or_the_last_day(day: date, months: int) -> None:
    """D3 word for word: that many months on; the same day number, or a shorter month's last day."""
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + ONE_DAY).day == 1)


@settings(max_examples=300)
@given(DAYS, st.integers(0, 40), st.integers(0, 8), st.integers(0, 14), st.integers(-60, 60))
def test_steps_go_forward_from_the_anchor(day: date, days: int, weeks: int, months: int, times: int) -> None:
    """A planned date comes from the anchor, so that a short month never shifts those after it (D5 to D8)."""
    assume(days or weeks or months)
    step = Step(days=days, weeks=weeks, months=months)
    planned = step.after(day, times)
    assert planned == add_months(day, months * times) + timedelta(days=days, weeks=weeks) * times
    assert planned < step.after(day, times + 1)
    assert step.after(day, 0) == day


@given(DAYS | st.none(), DAYS | st.none(), DAYS | st.none(), DAYS | st.none(), DAYS)
def test_periods_overlap_when_they_share_a_day(
    a: date | None, b: date | None, c: date | None, d: date | None, day: date
) -> None:
    """D4: a period holds its start and not its end; two that only touch share nothing."""
    assume(not (a and b and b <= a) and not (c and d and d <= c))
    one, other = Period(start=a, end=b), Period(start=c, end=d)
    assert one.contains(day) == ((a or date.min) <= day and day < (b or date.max))
    candidates = [a or date.min, c or date.min]
    assert one.overlaps(other) == other.overlaps(one) == any(one.contains(x) and other.contains(x) for x in candidates)
