"""The executable specification of criteria: short, obvious, slow, and returning what it rested on.

Every other evaluator (compiled, columns) must agree with this one, always.
"""

from collections.abc import Callable

from peersupport.rules.bounds import Low
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
from peersupport.rules.facts import Fact, as_fact
from peersupport.rules.parameters import Parameter, as_parameter
from peersupport.rules.trace import Reading, Trace, Used
from peersupport.rules.values import Values, bounds_of
from peersupport.truth import Truth, all_of, any_of, at_least, truth_of

Ends = tuple[Low, Low]


def evaluate(criterion: Criterion, values: Values) -> Trace:
    """Judge a criterion of one subject's values. Never raises for what a fact does: that is UNKNOWN."""
    return _EVALUATORS[type(criterion)](criterion, values)


def _all(node: All, values: Values) -> Trace:
    parts = tuple(evaluate(part, values) for part in node.parts)
    return Trace(criterion=node, truth=all_of(part.truth for part in parts), parts=parts)


def _any_of(node: AnyOf, values: Values) -> Trace:
    parts = tuple(evaluate(part, values) for part in node.parts)
    return Trace(criterion=node, truth=any_of(part.truth for part in parts), parts=parts)


def _at_least(node: AtLeast, values: Values) -> Trace:
    parts = tuple(evaluate(part, values) for part in node.parts)
    return Trace(criterion=node, truth=at_least(node.needed, (part.truth for part in parts)), parts=parts)


def _not(node: Not, values: Values) -> Trace:
    part = evaluate(node.part, values)
    return Trace(criterion=node, truth=~part.truth, parts=(part,))


def _unknown(node: Unknown, _: Values) -> Trace:
    return Trace(criterion=node, truth=Truth.UNKNOWN)


def _choose(node: Choose, values: Values) -> Trace:
    parameter = as_parameter(node.parameter)
    chosen = values.setting(parameter)
    used = (Used(parameter=parameter, value=chosen),)
    reading = dict(node.readings).get(chosen) if isinstance(chosen, str) else None
    if reading is None:
        return Trace(criterion=node, truth=Truth.UNKNOWN, used=used)
    part = evaluate(reading, values)
    return Trace(criterion=node, truth=part.truth, parts=(part,), used=used, chosen=str(chosen))


def _select(node: Select, values: Values) -> Trace:
    truth, readings, _ = _read(node.operand, values)
    if readings and readings[0].value is not None and truth is not Truth.UNKNOWN:
        branch = next((part for value, part in node.branches if value is readings[0].value), node.otherwise)
        part = evaluate(branch, values)
        return Trace(criterion=node, truth=all_of((truth, part.truth)), parts=(part,), readings=readings)
    if truth is Truth.FALSE:
        return Trace(criterion=node, truth=Truth.FALSE, readings=readings)
    parts = tuple(evaluate(part, values) for part in (*(part for _, part in node.branches), node.otherwise))
    agreed = {part.truth for part in parts}
    settled = next(iter(agreed)) if len(agreed) == 1 and truth is Truth.TRUE else Truth.UNKNOWN
    return Trace(criterion=node, truth=settled, parts=parts, readings=readings)


def _quantified(node: Quantified, values: Values) -> Trace:
    members = values.members(node.collection)
    if members is None:
        return Trace(criterion=node, truth=Truth.UNKNOWN)
    parts = tuple(_of_member(node.part, member, place) for place, member in enumerate(members))
    join = all_of if node.every else any_of
    return Trace(criterion=node, truth=join(part.truth for part in parts), parts=parts)


def _holds(node: Holds, values: Values) -> Trace:
    presupposed, readings, used = _read(node.operand, values)
    value = used[0].value if used else readings[0].value
    truth = truth_of(None if value is None else value is node.expected)
    return _leaf(node, presupposed, truth, readings, used)


def _member(node: Member, values: Values) -> Trace:
    presupposed, readings, used = _read(node.operand, values)
    value = readings[0].value  # of a fact, which `check_criterion` sees to
    allowed: object = node.allowed
    if isinstance(allowed, Operand):
        parameter = as_parameter(allowed)
        setting = allowed = values.setting(parameter)
        used = (*used, Used(parameter=parameter, value=setting))
    inside = value in allowed if isinstance(allowed, frozenset) else value == allowed
    empty = allowed == frozenset()
    if allowed is None or (value is None and not empty):
        return _leaf(node, presupposed, Truth.UNKNOWN, readings, used)
    return _leaf(node, presupposed, truth_of(inside is not node.negated), readings, used)


def _is_known(node: IsKnown, values: Values) -> Trace:
    presupposed, readings, used = _read(node.operand, values)
    value = used[0].value if used else readings[0].value
    if node.operand.kind.ordered:
        low, high = bounds_of(node.operand.kind, value)
        known = low == high
    else:
        known = value is not None
    inapplicable = presupposed is Truth.FALSE
    truth = Truth.TRUE if inapplicable or (known and presupposed is Truth.TRUE) else Truth.UNKNOWN
    return Trace(criterion=node, truth=truth, readings=readings, used=used)


def _compare(node: Compare, values: Values) -> Trace:
    left, left_trace = _bounds(node.left, values, node)
    right, right_trace = _bounds(node.right, values, node)
    presupposed = all_of((left_trace.truth, right_trace.truth))
    truth = _COMPARISONS[node.comparison](left, right)
    combined = _leaf(
        node, presupposed, truth, left_trace.readings + right_trace.readings, left_trace.used + right_trace.used
    )
    parts = left_trace.parts + right_trace.parts
    return Trace(criterion=node, truth=combined.truth, readings=combined.readings, used=combined.used, parts=parts)


def _leaf(
    node: Criterion, presupposed: Truth, truth: Truth, readings: tuple[Reading, ...], used: tuple[Used, ...]
) -> Trace:
    judged = truth if presupposed is Truth.TRUE else presupposed
    return Trace(criterion=node, truth=judged, readings=readings, used=used)


def _bounds(operand: Operand, values: Values, node: Criterion) -> tuple[Ends, Trace]:
    """An ordered operand's bounds, and a trace that bears the truth of what it presupposes."""
    if isinstance(operand, Literal):
        return bounds_of(operand.kind, operand.value), Trace(criterion=node, truth=Truth.TRUE)
    if isinstance(operand, Count):
        members = values.members(operand.collection)
        if members is None:
            return bounds_of(Kind.WHOLE, None), Trace(criterion=node, truth=Truth.TRUE)
        parts = tuple(_of_member(operand.part, member, place) for place, member in enumerate(members))
        sure = sum(part.truth is Truth.TRUE for part in parts)
        possible = sum(part.truth is not Truth.FALSE for part in parts)
        return (sure, possible), Trace(criterion=node, truth=Truth.TRUE, parts=parts)
    presupposed, readings, used = _read(operand, values)
    value = used[0].value if used else readings[0].value
    return bounds_of(operand.kind, value), Trace(criterion=node, truth=presupposed, readings=readings, used=used)


def _read(operand: Operand, values: Values) -> tuple[Truth, tuple[Reading, ...], tuple[Used, ...]]:
    """The truth of what an operand presupposes, and its value as read."""
    if isinstance(operand, Parameter):
        return Truth.TRUE, (), (Used(parameter=operand, value=values.setting(operand)),)
    fact = as_fact(operand)
    presupposed, blocked = _presupposed(fact, values)
    value = values.value(fact)
    unset = next((one for _, one in fact.reads if values.setting(one) is None), None) if value is None else None
    reading = Reading(fact=fact, value=value, error=values.error(fact), blocked=blocked, unset=unset)
    return presupposed, (reading,), ()


def _presupposed(fact: Fact, values: Values) -> tuple[Truth, Fact | None]:
    """TRUE when the fact applies; else FALSE or UNKNOWN with the presupposition that says so, the first one to ask."""
    needed = fact.presupposes
    if needed is None:
        return Truth.TRUE, None
    above, blocked = _presupposed(needed, values)
    if above is not Truth.TRUE:
        return above, blocked
    value = values.value(needed)
    truth = truth_of(None if value is None else value is True)
    return truth, (None if truth is Truth.TRUE else needed)


def _of_member(criterion: Criterion, member: Values, place: int) -> Trace:
    trace = evaluate(criterion, member)
    return Trace(
        criterion=trace.criterion, truth=trace.truth, parts=trace.parts, readings=trace.readings, used=trace.used,
        member=place, chosen=trace.chosen,
    )  # fmt: skip


def _below(left: Ends, right: Ends) -> Truth:
    if left[1] < right[0]:  # type: ignore[operator]
        return Truth.TRUE
    return Truth.FALSE if left[0] >= right[1] else Truth.UNKNOWN  # type: ignore[operator]


def _equal(left: Ends, right: Ends) -> Truth:
    if left[0] == left[1] == right[0] == right[1]:
        return Truth.TRUE
    return Truth.FALSE if left[1] < right[0] or right[1] < left[0] else Truth.UNKNOWN  # type: ignore[operator]


_COMPARISONS: dict[Comparison, Callable[[Ends, Ends], Truth]] = {
    Comparison.BELOW: _below,
    Comparison.AT_LEAST: lambda left, right: ~_below(left, right),
    Comparison.ABOVE: lambda left, right: _below(right, left),
    Comparison.AT_MOST: lambda left, right: ~_below(right, left),
    Comparison.EQUAL: _equal,
}

_EVALUATORS: dict[type[Criterion], Callable[..., Trace]] = {
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
