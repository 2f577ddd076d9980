"""An append-only record of what was stated, decided and disclosed.

Entries are encrypted under keys of each subject and chained by digests: nothing is changed or taken out unnoticed, and
erasing a key erases a person while the chain still verifies. Importing this package loads no database library.
"""

from peersupport.ledger.entries import Draft, Entry
from peersupport.ledger.errors import (
    InvalidCheckpoint,
    InvalidEntry,
    LedgerConflict,
    LedgerDamaged,
    LedgerError,
    LedgerKeys,
    LedgerMisuse,
    LedgerNotDurable,
    LedgerNotInstalled,
    LedgerRefused,
    LedgerSchema,
    LedgerUnavailable,
    LedgerUncertain,
)
from peersupport.ledger.opening import ledger_on, memory_ledger, open_ledger
from peersupport.ledger.protocol import Ledger, Transaction

__all__ = [
    "Draft",
    "Entry",
    "InvalidCheckpoint",
    "InvalidEntry",
    "Ledger",
    "LedgerConflict",
    "LedgerDamaged",
    "LedgerError",
    "LedgerKeys",
    "LedgerMisuse",
    "LedgerNotDurable",
    "LedgerNotInstalled",
    "LedgerRefused",
    "LedgerSchema",
    "LedgerUnavailable",
    "LedgerUncertain",
    "Transaction",
    "ledger_on",
    "memory_ledger",
    "open_ledger",
]
