"""Participants whose every word is a canary, some of them erased: no byte of the erased is left to be found.

After every erasure, the key store and the files beside it are searched for the participant and for her erased secrets;
at the end everything is: database, log, journal, shared memory, backup, export, and of PostgreSQL the whole data
directory with its write-ahead log. In the ledger no canary is ever in clear, erased or not. In the key store there are
the ids of participants that are not erased, and nothing else. What was not erased can be read, also in an old backup;
what was erased cannot. Keys in PostgreSQL leave their tables at once; what its write-ahead log still holds is counted,
and documented as out of reach.
"""

import shutil
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

import psycopg
from tests.durability.crashing import PostgreSQLPlace
from tests.durability.participants import HERE, OPEN, SAFE, engine_over, grant, identity, kind, plant
from tests.durability.planted import beside, files, hits, secrets_in
from tests.durability.running import Report, ended, parser

from peersupport.engine import Engine
from peersupport.ledger import Draft, LedgerRefused, open_ledger
from peersupport.ledger.key_file import KeyFile
from peersupport.ledger.sqlite_driver import driver
from peersupport.programmes.host import Host

BACK_ENDS = ("sqlite", "postgresql", "postgresql-keys")
DEFECTS = ("no-scrub", "in-clear")


class Places:
    """Where the ledger and its keys are, and which files hold what of them."""

    def __init__(self, folder: Path, server: PostgreSQLPlace | None, *, keys_in_server: bool) -> None:
        self.folder = folder
        self.server = server
        self.ledger = str(folder / "ledger.db") if server is None else server.url
        self.keys = server.keys if server is not None and keys_in_server else str(folder / "keys.db")
        self.keys_in_server = keys_in_server

    def of_keys(self) -> list[Path]:
        """The files of the key store, without PostgreSQL's write-ahead log."""
        if not self.keys_in_server or self.server is None:
            return beside(Path(self.keys))
        self.server.server.sql("CHECKPOINT")
        name = self.keys.rpartition("/")[2]
        oid = self.server.server.sql(f"SELECT oid FROM pg_database WHERE datname = '{name}'")
        return [self.server.folder / "base" / oid]

    def of_ledger(self) -> list[Path]:
        """The files of the ledger, of PostgreSQL everything that is not of the keys."""
        if self.server is None:
            return beside(Path(self.ledger))
        apart = {*self.of_keys(), self.server.folder / "pg_wal"} if self.keys_in_server else set()
        there = (path for path in self.server.folder.rglob("*") if path.is_file())
        log = self.server.folder.parent / "log"
        return [log, *(path for path in there if not apart.intersection(path.parents))]

    def secrets(self, subject: str) -> list[bytes]:
        """The secrets and tokens of a subject's keys, read without the library."""
        statement = "SELECT token, secret FROM peersupport_keys WHERE subject = "
        if self.keys_in_server:
            with psycopg.connect(self.keys) as connection:
                found = connection.execute(statement + "%s", (subject,)).fetchall()
        else:
            with closing(driver.connect(self.keys)) as one:
                found = one.execute(statement + "?", (subject,)).fetchall()
        return [bytes(value) for row in found for value in row]


@contextmanager
def _places(options: Namespace, back_end: str) -> Iterator[Places]:
    folder = Path(tempfile.mkdtemp(prefix="peersupport-erasure-", dir=options.folder))
    try:
        if back_end == "sqlite":
            yield Places(folder, None, keys_in_server=False)
        else:
            with PostgreSQLPlace.started(options.folder) as server:
                yield Places(folder, server, keys_in_server=back_end == "postgresql-keys")
    finally:
        shutil.rmtree(folder)


class Run:
    """One ledger of canaries."""

    def __init__(self, report: Report, places: Places, options: Namespace) -> None:
        self.report = report
        self.places = places
        self.erased: set[int] = set()
        self._number = options.participants
        self._random = Random(options.seed)
        self._erased_secrets: list[bytes] = []

    def everything(self, defect: str) -> None:
        """Record, erase, search, read."""
        with open_ledger(self.places.ledger, keys=self.places.keys) as ledger:
            engine = engine_over(ledger)
            for number in range(self._number):
                plant(engine, number)
                self.report.step()
            if defect == "in-clear":
                with ledger.transaction("system") as transaction:
                    transaction.append(Draft(kind=identity(0), payload=b"", key="defect"))
            ledger.backup(self.places.folder / "before")
            for number in self._random.sample(range(self._number), self._number // 3):
                self._erase(engine, number)
                self.report.step()
            ledger.backup(self.places.folder / "after")
            ledger.export(self.places.folder / "export")
            self._search("open")
            self._read(engine)
        self._search("closed")
        self._read_backups()

    def _erase(self, engine: Engine, number: int) -> None:
        who = identity(number)
        if kind(number) == OPEN:
            try:
                engine.erase(who, sensitive=True)
            except LedgerRefused:
                self.report.count("refused_for_an_open_duty")
            else:
                self.report.loss("a participant with an open duty was erased")
            return
        secrets = self.places.secrets(f"participant:{who}")
        if len(secrets) != (4 if kind(number) == SAFE else 2) or not engine.erase(who, sensitive=True):
            self.report.loss("a participant could not be erased")
            return
        self.erased.add(number)
        self._erased_secrets += secrets
        self.report.count("erased")
        for place, content in files(*self.places.of_keys()):
            left = secrets_in(content, secrets) + sum(one.number == number for one in hits(content, place))
            if left:
                self.report.loss(f"{left} traces of the erased are left in {Path(place).name}")

    def _search(self, when: str) -> None:
        for place, content in files(*self.places.of_ledger(), *self.places.folder.glob("[abe]*")):
            self.report.count("bytes_searched", len(content))
            for hit in hits(content, place):
                self.report.loss(f"in clear while {when}: {hit.what} in {Path(place).name}")
        for place, content in files(*self.places.of_keys()):
            self.report.count("bytes_searched", len(content))
            for hit in hits(content, place):
                if hit.what != "id" or hit.number in self.erased:
                    self.report.loss(f"in the key store while {when}: {hit.what} in {Path(place).name}")
                self.report.count("ids_found_of_participants_not_erased", int(hit.number not in self.erased))
            if left := secrets_in(content, self._erased_secrets):
                self.report.loss(f"{left} erased secrets or tokens are in {Path(place).name} while {when}")
        if self.places.keys_in_server and self.places.server is not None:
            left = sum(secrets_in(content, self._erased_secrets) for _, content in files(self.places.server.wal))
            self.report.figures[f"erased_secrets_in_pg_wal_while_{when}"] = left

    def _read(self, engine: Engine) -> None:
        for number in range(self._number):
            found = engine.history(identity(number), HERE)
            if number in self.erased:
                mine = [one for one in found.consent if getattr(one, "subject", None) == identity(number)]
                if mine or found.concerns or found.disclosures:
                    self.report.loss("what was erased can still be read")
            elif not any(getattr(one, "evidence", None) == grant(number).evidence for one in found.consent):
                self.report.loss("what was not erased cannot be read")
            elif len(found.disclosures) != 1 or len(found.concerns) != (kind(number) in (SAFE, OPEN)):
                self.report.loss("what was not erased is not all there")

    def _read_backups(self) -> None:
        # With the keys as they are now. Whoever keeps old keys keeps the erased: that is documented.
        if self.places.server is not None:
            return
        for name in ("before", "after"):
            with open_ledger(self.places.folder / name, keys=self.places.keys) as ledger:
                self._read(Engine(Host.load(), ledger=ledger))


def erasure(options: Namespace, back_end: str) -> Report:
    """All participants on one back end."""
    number = options.participants
    report = Report(f"erasure {back_end}", number + number // 3, quiet=options.quiet)
    scrub = KeyFile.scrub
    if options.defect == "no-scrub":
        KeyFile.scrub = lambda _: None  # type: ignore[method-assign]
    try:
        with _places(options, back_end) as places:
            Run(report, places, options).everything(options.defect)
    finally:
        KeyFile.scrub = scrub  # type: ignore[method-assign]
    return report


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    made = parser(__doc__, participants=1_000)
    made.add_argument("--back-end", choices=BACK_ENDS, default="sqlite")
    made.add_argument("--defect", choices=("", *DEFECTS), default="", help="must be found")
    made.set_defaults(quiet=False)
    options = made.parse_args(arguments)
    return ended([erasure(options, options.back_end)], options)


if __name__ == "__main__":
    sys.exit(main())
