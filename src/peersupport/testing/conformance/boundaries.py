"""Checks of the level `exercised`: a case just below, at and just above every boundary that a rule draws."""

from collections.abc import Iterator
from datetime import date, timedelta

from peersupport._attrs import frozen
from peersupport.rules.bounds import Low
from peersupport.rules.criteria import Compare, Count, Criterion, Kind, Literal, Operand
from peersupport.rules.parameters import Dated, Parameter
from peersupport.rules.render import shown
from peersupport.rules.rule import Rule
from peersupport.rules.structure import criteria_of, folds_of, nodes_of
from peersupport.rules.trace import Trace
from peersupport.rules.values import bounds_of
from peersupport.testing.conformance.candidate import Candidate, answered
from peersupport.testing.conformance.check import Inapplicable, Level, Problem, check
from peersupport.testing.conformance.exercising import spoken_of, traces
from peersupport.truth import Truth

PLACES = {-1: "just below", 0: "at", 1: "just above"}


@frozen
class Boundary:
    """One comparison of a rule with a value that is not a fact's: a parameter, or a number in the rule."""

    rule: Rule
    node: Compare
    limit: Operand
    limit_is_left: bool


@check(Level.EXERCISED, "boundaries")
def every_boundary_is_tried_from_both_sides(candidate: Candidate) -> Iterator[Problem]:
    """For every comparison with a parameter or number, scenarios have a case one below it, at it, and one above it, in
    its own unit: a day, a year, a count."""
    found = [one for _, rule in candidate.rules for one in boundaries_of(rule)]
    if not found:
        raise Inapplicable("no rule compares with a parameter or number")
    judged = list(traces(candidate))
    for one in found:
        pairs = [pair for rule, trace in judged if rule is one.rule for pair in _pair(one, trace)]
        tried = {place for value, limit in pairs for place in _place(one.limit.kind, value, limit)}
        for place in sorted(PLACES.keys() - tried):
            yield _untried(one, place, [limit for _, limit in pairs])


@check(Level.EXERCISED, "boundaries")
def every_day_of_change_is_tried(candidate: Candidate) -> Iterator[Problem]:
    """On each day on which a programme, rule or value of a parameter begins or ends, scenarios have a case on that day
    and one on the day before."""
    tried = {(one.scenario.programme.partition("/")[0], one.day) for one in answered(candidate)}
    wanted = {(rule.programme, day, rule.name) for rule in spoken_of(candidate) for day in _days(rule)}
    wanted |= {
        (programme.id, day, programme.title)
        for programme in candidate.programmes
        for day in (programme.runs.start, programme.runs.end)
        if day is not None
    }
    if not wanted:
        raise Inapplicable("nothing that a scenario can speak of ever changes")
    named = dict[tuple[str, date], str]()
    for programme, day, name in sorted(wanted, reverse=True):
        named[programme, day] = name
    for (programme, day), name in sorted(named.items()):
        for one in (day - timedelta(days=1), day):
            if (programme, one) not in tried:
                what = f"something changes on {shown(day)}, and no scenario is on {shown(one)}"
                yield Problem(where=name, what=what, do=f"write one with `on: {one.isoformat()}`")


def boundaries_of(rule: Rule) -> Iterator[Boundary]:
    """Every comparison of a rule with a parameter or a number, those about members too."""
    for node in _compared(criteria_of([rule])):
        for limit, other, left in ((node.left, node.right, True), (node.right, node.left, False)):
            if isinstance(limit, Parameter | Literal) and not isinstance(other, Parameter | Literal):
                yield Boundary(rule=rule, node=node, limit=limit, limit_is_left=left)


def _compared(criteria: list[Criterion]) -> Iterator[Compare]:
    yield from (node for node in nodes_of(criteria) if isinstance(node, Compare))
    for fold in folds_of(criteria):
        yield from _compared([fold.part])


def _days(rule: Rule) -> Iterator[date]:
    period = rule.in_force
    if period is not None:
        yield from (day for day in (period.start, period.end) if day is not None)
    for one in boundary_parameters(rule):
        yield from one.changes()


def boundary_parameters(rule: Rule) -> tuple[Parameter, ...]:
    """The parameters of the comparisons of a rule."""
    return tuple(one.limit for one in boundaries_of(rule) if isinstance(one.limit, Parameter))


def _pair(one: Boundary, trace: Trace) -> Iterator[tuple[Low, Low]]:
    """The exact values that a comparison had before it, the fact's (or count's) first; none where one is not known."""
    if trace.criterion is not one.node:
        return
    limit = one.limit.value if isinstance(one.limit, Literal) else trace.used[0].value
    other = one.node.right if one.limit_is_left else one.node.left
    if isinstance(other, Count):
        counted = [part.truth for part in trace.parts]
        value = None if Truth.UNKNOWN in counted else counted.count(Truth.TRUE)
    else:
        value = trace.readings[0].value if trace.readings and trace.readings[0].blocked is None else None  # type: ignore[assignment]
    if value is None or limit is None:
        return
    low, high = bounds_of(other.kind, value)
    if low == high:
        yield low, limit  # type: ignore[misc]


def _place(kind: Kind, value: Low, limit: Low) -> Iterator[int]:
    """Where a value stands: -1, 0 or 1; nowhere, if it is further away than one of its unit."""
    if isinstance(value, date) and isinstance(limit, date):
        away = value.toordinal() - limit.toordinal()
    elif isinstance(value, date) or isinstance(limit, date):
        return
    else:
        away = (value > limit) - (value < limit) if kind is Kind.NUMBER else int(value - limit)
    if away in PLACES:
        yield away


def _untried(one: Boundary, place: int, limits: list[Low]) -> Problem:
    operand = one.node.right if one.limit_is_left else one.node.left
    title = getattr(operand, "meaning", "") or operand.name
    given = isinstance(one.limit, Literal) or any(each.value is not None for each in _values(one.limit))
    if not given and not limits:
        do = f"write scenarios with `parameters: {{{one.limit.name}: ...}}` and cases on both sides of it"
        return Problem(where=one.rule.name, what=f"no scenario gives `{one.limit.name}` a value", do=do)
    limit = shown(limits[0], one.limit.unit) if limits else getattr(one.limit, "meaning", one.limit.name)
    do = f"write a scenario in which it is {PLACES[place]} {limit}"
    return Problem(where=one.rule.name, what=f"no case has {title} {PLACES[place]} {limit}", do=do)


def _values(operand: Operand) -> tuple[Dated, ...]:
    return operand.values if isinstance(operand, Parameter) else ()
