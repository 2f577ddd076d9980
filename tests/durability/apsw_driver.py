"""The library's SQLite back end over apsw, whose files a test can take over: the library's own code, another driver.

apsw is no DBAPI driver; here is as much of one as the library and SQLAlchemy ask for.
"""

import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import Any, NoReturn
from unittest.mock import patch

import apsw

from peersupport.ledger import sqlite_driver


class ApswError(sqlite3.OperationalError):
    """An error as the standard library's driver raises it, with SQLite's code and name."""

    def __init__(self, error: apsw.Error) -> None:
        super().__init__(str(error))
        code = getattr(error, "extendedresult", None) or getattr(error, "result", None) or apsw.SQLITE_ERROR
        names = {**apsw.mapping_result_codes, **apsw.mapping_extended_result_codes}
        self.sqlite_errorcode = code
        self.sqlite_errorname = names.get(code, names.get(code & 0xFF, "SQLITE_ERROR"))


class Cursor:
    """The rows of a statement, all fetched when it was executed."""

    arraysize = 1
    lastrowid = None

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._rows: list[tuple[Any, ...]] = []
        self.description: Sequence[tuple[Any, ...]] | None = None
        self.rowcount = -1

    def execute(self, statement: str, values: Sequence[Any] = ()) -> "Cursor":
        """Run it to its end."""
        cursor = self._connection.raw.cursor()
        self.description = None

        def described(_: apsw.Cursor, row: tuple[Any, ...]) -> tuple[Any, ...]:
            self.description = [(name, None, None, None, None, None, None) for name, *_ in cursor.get_description()]
            return row

        cursor.row_trace = described
        try:
            self._rows = cursor.execute(statement, tuple(values)).fetchall()
        except apsw.Error as error:
            _raise(error)
        if self.description is None and statement.lstrip()[:6].upper() in ("SELECT", "PRAGMA"):
            self.description = [("nothing", None, None, None, None, None, None)]
        return self

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row."""
        return self._rows.pop(0) if self._rows else None

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows that are left."""
        rows, self._rows = self._rows, []
        return rows

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.fetchall())

    def close(self) -> None:
        """Nothing is open."""


class Connection:
    """One connection of apsw."""

    isolation_level = None

    def __init__(self, raw: apsw.Connection) -> None:
        self.raw = raw

    def set_trace_callback(self, told: Callable[[str], None]) -> None:
        """Tell each statement from now on, with its values, as the standard library's driver does."""
        self.raw.trace_v2(apsw.SQLITE_TRACE_STMT, lambda event: None if event["trigger"] else told(event["sql"]))

    def cursor(self) -> Cursor:
        """A cursor."""
        return Cursor(self)

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Cursor:
        """Run a statement."""
        return self.cursor().execute(statement, values)

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        try:
            return self.raw.in_transaction
        except apsw.Error as error:
            _raise(error)

    def commit(self) -> None:
        """Commit, if there is what to commit."""
        if self.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        """Take back, if there is what to take back."""
        if self.in_transaction:
            self.execute("ROLLBACK")

    def create_function(self, name: str, number: int, function: Callable[..., Any], **_: Any) -> None:
        """SQLAlchemy adds a function for regular expressions."""
        self.raw.create_scalar_function(name, function, number)

    def close(self) -> None:
        """Close it. That a checkpoint failed on the way is nothing that SQLite tells."""
        with suppress(apsw.Error):
            self.raw.close()


class ApswDriver:
    """What the library takes from the module of its driver.

    `pages` is the length of a write-ahead log at which a commit tries a checkpoint, in place of SQLite's own 1,000.
    """

    def __init__(self, vfs: str | None = None, pages: int = 1_000) -> None:
        self._vfs = vfs
        self._pages = pages
        self.sqlite_version = apsw.sqlite_lib_version()
        self.sqlite_version_info = tuple(map(int, self.sqlite_version.split(".")))

    def connect(self, target: str, *, timeout: float, uri: bool, **_: Any) -> Connection:
        """A connection with the files of our VFS."""
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | (apsw.SQLITE_OPEN_URI if uri else 0)
        try:
            raw = apsw.Connection(target, flags, self._vfs)
        except apsw.Error as error:
            _raise(error)
        raw.set_busy_timeout(int(timeout * 1000))
        raw.set_wal_hook(self._checkpoint)
        return Connection(raw)

    def _checkpoint(self, raw: apsw.Connection, name: str, pages: int) -> int:
        # As SQLite's own hook, which does not tell that a checkpoint failed; apsw would tell it of the commit.
        if pages >= self._pages:
            with suppress(apsw.Error):
                raw.wal_checkpoint(name)
        return apsw.SQLITE_OK

    def __getattr__(self, name: str) -> Any:
        return getattr(sqlite3, name)


def _raise(error: apsw.Error) -> NoReturn:
    raise ApswError(error) from None


@contextmanager
def driven_by(driver: Any, *, journal: str | None = None, synchronous: int | None = None) -> Iterator[None]:
    """The library's SQLite code over this driver, while the block lasts.

    `journal` is the ledger's journal mode in place of the one that the library chooses for the SQLite at hand.
    `synchronous` is a weaker setting than the library's, for the ledger's own file, to see what it loses.
    """
    from peersupport.ledger import engines, key_file, sqlite  # noqa: F401, PLC0415 - loaded, to be taken over

    with contextmanager_of_patches() as patched:
        for module in _modules():
            if getattr(module, "driver", None) is not None:
                patched(module, "driver", driver)
            if journal is not None and hasattr(module, "log_mode"):
                patched(module, "log_mode", lambda: journal)
        if synchronous is not None:
            weaker = _weaker(synchronous)
            for module in (sqlite, engines):
                patched(module, "connect", weaker)
        yield


@contextmanager
def contextmanager_of_patches() -> Iterator[Callable[[object, str, object], None]]:
    """Attributes are replaced until the block ends."""
    patches: list[Any] = []

    def patched(target: object, name: str, value: object) -> None:
        made = patch.object(target, name, value)
        made.start()
        patches.append(made)

    try:
        yield patched
    finally:
        for made in reversed(patches):
            made.stop()


def _modules() -> list[ModuleType]:
    return [module for name, module in sorted(sys.modules.items()) if name.startswith("peersupport.ledger.")]


def _weaker(synchronous: int) -> Callable[..., Any]:
    connect = sqlite_driver.connect

    def connected(*arguments: Any, **named: Any) -> Any:
        connection = connect(*arguments, **named)
        connection.execute(f"PRAGMA synchronous={synchronous}")
        return connection

    return connected
