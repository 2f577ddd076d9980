"""A node determined its rule if the rule would have come out otherwise with another node in its place."""

from datetime import date
from random import Random

import pytest

from peersupport import Host
from peersupport._attrs import evolve
from peersupport.findings import Finding
from peersupport.rules.combinators import unknown
from peersupport.rules.criteria import Choose, Compare, Comparison, Criterion, Kind, Literal, Not, Select
from peersupport.rules.evaluate import evaluate
from peersupport.rules.rule import Effect
from peersupport.rules.values import RecordValues, Values
from peersupport.testing.coverage.counts import DETERMINING, Counts
from peersupport.testing.coverage.points import others, points_of, steps_of
from peersupport.testing.rules.drawing import drawn_criterion, drawn_settings, drawn_subject
from peersupport.testing.rules.possible import possible_of
from peersupport.truth import Truth

ONE, TWO = (Literal(name=str(number), kind=Kind.WHOLE, value=number) for number in (1, 2))
CONSTANTS = {
    Truth.TRUE: Compare(comparison=Comparison.BELOW, left=ONE, right=TWO),
    Truth.FALSE: Compare(comparison=Comparison.BELOW, left=TWO, right=ONE),
    Truth.UNKNOWN: unknown(),
}
RULE = next(iter(Host.load().rules["eligibility_rules"]))
PAIRS = 200


def replaced(node: Criterion, steps: list[str], other: Criterion) -> Criterion:
    """A criterion with another in the place of one of its nodes, made without the code under test."""
    if not steps:
        return other
    names = [name for name, _ in steps_of(node)]
    place = names.index(steps[0])
    part = replaced(steps_of(node)[place][1], steps[1:], other)
    if isinstance(node, Not):
        return evolve(node, part=part)
    if isinstance(node, Choose):
        held = [(name, part if name == steps[0] else one) for name, one in node.readings]
        return evolve(node, readings=tuple(held))
    if isinstance(node, Select):
        if place == len(node.branches):
            return evolve(node, otherwise=part)
        held_branches = [(value, part if at == place else one) for at, (value, one) in enumerate(node.branches)]
        return evolve(node, branches=tuple(held_branches))
    parts = [part if at == place else one for at, (_, one) in enumerate(steps_of(node))]
    return evolve(node, parts=tuple(parts))


def counted(criterion: Criterion, when: Criterion | None, effect: Effect, values: Values) -> tuple[Counts, Finding]:
    """One judgement, counted."""
    rule = evolve(RULE, criterion=criterion, when=when, effect=effect, targets=())
    finding = Finding(rule, Truth.UNKNOWN, (), lambda: values)
    applies = Truth.TRUE if finding.guard is None else finding.guard.truth
    condition = effect in {Effect.REQUIRE, Effect.EXPECT}
    finding.truth = (~applies | finding.trace.truth) if condition else (applies & finding.trace.truth)
    counts = Counts()
    counts.judged(finding)
    return counts, finding


def truth_with(criterion: Criterion, when: Criterion | None, effect: Effect, values: Values) -> Truth:
    """What such a rule comes to."""
    return counted(criterion, when, effect, values)[1].truth


@pytest.mark.parametrize("seed", range(4))
def test_what_determines_agrees_with_putting_other_truths_in_its_place(seed: int) -> None:
    """On drawn criteria and subjects; nodes about members are left to their fold."""
    random = Random(seed)
    determined = not_determined = 0
    for _ in range(PAIRS // 4):
        criterion = drawn_criterion(random, 4)
        when = drawn_criterion(random, 2) if random.random() < 0.5 else None
        effect = random.choice([Effect.REQUIRE, Effect.PROHIBIT])
        values = RecordValues(drawn_subject(random), date(2024, 6, 1), drawn_settings(random))
        counts, finding = counted(criterion, when, effect, values)
        for point in points_of(finding.rule):
            root, *steps = point.path.split("/")
            if any(step.startswith("each") for step in steps):
                continue
            seen = [truth for truth in Truth if counts.of(RULE.name, point.path, truth.value)]
            if not seen:
                continue
            (truth,) = seen
            assert truth is evaluate(point.node, values).truth
            assert truth in possible_of(point.node)
            differs = set[bool]()
            for other in others(truth):
                changed = replaced(when if root == "when" and when is not None else criterion, steps, CONSTANTS[other])
                parts = (criterion, changed) if root == "when" else (changed, when)
                differs.add(truth_with(*parts, effect, values) is not finding.truth)
            settled = bool(counts.of(RULE.name, point.path, DETERMINING))
            assert settled is any(differs), point.path
            determined, not_determined = determined + settled, not_determined + (not settled)
    assert determined > 50
    assert not_determined > 50
