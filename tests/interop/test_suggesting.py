"""A suggested mapping: what is sure is in it, what is in doubt is left to its author, and no cell is shown."""

import csv
import tomllib
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.interop.conftest import FaultsOf
from tests.interop.written import write_xlsx

from peersupport.interop.caseload import open_caseload
from peersupport.interop.mapping import Mapping, mapping_from
from peersupport.interop.sources import Format, Source, file_source
from peersupport.interop.suggesting.names import Meant, meant_by
from peersupport.interop.suggesting.suggestion import suggested

PLAN = Mapping(case_id="", fields=(), delimiter="")
HEADERS = [
    "Ref",
    "DOB",
    "Baby's DOB",
    "Age",
    "NHS Number",
    "Referred by",
    "EPDS",
    "Single parent",
    "Colour",
    "LSOA",
    "",
]


def source(*rows: list[str], delimiter: str = ",") -> Source:
    """A CSV of these rows."""
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return Source(name="cases.csv", format=Format.CSV, content=text.getvalue().encode())


def fields(text: str) -> dict[str, dict[str, object]]:
    """The fields of a mapping, by their paths."""
    return {one["to"]: one for one in tomllib.loads(text).get("fields", [])}


@pytest.mark.parametrize(
    ("column", "path"),
    [
        ("DateOfBirth", "participant.birth_date"),
        ("date_of_birht", "participant.birth_date"),
        ("Mother's DOB", "participant.birth_date"),
        ("participant.birth_date", "participant.birth_date"),
        ("Delivery_Date(converted to month and year)", "children[0].birth_date"),
        ("LSOA code", "residences[0].lsoa"),
        ("ParentRole", "participant.parent_role"),
    ],
)
def test_names_are_known_however_they_are_written(column: str, path: str) -> None:
    """In capitals, in one word, with a slip, as the path of the record."""
    assert meant_by(column) == Meant(path=path)


@pytest.mark.parametrize("column", ["Colour", "Notes", "x", "", "Marital status", "Postcode"])
def test_what_nobody_knows_is_not_guessed(column: str) -> None:
    """A far likeness is none."""
    assert meant_by(column) is None


def test_what_is_sure_is_taken_and_what_is_in_doubt_is_said() -> None:
    """Dates that can be told apart have their format; ambiguous ones, ages and codes wait for their author."""
    rows = (
        HEADERS,
        ["A1", "13/02/1999", "01/02/2025", "26", "943 476 5919", "gp", "12", "yes", "red", "E01020456", ""],
        ["A2", "01/02/1998", "", "27", "", "", "", "", "", "", ""],
    )
    found = suggested(source(*rows, delimiter=";"), PLAN)
    given = fields(found.text)
    assert given["participant.birth_date"]["format"] == "%d/%m/%Y"
    assert set(given) == {
        "participant.birth_date",
        "referrals[0].referrer_role",
        "assessments[epds].total",
        "residences[0].lsoa",
    }
    assert tomllib.loads(found.text)["case_id"] == "Ref"
    assert '"Baby\'s DOB": its dates are ambiguous, as `%d/%m/%Y` or `%m/%d/%Y`' in found.text
    assert '"Single parent": say with `values` what its cells mean' in found.text
    assert '"NHS Number": it says who somebody is' in found.text
    assert '# - "Colour"' in found.text
    assert not [cell for row in rows[1:] for cell in row if len(cell) > 3 and cell in found.text]


def test_days_of_a_spreadsheet_need_no_format(tmp_path: Path) -> None:
    """They are days."""
    write_xlsx(tmp_path / "t.xlsx", [["id", "dob"], [1, date(1999, 2, 1)], [2, None]])
    found = suggested(file_source(tmp_path / "t.xlsx"), PLAN)
    assert fields(found.text)["participant.birth_date"] == {
        "to": "participant.birth_date",
        "from": "dob",
        "kind": "date",
    }


@pytest.mark.parametrize(
    ("header", "cells", "why"),
    [
        ("Ref", ["", "A2"], '"Ref" cannot be the id of a case: some of its cells are blank'),
        ("Ref", ["A1", "A1"], "some of its cells are the same"),
        ("Ref", ["#N/A", "A1"], "some of its cells cannot be read"),
        ("Ref", ["A1", "Marigold Smith"], "some of its cells look like names"),
        ("Ref", ["A1", "Marigold Smith 2"], "some of its cells look like names"),
        ("Ref", ["A1", "Rose <rose@example.org>"], "some of its cells look like e-mail addresses"),
        ("ID", ["a@example.org", "b@example.org"], "some of its cells look like e-mail addresses"),
        ("Case number", ["9434765919", "943 476 5870"], "some of its cells look like NHS numbers"),
        ("Client ID", ["07700 900123", "+44 7700 900124"], "some of its cells look like telephone numbers"),
        ("Case", ["01/02/1999", "1998-02-01"], "some of its cells look like dates"),
        ("Name", ["Marigold", "Anna"], "No single column is called an id"),
        ("Mother", ["Marigold", "Anna"], "No single column is called an id"),
        ("Email", ["a@example.org", "b@example.org"], "No single column is called an id"),
        ("NHS", ["9434765919", "9434765870"], "No single column is called an id"),
        ("Client note", ["1", "2"], "No single column is called an id"),
        ("Colour", ["1", "2"], "No single column is called an id"),
    ],
)
def test_what_may_be_a_person_is_never_the_id_of_a_case(header: str, cells: list[str], why: str) -> None:
    """It would stand in every decision: no other column takes its place, and the author is told why."""
    rows = [["Mother name", header, "DOB"], *(["Rose", cell, "13/02/1999"] for cell in cells[:1])]
    rows += [["Lily", cell, "14/02/1999"] for cell in cells[1:]]
    found = suggested(source(*rows), PLAN)
    assert ("case_id" in tomllib.loads(found.text), found.case_id) == (False, "")
    assert why in found.text
    assert fields(found.text)["participant.birth_date"]["format"] == "%d/%m/%Y"
    assert not [cell for cell in cells if len(cell) > 3 and cell in found.text]


@pytest.mark.parametrize("header", ["ID", "Case no.", "client_id", "RecordNumber", "Reference"])
def test_a_column_of_local_ids_names_the_cases(header: str) -> None:
    """Wherever it stands."""
    found = suggested(source(["Name", "DOB", header], ["Rose", "", "A-1"], ["Lily", "", "A-2"]), PLAN)
    assert tomllib.loads(found.text)["case_id"] == found.case_id == header


@pytest.mark.parametrize("first", [["1", "2"], ["anna@example.org", "id"], ["Marigold", "red"], ["01/02/1999", "dob"]])
def test_a_first_row_that_is_somebodys_is_not_shown(faults: FaultsOf, first: list[str]) -> None:
    """A table without a header has a record there."""
    found = faults(lambda: suggested(source(first, ["2", "3"]), PLAN))
    assert [one.code for one in found] == ["header-missing"]
    assert "Marigold" not in str(found[0])


names = st.sampled_from(HEADERS[1:]) | st.text("abc \"'\\\n\u00e9=#[].", max_size=6)
cells = st.sampled_from(["", "1", "13/02/1999", "2020-01-31", "gp", "9434765919", "#N/A", "x"])


@settings(deadline=None)
@given(st.lists(names, max_size=6), st.data())
def test_every_suggestion_is_a_mapping_that_reads_its_table(header: list[str], data: st.DataObject) -> None:
    """Whatever columns are called: it is TOML, has no fault, and every cell that it maps is read."""
    header = ["Ref", *header]
    rows = [[str(number), *(data.draw(cells) for _ in header[1:])] for number in range(data.draw(st.integers(0, 3)))]
    table = source(header, *rows)
    found = suggested(table, PLAN)
    opened = open_caseload(table, mapping_from(tomllib.loads(found.text)), skip_faulty=True)
    assert not opened.left_out.codes.keys() - {"key-missing"}
    assert tomllib.loads(found.text)["case_id"] == "Ref"
