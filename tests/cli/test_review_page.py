"""report.html of a review: when there is one, what the options say about it, and that nobody waits for it in vain."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
GIVEN = ("--programme", "crafty-mummies", "--on", "2026-11-01")


def test_the_page_is_written_beside_the_rest_and_told_of(run: Run, few: Path, tmp_path: Path) -> None:
    """Its name is printed; small numbers are hidden in it; rows that were left out are spoken of."""
    few.write_text(few.read_text("utf-8") + '\n{"id": "broken"}\n', "utf-8")
    code, out, _ = run("review", few, *GIVEN, "--out", tmp_path, "--skip-faulty")
    page = (tmp_path / "report.html").read_text("utf-8")
    assert code == 0
    assert str(tmp_path / "report.html") in out
    assert "Small numbers are hidden" in page
    assert "left out for faults" in page


def test_without_what_draws_it_the_rest_is_written_and_that_is_said_first(
    run: Run, few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before any case is read, with what to install; a fault of the caseload comes after it."""
    for name in [one for one in sys.modules if one.startswith("peersupport.reports.caseload.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.delitem(sys.modules, "peersupport.reports.plots", raising=False)
    code, out, err = run("review", few, *GIVEN, "--out", tmp_path / "out")
    assert code == 0
    assert "install peersupport[reports], or say --no-report" in err
    assert "report.html" not in out
    assert {one.name for one in (tmp_path / "out").iterdir()} == {"decisions.jsonl", "summary.json"}
    few.write_text("{}\n", "utf-8")
    assert run("review", few, *GIVEN, "--out", tmp_path / "out")[2].startswith("report.html is left out")
    assert "report.html" not in run("review", few, *GIVEN, "--out", tmp_path / "out", "--no-report")[2]


@pytest.mark.parametrize("without", [(), ("--out", "out", "--no-report")])
def test_an_option_about_a_page_that_is_not_written_is_refused(run: Run, few: Path, without: tuple[str, ...]) -> None:
    """Whoever asks to see small numbers is told that there is nothing to see them in."""
    code, _, err = run("review", few, *GIVEN, "--no-suppression", *without)
    assert code == 2
    assert "it needs --out" in err
