"""Brings the tables of a ledger to the version of this library, with Alembic."""

from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from alembic.command import upgrade
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from peersupport.ledger import migrations
from peersupport.ledger.engines import PostgreSQL, guarded, sqlite_engine
from peersupport.ledger.errors import LedgerSchema
from peersupport.ledger.places import is_postgresql, sqlite_path
from peersupport.ledger.schema import VERSION, require_current
from peersupport.ledger.tables import version

_LOCK = 4_918_233_067_114_556_021
"""The number of PostgreSQL's lock on the making of tables; drawn at random."""


def migrate(place: str | Path) -> None:
    """Make the tables in a file (its path) or a database (its URL), or bring them to this version.

    Raises `LedgerSchema` for tables that only a newer library knows, `LedgerNotDurable`, `LedgerUnavailable`.
    """
    engine = PostgreSQL(str(place)).engine if is_postgresql(place) else sqlite_engine(sqlite_path(place))
    try:
        with _locked(engine) as connection:
            migrate_on(connection)
    finally:
        engine.dispose()


def migrate_on(connection: Connection) -> None:
    """The same inside a transaction of the caller's, as in a service's own migrations; commits nothing."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    config.attributes |= {"connection": connection, "version_table": VERSION}
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision_of(connection) not in {None, *known}:
        raise LedgerSchema("the tables of the ledger are of a newer version", help="upgrade `peersupport`")
    guarded(upgrade, config, "head")
    require_current(revision_of(connection))


def make_missing(engine: Engine) -> None:
    """Make the tables where there are none; of several processes, one makes them."""
    with _locked(engine) as connection:
        if revision_of(connection) is None:
            migrate_on(connection)


def revision_of(connection: Connection) -> str | None:
    """The revision of the tables; `None` when there are none."""
    if not guarded(lambda: inspect(connection).has_table(VERSION)):
        return None
    return guarded(lambda: connection.execute(select(version.c.version_num)).scalar())


@contextmanager
def _locked(engine: Engine) -> Generator[Connection, None, None]:
    connection = guarded(engine.connect)
    try:
        guarded(connection.begin)
        if engine.dialect.name == "postgresql":
            guarded(connection.execute, select(func.pg_advisory_xact_lock(_LOCK)))
        yield connection
        guarded(connection.commit)
    finally:
        with suppress(SQLAlchemyError):
            connection.close()
