"""One pass through a caseload: what each of its rows comes to."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

import attrs

from peersupport._attrs import frozen
from peersupport.errors import InvalidDocument
from peersupport.interop.faults import Faults, Unreadable
from peersupport.interop.headers import places_of
from peersupport.interop.held import Cell, text_of
from peersupport.interop.left_out import LeftOut
from peersupport.interop.mapping import Mapping
from peersupport.interop.rows import RowReader
from peersupport.interop.settings import is_table
from peersupport.interop.sources import Format, Source
from peersupport.interop.tables import open_table
from peersupport.records.case import Case
from peersupport.records.codec import Json, case_from, from_json

R = TypeVar("R")
"""A row as its file has it: the bytes of a line, or the cells of a table."""


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
        mapping = self.plan.mapping
        if (self.source.format is Format.JSON_LINES) is (mapping is not None):
            message = "a table is read by a mapping, and JSON Lines without one"
            self.faults.add("mapping-missing" if mapping is None else "mapping-unused", message)
            self.faults.settle()
        if mapping is None:
            self.told = {"format": self.source.format.value}
            return self._read(self._lines(), _case_of_line, _id_of_line)
        table = open_table(self.source, mapping, self.faults, self.plan.sheet)
        self.told = table.told
        places = places_of(table, mapping, self.faults)
        reader = RowReader(mapping, table.letters)
        case_of = partial(_case_of_row, width=len(table.header), places=places, reader=reader)
        return self._read(table.rows, case_of, partial(_id_of_row, place=dict(places)[mapping.case_id]))

    def _read(
        self, rows: Iterable[tuple[int, R]], case_of: Callable[[R], Case], id_of: Callable[[R], str]
    ) -> Iterator[Case]:
        """The cases of rows. `id_of` tells the id of a row with faults: it may be another row's case."""
        first_rows: dict[str, int] = {}
        for row, held in rows:
            try:
                case = case_of(held)
            except InvalidDocument as error:
                if self.plan.skip_faulty:
                    self.left_out.take(row, error.faults)
                else:
                    self.faults.take(error.faults, ("row", row))
                case = None
            known = id_of(held) if case is None else case.id
            first = first_rows.setdefault(known, row) if known else row
            if first != row:
                self.faults.add("case-duplicate", f"row {first} has the same case id", ("row", row, "id"))
            if case is not None:
                yield case

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        with self.source.opened() as file:
            yield from ((row, line) for row, line in enumerate(file, start=1) if line.strip())


def _case_of_line(line: bytes) -> Case:
    return from_json(line.removesuffix(b"\n"), Case)


def _id_of_line(line: bytes) -> str:
    """The id of a line that is no case, as far as it can be told; empty where not."""
    try:
        document: Json = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    known = document.get("id") if is_table(document) else None
    return str(known).strip() if type(known) in {str, int} else ""


def _case_of_row(cells: list[Cell], width: int, places: list[tuple[str, int]], reader: RowReader) -> Case:
    if len(cells) != width:
        faults = Faults("a row has faults")
        faults.add("row-length", f"a row of {len(cells)} cells under a header of {width}")
        faults.settle()
    return case_from(reader.document({name: cells[place] for name, place in places}))


def _id_of_row(cells: list[Cell], place: int) -> str:
    """The same for a row of a table."""
    try:
        return "".join(text_of(cell) for cell in cells[place : place + 1]).strip()
    except Unreadable:
        return ""
