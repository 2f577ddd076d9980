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
                self.committed.append(row)
                self.streams[row.stream] = (*self.streams.get(row.stream, ()), row)
                self.index[row.stream, row.key] = row

    def backup(self, path: Path, progress: Progress | None = None) -> None:
        """See `Store`; as `export` does."""
        with self.reading() as reader:
            export_rows(reader, path, progress)

    def close(self) -> None:
        """See `Store`."""


class MemoryWriter:
    """What is committed, and what is about to be."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self.appended: list[Row] = []

    def head(self) -> Head:
        """See `Reader`."""
        rows = self.appended or self._store.committed
        return head_after(rows[-1]) if rows else EMPTY

    def tail(self) -> Head:
        """See `Writer`."""
        return self.head()

    def rows(self, streams: Sequence[bytes]) -> list[Row]:
        """See `Reader`."""
        committed = (row for stream in streams for row in self._store.streams.get(stream, ()))
        return sorted([*committed, *(row for row in self.appended if row.stream in streams)])

    def find(self, stream: bytes, key: bytes) -> Row | None:
        """See `Reader`."""
        appended = (row for row in self.appended if (row.stream, row.key) == (stream, key))
        return self._store.index.get((stream, key)) or next(appended, None)

    def walk(self) -> Iterator[Row]:
        """See `Reader`."""
        return iter((*self._store.committed, *self.appended))

    def append(self, row: Row) -> bool:
        """See `Writer`."""
        if self.find(row.stream, row.key) is not None:
            return False
        self.appended.append(row)
        return True
