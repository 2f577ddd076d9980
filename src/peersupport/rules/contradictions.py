"""Requirements that no case can meet together: two rules that contradict are reported with both places shown."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Any

from peersupport.errors import Fault
from peersupport.rules.criteria import All, Compare, Comparison, Criterion, Holds, Literal, Member, Operand
from peersupport.rules.facts import Fact
from peersupport.rules.parameters import Parameter
from peersupport.rules.rule import Effect, Rule
from peersupport.rules.values import Settings


def contradictions(rules: Iterable[Rule], settings: Settings) -> list[Fault]:
    """Pairs of unconditional requirements on one fact that leave it no value, under the settings of an epoch.

    It looks at comparisons with constants, memberships and plain yes or no, joined by `&`. It does not claim to find
    every contradiction.
    """
    needs: dict[Fact, list[tuple[Rule, Criterion]]] = {}
    for rule in rules:
        if rule.effect is Effect.REQUIRE and rule.when is None:
            for part in rule.criterion.parts if isinstance(rule.criterion, All) else (rule.criterion,):
                if isinstance(part, Compare | Member | Holds):
                    subject = part.left if isinstance(part, Compare) else part.operand
                    if isinstance(subject, Fact):
                        needs.setdefault(subject, []).append((rule, part))
    faults: list[Fault] = []
    for fact, found in needs.items():
        for place, (one, need) in enumerate(found):
            for other, against in found[place + 1 :]:
                if _apart(need, against, settings):
                    message = (
                        f"`{one.name}` and `{other.name}` contradict each other on `{fact.name}`: no case meets both"
                    )
                    faults.append(Fault(code="rules-contradict", message=message, help="one of the two has to change"))
    return faults


def _apart(one: Criterion, other: Criterion, settings: Settings) -> bool:
    if isinstance(one, Holds) and isinstance(other, Holds):
        return one.expected is not other.expected
    if isinstance(one, Member) and isinstance(other, Member):
        first, second = _allowed(one, settings), _allowed(other, settings)
        return first is not None and second is not None and not first & second
    if isinstance(one, Compare) and isinstance(other, Compare):
        return _below(one, other, settings) or _below(other, one, settings)
    return False


def _allowed(node: Member, settings: Settings) -> frozenset[Any] | None:
    allowed: Any = node.allowed
    if isinstance(node.allowed, Operand):
        setting = settings.get(node.allowed.name)
        allowed = setting if setting is None or isinstance(setting, frozenset) else frozenset((setting,))
    if node.negated:
        operand = node.operand
        category: Iterable[Enum] = (operand.category or ()) if isinstance(operand, Fact) else ()
        return frozenset(category) - frozenset(allowed) if category and allowed is not None else None
    return None if allowed is None else frozenset(allowed)


def _below(upper: Compare, lower: Compare, settings: Settings) -> bool:
    """Whether `upper` keeps the fact strictly under all that `lower` asks for."""
    top, bottom = _limit(upper.right, settings), _limit(lower.right, settings)
    if top is None or bottom is None:
        return False
    tops = {Comparison.BELOW, Comparison.AT_MOST, Comparison.EQUAL}
    bottoms = {Comparison.ABOVE, Comparison.AT_LEAST, Comparison.EQUAL}
    if upper.comparison not in tops or lower.comparison not in bottoms:
        return False
    strict = upper.comparison is Comparison.BELOW or lower.comparison is Comparison.ABOVE
    return bool(top < bottom) or (strict and bool(top == bottom))


def _limit(operand: Operand, settings: Settings) -> Any:
    if isinstance(operand, Literal):
        return operand.value if isinstance(operand.value, int | float | date) else None
    return settings.get(operand.name) if isinstance(operand, Parameter) else None
