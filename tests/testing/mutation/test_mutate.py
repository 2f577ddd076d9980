"""`peersupport mutate` on a small plugin: a missing test is found, and found no more once it is written."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from peersupport._attrs import evolve
from peersupport.errors import PeerSupportError
from peersupport.testing.conformance.finding import find_plugin, found_as
from peersupport.testing.mutation import tests_of as beside
from peersupport.testing.mutation.run import mutants_named
from peersupport.testing.template import write_plugin

PLUGIN = """
from peersupport.plugin import Programme, any_child, core, hookimpl, parameter, redirect, require, since

LIMIT = parameter(
    "toddlers.limit", 3, unit="years", mark="seed", requirement="TT1", quote="parents of under-threes"
)
toddlers = Programme(id="toddlers", title="Toddlers", source="leaflet.txt", runs=since("2025-01-01"))


@hookimpl
def programmes():
    return [toddlers]


@hookimpl
def eligibility_rules():
    return toddlers.rules(
        require(
            "TT1",
            any_child(core.child_age_years < LIMIT),
            quote="parents of under-threes",
            otherwise=redirect("library", "Ask at the library."),
        )
    )
"""
TESTS = """
from datetime import date
from pathlib import Path

import pytest

from peersupport import Case, CaseId, Child, Host, Outcome, Participant, PersonId

HOST = Host.load(files=[Path(__file__).parents[1] / "toddlers.py"], discover=False)


def decided(*born):
    children = tuple(Child(id=PersonId(f"c{place}"), birth_date=one) for place, one in enumerate(born))
    case = Case(id=CaseId("c"), participant=Participant(id=PersonId("she")), children=children)
    return HOST.eligibility("toddlers").decide(case, date(2025, 6, 15))


def test_a_baby():
    assert decided(date(2024, 6, 1)).outcome is Outcome.ELIGIBLE


def test_a_schoolchild():
    answer = decided(date(2017, 6, 1))
    assert (answer.outcome, [one.redirect.to for one in answer.redirects]) == (Outcome.NOT_ELIGIBLE, ["library"])
"""
BIRTHDAY = """

@pytest.mark.parametrize(("born", "outcome"), [
    (date(2022, 6, 16), Outcome.ELIGIBLE), (date(2022, 6, 15), Outcome.NOT_ELIGIBLE),
])
def test_the_third_birthday(born, outcome):
    assert decided(born).outcome is outcome


def test_one_young_child_is_enough():
    assert decided(date(2024, 6, 1), date(2017, 6, 1)).outcome is Outcome.ELIGIBLE
"""
SURVIVORS = {
    "parameter toddlers.limit: 3 years -> 2 years",
    "parameter toddlers.limit: 3 years -> 4 years",
    "rule TT1: the child's age is under toddlers.limit -> the child's age is at most toddlers.limit",
    "rule TT1: at least one of the children: the child's age is under toddlers.limit -> every of the children: "
    "the child's age is under toddlers.limit",
}


def mutated(folder: Path, *options: str) -> tuple[int, dict[str, Any]]:
    """The exit code of the command, and what it says."""
    command = [sys.executable, "-m", "peersupport", "mutate", "toddlers.py", "--jobs", "2", "--json", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def refused(folder: Path, code: str, told: str, *options: str) -> None:
    """The command stops with the fault, says why and what to do, and speaks of no change."""
    command = [sys.executable, "-m", "peersupport", "mutate", "toddlers.py", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stdout.strip()) == (2, ""), done.stdout + done.stderr
    assert code in done.stderr
    assert told in done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plugin of one file and its tests."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "toddlers.py").write_text(PLUGIN, "utf-8")
    (tmp_path / "tests" / "test_toddlers.py").write_text(f"{TESTS}", "utf-8")
    return tmp_path


def test_what_no_test_notices_is_found_and_after_the_test_was_written_no_more(folder: Path) -> None:
    """The boundary was never tested; then it is."""
    working = ("--only", "child")
    code, said = mutated(folder, "--only", "toddlers.limit")
    unnoticed = {one["name"] for one in said["changes"] if one["outcome"] == "unnoticed"}
    assert code == 1
    assert unnoticed >= SURVIVORS
    assert said["tests"] == [str(folder / "tests")]
    assert {one["of"] for one in said["changes"]} == {"rule TT1", "parameter toddlers.limit"}
    with (folder / "tests" / "test_toddlers.py").open("a", encoding="utf-8") as file:
        file.write(BIRTHDAY)
    code, said = mutated(folder, *working)
    assert (code, said["counts"]) == (0, {"noticed": len(said["changes"])})


def test_tests_that_fail_by_themselves_show_nothing(folder: Path) -> None:
    """Every change would be noticed by them."""
    (folder / "tests" / "test_toddlers.py").write_text("def test_broken():\n    raise ValueError\n", "utf-8")
    refused(folder, "[mutation-baseline]", "tests/test_toddlers.py::test_broken; to see it, run: pytest ")


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        (
            "tests/conftest.py",
            "import not_there_at_all\n",
            "No module named 'not_there_at_all'; to see it, run: pytest ",
        ),
        ("tests/conftest.py", "raise SystemExit(3)\n", "to see it, run: pytest "),
        ("tests/test_toddlers.py", "import not_there_at_all\n", "No module named 'not_there_at_all'; to see it, run: "),
        ("tests/test_toddlers.py", "LIMIT = 3\n", "there is no test in "),
        ("tests/test_toddlers.py", "import os\nos.abort()\n", "ended with -6; to see it, run: pytest "),
        ("pytest.ini", "[pytest]\naddopts = --not-an-option\n", "unrecognized arguments: --not-an-option"),
    ],
    ids=["conftest", "leaving", "import", "none", "crash", "options"],
)
def test_tests_that_cannot_be_collected_show_nothing(folder: Path, file: str, text: str, told: str) -> None:
    """No change was tried: that none went unnoticed would be a silent yes."""
    (folder / file).write_text(text, "utf-8")
    refused(folder, "[mutation-tests]", told)


def test_tests_that_are_all_skipped_show_nothing(folder: Path) -> None:
    """Every change would go unnoticed by them, whatever is written in them."""
    test = "import pytest\n\n\n@pytest.mark.skip\ndef test_nothing():\n    pass\n"
    (folder / "tests" / "test_toddlers.py").write_text(test, "utf-8")
    refused(folder, "[mutation-baseline]", "all are skipped; to see it, run: pytest ")


def test_words_that_no_change_has_are_no_run_without_unnoticed_changes(folder: Path) -> None:
    """A slip in an id would pass for tests that notice everything; part of an id is not the id."""
    refused(folder, "[mutation-only]", "--list", "--only", "TT")


def test_changes_can_be_listed_without_being_tried(folder: Path) -> None:
    """By the names under which they are told."""
    code, said = mutated(folder, "--list")
    assert code == 0
    assert {one["name"] for one in said} >= SURVIVORS


def test_a_configuration_that_asks_for_several_processes_is_taken(folder: Path) -> None:
    """Every trial is a process of its own, and no other is needed."""
    (folder / "tests" / "pytest.ini").write_text("[pytest]\naddopts = -n 2 --dist=loadfile\n", "utf-8")
    code, said = mutated(folder, "--tests", "tests", "--only", "rule TT1 whole dropped")
    assert (code, said["counts"]) == (0, {"refused at load": 1})


def test_words_are_whole_ones() -> None:
    """CM2 is in CM2-report, and not in CM20."""
    places = {one.place for one in mutants_named(found_as(find_plugin("crafty-mummies")), "CM2 rule")}
    assert "rule CM2" in places
    assert not [one for one in places if one.startswith(("rule CM20", "rule CM26", "rule CM27"))]


def test_a_project_is_named_as_for_conformance(tmp_path: Path) -> None:
    """By its folder, its package or its distribution."""
    found = found_as(find_plugin(write_plugin("sunny-days", tmp_path)))
    assert {one.place for one in mutants_named(found)} >= {"rule SD1", "parameter sunny-days.age_limit"}
    names = ("crafty-mummies", "peersupport-crafty-mummies", "peersupport_crafty_mummies")
    assert {found_as(find_plugin(one)).name for one in names} == {"crafty-mummies"}


def test_what_everybody_installs_is_not_taken_for_a_plugins_tests(tmp_path: Path) -> None:
    """Some package has put its `tests` beside all others'."""
    packages = tmp_path / "site-packages"
    for one in ("tests", "package/scenarios"):
        (packages / one).mkdir(parents=True)
    candidate = evolve(find_plugin("crafty-mummies"), folder=packages / "package")
    assert beside.tests_of(candidate, "crafty-mummies") == (packages / "package" / "scenarios",)
    (packages / "package" / "scenarios").rmdir()
    with pytest.raises(PeerSupportError, match="--tests PATH"):
        beside.tests_of(candidate, "crafty-mummies")
