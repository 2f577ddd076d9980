"""Instants and durations as text. The one module that uses pendulum.

An instant is a standard library `datetime` in UTC: in the hour that an autumn repeats, instants of a local zone compare
equal though they are an hour apart. Every error is `InvalidDate`. Nothing here reads a clock or the machine's own zone.
"""

import re
from datetime import UTC, datetime, time

from peersupport.dates import Step
from peersupport.errors import InvalidDate

# pendulum by itself also takes words, times alone, offsets of +05:99 and no offset, and drops a seventh decimal.
_INSTANT = re.compile(
    r"\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)",
    re.ASCII | re.IGNORECASE,
)
_DURATION = re.compile(r"P(?:(?P<weeks>\d{1,4})W|(?:(?P<months>\d{1,4})M)?(?:(?P<days>\d{1,4})D)?)", re.ASCII)


def parse_instant(text: str) -> datetime:
    """The instant, in UTC, that `text` gives in RFC 3339 with its offset, as `2026-10-25T01:30:00+01:00`.

    Raises `InvalidDate` for anything else: no offset, a zone's name, words, a leap second, more than six decimals.
    """
    import pendulum  # noqa: PLC0415 - who reads no instant never needs it: a third of the whole import

    try:
        local = pendulum.parse(text.upper()) if _INSTANT.fullmatch(text) else None
        instant = _in_utc(local) if isinstance(local, pendulum.DateTime) else None
    except (TypeError, ValueError, OverflowError):
        instant = None
    # Raised here because an exception in flight holds the text.
    if instant is None:
        raise InvalidDate("not an instant", help="write RFC 3339 with an offset, as 2026-03-01T09:00:00Z")
    return instant


def parse_time(text: str) -> time:
    """The time of day that `text` names as `HH:MM:SS`, or `HH:MM`, by the clock of the place. Raises `InvalidDate`."""
    if re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?", text, re.ASCII) is None:
        raise InvalidDate("not a time of day", help="write it as 10:30")
    return time.fromisoformat(text)


def format_instant(instant: datetime) -> str:
    """An instant as RFC 3339 in UTC, always with six decimals and `Z`, so that texts sort by time.

    Raises `InvalidDate` for a `datetime` without a zone.
    """
    if instant.utcoffset() is None:
        raise InvalidDate("an instant without a zone", help="give a datetime with a zone, best in UTC")
    try:
        return _in_utc(instant).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
    except OverflowError:
        raise InvalidDate("an instant outside the years 1 to 9999", code="date-out-of-range") from None


def parse_duration(text: str) -> Step:
    """The step that an ISO 8601 duration names in whole weeks, or months, days or both: `P2W`, `P1M`, `P14D`, `P1M14D`.

    Years are refused, since birthdays follow another rule than months (D2, D3): twelve months are `P12M`.
    Raises `InvalidDate`, also for a step of nothing.
    """
    try:
        found = _DURATION.fullmatch(text)
    except TypeError:
        found = None
    counts = {unit: int(count) for unit, count in found.groupdict().items() if count} if found else {}
    if not any(counts.values()):
        raise InvalidDate("not a duration", help="write weeks, months or days in ISO 8601, as P2W, P1M or P14D")
    return Step(**counts)


def _in_utc(instant: datetime) -> datetime:
    utc = instant.astimezone(UTC)
    return datetime.combine(utc.date(), utc.time(), tzinfo=UTC)
