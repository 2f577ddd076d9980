"""Files of scenarios are tests where the kit is installed: one for each sentence, and nobody else's YAML is taken."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.testing.scenarios.toddlers import HOLDS, toddlers

CONFIGURED = """
[pytest]
peersupport_plugins = ["toddler_together.py"]
peersupport_scenarios = ["toddlers.yaml", "more/*.yaml"]
"""
BROKEN = HOLDS.replace("The day before", "Not the day before").replace("eligible}", "not_eligible}")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A plugin of one file, with two sentences of which one does not hold, and a stranger's YAML."""
    toddlers(tmp_path)
    (tmp_path / "pytest.toml").write_text(CONFIGURED, "utf-8")
    (tmp_path / "toddlers.yaml").write_text(HOLDS + BROKEN, "utf-8")
    for folder in ("scenarios", "more"):
        (tmp_path / folder).mkdir()
    (tmp_path / "scenarios" / "stranger.yaml").write_text("- hosts: all\n", "utf-8")
    return tmp_path


def run(project: Path, *options: str) -> tuple[int, str]:
    """Run pytest there: its exit code and what it said."""
    command = [sys.executable, "-m", "pytest", "-q", *options]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_each_sentence_is_a_test_and_its_name(project: Path) -> None:
    """What does not hold is told without a traceback, and again by `--lf`; strangers' files stay theirs."""
    code, said = run(project)
    assert code == pytest.ExitCode.TESTS_FAILED
    assert "1 failed, 1 passed" in said
    assert "FAILED toddlers.yaml::Not the day before the third birthday (TT1)" in said
    assert "outcome: expected not_eligible, came eligible" in said
    assert "at least one of the children" in said
    assert "Traceback" not in said
    assert "checking.py" not in said
    again, told = run(project, "--lf")
    assert (again, "1 failed in" in told) == (pytest.ExitCode.TESTS_FAILED, True)


def test_sentences_are_chosen_by_their_words(project: Path) -> None:
    """`-k` works as for any test, and so does xdist (`tests/testing/coverage/test_watching.py`)."""
    code, said = run(project, "-k", "TT1 and not Not")
    assert (code, "1 passed" in said) == (pytest.ExitCode.OK, True)


def test_a_file_that_is_wrongly_written_stops_the_run_and_tells_every_fault(project: Path) -> None:
    """A sentence that cannot be read must not silently be none."""
    (project / "more" / "slips.yaml").write_text("- {scenari: One}\n- {scenario: Two}\n", "utf-8")
    code, said = run(project)
    assert code == pytest.ExitCode.INTERRUPTED
    assert "more/slips.yaml:1[0].scenari: an unknown key [key-unknown]; did you mean `scenario`?" in said
    assert "more/slips.yaml:2[1]: `given` is missing [key-missing]" in said
    assert "Traceback" not in said


def test_what_does_not_fit_the_programme_fails_its_own_test_alone(project: Path) -> None:
    """With its place, so that it is mended in the file."""
    (project / "toddlers.yaml").write_text(HOLDS + BROKEN.replace("birth_date", "birthdate"), "utf-8")
    code, said = run(project)
    assert (code, "1 failed, 1 passed" in said) == (pytest.ExitCode.TESTS_FAILED, True)
    assert "[1].given.children[0]: an unknown key [key-unknown]; did you mean `birth_date`?" in said


def test_who_has_yaml_of_her_own_needs_none_of_our_packages() -> None:
    """Every run of pytest on a machine asks whose a YAML file is, also where the extra is not installed."""
    asked = "import sys, peersupport.testing.scenario_files; print({'yaml', 'hypothesis', 'cattrs'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
