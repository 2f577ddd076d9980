"""Goal 18: a durable entry in the SQLite ledger, against the least that could keep its bytes."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count, cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter_ns

from benchmarks.harness import Part, Ratio, against
from benchmarks.report import Result
from peersupport.ledger import Draft, open_ledger
from peersupport.ledger.sqlite_driver import connect, log_mode

PAYLOAD = os.urandom(300)
"""About a statement of consent, or a disclosure with its reasons."""
SEALED = os.urandom(500)
"""As many bytes as the row with that payload has."""
SUBJECTS = [f"participant:{number}" for number in range(20)]
BATCH = 100
BUILD = Path("build")
"""On a disk: the folder for temporary files is often kept in memory, where nothing is durable."""


def measure(rounds: int) -> list[Result]:
    """One entry a commit, and a hundred."""
    BUILD.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=BUILD) as name:
        folder = Path(name)
        with appended(folder / "one.db", 1) as ours, written(folder / "file") as theirs:
            one = against(ours, theirs, items=1, rounds=rounds, clock=perf_counter_ns)
        with appended(folder / "many.db", BATCH) as ours, inserted(folder / "bare.db", BATCH) as theirs:
            many = against(ours, theirs, items=BATCH, rounds=rounds, clock=perf_counter_ns)
    return [
        _result("ledger, an entry a commit, to write + fdatasync", one, 1.75, 1.45),
        _result("ledger, 100 entries a commit, to bare sqlite3", many, 2.2, 1.7),
    ]


@contextmanager
def appended(path: Path, size: int) -> Iterator[Part]:
    """Appends so many entries of one subject in a transaction, the subjects in turn."""
    subjects, numbers = cycle(SUBJECTS), count()
    with open_ledger(path) as ledger:

        def part() -> None:
            with ledger.transaction(next(subjects)) as transaction:
                for _ in range(size):
                    transaction.append(Draft(kind="statement", payload=PAYLOAD, key=f"statement-{next(numbers)}"))

        for _ in SUBJECTS:
            part()  # the first entry of a subject waits for its key as well
        yield part


@contextmanager
def written(path: Path) -> Iterator[Part]:
    """Writes the bytes of an entry to the end of a file, and waits for the disk."""
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def part() -> None:
        os.write(descriptor, SEALED)
        os.fdatasync(descriptor)

    try:
        yield part
    finally:
        os.close(descriptor)


@contextmanager
def inserted(path: Path, size: int) -> Iterator[Part]:
    """Inserts the bytes of so many entries in a transaction: the same SQLite and settings, a plain table."""
    with closing(connect(path, log_mode())) as connection:
        connection.execute("CREATE TABLE entry (sequence INTEGER PRIMARY KEY, sealed BLOB NOT NULL)")

        def part() -> None:
            connection.execute("BEGIN IMMEDIATE")
            for _ in range(size):
                connection.execute("INSERT INTO entry (sealed) VALUES (?)", (SEALED,))
            connection.execute("COMMIT")

        yield part


def _result(measure: str, ratio: Ratio, goal: float, stretch: float) -> Result:
    return Result(
        number=18, measure=measure, unit="x", figure=ratio.median, least=ratio.least, goal=goal, stretch=stretch,
        detail=f"{ratio.ours / 1e3:,.1f} us an entry, {ratio.theirs / 1e3:,.1f}",
    )  # fmt: skip
