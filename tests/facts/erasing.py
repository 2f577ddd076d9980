"""Blanks: where a record has something that might not have been recorded, and the record without it."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_type_hints

import attrs

from peersupport import Case, DateRange, Residence, Role
from peersupport.records.allocations import ProposedAllocation
from peersupport.records.disclosure import DisclosureRequest, ProposedDisclosure
from peersupport.records.enrolments import Enrolment
from peersupport.records.plans import SupportPlan
from peersupport.records.referrals import OnwardReferral
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


@cache
def _blankable(record: type[Any]) -> frozenset[str]:
    """The fields of a record that may be blank."""
    hints = get_type_hints(record)
    return frozenset(
        field.name
        for field in attrs.fields(record)
        if NoneType in get_args(hints[field.name]) and (record, field.name) not in OPEN_ENDS
    )


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
            yield (party, role.value), attrs.evolve(proposed, **untold)


def _less(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, tuple):
        for place, member in enumerate(value):
            for inner, less in _less(member, (*path, place)):
                yield inner, (*value[:place], less, *value[place + 1 :])
    elif isinstance(value, DateRange):
        yield (*path, "wider"), DateRange(first=value.first - timedelta(days=40), last=value.last)
    elif type(value) is date and path[-1] != "given_on":
        yield (*path, "in part"), DateRange(first=value - timedelta(days=40), last=value)
        yield (*path, "in part, later"), DateRange(first=value, last=value + timedelta(days=1))
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            one = getattr(value, field.name)
            if one is None:
                continue
            if field.name in _blankable(type(value)):
                yield (*path, field.name), attrs.evolve(value, **{field.name: None})
            for inner, less in _less(one, (*path, field.name)):
                yield inner, attrs.evolve(value, **{field.name: less})


def onward_of(case: Case) -> tuple[OnwardReferral, ...]:
    """The referrals to other services, which are subjects of their own."""
    return case.onward_referrals or ()
