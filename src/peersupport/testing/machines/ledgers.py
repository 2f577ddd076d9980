"""Ledgers of every kind, told to do the same: each keeps the same entries and refuses with the same errors."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar, Protocol, cast

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from peersupport.errors import PeerSupportError
from peersupport.ledger import Draft, Entry, Ledger
from peersupport.testing.laws.law import must
from peersupport.testing.services.ledgers import Clock, LedgerService, MemoryLedgers, Opener, append, told

SUBJECTS = ("participant:anna", "participant:bea", "programme:toddlers")
subjects = st.sampled_from(SUBJECTS)
drafts = st.tuples(st.binary(max_size=8), st.booleans())
"""A payload, and whether it is sensitive."""
Written = tuple[str, Draft]


class StoppedError(Exception):
    """What a caller raises inside a transaction."""


class Whole(Protocol):
    """What a whole ledger can do beyond what the engine asks of it."""

    def verify(self) -> Any:
        """Check all of it."""
        ...

    def export(self, path: Path) -> None:
        """Write all of it to a file."""
        ...


class LedgersAlike(RuleBasedStateMachine):
    """One history on several ledgers at once, and on a model: lists of drafts by subject.

    After every step all of them hold what the model does, and the last word of each, an entry or an error, was the
    same. Instants are compared too: they follow one clock, which is also put back.
    """

    services: ClassVar[Mapping[str, LedgerService]] = {"memory": MemoryLedgers()}
    """The kinds of ledger to compare, by name: give them in a subclass."""
    written = Bundle[Written]("written")

    def __init__(self) -> None:
        super().__init__()
        self.stack, self.clock, self.count = ExitStack(), Clock(), 0
        self.folder = Path(self.stack.enter_context(TemporaryDirectory(prefix="peersupport-")))
        self.openers: dict[str, Opener] = {
            name: self.stack.enter_context(service.place(self.clock)) for name, service in self.services.items()
        }
        self.ledgers: dict[str, Ledger] = {name: opener() for name, opener in self.openers.items()}
        self.model: dict[str, list[Draft]] = {one: [] for one in SUBJECTS}

    def teardown(self) -> None:
        """Let go of all ledgers."""
        self.stack.close()

    def together(self, act: Callable[[Ledger], object]) -> object:
        """What every ledger made of it: the same value, or the code of the same error."""
        said = {name: _said(act, ledger) for name, ledger in self.ledgers.items()}
        first, *others = said.values()
        must(all(one == first for one in others), f"they differ: {said}")
        return first

    @rule(target=written, subject=subjects, given=drafts)
    def append(self, subject: str, given: tuple[bytes, bool]) -> Written:
        """One entry in a transaction of its own."""
        draft = self._draft(*given)
        self.together(lambda ledger: told(append(ledger, subject, draft)))
        self.model[subject].append(draft)
        return subject, draft

    @rule(subject=subjects, given=st.lists(drafts, min_size=2, max_size=3))
    def append_some(self, subject: str, given: list[tuple[bytes, bool]]) -> None:
        """Some entries in one transaction."""
        made = [self._draft(*one) for one in given]
        self.together(lambda ledger: told(append(ledger, subject, *made)))
        for draft in made:
            self.model[subject].append(draft)

    @rule(subject=subjects, given=drafts)
    def take_back(self, subject: str, given: tuple[bytes, bool]) -> None:
        """An entry in a transaction that the caller's exception ends."""
        draft = self._draft(*given)
        must(
            self.together(lambda ledger: _stopped(ledger, subject, draft)) == "StoppedError",
            "no exception came through",
        )

    @rule(one=written)
    def try_again(self, one: Written) -> None:
        """The same key and the same draft: the entry that is there, or, after an erasure, a new one."""
        subject, draft = one
        self.together(lambda ledger: told(append(ledger, subject, draft)))
        if draft not in self.model[subject]:
            self.model[subject].append(draft)

    @rule(one=written)
    def take_anothers_key(self, one: Written) -> None:
        """The key of an entry for another one: the same conflict everywhere, while the entry can be read."""
        subject, draft = one
        other = Draft(kind="other", payload=draft.payload, key=draft.key, sensitive=draft.sensitive)
        if draft in self.model[subject]:
            said = self.together(lambda ledger: told(append(ledger, subject, other)))
            must(said == "ledger-conflict", "a key was taken for another entry")

    @rule(subject=subjects, sensitive=st.booleans(), refused=st.booleans())
    def erase(self, subject: str, sensitive: bool, refused: bool) -> None:
        """A person's keys are erased, unless somebody refuses."""
        refuse = _not_now if refused else None
        said = self.together(lambda ledger: ledger.erase(subject, sensitive=sensitive, refuse=refuse))
        if refused:
            must(said == "ledger-refused", "an erasure went through that was refused")
            return
        kept = [] if sensitive else [one for one in self.model[subject] if one.sensitive]
        must(bool(said) or kept == self.model[subject], "there was something to erase")
        self.model[subject] = kept

    @rule(seconds=st.sampled_from((1, 0, -3_600, 86_400)))
    def wait(self, seconds: int) -> None:
        """Time passes, or the clock is put back."""
        self.clock.wait(timedelta(seconds=seconds))

    @rule(name=st.integers(0, 9))
    def open_again(self, name: int) -> None:
        """One of them is closed and opened again."""
        chosen = sorted(self.openers)[name % len(self.openers)]
        self.ledgers[chosen] = self.openers[chosen]()

    @rule()
    def verify_and_export(self) -> None:
        """The chain of each verifies, over as many rows; and each writes as many lines."""
        self.count += 1
        sizes = self.together(lambda ledger: _verified(cast("Whole", ledger)))
        lines = self.together(lambda ledger: self._lines(cast("Whole", ledger)))
        must(isinstance(sizes, int) and sizes == lines, f"{sizes} rows verify, and {lines} are written")

    @invariant()
    def they_hold_the_same(self) -> None:
        """Entries by subject are those of the model, and whoever has ordinary ones is listed."""
        for subject, wanted in self.model.items():
            self.together(partial(_read, subject))
            for name, ledger in self.ledgers.items():
                found = [(one.kind, one.payload, one.sensitive) for one in ledger.entries(subject)]
                must(found == [(one.kind, one.payload, one.sensitive) for one in wanted], f"{name} holds {found}")
                ordinary = any(not one.sensitive for one in wanted)
                must(not ordinary or subject in ledger.subjects(), f"{name} does not list {subject}")

    def _draft(self, payload: bytes, sensitive: bool) -> Draft:
        self.count += 1
        return Draft(kind="statement", payload=payload, key=f"key-{self.count}", sensitive=sensitive)

    def _lines(self, ledger: Whole) -> int:
        path = self.folder / f"{self.count}-{id(ledger)}.jsonl"
        ledger.export(path)
        return len(path.read_bytes().splitlines())


def _read(subject: str, ledger: Ledger) -> object:
    return told(ledger.entries(subject))


def _not_now(_: tuple[Entry, ...]) -> str:
    return "not now"


def _said(act: Callable[[Ledger], object], ledger: Ledger) -> object:
    try:
        return act(ledger)
    except PeerSupportError as error:
        return error.code


def _stopped(ledger: Ledger, subject: str, draft: Draft) -> str:
    try:
        with ledger.transaction(subject) as transaction:
            transaction.append(draft)
            raise StoppedError
    except StoppedError as error:
        return type(error).__name__


def _verified(ledger: Whole) -> object:
    found = ledger.verify()
    return found.size if found.intact else f"{found.found} faults"
