"""Which truths a rule can have at all, read off its criterion: what can never be seen is never asked to be shown."""

from collections.abc import Iterable
from enum import Enum
from functools import cache
from itertools import product
from types import NoneType
from typing import Any, get_args, get_type_hints

from peersupport.dates import DateRange
from peersupport.rules.bounds import Bounds
from peersupport.rules.criteria import (
    All,
    AnyOf,
    AtLeast,
    Choose,
    Criterion,
    IsKnown,
    Literal,
    Member,
    Not,
    Operand,
    Quantified,
    Select,
    Unknown,
)
from peersupport.rules.facts import Fact
from peersupport.rules.parameters import Parameter
from peersupport.rules.rule import CONDITIONS, Rule
from peersupport.rules.structure import operands_in
from peersupport.truth import Truth, all_of, any_of, at_least

Truths = frozenset[Truth]
EVERY = frozenset(Truth)


def possible(rule: Rule) -> Truths:
    """The truths that a rule can come to, with its guard; a little too many rather than one too few."""
    own = possible_of(rule.criterion)
    if rule.when is None:
        return own
    guard = possible_of(rule.when)
    joined = {(~one | other) if rule.effect in CONDITIONS else one & other for one, other in product(guard, own)}
    return frozenset(joined)


def possible_of(node: Criterion) -> Truths:
    """The truths that a criterion can come to."""
    if isinstance(node, Unknown):
        return frozenset({Truth.UNKNOWN})
    if isinstance(node, IsKnown):
        return _always_known(node) or frozenset({Truth.TRUE, Truth.UNKNOWN})
    if isinstance(node, Not):
        return frozenset(~one for one in possible_of(node.part))
    if isinstance(node, All | AnyOf):
        join = all_of if isinstance(node, All) else any_of
        found = possible_of(node.parts[0])
        for part in node.parts[1:]:
            found = frozenset(join(pair) for pair in product(found, possible_of(part)))
        return found
    if isinstance(node, AtLeast):
        parts = [possible_of(part) for part in node.parts]
        return frozenset(at_least(node.needed, truths) for truths in product(*parts)) if len(parts) < 7 else EVERY
    if isinstance(node, Quantified):
        return possible_of(node.part) | {Truth.TRUE if node.every else Truth.FALSE, Truth.UNKNOWN}
    if isinstance(node, Choose | Select):
        return _together(node)
    return _leaf(node)


def _together(node: Choose | Select) -> Truths:
    parts: Iterable[Criterion]
    if isinstance(node, Choose):
        parts = (part for _, part in node.readings)
    else:
        parts = (*(part for _, part in node.branches), node.otherwise)
    settled = isinstance(node, Choose) and isinstance(node.parameter, Parameter) and _always_set(node.parameter)
    return frozenset(() if settled else {Truth.UNKNOWN}).union(*(possible_of(part) for part in parts))


def _always_set(parameter: Parameter) -> bool:
    """Whether a parameter has a value on every day, without a site's word."""
    values = parameter.values
    return bool(values) and values[0].since is None and all(one.value is not None for one in values)


def _leaf(node: Criterion) -> Truths:
    found = set(EVERY)
    operands = operands_in(node)
    if operands and all(isinstance(one, Literal) or never_unknown(one) for one in operands):
        found.discard(Truth.UNKNOWN)
    if isinstance(node, Member) and isinstance(node.operand, Fact) and isinstance(node.allowed, frozenset):
        category = node.operand.category
        if category is not None and set[Enum](category) <= node.allowed and node.operand.presupposes is None:
            found.discard(Truth.TRUE if node.negated else Truth.FALSE)
    return frozenset(found)


def _always_known(node: IsKnown) -> Truths | None:
    return frozenset({Truth.TRUE}) if never_unknown(node.operand) else None


def never_unknown(operand: Operand) -> bool:
    """Whether a fact is never unknown: it rests on no other and no parameter, and its type leaves nothing open."""
    return isinstance(operand, Fact) and operand.presupposes is None and not operand.reads and not left_open(operand)


@cache
def left_open(fact: Fact) -> bool:
    """Whether the type that a fact's function gives leaves its value open: nothing said, none, or known in part."""
    returned: Any = get_type_hints(fact.function).get("return")
    return returned is None or bool({NoneType, Bounds, DateRange} & set(get_args(returned) or (returned,)))
