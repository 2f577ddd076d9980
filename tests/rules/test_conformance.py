"""The language-neutral cases, judged by every evaluator and by the oracle."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from tests.rules.conformance import cases, vocabulary

from peersupport.citations import Citation
from peersupport.findings import finding_of
from peersupport.rules.check import check_criterion
from peersupport.rules.compiled import Gate, compile_gates
from peersupport.rules.criteria import All, AnyOf, AtLeast, Criterion, Kind, Not
from peersupport.rules.document import criterion_document
from peersupport.rules.evaluate import evaluate
from peersupport.rules.reading import criterion_from
from peersupport.rules.rule import Effect, Rule
from peersupport.rules.values import GivenValues, RecordValues
from peersupport.testing.oracle.truths import possible
from peersupport.testing.rules.vocabulary import Subject, reading_fact
from peersupport.testing.rules.worlds import TRUTHS
from peersupport.truth import Truth, all_of, any_of, at_least

DAY = date(2025, 6, 1)
CRITERIA = cases("criteria.json")
TABLES = cases("truth_tables.json")
WORDS = vocabulary()
FLAGS = [reading_fact(f"family.{name}", Kind.BOOLEAN) for name in ("first", "second", "third")]
VALUES = {"true": True, "false": False, "unknown": None}


def _compiled(gate: Gate, subject: Subject, settings: dict[str, Any]) -> Truth:
    compiled = compile_gates("conformance", (gate,), settings)
    failed, unknown = compiled.judge(compiled.fill(subject, DAY))
    return Truth.FALSE if failed else Truth.UNKNOWN if unknown else Truth.TRUE


@pytest.mark.parametrize("case", CRITERIA, ids=lambda case: case["id"])
def test_criteria(case: dict[str, Any]) -> None:
    """A case means the same to the reference evaluator, on records and on given values, compiled, and to the oracle."""
    criterion = criterion_from(case["criterion"], WORDS.facts, WORDS.parameters, WORDS.collections)
    settings, expected = WORDS.settings(case), Truth(case["expected"])
    subject = WORDS.subject(case, settings)
    assert criterion_document(criterion) == case["criterion"]
    assert TRUTHS[possible(case["criterion"], WORDS.world(case, settings), WORDS.language())] is expected
    assert evaluate(criterion, RecordValues(subject, DAY, settings)).truth is expected
    assert evaluate(criterion, WORDS.given(case, settings)).truth is expected
    assert _compiled(Gate(criterion=criterion), subject, settings) is expected


def test_criteria_can_be_written_in_rules() -> None:
    """The cases show criteria that plugins may have: the checks at load find nothing in them."""
    faults = {
        case["id"]: [str(fault) for fault in check_criterion(criterion, "family", "case")]
        for case in CRITERIA
        for criterion in [criterion_from(case["criterion"], WORDS.facts, WORDS.parameters, WORDS.collections)]
    }
    assert {name: found for name, found in faults.items() if found} == {}


def test_enough_cases_of_each_truth() -> None:
    """A file that lost its cases would otherwise pass."""
    truths = Counter(case["expected"] for case in CRITERIA)
    assert len(CRITERIA) >= 80
    assert all(truths[truth.value] >= 40 for truth in Truth)
    assert len(TABLES) >= 150


def _node(function: str, truths: int, needed: int) -> Criterion:
    parts = tuple(one.is_true() for one in FLAGS[:truths])
    if function == "at_least":
        return AtLeast(needed=needed, parts=parts)
    return {"and": All(parts=parts), "or": AnyOf(parts=parts)}[function] if function != "not" else Not(part=parts[0])


def _told(function: str, truths: list[Truth], needed: int) -> Truth:
    """What the kernel's functions say."""
    match function:
        case "and":
            return all_of(truths)
        case "or":
            return any_of(truths)
        case "not":
            return ~truths[0]
    return at_least(needed, truths)


def _operators(function: str, truths: list[Truth]) -> Truth | None:
    """What the operators of two truths say."""
    if len(truths) != 2:
        return None
    return {"and": truths[0] & truths[1], "or": truths[0] | truths[1]}.get(function)


@pytest.mark.parametrize("case", [one for one in TABLES if one["function"] != "implies"], ids=lambda case: case["id"])
def test_truth_tables(case: dict[str, Any]) -> None:
    """Kleene's tables hold in the kernel, in the reference evaluator and in the compiled one."""
    inputs, expected = case["inputs"], Truth(case["expected"])
    given = inputs.get("truths", [inputs.get("truth")])
    needed = inputs.get("needed", 0)
    node = _node(case["function"], len(given), needed)
    facts = {fact.name: VALUES[truth] for fact, truth in zip(FLAGS, given, strict=False)}
    truths = [Truth(truth) for truth in given]
    assert _told(case["function"], truths, needed) is expected
    assert _operators(case["function"], truths) in {None, expected}
    assert evaluate(node, GivenValues(facts=facts)).truth is expected
    assert _compiled(Gate(criterion=node), Subject(facts), {}) is expected


@pytest.mark.parametrize("case", [one for one in TABLES if one["function"] == "implies"], ids=lambda case: case["id"])
def test_a_guarded_condition(case: dict[str, Any]) -> None:
    """`when` FALSE: the rule does not apply; UNKNOWN: only a criterion that is TRUE settles it. In both evaluators."""
    expected = Truth(case["expected"])
    facts = {"family.first": VALUES[case["inputs"]["when"]], "family.second": VALUES[case["inputs"]["truth"]]}
    when, criterion = FLAGS[0].is_true(), FLAGS[1].is_true()
    rule = Rule(
        id="X",
        requirements=("X",),
        effect=Effect.REQUIRE,
        criterion=criterion,
        when=when,
        citation=Citation(document="", quotation=""),
    )
    assert finding_of(rule, GivenValues(facts=facts)).truth is expected
    assert _compiled(Gate(criterion=criterion, when=when), Subject(facts), {}) is expected
