"""Changes that cannot differ, proved by going through every value that the facts of a criterion can have.

A leaf over a category, a code or a yes or no is judged by its value, so that leaves over one fact are judged together;
any other leaf (a comparison, members of a collection) may be true, false or unknown by itself. What is proved equal is
equal; not every equality is found.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from math import prod
from typing import Any

from peersupport.rules.criteria import (
    All,
    AnyOf,
    AtLeast,
    Choose,
    Criterion,
    Holds,
    Kind,
    Member,
    Not,
    Operand,
    Unknown,
)
from peersupport.rules.facts import Fact
from peersupport.rules.parameters import Parameter, Setting
from peersupport.rules.structure import nodes_of, parameters_of
from peersupport.truth import Truth, all_of, any_of, at_least, truth_of

MOST = 4_000
"""Beyond so many combinations of values nothing is proved, and the change is tried."""
OTHER = object()
"""A code that no rule names."""
Variable = Operand | Criterion
Values = Mapping[Variable, Any]
Sets = Mapping[str, Setting]
"""Parameters, by name, whose sets are taken as given."""


def equivalent(one: Criterion, other: Criterion) -> bool:
    """Whether two criteria have one truth, whatever is known of their facts."""
    return one == other or _equal(one, other, {}, {})


def without_effect(parameter: Parameter, old: Setting, new: Setting, criteria: Iterable[Criterion]) -> bool:
    """Whether another set in a parameter leaves every criterion as it was. Only where it is a set that they look in."""
    for one in criteria:
        if parameter not in parameters_of([one]):
            continue
        looked_in = [node for node in nodes_of([one]) if isinstance(node, Member) and node.allowed is parameter]
        if len(looked_in) < sum(read is parameter for read in parameters_of([one])):
            return False
        if not _equal(one, one, {parameter.name: old}, {parameter.name: new}):
            return False
    return isinstance(new, frozenset)


def _equal(one: Criterion, other: Criterion, before: Sets, after: Sets) -> bool:
    domains: dict[Variable, set[Any]] = {}
    for criterion, sets in ((one, before), (other, after)):
        for variable, values in _variables(criterion, sets):
            domains.setdefault(variable, set()).update(values)
    if prod(map(len, domains.values())) > MOST:
        return False
    tables = (dict(zip(domains, values, strict=True)) for values in product(*domains.values()))
    return all(_truth(one, table, before) is _truth(other, table, after) for table in tables)


def _variables(node: Criterion, sets: Sets) -> Iterator[tuple[Variable, Iterable[Any]]]:
    if isinstance(node, All | AnyOf | AtLeast):
        for part in node.parts:
            yield from _variables(part, sets)
    elif isinstance(node, Not):
        yield from _variables(node.part, sets)
    elif isinstance(node, Choose) and isinstance(node.parameter, Parameter):
        yield node.parameter, (None, *(name for name, _ in node.readings))
        for _, part in node.readings:
            yield from _variables(part, sets)
    elif isinstance(node, Member) and (allowed := _allowed(node, sets)) is not None and _plain(node.operand):
        category = node.operand.category if isinstance(node.operand, Fact) else None
        yield node.operand, (None, OTHER, *allowed) if category is None else (None, *category)
    elif isinstance(node, Holds) and node.operand.kind is Kind.BOOLEAN and _plain(node.operand):
        yield node.operand, (None, True, False)
    elif not isinstance(node, Unknown):
        yield node, tuple(Truth)


def _truth(node: Criterion, values: Values, sets: Sets) -> Truth:
    if isinstance(node, All | AnyOf | AtLeast):
        truths = tuple(_truth(part, values, sets) for part in node.parts)
        if isinstance(node, AtLeast):
            return at_least(node.needed, truths)
        return all_of(truths) if isinstance(node, All) else any_of(truths)
    if isinstance(node, Not):
        return ~_truth(node.part, values, sets)
    if isinstance(node, Choose) and node.parameter in values:
        chosen = dict(node.readings).get(values[node.parameter])
        return Truth.UNKNOWN if chosen is None else _truth(chosen, values, sets)
    if isinstance(node, Member) and node.operand in values:
        value, allowed = values[node.operand], _allowed(node, sets) or frozenset()
        return Truth.UNKNOWN if value is None else truth_of((value in allowed) is not node.negated)
    if isinstance(node, Holds) and node.operand in values:
        value = values[node.operand]
        return Truth.UNKNOWN if value is None else truth_of(value is node.expected)
    return Truth.UNKNOWN if isinstance(node, Unknown) else values[node]


def _plain(operand: Operand) -> bool:
    """Whether nothing but the value decides: a fact that presupposes another one may be false for want of that."""
    return not isinstance(operand, Fact) or operand.presupposes is None


def _allowed(node: Member, sets: Sets) -> frozenset[Any] | None:
    if isinstance(node.allowed, frozenset):
        return node.allowed
    given = sets.get(node.allowed.name)
    return given if isinstance(given, frozenset) else None
