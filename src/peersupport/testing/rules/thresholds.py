"""Where a comparison stands against the value that it turns at: read off its trace, to the day, year or count."""

from datetime import date

from peersupport.rules.bounds import Low
from peersupport.rules.criteria import Compare, Count, Criterion, Kind, Literal, Operand
from peersupport.rules.parameters import Parameter
from peersupport.rules.trace import Trace
from peersupport.rules.values import bounds_of
from peersupport.truth import Truth

BELOW, AT, ABOVE = -1, 0, 1


def threshold_of(node: Compare) -> Operand | None:
    """The parameter or number that a node compares with; None where it compares with none, or two of them."""
    fixed = [one for one in (node.left, node.right) if isinstance(one, Parameter | Literal)]
    return fixed[0] if len(fixed) == 1 else None


def compared_of(node: Compare) -> Operand:
    """What a node compares with its threshold: a fact, or a count of members."""
    return node.right if node.left is threshold_of(node) else node.left


def compared(trace: Trace) -> tuple[Low, Low] | None:
    """The value that a comparison had before it, and its threshold; None where one of them is not known exactly."""
    node = trace.criterion
    threshold = threshold_of(node) if isinstance(node, Compare) else None
    if not isinstance(node, Compare) or threshold is None:
        return None
    value, limit = (_exact(one, trace) for one in (compared_of(node), threshold))
    return None if value is None or limit is None else (value, limit)


def stands(trace: Trace) -> int | None:
    """Whether a comparison was made one below its threshold (-1), at it (0) or one above (1); None where elsewhere.

    Of numbers, which have no next one, any that is below or above will do.
    """
    pair = compared(trace)
    if pair is None:
        return None
    value, limit = pair
    if isinstance(value, date) and isinstance(limit, date):
        away: float = (value - limit).days
    elif isinstance(value, date) or isinstance(limit, date):
        return None
    else:
        away = (value > limit) - (value < limit) if _has_numbers(trace.criterion) else value - limit
    return int(away) if away in {BELOW, AT, ABOVE} else None


def _has_numbers(node: Criterion) -> bool:
    return isinstance(node, Compare) and Kind.NUMBER in {node.left.kind, node.right.kind}


def _exact(operand: Operand, trace: Trace) -> Low | None:
    """The one value that an operand had, where it is known to the unit."""
    value: object = None
    if isinstance(operand, Literal):
        value = operand.value
    elif isinstance(operand, Count):
        truths = [part.truth for part in trace.parts if part.criterion is operand.part]
        value = None if Truth.UNKNOWN in truths else truths.count(Truth.TRUE)
    elif isinstance(operand, Parameter):
        value = next((one.value for one in trace.used if one.parameter is operand), None)
    else:
        value = next((one.value for one in trace.readings if one.fact is operand and one.blocked is None), None)
    low, high = bounds_of(operand.kind, value)
    return low if low == high and value is not None else None
