"""Blanks: where a record has something that might not have been recorded, and the record without it."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from types import NoneType
from typing import Any, TypeVar, get_args, get_type_hints

import attrs

from peersupport import DateRange, Residence, Role
from peersupport._attrs import evolve
from peersupport.errors import InvalidRecord
from peersupport.records.allocations import ProposedAllocation
from peersupport.records.disclosure import DisclosureRequest, ProposedDisclosure
from peersupport.records.enrolments import Enrolment
from peersupport.records.plans import SupportPlan
from peersupport.records.supporters import StageSpell, Supporter

R = TypeVar("R")
Path = tuple[str | int, ...]
OPEN_ENDS = {
    (Residence, "start"),
    (Residence, "end"),
    (Enrolment, "end"),
    (StageSpell, "end"),
    (Supporter, "start"),
    (Supporter, "end"),
    (SupportPlan, "next_review"),
    (DisclosureRequest, "known_at"),
    (ProposedAllocation, "site"),
}
"""Where `None` is a value: the time is open, all that was recorded is known, a site has no file, she chose no day."""


_BLANKABLE: dict[type[Any], frozenset[str]] = {}


def blankable(record: type[Any]) -> frozenset[str]:
    """The fields of a record that may be blank."""
    if record not in _BLANKABLE:
        hints = get_type_hints(record)
        _BLANKABLE[record] = frozenset(
            field.name
            for field in attrs.fields(record)
            if NoneType in get_args(hints[field.name]) and (record, field.name) not in OPEN_ENDS
        )
    return _BLANKABLE[record]


def erasures(whole: R) -> Iterator[tuple[Path, R]]:
    """The record with one thing less known, for each such thing: a field erased, a day known only in part, or a role
    of which it cannot be told whether it is held."""
    yield from ((path, less) for path, less in _less(whole, ()))
    if isinstance(whole, ProposedDisclosure):
        yield from _roles_untold(whole)


def _roles_untold(proposed: ProposedDisclosure) -> Iterator[tuple[Path, Any]]:
    for party in ("sender", "recipient"):
        sure: frozenset[Role] = getattr(proposed, f"{party}_roles")
        perhaps: frozenset[Role] = getattr(proposed, f"{party}_may_hold")
        for role in set(Role) - perhaps:
            untold = {f"{party}_roles": sure - {role}, f"{party}_may_hold": perhaps | {role}}
            yield (party, role.value), evolve(proposed, **untold)


def _less(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    kind: Any = value.__class__
    if kind is tuple:
        members: tuple[Any, ...] = value
        for place, member in enumerate(members):
            for inner, less in _less(member, (*path, place)):
                yield inner, (*members[:place], less, *members[place + 1 :])
    elif isinstance(value, DateRange):
        yield (*path, "wider"), DateRange(first=value.first - timedelta(days=40), last=value.last)
    elif kind is date and path[-1] != "given_on":
        yield (*path, "in part"), DateRange(first=value - timedelta(days=40), last=value)
        yield (*path, "in part, later"), DateRange(first=value, last=value + timedelta(days=1))
    elif attrs.has(kind):
        yield from _less_of_record(value, kind, path)


def _less_of_record(value: Any, kind: type[Any], path: Path) -> Iterator[tuple[Path, Any]]:
    for field in attrs.fields(kind):
        one = getattr(value, field.name)
        if one is None:
            continue
        if field.name in blankable(kind):
            yield from _with((*path, field.name), value, field.name, None)
        for inner, less in _less(one, (*path, field.name)):
            yield from _with(inner, value, field.name, less)


def _with(path: Path, value: Any, name: str, less: object) -> Iterator[tuple[Path, Any]]:
    """The record with one field changed, unless the record itself refuses that."""
    with suppress(InvalidRecord):
        yield path, evolve(value, **{name: less})
