"""Plugins that would reach a level without deserving it: what looks shown, quoted or read, and is not."""

import re
from pathlib import Path

import pytest
from tests.testing.suite.conftest import Write
from tests.testing.suite.wrong import CASES, LEAFLET, REFUSED_FOR_AGE, RULES, VALUES, Edit, fact

from peersupport.rules.criteria import Comparison
from peersupport.testing.conformance.answers import answers
from peersupport.testing.conformance.catalogue import CHECKS
from peersupport.testing.conformance.finding import find_plugin
from peersupport.testing.conformance.scale import Result, run
from peersupport.testing.conformance.wording import BEFORE_IT, BEHIND_IT, sides_in

BY_NAME = {one.name: one for one in CHECKS}
PURE = "its_code_reads_nothing_but_what_it_is_given"
QUOTED = '"For parents of children under three."'


def found(check: str, folder: Path) -> Result:
    """What one check finds in a plugin."""
    return run(BY_NAME[check], find_plugin(folder))


def test_what_was_recorded_and_never_read_shows_nothing(written: Write) -> None:
    """An answer that is held against itself is no expectation."""
    folder = written()
    (cases,) = folder.glob("src/*/scenarios/joining.yaml")
    cases.write_text(cases.read_text("utf-8").replace("  expect:", "  recorded: 2026-07-01\n  expect:"), "utf-8")
    assert "nobody has read it" in str(found("scenarios_hold", folder).problems[0])


@pytest.mark.parametrize(
    ("check", "expected", "next_one", "told"),
    [
        ("scenarios_hold", "{rules: {}}", "Where", "any answer would do"),
        ("every_boundary_is_tried_from_both_sides", "{holds: []}", "A child of four", "at 3 years"),
    ],
)
def test_a_scenario_that_says_nothing_of_the_rule_shows_nothing(
    check: str, expected: str, next_one: str, told: str, written: Write
) -> None:
    """A case at a boundary must say what comes of it there."""
    edit = (CASES, f"{REFUSED_FOR_AGE}\n- scenario: {next_one}", f"expect: {expected}\n- scenario: {next_one}")
    assert told in str(found(check, written(edit)).problems[0])


def test_a_case_that_two_comparisons_of_a_rule_lack_is_told_once(written: Write) -> None:
    """Whoever reads the list writes the case once."""
    compared = 'any_child(core.child_age_years < PARAMETERS["age_limit"])'
    twice = (RULES, f"{compared} |", f"{compared} | ({compared} & core.pregnant) |")
    folder = written(twice, (CASES, "on: 2027-07-01", "on: 2026-07-02"))
    (problem,) = found("every_boundary_is_tried_from_both_sides", folder).problems
    assert "just above 3 years" in str(problem)


def test_a_boundary_without_a_meaning_is_told_by_its_name(written: Write) -> None:
    """Whoever has written neither scenario nor meaning is told which value to write a case at."""
    folder = written((VALUES, 'meaning = "the age under which a child must be"\n', ""))
    (cases,) = folder.glob("src/*/scenarios/joining.yaml")
    cases.unlink()
    told = [str(one) for one in found("every_boundary_is_tried_from_both_sides", folder).problems]
    assert any(re.search(r"just below example-\d+\.age_limit", one) for one in told), told


def test_what_the_template_says_of_its_example_is_not_said_of_a_programme(written: Write) -> None:
    """As long as the leaflet is the template's it is true; of another it would be a lie."""
    check, said = "programmes_are_described", "made up by `peersupport new-plugin`: replace it with"
    assert not found(check, written()).problems
    problems = found(check, written((LEAFLET, said, "published in May 2026:"))).problems
    assert [one.where for one in problems] == ["README.md", "docs/programme.md"]
    assert all("it still says" in one.what for one in problems)


def test_a_day_of_change_of_which_nothing_is_said_is_not_tried(written: Write) -> None:
    """To be there on the day is not enough."""
    edit = (CASES, "expect: {outcome: not_eligible, rules: {runs: false}}", "expect: {holds: []}")
    assert "`on: 2025-12-31`" in str(found("every_day_of_change_is_tried", written(edit)).problems[0])


def test_a_letter_is_no_quotation(written: Write) -> None:
    """It stands in every line, and would carry the whole source."""
    edits: tuple[Edit, ...] = ((RULES, QUOTED, '"e"'), (VALUES, QUOTED, '"e"'), (LEAFLET, "", "Nobody may join.\n"))
    folder = written(*edits)
    assert "“e”" in str(found("quotations_stand_in_the_source", folder).problems[0])
    assert "Nobody may join." in str(found("every_sentence_of_a_source_is_quoted", folder).problems)


def test_half_a_word_is_no_quotation(written: Write) -> None:
    """Words end where the source's do: `for parents of child` could go on in any way."""
    edit = (RULES, QUOTED, '"For parents of child"')
    assert found("quotations_stand_in_the_source", written(edit)).problems


def test_a_source_outside_the_plugin_is_none(written: Write) -> None:
    """No wheel brings it."""
    outside = "../../../outside.txt"
    folder = written(("@/programme.py", '"sources/example-leaflet.txt"', f'"{outside}"'))
    (package,) = folder.glob("src/*")
    (package / outside).write_text((package / "sources/example-leaflet.txt").read_text("utf-8"), "utf-8")
    told = str(found("quotations_stand_in_the_source", folder).problems[0])
    assert "the source text is not in the plugin" in told


def test_blank_advice_sends_nobody_anywhere(written: Write) -> None:
    """Where to turn is said in words."""
    edit = (RULES, '"A family hub can name groups for children of every age."', '" "')
    assert found("refusals_say_where_to_turn", written(edit)).problems


def test_another_refusal_by_chance_does_not_stand_in_for_a_redirect(written: Write) -> None:
    """A case in which another rule refuses as well hides that this one says nothing."""
    advice = (
        '        otherwise=redirect("midwife or health visitor", "Ask your midwife or health visitor to refer you."),\n'
    )
    given = "{<<: *family, referrals: [{programme: NAME, referrer_role: gp"
    folder = written(
        (RULES, advice, ""),
        (CASES, given, given.replace("referrals", "children: [], referrals")),
        (CASES, "redirects: [midwife or health visitor]", "redirects: [family hub]"),
    )
    (problem,) = found("refusals_say_where_to_turn", folder).problems
    assert problem.where.endswith("/XX2")


def test_a_fact_that_knows_the_scenarios_by_their_id_is_found(written: Write) -> None:
    """It would say something else of any family."""
    body = 'return None if case.id != "scenario" else True'
    told = found("the_same_question_has_the_same_answer", written(*fact("bool | None", body, "own"))).problems
    assert "the id of the record" in str(told[0])


def test_rules_that_no_scenario_asks_are_named_where_a_check_passes(written: Write) -> None:
    """That nothing was found of them says nothing."""
    hook = """
from PACKAGE.programme import programme as ours
from peersupport.plugin import core, prohibit, Role

@hookimpl
def boundary_rules() -> Iterable[Rule]:
    return ours.rules(prohibit("XX3", core.act_role.is_in({Role.GP}), quote="We meet every week"))
"""
    folder = written(("@/__init__.py", "", hook))
    for check in ("answers_follow_from_the_criteria", "every_fact_can_be_worked_out"):
        result = found(check, folder)
        assert (result.passed, result.note) == (True, f"but for what no scenario asks: {folder.name}/XX3")


def test_a_word_is_no_question(written: Write) -> None:
    """Nobody can answer it."""
    edit = (VALUES, "May a pregnant mother without a child under the age limit join?", "expecting")
    assert found("what_a_site_chooses_is_asked", written(edit)).problems


@pytest.mark.parametrize("place", ["more.yml", "deep/more.yaml"])
def test_a_file_of_scenarios_that_nobody_reads_is_told(place: str, written: Write) -> None:
    """What it says would never be held."""
    folder = written()
    (scenarios,) = folder.glob("src/*/scenarios")
    (scenarios / place).parent.mkdir(exist_ok=True)
    (scenarios / place).write_text("- nonsense", "utf-8")
    assert "scenario-file" in str(found("scenarios_hold", folder).problems[0])


@pytest.mark.parametrize(
    "body",
    [
        '__import__("os"); return True',
        "clock = date.today; return clock() > day",
        "return case.path.read_text() == day",
        "import importlib; return True",
        "from pathlib import Path; return True",
        "ask = open; return ask is None",
        'return "date" in globals()',
    ],
)
def test_a_way_round_to_the_world_is_found(body: str, written: Write) -> None:
    """By another name, by a module that leads there, or without calling it at once."""
    assert found(PURE, written(*fact("bool", body, "own"))).problems


def test_two_files_may_say_the_same_sentence(written: Write) -> None:
    """Both answers are held against those of another process."""
    folder = written()
    (cases,) = folder.glob("src/*/scenarios/joining.yaml")
    cases.with_name("again.yaml").write_text(cases.read_text("utf-8"), "utf-8")
    candidate = find_plugin(folder)
    assert len(answers(candidate)) == 1 + 2 * cases.read_text("utf-8").count("- scenario:")


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("children under three", BEFORE_IT),
        ("parents of under-threes", BEFORE_IT),
        ("at least 3 years old", BEFORE_IT),
        ("three or over", BEFORE_IT),
        ("mothers up to 3 years", BEHIND_IT),
        ("over the age of three", BEHIND_IT),
        ("aged 3 and under", BEHIND_IT),
        ("three years or younger", BEHIND_IT),
    ],
)
def test_english_says_on_which_side_of_a_number_something_turns(text: str, sides: frozenset[Comparison]) -> None:
    """As people write it."""
    assert list(sides_in(text, 3)) == [sides]


@pytest.mark.parametrize(
    "text", ["three-year-olds", "under thirty", "under 3.5", "up to thirteen", "with three children"]
)
def test_other_words_say_nothing_of_a_number(text: str) -> None:
    """Another number, or none that something is compared with."""
    assert not list(sides_in(text, 3))


@pytest.mark.parametrize(
    "saying", ['reading="three is included: the leaflet says so elsewhere"', 'note="as the service says"']
)
def test_a_reading_may_depart_from_the_words_and_says_so(saying: str, written: Write) -> None:
    """What somebody has argued is not taken for a slip."""
    folder = written(
        (RULES, "core.child_age_years <", "core.child_age_years <="),
        (RULES, f"quote={QUOTED},", f"quote={QUOTED}, {saying},"),
    )
    check = "comparisons_turn_where_the_words_say"
    assert not found(check, folder).problems
