"""A sheet holds what some criteria read of one subject, in slots.

Yes-or-no facts, categories and codes have one slot (None: unknown); ordered facts have two, `_low` and `_high`. A
quantifier or count over members has slots of its own, worked out when the sheet is filled.
"""

import re
from collections.abc import Callable
from datetime import date
from itertools import chain, count
from typing import Any

import attrs

from peersupport.dates import DateRange
from peersupport.rules.bounds import UNBOUNDED, UNBOUNDED_DATE, Bounds
from peersupport.rules.criteria import Count, Criterion, Kind, Operand, Quantified
from peersupport.rules.facts import Fact, FactValue, presuppositions
from peersupport.rules.structure import folds_of, operands_of

Sheet = Any
"""An instance of a layout's own slotted class."""
Fill = Callable[[object, date], Sheet]
Slotted = Fact | Quantified | Count


@attrs.define(slots=True, eq=False)
class Layout:
    """The slots for everything that some criteria of one kind of subject read."""

    criteria: tuple[Criterion, ...]
    facts: tuple[Fact, ...] = attrs.field(init=False)
    folds: tuple[Quantified | Count, ...] = attrs.field(init=False)
    slots: dict[Slotted, str] = attrs.field(init=False)
    sheet: type[Any] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        found: dict[Fact, None] = {}
        for operand in operands_of(self.criteria):
            if isinstance(operand, Fact):
                found.update(dict.fromkeys((operand, *presuppositions(operand))))
        self.facts = tuple(found)
        self.folds = tuple(dict.fromkeys(folds_of(self.criteria)))
        taken: set[str] = set()
        self.slots = {thing: _slot(thing, taken) for thing in (*self.facts, *self.folds)}
        names = [slot + end for thing, slot in self.slots.items() for end in ends_of(thing)]
        self.sheet = type("Sheet", (), {"__slots__": ("subject", "day", "errors", "values", *names)})

    def value(self, sheet: Sheet, fact: Fact) -> FactValue:
        """A fact's value as the sheet holds it: exact, within bounds, or None."""
        slot = self.slots[fact]
        if not fact.kind.ordered:
            return getattr(sheet, slot)  # type: ignore[no-any-return]
        return known(fact.kind, getattr(sheet, slot + "_low"), getattr(sheet, slot + "_high"))


def known(kind: Kind, low: Any, high: Any) -> FactValue:
    """What the ends of an ordered fact say of it: exact, within bounds, or None."""
    if low == high:
        return low  # type: ignore[no-any-return]
    if (low, high) in {UNBOUNDED, UNBOUNDED_DATE}:
        return None
    return DateRange(first=low, last=high) if kind is Kind.DATE else Bounds(low=low, high=high)


def ends_of(thing: Slotted) -> tuple[str, ...]:
    """The endings of a thing's slots."""
    return ("_low", "_high") if isinstance(thing, Operand) and thing.kind.ordered else ("",)


def _slot(thing: Slotted, taken: set[str]) -> str:
    """A name that no other thing's slots have; the prefix keeps it apart from the sheet's own and Python's words."""
    name = thing.collection.name if isinstance(thing, Quantified | Count) else thing.name
    plain = "of_" + re.sub(r"\W", "_", name, flags=re.ASCII)
    ends = ends_of(thing)
    names = chain((plain,), (f"{plain}_{n}" for n in count(2)))
    slot = next(name for name in names if taken.isdisjoint(name + end for end in ends))
    taken.update(slot + end for end in ends)
    return slot
