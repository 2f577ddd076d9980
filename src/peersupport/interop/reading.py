"""One pass through a caseload: what each of its rows comes to."""

from collections.abc import Callable, Iterator
from functools import partial

import attrs

from peersupport._attrs import frozen
from peersupport.errors import InvalidDocument
from peersupport.interop.faults import Faults
from peersupport.interop.headers import places_of
from peersupport.interop.held import Cell
from peersupport.interop.left_out import LeftOut
from peersupport.interop.mapping import Mapping
from peersupport.interop.rows import RowReader
from peersupport.interop.sources import Format, Source
from peersupport.interop.tables import Table, open_table
from peersupport.records.case import Case
from peersupport.records.codec import case_from, from_json

Row = tuple[int, Callable[[], Case]]
"""The row on which a case starts, and what reads it. Raises `InvalidDocument`."""


@frozen
class Plan:
    """How a caseload is to be read. `sheet`: of a spreadsheet, if the mapping does not name it, or names another.

    `skip_faulty`: rows with faults are left out, and told of, instead of the whole caseload being refused. What is
    wrong with the file as a whole, or makes two rows one case, is refused as ever.
    """

    mapping: Mapping | None = None
    sheet: str = ""
    skip_faulty: bool = False


@attrs.define(repr=False)
class Reading:
    """One pass through a caseload."""

    source: Source
    plan: Plan
    faults: Faults
    left_out: LeftOut = attrs.field(factory=LeftOut, init=False)
    told: dict[str, str] = attrs.field(factory=dict[str, str], init=False)

    def cases(self) -> Iterator[Case]:
        """The legible cases one by one; what is wrong with the others is noted."""
        first_rows: dict[str, int] = {}
        for row, read in self._rows():
            try:
                case = read()
            except InvalidDocument as error:
                if self.plan.skip_faulty:
                    self.left_out.take(row, error.faults)
                else:
                    self.faults.take(error.faults, ("row", row))
                continue
            first = first_rows.setdefault(case.id, row)
            if first != row:
                self.faults.add("case-duplicate", f"row {first} has the same case id", ("row", row, "id"))
            yield case

    def _rows(self) -> Iterator[Row]:
        mapping = self.plan.mapping
        if (self.source.format is Format.JSON_LINES) is (mapping is not None):
            message = "a table is read by a mapping, and JSON Lines without one"
            self.faults.add("mapping-missing" if mapping is None else "mapping-unused", message)
            self.faults.settle()
        if mapping is None:
            self.told = {"format": self.source.format.value}
            return self._lines()
        table = open_table(self.source, mapping, self.faults, self.plan.sheet)
        self.told = table.told
        return _table(table, mapping, self.faults)

    def _lines(self) -> Iterator[Row]:
        with self.source.opened() as file:
            for row, line in enumerate(file, start=1):
                if line.strip():
                    yield row, partial(_case_of_line, line)


def _case_of_line(line: bytes) -> Case:
    return from_json(line.removesuffix(b"\n"), Case)


def _table(table: Table, mapping: Mapping, faults: Faults) -> Iterator[Row]:
    places = places_of(table, mapping, faults)
    reader = RowReader(mapping, table.letters)
    return ((row, partial(_case_of_row, cells, len(table.header), places, reader)) for row, cells in table.rows)


def _case_of_row(cells: list[Cell], width: int, places: list[tuple[str, int]], reader: RowReader) -> Case:
    if len(cells) != width:
        faults = Faults("a row has faults")
        faults.add("row-length", f"a row of {len(cells)} cells under a header of {width}")
        faults.settle()
    return case_from(reader.document({name: cells[place] for name, place in places}))
