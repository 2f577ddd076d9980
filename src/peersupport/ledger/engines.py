"""SQLAlchemy engines over the databases that a ledger or its keys can live in, and their errors turned into ours."""

import logging
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from peersupport.ledger import sqlite_driver
from peersupport.ledger.errors import LedgerNotDurable, LedgerUnavailable
from peersupport.ledger.sqlite_driver import PATIENCE, connect, driver, log_mode

T = TypeVar("T")
DURABLE = {"fsync": {"on"}, "full_page_writes": {"on"}, "synchronous_commit": {"on", "remote_apply"}}
"""The settings of PostgreSQL without which a power failure takes back what was acknowledged."""
_LOGGED = "peersupport"
_LIMITS = {"lock_timeout": PATIENCE, "statement_timeout": 2 * PATIENCE}


def sqlite_engine(path: Path) -> Engine:
    """An engine over connections like those of the SQLite store; each transaction locks the file from its start."""
    engine = create_engine("sqlite://", creator=lambda: connect(path, log_mode()), module=driver, poolclass=NullPool)
    event.listen(engine, "begin", _lock)
    return engine


class PostgreSQL:
    """Connections to the database of a URL, which wait a bounded time and read what is committed.

    A process that was forked opens its own. Raises `LedgerNotDurable` for a server that is not durable.
    """

    def __init__(self, url: str) -> None:
        # At DEBUG SQLAlchemy logs every row that it reads, keys and whose they are among them; nothing hides those.
        logging.getLogger(f"sqlalchemy.engine.Engine.{_LOGGED}").setLevel(logging.INFO)
        self.engine = guarded(
            lambda: create_engine(
                url, isolation_level="READ COMMITTED", pool_pre_ping=True, hide_parameters=True, logging_name=_LOGGED
            )
        )
        self._process = os.getpid()
        event.listen(self.engine, "connect", _prepare)

    @contextmanager
    def connected(self) -> Generator[Connection, None, None]:
        """A connection; what its transaction has not committed is taken back at the end of the block.

        One on which anything failed is not used again: SQLAlchemy gives a connection whose commit failed to the next
        who asks, with its transaction and locks.
        """
        if self._process != os.getpid():
            self.engine.dispose(close=False)
            self._process = os.getpid()
        connection = guarded(self.engine.connect)
        try:
            yield connection
        except BaseException:
            with suppress(SQLAlchemyError):
                connection.invalidate()
            raise
        finally:
            with suppress(SQLAlchemyError):
                connection.close()

    def close(self) -> None:
        """Let go of the connections."""
        self.engine.dispose()


def require_durable(setting: Callable[[str], object]) -> None:
    """Raise `LedgerNotDurable` unless PostgreSQL's settings, each asked for by its name, are durable."""
    for name, durable in DURABLE.items():
        if setting(name) not in durable:
            raise LedgerNotDurable(
                f"the PostgreSQL setting `{name}` loses commits when the power fails", help=f"set {name}=on"
            )


def guarded(call: Callable[..., T], *arguments: object) -> T:
    """The result of a call of SQLAlchemy; its errors become `LedgerUnavailable`, without what they say.

    PostgreSQL's messages print the row at hand.
    """
    try:
        return call(*arguments)
    except SQLAlchemyError as error:
        failure = translated(error)
    raise failure


def translated(error: SQLAlchemyError) -> LedgerUnavailable:
    """Our error for one of SQLAlchemy's or the driver's, of which only the class is named."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    return LedgerUnavailable(
        f"the database could not do it ({type(cause).__name__})", help="nothing was written; try again"
    )


def _prepare(connection: Any, _: object) -> None:
    try:
        with connection.cursor() as cursor:
            for name, seconds in _LIMITS.items():
                cursor.execute(f"SET {name} = '{seconds:.0f}s'")
            require_durable(lambda name: cursor.execute(f"SHOW {name}").fetchone()[0])
        connection.commit()
    except BaseException:
        connection.close()
        raise


def _lock(connection: Connection) -> None:
    # By the driver itself: as patient as the store is.
    driver_connection: Any = connection.connection.driver_connection
    sqlite_driver.guarded(driver_connection.execute, "BEGIN IMMEDIATE")
