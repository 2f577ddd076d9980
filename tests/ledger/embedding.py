"""A service with a database of its own, as the tests of the embedded store see it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from peersupport.ledger.embedded import store_on
from peersupport.ledger.progress import Progress
from peersupport.ledger.sql_rows import SQLReader, SQLWriter


class Service:
    """A `Store` that commits as a service does: a connection and a transaction of its own for each call."""

    commits = True

    def __init__(self, engine: Engine, before: Callable[[Connection], None] = lambda _: None) -> None:
        self._engine = engine
        self._before = before
        with engine.connect() as connection:
            self.identity = store_on(connection).identity

    @contextmanager
    def reading(self) -> Iterator[SQLReader]:
        """See `Store`."""
        with self._engine.connect() as connection, store_on(connection).reading() as reader:
            yield reader

    @contextmanager
    def writing(self, lock: int) -> Iterator[SQLWriter]:
        """See `Store`."""
        with self._engine.begin() as connection:
            self._before(connection)
            with store_on(connection).writing(lock) as writer:
                yield writer

    def backup(self, path: Path, progress: Progress | None = None) -> None:
        """See `Store`."""
        with self._engine.connect() as connection:
            store_on(connection).backup(path, progress)

    def close(self) -> None:
        """See `Store`."""
        self._engine.dispose()
