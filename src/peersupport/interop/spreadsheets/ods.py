"""What stands in the sheets of an `.ods` file, as its content says."""

import re

import attrs

from peersupport.interop.held import Unheld, error_cell
from peersupport.interop.spreadsheets.archive import Parts, refused
from peersupport.interop.spreadsheets.marks import (
    COVERED,
    FORMULA,
    MOST_COLUMNS,
    MOST_COVERED,
    MOST_ROWS,
    Marks,
    walked,
)

CONTENT = "content.xml"
CELLS = frozenset({"table-cell", "covered-table-cell"})
ERROR = re.compile(r"#[A-Z/0!?]+|Err:[0-9]+")


def sheets_marks(parts: Parts) -> dict[str, Marks]:
    """The marks of all sheets, by name. Raises `InvalidDocument` where the content is missing or damaged."""
    if CONTENT not in parts:
        raise refused("spreadsheet-syntax", "a part of the spreadsheet is missing")
    found = _Content()
    walked(parts[CONTENT], found.start, found.end, found.text)
    return found.sheets


@attrs.define
class _Content:
    """Where the walk through the sheets is."""

    sheets: dict[str, Marks] = attrs.field(factory=dict[str, Marks])
    marks: Marks = attrs.field(factory=Marks)
    row: int = 0
    rows: int = 1
    column: int = 0
    columns: int = 1
    kind: str = ""
    held: dict[str, str] = attrs.field(factory=dict[str, str])
    inside: bool = False
    shown: str = ""
    line: list[tuple[int, int, Unheld | None]] = attrs.field(factory=list[tuple[int, int, Unheld | None]])
    """The cells of a row that hold anything, or nothing legible: first column, and the one after the last."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self.marks, self.row = Marks(), 0
            self.sheets[attributes.get("table:name", "")] = self.marks
        elif name == "table-row":
            self.rows, self.column, self.line = _repeats(attributes, "table:number-rows-repeated", MOST_ROWS), 0, []
        elif name in CELLS:
            self.kind, self.held, self.inside, self.shown = name, attributes, True, ""
            self.columns = _repeats(attributes, "table:number-columns-repeated", MOST_COLUMNS)

    def text(self, text: str) -> None:
        if self.inside:
            self.shown += text

    def end(self, name: str) -> None:
        if name in CELLS:
            self.inside = False
            unheld = self._unheld()
            if unheld is not None or self.shown or "office:value-type" in self.held:
                self.line.append((self.column, self.column + self.columns, unheld))
            self.column += self.columns
        elif name == "table-row":
            self._finish_row()

    def _unheld(self) -> Unheld | None:
        if self.kind == "covered-table-cell":
            return COVERED
        if "table:formula" not in self.held:
            return None
        if self.held.get("calcext:value-type") == "error" or ERROR.fullmatch(self.shown.strip()):
            return error_cell(self.shown.strip())
        return None if "office:value-type" in self.held else FORMULA

    def _finish_row(self) -> None:
        if self.line:
            self.marks.reach(self.row + self.rows - 1, self.line[-1][1] - 1)
        for first, after, unheld in self.line:
            if unheld is None:
                continue
            if len(self.marks.cells) + self.rows * (after - first) > MOST_COVERED:
                raise refused("spreadsheet-cells", f"more than {MOST_COVERED} cells of a sheet hold no value")
            for row in range(self.row, self.row + self.rows):
                self.marks.cells.update({(row, column): unheld for column in range(first, after)})
        self.row += self.rows


def _repeats(attributes: dict[str, str], key: str, most: int) -> int:
    text = attributes.get(key, "1")
    if re.fullmatch("[0-9]{1,7}", text) is None or not 1 <= int(text) <= most:
        raise refused("spreadsheet-syntax", "a part of the spreadsheet is damaged")
    return int(text)
