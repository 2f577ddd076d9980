"""One subject's transaction over a store: reads and opens, seals and appends."""

from peersupport.ledger.entries import Draft, Entry
from peersupport.ledger.errors import LedgerConflict, LedgerMisuse
from peersupport.ledger.keys import Keys, SubjectKeys
from peersupport.ledger.rows import Head, Row, instant_of
from peersupport.ledger.sealing import StreamKey
from peersupport.ledger.store import Reader, Writer


class SealedTransaction:
    """A `Transaction`: made with the subject's lock held, and of no use once it is released.

    The keys are those that there are now, under the lock: what another process has erased is never used again.
    """

    def __init__(self, writer: Writer, key_store: Keys, subject: str, now: int) -> None:
        self._writer = writer
        self._key_store = key_store
        self._subject = subject
        self._keys = key_store.find(subject)
        self._earliest = max(now, writer.head().recorded_us + 1)
        self._tail: Head | Row | None = None
        self._entries: list[Entry] | None = None
        self._ended = False
        self.appended = 0
        """How many entries were added; those that were there already do not count."""
        self.instant = instant_of(self._earliest)
        """See `Transaction`."""

    @property
    def writer(self) -> Writer:
        """The store's transaction. Raises `LedgerMisuse` when it has ended."""
        if self._ended:
            raise LedgerMisuse("the transaction has ended", help="append inside its `with` block")
        return self._writer

    def end(self) -> None:
        """Nothing is read or appended from now on."""
        self._ended = True

    def entries(self) -> tuple[Entry, ...]:
        """See `Transaction`."""
        if self._entries is None:
            self._entries = entries_of(self._keys, self.writer)
        return tuple(self._entries)

    def append(self, draft: Draft) -> Entry:
        """See `Transaction`."""
        writer = self.writer
        key = self._keys.of(draft.sensitive) or self._new_key(draft.sensitive)
        other = self._keys.of(not draft.sensitive)
        if other is not None and writer.find(other.token, other.hashed(draft.key)) is not None:
            raise _conflict()
        tail = self._tail or writer.tail()
        row = key.seal(draft, tail, max(self._earliest, tail.recorded_us + 1))
        if not writer.append(row):
            return self._recorded(draft, key, row)
        self._tail = row
        self.appended += 1
        entry = entry_of(row, draft.payload)
        if self._entries is not None:
            self._entries.append(entry)
        return entry

    def _recorded(self, draft: Draft, key: StreamKey, refused: Row) -> Entry:
        row = self._writer.find(key.token, refused.key)
        if row is None:
            raise LedgerMisuse("the store refused a key that it does not have")
        entry = entry_of(row, key.open(row))
        if (entry.kind, entry.payload) != (draft.kind, draft.payload):
            raise _conflict()
        return entry

    def _new_key(self, sensitive: bool) -> StreamKey:
        self._keys = self._key_store.ensure(self._subject, sensitive=sensitive)
        key = self._keys.of(sensitive)
        if key is None:
            raise LedgerMisuse("the key store made no key")
        return key


def entries_of(keys: SubjectKeys, reader: Reader) -> list[Entry]:
    """All entries under the keys of a subject."""
    by_token = {key.token: key for key in keys.present}
    rows = reader.rows(tuple(by_token)) if by_token else ()
    return [entry_of(row, by_token[row.stream].open(row)) for row in rows]


def find_entry(keys: SubjectKeys, reader: Reader, name: str) -> Entry | None:
    """The entry with this idempotency key under the keys of a subject."""
    for key in keys.present:
        row = reader.find(key.token, key.hashed(name))
        if row is not None:
            return entry_of(row, key.open(row))
    return None


def entry_of(row: Row, payload: bytes | None) -> Entry:
    """The entry that a row holds."""
    return Entry(
        sequence=row.sequence,
        recorded_at=instant_of(row.recorded_us),
        kind=row.kind,
        payload=payload,
        sensitive=bool(row.sensitive),
        digest=row.digest,
    )


def _conflict() -> LedgerConflict:
    return LedgerConflict(
        "the idempotency key stands for another entry of this subject", help="choose a key of its own for each entry"
    )
