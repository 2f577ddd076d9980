"""The period of a report, as people write it."""

import re
from datetime import date

from peersupport.dates import parse_date
from peersupport.errors import InvalidDate

QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)


def period_of(text: str) -> tuple[date, date]:
    """The first day and the first day that is no longer in it: `2026-Q3` (July to September), `2026`, or START/END.

    Raises `InvalidDate`.
    """
    try:
        if quarter := QUARTER.fullmatch(text):
            year, number = int(quarter[1]), int(quarter[2])
            return date(year, 3 * number - 2, 1), date(year + number // 4, 3 * number % 12 + 1, 1)
        if YEAR.fullmatch(text):
            return date(int(text), 1, 1), date(int(text) + 1, 1, 1)
    except ValueError:
        raise _wrong() from None
    start, slash, end = text.partition("/")
    if not slash:
        raise _wrong()
    first, last = parse_date(start), parse_date(end)
    if last <= first:
        raise InvalidDate("a period holds no day", help="END is the first day that is no longer in it")
    return first, last


def _wrong() -> InvalidDate:
    return InvalidDate("a period that cannot be read", help="write 2026-Q3, 2026, or START/END")
