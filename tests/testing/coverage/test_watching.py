"""`pytest --rule-coverage`: off unless asked for, the same on several processes, and it can fail a run."""

import json
from pathlib import Path

import pytest
from tests.testing.scenarios.test_collecting import CONFIGURED, run
from tests.testing.scenarios.toddlers import HOLDS, toddlers

LATER = HOLDS.replace("The day before", "On").replace("2026-02-28", "2026-03-01").replace("eligible}", "not_eligible}")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A plugin of one file with two sentences, each in a file of its own."""
    toddlers(tmp_path)
    (tmp_path / "pytest.toml").write_text(CONFIGURED, "utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "toddlers.yaml").write_text(HOLDS, "utf-8")
    (tmp_path / "more" / "later.yaml").write_text(LATER, "utf-8")
    return tmp_path


def test_several_processes_see_together_what_one_sees(project: Path) -> None:
    """Each hands over its own counts; too little fails the run, and the page and the JSON are there all the same."""
    options = ("--rule-coverage=toddler-together", "--rule-coverage-html=page")
    code, said = run(project, *options, "--rule-coverage-json=one.json", "--rule-coverage-fail-under=100")
    assert code == pytest.ExitCode.TESTS_FAILED
    assert "toddler-together/TT2  " in said
    assert "FAILED: 100 % are asked for" in said
    assert "Rule coverage" in (project / "page" / "index.html").read_text("utf-8")
    code, said = run(project, *options, "--rule-coverage-json=two.json", "--rule-coverage-fail-under=20", "-n", "2")
    assert code == pytest.ExitCode.OK, said
    one, two = (json.loads((project / f"{name}.json").read_text("utf-8")) for name in ("one", "two"))
    assert one == two
    assert one["rules"]["toddler-together/TT1"]["judged"] == 2


def test_a_run_that_judges_nothing_says_so(project: Path) -> None:
    """ "0.0 % seen", rule by rule, would be a verdict on the rules, of tests that stand elsewhere."""
    (project / "toddlers.yaml").unlink()
    (project / "more" / "later.yaml").unlink()
    (project / "test_other.py").write_text("def test_other():\n    pass\n", "utf-8")
    _, said = run(project, "--rule-coverage=toddler-together")
    assert "nothing was judged of 2 rules: run the tests from the folder that holds them" in said
    assert "never" not in said


def test_a_path_that_is_taken_for_a_programme_is_told(project: Path) -> None:
    """`--rule-coverage toddlers.yaml` would else watch nothing, and say that nothing lacks."""
    code, said = run(project, "--rule-coverage", "toddlers.yaml")
    assert code == pytest.ExitCode.USAGE_ERROR
    assert "rule coverage" not in said


@pytest.mark.parametrize("share", ["nan", "150", "-1", "most"])
def test_a_threshold_that_is_no_share_is_refused(share: str, project: Path) -> None:
    """Nothing is less than what is no number: the run would always pass."""
    code, _ = run(project, f"--rule-coverage-fail-under={share}")
    assert code == pytest.ExitCode.USAGE_ERROR
