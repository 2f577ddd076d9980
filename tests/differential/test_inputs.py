"""What a finding says that it read is what the reference evaluator reads, on pairs drawn at random."""

from tests.differential.test_evaluators import DAY, SEED, pairs

from peersupport.rules.evaluate import evaluate
from peersupport.rules.facts import Fact
from peersupport.rules.inputs import Inputs
from peersupport.rules.trace import Trace
from peersupport.rules.values import RecordValues, bounds_of
from peersupport.truth import Truth


def read(trace: Trace) -> dict[Fact, object]:
    """The facts that a trace read, and their values: an ordered one by its ends."""
    found: dict[Fact, object] = {}
    for one in trace.readings:
        found[one.fact] = bounds_of(one.fact.kind, one.value) if one.fact.kind.ordered else one.value
    for part in trace.parts:
        found |= read(part)
    return found


def told_of(_: str, truth: Truth, inputs: Inputs | None, __: None) -> tuple[Truth, Inputs | None]:
    """What a finding is made of."""
    return truth, inputs


def test_inputs_are_what_the_trace_reads() -> None:
    """Explanations may not show other values, or other truths, than those that the specification judges by."""
    told = 0
    for criterion, settings, compiled, subject in pairs(SEED + 2, 4_000):
        sheet = compiled.fill(subject, DAY)
        [(truth, inputs)] = compiled.explain(sheet, *compiled.judge(sheet), ("",), told_of, None)
        trace = evaluate(criterion, RecordValues(subject, DAY, settings))
        assert truth is trace.truth
        if inputs is not None:
            held = {fact: bounds_of(fact.kind, value) if fact.kind.ordered else value for fact, value in inputs}
            assert held == read(trace)
            told += 1
    assert told > 1_000
