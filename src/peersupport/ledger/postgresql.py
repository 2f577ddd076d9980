"""The store in PostgreSQL: writers of different subjects wait for each other only while they append."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from peersupport.ledger.engines import PostgreSQL, guarded
from peersupport.ledger.errors import LedgerError
from peersupport.ledger.exporting import export_rows
from peersupport.ledger.migrating import make_missing, revision_of
from peersupport.ledger.progress import Progress
from peersupport.ledger.rows import Row
from peersupport.ledger.schema import require_current
from peersupport.ledger.settling import found, require_all, uncertain
from peersupport.ledger.sql_rows import CHAIN_LOCK, PostgreSQLWriter, SQLReader
from peersupport.ledger.tables import identity


class PostgreSQLStore:
    """A store in the database of a URL (`postgresql://...`); the tables are made when there are none.

    Raises `LedgerNotDurable`, `LedgerSchema`, `LedgerUnavailable`.
    """

    commits = True

    def __init__(self, url: str) -> None:
        self._database = PostgreSQL(url)
        try:
            with self._database.connected() as connection:
                missing = revision_of(connection) is None
            if missing:
                make_missing(self._database.engine)
            with self._database.connected() as connection:
                require_current(revision_of(connection))
                self.identity = guarded(lambda: connection.execute(select(identity.c.identity)).scalar_one())
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Generator[SQLReader, None, None]:
        """See `Store`."""
        with self._database.connected() as connection:
            yield SQLReader(connection)

    @contextmanager
    def writing(self, lock: int) -> Generator[PostgreSQLWriter, None, None]:
        """See `Store`."""
        with self._database.connected() as connection:
            writer = PostgreSQLWriter(connection, lock)
            yield writer
            # PostgreSQL answers the commit of a transaction that has failed as if all were well.
            writer.require_sound()
            committed = not writer.appended or _committed(connection)
        if not committed:
            self._settle(writer.appended)

    def backup(self, path: Path, progress: Progress | None = None) -> None:
        """See `Store`; as `export` does."""
        with self.reading() as reader:
            export_rows(reader, path, progress)

    def close(self) -> None:
        """See `Store`."""
        self._database.close()

    def _settle(self, written: Sequence[Row]) -> None:
        """Find out what a commit that raised has left, once nobody can be in the middle of it any more."""
        try:
            with self._database.connected() as connection:
                reader = PostgreSQLWriter(connection, CHAIN_LOCK)
                there = found(written, reader)
        except LedgerError:
            raise uncertain() from None
        require_all(there)


def _committed(connection: Connection) -> bool:
    try:
        connection.commit()
    except SQLAlchemyError:
        with suppress(SQLAlchemyError):
            connection.invalidate()
        return False
    return True
