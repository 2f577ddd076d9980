"""`peersupport report`: one command from a caseload to a page, a table or JSON; bad input writes nothing."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.reports.caseload import activity, caseload

from peersupport.cli.main import commands, main
from peersupport.records.codec import case_document, document_of

PROGRAMME = "crafty-mummies"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a caseload and a site's activity."""
    lines = (json.dumps(case_document(one)) for one in caseload(PROGRAMME, 60))
    (tmp_path / "cases.jsonl").write_text("\n".join(lines), "utf-8")
    (tmp_path / "site.json").write_text(json.dumps(document_of(activity(PROGRAMME))), "utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    """The exit code, standard output and standard error of a command."""
    with pytest.raises(SystemExit) as ended:
        main(["report", *map(str, words)])
    told = capsys.readouterr()
    return int(ended.value.code or 0), told.out, told.err


def asked(files: Path, kind: str = "term") -> tuple[str | Path, ...]:
    """What is typed at the least."""
    return (kind, files / "cases.jsonl", "--programme", PROGRAMME, "--period", "2026-Q3")


def test_a_report_in_every_form(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Tables by default, JSON when asked, a page and a CSV where they are to go."""
    site = ("--activity", files / "site.json")
    code, out, _ = run(capsys, *asked(files), *site, "--html", files / "a.html", "--csv", files / "a.csv")
    assert code == 0
    assert "Sessions held: 8; cancelled: 1." in out
    assert "our own default" in out
    assert (files / "a.html").read_text("utf-8").startswith("<!doctype html>")
    assert (files / "a.csv").read_text("utf-8").startswith('"table"')
    code, out, _ = run(capsys, *asked(files), *site, "--json", "--suppression", "lt10")
    assert json.loads(out)["suppression"]["rule"] == "lt10"
    (files / "before.json").write_text(out, "utf-8")
    code, again, _ = run(
        capsys, *asked(files), *site, "--json", "--suppression", "lt10", "--earlier", files / "before.json"
    )
    assert code == 0
    assert json.loads(again)["counts"] == json.loads(out)["counts"]


@pytest.mark.parametrize(
    ("place", "word", "told"),
    [
        (0, "therm", "did you mean `term`?"),
        (3, "crafty-mumies", "did you mean `crafty-mummies`?"),
        (5, "2026-Q7", "2026-Q3"),
        (7, "lt55", "did you mean `lt5`?"),
    ],
)
def test_a_misspelt_word_is_answered_with_the_nearest(
    files: Path, capsys: pytest.CaptureFixture[str], place: int, word: str, told: str
) -> None:
    """Usage: exit code 2, and nothing is written."""
    words: list[str | Path] = [*asked(files), "--suppression", "lt5", "--html", files / "a.html"]
    words[place] = word
    code, _, err = run(capsys, *words)
    assert code == 2
    assert told in err
    assert not (files / "a.html").exists()


def test_faults_of_the_input_are_all_told_and_nothing_is_written(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each with its path, and none repeats what was there."""
    (files / "site.json").write_text('{"programme": "crafty-mummies", "sesions": [], "costs": "CANARY"}', "utf-8")
    code, _, err = run(capsys, *asked(files), "--activity", files / "site.json", "--html", files / "a.html")
    assert code == 1
    assert "did you mean `sessions`?" in err
    assert "costs" in err
    assert "CANARY" not in err
    assert not (files / "a.html").exists()


def test_a_place_that_cannot_be_written_is_told_and_no_other_file_appears(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file stands where a folder should: no traceback, no name, and not half of what was asked for."""
    page, tables = files / "a.html", files / "cases.jsonl" / "a.csv"
    code, _, err = run(capsys, *asked(files), "--html", page, "--csv", tables)
    assert code == 1
    assert "file-unwritable" in err
    assert "cases" not in err
    assert sorted(one.name for one in files.iterdir()) == ["cases.jsonl", "site.json"]


def test_help_names_the_rules() -> None:
    """Whoever asks for help finds the rules for small numbers."""
    assert "nhs_hes_star" in "".join(CliRunner().invoke(commands, ["report", "--help"]).output.split())
