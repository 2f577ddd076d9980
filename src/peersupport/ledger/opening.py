"""How a ledger is opened. Importing this loads neither SQLAlchemy nor cryptography; opening loads what it needs."""

from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from peersupport.ledger.errors import LedgerMisuse, LedgerNotInstalled
from peersupport.ledger.places import is_postgresql, same_place, sqlite_path

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from peersupport.ledger.keys import Keys
    from peersupport.ledger.sealed import SealedLedger
    from peersupport.ledger.store import Store

PACKAGES = ("alembic", "cryptography", "sqlalchemy")
"""What `peersupport[ledger]` brings, and no ledger does without."""


def utc_now() -> datetime:
    """The instant that the clock of this machine shows."""
    return datetime.now(UTC)


def open_ledger(
    place: str | Path, *, keys: str | Path | None = None, clock: Callable[[], datetime] = utc_now
) -> "SealedLedger":
    """The ledger in an SQLite file (its path) or a PostgreSQL database (`postgresql://...`), made when it is missing.

    `keys` says where its keys are, in the same way; without it, in a file beside the ledger's, with `.keys` after its
    name. A backup of a ledger is unreadable without the keys. An old backup of the keys brings erased persons back.
    Raises `LedgerNotInstalled`, `LedgerNotDurable`, `LedgerSchema`, `LedgerKeys`, `LedgerDamaged`, `LedgerUnavailable`,
    and `LedgerMisuse` for another URL, or without a place of their own for the keys.
    """
    if keys is None and not is_postgresql(place):
        keys = f"{sqlite_path(place)}.keys"
    if keys is None or same_place(keys, place):
        raise LedgerMisuse("the keys need a place of their own", help="give `keys`: a path or another URL")
    with _packages(), ExitStack() as opened:
        for name in PACKAGES:
            if find_spec(name) is None:  # asked first: a ledger that cannot be opened leaves no empty file behind
                raise ImportError
        store = _store(place)
        opened.callback(store.close)
        kept = _keys(keys)
        opened.callback(kept.close)
        ledger = _sealed(store, kept, clock)
        opened.pop_all()
        return ledger


def memory_ledger(clock: Callable[[], datetime] = utc_now) -> "SealedLedger":
    """A ledger that lasts as long as the process. Raises `LedgerNotInstalled`."""
    with _packages():
        from peersupport.ledger.keys import MemoryKeys  # noqa: PLC0415 - an extra
        from peersupport.ledger.memory import MemoryStore  # noqa: PLC0415 - an extra

        return _sealed(MemoryStore(), MemoryKeys(), clock)


def ledger_on(connection: "Connection", *, keys: str | Path, clock: Callable[[], datetime] = utc_now) -> "SealedLedger":
    """A ledger in a service's own database and transaction, over its SQLAlchemy connection (`store_on`).

    The service commits. `keys` says where the keys are, as for `open_ledger`; closing the ledger closes them and leaves
    the connection open. Raises what `open_ledger` and `store_on` raise.
    """
    with _packages(), ExitStack() as opened:
        from peersupport.ledger.embedded import store_on  # noqa: PLC0415 - an extra

        kept = _keys(keys)
        opened.callback(kept.close)
        ledger = _sealed(store_on(connection), kept, clock)
        opened.pop_all()
        return ledger


@contextmanager
def _packages() -> Generator[None, None, None]:
    try:
        yield
    except ImportError:
        raise LedgerNotInstalled(
            "a ledger needs further packages", help="install `peersupport[ledger]`, or `peersupport[postgresql]`"
        ) from None


def _sealed(store: "Store", keys: "Keys", clock: Callable[[], datetime]) -> "SealedLedger":
    from peersupport.ledger.sealed import SealedLedger  # noqa: PLC0415 - an extra

    return SealedLedger(store, keys, clock)


def _store(place: str | Path) -> "Store":
    if is_postgresql(place):
        from peersupport.ledger.postgresql import PostgreSQLStore  # noqa: PLC0415 - an extra

        return PostgreSQLStore(str(place))
    from peersupport.ledger.sqlite import SQLiteStore  # noqa: PLC0415 - an extra

    return SQLiteStore(sqlite_path(place))


def _keys(place: str | Path) -> "Keys":
    from peersupport.ledger.key_store import StoredKeys  # noqa: PLC0415 - an extra

    if is_postgresql(place):
        from peersupport.ledger.key_postgresql import PostgreSQLKeys  # noqa: PLC0415 - an extra

        return StoredKeys(PostgreSQLKeys(str(place)))
    from peersupport.ledger.key_file import KeyFile  # noqa: PLC0415 - an extra

    return StoredKeys(KeyFile(sqlite_path(place)))
