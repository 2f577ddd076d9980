"""To which truths a criterion or a rule can come at all, given the values of parameters; told from its form alone.

It may say that a truth can be reached which no record reaches: two parts that contradict each other are not noticed.
"""

from collections.abc import Sequence
from typing import Any

from peersupport.rules.criteria import (
    All,
    AnyOf,
    AtLeast,
    Choose,
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
    Unknown,
)
from peersupport.rules.facts import Fact
from peersupport.rules.parameters import Parameter
from peersupport.rules.rule import Rule
from peersupport.rules.values import Settings
from peersupport.testing.rules.possible import left_open
from peersupport.truth import Truth

Truths = frozenset[Truth]
TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
EVERY = frozenset(Truth)


def reachable(criterion: Criterion, settings: Settings) -> Truths:
    """The truths to which a criterion may come."""
    match criterion:
        case Unknown():
            return frozenset({UNKNOWN})
        case Not(part=part):
            return frozenset(~truth for truth in reachable(part, settings))
        case All(parts=parts):
            return _joined([reachable(part, settings) for part in parts], FALSE)
        case AnyOf(parts=parts):
            return _joined([reachable(part, settings) for part in parts], TRUE)
        case AtLeast(needed=needed, parts=parts):
            return _counted([reachable(part, settings) for part in parts], needed)
        case Choose(parameter=parameter, readings=readings):
            chosen = dict(readings).get(str(settings.get(parameter.name)))
            return frozenset({UNKNOWN}) if chosen is None else reachable(chosen, settings)
        case Select(operand=operand, branches=branches, otherwise=otherwise):
            found = [reachable(part, settings) for part in (*(part for _, part in branches), otherwise)]
            return (_about(operand, settings) - {TRUE}).union(*found)
        case Quantified(part=part, every=every):
            settling = FALSE if every else TRUE
            return frozenset({~settling, UNKNOWN}) | (reachable(part, settings) & {settling})
        case _:
            return _leaf(criterion, settings)


def reachable_by(rule: Rule, settings: Settings) -> Truths:
    """The truths to which a rule may come: where it does not apply it is met."""
    found = reachable(rule.criterion, settings)
    if rule.when is None:
        return found
    applies = reachable(rule.when, settings)
    found_by = {
        TRUE: FALSE in applies or TRUE in found,
        UNKNOWN: (UNKNOWN in applies and found != frozenset({TRUE})) or (TRUE in applies and UNKNOWN in found),
        FALSE: TRUE in applies and FALSE in found,
    }
    return frozenset(truth for truth, may_be in found_by.items() if may_be)


def _leaf(criterion: Criterion, settings: Settings) -> Truths:
    match criterion:
        case IsKnown(operand=operand):
            return (_about(operand, settings) | {TRUE}) - {FALSE}
        case Holds(operand=Parameter() as parameter, expected=expected):
            value = settings.get(parameter.name)
            return frozenset({UNKNOWN if value is None else TRUE if value is expected else FALSE})
        case Holds(operand=operand):
            return _about(operand, settings)
        case Member(operand=operand, allowed=allowed):
            values: Any = settings.get(allowed.name) if isinstance(allowed, Parameter) else allowed
            return _unset((operand,)) if values is None else _member(criterion, values, settings)
        case Compare(left=left, right=right):
            if any(isinstance(one, Parameter) and settings.get(one.name) is None for one in (left, right)):
                return _unset((left, right))
            sides = [_about(one, settings) for one in (left, right) if isinstance(one, Fact | Count)]
            return EVERY if not sides else sides[0].union(*sides)
        case _:
            return EVERY


def _unset(operands: Sequence[Operand]) -> Truths:
    """Beside a parameter without a value: unknown, but where a fact does not even apply."""
    applies = all(not isinstance(one, Fact) or one.presupposes is None for one in operands)
    return frozenset({UNKNOWN}) if applies else frozenset({UNKNOWN, FALSE})


def _member(node: Member, values: Any, settings: Settings) -> Truths:
    """Nobody is among none; who is in a category is among all of its members."""
    fact = node.operand
    members: frozenset[Any] = values if values.__class__ is frozenset else frozenset({values})
    inside, outside = (FALSE, TRUE) if node.negated else (TRUE, FALSE)
    never = {inside} if not members else set[Truth]()
    if isinstance(fact, Fact) and fact.category is not None and members >= set(fact.category):
        never.add(outside)
    if isinstance(fact, Fact) and fact.presupposes is not None:
        never.discard(FALSE)
    return _about(fact, settings) - never


def _about(operand: Operand, settings: Settings) -> Truths:
    """To what a plain question about an operand may come: unknown only where its value can be."""
    if not isinstance(operand, Fact):
        return EVERY
    unset = any(settings.get(parameter.name) is None for _, parameter in operand.reads)
    return EVERY if unset or operand.presupposes is not None or left_open(operand) else EVERY - {UNKNOWN}


def _joined(parts: Sequence[Truths], settling: Truth) -> Truths:
    """Parts of which one with the truth that settles suffices."""
    other = ~settling
    found = {settling} if any(settling in one for one in parts) else set[Truth]()
    if all(other in one for one in parts):
        found.add(other)
    if all(one - {settling} for one in parts) and any(UNKNOWN in one for one in parts):
        found.add(UNKNOWN)
    return frozenset(found)


def _counted(parts: Sequence[Truths], needed: int) -> Truths:
    can_hold = sum(TRUE in one for one in parts)
    may_hold = sum(FALSE not in one for one in parts)
    found = {TRUE} if can_hold >= needed else set[Truth]()
    if may_hold < needed:
        found.add(FALSE)
    if any(UNKNOWN in one for one in parts):
        found.add(UNKNOWN)
    return frozenset(found)
