"""What the rest of the library asks of a ledger."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from peersupport.ledger.entries import Draft, Entry


class Transaction(Protocol):
    """One subject's entries under an exclusive lock: what is read here stays true until the transaction ends."""

    @property
    def instant(self) -> datetime:
        """The instant of this transaction, UTC: later than every entry recorded before it, whatever the clock says.

        The entries appended in it are recorded at this instant or later, each later than the one before.
        """
        ...

    def entries(self) -> tuple[Entry, ...]:
        """All entries of the subject in sequence, those appended here included; read after the lock was taken."""
        ...

    def append(self, draft: Draft) -> Entry:
        """The entry for the draft; durable once the transaction has ended without an error.

        A key that the subject already has gives the entry that was recorded with it.
        Raises `LedgerConflict` when that entry has another kind or payload, or is sensitive where this is not.
        """
        ...


class Ledger(Protocol):
    """An append-only record by subject ("participant:anna", "programme:community-mothers", "system")."""

    def transaction(self, subject: str) -> AbstractContextManager[Transaction]:
        """Lock the subject, and commit on leaving; an exception inside takes everything back and goes on.

        Raises `LedgerUnavailable` when nothing was written, `LedgerUncertain` when that cannot be told; trying again
        with the same keys is safe after both. Raises `LedgerMisuse` inside another transaction of the same thread.
        """
        ...

    def entries(self, subject: str) -> tuple[Entry, ...]:
        """All entries of the subject in sequence, without a lock; inside a transaction, as that transaction sees it."""
        ...

    def subjects(self, prefix: str = "", *, sensitive: bool = False) -> tuple[str, ...]:
        """The subjects whose keys are not erased, sorted; with `sensitive` also those of whom only that key is left.

        One whose only transaction was taken back may be among them, without entries.
        """
        ...

    def find(self, subject: str, key: str) -> Entry | None:
        """The subject's entry with this idempotency key."""
        ...

    def erase(
        self,
        subject: str,
        *,
        sensitive: bool = False,
        refuse: Callable[[tuple[Entry, ...]], str | None] | None = None,
    ) -> bool:
        """Erase the subject's ordinary key; with `sensitive`, that of its sensitive entries too. The chain stays whole.

        `refuse` is given the sensitive entries under the subject's lock, and says why not, if so. False: there was
        nothing to erase. Raises `LedgerRefused`.
        """
        ...
