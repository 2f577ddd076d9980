"""A caseload from a file: JSON Lines of cases, or CSV with a mapping. All of it is read, or nothing."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import attrs

from peersupport.errors import InvalidDocument, did_you_mean
from peersupport.interop.faults import Faults
from peersupport.interop.keys import ENCODING
from peersupport.interop.mapping import Mapping
from peersupport.interop.rows import RowReader
from peersupport.interop.texts import decoded, file_bytes, table_rows
from peersupport.records.case import Case
from peersupport.records.codec import case_from, parse_json

Progress = Callable[[int], None]
"""Told how many cases have been read so far."""
JSON_LINES = frozenset({".jsonl", ".ndjson"})


def read_caseload(path: Path, mapping: Mapping | None = None, progress: Progress | None = None) -> tuple[Case, ...]:
    """The cases of a file, in its order: a case document on each line (`.jsonl`), or CSV read by `mapping`.

    Raises `InvalidDocument` with every fault of the file, up to 100 and then saying that there are more. The path of
    each starts with `("row", n)`: the line of the file, counted from 1 as an editor does, on which it starts. A fault
    names fields and columns and never repeats what a cell holds. Two cases of one id are a fault.
    """
    faults = Faults("the caseload has faults")
    if (path.suffix.lower() in JSON_LINES) is (mapping is not None):
        message = "a CSV file is read by a mapping, and JSON Lines (`.jsonl`) without one"
        faults.add("mapping-missing" if mapping is None else "mapping-unused", message)
        faults.settle()
    content = file_bytes(path)
    read = _Cases(faults, progress)
    if mapping is None:
        _read_lines(content, read)
    else:
        _read_table(decoded(content, mapping.encoding), mapping, read)
    faults.settle()
    return tuple(read.cases)


@attrs.define
class _Cases:
    """The cases read so far, and the row of each id."""

    faults: Faults
    progress: Progress | None
    cases: list[Case] = attrs.field(factory=list[Case])
    rows: dict[str, int] = attrs.field(factory=dict[str, int])

    def take(self, row: int, read: Callable[[], Case]) -> None:
        """Read one case, or note its faults."""
        try:
            case = read()
        except InvalidDocument as error:
            self.faults.take(error.faults, ("row", row))
            return
        first = self.rows.setdefault(case.id, row)
        if first != row:
            self.faults.add("case-duplicate", f"row {first} has the same case id", ("row", row, "id"))
        self.cases.append(case)
        if self.progress is not None:
            self.progress(len(self.cases))


def _read_lines(content: bytes, read: _Cases) -> None:
    for row, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            read.take(row, partial(_case_of_line, line))


def _case_of_line(line: bytes) -> Case:
    return case_from(parse_json(line))


def _read_table(text: str, mapping: Mapping, read: _Cases) -> None:
    faults = read.faults
    rows = table_rows(text, mapping.delimiter, faults)
    header = next((cells for _, cells in rows), list[str]())
    columns = _columns(header, mapping, faults)
    reader = RowReader(mapping, faults)
    for row, cells in rows:
        if len(cells) != len(header):
            message = f"a row of {len(cells)} cells under a header of {len(header)}"
            faults.add("row-length", message, ("row", row))
            continue
        noted = len(faults.found)
        document = reader.document({name: cells[place] for name, place in columns}, ("row", row))
        if len(faults.found) == noted:
            read.take(row, partial(case_from, document))


def _columns(header: list[str], mapping: Mapping, faults: Faults) -> list[tuple[str, int]]:
    """The columns that the mapping reads, with their places. Raises `InvalidDocument` when any is not there once."""
    wanted = mapping.columns
    marked = bool(header) and header[0].startswith("\ufeff")
    # What looks like a header may be somebody's record: it is only told from once it is clear that it is one.
    known = header if any(name in header for name in wanted) else []
    for name in wanted:
        if header.count(name) == 1:
            continue
        if name in header:
            faults.add("column-duplicate", f"several columns are named `{name}`", ("row", 1))
            continue
        help = did_you_mean(name, known) if known else "the first row has to name the columns"
        if marked:
            help = f'the file starts with a byte order mark: `encoding = "{ENCODING}"`'
        faults.add("column-unknown", f"there is no column `{name}`", ("row", 1), help)
    faults.settle()
    return [(name, header.index(name)) for name in wanted]
