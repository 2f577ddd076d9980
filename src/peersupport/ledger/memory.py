"""A store that lasts as long as the process: for tests, and to try things out."""

import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from peersupport.ledger.chain import head_after
from peersupport.ledger.exporting import export_rows
from peersupport.ledger.progress import Progress
from peersupport.ledger.rows import EMPTY, Head, Row


class MemoryStore:
    """Rows in a list. As in SQLite, one lock serves all subjects."""

    commits = True

    def __init__(self) -> None:
        self.identity = os.urandom(16)
        self._lock = Lock()
        self.committed: list[Row] = []
        self.streams: dict[bytes, tuple[Row, ...]] = {}
        self.index: dict[tuple[bytes, bytes], Row] = {}

    @contextmanager
    def reading(self) -> "Generator[MemoryWriter, None, None]":
        """See `Store`."""
        yield MemoryWriter(self)

    @contextmanager
    def writing(self, lock: int) -> "Generator[MemoryWriter, None, None]":  # noqa: ARG002
        """See `Store`."""
        with self._lock:
            writer = MemoryWriter(self)
            yield writer
            for row in writer.appended:
                self.streams[row.stream] = (*self.streams.get(row.stream, ()), row)
                self.index[row.stream, row.key] = row
            # Last, and at once: no reader beside this one sees half of a transaction.
            self.committed.extend(writer.appended)

    def backup(self, path: Path, progress: Progress | None = None) -> None:
        """See `Store`; as `export` does."""
        with self.reading() as reader:
            export_rows(reader, path, progress)

    def close(self) -> None:
        """See `Store`."""


class MemoryWriter:
    """What was committed when it was made, and what is about to be."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._seen = len(store.committed)
        self.appended: list[Row] = []

    def head(self) -> Head:
        """See `Reader`."""
        if self.appended:
            return head_after(self.appended[-1])
        return head_after(self._store.committed[self._seen - 1]) if self._seen else EMPTY

    def tail(self) -> Head:
        """See `Writer`."""
        return self.head()

    def rows(self, streams: Sequence[bytes]) -> list[Row]:
        """See `Reader`."""
        committed = (row for stream in streams for row in self._store.streams.get(stream, ()) if self._sees(row))
        return sorted([*committed, *(row for row in self.appended if row.stream in streams)])

    def find(self, stream: bytes, key: bytes) -> Row | None:
        """See `Reader`."""
        committed = self._store.index.get((stream, key))
        if committed is not None and self._sees(committed):
            return committed
        return next((row for row in self.appended if (row.stream, row.key) == (stream, key)), None)

    def walk(self) -> Iterator[Row]:
        """See `Reader`."""
        return iter((*self._store.committed[: self._seen], *self.appended))

    def append(self, row: Row) -> bool:
        """See `Writer`."""
        if self.find(row.stream, row.key) is not None:
            return False
        self.appended.append(row)
        return True

    def _sees(self, row: Row) -> bool:
        return row.sequence <= self._seen
