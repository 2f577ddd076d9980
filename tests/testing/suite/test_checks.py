"""Every check of the suite can fail: a plugin that violates just it is told so, with what to do."""

import pytest
from tests.testing.suite.conftest import Write
from tests.testing.suite.wrong import ELSEWHERE, WRONG, Wrong

from peersupport.rules import evaluate
from peersupport.rules.criteria import Comparison
from peersupport.testing.conformance.candidate import Candidate
from peersupport.testing.conformance.catalogue import CHECKS
from peersupport.testing.conformance.finding import find_plugin
from peersupport.testing.conformance.scale import Result, Scale, run

PROCESS = "answers_are_the_same_in_another_process"
AGREEMENT = "answers_follow_from_the_criteria"


def failed(candidate: Candidate, *without: str) -> dict[str, Result]:
    """The checks that find something, by name."""
    found = [run(one, candidate) for one in CHECKS if one.name not in without]
    return {one.check.name: one for one in found if one.problems}


@pytest.mark.parametrize("wrong", WRONG, ids=lambda one: one.check)
def test_a_plugin_that_violates_one_check_is_told_so_by_that_check_alone(wrong: Wrong, written: Write) -> None:
    """A check that nothing violates, or that another one always violates too, says nothing."""
    folder = written(*wrong.edits)
    candidate = find_plugin(folder)
    found = failed(candidate, PROCESS)
    assert list(found) == [wrong.check], {name: one.problems for name, one in found.items()}
    told = wrong.told.replace("NAME", candidate.title).replace("TITLE", candidate.title.replace("-", " ").capitalize())
    assert any(told in str(one) for one in found[wrong.check].problems), found[wrong.check].problems
    assert all(one.do for one in found[wrong.check].problems)


def test_a_core_that_judges_otherwise_than_it_says_is_found(written: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """No plugin can violate this check: the core itself is broken, and the plugin's own cases show it."""
    candidate = find_plugin(written())
    monkeypatch.setitem(evaluate._COMPARISONS, Comparison.BELOW, evaluate._COMPARISONS[Comparison.AT_MOST])
    found = failed(candidate, PROCESS)
    assert AGREEMENT in found
    assert found[AGREEMENT].problems[0].where == f"{candidate.title}/XX1"


def test_an_answer_that_rests_on_the_process_is_found(written: Write) -> None:
    """A hash seed differs from process to process, and so would the record of a decision."""
    candidate = find_plugin(written(*ELSEWHERE))
    assert list(failed(candidate)) == [PROCESS]


def test_a_plugin_that_does_not_load_elsewhere_is_found(written: Write) -> None:
    """The folder it was imported from is gone: no answer is no agreement."""
    folder = written()
    candidate = find_plugin(folder)
    (folder / "pyproject.toml").unlink()
    (check,) = [one for one in CHECKS if one.name == PROCESS]
    assert "does not load in another process" in str(run(check, candidate).problems[0])


def test_every_check_has_a_plugin_that_violates_it() -> None:
    """A new check comes with one."""
    assert [one.check for one in WRONG] + [AGREEMENT, PROCESS] == sorted(
        (one.name for one in CHECKS), key=[*(one.check for one in WRONG), AGREEMENT, PROCESS].index
    )


def test_the_template_passes_everything(written: Write) -> None:
    """What the wrong plugins differ from stands on the top level."""
    candidate = find_plugin(written())
    assert Scale(plugin="template", results=tuple(run(one, candidate) for one in CHECKS)).top


@pytest.mark.parametrize("place", ["sources/example-leaflet.txt", "parameters.toml"])
def test_a_document_that_is_not_there_holds_no_words(place: str, written: Write) -> None:
    """Also where only a value names it: words that nobody can look up are not taken for a source's."""
    edit = ("@/programme.py", 'prefix="NAME", document=SOURCE', 'prefix="NAME", document="sources/lost.txt"')
    folder = written(edit) if place.endswith("toml") else written()
    candidate = find_plugin(folder)
    if not place.endswith("toml"):
        (candidate.folder / place).unlink()
    found = failed(candidate, PROCESS)
    assert "the source text is not in the plugin" in str(found["quotations_stand_in_the_source"].problems[0])
