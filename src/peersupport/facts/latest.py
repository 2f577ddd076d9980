"""The latest of several records, told only when it is sure."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from peersupport.dates import DateRange, PartialDate

R = TypeVar("R")
V = TypeVar("V")


def ends_of_day(day: PartialDate | None) -> tuple[date, date]:
    """The first and last day that a date known in part, or not at all, can be."""
    if day is None:
        return date.min, date.max
    return (day.first, day.last) if isinstance(day, DateRange) else (day, day)


def possibly_latest(records: Sequence[R], dated: Callable[[R], PartialDate | None]) -> list[R]:
    """The records of which none is surely later: exactly one when the dates tell."""
    if len(records) < 2:
        return list(records)
    latest_start = max((ends_of_day(dated(one))[0] for one in records), default=date.min)
    return [one for one in records if ends_of_day(dated(one))[1] >= latest_start]


def agreed(values: Sequence[V]) -> V | None:
    """The one value that all have; None when they differ or any is not recorded."""
    first = values[0] if values else None
    return first if len(values) < 2 or all(type(one) is type(first) and one == first for one in values) else None
