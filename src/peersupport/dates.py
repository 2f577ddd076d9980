"""Ages, anniversaries, steps and periods on calendar days (requirements D1 to D8).

Only the standard library's `date`: no clock, no zone. Instants are in `instants.py`. A day outside the years 1 to 9999
raises `InvalidDate` with the code `date-out-of-range`; an age on a day before birth, with `date-before-birth`.
Years and months are separate arithmetic: for somebody born on 29 February they disagree by a day (D2, D3).
"""

from datetime import MAXYEAR, MINYEAR, date
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from peersupport._attrs import frozen, record
from peersupport.errors import InvalidDate, InvalidRecord

if TYPE_CHECKING:
    from decimal import Decimal

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class LeapDay(Enum):
    """When somebody born on 29 February attains an age in years in a year without that day (D2)."""

    MARCH_1 = "mar1"
    FEBRUARY_28 = "feb28"


@record
class DateRange:
    """A day known only in part: some day from `first` to `last`, both included. Its repr shows neither.

    Raises `InvalidRecord` when it ends before it starts.
    """

    first: date
    last: date

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise InvalidRecord("a range of dates ends before it starts")

    @property
    def exact(self) -> bool:
        """Whether just one day is possible."""
        return self.first == self.last


PartialDate: TypeAlias = date | DateRange


@frozen
class Period:
    """The days from `start` up to, not including, `end` (D4); `None` is open.

    Made for rules and programmes: its repr shows the days. Raises `InvalidRecord` when no day lies in it.
    """

    start: date | None
    end: date | None

    def __attrs_post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise InvalidRecord("a period holds no day", help="the end is the first day that is no longer in it")

    def contains(self, day: date) -> bool:
        """Whether `day` lies in the period."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Whether some day lies in both periods."""
        return (self.start is None or other.end is None or self.start < other.end) and (
            other.start is None or self.end is None or other.start < self.end
        )


ALWAYS = Period(start=None, end=None)
"""Every day there is."""


def since(start: date | str, until: date | str | None = None) -> Period:
    """The period from `start` up to, not including, `until`, each a day or `YYYY-MM-DD`.

    Raises `InvalidDate`, or `InvalidRecord` when no day lies in it.
    """
    return Period(
        start=parse_date(start) if isinstance(start, str) else start,
        end=parse_date(until) if isinstance(until, str) else until,
    )


def parse_date(text: str) -> date:
    """The day that `text` names as `YYYY-MM-DD` (RFC 3339 full-date) and in no other way. Raises `InvalidDate`."""
    try:
        day = date.fromisoformat(text)
    except (TypeError, ValueError):
        day = None
    # Compared because other ISO 8601 forms are accepted above; raised here because an exception in flight holds text.
    if day is None or day.isoformat() != text:
        raise InvalidDate("not a date", help="write a day as YYYY-MM-DD")
    return day


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _last_day(year: int, month: int) -> int:
    return 29 if month == 2 and _is_leap(year) else _MONTH_LENGTHS[month - 1]


def _ends_february(day: date) -> bool:
    return day.month == 2 and day.day == _last_day(day.year, 2)


def _outside_calendar() -> InvalidDate:
    return InvalidDate("a date outside the years 1 to 9999", code="date-out-of-range")


def _before_birth() -> InvalidDate:
    return InvalidDate("no age on a day before birth", code="date-before-birth")


def _plus_days(day: date, days: int) -> date:
    ordinal = day.toordinal() + days
    if not 1 <= ordinal <= date.max.toordinal():
        raise _outside_calendar()
    return date.fromordinal(ordinal)


def anniversary(born: date, years: int, leap_day: LeapDay = LeapDay.MARCH_1) -> date:
    """The day at whose start somebody attains the age of `years` (D1, D2). Raises `InvalidDate`, also below 0 years."""
    if years < 0:
        raise _before_birth()
    year = born.year + years
    if year > MAXYEAR:
        raise _outside_calendar()
    if born.month == 2 and born.day == 29 and not _is_leap(year):
        return date(year, 3, 1) if leap_day is LeapDay.MARCH_1 else date(year, 2, 28)
    return date(year, born.month, born.day)


def age_years(born: date, on: date, leap_day: LeapDay = LeapDay.MARCH_1) -> int:
    """Completed years on a day: the largest n whose anniversary has come (D1, D2).

    Raises `InvalidDate` before birth.
    """
    years = on.year - born.year
    months = on.month - born.month
    if months < 0 or (
        months == 0 and on.day < born.day and not (leap_day is LeapDay.FEBRUARY_28 and _ends_february(on))
    ):
        years -= 1
    if years < 0:
        raise _before_birth()
    return years


def add_months(day: date, months: int) -> date:
    """The same day number `months` later (below 0: earlier), or the last day of a month that has no such day (D3).

    Raises `InvalidDate`.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise _outside_calendar()
    return date(year, month + 1, min(day.day, _last_day(year, month + 1)))


def age_months(born: date, on: date) -> int:
    """Completed months on a day: the largest m with `add_months(born, m) <= on` (D3).

    Raises `InvalidDate` before birth.
    """
    months = (on.year - born.year) * 12 + on.month - born.month
    if on.day < born.day and on.day < _last_day(on.year, on.month):
        months -= 1
    if months < 0:
        raise _before_birth()
    return months


def _ends(day: PartialDate) -> tuple[date, date]:
    return (day.first, day.last) if isinstance(day, DateRange) else (day, day)


def age_years_bounds(born: PartialDate, on: date, leap_day: LeapDay = LeapDay.MARCH_1) -> tuple[int, int]:
    """The lowest and highest `age_years` over every possible birth on or before `on`. Raises `InvalidDate` if none is.

    The bounds are tight: a later birth never gives a higher age.
    """
    first, last = _ends(born)
    return age_years(min(last, on), on, leap_day), age_years(first, on, leap_day)


def age_months_bounds(born: PartialDate, on: date) -> tuple[int, int]:
    """The lowest and highest `age_months` over every possible birth on or before `on`. Raises `InvalidDate` if none is.

    The bounds are tight: a later birth never gives a higher age.
    """
    first, last = _ends(born)
    return age_months(min(last, on), on), age_months(first, on)


def anniversary_bounds(born: PartialDate, years: int, leap_day: LeapDay = LeapDay.MARCH_1) -> DateRange:
    """The earliest and latest `anniversary` over every possible birth; tight. Raises `InvalidDate`."""
    first, last = _ends(born)
    return DateRange(first=anniversary(first, years, leap_day), last=anniversary(last, years, leap_day))


def _latest_born(years: int, on: date, leap_day: LeapDay) -> date | None:
    """The last birth whose anniversary has come; none before the year 1."""
    year = on.year - years
    if year < MINYEAR:
        return None
    if _ends_february(on) and (on.day == 29 or leap_day is LeapDay.FEBRUARY_28):
        return date(year, 2, _last_day(year, 2))
    return date(year, on.month, on.day)


def born_with_age(years: int, on: date, leap_day: LeapDay = LeapDay.MARCH_1) -> DateRange:
    """Every birth for which `age_years` on `on` is `years`: what "34 years old on that day" tells.

    Births before the year 1 are left out. Raises `InvalidDate` below 0 years and when no birth is left.
    """
    if years < 0:
        raise _before_birth()
    last = _latest_born(years, on, leap_day)
    if last is None:
        raise _outside_calendar()
    before = _latest_born(years + 1, on, leap_day)
    return DateRange(first=date.min if before is None else _plus_days(before, 1), last=last)


def born_with_decimal_age(age: "Decimal", on: date, places: int) -> DateRange:
    """The births possible when the age on `on` was recorded in years with `places` decimals, as 25.3 with one.

    Nobody says whether such a number was rounded or cut off, nor what it divides by. So the age may be one unit of its
    last place lower or higher, both included, and the range holds every birth for years of 365, 365.2425 and 365.25
    days and for birthdays plus the part of the current year, under either `LeapDay`. It is wider than any one of these
    needs. It does not cover completed months divided by twelve. Births before the year 1 are left out.
    Raises `InvalidDate` when the age is negative, not finite, above 9999 or written with more decimals than `places`
    (0 to 9), and when no birth is left.
    """
    written = age.as_tuple().exponent
    if not isinstance(written, int) or written < -places or not 0 <= places <= 9 or not 0 <= age <= MAXYEAR:
        raise InvalidDate("not an age in years", help="a finite number from 0 with no more decimals than were recorded")
    # Whole numbers, because Decimal's arithmetic depends on a context that anybody may have changed.
    numerator, denominator = age.as_integer_ratio()
    unit = 10**places
    units = numerator * unit // denominator
    fewest_days = -(-max(units - 1, 0) * 365 // unit)
    # A 29 February can make the time to an anniversary up to a day longer than 365.25 days a year.
    most_days = (units + 1) * 1461 // (4 * unit) + 1
    last = _plus_days(on, -fewest_days)
    return DateRange(first=date.fromordinal(max(1, on.toordinal() - most_days)), last=last)


@frozen
class Step:
    """A step on the calendar: weekly, two weekly, monthly (D5 to D8). Raises `InvalidRecord` unless it goes forward."""

    days: int = 0
    weeks: int = 0
    months: int = 0

    def __attrs_post_init__(self) -> None:
        if min(self.days, self.weeks, self.months) < 0 or not (self.days or self.weeks or self.months):
            raise InvalidRecord("a step must go forward", help="give at least one of days, weeks, months; none below 0")

    def after(self, day: date, times: int = 1) -> date:
        """The day `times` steps after (below 0: before) the anchor `day`; months first, then weeks and days.

        Always counted from the anchor: monthly from 31 January gives 28 February, then 31 March (D3, D6).
        Raises `InvalidDate`.
        """
        return _plus_days(add_months(day, self.months * times), (self.weeks * 7 + self.days) * times)


def month_range(year: int, month: int) -> DateRange:
    """A month as a day known in part. Raises `InvalidDate`."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12):
        raise InvalidDate("not a month", help="a year from 1 to 9999 and a month from 1 to 12")
    return DateRange(first=date(year, month, 1), last=date(year, month, _last_day(year, month)))


def year_range(year: int) -> DateRange:
    """A calendar year as a day known in part. Raises `InvalidDate`."""
    if not MINYEAR <= year <= MAXYEAR:
        raise InvalidDate("not a year", help="a year from 1 to 9999")
    return DateRange(first=date(year, 1, 1), last=date(year, 12, 31))


def plain_days(on: date, rules_as_of: date | None = None) -> None:
    """Raises `InvalidDate` when the day of a decision, or that of its rules, is no plain date."""
    if on.__class__ is not date or (rules_as_of is not None and rules_as_of.__class__ is not date):
        raise InvalidDate("the day of a decision, and that of its rules, is a `date` without a time")
