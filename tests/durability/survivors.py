"""Where a ledger is that writers are killed on, and what must be found there afterwards."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from typing import Protocol

from tests.durability.chains import End, Stored, checked, of_sqlite, repeated
from tests.durability.running import Report
from tests.durability.writing import Acknowledged, drafts, subject

from peersupport.ledger import open_ledger
from peersupport.ledger.sealed import SealedLedger
from peersupport.ledger.sqlite_driver import driver


class Place(Protocol):
    """A ledger somewhere, and how to look at it without the library."""

    url: str
    keys: str

    def crash(self, random: Random) -> None:
        """Kill the server, if there is one."""
        ...

    def recover(self) -> None:
        """Start a killed server again, as soon as nothing of it runs."""
        ...

    def activity(self) -> str:
        """What goes on there, for somebody who wonders."""
        ...

    def rows(self, after: int) -> list[Stored]:
        """The rows after this sequence."""
        ...

    def faults(self) -> list[str]:
        """What the database itself finds wrong with its files."""
        ...


class SQLitePlace:
    """A ledger in an SQLite file, its keys beside it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.url = str(path)
        self.keys = f"{path}.keys"

    def crash(self, random: Random) -> None:
        """There is no server."""

    def recover(self) -> None:
        """There is no server."""

    def activity(self) -> str:
        """The files that there are."""
        return ", ".join(sorted(path.name for path in self.path.parent.iterdir()))

    def rows(self, after: int) -> list[Stored]:
        """The rows after this sequence, read without the library."""
        with closing(driver.connect(self.path)) as connection:
            return list(of_sqlite(connection, after))

    def faults(self) -> list[str]:
        """What SQLite itself finds wrong with the files."""
        wrong = []
        for path in (self.path, self.keys):
            with closing(driver.connect(path)) as connection:
                (found,) = connection.execute("PRAGMA integrity_check").fetchone()
                if found != "ok":
                    wrong.append(f"SQLite says of a file: {found}")
        return wrong


class Survivors:
    """Follows a ledger through all rounds: what was acknowledged so far, what was found, how far it is checked."""

    def __init__(self, report: Report, place: Place) -> None:
        self.place = place
        self.next = 0
        """The first transaction that was not acknowledged: the next writer begins with it."""
        self._report = report
        self._end = End()
        self._digests: dict[int, bytes] = {}
        self._ledger: SealedLedger | None = None
        self._pending = False

    def prepare(self, *, stay_open: bool) -> None:
        """Before a round: keep the ledger open in this process while the writer is killed, or close it."""
        if self._ledger is not None and not stay_open:
            self._ledger.close()
            self._ledger = None
        elif self._ledger is None and stay_open:
            self._ledger = open_ledger(self.place.url, keys=self.place.keys)

    def look(self, told: list[Acknowledged]) -> None:
        """After a kill: all that was acknowledged is there once, of the next transaction all or nothing, no more."""
        # With the library first, as after any crash: opening it, or reading through what stayed open.
        ledger = self._ledger or open_ledger(self.place.url, keys=self.place.keys)
        self._find(ledger, told)
        rows = self.place.rows(self._end.sequence)
        if self._ledger is None:
            ledger.close()
        end, wrong = checked(rows, self._end)
        for one in wrong:
            self._report.loss(one)
        acknowledged = {sequence: digest for one in told for sequence, digest in one.entries}
        # A transaction that was there before, but not acknowledged, is acknowledged now with its old entries.
        late = {sequence for sequence in acknowledged if sequence <= self._end.sequence}
        there = {row.sequence: row.digest for row in rows}
        for sequence, digest in acknowledged.items():
            if there.get(sequence, self._digests.get(sequence)) != digest:
                self._report.loss(f"entry {sequence} was acknowledged and is not there")
        more = len(rows) - (len(acknowledged) - len(late))
        self.next += len(told)
        self._pending = self._pending and not told
        allowed = {0} if self._pending else {0, len(drafts(self.next))}
        self._pending = self._pending or more > 0
        if more not in allowed:
            self._report.loss(f"{more} rows more than were acknowledged; allowed are {sorted(allowed)}")
        self._report.count("acknowledged", len(told))
        self._report.count("there_without_acknowledgement", int(more > 0))
        self._digests |= there
        self._end = end

    def _find(self, ledger: SealedLedger, told: list[Acknowledged]) -> None:
        for expected, one in enumerate(told, start=self.next):
            if one.number != expected:
                self._report.loss(f"transaction {one.number} was acknowledged in place of {expected}")
            for draft, (sequence, _) in zip(drafts(one.number), one.entries, strict=True):
                entry = ledger.find(subject(one.number), draft.key)
                if entry is None or (entry.sequence, entry.payload) != (sequence, draft.payload):
                    self._report.loss(f"entry {sequence} is not found by its key")

    def look_at_all(self) -> None:
        """At the end: the whole chain from its first row, no key twice, every digest as it was, sound files."""
        self.prepare(stay_open=False)
        rows = self.place.rows(0)
        _, wrong = checked(rows)
        for one in (*wrong, *repeated(rows), *self.place.faults()):
            self._report.loss(one)
        if {row.sequence: row.digest for row in rows} != self._digests:
            self._report.loss("rows that were checked after a round are not there at the end as they were")
        self._report.figures["rows"] = len(rows)


@contextmanager
def temporary_sqlite(folder: Path) -> Iterator[SQLitePlace]:
    """A place for a ledger in a folder that is gone afterwards."""
    made = Path(tempfile.mkdtemp(prefix="peersupport-kill-", dir=folder))
    try:
        yield SQLitePlace(made / "ledger.db")
    finally:
        shutil.rmtree(made)
