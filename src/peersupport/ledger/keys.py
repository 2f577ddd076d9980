"""The keys of a ledger. They live apart from it: who forgets a key forgets the person, and no row has to change.

A subject has up to two keys: an ordinary one, and a sensitive one for safeguarding. Each comes with a random token, all
that the rows know; the link from the subject to its tokens is kept here and goes with the key.
"""

import os
from threading import Lock
from typing import Protocol

from peersupport._attrs import record
from peersupport.errors import Fault
from peersupport.ledger.errors import LedgerDamaged, LedgerKeys
from peersupport.ledger.rows import Row
from peersupport.ledger.sealing import StreamKey, new_key


@record
class SubjectKeys:
    """The keys of one subject; `None` where it has none."""

    ordinary: StreamKey | None = None
    sensitive: StreamKey | None = None

    def of(self, sensitive: bool) -> StreamKey | None:
        """The key of either stream."""
        return self.sensitive if sensitive else self.ordinary

    @property
    def present(self) -> tuple[StreamKey, ...]:
        """Those that there are."""
        return tuple(key for key in (self.ordinary, self.sensitive) if key is not None)


@record
class Erasure:
    """Keys were erased; the ledger's own entry of it is written next. Says nothing of whose they were."""

    id: bytes
    sensitive: bool


class Keys(Protocol):
    """Keeps the keys. What it returns is durable, what it erased is gone; it raises nothing but `LedgerError`s."""

    def bind(self, identity: bytes, *, new: bool) -> None:
        """Take these keys for the ledger of this identity. Raises `LedgerKeys` when they belong to another one.

        Keys that belong to none yet are taken for a `new` ledger (without rows) only: beside one with rows they would
        make all of it look empty.
        """
        ...

    def find(self, subject: str) -> SubjectKeys:
        """The keys of the subject, as they are now."""
        ...

    def ensure(self, subject: str, *, sensitive: bool) -> SubjectKeys:
        """The keys of the subject, that key made if it was missing; of several callers, one makes it.

        The first key of a subject is accompanied by an ordinary one, which is what lists the subject.
        """
        ...

    def by_token(self, token: bytes) -> StreamKey | None:
        """The key of the stream with this token; `None` when it is erased."""
        ...

    def subjects(self, prefix: str, *, sensitive: bool = False) -> tuple[str, ...]:
        """The subjects that have an ordinary key, or with `sensitive` any key, sorted."""
        ...

    def erase(self, subject: str, *, sensitive: bool) -> bool:
        """Erase the ordinary key (and the sensitive one), and note an `Erasure`. False when there was none."""
        ...

    def pending(self) -> tuple[Erasure, ...]:
        """Erasures that are not settled yet."""
        ...

    def settle(self, erasure: Erasure) -> None:
        """The ledger has its entry of this erasure: leave no trace of the erased keys, then forget the erasure."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


def lacking(held: SubjectKeys, *, sensitive: bool) -> tuple[bool, ...]:
    """Which keys `ensure` makes: the one asked for when it is missing, and an ordinary one with the very first."""
    if held.of(sensitive) is not None:
        return ()
    return (sensitive,) if held.present or not sensitive else (False, True)


class Opening:
    """Tells of each row whether its key, where there is one, opens it."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._known: dict[bytes, StreamKey | None] = {}

    def __call__(self, row: Row) -> tuple[Fault, ...]:
        """The faults of a row whose values are of the right types."""
        if row.stream not in self._known:
            self._known[row.stream] = self._keys.by_token(row.stream)
        key = self._known[row.stream]
        try:
            if key is not None:
                key.open(row)
        except LedgerDamaged as error:
            return error.faults
        return ()


def require_bound(bound: bytes | None, identity: bytes, *, new: bool) -> None:
    """Raise `LedgerKeys` unless keys bound so far to `bound` may be those of the ledger with this identity."""
    if bound is None and not new:
        raise LedgerKeys("the ledger has entries, but its keys are missing", help="give the key store it was made with")
    if bound not in (None, identity):
        raise LedgerKeys("the keys belong to another ledger", help="give the key store this ledger was made with")


class MemoryKeys:
    """Keys that last as long as the process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._identity: bytes | None = None
        self._keys: dict[str, SubjectKeys] = {}
        self._pending: dict[bytes, Erasure] = {}

    def bind(self, identity: bytes, *, new: bool) -> None:
        """See `Keys`."""
        with self._lock:
            require_bound(self._identity, identity, new=new)
            self._identity = identity

    def find(self, subject: str) -> SubjectKeys:
        """See `Keys`."""
        return self._keys.get(subject) or SubjectKeys()

    def ensure(self, subject: str, *, sensitive: bool) -> SubjectKeys:
        """See `Keys`."""
        with self._lock:
            held = self.find(subject)
            made = {flag: new_key() for flag in lacking(held, sensitive=sensitive)}
            self._keys[subject] = SubjectKeys(
                ordinary=made.get(False, held.ordinary), sensitive=made.get(True, held.sensitive)
            )
            return self._keys[subject]

    def by_token(self, token: bytes) -> StreamKey | None:
        """See `Keys`."""
        with self._lock:
            return next((key for held in self._keys.values() for key in held.present if key.token == token), None)

    def subjects(self, prefix: str, *, sensitive: bool = False) -> tuple[str, ...]:
        """See `Keys`."""
        with self._lock:
            found = (name for name, held in self._keys.items() if held.ordinary or (sensitive and held.sensitive))
            return tuple(sorted(name for name in found if name.startswith(prefix)))

    def erase(self, subject: str, *, sensitive: bool) -> bool:
        """See `Keys`."""
        with self._lock:
            held = self.find(subject)
            left = SubjectKeys(sensitive=None if sensitive else held.sensitive)
            if left == held:
                return False
            self._keys[subject] = left
            if not left.present:
                del self._keys[subject]
            erasure = Erasure(id=os.urandom(16), sensitive=sensitive)
            self._pending[erasure.id] = erasure
            return True

    def pending(self) -> tuple[Erasure, ...]:
        """See `Keys`."""
        with self._lock:
            return tuple(self._pending.values())

    def settle(self, erasure: Erasure) -> None:
        """See `Keys`."""
        with self._lock:
            self._pending.pop(erasure.id, None)

    def close(self) -> None:
        """See `Keys`."""
