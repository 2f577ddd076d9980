"""The changes of a criterion: comparisons, memberships, connectives, quantifiers, counts, readings, dropped parts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from peersupport._attrs import evolve, frozen
from peersupport.rules.criteria import (
    All,
    AnyOf,
    AtLeast,
    Choose,
    Compare,
    Comparison,
    Constant,
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
from peersupport.rules.facts import Fact
from peersupport.rules.render import render
from peersupport.testing.mutation.values import changed_members, changed_value

Codes = Mapping[str, frozenset[Constant]]
"""By fact: every code that the plugin compares it with, from which a set gets "one member more"."""

_NEIGHBOURS: dict[Comparison, tuple[Comparison, ...]] = {
    Comparison.BELOW: (Comparison.AT_MOST, Comparison.AT_LEAST),
    Comparison.AT_MOST: (Comparison.BELOW, Comparison.ABOVE),
    Comparison.ABOVE: (Comparison.AT_LEAST, Comparison.AT_MOST),
    Comparison.AT_LEAST: (Comparison.ABOVE, Comparison.BELOW),
    Comparison.EQUAL: (Comparison.AT_MOST, Comparison.AT_LEAST),
}
"""What a comparison is mistaken for: its neighbour at the boundary, and its opposite."""


@frozen
class Change:
    """A criterion with one part changed, and the change in words."""

    changed: Criterion
    words: str


def changes(node: Criterion, codes: Codes) -> Iterator[Change]:
    """Every change of a criterion, from the outside in."""
    own = _OWN.get(type(node))
    yield from own(node, codes) if own is not None else ()
    for part, rebuilt in _places(node):
        for one in changes(part, codes):
            yield Change(changed=rebuilt(one.changed), words=one.words)


def _to(old: Criterion, new: Criterion) -> Change:
    return Change(changed=new, words=f"{render(old)} -> {render(new)}")


def _compare(node: Compare, _codes: Codes) -> Iterator[Change]:
    for comparison in _NEIGHBOURS[node.comparison]:
        yield _to(node, evolve(node, comparison=comparison))
    for side in ("left", "right"):
        operand: Operand = getattr(node, side)
        if isinstance(operand, Literal):
            for value in changed_value(operand.value):
                yield _to(node, evolve(node, **{side: evolve(operand, name=str(value), value=value)}))


def _member(node: Member, codes: Codes) -> Iterator[Change]:
    yield _to(node, evolve(node, negated=not node.negated))
    if isinstance(node.allowed, frozenset):
        fact = node.operand
        category: Iterable[Constant] | None = fact.category if isinstance(fact, Fact) else None
        among = codes.get(fact.name, frozenset[Constant]()) if category is None else category
        for members in changed_members(node.allowed, among):
            yield _to(node, evolve(node, allowed=members))


def _holds(node: Holds, _codes: Codes) -> Iterator[Change]:
    yield _to(node, evolve(node, expected=not node.expected))


def _is_known(node: IsKnown, _codes: Codes) -> Iterator[Change]:
    if node.operand.kind is Kind.BOOLEAN:
        yield _to(node, Holds(operand=node.operand))
        yield _to(node, Holds(operand=node.operand, expected=False))


def _joined(node: All | AnyOf, _codes: Codes) -> Iterator[Change]:
    other = AnyOf(parts=node.parts) if isinstance(node, All) else All(parts=node.parts)
    yield _to(node, other)
    for part, rest in _without_each(node.parts):
        yield Change(changed=rest[0] if len(rest) == 1 else evolve(node, parts=rest), words=f"without: {render(part)}")
    for place, part in enumerate(node.parts):
        if isinstance(part, All | AnyOf | AtLeast | Quantified):
            parts = (*node.parts[:place], Not(part=part), *node.parts[place + 1 :])
            yield Change(changed=evolve(node, parts=parts), words=f"{render(part)} -> {render(Not(part=part))}")


def _at_least(node: AtLeast, _codes: Codes) -> Iterator[Change]:
    for needed in (node.needed - 1, node.needed + 1):
        if 0 < needed <= len(node.parts):
            yield _to(node, evolve(node, needed=needed))
    for part, rest in _without_each(node.parts):
        if node.needed <= len(rest):
            yield Change(changed=evolve(node, parts=rest), words=f"without: {render(part)}")


def _not(node: Not, _codes: Codes) -> Iterator[Change]:
    yield _to(node, node.part)


def _quantified(node: Quantified, _codes: Codes) -> Iterator[Change]:
    yield _to(node, evolve(node, every=not node.every))


def _choose(node: Choose, _codes: Codes) -> Iterator[Change]:
    for (one, first), (other, second) in combinations(node.readings, 2):
        swapped = {**dict(node.readings), one: second, other: first}
        readings = tuple((name, swapped[name]) for name, _ in node.readings)
        yield Change(changed=evolve(node, readings=readings), words=f"the readings {one} and {other} exchanged")


def _select(node: Select, _codes: Codes) -> Iterator[Change]:
    for branch, rest in _without_each(node.branches):
        if rest:
            yield Change(changed=evolve(node, branches=rest), words=f"without the branch for {branch[0].value}")


def _without_each(parts: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    for place, part in enumerate(parts):
        if len(parts) > 1:
            yield part, (*parts[:place], *parts[place + 1 :])


def _places(node: Criterion) -> Iterator[tuple[Criterion, Callable[[Criterion], Criterion]]]:
    """Each part of a node, members' parts included, with how the node is made anew around it."""
    if isinstance(node, All | AnyOf | AtLeast):
        for place, part in enumerate(node.parts):
            yield part, lambda new, at=place: evolve(node, parts=_put(node.parts, at, new))  # type: ignore[misc]
    elif isinstance(node, Not | Quantified):
        yield node.part, lambda new: evolve(node, part=new)
    elif isinstance(node, Choose):
        for place, (name, part) in enumerate(node.readings):
            yield (
                part,
                lambda new, at=place, name=name: evolve(  # type: ignore[misc]
                    node, readings=_put(node.readings, at, (name, new))
                ),
            )
    elif isinstance(node, Select):
        for place, (value, part) in enumerate(node.branches):
            yield (
                part,
                lambda new, at=place, value=value: evolve(  # type: ignore[misc]
                    node, branches=_put(node.branches, at, (value, new))
                ),
            )
        yield node.otherwise, lambda new: evolve(node, otherwise=new)
    elif isinstance(node, Compare):
        for side in ("left", "right"):
            operand: Operand = getattr(node, side)
            if isinstance(operand, Count):
                yield (
                    operand.part,
                    lambda new, side=side, count=operand: evolve(  # type: ignore[misc]
                        node, **{side: evolve(count, part=new)}
                    ),
                )


def _put(parts: tuple[Any, ...], place: int, new: Any) -> tuple[Any, ...]:
    return (*parts[:place], new, *parts[place + 1 :])


_OWN: dict[type[Criterion], Callable[[Any, Codes], Iterator[Change]]] = {
    Compare: _compare,
    Member: _member,
    Holds: _holds,
    IsKnown: _is_known,
    All: _joined,
    AnyOf: _joined,
    AtLeast: _at_least,
    Not: _not,
    Quantified: _quantified,
    Choose: _choose,
    Select: _select,
}
