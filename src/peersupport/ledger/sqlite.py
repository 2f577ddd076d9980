"""The store in an SQLite file: one writer at a time, readers beside it.

Here the driver is used without SQLAlchemy, which would take longer for an entry than everything else together.
"""

from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from peersupport.ledger.connections import Connections
from peersupport.ledger.errors import LedgerError
from peersupport.ledger.exporting import new_file
from peersupport.ledger.progress import Progress
from peersupport.ledger.rows import Row
from peersupport.ledger.schema import IDENTITY, VERSION, require_current
from peersupport.ledger.settling import found, require_all, uncertain
from peersupport.ledger.sqlite_driver import (
    connect,
    copy_log,
    driver,
    emptied_log,
    guarded,
    log_mode,
    require_journal,
    rolled_back,
)
from peersupport.ledger.sqlite_rows import SQLiteReader, SQLiteWriter

_INSTRUCTIONS = 10_000
"""Of SQLite's machine, from one word on the progress to the next."""


class SQLiteStore:
    """A store in a file, which is made when it is missing.

    Raises `LedgerNotDurable`, `LedgerSchema`, `LedgerDamaged`, `LedgerUnavailable`.
    """

    commits = True

    def __init__(self, path: Path) -> None:
        self._path = path
        self._journal = log_mode()
        self._connections = Connections(str(path.absolute()), lambda: connect(path, self._journal))
        with self._borrowed() as connection:
            copy_log(connection)
            if _revision(connection) is None:
                _make_tables(path)
            require_current(_revision(connection))
            (self.identity,) = guarded(lambda: connection.execute(f"SELECT identity FROM {IDENTITY}").fetchone())  # noqa: S608

    @contextmanager
    def reading(self) -> Generator[SQLiteReader, None, None]:
        """See `Store`."""
        with self._borrowed() as connection:
            yield SQLiteReader(connection)

    @contextmanager
    def writing(self, lock: int) -> Generator[SQLiteWriter, None, None]:  # noqa: ARG002
        """See `Store`."""
        with self._borrowed() as connection:
            guarded(connection.execute, "BEGIN IMMEDIATE")
            if self._journal != "wal":  # which stays as long as anybody has the file open; the other does not
                require_journal(connection, self._journal)
            writer = SQLiteWriter(connection)
            yield writer
            writer.require_sound()
            repeated = writer.repeated and not writer.appended
            if repeated:
                # What was found may stand in a log whose sync failed: a commit of its own makes sure of it.
                (version,) = guarded(lambda: connection.execute("PRAGMA user_version").fetchone())
                guarded(connection.execute, f"PRAGMA user_version={version}")
            committed = not (writer.appended or repeated) or self._committed(connection)
            if repeated and not (committed and emptied_log(connection)):
                raise uncertain()
        if not committed:
            self._settle(writer.appended)

    def backup(self, path: Path, progress: Progress | None = None) -> None:
        """See `Store`; the copy is a ledger itself. `progress` is told bytes."""
        with new_file(path) as part, self._borrowed() as connection:
            pages, size = (_number(connection, name) for name in ("page_count", "page_size"))

            def told() -> int:
                if progress is not None:
                    progress(part.stat().st_size if part.exists() else 0, pages * size)
                return 0

            connection.set_progress_handler(told, _INSTRUCTIONS)
            try:
                guarded(connection.execute, "VACUUM INTO ?", (str(part.absolute()),))
            finally:
                connection.set_progress_handler(None, 0)
            told()

    def close(self) -> None:
        """See `Store`."""
        self._connections.close()

    @contextmanager
    def _borrowed(self) -> Generator["driver.Connection", None, None]:
        """A connection, for as long as the block lasts; an open transaction is taken back at its end."""
        connection = self._connections.take()
        try:
            yield connection
        finally:
            if rolled_back(connection):
                self._connections.give(connection)
            else:
                self._connections.lose()

    def _committed(self, connection: "driver.Connection") -> bool:
        try:
            guarded(connection.execute, "COMMIT")
        except LedgerError:
            # Not used again: what it believes to be in the file may not be there.
            with suppress(driver.Error):
                connection.close()
            return False
        return True

    def _settle(self, written: Sequence[Row]) -> None:
        """Find out what a commit that raised has left."""
        try:
            with closing(connect(self._path, self._journal)) as connection:
                there = self._confirmed(connection, written)
        except LedgerError:
            raise uncertain() from None
        require_all(there)

    def _confirmed(self, connection: "driver.Connection", written: Sequence[Row]) -> list[bool]:
        """Which rows are there, and will be for good.

        A commit of its own overwrites what the log may hold of a failed one, which a crash would bring back, and syncs
        the folder. What was found is then copied into the database proper: the system may have forgotten by now that
        the log did not reach the disk.
        """
        guarded(connection.execute, "BEGIN IMMEDIATE")
        there = found(written, SQLiteReader(connection))
        guarded(connection.execute, f"PRAGMA user_version={_number(connection, 'user_version')}")
        guarded(connection.execute, "COMMIT")
        if any(there) and not emptied_log(connection):
            raise uncertain()
        return there


def _number(connection: "driver.Connection", pragma: str) -> int:
    return int(guarded(lambda: connection.execute(f"PRAGMA {pragma}").fetchone()[0]))


def _revision(connection: "driver.Connection") -> str | None:
    there = f"SELECT 1 FROM sqlite_schema WHERE name = '{VERSION}'"  # noqa: S608
    if guarded(lambda: connection.execute(there).fetchone()) is None:
        return None
    found = guarded(lambda: connection.execute(f"SELECT version_num FROM {VERSION}").fetchone())  # noqa: S608
    return str(found[0]) if found else None


def _make_tables(path: Path) -> None:
    from peersupport.ledger.engines import sqlite_engine  # noqa: PLC0415 - slow to import, for a new file only
    from peersupport.ledger.migrating import make_missing  # noqa: PLC0415 - slow to import, for a new file only

    make_missing(sqlite_engine(path))
