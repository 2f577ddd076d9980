"""What rule authors write where `&`, `|` and `~` do not reach: readings, branches, numbers of parts, members."""

from collections.abc import Mapping
from enum import Enum

from peersupport.errors import RuleError
from peersupport.rules.criteria import (
    AtLeast,
    Choose,
    Collection,
    Count,
    Criterion,
    Operand,
    Quantified,
    Select,
    Unknown,
    as_criterion,
)


def choose(parameter: Operand, readings: Mapping[str, Criterion | Operand]) -> Criterion:
    """All readings of an ambiguity; `parameter` says which one the site, or the [default], has chosen."""
    return Choose(
        parameter=parameter, readings=tuple((name, as_criterion(one)) for name, one in sorted(readings.items()))
    )


def select(
    operand: Operand, branches: Mapping[Enum, Criterion | Operand], *, otherwise: Criterion | Operand
) -> Criterion:
    """A criterion for each value of a category: what differs by provider, say (MM10)."""
    ordered = sorted(branches.items(), key=lambda item: item[0].name)
    return Select(
        operand=operand,
        branches=tuple((value, as_criterion(one)) for value, one in ordered),
        otherwise=as_criterion(otherwise),
    )


def at_least(needed: int, *parts: Criterion | Operand) -> Criterion:
    """At least `needed` of the parts hold."""
    if not 0 < needed <= len(parts):
        raise RuleError("`at_least` needs a number from 1 to the number of its parts", code="criterion-count")
    return AtLeast(needed=needed, parts=tuple(as_criterion(part) for part in parts))


def unknown() -> Criterion:
    """A criterion that nobody can answer yet: for what the source leaves open and the site must settle."""
    return Unknown()


def any_of(collection: Collection, part: Criterion | Operand) -> Criterion:
    """Some member: FALSE when recorded none, UNKNOWN when not recorded; one sure member settles it."""
    return Quantified(collection=collection, part=as_criterion(part))


def every_of(collection: Collection, part: Criterion | Operand) -> Criterion:
    """Every member: TRUE when recorded none; one sure exception settles it."""
    return Quantified(collection=collection, part=as_criterion(part), every=True)


def count_of(collection: Collection, part: Criterion | Operand) -> Operand:
    """How many members; compare it with a number."""
    return Count(
        collection=collection, part=as_criterion(part), name=f"number of {collection.name}", unit=collection.name
    )
