"""What a ledger asks of a database: to keep sealed rows in order, and to lock. It never sees a subject or a payload.

A store never takes a row back once a transaction has ended without an error, never changes one, and raises nothing but
`LedgerError`s.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from peersupport.ledger.progress import Progress
from peersupport.ledger.rows import Head, Row


class Reader(Protocol):
    """Reads what is committed, and what its own transaction has appended."""

    def head(self) -> Head:
        """The end of the ledger; `EMPTY` when it has no row."""
        ...

    def rows(self, streams: Sequence[bytes]) -> list[Row]:
        """The rows of these streams, by sequence."""
        ...

    def find(self, stream: bytes, key: bytes) -> Row | None:
        """The row of the stream with this idempotency key."""
        ...

    def walk(self) -> Iterator[Row]:
        """All rows by sequence, as they were when the walk began."""
        ...


class Writer(Reader, Protocol):
    """A transaction: holds the lock that it was opened with, and once `tail` was called, the end of the ledger."""

    def tail(self) -> Head:
        """The end of the ledger, which nobody but this writer moves until the transaction ends."""
        ...

    def append(self, row: Row) -> bool:
        """Add the row that follows the tail. False, and nothing added, when the stream has its key already."""
        ...


class Store(Protocol):
    """Keeps the rows."""

    @property
    def identity(self) -> bytes:
        """16 random bytes, drawn when the ledger was made: keys of another one are noticed."""
        ...

    @property
    def commits(self) -> bool:
        """Whether `writing` commits; if not, somebody else does, later or never."""
        ...

    def reading(self) -> AbstractContextManager[Reader]:
        """Read without a lock."""
        ...

    def writing(self, lock: int) -> AbstractContextManager[Writer]:
        """Hold the lock of this number (64 bits, signed) exclusively, and commit durably on leaving without an error.

        Raises `LedgerUnavailable` when nothing was written, `LedgerUncertain` when that cannot be told.
        """
        ...

    def backup(self, path: Path, progress: Progress | None = None) -> None:
        """Copy all rows, as they are at one moment, to a new file that `rows_in` reads."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
