"""A caseload from a file: JSON Lines of cases, or CSV with a mapping. All of it is read, or nothing."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from peersupport._attrs import frozen
from peersupport.errors import InvalidDocument, did_you_mean
from peersupport.interop.faults import Faults
from peersupport.interop.keys import ENCODING
from peersupport.interop.mapping import Mapping
from peersupport.interop.rows import RowReader
from peersupport.interop.texts import Stamp, decoded, file_bytes, file_lines, file_stamp, table_rows
from peersupport.records.case import Case
from peersupport.records.codec import case_from, parse_json

Progress = Callable[[int], None]
"""Told how many cases have been read so far."""
Row = tuple[int, Callable[[], Case]]
"""The line on which a case starts, and what reads it. Raises `InvalidDocument`."""
JSON_LINES = frozenset({".jsonl", ".ndjson"})


@frozen
class Caseload:
    """A file of cases that has been read once and has no fault: each iteration reads it again, a case at a time.

    So a caseload of any size takes little memory, and still nothing is done with one that has a fault anywhere.
    Iterating raises `InvalidDocument` where the file is not what it was.
    """

    path: Path
    mapping: Mapping | None
    count: int
    stamp: Stamp

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Case]:
        faults = Faults("the caseload is not what it was")
        for case in _cases(self.path, self.mapping, faults):
            faults.settle()
            yield case
        if file_stamp(self.path) != self.stamp:
            faults.add("file-changed", "the file was changed while it was read")
        faults.settle()


def open_caseload(path: Path, mapping: Mapping | None = None, progress: Progress | None = None) -> Caseload:
    """Read a file to its end, keeping nothing, to read its cases one by one later. Raises as `read_caseload` does."""
    faults = Faults("the caseload has faults")
    stamp = file_stamp(path)
    count = sum(1 for _ in _told(_cases(path, mapping, faults), progress))
    faults.settle()
    return Caseload(path=path, mapping=mapping, count=count, stamp=stamp)


def read_caseload(path: Path, mapping: Mapping | None = None, progress: Progress | None = None) -> tuple[Case, ...]:
    """The cases of a file, in its order: a case document on each line (`.jsonl`), or CSV read by `mapping`.

    Raises `InvalidDocument` with every fault of the file, up to 100 and then saying that there are more. The path of
    each starts with `("row", n)`: the line of the file, counted from 1 as an editor does, on which it starts. A fault
    names fields and columns and never repeats what a cell holds. Two cases of one id are a fault.
    """
    faults = Faults("the caseload has faults")
    cases = tuple(_told(_cases(path, mapping, faults), progress))
    faults.settle()
    return cases


def _told(cases: Iterable[Case], progress: Progress | None) -> Iterator[Case]:
    for number, case in enumerate(cases, start=1):
        if progress is not None:
            progress(number)
        yield case


def _cases(path: Path, mapping: Mapping | None, faults: Faults) -> Iterator[Case]:
    """The legible cases one by one; what is wrong with the others is noted."""
    if (path.suffix.lower() in JSON_LINES) is (mapping is not None):
        message = "a CSV file is read by a mapping, and JSON Lines (`.jsonl`) without one"
        faults.add("mapping-missing" if mapping is None else "mapping-unused", message)
        faults.settle()
    rows: dict[str, int] = {}
    for row, read in _lines(path) if mapping is None else _table(path, mapping, faults):
        try:
            case = read()
        except InvalidDocument as error:
            faults.take(error.faults, ("row", row))
            continue
        first = rows.setdefault(case.id, row)
        if first != row:
            faults.add("case-duplicate", f"row {first} has the same case id", ("row", row, "id"))
        yield case


def _lines(path: Path) -> Iterator[Row]:
    for row, line in enumerate(file_lines(path), start=1):
        if line.strip():
            yield row, partial(_case_of_line, line)


def _case_of_line(line: bytes) -> Case:
    return case_from(parse_json(line))


def _table(path: Path, mapping: Mapping, faults: Faults) -> Iterator[Row]:
    rows = table_rows(decoded(file_bytes(path), mapping.encoding), mapping.delimiter, faults)
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
            yield row, partial(case_from, document)


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
