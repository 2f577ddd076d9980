"""What a finding says that it read is what the reference evaluator reads, on pairs drawn at random."""

from datetime import date
from pathlib import Path

import pytest
from tests.differential.test_evaluators import DAY, SEED, pairs

from peersupport import Engine, Host
from peersupport.findings import finding_of
from peersupport.interop.caseload import read_caseload
from peersupport.interop.site_files import read_sites
from peersupport.rules.combinators import any_of, choose, count_of, every_of
from peersupport.rules.evaluate import evaluate
from peersupport.rules.facts import Fact
from peersupport.rules.inputs import Inputs
from peersupport.rules.reads import read as told_by
from peersupport.rules.reads import reads_of
from peersupport.rules.trace import Trace
from peersupport.rules.values import RecordValues, bounds_of
from peersupport.testing.rules.vocabulary import BY_NAME, FACTS, MEMBERS, Colour, Subject
from peersupport.truth import Truth

EXAMPLES = Path(__file__).parents[2] / "examples"


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


def placed(trace: Trace, member: int | None = None) -> dict[tuple[int | None, Fact], object]:
    """The same with the member that each is of."""
    place = trace.member if trace.member is not None else member
    found: dict[tuple[int | None, Fact], object] = {(place, one.fact): one.value for one in trace.readings}
    for part in trace.parts:
        found |= placed(part, place)
    return found


def test_what_is_read_is_known_before_judging() -> None:
    """A document lists the facts that the specification reads, of the same members, in the same order."""
    told = 0
    for criterion, settings, _, subject in pairs(SEED + 3, 2_000):
        reads = reads_of((criterion,), settings)
        if reads is not None:
            values = RecordValues(subject, DAY, settings)
            held = {(member, fact): value for member, fact, value in told_by(reads, values)}
            assert list(held.items()) == list(placed(evaluate(criterion, values)).items())
            told += 1
    assert told > 1_000


@pytest.mark.parametrize("chosen", ["strict", "wide", None])
def test_a_reading_within_members_is_told_before_judging(chosen: str | None) -> None:
    """What is read of each member follows from the setting that chooses, and needs no judgement."""
    reading, flag, colour = BY_NAME["site.reading"], FACTS["member.flag"], FACTS["member.colour"]
    part = choose(reading, {"strict": flag.is_true() & colour.is_(Colour.RED), "wide": colour.is_(Colour.RED)})
    members = (Subject({flag.name: False, colour.name: Colour.BLUE}), Subject({flag.name: True}))
    for criterion in (any_of(MEMBERS, part), every_of(MEMBERS, part), count_of(MEMBERS, part) >= 1):
        values = RecordValues(Subject(members=members), DAY, {reading.name: chosen})
        reads = reads_of((criterion,), values.settings)
        assert reads is not None
        held = {(member, fact): value for member, fact, value in told_by(reads, values)}
        assert list(held.items()) == list(placed(evaluate(criterion, values)).items())


def test_what_accompanies_an_outcome_comes_to_what_the_specification_says() -> None:
    """Duties, priorities and routes are compiled too: each truth is the reference evaluator's, guards included."""
    host, day = Host.load(sites=read_sites(EXAMPLES / "sites")), date(2026, 11, 1)
    policies = Engine(host).policies()
    seen: set[tuple[str, Truth]] = set()
    for case in read_caseload(EXAMPLES / "caseload.jsonl")[:60]:
        for decision in (policy.decide(case, day) for policy in policies):
            for one in decision.findings[len(decision.rule_set.requirements) :]:
                assert one.truth is finding_of(one.rule, decision.values).truth
                seen.add((one.rule.effect.value, one.truth))
    assert len(seen) > 6
