"""What laws and machines ask of a ledger: a place where one can be opened, again and again."""

from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, runtime_checkable

import attrs

from peersupport.ledger import Draft, Entry, Ledger, memory_ledger, open_ledger
from peersupport.ledger.sealed import SealedLedger

START = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


@attrs.define
class Clock:
    """A clock that stands still until it is set: laws and machines make time pass themselves."""

    now: datetime = START

    def __call__(self) -> datetime:
        """The instant that it shows."""
        return self.now

    def wait(self, time: timedelta) -> None:
        """Let time pass; below 0 the clock is put back."""
        self.now += time


Opener = Callable[[], Ledger]
"""Opens one ledger anew each time it is called; a ledger that is open stays usable until it is opened anew."""


@runtime_checkable
class LedgerService(Protocol):
    """A kind of ledger: all that laws of the ledger need."""

    def place(self, clock: Clock) -> AbstractContextManager[Opener]:
        """A new, empty ledger for the time of a `with` block; it tells the time by the clock."""
        ...


@attrs.frozen
class MemoryLedgers:
    """Ledgers that last as long as the process: opening one again gives the same."""

    @contextmanager
    def place(self, clock: Clock) -> Generator[Opener, None, None]:
        """A new one."""
        with memory_ledger(clock) as ledger:
            yield lambda: ledger


@attrs.frozen
class SQLiteLedgers:
    """Ledgers in files of their own, which are taken away afterwards."""

    @contextmanager
    def place(self, clock: Clock) -> Generator[Opener, None, None]:
        """A new one."""
        with TemporaryDirectory(prefix="peersupport-") as folder:
            place = str(Path(folder) / "ledger.db")
            with _reopening(lambda: open_ledger(place, clock=clock)) as opener:
                yield opener


@attrs.frozen
class PostgreSQLLedgers:
    """Ledgers in databases of a server. `databases` gives the URLs of two new, empty ones: for rows and for keys."""

    databases: Callable[[], tuple[str, str]]

    @contextmanager
    def place(self, clock: Clock) -> Generator[Opener, None, None]:
        """A new one."""
        place, keys = self.databases()
        with _reopening(lambda: open_ledger(place, keys=keys, clock=clock)) as opener:
            yield opener


@contextmanager
def _reopening(opened: Callable[[], SealedLedger]) -> Generator[Opener, None, None]:
    """An opener that closes what it opened before."""
    held: list[SealedLedger] = []

    def anew() -> SealedLedger:
        for one in held:
            one.close()
        held[:] = [opened()]
        return held[0]

    try:
        yield anew
    finally:
        for one in held:
            one.close()


def append(ledger: Ledger, subject: str, *drafts: Draft) -> list[Entry]:
    """The entries for some drafts, appended in one transaction. Raises the ledger's errors."""
    with ledger.transaction(subject) as transaction:
        return [transaction.append(one) for one in drafts]


Told = tuple[int, datetime, str, bytes | None, bool]
"""Place, instant, kind, payload, and whether it is sensitive."""


def told(entries: Iterable[Entry]) -> list[Told]:
    """What every ledger must tell alike of some entries: all but the digests, which cover keys of its own."""
    return [(one.sequence, one.recorded_at, one.kind, one.payload, one.sensitive) for one in entries]
