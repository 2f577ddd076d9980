"""How a ledger is opened. Importing this loads neither SQLAlchemy nor cryptography; opening a ledger does."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from peersupport.ledger.errors import LedgerNotInstalled

if TYPE_CHECKING:
    from peersupport.ledger.sealed import SealedLedger


def utc_now() -> datetime:
    """The instant that the clock of this machine shows."""
    return datetime.now(UTC)


def open_ledger(
    place: str | Path, *, keys: str | Path | None = None, clock: Callable[[], datetime] = utc_now
) -> "SealedLedger":
    """The ledger in an SQLite file (its path), which is made when it is missing.

    Its keys are in a file beside it (with `.keys` after its name) unless `keys` says which. A backup without the keys
    is unreadable; the keys together with an old backup would bring erased persons back.
    Raises `LedgerNotInstalled`, `LedgerNotDurable`, `LedgerSchema`, `LedgerKeys`, `LedgerDamaged`,
    `LedgerUnavailable`.
    """
    try:
        from peersupport.ledger.key_file import KeyFile  # noqa: PLC0415 - an extra
        from peersupport.ledger.key_store import StoredKeys  # noqa: PLC0415 - an extra
        from peersupport.ledger.sealed import SealedLedger  # noqa: PLC0415 - an extra
        from peersupport.ledger.sqlite import SQLiteStore  # noqa: PLC0415 - an extra
    except ImportError:
        raise _not_installed() from None
    path = Path(place)
    return SealedLedger(SQLiteStore(path), StoredKeys(KeyFile(Path(keys or f"{path}.keys"))), clock)


def memory_ledger(clock: Callable[[], datetime] = utc_now) -> "SealedLedger":
    """A ledger that lasts as long as the process. Raises `LedgerNotInstalled`."""
    try:
        from peersupport.ledger.keys import MemoryKeys  # noqa: PLC0415 - an extra
        from peersupport.ledger.memory import MemoryStore  # noqa: PLC0415 - an extra
        from peersupport.ledger.sealed import SealedLedger  # noqa: PLC0415 - an extra
    except ImportError:
        raise _not_installed() from None
    return SealedLedger(MemoryStore(), MemoryKeys(), clock)


def _not_installed() -> LedgerNotInstalled:
    return LedgerNotInstalled("a ledger needs further packages", help="install `peersupport[ledger]`")
