"""`peersupport scenario`: sentences run, and what does not hold told."""

import json
from pathlib import Path

from tests.cli.conftest import ROOT, Run
from tests.testing.scenarios.toddlers import HOLDS, toddlers

GROUP = ROOT / "plugins/crafty-mummies/src/peersupport_crafty_mummies/scenarios/group.yaml"


def test_the_sentences_of_a_plugin_hold(run: Run) -> None:
    """One line for each file, and the exit code 0."""
    code, out, _ = run("scenario", "run", GROUP)
    assert (code, "0 of them do not hold" in out, "group.yaml" in out) == (0, True, True)


def test_what_does_not_hold_is_told_with_its_place_and_the_rule(run: Run, tmp_path: Path) -> None:
    """And the exit code is 1."""
    plugin = toddlers(tmp_path)
    path = tmp_path / "toddlers.yaml"
    path.write_text(HOLDS.replace("outcome: eligible", "outcome: undetermined"), "utf-8")
    code, out, _ = run("scenario", "run", path, "--plugin", plugin)
    assert code == 1
    assert f"{path}:1: The day before the third birthday (TT1)" in out
    assert "outcome: expected undetermined, came eligible" in out
    assert "[yes] require TT1" in out
    code, out, _ = run("scenario", "run", path, "--plugin", plugin, "--json")
    document = json.loads(out)
    assert (code, document["scenarios"], document["hold"], document["recorded"]) == (1, 1, 0, 0)
    (broken,) = document["broken"]
    assert (broken["at"], broken["differences"][0]["key"]) == (f"{path}:1", "outcome")


def test_every_fault_of_every_file_is_told(run: Run, tmp_path: Path) -> None:
    """Those of form first; those that only the programme knows when all files can be read."""
    plugin = toddlers(tmp_path)
    path = tmp_path / "toddlers.yaml"
    path.write_text(HOLDS.replace("outcome: eligible", "outcome: eligble"), "utf-8")
    code, _, err = run("scenario", "run", path, "--plugin", plugin)
    assert (code, "did you mean `eligible`?" in err, "1 fault" in err) == (1, True, True)
    path.write_text(HOLDS.replace("toddler-together", "toddlers-together"), "utf-8")
    code, _, err = run("scenario", "run", path, "--plugin", plugin)
    assert (code, "did you mean `toddler-together`?" in err) == (1, True)


def test_where_there_is_no_scenario_that_is_said(run: Run, tmp_path: Path) -> None:
    """Nothing run is nothing shown to hold."""
    code, _, err = run("scenario", "run", tmp_path)
    assert (code, "there is no scenario" in err) == (2, True)


def test_what_a_run_saw_of_the_rules_is_written(run: Run, tmp_path: Path) -> None:
    """As a page and as JSON, of the programmes that the scenarios are about."""
    plugin = toddlers(tmp_path)
    path = tmp_path / "toddlers.yaml"
    path.write_text(HOLDS, "utf-8")
    code, out, _ = run("scenario", "run", path, "--plugin", plugin, "--coverage", tmp_path / "seen")
    assert (code, "toddler-together/TT1" in out, "rules lack nothing" in out) == (0, True, True)
    document = json.loads((tmp_path / "seen" / "coverage.json").read_text("utf-8"))
    assert set(document["rules"]) == {"toddler-together/TT1", "toddler-together/TT2"}
    assert "toddler-together/TT1" in (tmp_path / "seen" / "index.html").read_text("utf-8")


def test_what_is_answered_now_is_recorded(run: Run, tmp_path: Path) -> None:
    """Into the file itself, or into a new one; a case of its own is added at the end."""
    plugin = toddlers(tmp_path)
    path = tmp_path / "toddlers.yaml"
    path.write_text(HOLDS.partition("  expect:")[0], "utf-8")
    code, out, _ = run("scenario", "record", path, "--plugin", plugin, "--recorded", "2026-11-26")
    assert (code, "1 recorded" in out) == (0, True)
    case = tmp_path / "case.json"
    case.write_text(
        '{"id": "made-up", "participant": {"id": "her"}, "children": [{"id": "a", "birth_date": "2026-01-31"}]}'
    )
    added = ("--case", case, "--programme", "toddler-together", "--sentence", "A baby", "--on", "2026-03-01")
    code, out, _ = run("scenario", "record", path, "--plugin", plugin, "--json", *added)
    assert (code, json.loads(out)["recorded"]) == (0, 1)
    assert "birth_date: 2026-01-31" in path.read_text("utf-8")
    code, out, _ = run("scenario", "run", path, "--plugin", plugin, "--json")
    assert (code, json.loads(out)["recorded"], json.loads(out)["hold"]) == (0, 2, 2)


def test_a_file_stays_as_readable_as_it_was(run: Run, tmp_path: Path) -> None:
    """Its mode is kept, and what is read-only is not replaced."""
    plugin = toddlers(tmp_path)
    path = tmp_path / "toddlers.yaml"
    path.write_text(HOLDS.partition("  expect:")[0], "utf-8")
    before = path.read_text("utf-8")
    path.chmod(0o444)
    code, _, err = run("scenario", "record", path, "--plugin", plugin)
    assert (code, "file-unwritable" in err, path.read_text("utf-8") == before) == (1, True, True)
    path.chmod(0o664)
    code, _, _ = run("scenario", "record", path, "--plugin", plugin)
    assert (code, path.read_text("utf-8") == before, path.stat().st_mode & 0o777) == (0, False, 0o664)


def test_drafts_are_written_into_a_new_file_only(run: Run, tmp_path: Path) -> None:
    """Nothing that is there is written over."""
    plugin = toddlers(tmp_path)
    path = tmp_path / "drafts.yaml"
    drafts = ("--boundaries", "toddler-together", "--on", "2026-03-01", "--plugin", plugin)
    code, out, _ = run("scenario", "record", path, *drafts)
    assert (code, "3 drafts" in out) == (0, True)
    before = path.read_text("utf-8")
    code, _, err = run("scenario", "record", path, *drafts)
    assert (code, "a new file" in err, path.read_text("utf-8") == before) == (2, True, True)
    code, _, err = run("scenario", "record", tmp_path / "no.yaml", "--boundaries", "toddler", "--plugin", plugin)
    assert (code, (tmp_path / "no.yaml").exists()) == (2, False)


def test_where_no_case_is_found_it_is_told_which_parameters_nobody_has_set(run: Run, tmp_path: Path) -> None:
    """At a boundary that nobody has set there is no case, and none can be written before a site sets it."""
    drafts = ("--boundaries", "healthy-little-minds", "--on", "2026-03-01")
    code, out, _ = run("scenario", "record", tmp_path / "drafts.yaml", *drafts)
    told = [line for line in out.splitlines() if "no case found" in line and "/HL3: " in line]
    assert (code, len(told)) == (0, 3)
    assert all("nobody has set `healthy-little-minds.expecting_welcome`, " in line for line in told)
