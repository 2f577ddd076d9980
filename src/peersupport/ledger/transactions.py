"""One subject's transaction over a store: reads and opens, seals and appends."""

from peersupport.ledger.chain import head_after
from peersupport.ledger.entries import Draft, Entry
from peersupport.ledger.errors import LedgerConflict, LedgerMisuse
from peersupport.ledger.keys import Keys, SubjectKeys
from peersupport.ledger.rows import Head, Row, instant_of
from peersupport.ledger.sealing import Seal, preferred_cipher
from peersupport.ledger.store import Reader, Writer


class SealedTransaction:
    """A `Transaction`: made with the subject's lock held, and of no use once it is released.

    The keys are read here, under the lock, and kept no longer than it: what another process erased is never used again.
    """

    def __init__(self, writer: Writer, keys: Keys, subject: str, now: int) -> None:
        self._writer = writer
        self._keys = keys
        self._subject = subject
        self._seals = Seals(keys.find(subject))
        self._earliest = max(now, writer.head().recorded_us + 1)
        self._tail: Head | None = None
        self._entries: list[Entry] | None = None
        self._ended = False
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
            self._entries = self._seals.entries(self.writer)
        return tuple(self._entries)

    def append(self, draft: Draft) -> Entry:
        """See `Transaction`."""
        writer = self.writer
        seal = self._seals.of(draft.sensitive) or self._new_seal(draft.sensitive)
        other = self._seals.of(not draft.sensitive)
        if other is not None and writer.find(other.token, other.hashed(draft.key)) is not None:
            raise _conflict()
        tail = self._tail or writer.tail()
        row = seal.close(draft, seal.hashed(draft.key), tail, max(self._earliest, tail.recorded_us + 1))
        if not writer.append(row):
            return self._recorded(draft, seal, row)
        self._tail = head_after(row)
        entry = entry_of(row, draft.payload)
        if self._entries is not None:
            self._entries.append(entry)
        return entry

    def _recorded(self, draft: Draft, seal: Seal, refused: Row) -> Entry:
        row = self._writer.find(seal.token, refused.key)
        if row is None:
            raise LedgerMisuse("the store refused a key that it does not have")
        entry = entry_of(row, seal.open(row))
        if (entry.kind, entry.payload) != (draft.kind, draft.payload):
            raise _conflict()
        return entry

    def _new_seal(self, sensitive: bool) -> Seal:
        self._seals = Seals(self._keys.ensure(self._subject, preferred_cipher(), sensitive=sensitive))
        seal = self._seals.of(sensitive)
        if seal is None:
            raise LedgerMisuse("the key store made no key")
        return seal


class Seals:
    """The seals of one subject."""

    def __init__(self, keys: SubjectKeys) -> None:
        self._seals = {sensitive: Seal(key) for sensitive in (False, True) if (key := keys.of(sensitive)) is not None}

    def of(self, sensitive: bool) -> Seal | None:
        """The seal of either stream, if there is one."""
        return self._seals.get(sensitive)

    def entries(self, reader: Reader) -> list[Entry]:
        """All entries of the subject."""
        by_token = {seal.token: seal for seal in self._seals.values()}
        rows = reader.rows(tuple(by_token)) if by_token else ()
        return [entry_of(row, by_token[row.stream].open(row)) for row in rows]

    def find(self, reader: Reader, key: str) -> Entry | None:
        """The subject's entry with this idempotency key."""
        for seal in self._seals.values():
            row = reader.find(seal.token, seal.hashed(key))
            if row is not None:
                return entry_of(row, seal.open(row))
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
