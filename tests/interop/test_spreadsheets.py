"""Spreadsheets: read as CSV is, within bounds, and with nothing guessed where a cell holds no value."""

import csv
import re
import zipfile
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.interop.conftest import FaultsOf
from tests.interop.written import Written, write_ods, write_xlsx

from peersupport import Case
from peersupport.errors import InvalidDocument
from peersupport.interop.caseload import open_caseload, read_caseload
from peersupport.interop.mapping import mapping_from
from peersupport.interop.sources import Format, Source
from peersupport.interop.spreadsheets import archive, marks

MAPPING = mapping_from(
    {
        "case_id": "id",
        "missing": ["none"],
        "fields": [
            {"to": "participant.email", "from": "mail"},
            {"to": "participant.birth_date", "from": "born", "kind": "date", "format": "%d/%m/%Y"},
            {"to": "participant.single_parent", "from": "alone"},
            {"to": "assessments[epds].total", "from": "total"},
        ],
    }
)
HEADER = ["id", "mail", "born", "alone", "total"]
texts = st.text(st.sampled_from("abcdefg \u00e9\u00df\U0001f600.,;'\"<&>"), max_size=8).map(str.strip)
tables = st.lists(
    st.tuples(
        texts,
        st.none() | st.dates(date(1900, 3, 1), date(2100, 1, 1)),
        st.none() | st.booleans(),
        st.none() | st.integers(-1000, 10**14),
    ),
    max_size=4,
)


def by_csv(value: Written) -> str:
    """A cell as somebody types it into CSV."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


@settings(max_examples=40, deadline=None)
@given(tables)
def test_a_table_reads_the_same_from_each_format(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[Written, ...]]
) -> None:
    """Typed cells of a spreadsheet, and the text of CSV: the same mapping gives the same cases."""
    folder = tmp_path_factory.mktemp("formats")
    rows = [HEADER, *([number, *row] for number, row in enumerate(drawn))]
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([by_csv(cell) for cell in row] for row in rows)
    write_xlsx(folder / "t.xlsx", rows)
    write_ods(folder / "t.ods", rows)
    expected = read_caseload(folder / "t.csv", MAPPING)
    assert len(expected) == len(drawn)
    for name in ("t.xlsx", "t.ods"):
        assert read_caseload(folder / name, MAPPING) == expected


def one(tmp_path: Path, value: Written | datetime | time | timedelta, *, epoch: datetime | None = None) -> Case:
    """The case of a workbook with that value in the column `born`."""
    book = openpyxl.Workbook()
    if epoch is not None:
        book.epoch = epoch
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER)
    sheet.append(["1", "", value, "", ""])
    book.save(tmp_path / "one.xlsx")
    return read_caseload(tmp_path / "one.xlsx", MAPPING)[0]


def test_days_are_days_in_either_calendar(tmp_path: Path) -> None:
    """Workbooks count from 1900 or from 1904; a day with the time of midnight is a day."""
    day = date(2001, 2, 28)
    assert one(tmp_path, day).participant.birth_date == day
    assert one(tmp_path, day, epoch=CALENDAR_MAC_1904).participant.birth_date == day
    assert one(tmp_path, datetime(2001, 2, 28)).participant.birth_date == day  # noqa: DTZ001 - sheets have no zones


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (36950, "cell-value"),  # a day's number, without the format of a day
        (datetime(2001, 2, 28, 12, 30), "cell-time"),  # noqa: DTZ001
        (time(12, 30), "cell-time"),
        (timedelta(days=3), "cell-time"),
        (date(1900, 2, 28), "cell-early"),
        (1e15, "cell-digits"),
        ("=TODAY()", "cell-formula"),
        ("#N/A", "cell-error"),
        ("#DIV/0!", "cell-error"),
        ("28.02.2001", "cell-value"),
        (True, "cell-value"),
    ],
)
def test_nothing_else_becomes_a_day(tmp_path: Path, faults: FaultsOf, value: Written, code: str) -> None:
    """Nor a blank: whatever a cell holds that is no day, the mapping's author is told."""
    found = faults(lambda: one(tmp_path, value))
    assert [(each.code, each.path) for each in found] == [(code, ("row", 2, "participant", "birth_date"))]
    assert "`born` (C)" in found[0].message


def test_an_error_that_the_mapping_names_is_not_recorded(tmp_path: Path) -> None:
    """What `missing` says of `#N/A` holds for the error of a formula too, and for the text in CSV."""
    write_xlsx(tmp_path / "t.xlsx", [["id", "mail"], ["1", "#N/A"]])
    (tmp_path / "t.csv").write_text("id,mail\n1,#N/A\n")
    mapping = mapping_from(
        {"case_id": "id", "missing": ["#N/A"], "fields": [{"to": "participant.email", "from": "mail"}]}
    )
    for name in ("t.xlsx", "t.csv"):
        assert read_caseload(tmp_path / name, mapping)[0].participant.email is None


MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def ods(table: str) -> Source:
    """An OpenDocument whose sheet holds this."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{one}="{office}:{one}:1.0"' for one in ("office", "table", "text"))
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f"<office:document-content {names} {calc}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content)
        file.writestr("META-INF/manifest.xml", MANIFEST)
    return Source(name="t.ods", format=Format.ODS, content=packed.getvalue())


TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
MAIL = mapping_from({"case_id": "id", "fields": [{"to": "participant.email", "from": "mail"}]})


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('<table:table-cell table:formula="of:=1+1"/>', "cell-formula"),
        (
            '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value=""'
            ' calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>',
            "cell-error",
        ),
        (
            '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0">'
            "<text:p>Err:502</text:p></table:table-cell>",
            "cell-error",
        ),
        ("<table:covered-table-cell/>", "cell-merged"),
        (
            '<table:table-cell office:value-type="time" office:time-value="PT03H04M05S"><text:p>3</text:p>'
            "</table:table-cell>",
            "cell-time",
        ),
    ],
)
def test_cells_without_a_value_in_open_documents(faults: FaultsOf, cell: str, code: str) -> None:
    """They are the same faults there."""
    header = f"<table:table-row>{TEXT.format('id')}{TEXT.format('mail')}</table:table-row>"
    source = ods(f"{header}<table:table-row>{TEXT.format('1')}{cell}</table:table-row>")
    assert [one.code for one in faults(lambda: read_caseload(source, MAIL))] == [code]


def test_the_sheet_is_named_or_the_only_one(tmp_path: Path, faults: FaultsOf) -> None:
    """A hidden sheet is read only by its name; several that are shown have to be told apart."""
    book = openpyxl.Workbook()
    for title, state in (("Cases", "visible"), ("Old", "hidden"), ("Notes", "visible")):
        sheet = book.create_sheet(title)
        sheet.append(["id", "mail"])
        sheet.append([title, ""])
        sheet.sheet_state = state
    del book["Sheet"]
    path = tmp_path / "t.xlsx"
    book.save(path)
    assert [one.code for one in faults(lambda: read_caseload(path, MAIL))] == ["sheet-unnamed"]
    assert [one.id for one in read_caseload(path, MAIL, sheet="Old")] == ["Old"]
    found = faults(lambda: read_caseload(path, MAIL, sheet="cases"))
    assert [(one.code, one.help) for one in found] == [("sheet-unknown", "did you mean `Cases`?")]
    del book["Notes"]
    book.save(path)
    assert [one.id for one in read_caseload(path, MAIL)] == ["Cases"]
    assert open_caseload(path, MAIL).told == {"format": "xlsx", "sheet": "Cases"}


def test_the_header_may_stand_lower(tmp_path: Path) -> None:
    """Below a title, as sheets for people have it; blank rows at the end are none."""
    write_xlsx(tmp_path / "t.xlsx", [["Our mothers"], [], ["id", "mail", None], ["1", "a", None], [None, "", None]])
    (tmp_path / "t.csv").write_text("Our mothers,,\n,,\nid,mail,\n1,a,\n,,\n")
    mapping = mapping_from({"case_id": "id", "header_row": 3, "fields": [{"to": "participant.email", "from": "mail"}]})
    for name in ("t.xlsx", "t.csv"):
        assert [one.participant.email for one in read_caseload(tmp_path / name, mapping)] == ["a"]


def packed(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A spreadsheet of these parts."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", compression) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return content.getvalue()


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> dict[Format, dict[str, bytes]]:
    """The parts of a good spreadsheet of each format."""
    folder = tmp_path_factory.mktemp("parts")
    rows: list[list[Written]] = [HEADER, *([number, "\u00e9 mail", date(2000, 1, 1), True, 3] for number in range(4))]
    write_xlsx(folder / "a.xlsx", rows)
    write_ods(folder / "a.ods", rows)
    made: dict[Format, dict[str, bytes]] = {}
    for form in (Format.XLSX, Format.ODS):
        with zipfile.ZipFile(folder / f"a.{form.value}") as file:
            made[form] = {name: file.read(name) for name in file.namelist()}
    return made


def read_parts(form: Format, given: dict[str, bytes]) -> tuple[Case, ...]:
    """The cases of a spreadsheet of these parts."""
    return read_caseload(Source(name="t", format=form, content=packed(given)), MAPPING)


def test_bombs_are_not_unpacked(
    parts: dict[Format, dict[str, bytes]], faults: FaultsOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither many bytes of few, nor many cells of one, nor entities."""
    good = parts[Format.XLSX]
    sheet = "xl/worksheets/sheet1.xml"
    far = good[sheet].replace(b'r="E5"', b'r="XFD1048576"')
    entities = b'<!DOCTYPE worksheet [<!ENTITY a "aaaa">]>' + re.sub(rb"^<\?xml.*?\?>", b"", good[sheet])
    assert far != good[sheet]
    for content, code in ((far, "spreadsheet-cells"), (entities, "spreadsheet-syntax")):
        found = faults(lambda content=content: read_parts(Format.XLSX, {**good, sheet: content}))  # type: ignore[misc]
        assert [one.code for one in found] == [code]
    repeated = '<table:table-row table:number-rows-repeated="{}"><table:table-cell office:value-type="string"{}/>'
    many = ods(repeated.format(1_000_000, ' table:number-columns-repeated="1000"') + "</table:table-row>")
    assert [one.code for one in faults(lambda: read_caseload(many, MAIL))] == ["spreadsheet-cells"]
    monkeypatch.setattr(archive, "LARGEST", 1_000)
    assert [one.code for one in faults(lambda: read_parts(Format.XLSX, good))] == ["spreadsheet-size"]
    monkeypatch.undo()
    monkeypatch.setattr(marks, "MOST_COVERED", 1)
    merged = good[sheet].replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:B4"/></mergeCells>')
    found = faults(lambda: read_parts(Format.XLSX, {**good, sheet: merged}))
    assert [one.code for one in found] == ["spreadsheet-cells"]


SPLICES = (b"", b"-1", b"\xff", b"<", b"A1:XFD1048576", b"e", b"str", b"NaN", b"1e308", b"99999999999", b"PT99H")


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([Format.XLSX, Format.ODS]),
    st.integers(0, 30),
    st.integers(0, 10**6),
    st.integers(0, 40),
    st.sampled_from(SPLICES),
)
def test_damaged_spreadsheets_are_faults_and_nothing_else(
    parts: dict[Format, dict[str, bytes]], form: Format, which: int, place: int, length: int, splice: bytes
) -> None:
    """Whatever its library makes of them: they are read, or told by `InvalidDocument`."""
    name = sorted(parts[form])[which % len(parts[form])]
    content = parts[form][name]
    start = place % (len(content) + 1)
    with suppress(InvalidDocument):
        read_parts(form, {**parts[form], name: content[:start] + splice + content[start + length :]})


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + b"\0" * 18, b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"id,mail\n"])
def test_what_is_no_spreadsheet_is_a_fault(faults: FaultsOf, content: bytes) -> None:
    """Neither nothing, nor an empty archive, an encrypted or old workbook, or CSV under another name."""
    for form in (Format.XLSX, Format.ODS):
        source = Source(name="t", format=form, content=content)
        assert [one.code for one in faults(lambda source=source: read_caseload(source, MAIL))] == [  # type: ignore[misc]
            "spreadsheet-syntax"
        ]


class PanicException(BaseException):
    """Stands for what a panic of Rust comes to in Python: it is no `Exception`."""


def test_a_panic_of_the_library_is_a_fault(
    parts: dict[Format, dict[str, bytes]], faults: FaultsOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And an interruption stays one."""
    raised: list[BaseException] = [PanicException("a cell's words"), KeyboardInterrupt()]

    def read(_: object) -> None:
        raise raised.pop(0)

    monkeypatch.setattr("python_calamine.CalamineWorkbook", type("Broken", (), {"from_filelike": staticmethod(read)}))
    found = faults(lambda: read_parts(Format.XLSX, parts[Format.XLSX]))
    assert [(one.code, "words" in str(one)) for one in found] == [("spreadsheet-syntax", False)]
    with pytest.raises(KeyboardInterrupt):
        read_parts(Format.XLSX, parts[Format.XLSX])


def test_without_its_extra_a_spreadsheet_says_what_to_install(
    parts: dict[Format, dict[str, bytes]], faults: FaultsOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CSV needs nothing."""
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    found = faults(lambda: read_parts(Format.XLSX, parts[Format.XLSX]))
    assert [(one.code, one.help) for one in found] == [
        ("spreadsheet-not-installed", "install peersupport[spreadsheets]")
    ]
