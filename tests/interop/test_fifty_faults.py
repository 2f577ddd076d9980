"""A file with fifty faults of more than twenty kinds: all are told with row, path and code, nothing is written."""

import csv
from datetime import date, time
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from tests.interop.written import Written, write_xlsx

from peersupport.cli.main import main
from peersupport.errors import InvalidDocument
from peersupport.interop.caseload import read_caseload
from peersupport.interop.mapping import read_mapping

MAPPING = """
case_id = "id"
on = 2025-06-01
fields = [
    { to = "participant.birth_date", from = "age", kind = "age_years" },
    { to = "participant.parent_role", from = "role", values = { 1 = "mother" } },
    { to = "participant.single_parent", from = "alone" },
    { to = "participant.nhs_number", from = "nhs" },
    { to = "children[0].birth_date", from = { year = "y", month = "m" } },
    { to = "referrals[0].received", from = "sent", kind = "date", format = "%d/%m/%Y" },
    { to = "referrals[0].referrer_role", from = "by" },
    { to = "assessments[epds].items", from = ["e1", "e2"] },
    { to = "answers[weight].value", from = "kg", kind = "number" },
    { to = "enrolments[0].programme", from = "programme" },
    { to = "enrolments[0].stage", from = "stage" },
]
[[collections]]
name = "children"
count_from = "n"
"""
GOOD = {
    "id": "", "age": "30", "role": "1", "alone": "true", "nhs": "943 476 5919", "y": "2024", "m": "5",
    "sent": "31/01/2025", "by": "gp", "e1": "0", "e2": "3", "kg": "3.5",
    "programme": "link-workers", "stage": "", "n": "1",
}  # fmt: skip
HEADER = list(GOOD)


class Kind(NamedTuple):
    """One way in which a row can be wrong: a column, what stands there, and the fault."""

    column: str
    cell: Written
    code: str
    path: tuple[str | int, ...]


BORN, BABY, SENT = ("participant", "birth_date"), ("children", 0, "birth_date"), ("referrals", 0, "received")
ITEMS = ("assessments", "epds", "items")
KINDS = (
    Kind("age", "thirty", "cell-value", BORN),
    Kind("age", "-1", "cell-value", BORN),
    Kind("age", "30.5", "cell-value", BORN),
    Kind("age", "99999", "cell-value", BORN),
    Kind("age", " 30", "cell-value", BORN),
    Kind("role", "9", "cell-value", ("participant", "parent_role")),
    Kind("alone", "perhaps", "cell-value", ("participant", "single_parent")),
    Kind("nhs", "943 476 5918", "nhs-number", ("participant", "nhs_number")),
    Kind("y", "MMXXIV", "cell-value", BABY),
    Kind("m", "13", "cell-value", BABY),
    Kind("sent", "2025-01-31", "cell-value", SENT),
    Kind("sent", "30/02/2025", "cell-value", SENT),
    Kind("by", "GP", "cell-value", ("referrals", 0, "referrer_role")),
    Kind("e1", "1e3", "cell-value", ITEMS),
    Kind("e1", "9" * 19, "cell-value", ITEMS),
    Kind("e2", "#N/A", "cell-error", ITEMS),
    Kind("kg", "3,5", "cell-value", ("answers", "weight", "value")),
    Kind("programme", "", "key-missing", ("enrolments", 0, "programme")),
    Kind("n", "0", "collection-count", ("children",)),
    Kind("n", "100", "cell-value", ("children",)),
    Kind("id", "", "case-id-missing", ("id",)),
    Kind("id", "case-2", "case-duplicate", ("id",)),
    Kind("id", "one cell, more", "row-length", ()),
)
IN_SHEETS = (
    Kind("e1", 1234567890123456, "cell-digits", ITEMS),
    Kind("sent", time(9, 30), "cell-time", SENT),
    Kind("sent", date(1900, 2, 1), "cell-early", SENT),
    Kind("kg", "=1+1", "cell-formula", ("answers", "weight", "value")),
    Kind("y", 2024.5, "cell-value", BABY),
)
FAULTS = 50


def rows(kinds: tuple[Kind, ...]) -> list[list[Written]]:
    """A good row, then fifty with a fault each, with a good one after every seventh."""
    made: list[list[Written]] = [[{**GOOD, "id": "case-2"}[name] for name in HEADER]]
    for number in range(FAULTS):
        kind = kinds[number % len(kinds)]
        row: dict[str, Written] = {**GOOD, "id": f"case-{len(made) + 2}", "stage": "", kind.column: kind.cell}
        if kind.code == "key-missing":
            row["stage"] = "new"
        if kind.code == "row-length":
            row["id"] = f"{kind.cell} {number}"
        listed = list(row.values())
        made.append([*listed, "more"] if kind.code == "row-length" else listed)
        if number % 7 == 0:
            made.append([{**GOOD, "id": f"case-{len(made) + 2}"}[name] for name in HEADER])
    return made


def expected(kinds: tuple[Kind, ...]) -> list[tuple[str, tuple[str | int, ...]]]:
    """The code and path of each fault, in the order of the file."""
    found: list[tuple[str, tuple[str | int, ...]]] = []
    row = 2
    for number in range(FAULTS):
        row += 1
        kind = kinds[number % len(kinds)]
        found.append((kind.code, ("row", row, *kind.path)))
        row += number % 7 == 0
    return found


@pytest.fixture(params=["cases.csv", "cases.xlsx"])
def faulty(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, tuple[Kind, ...]]:
    """The file in each format, and the kinds of its faults."""
    path = tmp_path / request.param
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADER, *rows(KINDS)])
        return path, KINDS
    kinds = (*IN_SHEETS, *KINDS)
    write_xlsx(path, [HEADER, *rows(kinds)])
    return path, kinds


def test_all_fifty_are_told_and_nothing_is_written(
    faulty: tuple[Path, tuple[Kind, ...]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the library as faults, from the command line as lines; no cell is repeated, and the folder stays away."""
    path, kinds = faulty
    assert len({(kind.column, kind.cell) for kind in kinds}) > 20
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(MAPPING, "utf-8")
    with pytest.raises(InvalidDocument) as caught:
        read_caseload(path, read_mapping(mapping))
    assert [(one.code, one.path) for one in caught.value.faults] == expected(kinds)
    out = tmp_path / "out"
    with pytest.raises(SystemExit) as stopped:
        main(["review", str(path), "--mapping", str(mapping), "--out", str(out)])
    told = capsys.readouterr().err
    assert stopped.value.code == 1
    assert "50 faults; nothing was written" in told.splitlines()
    assert sum("row[" in line for line in told.splitlines()) == FAULTS
    assert not out.exists()
    assert not [kind.cell for kind in kinds if isinstance(kind.cell, str) and len(kind.cell) > 3 and kind.cell in told]


def test_a_fault_in_a_sheet_names_row_column_and_header(tmp_path: Path) -> None:
    """As the program shows them, wherever the table begins; and cells that are merged are not taken for blank."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for column, name in enumerate(HEADER, start=3):
        sheet.cell(5, column, name)
        for row in (8, 9):
            sheet.cell(row, column, {**GOOD, "id": str(row)}[name])
    sheet.cell(8, 4, "thirty")
    sheet.merge_cells("D8:D9")
    book.save(tmp_path / "cases.xlsx")
    (tmp_path / "mapping.toml").write_text(MAPPING, "utf-8")
    with pytest.raises(InvalidDocument) as caught:
        read_caseload(tmp_path / "cases.xlsx", read_mapping(tmp_path / "mapping.toml"))
    assert [(one.code, one.path[:2]) for one in caught.value.faults] == [
        ("cell-value", ("row", 8)),
        ("cell-merged", ("row", 9)),
    ]
    assert all("the column `age` (D)" in one.message for one in caught.value.faults)
