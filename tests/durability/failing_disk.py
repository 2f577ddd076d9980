"""A disk that fails: each operation on the files of an SQLite ledger, once or for good, before, amid or after it.

The library's own back end runs over apsw. A run appends, erases, appends again; one of its operations fails. What the
library then says must be true: an acknowledged entry is there after a crash, after a power failure (on a system that
forgets what a failed sync was to write, as Linux does) and for good; one that was "not written" is not there; nothing
but the library's errors comes out. Tried again with the same keys, in the same ledger and in one that is opened anew,
each entry is there once, with the digest that was told, and what was erased is gone. A failed operation hits the file
of keys as often as that of the ledger.
"""

import shutil
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random
from typing import NamedTuple

import apsw
from tests.durability.attempts import Attempts, prepare
from tests.durability.images import Disk
from tests.durability.recording import Fault, Operation, RecordingVFS
from tests.durability.running import Report, ended, parser

CODES = {
    "open": (apsw.SQLITE_CANTOPEN,),
    "read": (apsw.SQLITE_IOERR_READ,),
    "write": (apsw.SQLITE_IOERR_WRITE, apsw.SQLITE_FULL),
    "truncate": (apsw.SQLITE_IOERR_TRUNCATE,),
    "sync": (apsw.SQLITE_IOERR_FSYNC,),
    "delete": (apsw.SQLITE_IOERR_DELETE,),
}
SHARES = {"open": (0.0,), "read": (0.0,), "write": (0.0, 0.5, 1.0)}
LASTING = ("once", "kind", "all")
"""How long it fails: this once, every operation of its kind from now on, or every operation but reading."""
JOURNALS = ("wal", "delete")
_PAGES = 12
_IMAGES = 2


class Plan(NamedTuple):
    """Which operation fails, by its number of those of its kind, and how."""

    kind: str
    number: int
    fault: Fault
    lasting: str


class Breaker:
    """Counts operations, and lets the planned ones fail."""

    def __init__(self, plan: Plan | None) -> None:
        self.counts = dict.fromkeys(CODES, 0)
        self.on = True
        self.happened = False
        self._plan = plan

    def __call__(self, kind: str) -> Fault | None:
        """The fault of the next operation of this kind."""
        number = self.counts[kind]
        self.counts[kind] += 1
        plan = self._plan
        if plan is None or not self.on:
            return None
        if self.happened and plan.lasting == "all" and kind != "read":
            return Fault(CODES[kind][0], 0)
        if kind != plan.kind or number < plan.number or (number > plan.number and plan.lasting != "kind"):
            return None
        self.happened = True
        return plan.fault


def plans(counts: dict[str, int]) -> Iterator[Plan]:
    """Every way in which a run with so many operations can fail."""
    for kind, number in counts.items():
        faults = [Fault(code, share) for code, share in product(CODES[kind], SHARES.get(kind, (0.0, 1.0)))]
        for n, fault, lasting in product(range(number), faults, LASTING):
            yield Plan(kind, n, fault, lasting)


def failing_disk(options: Namespace, journal: str) -> Report:
    """All ways to fail, or as many as asked, chosen at random."""
    random = Random(options.seed)
    folder = Path(tempfile.mkdtemp(prefix="peersupport-failing-", dir=options.folder))
    try:
        base = folder / "base"
        base.mkdir()
        prepare(base, journal)
        chosen = list(plans(_run(Report("counting", 1), base, folder / "run", None, journal, random)))
        if 0 < options.faults < len(chosen):
            chosen = random.sample(chosen, options.faults)
        report = Report(f"failing disk {journal}", len(chosen), quiet=options.quiet)
        report.figures["recorded_with"] = apsw.sqlite_lib_version()
        for plan in chosen:
            _run(report, base, folder / "run", plan, journal, random)
            report.step()
    finally:
        shutil.rmtree(folder)
    return report


def _run(report: Report, base: Path, folder: Path, plan: Plan | None, journal: str, random: Random) -> dict[str, int]:
    """One run from the same beginning; the counts of its operations."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base, folder)
    operations: list[Operation] = []
    breaker = Breaker(plan)
    vfs = RecordingVFS(folder, operations, breaker)
    disk = Disk({path.name: path.read_bytes() for path in folder.iterdir()})
    vfs.seen.update(path.name for path in folder.iterdir())
    attempts = Attempts(folder, vfs.name, journal=journal, pages=_PAGES)
    attempts.go()
    counts = dict(breaker.counts)
    breaker.on = False
    # A crash of the process now, and of the power.
    losses = attempts.look_at_copy([(path.name, path.read_bytes()) for path in folder.iterdir()], "after a crash")
    for operation in operations:
        disk.apply(operation)
    for style in ("none", *(random.choice(("first", "some", "torn")) for _ in range(_IMAGES - 1))):
        losses += attempts.look_at_copy(disk.image(random, style).items(), "after a power failure")
    losses += attempts.try_again_and_look()
    vfs.unregister()
    for loss in losses:
        report.loss(f"{loss} ({plan})")
    for name, number in attempts.claims.outcomes.items():
        report.count(name, number)
    report.count("faults_that_happened", int(breaker.happened))
    return counts


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    made = parser(__doc__, faults=0)
    made.add_argument("--journal", choices=JOURNALS, action="append", help="default: both")
    made.set_defaults(quiet=False)
    options = made.parse_args(arguments)
    return ended([failing_disk(options, journal) for journal in options.journal or JOURNALS], options)


if __name__ == "__main__":
    sys.exit(main())
