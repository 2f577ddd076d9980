"""Tables written by other libraries than the one that reads them."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.teletype import addTextToElement
from odf.text import P

Written = str | float | bool | date | None


def write_xlsx(path: Path, rows: Iterable[Sequence[Written]], title: str = "Cases") -> None:
    """A workbook of one sheet."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(list(row))
    book.save(path)


def write_ods(path: Path, rows: Iterable[Sequence[Written]], title: str = "Cases") -> None:
    """The same as an OpenDocument."""
    document = OpenDocumentSpreadsheet()
    table = Table(name=title)
    document.spreadsheet.addElement(table)
    for row in rows:
        line = TableRow()
        for cell in row:
            line.addElement(_ods_cell(cell))
        table.addElement(line)
    document.save(str(path))


def _ods_cell(value: Written) -> Any:
    if value is None or value == "":
        return TableCell()
    if isinstance(value, bool):
        cell = TableCell(valuetype="boolean", booleanvalue=str(value).lower())
    elif isinstance(value, float | int):
        cell = TableCell(valuetype="float", value=repr(value))
    elif isinstance(value, date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat())
    else:
        cell = TableCell(valuetype="string")
    shown = P()
    addTextToElement(shown, str(value))
    cell.addElement(shown)
    return cell
