"""What `peersupport review` leaves behind: all of its files or none, and a true word about what was recorded."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from peersupport.cli.ending import Ended
from peersupport.cli.files import write_together
from peersupport.cli.main import main
from peersupport.cli.partly import Partly
from peersupport.interop.caseload import Caseload
from peersupport.records.case import Case

GIVEN = ("--programme", "crafty-mummies", "--on", "2026-11-01")
GOOD = '{"id": "%s", "participant": {"id": "%s"}}\n'
posix = pytest.mark.skipif(os.name != "posix", reason="pipes, modes and signals as POSIX has them")


def _left(folder: Path) -> dict[str, str]:
    return {one.name: one.read_text("utf-8") for one in folder.iterdir()}


@posix
def test_a_pipe_is_read_once_and_wholly(few: Path, tmp_path: Path) -> None:
    """What cannot be read again is kept: the counts are of its cases, not of an empty second reading."""
    command = [sys.executable, "-m", "peersupport", "review", "/dev/stdin", "--format", "jsonl", "--no-report", *GIVEN]
    done = subprocess.run(
        [*command, "--out", str(tmp_path / "out")], input=few.read_bytes(), capture_output=True, check=False
    )
    assert done.returncode == 0
    assert b"20 cases" in done.stdout
    assert len((tmp_path / "out" / "decisions.jsonl").read_text("utf-8").splitlines()) == 20


@pytest.mark.parametrize("name", ["decisions.jsonl", "summary.json", "report.html"])
@pytest.mark.parametrize("how", ["read-only", "folder"])
def test_where_one_file_cannot_be_written_none_is_and_nothing_is_recorded(
    run: Run, few: Path, tmp_path: Path, ledger: Path, name: str, how: str
) -> None:
    """An earlier run's file is protected: the old results stay together, and "nothing was written" is true."""
    out = tmp_path / "out"
    out.mkdir()
    for one in ("decisions.jsonl", "summary.json", "report.html"):
        (out / one).write_text("old", "utf-8")
    if how == "folder":
        (out / name).unlink()
        (out / name).mkdir()
    else:
        (out / name).chmod(0o444)
    code, _, err = run("review", few, *GIVEN, "--out", out, "--ledger", ledger)
    assert code == 1
    assert "1 fault; nothing was written" in err
    assert {one.name: one.read_text("utf-8") for one in out.iterdir() if one.is_file()} == {
        one: "old" for one in ("decisions.jsonl", "summary.json", "report.html") if (one, how) != (name, "folder")
    }
    assert not ledger.exists()


def _growing(monkeypatch: pytest.MonkeyPatch, file: Path, after: int) -> None:
    """Somebody adds a case once so many were given."""
    given = Caseload.__iter__

    def cases(self: Caseload) -> Iterator[Case]:
        for number, case in enumerate(given(self)):
            if number == after:
                with file.open("a", encoding="utf-8") as more:
                    more.write("\n" + GOOD % ("later", "later"))
            yield case

    monkeypatch.setattr(Caseload, "__iter__", cases)


@pytest.mark.parametrize("after", [0, 5, 19])
def test_what_was_recorded_before_the_file_changed_is_told(
    run: Run, few: Path, tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """The ledger cannot forget, so nobody is told that nothing was written; no file appears."""
    _growing(monkeypatch, few, after)
    code, out, err = run("review", few, *GIVEN, "--out", tmp_path / "out", "--ledger", ledger)
    assert (code, out.strip()) == (1, "")
    assert "[file-changed]" in err
    assert "nothing was written" not in err
    number = after + 1
    word = "decision was" if number == 1 else "decisions were"
    assert err.splitlines()[-1] == f"{number} {word} recorded in the ledger"
    verified = json.loads(run("ledger", "verify", "--ledger", ledger, "--json")[1])
    assert verified["size"] == number + 1, "and the rules that decided"
    assert not list((tmp_path / "out").iterdir())


def test_without_a_ledger_nothing_was_written(
    run: Run, few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same without a ledger: then the words are true, and an earlier review stays as it was."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "summary.json").write_text("old", "utf-8")
    _growing(monkeypatch, few, 5)
    code, _, err = run("review", few, *GIVEN, "--out", out)
    assert (code, "1 fault; nothing was written" in err) == (1, True)
    assert _left(out) == {"summary.json": "old"}


@posix
def test_a_file_that_is_refused_at_the_end_is_told_with_those_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rare, as all were looked at before, but never called nothing."""
    whole = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "b":
            raise PermissionError
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(Partly, match="of 2 files, 1 were replaced or removed"):
        write_together({tmp_path / "a": "new", tmp_path / "b": "new"})
    assert _left(tmp_path) == {"a": "new"}


def test_the_page_of_an_earlier_review_does_not_stay(run: Run, few: Path, tmp_path: Path) -> None:
    """It is of other decisions: it goes with them, by name; and it stays where the review fails."""
    (tmp_path / "out").mkdir()
    page = tmp_path / "out" / "report.html"
    page.write_text("old", "utf-8")
    given = ("--out", tmp_path / "out", "--no-report")
    (tmp_path / "bad.jsonl").write_text("{}\n", "utf-8")
    assert run("review", tmp_path / "bad.jsonl", *GIVEN, *given)[0] == 1
    assert page.read_text("utf-8") == "old"
    code, _, err = run("review", few, *GIVEN, *given)
    assert (code, err) == (0, "report.html of an earlier review was removed\n")
    assert set(_left(tmp_path / "out")) == {"decisions.jsonl", "summary.json"}
    page.write_text("old", "utf-8")
    page.chmod(0o444)
    assert run("review", few, *GIVEN, *given)[0] == 1
    assert page.exists()


@posix
def test_a_review_that_is_ended_leaves_no_incomplete_file(
    few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SIGTERM, as systems send it when they stop, in the middle of the second reading."""
    given, before = Caseload.__iter__, signal.getsignal(signal.SIGTERM)

    def cases(self: Caseload) -> Iterator[Case]:
        for case in given(self):
            yield case
            assert list((tmp_path / "out").iterdir())
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(1)  # Python takes a signal between two of its steps

    monkeypatch.setattr(Caseload, "__iter__", cases)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        with pytest.raises(SystemExit) as stopped:
            main(["review", str(few), *GIVEN, "--no-report", "--out", str(tmp_path / "out")])
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGTERM, before)
    assert stopped.value.code == 143
    assert not list((tmp_path / "out").iterdir())


def test_no_fact_keeps_a_program_from_ending() -> None:
    """Whatever else is raised while a fact is worked out leaves the fact unknown, and the review would go on."""
    assert issubclass(Ended, KeyboardInterrupt)
