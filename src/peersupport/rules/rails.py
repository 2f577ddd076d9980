"""A criterion as two Python expressions over a sheet: one true when it is TRUE, the other true when it is FALSE.

Parameters are constants here: rules are compiled for one epoch, in which none of them changes.
"""

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from math import isfinite
from typing import Any, NamedTuple

import attrs

from peersupport.rules.criteria import (
    All,
    AnyOf,
    AtLeast,
    Choose,
    Compare,
    Comparison,
    Count,
    Criterion,
    Holds,
    IsKnown,
    Literal,
    Member,
    Not,
    Operand,
    Quantified,
    Select,
    Unknown,
)
from peersupport.rules.facts import Fact, as_fact
from peersupport.rules.parameters import Parameter
from peersupport.rules.sheet import Layout
from peersupport.rules.values import Settings, bounds_of

SMALL = 6
"""Up to how many members a set is tested by identity; larger ones by hash, which is slow for an Enum."""


class Rails(NamedTuple):
    """The expression that is true when a criterion is TRUE, and the one that is true when it is FALSE."""

    true: str
    false: str


ALWAYS = Rails("True", "False")
NEVER_KNOWN = Rails("False", "False")


@attrs.define(slots=True, eq=False)
class RailMaker:
    """Makes rails over the sheet `variable`; constants that have no literal go into `names`."""

    layout: Layout
    settings: Settings
    names: dict[str, object]
    variable: str = "s"

    def rails(self, node: Criterion) -> Rails:
        """The rails of a node and all below it."""
        return _MAKERS[type(node)](self, node)

    def slot(self, thing: Fact | Quantified | Count, end: str = "") -> str:
        """The expression that reads a slot."""
        return f"{self.variable}.{self.layout.slots[thing]}{end}"

    def constant(self, value: object) -> str:
        """A constant's name in the generated function, or the literal itself."""
        if type(value) is int:
            return repr(value)
        if type(value) is float and isfinite(value):
            return repr(value)
        for name, known in self.names.items():
            if known is value or (isinstance(value, date) and known == value and type(known) is type(value)):
                return name
        name = f"c{len(self.names)}"
        self.names[name] = value
        return name

    def presupposed(self, fact: Fact) -> Rails:
        """Whether what a fact presupposes holds, from the outermost presupposition in."""
        if fact.presupposes is None:
            return ALWAYS
        above = self.presupposed(fact.presupposes)
        slot = self.slot(fact.presupposes)
        return guarded(above, Rails(f"{slot} is True", f"{slot} is False"))

    def ends(self, operand: Operand) -> tuple[str, str, Rails]:
        """The expressions of an ordered operand's low and high end, and of what it presupposes."""
        if isinstance(operand, Fact):
            return self.slot(operand, "_low"), self.slot(operand, "_high"), self.presupposed(operand)
        if isinstance(operand, Count):
            return self.slot(operand, "_low"), self.slot(operand, "_high"), ALWAYS
        value = operand.value if isinstance(operand, Literal) else self.settings[operand.name]
        low, high = bounds_of(operand.kind, value)
        return self.constant(low), self.constant(high), ALWAYS


def joined(word: str, parts: Iterable[str]) -> str:
    """Expressions joined with `and` or `or`; constants that do not matter are left out."""
    neutral, absorbing = ("True", "False") if word == "and" else ("False", "True")
    kept = [part for part in dict.fromkeys(parts) if part != neutral]
    if absorbing in kept:
        return absorbing
    return f"({f' {word} '.join(kept)})" if len(kept) > 1 else kept[0] if kept else neutral


def guarded(presupposed: Rails, truth: Rails) -> Rails:
    """A truth that is FALSE where its presupposition is, and UNKNOWN where that is."""
    return Rails(
        joined("and", (presupposed.true, truth.true)),
        joined("or", (presupposed.false, joined("and", (presupposed.true, truth.false)))),
    )


def _all(maker: RailMaker, node: All) -> Rails:
    parts = [maker.rails(part) for part in node.parts]
    return Rails(joined("and", (part.true for part in parts)), joined("or", (part.false for part in parts)))


def _any_of(maker: RailMaker, node: AnyOf) -> Rails:
    parts = [maker.rails(part) for part in node.parts]
    return Rails(joined("or", (part.true for part in parts)), joined("and", (part.false for part in parts)))


def _at_least(maker: RailMaker, node: AtLeast) -> Rails:
    parts = [maker.rails(part) for part in node.parts]
    sure = " + ".join(f"({part.true})" for part in parts)
    against = " + ".join(f"({part.false})" for part in parts)
    return Rails(f"({sure} >= {node.needed})", f"({against} > {len(parts) - node.needed})")


def _not(maker: RailMaker, node: Not) -> Rails:
    part = maker.rails(node.part)
    return Rails(part.false, part.true)


def _unknown(_: RailMaker, __: Unknown) -> Rails:
    return NEVER_KNOWN


def _choose(maker: RailMaker, node: Choose) -> Rails:
    chosen = maker.settings[node.parameter.name]
    reading = dict(node.readings).get(chosen) if isinstance(chosen, str) else None
    return NEVER_KNOWN if reading is None else maker.rails(reading)


def _select(maker: RailMaker, node: Select) -> Rails:
    fact = as_fact(node.operand)
    slot = maker.slot(fact)
    branches = [(f"{slot} is {maker.constant(value)}", maker.rails(part)) for value, part in node.branches]
    other = maker.rails(node.otherwise)
    rest = " and ".join(f"not ({test})" for test, _ in branches)

    def rail(side: Callable[[Rails], str]) -> str:
        known = [joined("and", (test, side(part))) for test, part in branches]
        known.append(joined("and", (f"{slot} is not None", rest, side(other))))
        agreed = joined("and", (f"{slot} is None", *(side(part) for _, part in branches), side(other)))
        return joined("or", (*known, agreed))

    return guarded(maker.presupposed(fact), Rails(rail(lambda rails: rails.true), rail(lambda rails: rails.false)))


def _quantified(maker: RailMaker, node: Quantified) -> Rails:
    slot = maker.slot(node)
    return Rails(f"{slot} is True", f"{slot} is False")


def _holds(maker: RailMaker, node: Holds) -> Rails:
    if isinstance(node.operand, Parameter):
        value = maker.settings[node.operand.name]
        return NEVER_KNOWN if value is None else ALWAYS if value is node.expected else Rails("False", "True")
    fact = as_fact(node.operand)
    slot = maker.slot(fact)
    truth = Rails(f"{slot} is {node.expected}", f"{slot} is {not node.expected}")
    return guarded(maker.presupposed(fact), truth)


def _member(maker: RailMaker, node: Member) -> Rails:
    fact = as_fact(node.operand)
    allowed: Any = node.allowed
    if isinstance(allowed, Operand):
        setting = maker.settings[allowed.name]
        allowed = setting if setting is None or isinstance(setting, frozenset) else frozenset((setting,))
    presupposed = maker.presupposed(fact)
    if allowed is None:
        return guarded(presupposed, NEVER_KNOWN)
    if not allowed:
        return guarded(presupposed, ALWAYS if node.negated else Rails("False", "True"))
    slot = maker.slot(fact)
    inside = _inside(maker, slot, allowed)
    outside = f"({slot} is not None and not {inside})"
    return guarded(presupposed, Rails(outside, inside) if node.negated else Rails(inside, outside))


def _inside(maker: RailMaker, slot: str, allowed: frozenset[Any]) -> str:
    if allowed and len(allowed) <= SMALL and all(isinstance(one, Enum) for one in allowed):
        ordered = sorted(allowed, key=lambda one: str(one.name))
        return joined("or", (f"{slot} is {maker.constant(one)}" for one in ordered))
    return f"({slot} in {maker.constant(allowed)})"


def _is_known(maker: RailMaker, node: IsKnown) -> Rails:
    operand = node.operand
    if not isinstance(operand, Fact):
        low, high, _ = maker.ends(operand) if operand.kind.ordered else ("", "", ALWAYS)
        known = f"({low} == {high})" if low else str(maker.settings[operand.name] is not None)
        return Rails(known, "False")
    presupposed = maker.presupposed(operand)
    slots = maker.slot(operand, "_low"), maker.slot(operand, "_high")
    known = f"{slots[0]} == {slots[1]}" if operand.kind.ordered else f"{maker.slot(operand)} is not None"
    return Rails(joined("or", (presupposed.false, joined("and", (presupposed.true, known)))), "False")


def _compare(maker: RailMaker, node: Compare) -> Rails:
    left_low, left_high, left_given = maker.ends(node.left)
    right_low, right_high, right_given = maker.ends(node.right)
    presupposed = Rails(
        joined("and", (left_given.true, right_given.true)), joined("or", (left_given.false, right_given.false))
    )
    below = Rails(f"{left_high} < {right_low}", f"{left_low} >= {right_high}")
    above = Rails(f"{left_low} > {right_high}", f"{left_high} <= {right_low}")
    same = Rails(
        f"({left_low} == {left_high} == {right_low} == {right_high})",
        f"({left_high} < {right_low} or {right_high} < {left_low})",
    )
    truths = {
        Comparison.BELOW: below,
        Comparison.AT_LEAST: Rails(below.false, below.true),
        Comparison.ABOVE: above,
        Comparison.AT_MOST: Rails(above.false, above.true),
        Comparison.EQUAL: same,
    }
    return guarded(presupposed, truths[node.comparison])


_MAKERS: dict[type[Criterion], Callable[[RailMaker, Any], Rails]] = {
    All: _all,
    AnyOf: _any_of,
    AtLeast: _at_least,
    Not: _not,
    Unknown: _unknown,
    Choose: _choose,
    Select: _select,
    Quantified: _quantified,
    Holds: _holds,
    Member: _member,
    IsKnown: _is_known,
    Compare: _compare,
}
