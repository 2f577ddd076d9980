"""What somebody who can write to the database, but has no keys, could do to the rows of a ledger."""

from collections.abc import Callable
from random import Random
from typing import Any

from tests.durability.chains import Stored, digest

from peersupport.ledger.rows import Row

Rows = list[Any]
BYTES = ("stream", "key", "nonce", "ciphertext", "previous", "digest")
_VALUES: tuple[object, ...] = (None, "", "x", b"", b"x", -1, 0, 1, 2, 2**31, 2**63, 2**64, 1.0, True, False, "\ud800")


def byte(rows: Rows, random: Random) -> Rows:
    """One bit, byte or length of one column of bytes is another."""
    place, name = random.randrange(len(rows)), random.choice(BYTES)
    value = bytearray(getattr(rows[place], name))
    way = random.randrange(4)
    if way == 0 or not value:
        value.insert(random.randint(0, len(value)), random.randrange(256))
    elif way == 1:
        del value[random.randrange(len(value))]
    else:
        value[random.randrange(len(value))] ^= 1 << random.randrange(8)
    return _with(rows, place, **{name: bytes(value)})


def number(rows: Rows, random: Random) -> Rows:
    """One number is another."""
    place, name = random.randrange(len(rows)), random.choice(("sequence", "recorded_us", "sensitive"))
    step = random.choice((-(10**6), -2, -1, 1, 2, 3_600_000_000))
    old = getattr(rows[place], name)
    return _with(rows, place, **{name: 1 - old if name == "sensitive" else old + step})


def text(rows: Rows, random: Random) -> Rows:
    """The kind is another."""
    place = random.randrange(len(rows))
    kind = rows[place].kind
    other = random.choice((kind + "s", kind[:-1], kind.upper(), kind + "\0", "disclosure", "e\u0301", ""))
    return _with(rows, place, kind=other)


def malformed(rows: Rows, random: Random) -> Rows:
    """A value of another type, or that no row of ours can have."""
    place, name = random.randrange(len(rows)), random.choice(Row._fields)
    return _with(rows, place, **{name: random.choice(_VALUES)})


def drop(rows: Rows, random: Random) -> Rows:
    """A row that is not the last is gone."""
    place = random.randrange(len(rows) - 1)
    return rows[:place] + rows[place + 1 :]


def duplicate(rows: Rows, random: Random) -> Rows:
    """A row is there twice."""
    place = random.randint(0, len(rows))
    return [*rows[:place], random.choice(rows), *rows[place:]]


def swap(rows: Rows, random: Random) -> Rows:
    """Two rows have changed places."""
    one, other = random.sample(range(len(rows)), 2)
    rows[one], rows[other] = rows[other], rows[one]
    return rows


def exchange(rows: Rows, random: Random) -> Rows:
    """Two rows have exchanged what one of their columns, or some of them, held."""
    one, other = random.sample(range(len(rows)), 2)
    names = random.choice((("nonce", "ciphertext"), ("stream",), ("key",), ("stream", "key", "nonce", "ciphertext")))
    first = {name: getattr(rows[one], name) for name in names}
    second = {name: getattr(rows[other], name) for name in names}
    return _with(_with(rows, one, **second), other, **first)


def truncate(rows: Rows, random: Random) -> Rows:
    """The last rows, or all, are gone: what a copy of an earlier day looks like, too."""
    return rows[: random.randrange(len(rows))]


def rewrite(rows: Rows, random: Random) -> Rows:
    """One row was altered, and all digests from it on were worked out anew."""
    place = random.randrange(len(rows))
    name = random.choice(("recorded_us", "stream", "kind", "sensitive", "key", "nonce", "ciphertext"))
    row = rows[place]
    value: object
    match name:
        case "recorded_us":
            value = row.recorded_us - 1
        case "sensitive":
            value = 1 - row.sensitive
        case "kind":
            value = "disclosure" if row.kind != "disclosure" else "statement"
        case "stream":
            value = random.choice([other.stream for other in rows if other.stream != row.stream] or [bytes(16)])
        case _:
            value = random.randbytes(len(getattr(row, name)) or 1)
    return _chained(_with(rows, place, **{name: value}), place)


def rewrite_without(rows: Rows, random: Random) -> Rows:
    """One row that is not the last was taken out, and all that follow were numbered and chained anew."""
    place = random.randrange(len(rows) - 1)
    return _chained(rows[:place] + rows[place + 1 :], place)


def rewrite_with(rows: Rows, random: Random) -> Rows:
    """A row was put in, and all that follow were numbered and chained anew."""
    place = random.randrange(len(rows))
    made = random.choice(rows)._replace(ciphertext=random.randbytes(32), key=random.randbytes(32))
    return _chained([*rows[:place], made, *rows[place:]], place)


def rewrite_all(rows: Rows, random: Random) -> Rows:
    """Every row was made anew."""
    return _chained([row._replace(ciphertext=random.randbytes(32)) for row in rows], 0)


def older_copy_grown(rows: Rows, random: Random) -> Rows:
    """A copy of an earlier day, to which other rows were added until it was as long."""
    place = random.randrange(len(rows))
    later = [row._replace(nonce=random.randbytes(12), ciphertext=random.randbytes(48)) for row in rows[place:]]
    return _chained(rows[:place] + later, place)


ALTERATIONS: tuple[Callable[[Rows, Random], Rows], ...] = (
    byte, number, text, malformed, drop, duplicate, swap, exchange, truncate,
    rewrite, rewrite_without, rewrite_with, rewrite_all, older_copy_grown,
)  # fmt: skip
INVISIBLE = {"truncate", "rewrite", "rewrite_without", "rewrite_with", "rewrite_all", "older_copy_grown"}
"""The kinds of which nothing shows without a checkpoint (nor the keys)."""


def _with(rows: Rows, place: int, **named: object) -> Rows:
    return [*rows[:place], rows[place]._replace(**named), *rows[place + 1 :]]


def _chained(rows: Rows, place: int) -> Rows:
    """The rows numbered and chained anew from a place on, each a microsecond later than the one before at least."""
    before = rows[place - 1] if place else None
    for n in range(place, len(rows)):
        earliest = before.recorded_us + 1 if before is not None else 0
        linked = rows[n]._replace(
            sequence=n + 1,
            recorded_us=max(rows[n].recorded_us, earliest),
            previous=bytes(32) if before is None else before.digest,
        )
        before = rows[n] = linked._replace(digest=digest(Stored._make(linked)))
    return rows
