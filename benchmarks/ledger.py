"""Goal 18: a durable entry in the SQLite ledger, against the least that could keep its bytes."""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import count, cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter_ns

from benchmarks.harness import Part, Ratio, against
from benchmarks.report import Result
from peersupport.ledger import Draft, open_ledger
from peersupport.ledger.rows import Row
from peersupport.ledger.sqlite_driver import connect, log_mode

PAYLOAD = os.urandom(300)
"""About a statement of consent, or a disclosure with its reasons."""
SEALED = os.urandom(500)
"""As many bytes as the row with that payload has."""
SUBJECTS = [f"participant:{number}" for number in range(20)]
STREAMS = [os.urandom(16) for _ in SUBJECTS]
BATCH = 100
WARM = 1000
"""Entries that are there before anything is measured."""
BUILD = Path("build")
"""On a disk: the folder for temporary files is often kept in memory, where nothing is durable."""
BLOB = "CREATE TABLE entry (sequence INTEGER PRIMARY KEY, sealed BLOB NOT NULL)"
COLUMNS = """
CREATE TABLE entry (
    sequence INTEGER PRIMARY KEY, recorded_us INTEGER NOT NULL, stream BLOB NOT NULL, kind TEXT NOT NULL,
    sensitive INTEGER NOT NULL, key BLOB NOT NULL, nonce BLOB NOT NULL, ciphertext BLOB NOT NULL,
    previous BLOB NOT NULL, digest BLOB NOT NULL, UNIQUE (stream, key)
)
"""


def measure(rounds: int) -> list[Result]:
    """One entry a commit; a hundred, against the same rows in a plain table, and against their bytes in one column."""
    BUILD.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=BUILD) as name:
        folder = Path(name)
        with appended(folder / "one.db", 1) as ours, written(folder / "file") as theirs:
            one = against(ours, theirs, items=1, rounds=rounds, clock=perf_counter_ns)
        with appended(folder / "many.db", BATCH) as ours, inserted(folder / "rows.db", COLUMNS, rows()) as theirs:
            many = against(ours, theirs, items=BATCH, rounds=rounds, clock=perf_counter_ns)
        with appended(folder / "more.db", BATCH) as ours, inserted(folder / "bytes.db", BLOB, blobs()) as theirs:
            least = against(ours, theirs, items=BATCH, rounds=rounds, clock=perf_counter_ns)
    return [
        _result("ledger, an entry a commit / write + fdatasync", one, 1.75, 1.45),
        _result("ledger, 100 a commit / sqlite3, plain table of the same rows", many, 2.2, 1.7),
        _result("ledger, 100 a commit / sqlite3, one column of the same bytes", least),
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

        # The first entry of a subject waits for its key as well, and a new log grows before it is written over.
        for _ in range(max(len(SUBJECTS), WARM // size)):
            part()
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
def inserted(path: Path, table: str, values: Iterator[Sequence[object]]) -> Iterator[Part]:
    """Inserts a hundred rows in a transaction: the same SQLite and settings, no triggers, nothing worked out."""
    with closing(connect(path, log_mode())) as connection:
        connection.execute(table)
        (columns,) = connection.execute("SELECT count(*) FROM pragma_table_info('entry')").fetchone()
        statement = f"INSERT INTO entry VALUES ({', '.join('?' * columns)})"

        def part() -> None:
            connection.execute("BEGIN IMMEDIATE")
            for _ in range(BATCH):
                connection.execute(statement, next(values))
            connection.execute("COMMIT")

        yield part


def rows() -> Iterator[Row]:
    """Rows like the ledger's, a hundred of one subject after another, each with a key of its own."""
    digest, nonce, sealed = os.urandom(32), os.urandom(12), os.urandom(len(PAYLOAD) + 16)
    for number in count(1):
        stream = STREAMS[number // BATCH % len(STREAMS)]
        key = os.urandom(16)
        yield Row(number, number, stream, "statement", 0, key, nonce, sealed, digest, digest)


def blobs() -> Iterator[tuple[None, bytes]]:
    """The bytes of such a row."""
    while True:
        yield None, SEALED


def _result(measure: str, ratio: Ratio, goal: float | None = None, stretch: float | None = None) -> Result:
    return Result(
        number=18, measure=measure, unit="x", figure=ratio.median, least=ratio.least, goal=goal, stretch=stretch,
        detail=f"{ratio.ours / 1e3:,.1f} us an entry, {ratio.theirs / 1e3:,.1f}",
    )  # fmt: skip
