"""Checks of the level `exercised`: a case just below, at and just above every boundary that a rule draws."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from peersupport._attrs import frozen
from peersupport.rules.bounds import Low
from peersupport.rules.criteria import Compare, Criterion, Literal, Operand
from peersupport.rules.parameters import Dated, Parameter
from peersupport.rules.render import shown
from peersupport.rules.rule import Rule
from peersupport.rules.structure import criteria_of, folds_of, nodes_of
from peersupport.rules.trace import Trace
from peersupport.testing.conformance.candidate import Candidate, answered
from peersupport.testing.conformance.check import Inapplicable, Level, Problem, check
from peersupport.testing.conformance.exercising import ANSWERS, spoken_of, traces
from peersupport.testing.rules.thresholds import ABOVE, AT, BELOW, compared, compared_of, stands, threshold_of

PLACES = {BELOW: "just below", AT: "at", ABOVE: "just above"}


@frozen
class Boundary:
    """One comparison of a rule with a value that is not a fact's: a parameter, or a number in the rule."""

    rule: Rule
    node: Compare
    limit: Operand


@check(Level.EXERCISED, "boundaries")
def every_boundary_is_tried_from_both_sides(candidate: Candidate) -> Iterator[Problem]:
    """For every comparison with a parameter or number, scenarios have a case one below it, at it, and one above it, in
    its own unit: a day, a year, a count; and say what the rule, or the answer, is there."""
    found = [one for _, rule in candidate.rules for one in boundaries_of(rule)]
    if not found:
        raise Inapplicable("no rule compares with a parameter or number")
    # Two comparisons of one rule may lack the same case: it is told once.
    yield from dict.fromkeys(_lacking(found, traces(candidate)))


def _lacking(found: Sequence[Boundary], judged: Sequence[tuple[Rule, Trace]]) -> Iterator[Problem]:
    for one in found:
        seen = [trace for rule, trace in judged if rule is one.rule and trace.criterion is one.node]
        tried = set(map(stands, seen))
        for place in sorted(PLACES.keys() - tried):
            yield _untried(one, place, [pair[1] for pair in map(compared, seen) if pair is not None])


@check(Level.EXERCISED, "boundaries")
def every_day_of_change_is_tried(candidate: Candidate) -> Iterator[Problem]:
    """On each day on which a programme, rule or value of a parameter begins or ends, scenarios have a case on that day
    and one on the day before, that say what the answer is then."""
    tried = {
        (one.scenario.programme.partition("/")[0], one.day)
        for one in answered(candidate)
        if (one.scenario.expect or {}).keys() & {*ANSWERS, "rules"}
    }
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
        if (limit := threshold_of(node)) is not None:
            yield Boundary(rule=rule, node=node, limit=limit)


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


def _untried(one: Boundary, place: int, limits: list[Low]) -> Problem:
    operand = compared_of(one.node)
    title = getattr(operand, "meaning", "") or operand.name
    given = isinstance(one.limit, Literal) or any(each.value is not None for each in _values(one.limit))
    if not given and not limits:
        do = f"write scenarios with `parameters: {{{one.limit.name}: ...}}` and cases on both sides of it"
        return Problem(where=one.rule.name, what=f"no scenario gives `{one.limit.name}` a value", do=do)
    limit = shown(limits[0], one.limit.unit) if limits else getattr(one.limit, "meaning", "") or one.limit.name
    do = f"write a scenario in which it is {PLACES[place]} {limit}"
    return Problem(where=one.rule.name, what=f"no case has {title} {PLACES[place]} {limit}", do=do)


def _values(operand: Operand) -> tuple[Dated, ...]:
    return operand.values if isinstance(operand, Parameter) else ()
