"""The wheels as a user installs them: complete, run from the command line, and the same answer in any environment."""

import json
import os
import subprocess
from importlib.metadata import distribution, entry_points
from pathlib import Path

import pytest

pytestmark = pytest.mark.integration

ROOT = Path(__file__).parents[2]
PROGRAMMES = ("community-mothers", "crafty-mummies", "healthy-little-minds", "link-workers", "young-parents-connect")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a process of its own."""
    surroundings = {**os.environ, **environment}
    command = ["peersupport", *arguments]
    return subprocess.run(command, env=surroundings, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_a_plugin_wheel_holds_its_sources_parameters_and_scenarios(programme: str) -> None:
    """What a rule cites lies in the wheel, not only in the repository; the metadata names what the plugin touches."""
    files = {str(path) for path in distribution(f"peersupport-{programme}").files or ()}
    package = f"peersupport_{programme.replace('-', '_')}"
    assert f"{package}/parameters.toml" in files
    assert f"{package}/py.typed" in files
    assert any(path.startswith(f"{package}/sources/") for path in files)
    assert any(path.startswith(f"{package}/scenarios/") for path in files)
    assert not any("__editable__" in path for path in files)
    assert {point.name for point in entry_points(group="peersupport.touches")} >= {programme}


def test_the_core_wheel_is_typed_and_holds_no_tests() -> None:
    """A type checker of an embedding service sees the annotations; nothing but the package is installed."""
    files = {str(path) for path in distribution("peersupport").files or ()}
    assert "peersupport/py.typed" in files
    assert not any(path.startswith(("tests/", "examples/")) for path in files)


def test_the_main_job_gives_the_same_bytes_in_any_environment(tmp_path: Path) -> None:
    """Time zone, hash seed and locale change nothing in 3,000 decisions."""
    arguments = ("review", "examples/caseload.jsonl", "--site", "examples/sites", "--on", "2026-11-01", "--out")
    one = run(*arguments, str(tmp_path / "one"), TZ="UTC", PYTHONHASHSEED="1")
    other = run(*arguments, str(tmp_path / "other"), TZ="Pacific/Kiritimati", PYTHONHASHSEED="2", LC_ALL="C")
    assert (one.returncode, other.returncode) == (0, 0), one.stderr + other.stderr
    decisions = (tmp_path / "one" / "decisions.jsonl").read_bytes()
    cases = len((ROOT / "examples/caseload.jsonl").read_text("utf-8").splitlines())
    assert len(decisions.splitlines()) == cases * 6
    assert decisions == (tmp_path / "other" / "decisions.jsonl").read_bytes()
    outcomes = {json.loads(line)["outcome"] for line in decisions.splitlines()}
    assert outcomes == {"eligible", "not_eligible", "undetermined"}


def test_faults_in_the_input_are_all_told_and_nothing_is_written(tmp_path: Path) -> None:
    """Exit 1 lists each fault with its row; no result appears, and no value from the file is repeated."""
    lines = ['{"id": "a", "participant": {"id": "p", "birth_date": "Jane Doe"}}', '{"id": "b"}', "{"]
    caseload = tmp_path / "faulty.jsonl"
    caseload.write_text("\n".join(lines))
    result = run("review", str(caseload), "--out", str(tmp_path / "out"))
    assert result.returncode == 1
    assert all(f"row[{row}]" in result.stderr for row in (1, 2, 3)), result.stderr
    assert "Jane" not in result.stdout + result.stderr
    assert not (tmp_path / "out").exists()


def test_wrong_usage_exits_with_two_and_names_what_was_meant() -> None:
    """A misspelt command or programme is usage, not a fault of the data."""
    assert run("reveiw").returncode == 2
    assert "review" in run("reveiw").stderr
    result = run("review", "examples/caseload.jsonl", "--programme", "crafty-mumies")
    assert result.returncode == 2
    assert "crafty-mummies" in result.stderr
