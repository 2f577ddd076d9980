"""The reference evaluator and the compiled one against each other on pairs of criterion and subject drawn at random."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from random import Random

import pytest

from peersupport.rules.compiled import Compiled, Gate, compile_gates
from peersupport.rules.criteria import Criterion
from peersupport.rules.document import criterion_document
from peersupport.rules.evaluate import evaluate
from peersupport.rules.structure import nodes_of
from peersupport.rules.values import RecordValues, Settings, bounds_of
from peersupport.testing.rules.drawing import drawn_criterion, drawn_settings, drawn_subject
from peersupport.testing.rules.vocabulary import Subject
from peersupport.truth import Truth

SEED = 20261123
DAY = date(2022, 6, 1)
SUBJECTS = 25
"""How many subjects are judged by each criterion: compiling one takes as long as judging many."""

UNSURE = {Truth.TRUE: Truth.TRUE, Truth.FALSE: Truth.UNKNOWN, Truth.UNKNOWN: Truth.UNKNOWN}
"""What a rule comes to by its criterion when nobody knows whether it applies."""


def judged(compiled: Compiled, subject: Subject) -> Truth:
    """What the compiled evaluator says of its first gate."""
    failed, unknown = compiled.judge(compiled.fill(subject, DAY))
    return Truth.FALSE if failed & 1 else Truth.UNKNOWN if unknown & 1 else Truth.TRUE


def compiled_truth(criterion: Criterion, settings: Settings, subject: Subject) -> Truth:
    """What the compiled evaluator says of one criterion."""
    return judged(compile_gates("differential", (Gate(criterion=criterion),), settings), subject)


def smallest_difference(criterion: Criterion, settings: Settings, subject: Subject) -> str:
    """The smallest part of the criterion of which the two evaluators think differently."""
    values = RecordValues(subject, DAY, settings)
    differing = [
        part
        for part in nodes_of([criterion])
        if compiled_truth(part, settings, subject) is not evaluate(part, values).truth
    ]
    smallest = min(differing, key=lambda part: len(str(criterion_document(part))))
    reference, fast = evaluate(smallest, values).truth, compiled_truth(smallest, settings, subject)
    return f"{criterion_document(smallest)} of {subject}: reference {reference.value}, compiled {fast.value}"


def pairs(seed: int, count: int) -> Iterator[tuple[Criterion, Settings, Compiled, Subject]]:
    """`count` pairs; each criterion comes compiled, with some subjects."""
    random = Random(seed)
    for start in range(0, count, SUBJECTS):
        criterion, settings = drawn_criterion(random, depth=random.choice((1, 2, 3, 4))), drawn_settings(random)
        compiled = compile_gates("differential", (Gate(criterion=criterion),), settings)
        for _ in range(min(SUBJECTS, count - start)):
            yield criterion, settings, compiled, drawn_subject(random)


def test_reference_and_compiled_agree(request: pytest.FixtureRequest) -> None:
    """The fast path may never mean anything but the specification; and each truth is met often enough to notice."""
    count: int = request.config.getoption("pairs")
    truths: Counter[Truth] = Counter()
    for criterion, settings, compiled, subject in pairs(SEED, count):
        truth = evaluate(criterion, RecordValues(subject, DAY, settings)).truth
        if truth is not judged(compiled, subject):
            pytest.fail(smallest_difference(criterion, settings, subject))
        truths[truth] += 1
    print({truth.value: f"{times / count:.1%}" for truth, times in truths.items()})
    assert all(truths[truth] >= count / 5 for truth in Truth), truths


def test_sheets_hold_what_facts_say() -> None:
    """Values and error codes that explanations show are those that the compiled evaluator decided on."""
    facts = 0
    for _, settings, compiled, subject in pairs(SEED + 1, 2_000):
        sheet, values = compiled.fill(subject, DAY), RecordValues(subject, DAY, settings)
        for fact in compiled.layout.facts:
            held, said = compiled.layout.value(sheet, fact), values.value(fact)
            assert (bounds_of(fact.kind, held) == bounds_of(fact.kind, said)) if fact.kind.ordered else held is said
            assert (sheet.errors or {}).get(fact.name) == values.error(fact)
            facts += 1
    assert facts > 2_000


def test_guards_agree() -> None:
    """`when` means the same in both: FALSE is met, UNKNOWN is settled by the criterion alone (design.md, Rules)."""
    random = Random(SEED + 2)
    truths: Counter[Truth] = Counter()
    for _ in range(300):
        criterion, when = drawn_criterion(random, depth=2), drawn_criterion(random, depth=2)
        settings = drawn_settings(random)
        compiled = compile_gates("guarded", (Gate(criterion=criterion, when=when),), settings)
        for _ in range(10):
            subject = drawn_subject(random)
            values = RecordValues(subject, DAY, settings)
            guard, truth = evaluate(when, values).truth, evaluate(criterion, values).truth
            expected = {Truth.TRUE: truth, Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: UNSURE[truth]}[guard]
            assert judged(compiled, subject) is expected
            truths[expected] += 1
    assert all(truths[truth] > 200 for truth in Truth), truths


def test_bits_stand_for_their_gates() -> None:
    """Bit n speaks of gate n: a decision names the rules that failed, not their neighbours."""
    random = Random(SEED + 3)
    for _ in range(60):
        criteria, settings = [drawn_criterion(random, depth=2) for _ in range(12)], drawn_settings(random)
        compiled = compile_gates("many", tuple(Gate(criterion=one) for one in criteria), settings)
        for _ in range(5):
            subject = drawn_subject(random)
            failed, unknown = compiled.judge(compiled.fill(subject, DAY))
            values = RecordValues(subject, DAY, settings)
            truths = [evaluate(one, values).truth for one in criteria]
            assert failed == sum(1 << n for n, truth in enumerate(truths) if truth is Truth.FALSE)
            assert unknown == sum(1 << n for n, truth in enumerate(truths) if truth is Truth.UNKNOWN)
