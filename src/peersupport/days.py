"""Days in a time zone: the instant at which one starts, and the one that an instant falls on.

Every error is `InvalidDate`. Nothing here reads a clock or the machine's own zone.
"""

from datetime import UTC, date, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from peersupport.errors import InvalidDate


def start_of_day(day: date, zone: str = "Europe/London") -> datetime:
    """The instant, in UTC, at which a day starts in a zone (D1: its commencement).

    A day lasts from its start to the start of the next: 23 or 25 hours when clocks change. Where they skip midnight,
    the day starts as they jump; where they repeat it, at the first. Raises `InvalidDate`, also for an unknown zone.
    """
    try:
        return datetime(day.year, day.month, day.day, tzinfo=_zone(zone)).astimezone(UTC)
    except OverflowError:
        raise InvalidDate("a day that starts outside the years 1 to 9999", code="date-out-of-range") from None
    except (ValueError, LookupError):
        raise InvalidDate("an unknown time zone", help="name it as Europe/London") from None


def day_of(instant: datetime, zone: str = "Europe/London") -> date:
    """The calendar day on which an instant falls in a zone. Raises `InvalidDate`, also for an unknown zone."""
    try:
        return instant.astimezone(_zone(zone)).date()
    except OverflowError:
        raise InvalidDate("an instant outside the years 1 to 9999", code="date-out-of-range") from None
    except (ValueError, LookupError):
        raise InvalidDate("an unknown time zone", help="name it as Europe/London") from None


@cache
def _zone(name: str) -> tzinfo:
    return ZoneInfo(name)
