"""Every birth of two centuries against the walked calendar, on the days where an age can be wrong by one."""

import pytest
from tests.kernel.dates_oracle import WalkedCalendar, attained

from peersupport.dates import LeapDay, add_months, age_months, age_years, anniversary

YEARS = (16, 18, 25, 26)
MONTHS = (24, 27, 60)


@pytest.fixture(scope="module")
def calendar() -> WalkedCalendar:
    """Two centuries of births, and the years until the last of them is 26."""
    return WalkedCalendar(first_year=1900, last_year=2127)


@pytest.mark.parametrize("leap_day", LeapDay)
def test_years_around_every_birthday(calendar: WalkedCalendar, leap_day: LeapDay) -> None:
    """The limits of the programmes (16, 18, 25, 26) turn on the right day for births from 1900 to 2100 (D1, D2)."""
    checks = 0
    for born in calendar.days[: calendar.month_ends[2100, 12] + 1]:
        birthdays = calendar.birthdays(born, 26, leap_day.value)
        for years in YEARS:
            birthday = birthdays[years]
            assert anniversary(born, years, leap_day) == calendar.days[birthday], "a birthday differs"
            for position in (birthday - 1, birthday, birthday + 1):
                assert age_years(born, calendar.days[position], leap_day) == attained(birthdays, position), (
                    "an age differs"
                )
                checks += 1
    assert checks == 73_414 * len(YEARS) * 3


def test_months_around_every_month_day(calendar: WalkedCalendar) -> None:
    """The child reviews (24, 27, 60 months) fall due on the right day for births from 1900 to 2100 (D3)."""
    checks = 0
    for born in calendar.days[: calendar.month_ends[2100, 12] + 1]:
        month_days = calendar.month_days(born, 60)
        for months in MONTHS:
            month_day = month_days[months]
            assert add_months(born, months) == calendar.days[month_day], "a month day differs"
            for position in (month_day - 1, month_day, month_day + 1):
                assert age_months(born, calendar.days[position]) == attained(month_days, position), "an age differs"
                checks += 1
    assert checks == 73_414 * len(MONTHS) * 3
