"""Smaller records: what breaks a law is taken apart, one thing at a time, while it still breaks it."""

from collections.abc import Iterator
from types import NoneType
from typing import Any, TypeVar, get_args, get_type_hints

import attrs

from peersupport._attrs import evolve
from peersupport.dates import DateRange
from peersupport.errors import PeerSupportError

T = TypeVar("T")
_OPTIONAL: dict[type[Any], tuple[str, ...]] = {}


def smaller(value: T) -> Iterator[T]:
    """The value with one thing less, for each such thing, large things first.

    Of a record a field is left out where it may be, of a tuple a member is; then the same inside each. A day known in
    part becomes its first. What a record itself refuses is passed over.
    """
    given: Any = value
    if given.__class__ is tuple:
        yield from _fewer(given)
    elif isinstance(given, DateRange):
        yield given.first  # type: ignore[misc]
    elif attrs.has(given.__class__):
        yield from _plainer(given)


def _fewer(members: tuple[Any, ...]) -> Iterator[Any]:
    for place in range(len(members)):
        yield (*members[:place], *members[place + 1 :])
    for place, member in enumerate(members):
        for less in smaller(member):
            yield (*members[:place], less, *members[place + 1 :])


def _plainer(record: Any) -> Iterator[Any]:
    filled = {one.name: getattr(record, one.name) for one in attrs.fields(record.__class__)}
    for name in _optional(record.__class__):
        if filled[name] is not None:
            yield from _with(record, name, None)
    for name, one in filled.items():
        for less in smaller(one):
            yield from _with(record, name, less)


def _with(record: Any, name: str, value: object) -> Iterator[Any]:
    try:
        yield evolve(record, **{name: value})
    except PeerSupportError:
        return


def _optional(kind: type[Any]) -> tuple[str, ...]:
    """The fields that may be left out."""
    if kind not in _OPTIONAL:
        hints = get_type_hints(kind)
        _OPTIONAL[kind] = tuple(one.name for one in attrs.fields(kind) if NoneType in get_args(hints[one.name]))
    return _OPTIONAL[kind]
