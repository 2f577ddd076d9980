"""What can go wrong with a ledger. No message holds a subject, a key, a payload or anything that a driver said.

A driver's errors print the values of the row at hand, so none of them leaves this package, not even as a context.
"""

from peersupport.errors import PeerSupportError


class LedgerError(PeerSupportError):
    """Base of every error of the ledger."""

    code = "ledger"


class InvalidEntry(LedgerError, ValueError):
    """A draft, subject or key that the ledger cannot take: of a wrong type, empty or too long."""

    code = "ledger-entry-invalid"


class LedgerConflict(LedgerError):
    """The idempotency key stands for another entry of the same subject; nothing was written."""

    code = "ledger-conflict"


class LedgerUnavailable(LedgerError):
    """The database or its lock could not be had, and nothing was written: try again with the same keys."""

    code = "ledger-unavailable"


class LedgerUncertain(LedgerError):
    """Whether the entries were written cannot be told. Trying again with the same keys gives each of them once."""

    code = "ledger-uncertain"


class LedgerRefused(LedgerError):
    """An erasure that may not be: `reason` is the code that the caller's own check gave."""

    code = "ledger-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"the keys are not erased: {reason}", help="end what stands against it, then erase again")
        self.reason = reason


class LedgerNotDurable(LedgerError):
    """The database is set so that a power failure could take back what it acknowledged; it was not opened."""

    code = "ledger-not-durable"


class LedgerSchema(LedgerError):
    """The tables are not those of this version of the library; they were left as they are."""

    code = "ledger-schema"


class LedgerKeys(LedgerError):
    """The keys do not belong to this ledger, are missing, can be read by others, or were made for another cipher."""

    code = "ledger-keys"


class LedgerDamaged(LedgerError):
    """Something stored is not what was written: an entry that its key does not open, a file that is no database."""

    code = "ledger-damaged"


class LedgerMisuse(LedgerError, RuntimeError):
    """A call that cannot work here: a transaction inside another, a ledger that is closed, a URL of another kind."""

    code = "ledger-misuse"


class LedgerNotInstalled(LedgerError):
    """The packages that a ledger needs are not installed."""

    code = "ledger-not-installed"


class InvalidCheckpoint(LedgerError, ValueError):
    """A checkpoint, or the key to verify one, that cannot be read or that nobody known signed."""

    code = "ledger-checkpoint-invalid"
