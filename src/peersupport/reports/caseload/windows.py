"""The ages that requirements let in, read from their criteria and from their parameters: none is written here."""

from collections.abc import Iterable
from enum import Enum
from functools import reduce
from math import inf

from peersupport._attrs import frozen
from peersupport.facts.children import child_age_months, child_age_years
from peersupport.facts.participant import age_in_years
from peersupport.rules.criteria import (
    All,
    AnyOf,
    AtLeast,
    Choose,
    Compare,
    Comparison,
    Criterion,
    Literal,
    Not,
    Operand,
    Quantified,
    Select,
)
from peersupport.rules.rule import Rule
from peersupport.rules.values import Settings

MONTHS = 12


class Whose(Enum):
    """Whose age a window is about."""

    PARENT = "parent"
    CHILD = "child"


AGES: dict[str, tuple[Whose, int]] = {
    age_in_years.name: (Whose.PARENT, MONTHS),
    child_age_years.name: (Whose.CHILD, MONTHS),
    child_age_months.name: (Whose.CHILD, 1),
}
"""The facts that are ages, whose, and how many months their unit has."""


@frozen
class Window:
    """Ages in months from `low` up to, and not including, `high`."""

    low: float = 0
    high: float = inf

    def within(self, other: "Window") -> "Window":
        """What both let in."""
        return Window(low=max(self.low, other.low), high=min(self.high, other.high))

    def beside(self, other: "Window") -> "Window":
        """From the lowest that either lets in to the highest."""
        return Window(low=min(self.low, other.low), high=max(self.high, other.high))

    @property
    def edges(self) -> tuple[float, ...]:
        """The ages at which it begins and ends, where it does."""
        return tuple(one for one in (self.low, self.high) if 0 < one < inf)

    @property
    def words(self) -> str:
        """The window as people say it: `under 5 years`, `12 to 25 years`, `from 16 years`."""
        low, high = (_age(self.low), _age(self.high))
        if not self.low:
            return "any age" if self.high == inf else f"under {high}"
        return f"from {low}" if self.high == inf else f"from {low} to under {high}"


def window_of(rules: Iterable[Rule], settings: Settings, whose: Whose) -> Window | None:
    """The ages that all of these requirements let in together; None where none of them speaks of age.

    A requirement may let in by another way too, such as a pregnancy: that is no matter of age and is not told here.
    """
    found = [one for one in (_window(rule.criterion, settings, whose) for rule in rules) if one is not None]
    return _all(found)


def _all(found: list[Window]) -> Window | None:
    return reduce(Window.within, found) if found else None


def _any(found: list[Window]) -> Window | None:
    return reduce(Window.beside, found) if found else None


def _window(node: Criterion, settings: Settings, whose: Whose) -> Window | None:
    def told(parts: Iterable[Criterion]) -> list[Window]:
        return [one for one in (_window(part, settings, whose) for part in parts) if one is not None]

    match node:
        case Compare(comparison=comparison, left=left, right=right):
            return _compared(comparison, left, right, settings, whose)
        case All(parts=parts):
            return _all(told(parts))
        case AnyOf(parts=parts) | AtLeast(parts=parts):
            return _any(told(parts))
        case Choose(parameter=parameter, readings=readings):
            return _any(told(part for name, part in readings if name == settings.get(parameter.name)))
        case Select(branches=branches, otherwise=otherwise):
            return _any(told([*(part for _, part in branches), otherwise]))
        case Quantified(part=part):
            return _window(part, settings, whose)
        case Not(part=part):
            return _opposite(_window(part, settings, whose))
        case _:
            return None


def _compared(comparison: Comparison, left: Operand, right: Operand, settings: Settings, whose: Whose) -> Window | None:
    about, months = AGES.get(left.name, (None, 0))
    limit = _number(right, settings)
    if about is not whose or limit is None:
        return None
    after = (limit + 1) * months  # ages are whole: at most 25 is under 26
    match comparison:
        case Comparison.BELOW:
            return Window(high=limit * months)
        case Comparison.AT_MOST:
            return Window(high=after)
        case Comparison.ABOVE:
            return Window(low=after)
        case Comparison.AT_LEAST:
            return Window(low=limit * months)
        case Comparison.EQUAL:
            return Window(low=limit * months, high=after)


def _number(operand: Operand, settings: Settings) -> float | None:
    value = operand.value if isinstance(operand, Literal) else settings.get(operand.name)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _opposite(window: Window | None) -> Window | None:
    """The ages on the other side; None where there are some on both, which is no window."""
    if window is None or len(window.edges) != 1:
        return None
    return Window(low=window.high) if not window.low else Window(high=window.low)


def _age(months: float) -> str:
    years, rest = divmod(months, MONTHS)
    number, unit = (months, "month") if rest or not years else (years, "year")
    return f"{number:g} {unit}{'' if number == 1 else 's'}"
