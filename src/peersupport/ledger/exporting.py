"""Rows in a file: one JSON object a line, its bytes in base64. Sealed as they are, and of no use without the keys.

`rows_in` also reads an SQLite ledger or a backup of one. Neither needs the keys, nor a ledger that can be opened.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from peersupport.errors import Fault
from peersupport.ledger.errors import LedgerMisuse
from peersupport.ledger.progress import Progress, counted
from peersupport.ledger.rows import Row
from peersupport.ledger.sqlite_driver import driver, guarded, sync
from peersupport.ledger.sqlite_rows import SQLiteReader
from peersupport.ledger.store import Reader

_SQLITE = b"SQLite format 3\0"
_BYTES = tuple(name for name, kind in Row.__annotations__.items() if kind is bytes)


def export_rows(reader: Reader, path: Path, progress: Progress | None = None) -> None:
    """Write all rows to a new file, which appears under its name when it is complete and durable.

    Raises `LedgerMisuse` when there is a file of that name, and `OSError` as writing does.
    """
    with new_file(path) as part, part.open("w", encoding="ascii", newline="\n") as file:
        for row in counted(reader.walk(), progress, reader.head().sequence):
            file.write(json.dumps({name: _written(value) for name, value in row._asdict().items()}) + "\n")


def rows_in(path: Path) -> Iterator[Row | Fault]:
    """The rows in an exported file, an SQLite ledger or a backup of one; a fault for a line that holds none.

    Raises `OSError` as reading does, `LedgerDamaged` or `LedgerUnavailable` for a database that cannot be read.
    """
    with path.open("rb") as file:
        if file.read(len(_SQLITE)) != _SQLITE:
            file.seek(0)
            for number, line in enumerate(file, 1):
                yield _row(line) or Fault(code="ledger-row-malformed", message="no row", path=("lines", number))
            return
    with closing(guarded(lambda: driver.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True))) as connection:
        # Whatever somebody has put in the place of a text must not end the reading.
        connection.text_factory = partial(bytes.decode, errors="surrogateescape")
        yield from SQLiteReader(connection).walk()


@contextmanager
def new_file(path: Path) -> Generator[Path, None, None]:
    """Where to write what shall be in the file: it gets its name, durably, when the block ends without an error.

    Raises `LedgerMisuse` when there is a file of that name.
    """
    if path.exists():
        raise LedgerMisuse("there is a file of that name already", help="choose another name")
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        yield part
        sync(part)
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    sync(path.parent)


def _written(value: object) -> object:
    return b64encode(value).decode() if isinstance(value, bytes) else value


def _row(line: bytes) -> Row | None:
    try:
        values: dict[str, Any] = json.loads(line)
        for name in _BYTES:
            values[name] = b64decode(values[name], validate=True)
        return Row(**values)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
