"""What would have to be known for a criterion to come to a truth: from the criterion as data, at its boundaries.

Nothing here knows a record: `putting.py` writes what is wished into one.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import attrs

from peersupport.dates import DateRange
from peersupport.rules.bounds import Bounds
from peersupport.rules.criteria import (
    All,
    AnyOf,
    AtLeast,
    Choose,
    Collection,
    Compare,
    Comparison,
    Count,
    Criterion,
    Holds,
    IsKnown,
    Kind,
    Literal,
    Member,
    Not,
    Operand,
    Quantified,
    Select,
)
from peersupport.rules.facts import Fact, presuppositions
from peersupport.rules.parameters import Parameter
from peersupport.rules.values import Settings
from peersupport.testing.choices import Choices
from peersupport.testing.strategies.reach import reachable
from peersupport.truth import Truth

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
CODES = ("elsewhere", "E99999999")


@attrs.define
class Wishes:
    """By fact, what it is to be (None: unknown); by collection, what is wished of each member (None: not recorded)."""

    facts: dict[Fact, Any] = attrs.field(factory=dict[Fact, Any])
    members: dict[Collection, "list[Wishes] | None"] = attrs.field(factory=dict[Collection, "list[Wishes] | None"])


@attrs.define
class Aiming:
    """Wishes for one subject, made from criteria one after the other; what is wished last counts."""

    choices: Choices
    settings: Settings
    on: date

    def aim(self, criterion: Criterion, truth: Truth, wishes: Wishes) -> None:
        """Wish that the criterion comes to the truth, as far as it can."""
        match criterion:
            case Not(part=part):
                self.aim(part, ~truth, wishes)
            case All(parts=parts):
                self._join(parts, truth, FALSE, wishes)
            case AnyOf(parts=parts):
                self._join(parts, truth, TRUE, wishes)
            case AtLeast(needed=needed, parts=parts):
                self._at_least(needed, parts, truth, wishes)
            case Choose(parameter=parameter, readings=readings):
                chosen = dict(readings).get(str(self.settings.get(parameter.name)))
                if chosen is not None:
                    self.aim(chosen, truth, wishes)
            case Select():
                self._select(criterion, truth, wishes)
            case Quantified():
                self._quantified(criterion, truth, wishes)
            case Compare():
                self._compare(criterion, truth, wishes)
            case Holds(operand=operand, expected=expected):
                self._wish(operand, None if truth is UNKNOWN else expected is (truth is TRUE), wishes)
            case Member(operand=operand):
                self._wish(operand, self._member(criterion, truth), wishes)
            case IsKnown(operand=Fact() as fact):
                known = None if truth is UNKNOWN else self._any(fact)
                self._wish(fact, known, wishes)
            case _:
                pass

    def _join(self, parts: Sequence[Criterion], truth: Truth, settling: Truth, wishes: Wishes) -> None:
        """Where one part with the truth that settles suffices; the others are as they need to be, or anything."""
        if truth is ~settling:
            for part in parts:
                self.aim(part, truth, wishes)
            return
        able = [part for part in parts if truth in reachable(part, self.settings)] or list(parts)
        chosen = self.choices.pick(able)
        for part in parts:
            if part is not chosen:
                self.aim(part, ~settling if truth is UNKNOWN else self.choices.pick((~settling, settling)), wishes)
        self.aim(chosen, truth, wishes)

    def _at_least(self, needed: int, parts: Sequence[Criterion], truth: Truth, wishes: Wishes) -> None:
        sure = needed if truth is TRUE else needed - 1
        for place, part in enumerate(self.choices.shuffled(parts)):
            open_one = truth is UNKNOWN and place == sure
            self.aim(part, TRUE if place < sure else UNKNOWN if open_one else FALSE, wishes)

    def _select(self, node: Select, truth: Truth, wishes: Wishes) -> None:
        branch = self.choices.pick(node.branches)
        if truth is UNKNOWN and self.choices.chance(0.5):
            self._wish(node.operand, None, wishes)
            return
        self.aim(branch[1], truth, wishes)
        self._wish(node.operand, branch[0], wishes)

    def _quantified(self, node: Quantified, truth: Truth, wishes: Wishes) -> None:
        settling = FALSE if node.every else TRUE
        if truth is UNKNOWN and self.choices.chance(0.4):
            wishes.members[node.collection] = None
            return
        members = self._members(node.collection, wishes, at_least=0 if truth is ~settling else 1)
        for place, member in enumerate(members):
            self.aim(node.part, truth if place == 0 and truth is not ~settling else ~settling, member)

    def _members(self, collection: Collection, wishes: Wishes, at_least: int) -> "list[Wishes]":
        members = wishes.members.get(collection)
        if members is None:
            members = [Wishes() for _ in range(max(at_least, self.choices.pick((1, 2, 0, 3))))]
            wishes.members[collection] = members
        while len(members) < at_least:
            members.append(Wishes())
        return members

    def _compare(self, node: Compare, truth: Truth, wishes: Wishes) -> None:
        left, right = node.left, node.right
        comparison = node.comparison
        if not isinstance(left, Fact | Count):
            left, right, comparison = right, left, MIRRORED[comparison]
        limit = self._value(right, wishes)
        if limit is None or not isinstance(left, Fact | Count):
            return
        if isinstance(left, Count):
            self._count(left, comparison, limit, truth, wishes)
        elif truth is UNKNOWN and self.choices.chance(0.5):
            self._wish(left, None, wishes)
        else:
            self._wish(left, self._beside(left.kind, comparison, limit, truth), wishes)

    def _count(self, count: Count, comparison: Comparison, limit: int, truth: Truth, wishes: Wishes) -> None:
        wanted = max(0, int(self._beside(Kind.WHOLE, comparison, limit, TRUE if truth is UNKNOWN else truth)))
        members = self._members(count.collection, wishes, at_least=min(wanted + (truth is UNKNOWN), 4))
        for place, member in enumerate(members):
            here = TRUE if place < wanted else UNKNOWN if truth is UNKNOWN else FALSE
            self.aim(count.part, here, member)

    def _value(self, operand: Operand, wishes: Wishes) -> Any:
        """What is compared with: a constant, a parameter's value, or what the other fact is to be."""
        if isinstance(operand, Literal):
            return operand.value
        if isinstance(operand, Parameter):
            return self.settings.get(operand.name)
        if isinstance(operand, Fact):
            if wishes.facts.get(operand) is None:
                self._wish(operand, self._any(operand), wishes)
            return wishes.facts[operand]
        return None

    def _beside(self, kind: Kind, comparison: Comparison, limit: Any, truth: Truth) -> Any:
        """At the limit, one below or one above it, as the comparison wants; nearly always at the very boundary."""
        if isinstance(limit, Bounds | DateRange):
            return limit
        one: Any = timedelta(days=1) if kind is Kind.DATE else 1 if kind is Kind.WHOLE else 0.25
        steps = self.choices.pick((0, 0, 0, 1, 4))
        below, above = limit - (1 + steps) * one, limit + (1 + steps) * one
        if truth is UNKNOWN:
            return DateRange(first=below, last=above) if kind is Kind.DATE else Bounds(low=below, high=above)
        holds = {
            Comparison.BELOW: ((below,), (limit, above)),
            Comparison.AT_LEAST: ((limit, above), (below,)),
            Comparison.ABOVE: ((above,), (limit, below)),
            Comparison.AT_MOST: ((limit, below), (above,)),
            Comparison.EQUAL: ((limit,), (below, above)),
        }
        return self.choices.pick(holds[comparison][truth is FALSE])

    def _member(self, node: Member, truth: Truth) -> Any:
        allowed: Any = node.allowed
        if isinstance(allowed, Parameter):
            allowed = self.settings.get(allowed.name)
        if truth is UNKNOWN or allowed is None:
            return None
        inside: list[Any] = sorted(allowed, key=str) if allowed.__class__ is frozenset else [allowed]
        category = node.operand.category if isinstance(node.operand, Fact) else None
        outside: list[Any] = [one for one in (category or CODES) if one not in inside]
        return self.choices.pick((inside if (truth is TRUE) is not node.negated else outside) or [None])

    def _any(self, fact: Fact) -> Any:
        """Some value of a fact."""
        plain = {Kind.BOOLEAN: (False, True), Kind.CODE: CODES, Kind.WHOLE: (0, 1, 5), Kind.DATE: (self.on,)}
        return self.choices.pick(tuple(fact.category) if fact.category is not None else plain.get(fact.kind, (0.5,)))

    def _wish(self, operand: Operand, value: Any, wishes: Wishes) -> None:
        """Wish for a value, and for all without which it has no meaning."""
        if isinstance(operand, Fact):
            wishes.facts.pop(operand, None)
            for above in presuppositions(operand) if value is not None else ():
                wishes.facts[above] = True
            wishes.facts[operand] = value


MIRRORED = {
    Comparison.BELOW: Comparison.ABOVE,
    Comparison.ABOVE: Comparison.BELOW,
    Comparison.AT_LEAST: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.AT_LEAST,
    Comparison.EQUAL: Comparison.EQUAL,
}
