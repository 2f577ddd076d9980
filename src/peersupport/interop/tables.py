"""A table, whatever it is written in: its header, and its rows of cells."""

from collections.abc import Iterator
from io import TextIOWrapper

import attrs

from peersupport.interop.encodings import encoding_of
from peersupport.interop.faults import Faults
from peersupport.interop.held import Cell
from peersupport.interop.mapping import Mapping
from peersupport.interop.sources import Format, Source
from peersupport.interop.spreadsheets.workbook import sheet_of
from peersupport.interop.texts import csv_rows

Row = tuple[int, list[Cell]]
"""The number of a row, as an editor or a spreadsheet program shows it, and its cells."""
LETTERS = 26


@attrs.define(repr=False)
class Table:
    """An opened table. `told`: how it was read. Its rows can be read once."""

    header: list[str]
    row: int
    rows: Iterator[Row]
    told: dict[str, str]
    letters: dict[str, str] = attrs.field(factory=dict[str, str])


def open_table(source: Source, mapping: Mapping, faults: Faults, sheet: str = "") -> Table:
    """The table, of the sheet that is named, here or in the mapping. Rows with nothing in any cell are none.

    Raises `InvalidDocument` where it cannot be read; a row that is no CSV is noted among `faults`, and ends the rows.
    """
    told = {"format": source.format.value}
    if source.format is Format.CSV:
        with source.opened() as file:
            encoding = encoding_of(file, mapping.encodings)
        told["encoding"] = encoding.removesuffix("-sig")
        rows = _csv(source, encoding, mapping.delimiter, faults)
    else:
        opened = sheet_of(source, sheet or mapping.sheet)
        told["sheet"] = opened.name
        rows = opened.rows()
    number, first = next((one for one in rows if one[0] >= mapping.header_row), (1, list[Cell]()))
    if mapping.header_row not in {0, number}:
        number, first = mapping.header_row, []  # that row is blank
    header = [cell if isinstance(cell, str) else "" for cell in first]
    if source.format is Format.CSV:
        return Table(header, number, rows, told)
    while header and not header[-1]:
        header.pop()
    letters = {name: letter_of(place) for place, name in enumerate(header)}
    return Table(header, number, (_trimmed(one, len(header)) for one in rows), told, letters)


def letter_of(place: int) -> str:
    """The letters of a column, from 0: A, B, ... Z, AA."""
    place, last = divmod(place, LETTERS)
    return (letter_of(place - 1) if place else "") + chr(ord("A") + last)


def _trimmed(row: Row, width: int) -> Row:
    """A sheet is as wide as its widest row: what is blank beyond the header is no cell."""
    number, cells = row
    while len(cells) > width and cells[-1] == "":
        cells.pop()
    return number, cells + [""] * (width - len(cells))


def _csv(source: Source, encoding: str, delimiter: str, faults: Faults) -> Iterator[Row]:
    with source.opened() as bytes_of, TextIOWrapper(bytes_of, encoding=encoding, newline="") as file:
        for row, cells in csv_rows(file, delimiter, faults):
            if any(cells):
                yield row, list(cells)
