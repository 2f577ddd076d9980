"""A sheet of a spreadsheet, row by row: python-calamine reads it, once its size and its cells were looked at."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

import attrs

from peersupport.errors import did_you_mean
from peersupport.interop.held import Cell
from peersupport.interop.sources import Format, Source
from peersupport.interop.spreadsheets import ods, xlsx
from peersupport.interop.spreadsheets.archive import Parts, refused, repacked, unpacked
from peersupport.interop.spreadsheets.marks import Marks
from peersupport.interop.spreadsheets.values import cell_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

T = TypeVar("T")
XLSX_PARTS = "xl/"
ODS_PARTS = frozenset({"mimetype", ods.CONTENT})


@attrs.define(repr=False)
class Sheet:
    """One sheet. Its rows can be read once."""

    name: str
    _held: "CalamineSheet"
    _marks: Marks

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """The rows that are not blank, numbered as the program shows them, each from column A. Raises
        `InvalidDocument` where one cannot be read."""
        iterator = _legible(lambda: iter(self._held.iter_rows()))
        left: list[Cell] = [""] * (self._held.start or (0, 0))[1]  # the library begins at the first column in use
        row = 0
        while (held := _legible(lambda: next(iterator, None))) is not None:
            cells = left + [cell_of(one) for one in held]
            for column in range(len(cells)):
                if (unheld := self._marks.cells.get((row, column))) is not None:
                    cells[column] = unheld
            row += 1
            if any(cells):
                yield row, cells


def sheet_of(source: Source, name: str = "") -> Sheet:
    """The sheet of that name, else the only one that is not hidden.

    Raises `InvalidDocument` where the extra is missing, the file is no such spreadsheet or beyond the bounds, or there
    is not just one such sheet.
    """
    with source.opened() as file:
        parts = _of_format(unpacked(file), source.format)
    # The library reads all sheets of an OpenDocument at once: they are looked at before.
    looked_at = ods.sheets_marks(parts) if source.format is Format.ODS else {}
    workbook, shown = _workbook(parts)
    if not name and len(shown) != 1:
        message = f"the spreadsheet has {len(shown)} sheets that are not hidden"
        raise refused("sheet-unnamed", message, 'name the one to read: `sheet = "..."` in the mapping, or `--sheet`')
    chosen = name or shown[0]
    if chosen not in workbook.sheet_names:
        told = did_you_mean(name, workbook.sheet_names)
        help = told if told.startswith("did you mean") else "its name stands below the table in the program"
        raise refused("sheet-unknown", "the spreadsheet has no sheet of that name", help)
    marks = looked_at.get(chosen) if source.format is Format.ODS else xlsx.sheet_marks(parts, chosen)
    if marks is None:
        raise refused("spreadsheet-syntax", "the sheets of the spreadsheet cannot be told apart")
    return Sheet(chosen, _legible(lambda: workbook.get_sheet_by_name(chosen)), marks)


def _of_format(parts: Parts, format: Format) -> Parts:
    """Only the parts of that format, so that the library takes the file for no other."""
    if format is Format.ODS:
        return {name: part for name, part in parts.items() if not name.startswith(XLSX_PARTS)}
    return {name: part for name, part in parts.items() if name not in ODS_PARTS}


def _workbook(parts: Parts) -> tuple["CalamineWorkbook", list[str]]:
    """The workbook, and the names of its sheets that are tables and not hidden."""
    try:
        # Only who reads spreadsheets needs the extra.
        from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415
    except ImportError:
        message, help = "spreadsheets need python-calamine, which is not installed", "install peersupport[spreadsheets]"
        raise refused("spreadsheet-not-installed", message, help) from None
    workbook = _legible(lambda: CalamineWorkbook.from_filelike(repacked(parts)))
    kind = (SheetTypeEnum.WorkSheet, SheetVisibleEnum.Visible)
    return workbook, [one.name for one in workbook.sheets_metadata if (one.typ, one.visible) == kind]


def _legible(read: Callable[[], T]) -> T:
    """What the library gives. Whatever it raises becomes one fault, without its words, which may hold a cell's."""
    try:
        return read()
    except Exception:  # noqa: BLE001, S110 - of many kinds, and none says more than this
        pass
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what a panic of its Rust comes to, which is no `Exception`
            raise
    raise refused(
        "spreadsheet-syntax",
        "the spreadsheet is damaged, or holds what cannot be read",
        "open it in a spreadsheet program, and save it again",
    )
