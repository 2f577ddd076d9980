"""A ratio is worth nothing unless both sides do the same: the library and the floors by hand, on what is measured."""

from collections import Counter

import pytest
from benchmarks import by_hand, compiling, importing
from benchmarks.by_hand_explained import explained
from benchmarks.case_records import cases
from benchmarks.families import MANY, families
from benchmarks.family import ON, Family, rules
from benchmarks.harness import against
from benchmarks.programme import eligibility
from benchmarks.report import Result, document, table

from peersupport.decisions import Decision
from peersupport.findings import Outcome
from peersupport.rules.facts import Fact
from peersupport.rules.values import bounds_of

GIVEN = families()
RULES = rules()


def decided(family: Family) -> Decision:
    """The decision as the benchmark makes it."""
    sheet = RULES.compiled.fill(family, ON)
    return Decision(RULES, sheet, *RULES.compiled.judge(sheet))


def compared(fact: Fact, value: object) -> object:
    """A value as the floors write it: an ordered one by its ends."""
    return bounds_of(fact.kind, value) if fact.kind.ordered else value


def test_decisions_by_hand_are_the_same() -> None:
    """Goals 1, 2 and 6 compare the same answers: outcome, FALSE ids, UNKNOWN ids, and their bits."""
    ids = [rule.id for rule in RULES.requirements]
    for family in GIVEN:
        facts = by_hand.facts_of(family)
        outcome, failed, unknown = by_hand.decide(facts)
        decision = decided(family)
        truths = decision.truths
        assert decision.outcome is outcome
        assert [name for name in ids if truths[name].value == "false"] == failed
        assert [name for name in ids if truths[name].value == "unknown"] == unknown
        assert RULES.compiled.judge(RULES.compiled.fill(family, ON)) == by_hand.bits(facts)


def test_explanations_by_hand_are_the_same() -> None:
    """Goal 5 compares the same truths, on the same inputs; the floor also names what a fact presupposes."""
    for family in GIVEN[::10]:
        for finding, floor in zip(decided(family).findings, explained(by_hand.facts_of(family)), strict=True):
            assert (finding.rule.id, finding.truth) == (floor.rule, floor.truth)
            read = {one.fact.name: compared(one.fact, one.value) for one in finding.readings()}
            assert read.keys() <= floor.inputs.keys()
            assert read == {name: floor.inputs[name] for name in read}
            assert floor.inputs.keys() - read.keys() <= {"family.has_child"}


def test_the_cases_are_what_the_goals_say() -> None:
    """Thirteen facts, ten criteria, 40 % of the cases with an unknown one, every criterion and outcome at work."""
    layout = RULES.compiled.layout
    assert (len(layout.facts), len(RULES.requirements), len(GIVEN)) == (13, 10, MANY)
    bits = [by_hand.bits(by_hand.facts_of(family)) for family in GIVEN]
    assert sum(unknown != 0 for _, unknown in bits) == 0.4 * MANY
    for place in range(10):
        assert any(failed >> place & 1 for failed, _ in bits)
        assert any(unknown >> place & 1 for _, unknown in bits)
    outcomes = Counter(by_hand.decide(by_hand.facts_of(family))[0] for family in GIVEN)
    assert min(outcomes[outcome] for outcome in Outcome) >= 0.2 * MANY


def test_the_case_records_reach_every_rule() -> None:
    """Goal 7 is measured on cases for which no rule is decoration: each is met by some and not by others."""
    policy = eligibility()
    decisions = [policy.decide(case, ON) for case in cases(400)]
    assert {decision.outcome for decision in decisions} == set(Outcome)
    for rule in policy.rules_on(ON).requirements:
        truths = {decision.truths[rule.id].value for decision in decisions}
        assert rule.id == "runs" or len(truths) > 1


def test_the_bare_compile_gets_all_that_is_generated() -> None:
    """Goal 19 is against the same source: the function that judges and the one that fills a sheet."""
    sources = compiling.generated_sources()
    assert any(source == RULES.compiled.source for source in sources)
    assert any(source.startswith("def fill(") for source in sources)


def test_importing_the_library_loads_nothing_heavy() -> None:
    """Goal 17: who only asks for a decision pays for no reader of documents, no table and no database."""
    for module in ("peersupport", "peersupport.plugin"):
        assert importing.heavy(importing.asked(f"import {module}").modules) == []


def test_only_what_is_named_is_heavy() -> None:
    """Goal 17 would see a data library that the import loads."""
    loaded = importing.asked("import decimal as pendulum; import sys; sys.modules['polars'] = pendulum")
    assert importing.heavy(loaded.modules) == ["polars"]
    assert importing.heavy(importing.asked("pass").modules) == []


def test_a_ratio_tells_slow_from_quick() -> None:
    """The harness itself: ten times the work comes out as much more, whatever else the machine does."""

    def ten() -> int:
        return sum(range(10_000))

    def one() -> int:
        return sum(range(1_000))

    ratio = against(ten, one, items=1, rounds=3)
    assert ratio.least <= ratio.median
    assert ratio.median > 2


@pytest.mark.parametrize(("figure", "reached"), [(1.0, "stretch"), (1.5, "goal"), (2.5, "no")])
def test_a_figure_is_held_to_its_goal(figure: float, reached: str) -> None:
    """The table and the JSON say of each figure whether it is reached."""
    result = Result(number=1, measure="E", unit="x", figure=figure, least=1.0, goal=2.0, stretch=1.25)
    assert result.reached == reached
    assert reached in table([result])
    assert document([result])["results"][0]["reached"] == reached
