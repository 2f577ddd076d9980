"""Days and instants where mistakes are made: birthdays, month ends, 29 February, the change of clocks."""

from calendar import isleap
from datetime import UTC, date, datetime, time, timedelta

from peersupport.dates import DateRange, PartialDate, Period
from peersupport.days import start_of_day
from peersupport.testing.choices import Choices
from peersupport.testing.strategies.strategy import strategy

DAY = date(2025, 6, 1)
"""The day about which is asked, where nothing else is said."""
YEAR = 365
LONG = 30 * YEAR
ONE = timedelta(days=1)
MICROSECOND = timedelta(microseconds=1)
BESIDE = (timedelta(0), -ONE, ONE)
KINDS = ("it", "birthday", "birthday", "birthday", "month end", "leap day", "clocks", *("any",) * 7)
"""What a day is drawn to be: half of them lie at a boundary."""
TICKS = (timedelta(0), -MICROSECOND, MICROSECOND)


def clock_change(year: int, month: int) -> date:
    """The last Sunday of a month: in March and October a day of 23 and of 25 hours in Europe/London."""
    last = date(year, month, 31)
    return last - timedelta(days=last.isoweekday() % 7)


def _years_before(day: date, years: int) -> date:
    """The day on which somebody was born who has her birthday on `day`; she of 29 February has it on 1 March (D2)."""
    leaping = day.month == 2 and day.day == 29 and not isleap(day.year - years)
    return date(day.year - years, 3, 1) if leaping else date(day.year - years, day.month, day.day)


def _leap_day(year: int) -> date:
    return date(year, 2, 29) if isleap(year) else date(year, 3, 1)


@strategy
def days(choices: Choices, /, *, around: date = DAY, before: int = LONG, after: int = YEAR) -> date:
    """A day, at most so many days `before` or `after` another one (below 0: at least so many on the other side).

    Shrinks to `around`, or to the nearest day that is allowed. One in two is a boundary: `around` itself and its
    birthdays with the days beside them, the ends of months, 29 February, the days on which clocks change in
    Europe/London; the others are even.
    """
    low, high = around - timedelta(days=before), around + timedelta(days=after)
    kind = choices.pick(KINDS)
    nearest = max(low, min(around, high))
    if kind == "it":
        return nearest
    if kind == "any":
        back = choices.number(0, before + after)
        return nearest - back * ONE if back <= (nearest - low).days else low + back * ONE
    near = _years_before(around, choices.number(-(after // YEAR) if after < 0 else 0, before // YEAR))
    if kind == "month end":
        near = date(near.year, choices.number(1, 12), 1) - ONE
    elif kind == "leap day":
        near = _leap_day(near.year - near.year % 4)
    elif kind == "clocks":
        near = clock_change(near.year, choices.pick((3, 10)))
    return max(low, min(near + choices.pick(BESIDE), high))


@strategy
def days_in_part(
    choices: Choices, /, *, around: date = DAY, before: int = LONG, after: int = YEAR, exact: float = 0.7
) -> PartialDate:
    """A day as records know it: exact, or as a span between two days.

    Shrinks to `around`, exact. As many as `exact` says are; spans are a day, a month or a year longer, or reach to the
    last day there is.
    """
    first = days.by(choices, around=around, before=before, after=after)
    if not choices.chance(1 - exact):
        return first
    longest = (around + timedelta(days=after) - first).days
    length = min(longest, choices.pick((1, 30, YEAR, longest)))
    return DateRange(first=first, last=first + timedelta(days=length))


@strategy
def instants(choices: Choices, /, *, around: date = DAY, before: int = LONG, after: int = YEAR) -> datetime:
    """An instant in UTC on a day drawn as `days` does.

    Shrinks to the start of `around` in Europe/London. Two in three lie at, or a microsecond before or after, the start
    of a day or the change of clocks there, the skipped and the repeated hour included.
    """
    day = days.by(choices, around=around, before=before, after=after)
    kind = choices.pick(("start", "start", "start", "clocks", "any", "any"))
    if kind == "start":
        found = start_of_day(day)
    elif kind == "clocks":
        change = clock_change(day.year, choices.pick((3, 10)))
        hour = timedelta(hours=choices.pick((1, 0, 2)))
        found = datetime(change.year, change.month, change.day, tzinfo=UTC) + hour
    else:
        found = start_of_day(day) + timedelta(seconds=choices.number(0, 86_399), microseconds=choices.number(0, 9))
    return found + choices.pick(TICKS)


@strategy
def times(choices: Choices, /) -> time:
    """A time of day to the minute, as records hold it. Shrinks to midnight; one in three is at a full hour."""
    minute = choices.pick((0, 30, choices.number(0, 59)))
    return time(choices.number(0, 23), minute)


@strategy
def periods(choices: Choices, /, *, around: date = DAY, open_ended: float = 0.5) -> Period:
    """Days from a start up to, not including, an end. Shrinks to one without ends.

    Starts and ends are drawn as `days` does, so that many begin or end at `around`; some last one day.
    """
    start = days.by(choices, around=around, before=3 * YEAR) if choices.chance(1 - open_ended / 2) else None
    if not choices.chance(1 - open_ended):
        return Period(start=start, end=None)
    end = days.by(choices, around=around, before=YEAR, after=YEAR)
    return Period(start=start, end=end if start is None or start < end else start + ONE)
