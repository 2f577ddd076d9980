"""Appends and erases while something fails, remembers what the library said, and looks whether it was true."""

from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from peersupport.ledger import Draft, Entry, Ledger, LedgerError, LedgerUnavailable
from peersupport.ledger.sealed import SealedLedger

T = TypeVar("T")
OLD, NEW, GONE = "participant:old", "participant:new", "participant:gone"
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (OLD, ("a",)), (NEW, ("b",)), (NEW, ("c", "d")), (GONE, ()), (OLD, ("e",)), (NEW, ("f",)),
)  # fmt: skip
"""Each a transaction: a subject and the keys of what is appended; without keys, the erasure of the subject."""
BEFORE = ((OLD, "0"), (GONE, "0"), (GONE, "1"))
"""What is there in the beginning."""
IN_THE_END = len(BEFORE) + 6 + 1
"""Rows of one run, with the one that tells of the erasure."""


def draft(key: str) -> Draft:
    """What is appended under a key."""
    return Draft(kind="statement", payload=b"what was said under " + key.encode() + b"." * 300, key=key)


class Claims:
    """One run of the steps; `name` tells its subjects from those of other runs on the same ledger."""

    def __init__(self, name: str = "") -> None:
        self.losses: list[str] = []
        self.outcomes: Counter[str] = Counter()
        self._name = name
        self._told: dict[str, tuple[int, bytes]] = {}
        self._not_written: set[str] = set()
        self._uncertain: set[str] = set()
        self._erased = False

    def subject(self, subject: str) -> str:
        """A subject of this run."""
        return subject + self._name

    def begin(self, ledger: Ledger) -> None:
        """Append what is there in the beginning."""
        for subject, key in BEFORE:
            with ledger.transaction(self.subject(subject)) as transaction:
                transaction.append(draft(key))

    def go(self, ledger: Ledger) -> None:
        """Take all steps, each tried once more where it fails."""
        for subject, keys in STEPS:
            if not self._step(ledger, subject, keys):
                self._step(ledger, subject, keys)

    def again(self, ledger: Ledger) -> None:
        """Take all steps when nothing fails any more."""
        for subject, keys in STEPS:
            if not self._step(ledger, subject, keys):
                self.losses.append("a step fails although nothing fails any more")

    def says(self, what: str, call: Callable[[], T], keys: tuple[str, ...] = ()) -> T | None:
        """The result; `None` after an error of the library, which is counted, and of which the claim is kept."""
        try:
            made = call()
        except LedgerError as error:
            self.outcomes[f"{what}: {error.code}"] += 1
            if not isinstance(error, LedgerUnavailable):
                self._uncertain.update(keys)
            # What an earlier attempt has left, a later one does not tell.
            self._not_written = (self._not_written | set(keys)) - self._told.keys() - self._uncertain
            return None
        except Exception as error:  # noqa: BLE001 - what the library must not let through
            self.losses.append(f"{what} raised {type(error).__name__}")
            return None
        self.outcomes[f"{what}: done"] += 1
        return made

    def _step(self, ledger: Ledger, subject: str, keys: tuple[str, ...]) -> bool:
        if not keys:
            erased = self.says("erase", lambda: ledger.erase(self.subject(subject)))
            self._erased = self._erased or erased is not None
            return erased is not None

        def append() -> list[Entry]:
            with ledger.transaction(self.subject(subject)) as transaction:
                return [transaction.append(draft(key)) for key in keys]

        told = self.says("append", append, keys)
        if told is None:
            return False
        for key, entry in zip(keys, told, strict=True):
            one = (entry.sequence, entry.digest)
            self._not_written.discard(key)
            if self._told.setdefault(key, one) != one:
                self.losses.append(f"key {key} was given another entry than before")
        return True

    def faults(self, ledger: SealedLedger) -> list[str]:
        """What is not as the library said."""
        wrong = []
        for subject, keys in STEPS:
            found = [ledger.find(self.subject(subject), key) for key in keys]
            if len({one is None for one in found}) > 1:
                wrong.append("half a transaction is there")
            for key, entry in zip(keys, found, strict=True):
                if key in self._told and (entry is None or (entry.sequence, entry.digest) != self._told[key]):
                    wrong.append(f"key {key} was acknowledged and its entry is not there")
                elif key in self._not_written and entry is not None:
                    wrong.append(f"key {key} was not written, as was told, and is there")
                elif entry is not None and entry.payload != draft(key).payload:
                    wrong.append(f"what was said under key {key} is not there")
        if self._erased and (ledger.tokens(self.subject(GONE)) or ledger.entries(self.subject(GONE))):
            wrong.append("who was erased is back")
        return wrong
