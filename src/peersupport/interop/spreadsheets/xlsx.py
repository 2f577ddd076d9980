"""What stands in the sheets of an `.xlsx` file, as its parts say."""

import re
from posixpath import join, normpath

import attrs

from peersupport.interop.held import error_cell
from peersupport.interop.spreadsheets.archive import Parts, refused
from peersupport.interop.spreadsheets.marks import FORMULA, Marks, walked

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


def sheet_marks(parts: Parts, sheet: str) -> Marks:
    """The marks of the sheet of that name. Raises `InvalidDocument` where a part is missing or damaged."""
    identifiers: dict[str, str] = {}
    targets: dict[str, str] = {}

    def named(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            held = {key.rpartition(":")[2]: value for key, value in attributes.items()}
            identifiers[held.get("name", "")] = held.get("id", "")

    def related(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    walked(_part(parts, WORKBOOK), named, _nothing)
    walked(_part(parts, RELATIONS), related, _nothing)
    target = targets.get(identifiers.get(sheet, ""), "")
    return _marks(_part(parts, normpath(join("/xl", target)).lstrip("/")))


def _part(parts: Parts, name: str) -> bytes:
    found = next((content for one, content in parts.items() if one.lower() == name.lower()), None)
    if found is None:
        raise refused("spreadsheet-syntax", "a part of the spreadsheet is missing")
    return found


def _nothing(_: str) -> None:
    """An element's end that says nothing."""


@attrs.define
class _Sheet:
    """Where the walk through a sheet is."""

    marks: Marks
    row: int = -1
    column: int = -1
    kind: str = ""
    formula: bool = False
    inside: bool = False
    value: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self.row, self.column = _number(attributes.get("r", ""), self.row + 2) - 1, -1
        elif name == "c":
            self.row, self.column = _place(attributes.get("r", ""), (self.row, self.column + 1))
            self.kind, self.formula, self.inside, self.value = attributes.get("t", ""), False, False, ""
        elif name == "f":
            self.formula = True
        elif name in {"v", "is"}:
            self.inside = True
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            self.marks.cover(_place(first, (0, 0)), _place(last or first, (0, 0)))

    def text(self, text: str) -> None:
        if self.inside:
            self.value += text

    def end(self, name: str) -> None:
        if name in {"v", "is"}:
            self.inside = False
        elif name == "c":
            if self.kind == "e":
                self.marks.cells[self.row, self.column] = error_cell(self.value)
            elif self.formula and self.kind != "str" and not self.value:
                self.marks.cells[self.row, self.column] = FORMULA
            if self.value or self.formula:
                self.marks.reach(self.row, self.column)


def _marks(content: bytes) -> Marks:
    sheet = _Sheet(Marks())
    walked(content, sheet.start, sheet.end, sheet.text)
    return sheet.marks


def _number(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch("[0-9]{1,7}", text) else otherwise


def _place(reference: str, otherwise: tuple[int, int]) -> tuple[int, int]:
    """Row and column from 0 of a reference such as `B3`."""
    found = PLACE.fullmatch(reference)
    if found is None:
        return otherwise
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1
