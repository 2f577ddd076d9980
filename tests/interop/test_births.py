from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peersupport.dates import DateRange, LeapDay, age_months, age_years, month_range, year_range
from peersupport.interop.births import (
    born_in_months,
    born_in_years,
    born_with_decimals,
    date_reader,
    day_from_parts,
    precision,
)
from peersupport.interop.faults import Unreadable

days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
leap_days = st.sampled_from([date(2024, 2, 29), date(2023, 2, 28), date(2023, 3, 1), date(2024, 3, 31)])


@given(told=days | leap_days, low=st.integers(0, 30), width=st.integers(1, 12))
def test_births_by_months_are_those_and_no_others(told: date, low: int, width: int) -> None:
    """A band such as "3 to under 6 months" holds every birth of that age on that day, the ends of months included."""
    born = born_in_months(low, low + width, told)
    window = [told - timedelta(days=n) for n in range((low + width + 2) * 31)]
    possible = [day for day in window if low <= age_months(day, told) < low + width]
    assert (born.first, born.last) == (min(possible), max(possible))


@given(told=days | leap_days, low=st.integers(0, 3), width=st.integers(1, 2))
def test_births_by_years_hold_under_either_leap_policy(told: date, low: int, width: int) -> None:
    """A file does not say what its author did with 29 February: nobody of that age is left out, no other is in."""
    born = born_in_years(low, low + width, told)
    window = [told - timedelta(days=n) for n in range((low + width + 1) * 366)]
    possible = [day for day in window if any(low <= age_years(day, told, leap) < low + width for leap in LeapDay)]
    assert (born.first, born.last) == (min(possible), max(possible))


@given(first=days, length=st.integers(0, 400), after=st.integers(0, 400), born=st.integers(0, 12000))
def test_an_age_told_on_an_unknown_day_excludes_no_birth(first: date, length: int, after: int, born: int) -> None:
    """Whatever day of the time it was told on, the real birth lies in the range."""
    told = DateRange(first=first, last=first + timedelta(days=length))
    really = first + timedelta(days=min(after, length))
    birth = really - timedelta(days=born)
    years, months = age_years(birth, really), age_months(birth, really)
    tenths = Decimal(int((really - birth).days / 365.25 * 10)) / 10
    for found in (
        born_in_years(years, years + 1, told),
        born_in_months(months, months + 1, told),
        born_with_decimals(tenths, 1, told),
    ):
        assert found.first <= birth <= found.last


@pytest.mark.parametrize(
    ("form", "cell", "day"),
    [
        ("%d/%m/%Y", "05/11/2020", date(2020, 11, 5)),
        ("%d/%m/%Y", "5/1/2020", date(2020, 1, 5)),
        ("%Y-%m-%d", "2020-02-29", date(2020, 2, 29)),
        ("%b%Y", "Dec2020", month_range(2020, 12)),
        ("%B %Y", "september 2021", month_range(2021, 9)),
        ("%Y", "1999", year_range(1999)),
        ("%d.%b.%Y", "1.MAY.2021", date(2021, 5, 1)),
    ],
)
def test_a_date_is_as_exact_as_its_format(form: str, cell: str, day: date | DateRange) -> None:
    """A month is not made into its first day."""
    assert date_reader(form)(cell) == day
    assert precision(form) == ("day" if isinstance(day, date) else "month" if "%b" in form.lower() else "year")


@pytest.mark.parametrize(
    ("form", "cell"),
    [
        ("%d/%m/%Y", "31/02/2020"),
        ("%d/%m/%Y", "2020-02-01"),
        ("%d/%m/%Y", "01/13/2020"),
        ("%d/%m/%Y", " 01/12/2020"),
        ("%d/%m/%Y", "01/12/2020\n"),
        ("%b%Y", "Dez2020"),
        ("%Y", "0000"),
        ("%d.%m.%Y", "01x12x2020"),
        ("%Y", "\u0661\u0669\u0669\u0669"),
    ],
)
def test_a_date_that_cannot_be_is_refused(form: str, cell: str) -> None:
    """Nothing is guessed, stripped or rolled over, and the refusal does not repeat the cell."""
    with pytest.raises(Unreadable) as caught:
        date_reader(form)(cell)
    assert cell not in str(caught.value)
    assert cell not in caught.value.expected


@pytest.mark.parametrize("form", ["", "%d/%m", "%y-%m-%d", "%d %Y", "%Y%Y", "%m %b %Y", "%", "%Y-%m-%d %H"])
def test_a_format_that_tells_no_day_is_refused(form: str) -> None:
    """A two-digit year has no century, a day without a month says nothing, and %H is not read."""
    with pytest.raises(Unreadable):
        date_reader(form)


def test_parts_tell_what_they_tell() -> None:
    """Day, month and year in three columns: what is blank stays open."""
    assert day_from_parts(2020, 2, 29) == date(2020, 2, 29)
    assert day_from_parts(2020, 2, None) == month_range(2020, 2)
    assert day_from_parts(2020, None, 29) == year_range(2020)
    assert day_from_parts(None, 2, 29) is None
