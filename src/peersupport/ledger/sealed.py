"""The ledger itself: sealed rows in a store, their keys in a key store, a clock."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from threading import local
from types import TracebackType
from typing import Self

from peersupport.ledger.checkpoints import checkpoint_of
from peersupport.ledger.entries import Draft, Entry, require_name
from peersupport.ledger.errors import InvalidEntry, LedgerMisuse, LedgerRefused
from peersupport.ledger.exporting import export_rows
from peersupport.ledger.keys import Keys, Opening
from peersupport.ledger.notes import Signer
from peersupport.ledger.progress import Progress, counted
from peersupport.ledger.rows import microseconds
from peersupport.ledger.store import Reader, Store
from peersupport.ledger.transactions import SealedTransaction, entries_of, entry_of, find_entry
from peersupport.ledger.verification import Verification, verify
from peersupport.observing.events import LEDGER_WRITTEN
from peersupport.observing.telling import Observed

Clock = Callable[[], datetime]
"""Tells the instant, in any zone. It may step back: the ledger's instants do not."""
Refuse = Callable[[tuple[Entry, ...]], str | None]
"""Whether an erasure may not be: of the sensitive entries of the subject, the code of a reason, or `None`."""
SYSTEM = "system"
"""The subject of the ledger's own entries."""


class SealedLedger:
    """A `Ledger` for as many threads as you like; each thread has at most one transaction at a time.

    Opening one settles erasures that another process could not finish. Use it in a `with` block, or `close` it.
    Raises `LedgerKeys` when the keys are not those of the store.
    """

    def __init__(self, store: Store, keys: Keys, clock: Clock) -> None:
        self._store = store
        self._keys = keys
        self._clock = clock
        self._thread = local()
        with store.reading() as reader:
            new = reader.head().sequence == 0
        keys.bind(store.identity, new=new)
        if store.commits:
            self._settle()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of files and connections."""
        self._store.close()
        self._keys.close()

    @contextmanager
    def transaction(self, subject: str) -> Generator[SealedTransaction, None, None]:
        """See `Ledger`."""
        require_name(subject, "a subject")
        if self._current is not None:
            raise LedgerMisuse("a transaction inside another", help="end the one that this thread has open")
        with Observed(LEDGER_WRITTEN) as observed, self._store.writing(_lock_number(subject)) as writer:
            transaction = SealedTransaction(writer, self._keys, subject, microseconds(self._clock()))
            self._thread.transaction = transaction
            try:
                yield transaction
            finally:
                self._thread.transaction = None
                transaction.end()
            observed.note(entries=transaction.appended)

    def entries(self, subject: str) -> tuple[Entry, ...]:
        """See `Ledger`."""
        with self._reading() as reader:
            return tuple(entries_of(self._keys.find(subject), reader))

    def find(self, subject: str, key: str) -> Entry | None:
        """See `Ledger`."""
        with self._reading() as reader:
            return find_entry(self._keys.find(subject), reader, key)

    def subjects(self, prefix: str = "", *, sensitive: bool = False) -> tuple[str, ...]:
        """See `Ledger`."""
        return self._keys.subjects(prefix, sensitive=sensitive)

    def tokens(self, subject: str) -> tuple[bytes, ...]:
        """What stands for the subject in the rows: a token for its ordinary entries, another for its sensitive ones."""
        return tuple(key.token for key in self._keys.find(subject).present)

    def stream(self, token: bytes) -> tuple[Entry, ...]:
        """The entries under a token, by sequence; their payload is `None` when its key is erased."""
        key = self._keys.by_token(token)
        with self._reading() as reader:
            rows = reader.rows((token,))
        return tuple(entry_of(row, None if key is None else key.open(row)) for row in rows)

    def erase(self, subject: str, *, sensitive: bool = False, refuse: Refuse | None = None) -> bool:
        """Erase the subject's ordinary key and the link to its entries; with `sensitive`, those of safeguarding too.

        False when there was nothing to erase. The chain still verifies, and an "erasure" entry that says nothing of the
        subject is appended to "system". `refuse` is asked under the subject's lock.
        Raises `LedgerRefused` with its reason, and what a transaction raises; trying again is safe. Raises
        `LedgerMisuse` in a service's own transaction, which could be taken back while a key cannot.
        """
        if not self._store.commits:
            raise LedgerMisuse("no key is erased in another's transaction", help="open the ledger by its path or URL")
        if type(sensitive) is not bool:
            raise InvalidEntry("`sensitive` is neither true nor false")
        with self.transaction(subject) as transaction:
            held = tuple(entry for entry in transaction.entries() if entry.sensitive)
            reason = refuse(held) if refuse is not None else None
            if reason is not None:
                raise LedgerRefused(reason)
            erased = self._keys.erase(subject, sensitive=sensitive)
        self._settle()
        return erased

    def checkpoint(self, signer: Signer, progress: Progress | None = None) -> str:
        """A signed checkpoint of all rows there are, to be kept where whoever can write to the database cannot."""
        with self._reading() as reader:
            return checkpoint_of(counted(reader.walk(), progress, reader.head().sequence), signer)

    def verify(
        self, checkpoint: str | None = None, verifier: str | None = None, progress: Progress | None = None
    ) -> Verification:
        """Check all rows as `peersupport.ledger.verification.verify` does, and that their keys still open them."""
        with self._reading() as reader:
            total = reader.head().sequence
            return verify(reader.walk(), checkpoint, verifier, progress, total, Opening(self._keys))

    def export(self, path: Path, progress: Progress | None = None) -> None:
        """Write all rows, sealed, to a new file of JSON lines. Raises `LedgerMisuse` when the file exists."""
        with self._reading() as reader:
            export_rows(reader, path, progress)

    def backup(self, path: Path, progress: Progress | None = None) -> None:
        """Copy all rows, sealed, to a new file: of SQLite a database that can be opened, else as `export` does.

        The keys are not in it: keep them apart, or nobody can be forgotten. Raises `LedgerMisuse` when the file exists.
        """
        self._store.backup(path, progress)

    def _settle(self) -> None:
        for erasure in self._keys.pending():
            name = erasure.id.hex()
            payload = f'{{"erasure":"{name}","sensitive":{str(erasure.sensitive).lower()}}}'.encode()
            with self.transaction(SYSTEM) as transaction:
                transaction.append(Draft(kind="erasure", payload=payload, key=f"erasure:{name}"))
            self._keys.settle(erasure)

    @property
    def _current(self) -> SealedTransaction | None:
        return getattr(self._thread, "transaction", None)

    @contextmanager
    def _reading(self) -> Generator[Reader, None, None]:
        current = self._current
        if current is not None:
            yield current.writer
        else:
            with self._store.reading() as reader:
                yield reader


def _lock_number(subject: str) -> int:
    return int.from_bytes(blake2b(subject.encode(), digest_size=8, person=b"ledger subject").digest(), signed=True)
