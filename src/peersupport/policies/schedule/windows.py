"""From the last time to the next: the earliest day, the day by which it is due, and the first day that is too late."""

from collections.abc import Mapping
from datetime import date, timedelta

from peersupport._attrs import frozen
from peersupport.dates import DateRange, PartialDate, add_months
from peersupport.errors import InvalidDate
from peersupport.policies.schedule.due import Status
from peersupport.records.calendar import Calendar
from peersupport.rules.schedules import AtMonths, BetweenMonths, EveryDays, EveryMonths, Rhythm

Values = Mapping[str, int]
"""What each part of a rhythm is on the day that is asked about: `months`, `tolerance`, ..."""
NO_CALENDAR = Calendar()


@frozen
class Window:
    """Three days that never stand in another order."""

    earliest: date
    due: date
    overdue_from: date

    def status(self, on: date) -> Status:
        """How it stands on a day, as long as it is not done."""
        if on >= self.overdue_from:
            return Status.OVERDUE
        return Status.DUE if on >= self.earliest else Status.UPCOMING


def window_of(rhythm: Rhythm, values: Values, since: date, calendar: Calendar = NO_CALENDAR) -> Window:
    """The window that opens once something was last done, or began. Each day moves to the first that is not closed.

    A later `since` never gives an earlier day, so that bounds of `since` give bounds of the window.
    """
    earliest = due = last = since
    if isinstance(rhythm, EveryDays):
        earliest = due = last = later(since, days=values["days"])
    elif isinstance(rhythm, EveryMonths):
        earliest = due = later(since, months=values["months"])
        last = later(due, days=values.get("tolerance", 0))
    elif isinstance(rhythm, BetweenMonths):
        earliest, due = (later(since, months=values[part]) for part in ("earliest", "latest"))
        last = due
    elif isinstance(rhythm, AtMonths):
        due = later(since, months=values["months"])
        earliest = later(since, months=values["earliest"]) if "earliest" in values else due
        last = later(since, months=values["latest"]) if "latest" in values else due
    return own_window(*(calendar.open_from(day) for day in (earliest, due, last)))


def own_window(earliest: date, due: date, last: date) -> Window:
    """The window of days that are given: `last` is the last day that is not too late."""
    due = max(earliest, due)
    return Window(earliest=earliest, due=due, overdue_from=later(max(due, last), days=1))


def later(day: date, *, months: int = 0, days: int = 0) -> date:
    """So much later, or the last day of all where the calendar ends before."""
    try:
        return add_months(day, months) + timedelta(days=days)
    except (InvalidDate, OverflowError):
        return date.max


def first_of(day: PartialDate) -> date:
    """The first day that it can be."""
    return day.first if isinstance(day, DateRange) else day


def last_of(day: PartialDate) -> date:
    """The last day that it can be."""
    return day.last if isinstance(day, DateRange) else day


def between(first: date, last: date) -> PartialDate:
    """A day known to lie between two, both included."""
    return first if first == last else DateRange(first=first, last=last)
