"""The points of a rule at which a run can be watched: each node of its guard, its criterion and its routes, by a path.

A path names the way to a node: `criterion`, `criterion/0/1`, `when/before_birthday`. It stays while the rule does.
"""

from collections.abc import Iterator

from peersupport._attrs import frozen
from peersupport.rules.criteria import (
    All,
    AnyOf,
    AtLeast,
    Choose,
    Compare,
    Count,
    Criterion,
    Not,
    Operand,
    Quantified,
    Select,
)
from peersupport.rules.render import shown
from peersupport.rules.rule import Rule
from peersupport.rules.trace import Trace
from peersupport.testing.rules.possible import possible_of
from peersupport.testing.rules.thresholds import threshold_of
from peersupport.truth import Truth, all_of, any_of, at_least

WHEN, CRITERION, ROUTE = "when", "criterion", "route"


@frozen
class Point:
    """One node of a rule: its path, how deep it stands, and the truths that it can have whatever is recorded."""

    path: str
    node: Criterion
    possible: frozenset[Truth]

    @property
    def depth(self) -> int:
        """How many nodes stand above it."""
        return self.path.count("/")

    @property
    def threshold(self) -> Operand | None:
        """The parameter or number that the node compares with; None where it does not compare with one."""
        return None if not isinstance(self.node, Compare) else threshold_of(self.node)


def roots_of(rule: Rule) -> list[tuple[str, Criterion]]:
    """The criteria of a rule, each with the path under which it is counted."""
    guard = [] if rule.when is None else [(WHEN, rule.when)]
    return [*guard, (CRITERION, rule.criterion), *((f"{ROUTE} {name}", way) for name, way in rule.targets)]


def points_of(rule: Rule) -> tuple[Point, ...]:
    """Every point of a rule, from the outside in."""
    return tuple(point for path, node in roots_of(rule) for point in _points(path, node))


def _points(path: str, node: Criterion) -> Iterator[Point]:
    yield Point(path=path, node=node, possible=possible_of(node))
    for step, part in steps_of(node):
        yield from _points(f"{path}/{step}", part)


def steps_of(node: Criterion) -> list[tuple[str, Criterion]]:
    """The parts of a node, those about members too, each with the step that leads to it."""
    if isinstance(node, All | AnyOf | AtLeast):
        return [(str(place), part) for place, part in enumerate(node.parts)]
    if isinstance(node, Not):
        return [("0", node.part)]
    if isinstance(node, Choose):
        return [*node.readings]
    if isinstance(node, Select):
        return [*((shown(value), part) for value, part in node.branches), ("otherwise", node.otherwise)]
    if isinstance(node, Quantified):
        return [("each", node.part)]
    if isinstance(node, Compare):
        counts = {"left": node.left, "right": node.right}
        return [(f"each {side}", one.part) for side, one in counts.items() if isinstance(one, Count)]
    return []


def walked(trace: Trace) -> Iterator[tuple[str, Trace]]:
    """The traces of a node's parts, each with its step; several members share one."""
    steps = steps_of(trace.criterion)
    if isinstance(trace.criterion, Choose):
        yield from ((trace.chosen or "", part) for part in trace.parts)
    elif isinstance(trace.criterion, All | AnyOf | AtLeast | Not) or len(trace.parts) == len(steps) > 1:
        yield from ((step, part) for (step, _), part in zip(steps, trace.parts, strict=True))
    else:
        for part in trace.parts:
            yield next(step for step, node in steps if node is part.criterion), part


def others(truth: Truth) -> tuple[Truth, ...]:
    """What a truth could have been instead: of true and false the opposite, of unknown either."""
    return (Truth.TRUE, Truth.FALSE) if truth is Truth.UNKNOWN else (~truth,)


def rejoined(trace: Trace, place: int, truth: Truth) -> Truth:
    """What a node would come to, had one part of it come to this, and the others to what they did.

    A comparison with a count is taken to turn with each member that is counted.
    """
    node = trace.criterion
    if isinstance(node, Compare):
        return others(trace.truth)[0]
    if isinstance(node, Not):
        return ~truth
    truths = [truth if at == place else part.truth for at, part in enumerate(trace.parts)]
    if isinstance(node, Choose | Select):
        if any(one.blocked is not None for one in trace.readings):
            return trace.truth
        return truth if set(truths) == {truth} else Truth.UNKNOWN
    if isinstance(node, AtLeast):
        return at_least(node.needed, truths)
    every = isinstance(node, All) or (isinstance(node, Quantified) and node.every)
    return all_of(truths) if every else any_of(truths)
