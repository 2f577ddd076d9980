"""Mistakes in keeping a ledger."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

from tests.testing.faults.fault import Fault

from peersupport._attrs import evolve
from peersupport.ledger import Draft, Entry, LedgerConflict
from peersupport.testing import laws
from peersupport.testing.machines import LedgersAlike
from peersupport.testing.services.ledgers import Clock, MemoryLedgers


class Transaction:
    """A transaction of which appends and entries go through the faulty ledger."""

    def __init__(self, ledger: "Wrapped", inner: Any) -> None:
        self.ledger, self.inner, self.instant = ledger, inner, inner.instant

    def entries(self) -> tuple[Entry, ...]:
        """All of them."""
        return self.inner.entries()  # type: ignore[no-any-return]

    def append(self, draft: Draft) -> Entry:
        """As the ledger does."""
        return self.ledger.append(self.inner, draft)


class Wrapped:
    """A ledger that does all of it right, for others to get one thing wrong."""

    def __init__(self, inner: Any) -> None:
        self.inner, self.count = inner, 0

    def append(self, inner: Any, draft: Draft) -> Entry:
        """One entry."""
        return inner.append(draft)  # type: ignore[no-any-return]

    @contextmanager
    def transaction(self, subject: str) -> Iterator[Transaction]:
        """See `Ledger`."""
        with self.inner.transaction(subject) as inner:
            yield Transaction(self, inner)

    def entries(self, subject: str) -> tuple[Entry, ...]:
        """See `Ledger`."""
        return self.inner.entries(subject)  # type: ignore[no-any-return]

    def erase(self, subject: str, *, sensitive: bool = False, refuse: Any = None) -> bool:
        """See `Ledger`."""
        return self.inner.erase(subject, sensitive=sensitive, refuse=refuse)  # type: ignore[no-any-return]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


class Loses(Wrapped):
    """The third append is acknowledged and not kept."""

    def append(self, inner: Any, draft: Draft) -> Entry:
        """An entry that is nowhere."""
        self.count += 1
        if self.count == 3:
            last = inner.append(Draft(kind="other", payload=b"", key="lost"))
            return evolve(last, kind=draft.kind, payload=draft.payload, sensitive=draft.sensitive)  # type: ignore[no-any-return]
        return super().append(inner, draft)


class Changes(Wrapped):
    """A byte that is no text is lost."""

    def append(self, inner: Any, draft: Draft) -> Entry:
        """Without it."""
        return super().append(inner, evolve(draft, payload=draft.payload.replace(b"\0", b"")))


class Doubles(Wrapped):
    """Every call makes an entry."""

    def append(self, inner: Any, draft: Draft) -> Entry:
        """With a key of its own."""
        self.count += 1
        return super().append(inner, evolve(draft, key=f"{draft.key} {self.count}"))


class Lenient(Wrapped):
    """A conflict gives the entry that is there."""

    def append(self, inner: Any, draft: Draft) -> Entry:
        """Somebody else's, perhaps."""
        try:
            return super().append(inner, draft)
        except LedgerConflict:
            return inner.entries()[0]  # type: ignore[no-any-return]


class KeysOfAll(Wrapped):
    """A key is looked for among the entries of all subjects."""

    def __init__(self, inner: Any) -> None:
        super().__init__(inner)
        self.found: dict[tuple[object, ...], Entry] = {}

    def append(self, inner: Any, draft: Draft) -> Entry:
        """Somebody else's, perhaps."""
        same = (draft.key, draft.kind, draft.payload, draft.sensitive)
        return self.found.get(same) or self.found.setdefault(same, super().append(inner, draft))


class ForgetsForGood(Wrapped):
    """Who was forgotten once is never recorded again."""

    def __init__(self, inner: Any) -> None:
        super().__init__(inner)
        self.forgotten: set[str] = set()

    def entries(self, subject: str) -> tuple[Entry, ...]:
        """None, once everything was erased."""
        return () if subject in self.forgotten else super().entries(subject)

    def erase(self, subject: str, *, sensitive: bool = False, refuse: Any = None) -> bool:
        """For good."""
        erased = super().erase(subject, sensitive=sensitive, refuse=refuse)
        self.forgotten |= {subject} if sensitive else set()
        return erased


class KeepsWhatFailed(Wrapped):
    """A transaction that fails is kept."""

    @contextmanager
    def transaction(self, subject: str) -> Iterator[Transaction]:
        """The exception comes after the end."""
        error: BaseException | None = None
        with self.inner.transaction(subject) as inner:
            try:
                yield Transaction(self, inner)
            except BaseException as raised:  # noqa: BLE001 - raised again
                error = raised
        if error is not None:
            raise error


class WholeSeconds(Wrapped):
    """Instants are cut to seconds."""

    def append(self, inner: Any, draft: Draft) -> Entry:
        """Two of them may be the same."""
        entry = super().append(inner, draft)
        return evolve(entry, recorded_at=entry.recorded_at.replace(microsecond=0))


class NeverForgets(Wrapped):
    """Says that it did."""

    def erase(self, subject: str, *, sensitive: bool = False, refuse: Any = None) -> bool:
        """Nothing happens, unless it is refused."""
        return True if refuse is None else super().erase(subject, sensitive=sensitive, refuse=refuse)


class ForgetsAll(Wrapped):
    """What is sensitive goes with the rest."""

    def erase(self, subject: str, *, refuse: Any = None, **_: bool) -> bool:
        """All of it."""
        return super().erase(subject, sensitive=True, refuse=refuse)


class AsksNobody(Wrapped):
    """Nobody may refuse."""

    def erase(self, subject: str, *, sensitive: bool = False, **_: Any) -> bool:
        """Without asking."""
        return super().erase(subject, sensitive=sensitive)


class ShowsAll(Wrapped):
    """Whoever may refuse is shown all entries."""

    def erase(self, subject: str, *, sensitive: bool = False, refuse: Any = None) -> bool:
        """Also those that are not sensitive."""
        told = None if refuse is None else (lambda _: refuse(self.inner.entries(subject)))
        return super().erase(subject, sensitive=sensitive, refuse=told)


class Mixes(Wrapped):
    """The entries of programmes are read with each participant's."""

    def entries(self, subject: str) -> tuple[Entry, ...]:
        """Those of two subjects."""
        return tuple(sorted({*super().entries(subject), *super().entries("programme:toddlers")}, key=_place))


def _place(entry: Entry) -> int:
    return entry.sequence


def ledgers(kind: Callable[[Any], Any], *, forgets: bool = False) -> Callable[[], Any]:
    """A service of ledgers with this mistake."""

    class Faulty:
        """Opened again, it may have forgotten everything."""

        @contextmanager
        def place(self, clock: Clock) -> Generator[Callable[[], Any], None, None]:
            """A new one."""
            with MemoryLedgers().place(clock) as opened, MemoryLedgers().place(clock) as other:
                first = kind(opened())
                times = iter((first, *([kind(other())] * 1_000)))
                yield lambda: next(times) if forgets else first

    return Faulty


def beside(kind: Callable[[Any], Any]) -> Callable[[], Any]:
    """A sound ledger and a faulty one."""
    return lambda: {"memory": MemoryLedgers(), "faulty": ledgers(kind)()}


FAULTS = (
    Fault("an append is lost", laws.an_append_is_never_lost, ledgers(Loses)),
    Fault("a byte is lost", laws.an_append_is_never_lost, ledgers(Changes)),
    Fault("a restart forgets", laws.an_append_is_never_lost, ledgers(Wrapped, forgets=True)),
    Fault("subjects are mixed", laws.an_append_is_never_lost, ledgers(Mixes)),
    Fault("an append is doubled", laws.an_append_is_never_doubled, ledgers(Doubles)),
    Fault("a key may stand for another entry", laws.a_key_stands_for_one_entry, ledgers(Lenient)),
    Fault("a key stands for another subject's entry", laws.a_key_stands_for_one_entry, ledgers(KeysOfAll)),
    Fault("who comes again is not recorded", laws.who_is_forgotten_is_forgotten, ledgers(ForgetsForGood)),
    Fault("what was taken back is there", laws.what_is_taken_back_leaves_nothing, ledgers(KeepsWhatFailed)),
    Fault("two entries have one instant", laws.places_and_instants_only_grow, ledgers(WholeSeconds)),
    Fault("nobody is forgotten", laws.who_is_forgotten_is_forgotten, ledgers(NeverForgets)),
    Fault("what is sensitive goes with the rest", laws.who_is_forgotten_is_forgotten, ledgers(ForgetsAll)),
    Fault("nobody may refuse an erasure", laws.a_refused_erasure_changes_nothing, ledgers(AsksNobody)),
    Fault("whoever may refuse reads all", laws.a_refused_erasure_changes_nothing, ledgers(ShowsAll)),
    Fault("the machine: an append is lost", LedgersAlike, beside(Loses)),
    Fault("the machine: an append is doubled", LedgersAlike, beside(Doubles)),
    Fault("the machine: another entry for a key", LedgersAlike, beside(Lenient)),
    Fault("the machine: nobody is forgotten", LedgersAlike, beside(NeverForgets)),
    Fault("the machine: what was taken back is there", LedgersAlike, beside(KeepsWhatFailed)),
)
