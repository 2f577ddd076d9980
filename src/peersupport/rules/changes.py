"""What would have to be otherwise: the smallest sets of facts that would turn a judgement."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from peersupport.rules.criteria import All, AnyOf, AtLeast, Choose, Compare, Not, Quantified, Select
from peersupport.rules.trace import Trace
from peersupport.truth import Truth

Names = frozenset[str]
MOST = 16
"""How many sets are kept on the way; the smallest first."""


def turning(trace: Trace, wanted: Truth = Truth.TRUE) -> tuple[Names, ...]:
    """The smallest sets of facts (and unset parameters) of which other values could make a trace TRUE (or FALSE).

    An empty set means that it already is; no set, that no fact can. The sets say what to look at, not that some value
    exists for each.
    """
    if trace.truth is wanted:
        return (frozenset(),)
    node = trace.criterion
    if isinstance(node, Not):
        return turning(trace.parts[0], ~wanted)
    if isinstance(node, AtLeast):
        needed = node.needed if wanted is Truth.TRUE else len(node.parts) - node.needed + 1
        return _some(trace.parts, needed, wanted)
    if isinstance(node, All | AnyOf):
        return _some(trace.parts, len(trace.parts) if isinstance(node, All) == (wanted is Truth.TRUE) else 1, wanted)
    if isinstance(node, Quantified):
        if not trace.parts:
            return (frozenset({f"{node.collection.owner}.{node.collection.attribute}"}),)
        return _some(trace.parts, len(trace.parts) if node.every == (wanted is Truth.TRUE) else 1, wanted)
    if isinstance(node, Compare) and trace.parts:
        return (frozenset(name for part in trace.parts for read in _all_read(part) for name in read),)
    if isinstance(node, Select) and all(one.value is None for one in trace.readings):
        return tuple(frozenset({one.fact.name}) for one in trace.readings)
    own = [
        frozenset({one.fact.name} if one.blocked is None else {one.blocked.name, one.fact.name})
        for one in trace.readings
    ]
    own += [frozenset({one.parameter.name}) for one in trace.used if one.value is None]
    if isinstance(node, Choose) and trace.parts:
        return turning(trace.parts[0], wanted)
    return smallest([*own, *(names for part in trace.parts for names in turning(part, wanted))])


def together(choices: Iterable[tuple[Names, ...]]) -> tuple[Names, ...]:
    """The smallest sets that hold one set of each choice."""
    found: tuple[Names, ...] = (frozenset(),)
    for sets in choices:
        found = smallest(one | other for one in found for other in sets)
    return found


def smallest(sets: Iterable[Names]) -> tuple[Names, ...]:
    """The sets that hold no other one, smallest first, then by name."""
    kept: list[Names] = []
    for one in sorted(set(sets), key=lambda names: (len(names), sorted(names))):
        if not any(other <= one for other in kept):
            kept.append(one)
    return tuple(kept[:MOST])


def _some(parts: tuple[Trace, ...], needed: int, wanted: Truth) -> tuple[Names, ...]:
    missing = max(needed - sum(part.truth is wanted for part in parts), 0)
    turned = [turning(part, wanted) for part in parts if part.truth is not wanted]
    turned = sorted((sets for sets in turned if sets), key=lambda sets: len(sets[0]))
    # Of many parts the cheapest are enough: all combinations of twenty would never end.
    cheapest = turned[: missing + 3] if missing > 1 else turned
    return smallest(names for some in combinations(cheapest, missing) for names in together(some))


def _all_read(trace: Trace) -> Iterator[Names]:
    yield frozenset(one.fact.name for one in trace.readings)
    for part in trace.parts:
        yield from _all_read(part)
