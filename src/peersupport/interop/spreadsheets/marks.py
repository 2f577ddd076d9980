"""How far a sheet goes, and its cells without a value: found before any library reads it."""

from collections.abc import Callable
from xml.parsers.expat import ExpatError, ParserCreate

import attrs

from peersupport.errors import InvalidDocument
from peersupport.interop.held import Unheld
from peersupport.interop.spreadsheets.archive import refused

MOST_ROWS = 2**20
MOST_COLUMNS = 2**14
"""How many rows and columns a spreadsheet program has."""
MOST_CELLS = 5_000_000
"""Rows times columns, up to the last cell that holds anything."""
MOST_COVERED = 100_000


FORMULA = Unheld(
    code="cell-formula",
    expected="the value of a formula, which the file does not hold (open it in its program, and save it)",
)
COVERED = Unheld(code="cell-merged", expected="a cell of its own, and not a part of merged cells")


@attrs.define
class Marks:
    """How far a sheet goes, and its cells without a value, by row and column from 0."""

    rows: int = 0
    columns: int = 0
    cells: dict[tuple[int, int], Unheld] = attrs.field(factory=dict[tuple[int, int], Unheld])

    def reach(self, row: int, column: int) -> None:
        """Note that something stands in that cell. Raises `InvalidDocument` where a sheet goes too far."""
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)
        if self.rows > MOST_ROWS or self.columns > MOST_COLUMNS or self.rows * self.columns > MOST_CELLS:
            raise refused(
                "spreadsheet-cells",
                f"a sheet goes over {MOST_ROWS} rows, {MOST_COLUMNS} columns or {MOST_CELLS} cells",
                "delete what stands far from the table, or save the sheet as CSV",
            )

    def cover(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Note merged cells: only the first of them holds a value."""
        (top, left), (bottom, right) = first, last
        bottom, right = min(bottom, self.rows - 1), min(right, self.columns - 1)
        if len(self.cells) + max(0, bottom - top + 1) * max(0, right - left + 1) > MOST_COVERED:
            raise refused("spreadsheet-cells", f"more than {MOST_COVERED} cells of a sheet are merged or without value")
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != first:
                    self.cells[row, column] = COVERED


Start = Callable[[str, dict[str, str]], None]


def walked(content: bytes, start: Start, end: Callable[[str], None], text: Callable[[str], None] | None = None) -> None:
    """Walk through an XML document, by local names. Raises `InvalidDocument` for what is none, or declares a type."""
    parser = ParserCreate()
    parser.buffer_text = True

    def started(name: str, attributes: dict[str, str]) -> None:
        start(name.rpartition(":")[2], attributes)

    def doctype(*_: object) -> None:
        raise ValueError

    parser.StartElementHandler = started
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(content, True)
        return
    except InvalidDocument:
        raise
    except (ExpatError, ValueError, LookupError):
        pass
    raise refused("spreadsheet-syntax", "a part of the spreadsheet is damaged")
