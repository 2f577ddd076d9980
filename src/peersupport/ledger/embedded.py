"""A store in the database, and inside the transaction, of a service that has its own.

The entry and what the service writes beside it are then there both or neither. The service commits; what the ledger
acknowledges is durable when it has.
"""

from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, select

from peersupport.ledger.engines import guarded, require_durable
from peersupport.ledger.errors import LedgerMisuse, LedgerNotDurable
from peersupport.ledger.exporting import export_rows
from peersupport.ledger.migrating import revision_of
from peersupport.ledger.progress import Progress
from peersupport.ledger.schema import require_current
from peersupport.ledger.sql_rows import PostgreSQLWriter, SQLiteWriter, SQLReader, SQLWriter
from peersupport.ledger.sqlite_driver import log_mode
from peersupport.ledger.tables import identity


def store_on(connection: Connection) -> "EmbeddedStore":
    """A store over a connection (PostgreSQL or SQLite) that has a transaction open or begins one by itself.

    One transaction of the ledger in each transaction of the service: several could wait for each other. An exception
    inside takes back what the ledger has appended, not what the service has. Make the tables with `migrate_on`.
    Raises `LedgerSchema`, `LedgerMisuse` for another kind of database.
    """
    return EmbeddedStore(connection)


class EmbeddedStore:
    """See `store_on`."""

    commits = False

    def __init__(self, connection: Connection) -> None:
        if connection.dialect.name not in ("postgresql", "sqlite"):
            raise LedgerMisuse("a ledger lives in PostgreSQL or SQLite")
        self._connection = connection
        require_current(revision_of(connection))
        self.identity = guarded(lambda: connection.execute(select(identity.c.identity)).scalar_one())

    @contextmanager
    def reading(self) -> Generator[SQLReader, None, None]:
        """See `Store`."""
        yield SQLReader(self._connection)

    @contextmanager
    def writing(self, lock: int) -> Generator[SQLWriter, None, None]:
        """See `Store`; commits nothing. Raises `LedgerNotDurable`, and `LedgerMisuse` for another isolation level."""
        made = _postgresql_writer if self._connection.dialect.name == "postgresql" else _sqlite_writer
        writer = made(self._connection, lock)
        savepoint = guarded(self._connection.begin_nested)
        try:
            yield writer
            writer.require_sound()
        except BaseException:
            guarded(savepoint.rollback)
            raise
        guarded(savepoint.commit)

    def backup(self, path: Path, progress: Progress | None = None) -> None:
        """See `Store`; as `export` does."""
        with self.reading() as reader:
            export_rows(reader, path, progress)

    def close(self) -> None:
        """See `Store`. The connection stays open: it is the service's."""


def _postgresql_writer(connection: Connection, lock: int) -> PostgreSQLWriter:
    if guarded(connection.get_isolation_level) != "READ COMMITTED":
        raise LedgerMisuse("the ledger would read what was true before its lock", help="use READ COMMITTED")
    if getattr(connection.connection.driver_connection, "autocommit", False):
        raise _no_transaction()
    require_durable(partial(_shown, connection, "SHOW"))
    return PostgreSQLWriter(connection, lock)


def _sqlite_writer(connection: Connection, lock: int) -> SQLiteWriter:  # noqa: ARG001
    journal, synchronous = _shown(connection, "PRAGMA", "journal_mode"), _shown(connection, "PRAGMA", "synchronous")
    # Of the connection's SQLite, which need not be the one that ledgers of their own use.
    version = guarded(lambda: connection.exec_driver_sql("SELECT sqlite_version()").scalar_one())
    wanted = log_mode(tuple(int(part) for part in str(version).split(".")))
    if journal != wanted or synchronous not in ((2, 3) if journal == "wal" else (3,)):
        raise LedgerNotDurable(
            "the settings of the SQLite connection lose commits when the power fails",
            help=f"set journal_mode={wanted} and synchronous={'FULL' if wanted == 'wal' else 'EXTRA'}",
        )
    writer = SQLiteWriter(connection)
    driver_connection = connection.connection.driver_connection
    if driver_connection is None or not driver_connection.in_transaction:
        raise _no_transaction()
    return writer


def _no_transaction() -> LedgerMisuse:
    return LedgerMisuse("the connection commits each statement by itself", help="begin a transaction")


def _shown(connection: Connection, command: str, name: str) -> object:
    return guarded(lambda: connection.exec_driver_sql(f"{command} {name}").scalar())
