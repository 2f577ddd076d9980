"""Reads and appends rows over one SQLite connection."""

from collections.abc import Iterator, Sequence
from typing import Any

from peersupport.ledger.errors import LedgerError, LedgerUnavailable
from peersupport.ledger.rows import BEFORE_ALL, EMPTY, Head, Row, head_of
from peersupport.ledger.schema import COLUMNS, KEY_TAKEN, ROWS
from peersupport.ledger.sqlite_driver import driver, guarded, translated

_SELECT = f"SELECT {COLUMNS} FROM {ROWS}"  # noqa: S608
_HEAD = f"SELECT sequence, recorded_us, digest FROM {ROWS} ORDER BY sequence DESC LIMIT 1"  # noqa: S608
_APPEND = f"INSERT INTO {ROWS} ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
_PAGE = f"{_SELECT} WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT 500"


class SQLiteReader:
    """See `Reader`."""

    def __init__(self, connection: "driver.Connection") -> None:
        self._connection = connection

    def head(self) -> Head:
        """See `Reader`."""
        found = self._fetched(_HEAD, ())
        return head_of(found[0]) if found else EMPTY

    def rows(self, streams: Sequence[bytes]) -> list[Row]:
        """See `Reader`."""
        places = ", ".join("?" * len(streams))
        return self._rows(f"{_SELECT} WHERE stream IN ({places}) ORDER BY sequence", streams)

    def find(self, stream: bytes, key: bytes) -> Row | None:
        """See `Reader`."""
        found = self._rows(f"{_SELECT} WHERE stream = ? AND key = ?", (stream, key))
        return found[0] if found else None

    def walk(self) -> Iterator[Row]:
        """See `Reader`."""
        after, last = BEFORE_ALL, self.head().sequence
        while after < last:
            # Page by page: a long read would keep writers waiting, and rows that are there do not change.
            page = self._rows(_PAGE, (after, last))
            yield from page
            after = page[-1].sequence if page else last

    def _rows(self, statement: str, values: Sequence[object]) -> list[Row]:
        return [Row._make(values) for values in self._fetched(statement, values)]

    def _fetched(self, statement: str, values: Sequence[object]) -> list[Any]:
        return guarded(lambda: self._connection.execute(statement, values).fetchall())


class SQLiteWriter(SQLiteReader):
    """See `Writer`. Its connection holds the write lock of the whole file.

    Once a statement has failed, SQLite may have ended the transaction by itself: nothing more goes through then.
    """

    def __init__(self, connection: "driver.Connection") -> None:
        super().__init__(connection)
        self.appended: list[Row] = []
        self.repeated = False
        """Whether an entry was found by its key: a try again, whose first try may not be on the disk."""
        self._failed = False
        self._head: Head | None = None

    def require_sound(self) -> None:
        """Raise `LedgerUnavailable` when a statement has failed."""
        if self._failed:
            raise LedgerUnavailable("the transaction has failed and is taken back", help="try again")

    def head(self) -> Head:
        """See `Reader`; nobody else moves it."""
        if self._head is None:
            self._head = super().head()
        return self._head

    def tail(self) -> Head:
        """See `Writer`."""
        return self.head()

    def find(self, stream: bytes, key: bytes) -> Row | None:
        """See `Reader`."""
        found = super().find(stream, key)
        self.repeated = self.repeated or found is not None
        return found

    def append(self, row: Row) -> bool:
        """See `Writer`."""
        self.require_sound()
        try:
            self._connection.execute(_APPEND, _bound(row))
        except driver.Error as error:
            taken, failure = error.args == (KEY_TAKEN,), translated(error)
        else:
            self.appended.append(row)
            self._head = None
            return True
        if taken:
            return False
        self._failed = True
        raise failure

    def _fetched(self, statement: str, values: Sequence[object]) -> list[Any]:
        self.require_sound()
        try:
            return super()._fetched(statement, values)
        except LedgerError:
            self._failed = True
            raise


def _bound(row: Row) -> tuple[int | str | bytearray, ...]:
    """The values of a row. The driver looks for adapters of `bytes`, at a microsecond each, not of `bytearray`."""
    sequence, recorded_us, stream, kind, sensitive, key, nonce, ciphertext, previous, digest = row
    return (
        sequence, recorded_us, bytearray(stream), kind, sensitive, bytearray(key), bytearray(nonce),
        bytearray(ciphertext), bytearray(previous), bytearray(digest),
    )  # fmt: skip
