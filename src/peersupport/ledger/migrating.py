"""Brings the tables of a ledger to the version of this library, with Alembic."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from alembic.command import upgrade
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, select

from peersupport.ledger import migrations
from peersupport.ledger.engines import sqlite_engine
from peersupport.ledger.errors import LedgerSchema
from peersupport.ledger.schema import VERSION, require_current
from peersupport.ledger.tables import version


def migrate(path: Path) -> None:
    """Make the tables, or bring them to this version; nothing happens when they are.

    Raises `LedgerSchema` for tables that only a newer library knows, and what opening raises.
    """
    with _locked(sqlite_engine(path)) as connection:
        _upgrade(connection)


def make_missing(engine: Engine) -> None:
    """Make the tables where there are none; of several processes, one makes them."""
    with _locked(engine) as connection:
        if revision_of(connection) is None:
            _upgrade(connection)


def revision_of(connection: Connection) -> str | None:
    """The revision of the tables; `None` when there are none."""
    if not inspect(connection).has_table(VERSION):
        return None
    return connection.execute(select(version.c.version_num)).scalar()


@contextmanager
def _locked(engine: Engine) -> Generator[Connection, None, None]:
    with engine.begin() as connection:
        yield connection


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    config.attributes |= {"connection": connection, "version_table": VERSION}
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision_of(connection) not in {None, *known}:
        raise LedgerSchema("the tables of the ledger are of a newer version", help="upgrade `peersupport`")
    upgrade(config, "head")
    require_current(revision_of(connection))
