"""Walking over criteria: which parts, operands, folds, facts and parameters they are made of."""

from collections.abc import Iterable, Iterator

from peersupport.rules.criteria import (
    All,
    AnyOf,
    AtLeast,
    Choose,
    Collection,
    Compare,
    Count,
    Criterion,
    Holds,
    IsKnown,
    Member,
    Not,
    Operand,
    Quantified,
    Select,
)
from peersupport.rules.facts import Fact, presuppositions
from peersupport.rules.parameters import Parameter
from peersupport.rules.rule import Rule


def parts_of(node: Criterion) -> tuple[Criterion, ...]:
    """The direct parts of a node that speak of the same subject."""
    if isinstance(node, All | AnyOf | AtLeast):
        return node.parts
    if isinstance(node, Not):
        return (node.part,)
    if isinstance(node, Choose):
        return tuple(part for _, part in node.readings)
    if isinstance(node, Select):
        return (*(part for _, part in node.branches), node.otherwise)
    return ()


def operands_in(node: Criterion) -> tuple[Operand, ...]:
    """The operands that a node itself reads."""
    if isinstance(node, Compare):
        return (node.left, node.right)
    if isinstance(node, Member):
        return (node.operand, node.allowed) if isinstance(node.allowed, Operand) else (node.operand,)
    if isinstance(node, Holds | IsKnown | Select):
        return (node.operand,)
    return (node.parameter,) if isinstance(node, Choose) else ()


def nodes_of(criteria: Iterable[Criterion]) -> Iterator[Criterion]:
    """Every node that speaks of the same subject, from the outside in."""
    for node in criteria:
        yield node
        yield from nodes_of(parts_of(node))


def operands_of(criteria: Iterable[Criterion]) -> Iterator[Operand]:
    """Every operand that is read of the same subject."""
    for node in nodes_of(criteria):
        yield from operands_in(node)


def folds_of(criteria: Iterable[Criterion]) -> Iterator[Quantified | Count]:
    """The quantifiers and counts over members of the subject, outermost only."""
    for node in nodes_of(criteria):
        if isinstance(node, Quantified):
            yield node
        yield from (operand for operand in operands_in(node) if isinstance(operand, Count))


def collections_of(criteria: Iterable[Criterion]) -> Iterator[Collection]:
    """Every collection that the criteria fold over, and those of its members."""
    for fold in folds_of(criteria):
        yield fold.collection
        yield from collections_of((fold.part,))


def facts_of(criteria: Iterable[Criterion]) -> Iterator[Fact]:
    """Every fact that is read of the subject or of its members, with what it presupposes."""
    given = tuple(criteria)
    for operand in operands_of(given):
        if isinstance(operand, Fact):
            yield operand
            yield from presuppositions(operand)
    for fold in folds_of(given):
        yield from facts_of((fold.part,))


def parameters_of(criteria: Iterable[Criterion]) -> Iterator[Parameter]:
    """Every parameter that the criteria, or the facts that they read, depend on."""
    given = tuple(criteria)
    yield from (operand for operand in operands_of(given) if isinstance(operand, Parameter))
    for fold in folds_of(given):
        yield from parameters_of((fold.part,))
    for one in facts_of(given):
        yield from (parameter for _, parameter in one.reads)


def subjects_of(criteria: Iterable[Criterion]) -> set[str]:
    """The kinds of subject that the criteria speak of, members aside; more than one is a fault."""
    given = tuple(criteria)
    own = {operand.subject for operand in operands_of(given) if isinstance(operand, Fact)}
    return own | {fold.collection.owner for fold in folds_of(given)}


def judged_by(rule: Rule) -> tuple[Criterion, ...]:
    """What a rule's own truth is made of: its guard, if it has one, and its condition."""
    return (rule.criterion,) if rule.when is None else (rule.when, rule.criterion)


def criteria_of(rules: Iterable[Rule]) -> list[Criterion]:
    """Every criterion of the rules: conditions, guards and the ways of routes."""
    return [
        criterion
        for rule in rules
        for criterion in (rule.criterion, rule.when, *(way for _, way in rule.targets))
        if criterion is not None
    ]
