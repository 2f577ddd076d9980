"""A sentence that does not hold is told by what was expected and what came, with the trace of the rule concerned."""

from pathlib import Path

from tests.testing.scenarios.toddlers import HOLDS, differences

from peersupport import Host
from peersupport.testing.scenarios import check_scenario, load_scenarios


def test_a_sentence_that_holds_says_nothing(tmp_path: Path) -> None:
    """The plain case."""
    assert differences(tmp_path, HOLDS) == []


def test_each_expectation_that_is_not_met_is_told_with_what_came(tmp_path: Path) -> None:
    """And the trace of the rule that it names, node by node, once."""
    wrong = HOLDS.replace(
        "outcome: eligible", "outcome: not_eligible, rules: {TT1: false, TT2: true}, redirects: [family hubs]"
    )
    told = differences(tmp_path, wrong)
    assert [(one.key, one.expected, one.came) for one in told] == [
        ("outcome", "not_eligible", "eligible"),
        ("rules TT1", "false", "true"),
        ("redirects", ["family hubs"], []),
    ]
    assert str(told[1]).splitlines() == [
        "rules TT1: expected false, came true",
        "  [yes] require TT1",
        "    [yes] at least one of the children",
        "      [yes] number 1: the child's age is under the age under which a child must be (3 years) — 2 years",
    ]
    assert "TT2" not in "".join(map(str, told))


def test_where_no_rule_is_named_those_that_made_the_answer_are_shown(tmp_path: Path) -> None:
    """Else nobody knows where to look."""
    (told,) = differences(tmp_path, HOLDS.replace("on: 2026-02-28", "on: 2026-03-01"))
    assert str(told).splitlines()[:2] == ["outcome: expected eligible, came not_eligible", "  [no] require TT1"]


def test_of_lists_it_is_told_what_did_not_come_and_what_came_besides(tmp_path: Path) -> None:
    """With the name that was meant."""
    late = HOLDS.replace("on: 2026-02-28", "on: 2026-03-01")
    (told,) = differences(tmp_path, late.replace("outcome: eligible", "redirects: [family hubb]"))
    assert told.help == "did not come: family hubb; came besides: family hub; did you mean `family hub`?"


def test_a_rule_that_is_not_in_force_is_no_rule_that_is_unknown(tmp_path: Path) -> None:
    """Before the programme ran, its rules say nothing."""
    early = HOLDS.replace("2026-02-28", "2024-02-28").replace("outcome: eligible", "rules: {TT1: unknown}")
    (told,) = differences(tmp_path, early)
    assert (told.key, told.came) == ("rules TT1", "not in force")


def test_a_name_that_the_answer_does_not_have_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    """A stage, a scale: whatever the answer names."""
    (tmp_path / "a.yaml").write_text(
        "- scenario: A stage that is not there\n  ask: progression\n  programme: community-mothers/volunteering\n"
        "  on: 2026-01-05\n  given: {}\n  expect: {stages: {trainng: open}}\n",
        "utf-8",
    )
    (scenario,) = load_scenarios(tmp_path / "a.yaml")
    (told,) = check_scenario(Host.load(), scenario)
    assert (told.key, told.help) == ("stages trainng", "did you mean `training`?")
