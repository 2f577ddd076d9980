"""Keys in an SQLite file that only its owner can read.

After an erasure the file is written anew and its log is cut off: nothing of an erased key stays in either. What a disk,
a snapshot or a backup of this file holds besides is out of reach: keep backups of keys apart, and no longer than erased
persons may be remembered.
"""

import os
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from peersupport.ledger.connections import Connections
from peersupport.ledger.errors import LedgerKeys, LedgerUnavailable
from peersupport.ledger.key_store import Run
from peersupport.ledger.sqlite_driver import connect, copy_log, driver, emptied_log, guarded, log_mode, rolled_back


class KeyFile:
    """See `KeyDatabase`. The file is made when it is missing.

    Raises `LedgerKeys` when others may read the file, `LedgerNotDurable`, `LedgerDamaged`, `LedgerUnavailable`.
    """

    bytes_type = "BLOB"

    def __init__(self, path: Path) -> None:
        _require_private(path)
        self._path = path
        place = str(path.absolute())
        self._connections = Connections(place, self._opened)
        self._watchers = Connections(place, self._watcher)
        self._watching = Lock()
        self._watched = 0
        with self._borrowed() as connection:
            copy_log(connection)

    def run(self, statement: str, *values: object) -> Sequence[Sequence[Any]]:
        """See `KeyDatabase`."""
        with self._borrowed() as connection:
            return _ran(connection, statement, *values)

    @contextmanager
    def transaction(self) -> Generator[Run, None, None]:
        """See `KeyDatabase`."""
        with self._borrowed() as connection:
            _ran(connection, "BEGIN IMMEDIATE")
            yield partial(_ran, connection)
            _ran(connection, "COMMIT")

    def conceal(self, run: Run) -> None:
        """See `KeyDatabase`."""

    def version(self) -> int:
        """See `KeyDatabase`; told by a connection that changes nothing itself, and anew by each such connection."""
        with self._watching:
            watcher = self._watchers.take()
            try:
                version = int(_ran(watcher, "PRAGMA data_version")[0][0])
            finally:
                self._watchers.give(watcher)
            return (self._watched << 64) + version

    def scrub(self) -> None:
        """See `KeyDatabase`."""
        with self._borrowed() as connection:
            guarded(connection.execute, "VACUUM")
            if not emptied_log(connection):
                raise LedgerUnavailable("the file of keys is in use", help="open the ledger again to finish an erasure")

    def close(self) -> None:
        """See `KeyDatabase`."""
        self._connections.close()
        self._watchers.close()

    def _opened(self) -> "driver.Connection":
        connection = connect(self._path, log_mode())
        # VACUUM would otherwise write keys to a temporary file.
        guarded(connection.execute, "PRAGMA temp_store=MEMORY")
        return connection

    def _watcher(self) -> "driver.Connection":
        self._watched += 1
        return self._opened()

    @contextmanager
    def _borrowed(self) -> Generator["driver.Connection", None, None]:
        connection = self._connections.take()
        try:
            yield connection
        finally:
            if rolled_back(connection):
                self._connections.give(connection)
            else:
                self._connections.lose()


def _ran(connection: "driver.Connection", statement: str, *values: object) -> Sequence[Sequence[Any]]:
    return guarded(lambda: connection.execute(statement, values).fetchall())


def _require_private(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        mode = path.stat().st_mode
    except OSError as error:
        failure = LedgerUnavailable(f"the file of keys cannot be opened ({type(error).__name__})")
    else:
        if os.name == "posix" and mode & 0o077:
            raise LedgerKeys("others may read the file of keys", help="take that away: chmod 600")
        return
    raise failure
