"""`peersupport mapping`: a mapping is suggested, checked against its table, and used, without a cell being shown."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

TABLE = "Ref,DOB,Baby's DOB,Colour\nA1,13/02/1999,01/02/2025,Marigold\nA2,30/11/1998,,red\nA3,soon,,\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table whose third row has a fault."""
    path = tmp_path / "cases.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_from_a_suggestion_to_a_review(run: Run, table: Path, tmp_path: Path) -> None:
    """The path of the how-to: suggest, check, mend, review."""
    table.write_text(TABLE.replace("soon", ""), "utf-8")
    mapping = tmp_path / "mapping.toml"
    code, out, _ = run("mapping", "suggest", table, "--out", mapping)
    assert (code, "Mapped: 1 fields; in doubt: 1; not mapped: 1 columns" in out) == (0, True)
    assert run("mapping", "suggest", table)[1] == mapping.read_text("utf-8")
    code, out, _ = run("mapping", "check", mapping, table)
    assert (code, "3 rows become cases" in out) == (0, True)
    assert "Not read: Baby's DOB, Colour" in out
    assert run("review", table, "--mapping", mapping, "--dry-run")[0] == 0
    assert run("mapping", "suggest", table, "--out", mapping)[0] == 2, "nothing is overwritten"


def test_a_check_counts_what_cannot_be_read(run: Run, table: Path, tmp_path: Path) -> None:
    """Column by column, and lists the faults; the exit code says that there are some."""
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        'case_id = "Ref"\n[[fields]]\nto = "participant.birth_date"\nfrom = "DOB"\nkind = "date"\nformat = "%d/%m/%Y"\n'
    )
    code, out, _ = run("mapping", "check", mapping, table, "--json")
    told = json.loads(out)
    assert (code, told["cases"], told["faulty"]["numbers"]) == (1, 2, [4])
    assert told["columns"][1] == {
        "column": "DOB",
        "letter": "",
        "to": "participant.birth_date",
        "read": 2,
        "missing": 0,
        "unreadable": 1,
    }
    code, out, err = run("mapping", "check", mapping, table)
    assert (code, "Faulty: 1 row with 1 fault" in err) == (1, True)
    assert not [word for word in ("Marigold", "soon", "1999") if word in out + err]
    code, out, _ = run("mapping", "check", mapping)
    assert (code, out) == (0, "The mapping has no fault: 2 columns, 1 field\n")


def test_a_check_tells_columns_that_are_missing(run: Run, table: Path, tmp_path: Path) -> None:
    """With the name that was meant."""
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('case_id = "Reff"\n[[fields]]\nto = "participant.email"\nfrom = "Colour"\n')
    code, _, err = run("mapping", "check", mapping, table)
    assert (code, "did you mean `Ref`?" in err) == (1, True)


def test_a_check_tells_every_fault_of_a_mapping(run: Run, tmp_path: Path) -> None:
    """Each with its place in the file."""
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('titel = "x"\n[[fields]]\nto = "participant.birth_dat"\nfrom = "dob"\n')
    code, _, err = run("mapping", "check", mapping)
    assert code == 1
    assert all(f"[{one}]" in err for one in ("key-missing", "key-unknown", "path-unknown"))


@pytest.mark.parametrize(
    ("ids", "like"),
    [
        (("943 476 5919", "9434765870"), "NHS numbers"),
        (("A1", "Marigold Smith"), "names"),
        (("A1", "marigold@example.org"), "e-mail addresses"),
        (("A1", "9434765919", "FAM-2"), ""),
    ],
)
def test_persons_as_ids_are_warned_of(run: Run, tmp_path: Path, ids: tuple[str, ...], like: str) -> None:
    """They would stand in every decision. One NHS number among other ids may be chance."""
    (tmp_path / "m.toml").write_text('case_id = "id"\n')
    (tmp_path / "cases.csv").write_text("\n".join(("id", *ids)))
    code, out, _ = run("mapping", "check", tmp_path / "m.toml", tmp_path / "cases.csv")
    assert (code, f"Ids of cases look like {like}," in out) == (0, bool(like))
    assert not [one for one in ids if len(one) > 2 and one in out]
    told = json.loads(run("mapping", "check", tmp_path / "m.toml", tmp_path / "cases.csv", "--json")[1])
    assert told["ids_look_like"] == [like] * bool(like)


def test_a_mapping_without_ids_waits_for_its_author(run: Run, tmp_path: Path) -> None:
    """What was suggested says so, and is not taken before she names a column."""
    table, mapping = tmp_path / "cases.csv", tmp_path / "mapping.toml"
    table.write_text("Name,DOB\nMarigold,13/02/1999\n", "utf-8")
    assert "The id of the cases is left to you" in run("mapping", "suggest", table, "--out", mapping)[1]
    code, _, err = run("mapping", "check", mapping, table)
    assert (code, "case_id: a required key is missing" in err) == (1, True)


def test_json_lines_need_no_mapping(run: Run, tmp_path: Path) -> None:
    """Nor do options that are no encodings or delimiters pass."""
    (tmp_path / "cases.jsonl").write_text("")
    (tmp_path / "cases.csv").write_text("id\n")
    assert run("mapping", "suggest", tmp_path / "cases.jsonl")[0] == 2
    assert run("mapping", "suggest", tmp_path / "cases.csv", "--encoding", "utf-9")[0] == 2
    assert run("mapping", "suggest", tmp_path / "cases.csv", "--delimiter", ",,")[0] == 2
