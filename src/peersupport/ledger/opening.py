"""How a ledger is opened. Importing this loads neither SQLAlchemy nor cryptography; opening a ledger does."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from peersupport.ledger.errors import LedgerNotInstalled

if TYPE_CHECKING:
    from peersupport.ledger.sealed import SealedLedger


def utc_now() -> datetime:
    """The instant that the clock of this machine shows."""
    return datetime.now(UTC)


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
