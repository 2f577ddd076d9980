"""One run of the library over recorded files: appends, transactions taken back, erasures, closing and opening again."""

import shutil
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.durability.apsw_driver import ApswDriver, driven_by
from tests.durability.recording import Mark, Operation, RecordingVFS
from tests.durability.writing import append, drafts, subject

from peersupport.ledger.opening import open_ledger
from peersupport.ledger.sealed import SealedLedger


class Appended(NamedTuple):
    """Acknowledged: these rows (sequence, digest) are there, and the keys of their streams."""

    number: int
    entries: tuple[tuple[int, bytes], ...]
    tokens: tuple[bytes, ...]


class Erased(NamedTuple):
    """Acknowledged: these keys are gone. `entries` is the ledger's own entry of it."""

    tokens: frozenset[bytes]
    entries: tuple[tuple[int, bytes], ...]


class Erasing(NamedTuple):
    """From here on, these keys may be gone."""

    tokens: frozenset[bytes]


class Recorded(NamedTuple):
    """A run: what was done to the files, between marks for what was acknowledged."""

    operations: list[Operation]
    digests: list[bytes]
    """Of all rows, in sequence, at the end."""
    ends: frozenset[int]
    """The sequences at which a transaction ended."""

    @property
    def acknowledgements(self) -> int:
        """How often something was acknowledged."""
        return sum(isinstance(one, Mark) and not isinstance(one.what, Erasing) for one in self.operations)


class TakenBack(Exception):
    """What ends a transaction without a commit."""


def recorded(folder: Path, journal: str, synchronous: int | None, *, seed: int, transactions: int) -> Recorded:
    """Run the library in an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    operations: list[Operation] = []
    vfs = RecordingVFS(folder, operations)
    random = Random(seed)
    run = _Run(operations)
    with driven_by(ApswDriver(vfs.name), journal=journal, synchronous=synchronous):
        number = 0
        while number < transactions:
            with open_ledger(folder / "ledger.db") as ledger:
                for _ in range(min(random.randint(1, transactions), transactions - number)):
                    run.turn(ledger, number, random)
                    number += 1
    vfs.unregister()
    return Recorded(operations, run.digests, frozenset(run.ends))


class _Run:
    def __init__(self, operations: list[Operation]) -> None:
        self._operations = operations
        self.digests: list[bytes] = []
        self.ends = {0}

    def turn(self, ledger: SealedLedger, number: int, random: Random) -> None:
        """Append; before that, sometimes begin and take back, or erase somebody who came a while ago."""
        chance = random.random()
        if chance < 0.02:
            self._take_back(ledger, number)
        elif chance < 0.04 and number > 20:
            self._erase(ledger, subject(random.randrange(number - 16)))
        told = append(ledger, number)
        self._add(told.entries)
        self._operations.append(Mark(Appended(number, told.entries, ledger.tokens(subject(number)))))

    def _add(self, entries: tuple[tuple[int, bytes], ...]) -> None:
        for sequence, digest in entries:
            if sequence != len(self.digests) + 1:
                raise AssertionError("the run itself is broken")
            self.digests.append(digest)
        self.ends.add(len(self.digests))

    def _take_back(self, ledger: SealedLedger, number: int) -> None:
        try:
            with ledger.transaction(subject(number)) as transaction:
                for one in drafts(number):
                    transaction.append(one)
                raise TakenBack
        except TakenBack:
            pass

    def _erase(self, ledger: SealedLedger, who: str) -> None:
        tokens = frozenset(ledger.tokens(who))
        if not tokens:
            return
        self._operations.append(Mark(Erasing(tokens)))
        before = len(ledger.entries("system"))
        ledger.erase(who, sensitive=True)
        added = tuple((one.sequence, one.digest) for one in ledger.entries("system")[before:])
        self._add(added)
        self._operations.append(Mark(Erased(tokens, added)))
