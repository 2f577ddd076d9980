"""Files with faults: every fault told with its row and path, nothing returned, and nothing of a person repeated."""

import json
import traceback
from pathlib import Path

import pytest
from tests.interop.conftest import FaultsOf, Read

from peersupport.errors import Fault, InvalidDocument
from peersupport.interop.caseload import read_caseload
from peersupport.interop.mapping import read_mapping
from peersupport.records.codec import MOST_FAULTS

CANARY = "Marigold-77"
"""What stands in the faulty cell; it must not come back."""
MAPPING = """
case_id = "id"
on = 2025-06-01
missing = [" "]
[[fields]]
to = "participant.birth_date"
from = "age"
kind = "age_years"
[[fields]]
to = "participant.parent_role"
from = "role"
values = { 1 = "mother" }
[[fields]]
to = "participant.single_parent"
from = "alone"
[[fields]]
to = "children[0].birth_date"
from = { year = "y", month = "m" }
[[fields]]
to = "referrals[0].received"
from = "sent"
kind = "date"
[[fields]]
to = "referrals[0].referrer_role"
from = "by"
[[fields]]
to = "assessments[epds].items"
from = ["e1", "e2"]
[[collections]]
name = "children"
count_from = "n"
"""
GOOD = {
    "id": "1", "age": "30", "role": "1", "alone": "true", "y": "2024", "m": "5", "sent": "2025-01-01", "by": "gp",
    "e1": "0", "e2": "3", "n": "1",
}  # fmt: skip


def table(*changes: dict[str, str]) -> str:
    """A good row, and one row for each set of changes, with ids of their own."""
    rows = [GOOD, *({**GOOD, "id": str(place), **one} for place, one in enumerate(changes, start=2))]
    return "\n".join([",".join(GOOD), *(",".join(row.values()) for row in rows)]) + "\n"


def check_private(caught: BaseException, *secrets: str) -> None:
    """Neither the error nor its traceback repeats what stood in the file."""
    told = "".join(traceback.format_exception(caught)) + repr(caught)
    assert not [secret for secret in secrets if secret in told]


@pytest.mark.parametrize(
    ("column", "path"),
    [
        ("age", ("participant", "birth_date")),
        ("role", ("participant", "parent_role")),
        ("alone", ("participant", "single_parent")),
        ("y", ("children", 0, "birth_date")),
        ("m", ("children", 0, "birth_date")),
        ("sent", ("referrals", 0, "received")),
        ("by", ("referrals", 0, "referrer_role")),
        ("e2", ("assessments", "epds", "items")),
        ("n", ("children",)),
    ],
)
def test_a_cell_that_cannot_be_read_is_a_fault(read: Read, column: str, path: tuple[str | int, ...]) -> None:
    """Not blank, not zero: a fault with row, record path and the column's name, and nothing of the file is taken."""
    with pytest.raises(InvalidDocument) as caught:
        read(MAPPING, table({}, {column: CANARY}))
    assert [(one.code, one.path) for one in caught.value.faults] == [("cell-value", ("row", 4, *path))]
    assert f"`{column}`" in caught.value.faults[0].message
    check_private(caught.value, CANARY)


@pytest.mark.parametrize(
    ("changes", "code", "path"),
    [
        ({"age": "-1"}, "cell-value", ("participant", "birth_date")),
        ({"age": "99999"}, "cell-value", ("participant", "birth_date")),
        ({"age": "30.5"}, "cell-value", ("participant", "birth_date")),
        ({"age": " 30"}, "cell-value", ("participant", "birth_date")),
        ({"alone": "True"}, "cell-value", ("participant", "single_parent")),
        ({"m": "13"}, "cell-value", ("children", 0, "birth_date")),
        ({"e1": "1e3"}, "cell-value", ("assessments", "epds", "items")),
        ({"e1": "9" * 19}, "cell-value", ("assessments", "epds", "items")),
        ({"by": "GP"}, "cell-value", ("referrals", 0, "referrer_role")),
        ({"n": "0"}, "collection-count", ("children",)),
        ({"n": "100"}, "cell-value", ("children",)),
        ({"id": ""}, "case-id-missing", ("id",)),
        ({"id": "  "}, "case-id-missing", ("id",)),
        ({"id": " 2"}, "cell-value", ("id",)),
        ({"id": "2\u00a0"}, "cell-value", ("id",)),
        ({"id": "1"}, "case-duplicate", ("id",)),
        ({"id": "2,3"}, "row-length", ()),
    ],
)
def test_values_are_taken_to_the_letter(
    read: Read, faults: FaultsOf, changes: dict[str, str], code: str, path: tuple[str | int, ...]
) -> None:
    """Nothing is trimmed, rounded or guessed; two cases of one id are not merged."""
    found = faults(lambda: read(MAPPING, table(changes)))
    assert [(one.code, one.path) for one in found] == [(code, ("row", 3, *path))]


def test_a_child_is_not_born_after_its_age_was_told(read: Read, faults: FaultsOf) -> None:
    """An age below nothing is no date in the future."""
    mapping = """
    case_id = "id"
    on = 2025-06-01
    fields = [{ to = "children[0].birth_date", from = "age", kind = "age_months" }]
    """
    assert [one.path[1:] for one in faults(lambda: read(mapping, "id,age\n1,0\n2,-1\n"))] == [
        (3, "children", 0, "birth_date")
    ]


def test_a_record_that_lacks_what_it_needs_is_a_fault(read: Read, faults: FaultsOf) -> None:
    """An enrolment in no programme is not taken; where its cell cannot be read, that is the one fault."""
    mapping = """
    case_id = "id"
    [[fields]]
    to = "enrolments[0].programme"
    from = "programme"
    values = { c = "crafty-mummies" }
    [[fields]]
    to = "enrolments[0].stage"
    from = "stage"
    """
    found = faults(lambda: read(mapping, "id,programme,stage\n1,c,new\n2,,new\n3,d,new\n4,,\n"))
    assert [(one.code, one.path) for one in found] == [
        ("key-missing", ("row", 3, "enrolments", 0, "programme")),
        ("cell-value", ("row", 4, "enrolments", 0, "programme")),
    ]


def test_every_fault_of_the_file_is_told_at_once(read: Read, faults: FaultsOf) -> None:
    """Good rows between bad ones do not stop the reading, and a row can have several faults."""
    found = faults(lambda: read(MAPPING, table({"age": "x", "e2": "y"}, {}, {"by": "z"})))
    assert [(one.path[1], one.path[-1]) for one in found] == [(3, "birth_date"), (3, "items"), (5, "referrer_role")]


@pytest.mark.parametrize("rows", [MOST_FAULTS, MOST_FAULTS + 1, MOST_FAULTS * 3])
def test_after_a_hundred_faults_it_says_that_there_are_more(read: Read, faults: FaultsOf, rows: int) -> None:
    """A file of faults does not make an error without end, nor hide that there are more."""
    found = faults(lambda: read(MAPPING, table(*[{"age": "x"}] * rows)))
    assert len(found) == MOST_FAULTS + (rows > MOST_FAULTS)
    assert (found[-1].code == "faults-more") is (rows > MOST_FAULTS)


def test_columns_that_are_not_there(read: Read, faults: FaultsOf) -> None:
    """Told before any row is read, with the nearest name."""
    found = faults(lambda: read(MAPPING, table().replace("age", "Age").replace("e2", "e1")))
    assert [(one.code, one.path) for one in found] == [
        ("column-unknown", ("row", 1)),
        ("column-duplicate", ("row", 1)),
        ("column-unknown", ("row", 1)),
    ]
    assert found[0].help == "did you mean `Age`?"


def test_a_first_row_that_is_no_header_is_not_repeated(read: Read) -> None:
    """A file without a header has a person in its first row: no name of hers is offered as a column's."""
    with pytest.raises(InvalidDocument) as caught:
        read('case_id = "Marigold"\n', f"{CANARY},1990\n2,1991\n")
    assert [one.help for one in caught.value.faults] == ["row 1 has to name the columns"]
    check_private(caught.value, CANARY)


def test_quotation_marks_that_do_not_match(read: Read) -> None:
    """Told at the row where the cell begins, together with the faults before it."""
    text = table({"age": "x"}) + '9,30,"' + CANARY + " and so on\n10,31\n"
    with pytest.raises(InvalidDocument) as caught:
        read(MAPPING, text)
    assert [(one.code, one.path[:2]) for one in caught.value.faults] == [
        ("cell-value", ("row", 3)),
        ("row-syntax", ("row", 4)),
    ]
    check_private(caught.value, CANARY)


def test_rows_are_counted_as_an_editor_counts_lines(read: Read, faults: FaultsOf) -> None:
    """A cell may hold line breaks, and lines may be blank: the row is the line on which it starts."""
    text = 'id,email,age\n1,"a\nb\nc",30\n\n2,x,thirty\n'
    mapping = (
        'case_id = "id"\non = 2025-01-01\n[[fields]]\nto = "participant.birth_date"\nfrom = "age"\nkind = "age_years"\n'
    )
    assert [one.path[1] for one in faults(lambda: read(mapping, text))] == [6]


def test_only_the_named_encoding_is_tried(read: Read) -> None:
    """A latin-1 file is not read as UTF-8 with holes; the line that does not fit is named."""
    mapping = 'case_id = "id"\n[[fields]]\nto = "participant.email"\nfrom = "mail"\n'
    with pytest.raises(InvalidDocument) as caught:
        read(mapping, f"id,mail\n1,a\n2,{CANARY}é\n".encode("latin-1"))
    assert [(one.code, one.path) for one in caught.value.faults] == [("file-encoding", ("row", 3))]
    check_private(caught.value, CANARY, "\\xe9")


def test_a_byte_order_mark_is_no_part_of_the_first_column(read: Read) -> None:
    """Spreadsheets write one, also where the mapping names plain UTF-8."""
    assert [one.id for one in read('case_id = "id"\nencoding = "utf-8"\n', "id,age\n1,2\n".encode("utf-8-sig"))] == [
        "1"
    ]


def lines(path: Path, *given: str) -> Path:
    """A JSON Lines file."""
    path.write_text("\n".join(given) + "\n", "utf-8")
    return path


def case(**changes: object) -> str:
    """A case as one line."""
    return json.dumps({"id": "1", "participant": {"id": "p"}, **changes})


@pytest.mark.parametrize(
    ("line", "code", "path"),
    [
        (case(id=7), "value-type", ("id",)),
        (case(participant={"id": "p", "birth_date": CANARY}), "date-invalid", ("participant", "birth_date")),
        (case(participant={"id": "p", "parent_role": CANARY}), "value-option", ("participant", "parent_role")),
        (case(participant={"id": "p", "single_parent": "false"}), "value-type", ("participant", "single_parent")),
        (case(children=[{"id": "c"}, {"birth_date": None}]), "key-missing", ("children", 1, "id")),
        (case(childs=[CANARY]), "key-unknown", ()),
        (case()[:-1], "json-syntax", ()),
        ('{"id": "1", "id": "2", "participant": {"id": "p"}}', "json-duplicate", ()),
        (f'"{CANARY}"', "value-type", ()),
        (case(id="0"), "case-duplicate", ("id",)),
    ],
)
def test_json_lines_are_read_strictly(tmp_path: Path, line: str, code: str, path: tuple[str | int, ...]) -> None:
    """The codec's faults, with the line before the path; nothing of the file is taken."""
    file = lines(tmp_path / "cases.jsonl", case(id="0"), "", line, case(id="3"))
    with pytest.raises(InvalidDocument) as caught:
        read_caseload(file)
    assert [(one.code, one.path) for one in caught.value.faults] == [(code, ("row", 3, *path))]
    check_private(caught.value, CANARY)


def test_json_lines_of_another_encoding(tmp_path: Path, faults: FaultsOf) -> None:
    """JSON is UTF-8; the line is named and the others are still read."""
    file = tmp_path / "cases.jsonl"
    file.write_bytes(b'{"id": "\xe9"}\n' + case().encode() + b"\n{}\n")
    assert [(one.code, one.path[1]) for one in faults(lambda: read_caseload(file))] == [
        ("json-encoding", 1),
        ("key-missing", 3),
        ("key-missing", 3),
    ]


def test_a_good_file_of_json_lines(tmp_path: Path) -> None:
    """In the file's order, with blank lines and both kinds of line ending, telling how far it is."""
    file = tmp_path / "cases.jsonl"
    file.write_bytes(f"{case(id='b')}\r\n\n{case(id='a')}".encode())
    told: list[int] = []
    assert [one.id for one in read_caseload(file, progress=told.append)] == ["b", "a"]
    assert told == [1, 2]


def test_each_format_is_read_by_its_own_means(tmp_path: Path, faults: FaultsOf) -> None:
    """A CSV without a mapping, JSON Lines with one, and a file that is not there are refused with the reason."""
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('case_id = "id"\n')
    (tmp_path / "cases.csv").write_text("id\n1\n")
    lines(tmp_path / "cases.jsonl", case())

    def codes(found: tuple[Fault, ...]) -> list[str]:
        return [one.code for one in found]

    assert codes(faults(lambda: read_caseload(tmp_path / "cases.csv"))) == ["mapping-missing"]
    assert codes(faults(lambda: read_caseload(tmp_path / "cases.jsonl", read_mapping(mapping)))) == ["mapping-unused"]
    assert codes(faults(lambda: read_caseload(tmp_path / "none.jsonl"))) == ["file-unreadable"]
    assert codes(faults(lambda: read_caseload(tmp_path))) == ["caseload-format"]
