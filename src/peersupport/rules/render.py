"""Criteria in plain English. The words come from the facts' own meanings, so they read as the programme wrote them."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from peersupport.dates import DateRange
from peersupport.rules.bounds import Bounds
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
    Kind,
    Literal,
    Member,
    Not,
    Operand,
    Quantified,
    Select,
    Unknown,
)
from peersupport.rules.facts import Fact, FactValue
from peersupport.rules.parameters import Parameter, Setting

Settings = Mapping[str, Any]
_WORDS = {
    Comparison.BELOW: "is under",
    Comparison.AT_MOST: "is at most",
    Comparison.ABOVE: "is over",
    Comparison.AT_LEAST: "is at least",
    Comparison.EQUAL: "is",
}
_DATE_WORDS = {
    Comparison.BELOW: "is before",
    Comparison.AT_MOST: "is not after",
    Comparison.ABOVE: "is after",
    Comparison.AT_LEAST: "is not before",
    Comparison.EQUAL: "is",
}


def render(criterion: Criterion, settings: Settings | None = None) -> str:
    """The criterion as one English clause; with `settings`, parameters show their values and readings their choice."""
    return _RENDERERS[type(criterion)](criterion, settings)


def shown(value: FactValue | Setting, unit: str | None = None) -> str:
    """A value as people write it: `3 years`, `1 March 2025`, `health visitor`, `25 to 26 years`, `not known`."""
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ")
    if isinstance(value, date):
        return f"{value.day} {value:%B} {value.year}"
    if isinstance(value, DateRange):
        return f"between {shown(value.first)} and {shown(value.last)}"
    if isinstance(value, Bounds):
        return f"{value.low:g} to {value.high:g}" + (f" {unit}" if unit else "")
    if isinstance(value, frozenset | set):
        return listed(sorted(shown(one) for one in value), "or")
    if isinstance(value, Mapping):
        return f"a table of {len(value)} entries"
    if not unit or isinstance(value, str):
        return str(value)
    return f"{value} {unit.removesuffix('s') if value == 1 else unit}"


def listed(items: list[str], word: str) -> str:
    """Items as English lists them: `a, b or c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}" if items else "nothing"


def _operand(operand: Operand, settings: Settings | None) -> str:
    if isinstance(operand, Literal):
        return shown(operand.value, operand.unit)
    if isinstance(operand, Parameter):
        title = operand.meaning or operand.name
        if settings is None or operand.name not in settings:
            return title
        value = settings[operand.name]
        return f"{title} (not set)" if value is None else f"{title} ({shown(value, operand.unit)})"
    if isinstance(operand, Count):
        return f"the number of {operand.collection.name} of whom {render(operand.part, settings)}"
    return operand.meaning if isinstance(operand, Fact) else operand.name


def _grouped(node: Criterion, settings: Settings | None) -> str:
    text = render(node, settings)
    return f"({text})" if isinstance(node, All | AnyOf | AtLeast | Choose | Select) else text


def _compare(node: Compare, settings: Settings | None) -> str:
    words = _DATE_WORDS if node.left.kind is Kind.DATE else _WORDS
    return f"{_operand(node.left, settings)} {words[node.comparison]} {_operand(node.right, settings)}"


def _member(node: Member, settings: Settings | None) -> str:
    allowed = node.allowed
    text = _operand(allowed, settings) if isinstance(allowed, Operand) else shown(allowed)
    verb = (
        ("is not in" if node.negated else "is in")
        if isinstance(allowed, Operand)
        else "is not"
        if node.negated
        else "is"
    )
    return f"{_operand(node.operand, settings)} {verb} {text}"


def _holds(node: Holds, settings: Settings | None) -> str:
    text = _operand(node.operand, settings)
    return text if node.expected else f"it is not so that {text}"


def _choose(node: Choose, settings: Settings | None) -> str:
    readings = dict(node.readings)
    chosen = None if settings is None else settings.get(node.parameter.name)
    if chosen in readings:
        return f"{render(readings[chosen], settings)} [reading: {chosen}]"
    return "; or ".join(f"read as {name}: {render(one, settings)}" for name, one in node.readings)


def _select(node: Select, settings: Settings | None) -> str:
    branches = [f"for {shown(value)}: {render(part, settings)}" for value, part in node.branches]
    return "; ".join([*branches, f"otherwise: {render(node.otherwise, settings)}"])


def _quantified(node: Quantified, settings: Settings | None) -> str:
    return f"{'every' if node.every else 'at least one'} of the {node.collection.name}: {render(node.part, settings)}"


def _is_known(node: IsKnown, settings: Settings | None) -> str:
    text = _operand(node.operand, settings)
    return f"it is known whether {text}" if node.operand.kind is Kind.BOOLEAN else f"{text} is known"


_RENDERERS: dict[type[Criterion], Callable[[Any, Settings | None], str]] = {
    All: lambda node, settings: " and ".join(_grouped(part, settings) for part in node.parts),
    AnyOf: lambda node, settings: " or ".join(_grouped(part, settings) for part in node.parts),
    AtLeast: lambda node, settings: (
        f"at least {node.needed} of: " + "; ".join(render(one, settings) for one in node.parts)
    ),
    Not: lambda node, settings: f"it is not so that {_grouped(node.part, settings)}",
    Unknown: lambda _node, _settings: "what the source leaves open is settled",
    Choose: _choose,
    Select: _select,
    Quantified: _quantified,
    Holds: _holds,
    Member: _member,
    IsKnown: _is_known,
    Compare: _compare,
}
