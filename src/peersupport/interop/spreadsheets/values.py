"""What a typed cell of a sheet comes to: as CSV would have it. Nothing becomes a day that is none."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from peersupport.interop.held import Cell, Unheld

Held = int | float | str | bool | time | date | datetime | timedelta
"""What the library gives for a cell; an empty text for a blank one."""
EXACT = 10**15
"""Spreadsheets keep fifteen digits of a number."""

DIGITS = Unheld(
    code="cell-digits",
    expected="a number of at most 15 digits (spreadsheets keep no more: write it as text)",
)
TIME = Unheld(code="cell-time", expected="a day or a value, and not a time of day or a duration")


def cell_of(held: Held) -> Cell:
    """A number without its `.0`, true and false in small letters, a day as a day; a time is not taken for either."""
    if isinstance(held, str):
        return held
    if isinstance(held, bool):
        return "true" if held else "false"
    if isinstance(held, datetime):
        return held.date() if held.time() == time() else TIME
    if isinstance(held, date):
        return held
    if isinstance(held, time | timedelta):
        return TIME
    if not abs(held) < EXACT:  # nor when it is no number
        return DIGITS
    return f"{Decimal(format(held or 0, '.15g')):f}"
