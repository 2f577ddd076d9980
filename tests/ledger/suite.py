"""What every ledger must do, whatever keeps its rows. A back end's tests subclass `LedgerSuite` and give `opener`."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from threading import Barrier, Thread

import pytest

from peersupport.errors import PeerSupportError
from peersupport.ledger import (
    Draft,
    Entry,
    InvalidEntry,
    Ledger,
    LedgerConflict,
    LedgerMisuse,
    LedgerRefused,
    Transaction,
)
from peersupport.ledger.sealed import SealedLedger

MICROSECOND = timedelta(microseconds=1)
ANNA, BEA = "participant:anna", "participant:bea"


class Clock:
    """A clock that stands still until somebody sets it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The instant that it shows."""
        return self.now


Opener = Callable[[Clock], SealedLedger]
"""Opens the same ledger anew each time; the caller closes it."""


def draft(key: str, payload: bytes = b"payload", *, kind: str = "statement", sensitive: bool = False) -> Draft:
    """A draft in a word."""
    return Draft(kind=kind, payload=payload, key=key, sensitive=sensitive)


def record(ledger: Ledger, subject: str, *drafts: Draft) -> list[Entry]:
    """The entries for the drafts, appended in one transaction."""
    with ledger.transaction(subject) as transaction:
        return [transaction.append(one) for one in drafts]


class Stopped(Exception):
    """What a caller of the ledger raises."""


def _append_and_stop(transaction: Transaction) -> None:
    transaction.append(draft("b"))
    transaction.append(draft("c", sensitive=True))
    raise Stopped


class LedgerSuite:
    @pytest.fixture
    def opener(self) -> Opener:
        """What a back end's tests give."""
        raise NotImplementedError("give the opener of a back end")

    @pytest.fixture
    def clock(self) -> Clock:
        """The clock of the ledgers of a test."""
        return Clock()

    @pytest.fixture
    def ledger(self, opener: Opener, clock: Clock) -> Iterator[SealedLedger]:
        """An empty ledger."""
        with opener(clock) as ledger:
            yield ledger

    def test_an_entry_comes_back_as_it_was_given(self, ledger: SealedLedger, opener: Opener, clock: Clock) -> None:
        """Every byte of a payload and every field of an entry survive, for this ledger and for one opened later."""
        payloads = [b"", bytes(range(256)), "Anna O’Neill\0".encode(), b"x" * 100_000]
        written = record(ledger, ANNA, *(draft(f"k{n}", payload) for n, payload in enumerate(payloads)))
        written += record(ledger, ANNA, draft("risk", b"hidden", kind="assessment", sensitive=True))
        assert [entry.payload for entry in written] == [*payloads, b"hidden"]
        assert [entry.sequence for entry in written] == [1, 2, 3, 4, 5]
        assert [entry.sensitive for entry in written] == [False] * 4 + [True]
        assert [entry.kind for entry in written] == ["statement"] * 4 + ["assessment"]
        assert len({entry.digest for entry in written}) == 5
        assert ledger.entries(ANNA) == tuple(written)
        with opener(clock) as again:
            assert again.entries(ANNA) == tuple(written)

    def test_subjects_are_apart(self, ledger: SealedLedger) -> None:
        """The sequence runs over the whole ledger; what is read of one subject is of nobody else."""
        first, second = record(ledger, ANNA, draft("k"))[0], record(ledger, BEA, draft("k"))[0]
        record(ledger, "programme:community-mothers", draft("k"))
        assert (first.sequence, second.sequence) == (1, 2)
        assert ledger.entries(ANNA) == (first,)
        assert ledger.entries(BEA) == (second,)
        assert ledger.entries("participant:ann") == ()
        assert ledger.subjects("participant:") == (ANNA, BEA)
        assert ledger.subjects() == (ANNA, BEA, "programme:community-mothers")
        assert ledger.subjects("participant:%") == ()

    def test_a_transaction_sees_what_is_there_and_what_it_adds(self, ledger: SealedLedger) -> None:
        """A decision rests on `entries()`: nothing recorded before may be missing, nor what the transaction added."""
        before = record(ledger, ANNA, draft("a"), draft("b", sensitive=True))
        with ledger.transaction(ANNA) as transaction:
            assert transaction.entries() == tuple(before)
            added = transaction.append(draft("c"))
            assert transaction.entries() == (*before, added)
            assert ledger.entries(ANNA) == (*before, added)
            assert ledger.find(ANNA, "c") == added
            later = transaction.append(draft("d", sensitive=True))
        assert ledger.entries(ANNA) == (*before, added, later)

    def test_the_same_key_gives_one_entry(self, ledger: SealedLedger, opener: Opener, clock: Clock) -> None:
        """Whoever is not sure that a call went through calls again: in the same transaction, later, elsewhere."""
        with ledger.transaction(ANNA) as transaction:
            first = transaction.append(draft("k"))
            assert transaction.append(draft("k")) == first
        assert record(ledger, ANNA, draft("k")) == [first]
        hidden = record(ledger, ANNA, draft("h", sensitive=True))
        assert record(ledger, ANNA, draft("h", sensitive=True)) == hidden
        with opener(clock) as again:
            assert record(again, ANNA, draft("k")) == [first]
        assert ledger.entries(ANNA) == (first, *hidden)
        assert record(ledger, BEA, draft("k"))[0].sequence == 3

    @pytest.mark.parametrize("other", [draft("k", b"other"), draft("k", kind="disclosure"), draft("k", sensitive=True)])
    def test_a_key_for_another_entry_is_a_conflict(self, ledger: SealedLedger, other: Draft) -> None:
        """A key that stands for something else must not silently give that back; what else was appended stays."""
        first = record(ledger, ANNA, draft("k"))
        with ledger.transaction(ANNA) as transaction:
            beside = transaction.append(draft("beside"))
            with pytest.raises(LedgerConflict):
                transaction.append(other)
        assert ledger.entries(ANNA) == (*first, beside)

    def test_a_sensitive_key_for_an_ordinary_entry_is_a_conflict(self, ledger: SealedLedger) -> None:
        """The other way round too."""
        record(ledger, ANNA, draft("k", sensitive=True))
        with pytest.raises(LedgerConflict):
            record(ledger, ANNA, draft("k"))

    def test_find(self, ledger: SealedLedger) -> None:
        """By the subject and the key that the caller chose."""
        first, second = record(ledger, ANNA, draft("a"), draft("b", sensitive=True))
        assert ledger.find(ANNA, "a") == first
        assert ledger.find(ANNA, "b") == second
        assert ledger.find(ANNA, "c") is None
        assert ledger.find(BEA, "a") is None

    def test_an_exception_takes_everything_back(self, ledger: SealedLedger) -> None:
        """All of a transaction or nothing; the caller's own exception comes through; the next transaction works."""
        first = record(ledger, ANNA, draft("a"))
        with pytest.raises(Stopped), ledger.transaction(ANNA) as transaction:
            _append_and_stop(transaction)
        assert ledger.entries(ANNA) == tuple(first)
        again = record(ledger, ANNA, draft("b", b"another"))[0]
        assert (again.sequence, again.payload) == (2, b"another")

    def test_instants_follow_the_clock(self, ledger: SealedLedger, clock: Clock) -> None:
        """While the clock goes on, it is what entries are recorded at; in UTC, from whatever zone it shows."""
        with ledger.transaction(ANNA) as transaction:
            assert transaction.instant == clock.now
            assert transaction.append(draft("a")).recorded_at == clock.now
        clock.now = (clock.now + timedelta(hours=1)).astimezone(timezone(timedelta(hours=-5)))
        entry = record(ledger, BEA, draft("a"))[0]
        assert entry.recorded_at == clock.now
        assert entry.recorded_at.tzinfo is UTC
        assert ledger.entries(BEA)[0].recorded_at.tzinfo is UTC

    @pytest.mark.parametrize("step", [timedelta(0), -MICROSECOND, timedelta(days=-400)])
    def test_instants_increase_whatever_the_clock_does(
        self, ledger: SealedLedger, opener: Opener, clock: Clock, step: timedelta
    ) -> None:
        """A clock that stands still or is put back must not make a later entry look earlier, for any subject."""
        written = record(ledger, ANNA, draft("a"), draft("b"))
        clock.now += step
        with ledger.transaction(BEA) as transaction:
            assert transaction.instant > written[-1].recorded_at
            added = [transaction.append(draft("a")), transaction.append(draft("b"))]
            assert added[0].recorded_at >= transaction.instant
        with opener(clock) as again:
            written += added + record(again, ANNA, draft("c"))
        instants = [entry.recorded_at for entry in written]
        assert all(one < other for one, other in pairwise(instants))

    def test_one_transaction_a_thread(self, ledger: SealedLedger) -> None:
        """A second lock taken inside the first could wait for ever."""
        with ledger.transaction(ANNA) as transaction:
            with pytest.raises(LedgerMisuse), ledger.transaction(BEA):
                pass
            transaction.append(draft("a"))
        assert len(ledger.entries(ANNA)) == 1

    def test_a_transaction_that_has_ended_is_of_no_use(self, ledger: SealedLedger) -> None:
        """Kept by mistake, it must not append outside a lock."""
        with ledger.transaction(ANNA) as transaction:
            pass
        with pytest.raises(LedgerMisuse):
            transaction.append(draft("a"))
        with pytest.raises(LedgerMisuse):
            transaction.entries()
        assert ledger.entries(ANNA) == ()

    @pytest.mark.parametrize("subject", ["", "a" * 201, "a\0b", "\ud800", 3, None])
    def test_a_subject_is_a_usable_text(self, ledger: SealedLedger, subject: str) -> None:
        """What a database cannot hold is refused before it is asked, with an error that does not repeat it."""
        with pytest.raises(InvalidEntry), ledger.transaction(subject):
            pass

    def test_threads_wait_for_each_other(self, ledger: SealedLedger) -> None:
        """Read, decide, append under the subject's lock: with 8 threads of 10 turns, each sees all before it."""
        start = Barrier(8)

        def turns(name: int) -> None:
            start.wait()
            for turn in range(10):
                with ledger.transaction(ANNA) as transaction:
                    seen = len(transaction.entries())
                    transaction.append(draft(f"{name}-{turn}", str(seen).encode()))

        threads = [Thread(target=turns, args=(name,)) for name in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [entry.payload for entry in ledger.entries(ANNA)] == [str(n).encode() for n in range(80)]

    def test_erasing_an_ordinary_key(self, ledger: SealedLedger, opener: Opener, clock: Clock) -> None:
        """The person is gone, her safeguarding entries stay, and the ledger says that something was erased."""
        record(ledger, ANNA, draft("a"), draft("b", b"risk", sensitive=True))
        ordinary, _ = ledger.tokens(ANNA)
        assert ledger.erase(ANNA)
        for one in (ledger, opener(clock)):
            assert one.subjects() == ("system",)
            assert [entry.payload for entry in one.entries(ANNA)] == [b"risk"]
            assert one.find(ANNA, "a") is None
            assert [(entry.kind, entry.payload) for entry in one.stream(ordinary)] == [("statement", None)]
            assert [entry.kind for entry in one.entries("system")] == ["erasure"]
            assert b"anna" not in (one.entries("system")[0].payload or b"")
            if one is not ledger:
                one.close()

    def test_erasing_all_keys(self, ledger: SealedLedger) -> None:
        """With `sensitive`, nothing of her is left to read."""
        record(ledger, ANNA, draft("a"), draft("b", sensitive=True))
        tokens = ledger.tokens(ANNA)
        assert ledger.erase(ANNA, sensitive=True)
        assert ledger.entries(ANNA) == ()
        assert ledger.tokens(ANNA) == ()
        assert [entry.payload for token in tokens for entry in ledger.stream(token)] == [None, None]

    def test_sensitive_keys_go_after_the_ordinary_ones(self, ledger: SealedLedger) -> None:
        """Once the duty has ended, what was kept for it can go as well."""
        record(ledger, ANNA, draft("a"), draft("b", sensitive=True))
        assert ledger.erase(ANNA)
        assert not ledger.erase(ANNA)
        assert ledger.erase(ANNA, sensitive=True)
        assert not ledger.erase(ANNA, sensitive=True)
        assert not ledger.erase(BEA, sensitive=True)
        assert ledger.entries(ANNA) == ()
        assert len(ledger.entries("system")) == 2

    def test_who_comes_back_starts_anew(self, ledger: SealedLedger) -> None:
        """The same person, the same key: nothing links the new entries to the erased ones."""
        record(ledger, ANNA, draft("a", b"old"))
        old = ledger.tokens(ANNA)
        ledger.erase(ANNA)
        new = record(ledger, ANNA, draft("a", b"new"))
        assert ledger.entries(ANNA) == tuple(new)
        assert not set(old) & set(ledger.tokens(ANNA))
        assert ledger.subjects("participant:") == (ANNA,)

    def test_a_closing_safeguarding_entry_does_not_bring_her_back(self, ledger: SealedLedger) -> None:
        """Work on what was kept for a duty does not put an erased person on the lists again."""
        record(ledger, ANNA, draft("a"), draft("b", sensitive=True))
        ledger.erase(ANNA)
        record(ledger, ANNA, draft("c", sensitive=True))
        assert len(ledger.entries(ANNA)) == 2
        assert ledger.subjects("participant:") == ()
        assert ledger.subjects("participant:", sensitive=True) == (ANNA,)
        ledger.erase(ANNA, sensitive=True)
        assert ledger.subjects("participant:", sensitive=True) == ()

    def test_an_erasure_can_be_refused(self, ledger: SealedLedger) -> None:
        """The check sees her safeguarding entries and no others; refused, nothing changes."""
        written = record(ledger, ANNA, draft("a"), draft("b", b"open", sensitive=True))
        seen: list[tuple[Entry, ...]] = []

        def refuse(entries: tuple[Entry, ...]) -> str | None:
            seen.append(entries)
            return "duty-open"

        for sensitive in (False, True):
            with pytest.raises(LedgerRefused) as refused:
                ledger.erase(ANNA, sensitive=sensitive, refuse=refuse)
            assert refused.value.reason == "duty-open"
        assert seen == [(written[1],)] * 2
        assert ledger.entries(ANNA) == tuple(written)
        assert ledger.erase(ANNA, refuse=lambda _: None)

    def test_a_key_erased_elsewhere_is_not_used_again(self, ledger: SealedLedger, opener: Opener, clock: Clock) -> None:
        """A process that has known her keys for long must neither read nor write with them after they are gone."""
        record(ledger, ANNA, draft("a", b"old"))
        (old,) = ledger.tokens(ANNA)
        with opener(clock) as elsewhere:
            elsewhere.erase(ANNA)
        assert ledger.entries(ANNA) == ()
        record(ledger, ANNA, draft("b", b"new"))
        assert [entry.payload for entry in ledger.entries(ANNA)] == [b"new"]
        assert [entry.payload for entry in ledger.stream(old)] == [None]

    def test_errors_hold_no_values(self, ledger: SealedLedger) -> None:
        """Whatever is raised, its text and all that hangs on it say nothing of a person."""
        record(ledger, ANNA, draft("key-of-anna", b"told in confidence"))
        raised: list[BaseException] = []
        for call in (
            lambda: record(ledger, ANNA, draft("key-of-anna", b"told otherwise")),
            lambda: ledger.erase(ANNA, refuse=lambda _: "duty-open"),
            lambda: record(ledger, ANNA, draft("k", kind="anna\0")),
        ):
            with pytest.raises(PeerSupportError) as failure:
                call()
            raised.append(failure.value)
        for error in raised:
            assert error.__context__ is None
            assert "anna" not in f"{error}{error!r}{error.args}"
            assert "told" not in f"{error}{error!r}{error.args}"
