"""Keys in a PostgreSQL database, which must not be the ledger's own: who can read both can read everything.

What was erased leaves the tables at once; PostgreSQL's write-ahead log, its archive and backups keep it for as long as
they are kept.
"""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import Connection

from peersupport.ledger.engines import PostgreSQL, guarded
from peersupport.ledger.key_store import Run

_LOCK = 2_046_917_750_311_864_937
"""The number of the lock of those who change keys; drawn at random."""


class PostgreSQLKeys:
    """See `KeyDatabase`; in the database of a URL (`postgresql://...`).

    Raises `LedgerNotDurable`, `LedgerUnavailable`.
    """

    bytes_type = "BYTEA"

    def __init__(self, url: str) -> None:
        self._database = PostgreSQL(url)

    def run(self, statement: str, *values: object) -> Sequence[Sequence[Any]]:
        """See `KeyDatabase`."""
        with self._database.connected() as connection:
            found = _ran(connection, statement, *values)
            guarded(connection.commit)
            return found

    @contextmanager
    def transaction(self) -> Generator[Run, None, None]:
        """See `KeyDatabase`."""
        with self._database.connected() as connection:
            _ran(connection, "SELECT pg_advisory_xact_lock(?)", _LOCK)
            yield partial(_ran, connection)
            guarded(connection.commit)

    def conceal(self, run: Run) -> None:
        """See `KeyDatabase`. The planner's statistics would hold samples of subjects and secrets, erased ones too."""
        sampled = run(
            "SELECT 1 FROM pg_attribute WHERE attrelid = 'peersupport_keys'::regclass"
            " AND attname IN ('subject', 'token', 'secret') AND attstattarget IS DISTINCT FROM 0"
        )
        if sampled:
            columns = ("subject", "token", "secret")
            run(f"ALTER TABLE peersupport_keys {', '.join(f'ALTER {one} SET STATISTICS 0' for one in columns)}")

    def version(self) -> None:
        """See `KeyDatabase`."""

    def scrub(self) -> None:
        """See `KeyDatabase`."""
        with self._database.connected() as connection:
            guarded(lambda: connection.execution_options(isolation_level="AUTOCOMMIT"))
            _ran(connection, "VACUUM FULL peersupport_keys")

    def close(self) -> None:
        """See `KeyDatabase`."""
        self._database.close()


def _ran(connection: Connection, statement: str, *values: object) -> Sequence[Sequence[Any]]:
    def call() -> Sequence[Sequence[Any]]:
        result = connection.exec_driver_sql(statement.replace("?", "%s"), values)
        return result.all() if result.returns_rows else ()

    return guarded(call)
