"""SQLite connections that keep what they acknowledge, also when the power fails.

Which settings are durable was measured: from 3.51.3, write-ahead log and synchronous FULL; below, where the log can
corrupt a database, a rollback journal and synchronous EXTRA, which also syncs the folder. All else loses commits.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, TypeVar

from peersupport.ledger.errors import (
    LedgerDamaged,
    LedgerError,
    LedgerNotDurable,
    LedgerNotInstalled,
    LedgerUnavailable,
)

T = TypeVar("T")


def _newest() -> Any:
    """The standard library's driver, or pysqlite3 where it brings a newer SQLite."""
    try:
        other = import_module("pysqlite3.dbapi2")
    except ImportError:
        return sqlite3
    return other if other.sqlite_version_info > sqlite3.sqlite_version_info else sqlite3


if TYPE_CHECKING:
    driver = sqlite3
else:
    driver = _newest()

OLDEST = (3, 37, 0)
"""The first SQLite with strict tables."""
SAFE_WAL = (3, 51, 3)
"""The first SQLite whose write-ahead log never corrupts a database."""
PATIENCE = 60.0
"""Seconds to wait for others before giving up."""
_BUSY_SECONDS = 5.0
_PAUSE = 0.002
_SETTINGS = {
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "secure_delete": 1,
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
}


def log_mode(version: tuple[int, ...] | None = None) -> str:
    """The journal mode that is durable with an SQLite of this version (None: the one at hand), and fast."""
    return "wal" if (version or driver.sqlite_version_info) >= SAFE_WAL else "delete"


def connect(path: Path, journal: str) -> "driver.Connection":
    """A connection in autocommit mode that any thread may use, one at a time; its settings were read back.

    An existing database in another journal mode is put right. Raises `LedgerNotDurable` when it cannot be (another
    process has it open, say), `LedgerNotInstalled` when SQLite is too old, and what `guarded` raises.
    """
    if driver.sqlite_version_info < OLDEST:
        raise LedgerNotInstalled("SQLite 3.37 or newer is needed", help="install `pysqlite3`")
    connection = guarded(_open, f"{path.absolute().as_uri()}?mode=rwc")
    try:
        for name, value in _SETTINGS.items():
            _set(connection, name, value)
        if _setting(connection, "journal_mode") != journal:
            _change_journal(connection, journal)
        require_journal(connection, journal)
        _set(connection, "synchronous", 2 if journal == "wal" else 3)
    except BaseException:
        connection.close()
        raise
    return connection


def guarded(call: Callable[..., T], *arguments: object) -> T:
    """The result of a driver's call, waiting `PATIENCE` seconds while others hold a lock.

    (SQLite itself gives up at once where waiting looks to it like a deadlock.) The driver's errors become ours, without
    what they say and without a context: `LedgerDamaged` for a file that is no database or a broken one,
    `LedgerUnavailable` for all else.
    """
    deadline = 0.0
    while True:
        try:
            return call(*arguments)
        except driver.Error as error:
            failure, waiting = translated(error), _is_busy(error)
        deadline = deadline or monotonic() + PATIENCE
        if not waiting or monotonic() > deadline:
            raise failure
        sleep(_PAUSE)


def require_journal(connection: "driver.Connection", journal: str) -> None:
    """Raise `LedgerNotDurable` unless the database is in this journal mode; another process may have changed it."""
    if _setting(connection, "journal_mode") != journal:
        raise _not_durable("journal_mode", journal)


def rolled_back(connection: "driver.Connection") -> bool:
    """Whether the connection can be used again, after its transaction, if there is one, was taken back."""
    try:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    except driver.Error:
        with suppress(driver.Error):
            connection.close()
        return False
    return True


def copy_log(connection: "driver.Connection") -> None:
    """Copy what is in the write-ahead log, if there is one, into the database, as far as nobody has to wait for it.

    What a log holds that was found at opening may never have reached the disk: a commit that failed can come back with
    a crash.
    """
    guarded(connection.execute, "PRAGMA wal_checkpoint(PASSIVE)")


def emptied_log(connection: "driver.Connection") -> bool:
    """Whether all of the write-ahead log, if there is one, could be copied into the database and cut off in time."""
    deadline = monotonic() + PATIENCE
    while guarded(lambda: connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]):
        if monotonic() > deadline:
            return False
    return True


def sync(path: Path) -> None:
    """Make a file, or the names in a folder, last (where the system can)."""
    if os.name == "posix":
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _open(target: str) -> "driver.Connection":
    return driver.connect(target, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=True)


def _change_journal(connection: "driver.Connection", journal: str) -> None:
    try:
        guarded(connection.execute, f"PRAGMA journal_mode={journal}")
    except LedgerUnavailable:
        raise _not_durable("journal_mode", journal) from None


def _setting(connection: "driver.Connection", name: str) -> object:
    return guarded(lambda: connection.execute(f"PRAGMA {name}").fetchone()[0])


def _set(connection: "driver.Connection", name: str, value: int) -> None:
    guarded(connection.execute, f"PRAGMA {name}={value}")
    if _setting(connection, name) != value:
        raise _not_durable(name, value)


def _not_durable(name: str, value: object) -> LedgerNotDurable:
    return LedgerNotDurable(
        f"the SQLite database does not take `{name}={value}`", help="close whatever else has it open in another mode"
    )


def _is_busy(error: "driver.Error") -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (driver.SQLITE_BUSY, driver.SQLITE_LOCKED)


def translated(error: "driver.Error") -> LedgerError:
    """Our error for one of the driver's, without anything that it says."""
    name = str(getattr(error, "sqlite_errorname", None) or type(error).__name__)
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return LedgerDamaged(f"the file is no SQLite database, or a damaged one ({name})")
    return LedgerUnavailable(f"SQLite could not do it ({name})", help="nothing was written; try again")
