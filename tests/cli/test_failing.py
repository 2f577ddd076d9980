"""How a command fails: with a code, a page and an exit code that say what it is, and without a word of what it read."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
SECRET = "Marigold Hazelwood"
OPENED = "peersupport.cli.review.open_input"


def test_a_fault_names_the_page_of_its_code(run: Run, tmp_path: Path) -> None:
    """Up to three pages at once; the page says what to do."""
    (tmp_path / "cases.jsonl").write_text('{"id": 1, "participant": {"birth_date": "x", "idd": "y"}}\n{\n{}\n')
    code, _, err = run("review", tmp_path / "cases.jsonl")
    assert code == 1
    assert err.splitlines()[-1].startswith("more about them: peersupport fault ")
    named = err.splitlines()[-1].split()[5:]
    assert len(named) == 3
    code, out, _ = run("fault", *named)
    assert (code, out.count("## What to do")) == (0, 3)


def test_pages_are_listed_and_found_by_what_stands_in_a_log(run: Run) -> None:
    """In brackets, in capitals, misspelt; as JSON too."""
    assert "case-duplicate" in run("fault")[1]
    assert run("fault", "[case-duplicate]")[1] == run("fault", "CASE-DUPLICATE")[1]
    code, _, err = run("fault", "case-duplicat")
    assert (code, "did you mean `case-duplicate`?" in err) == (2, True)
    assert '"page": "reference/faults/case-duplicate"' in run("fault", "case-duplicate", "--json")[1]


def test_what_nobody_foresaw_is_told_by_class_and_place(run: Run, few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 70, one line to report, no traceback of Python's and nothing of the message."""

    def breaks(*_: object, **__: object) -> None:
        raise KeyError(SECRET)

    monkeypatch.setattr(OPENED, breaks)
    code, out, err = run("review", few)
    assert (code, out.strip()) == (70, "")
    assert f"peersupport failed: KeyError at {__name__}:" in err
    assert "--debug" in err
    code, out, err = run("review", "--debug", few)
    assert (code, out.strip()) == (70, "")
    assert "cli/review.py, line " in err
    assert SECRET not in err
    assert "Traceback (most recent call last)" not in err


@pytest.mark.parametrize("arguments", [("--debug", "review"), ("review", "--debug")])
def test_debug_shows_where_a_fault_was_raised(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Before the faults, which stay as they are."""
    (tmp_path / "cases.jsonl").write_text(f'{{"id": "{SECRET}", "participant": "{SECRET}"}}\n')
    _, _, plain = run(arguments[1] if arguments[0] == "--debug" else "review", tmp_path / "cases.jsonl")
    code, _, err = run(*arguments, tmp_path / "cases.jsonl")
    assert code == 1
    assert err.endswith(plain)
    assert "InvalidDocument [document-invalid]" in err.removesuffix(plain)
    assert SECRET not in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("review", SECRET), "'CASELOAD'"),
        (("explain", "{few}", "--case", "1", "--programme", "crafty-mummies", SECRET), "a word too many"),
        (("review", "{few}", "--audience", SECRET), "choose one of participant"),
        (("review", "{few}", f"--{SECRET}=1"), "there is no such option"),
        (("review", "{few}", "--on", SECRET), "YYYY-MM-DD"),
        (("review", "{few}", "--programe", "crafty-mummies"), "did you mean `--programme`?"),
        (("report", "term", "{few}", "--births", SECRET), "expected a whole number"),
        ((SECRET,), "there is no such command"),
        (("ledger", SECRET), "there is no such command"),
        (("conformance", SECRET), ""),
    ],
)
def test_what_was_typed_is_not_repeated(run: Run, few: Path, arguments: tuple[str, ...], told: str) -> None:
    """A name may stand where an option was meant; the name of a file is the user's own and may be told."""
    code, out, err = run(*(one.format(few=few) for one in arguments))
    assert code == 2
    assert told in err
    assert SECRET not in out + err or "CASELOAD" in err


def peersupport(arguments: str, **given: object) -> subprocess.CompletedProcess[str]:
    """The command as a shell starts it."""
    command = f"{sys.executable} -m peersupport {arguments}"
    return subprocess.run(command, shell=True, capture_output=True, text=True, check=False, **given)  # type: ignore[call-overload,no-any-return]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told() -> None:
    """With exit code 1: what was printed did not arrive."""
    done = peersupport("fault > /dev/full")
    assert done.returncode == 1
    assert done.stderr.splitlines()[0].endswith("(No space left on device) [file-unwritable]")
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="pipes and closed descriptors as POSIX has them")
@pytest.mark.parametrize(("arguments", "code"), [("fault | head -c 1", 0), ("fault >&-", 0)])
def test_a_reader_that_goes_away_is_nobodys_fault(arguments: str, code: int) -> None:
    """Not a word, and above all no traceback."""
    done = peersupport(arguments)
    assert (done.returncode, done.stderr) == (code, "")
