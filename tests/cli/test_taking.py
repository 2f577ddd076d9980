"""`peersupport review` on caseloads with faults, dry runs, and standard input."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Run

GOOD = '{"id": "1", "participant": {"id": "a"}}'
BAD = '{"id": "2", "participant": {"id": "b", "birth_date": "Marigold"}}'


@pytest.fixture
def caseload(tmp_path: Path) -> Path:
    """A good row and two with faults."""
    file = tmp_path / "cases.jsonl"
    file.write_text(f'{GOOD}\n{BAD}\n{{"id": 3}}\n', "utf-8")
    return file


def test_faulty_rows_are_left_out_only_when_asked_for(run: Run, caseload: Path, tmp_path: Path) -> None:
    """Then they are told on standard error and in the summary, with what was wrong, and nothing of a person."""
    code, _, _ = run("review", caseload, "--out", tmp_path / "refused")
    assert code == 1
    assert not (tmp_path / "refused").exists()
    code, out, err = run("review", caseload, "--skip-faulty", "--no-report", "--out", tmp_path / "taken")
    assert code == 0
    assert "Left out: 2 rows with 3 faults" in err
    summary = json.loads((tmp_path / "taken" / "summary.json").read_text("utf-8"))
    assert summary["cases"] == 1
    assert summary["left_out"]["numbers"] == [2, 3]
    assert summary["left_out"]["codes"] == {"date-invalid": 1, "key-missing": 1, "value-type": 1}
    assert "Marigold" not in err + out + json.dumps(summary)


def test_a_good_caseload_says_that_nothing_was_left_out(run: Run, tmp_path: Path) -> None:
    """Whoever reads the summary need not know with which options it was made."""
    (tmp_path / "cases.jsonl").write_text(GOOD, "utf-8")
    _, out, err = run("review", tmp_path / "cases.jsonl", "--skip-faulty", "--json")
    assert json.loads(out)["left_out"]["rows"] == 0
    assert err == ""


def test_two_rows_of_one_case_are_refused_all_the_same(run: Run, tmp_path: Path) -> None:
    """To leave out either would be a guess."""
    (tmp_path / "cases.jsonl").write_text(f"{GOOD}\n{GOOD}\n", "utf-8")
    code, _, err = run("review", tmp_path / "cases.jsonl", "--skip-faulty")
    assert (code, "case-duplicate" in err) == (1, True)


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    "faulty",
    [
        BAD.replace('"2"', '"1"'),
        BAD.replace('"2"', '" 1"'),
        '{"id": 1, "participant": {"id": "b"}}',
        '{"participant": {"id": "b", "id": "c"}, "id": "1"}',
    ],
)
def test_a_faulty_row_of_a_case_does_not_let_the_other_decide(
    run: Run, tmp_path: Path, faulty: str, order: int
) -> None:
    """Whichever comes first, as far as its id can be read: nobody can tell which is right."""
    (tmp_path / "cases.jsonl").write_text("\n".join([GOOD, faulty][::order]), "utf-8")
    code, _, err = run("review", tmp_path / "cases.jsonl", "--skip-faulty", "--out", tmp_path / "out")
    assert (code, "row 1 has the same case id [case-duplicate]" in err) == (1, True)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("row", ["1,01/02/1974x", "1 ,01/02/1974", "1,01/02/1974,more", "1"])
@pytest.mark.parametrize("order", [1, -1])
def test_nor_does_a_faulty_row_of_a_table(run: Run, tmp_path: Path, row: str, order: int) -> None:
    """The column of ids tells it, also where another cell, or their number, is wrong."""
    (tmp_path / "mapping.toml").write_text(
        'case_id = "id"\n[[fields]]\nto = "participant.birth_date"\nfrom = "dob"\nkind = "date"\nformat = "%d/%m/%Y"\n'
    )
    (tmp_path / "cases.csv").write_text("\n".join(["id,dob", *["1,01/02/2004", row][::order]]), "utf-8")
    given = (tmp_path / "cases.csv", "--mapping", tmp_path / "mapping.toml")
    code, _, err = run("review", *given, "--skip-faulty")
    assert (code, "row 2 has the same case id [case-duplicate]" in err) == (1, True)


@pytest.mark.parametrize("lines", [(BAD,), (BAD, "{", "[]", "{}", "[" * 100_000)])
def test_where_no_case_is_left_nothing_is_written(run: Run, tmp_path: Path, lines: tuple[str, ...]) -> None:
    """A review of nobody is none: every fault is told instead."""
    (tmp_path / "cases.jsonl").write_text("\n".join(lines), "utf-8")
    code, out, err = run("review", tmp_path / "cases.jsonl", "--skip-faulty", "--out", tmp_path / "out")
    assert (code, out.strip(), (tmp_path / "out").exists()) == (1, "", False)
    assert f"no case is left; rows with faults: {len(lines)} [caseload-empty]" in err
    assert "nothing was written" in err
    assert "date-invalid" in err


def test_a_dry_run_reads_all_and_writes_nothing(run: Run, caseload: Path, tmp_path: Path, ledger: Path) -> None:
    """It finds the faults that the review would find, and says where that would write."""
    out = tmp_path / "out"
    assert run("review", caseload, "--dry-run")[0] == 1
    given = ("review", caseload, "--dry-run", "--skip-faulty")
    _, shown, _ = run(*given, "--out", out, "--ledger", ledger, "--json")
    told = json.loads(shown)
    assert told["cases"] == 1
    assert told["write"] == [
        *(str(out / name) for name in ("decisions.jsonl", "summary.json", "report.html")),
        "the ledger",
    ]
    assert not out.exists()
    assert not ledger.exists()
    assert "Nothing was written" in run(*given)[1]


def test_standard_input_is_read_by_its_format(run: Run, feed: Callable[[bytes], None]) -> None:
    """What another program writes needs no file."""
    feed(GOOD.encode())
    _, out, _ = run("review", "-", "--format", "jsonl", "--json")
    assert json.loads(out)["cases"] == 1


def test_standard_input_needs_a_format(run: Run) -> None:
    """Nothing says how it is written."""
    code, _, err = run("review", "-")
    assert (code, "--format" in err) == (2, True)


def test_a_table_needs_a_mapping(run: Run, tmp_path: Path) -> None:
    """A spreadsheet as well as CSV."""
    for name in ("cases.csv", "cases.xlsx", "cases.ods"):
        (tmp_path / name).write_bytes(b"")
        code, _, err = run("review", tmp_path / name)
        assert (code, "--mapping" in err) == (2, True)
