"""The values next to a value: one unit down and up, a day earlier and later, a set with one member less or more."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import Enum

from peersupport.dates import Period
from peersupport.rules.criteria import Constant

DAY = timedelta(days=1)


def changed_value(value: Constant) -> tuple[Constant, ...]:
    """The neighbours of a value; none of a text, which has no order."""
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int | float):
        return value - 1, value + 1
    if isinstance(value, date):
        return value - DAY, value + DAY
    if isinstance(value, Enum):
        return tuple(_next(frozenset({value}), type(value)))
    return ()


def changed_members(members: frozenset[Constant], among: Iterable[Constant]) -> Iterator[frozenset[Constant]]:
    """The set without each of its members (never empty), and with the next one of those that could be in it."""
    if len(members) > 1:
        for member in sorted(members, key=str):
            yield members - {member}
    for member in _next(members, among):
        yield members | {member}


def changed_period(period: Period) -> Iterator[Period]:
    """The period with its start or its end a day earlier or later; none in which no day lies."""
    for start, end in (
        (_moved(period.start, -1), period.end),
        (_moved(period.start, 1), period.end),
        (period.start, _moved(period.end, -1)),
        (period.start, _moved(period.end, 1)),
    ):
        if (start, end) != (period.start, period.end) and (start is None or end is None or start < end):
            yield Period(start=start, end=end)


def _moved(day: date | None, days: int) -> date | None:
    return None if day is None else day + days * DAY


def _next(members: frozenset[Constant], among: Iterable[Constant]) -> Iterator[Constant]:
    """The first that follows a member, in their order, and is none; after the last comes the first."""
    ordered = list(among) if isinstance(among, type) else sorted(among, key=str)
    for place, one in enumerate([*ordered, *ordered]):
        if one not in members and any(before in members for before in [*ordered, *ordered][:place]):
            yield one
            return
