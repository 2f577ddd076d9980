"""The rows of a ledger read and checked without the library: an oracle written after the description in `chain.py`."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import chain as joined
from struct import pack
from typing import Any, NamedTuple

TABLE = "peersupport_ledger"
COLUMNS = "sequence, recorded_us, stream, kind, sensitive, key, nonce, ciphertext, previous, digest"


class Stored(NamedTuple):
    """A row as it is stored."""

    sequence: int
    recorded_us: int
    stream: bytes
    kind: str
    sensitive: int
    key: bytes
    nonce: bytes
    ciphertext: bytes
    previous: bytes
    digest: bytes


class End(NamedTuple):
    """Where a checked chain ends."""

    sequence: int = 0
    recorded_us: int = 0
    digest: bytes = bytes(32)


def digest(row: Stored) -> bytes:
    """What the digest of a row must be."""
    kind = row.kind.encode()
    parts = (row.stream, kind, row.key, row.previous)
    numbers = pack(">QqB", row.sequence, row.recorded_us, row.sensitive)
    lengths = pack(">4I", *map(len, parts))
    header = joined((b"PSLEDG1\n", numbers, lengths), parts)
    sealed = (pack(">2I", len(row.nonce), len(row.ciphertext)), row.nonce, row.ciphertext)
    return sha256(b"".join((*header, *sealed))).digest()


def checked(rows: Iterable[Stored], after: End = End()) -> tuple[End, list[str]]:  # noqa: B008 - a constant
    """Where the rows end that follow `after`, and all that is wrong with them."""
    wrong: list[str] = []
    end = after
    for row in rows:
        if row.sequence != end.sequence + 1:
            wrong.append(f"row {row.sequence} follows row {end.sequence}")
        if row.recorded_us <= end.recorded_us:
            wrong.append(f"row {row.sequence} is not later than the one before")
        if row.previous != end.digest:
            wrong.append(f"row {row.sequence} does not continue the one before")
        if row.digest != digest(row):
            wrong.append(f"row {row.sequence} has another digest than its content")
        end = End(row.sequence, row.recorded_us, row.digest)
    return end, wrong


def repeated(rows: Sequence[Stored]) -> list[str]:
    """The idempotency keys that a stream has twice."""
    counts = Counter((row.stream, row.key) for row in rows)
    return [f"a key is there {number} times" for number in counts.values() if number > 1]


def of_sqlite(connection: sqlite3.Connection, after: int = 0) -> Iterator[Stored]:
    """The rows after this sequence in an SQLite ledger, by a connection of any driver."""
    statement = f"SELECT {COLUMNS} FROM {TABLE} WHERE sequence > ? ORDER BY sequence"
    yield from map(Stored._make, connection.execute(statement, (after,)))


def of_postgresql(connection: Any, after: int = 0) -> Iterator[Stored]:
    """The same in PostgreSQL, by a connection of psycopg."""
    statement = f"SELECT {COLUMNS} FROM {TABLE} WHERE sequence > %s ORDER BY sequence"
    for found in connection.execute(statement, (after,)).fetchall():
        yield Stored._make(bytes(one) if isinstance(one, memoryview) else one for one in found)
