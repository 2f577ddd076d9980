"""The bytes of a file as text, and a table's rows, in one encoding that somebody named."""

import csv
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from peersupport.errors import Fault, InvalidDocument
from peersupport.interop.faults import Faults

Row = tuple[int, list[str]]
"""The line on which a row starts, as an editor counts, and its cells."""
Stamp = tuple[int, ...]
"""Which file it is (its device and number there), its size, and when it and what is known of it last changed."""


def file_bytes(path: Path) -> bytes:
    """All of a file. Raises `InvalidDocument` when it cannot be read."""
    with readable(path):
        return path.read_bytes()


def file_stamp(path: Path) -> Stamp:
    """What tells whether a file was changed. Raises `InvalidDocument` when it cannot be read."""
    with readable(path):
        told = path.stat()
        return told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns


@contextmanager
def readable(path: Path) -> Generator[None]:
    """Turns what the system says of a file that cannot be read into an `InvalidDocument`."""
    message = ""
    try:
        yield
    except OSError as error:
        message = f"`{path.name}` cannot be read: {(error.strerror or 'no reason given').lower()}"
    if message:
        raise InvalidDocument("a file cannot be read", [Fault(code="file-unreadable", message=message)])


def decoded(content: bytes, encoding: str) -> str:
    """The text in that encoding and no other. Raises `InvalidDocument` with the line that does not fit."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"the file is not {encoding} from this line on"
        fault = Fault(
            code="file-encoding", message=message, path=("row", line), help="name its encoding in the mapping"
        )
    raise InvalidDocument("a file is in another encoding", [fault])


def table_rows(text: str, delimiter: str, faults: Faults) -> Iterator[Row]:
    """The rows of a table that are not blank, up to one that is no CSV, which is noted."""
    return csv_rows(StringIO(text, newline=""), delimiter, faults)


def csv_rows(lines: Iterable[str], delimiter: str, faults: Faults) -> Iterator[Row]:
    """The same from lines that keep their ends."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except (csv.Error, UnicodeError):
            help = "a quotation mark inside a cell is written twice, and a cell that starts with one ends with one"
            faults.add("row-syntax", "this row is not CSV; those after it were not read", ("row", line), help)
            return
        if cells is None:
            return
        if cells:
            yield line, cells
