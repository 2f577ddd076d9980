"""A process that appends entries whose keys are known before, and acknowledges each transaction after its commit."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from struct import Struct
from typing import NamedTuple

from peersupport.ledger import Draft, Ledger, LedgerUnavailable, LedgerUncertain, open_ledger

_HEAD = Struct(">QI")
_ENTRY = Struct(">Q32s")
_PAYLOAD = b"what was said " * 12


class Acknowledged(NamedTuple):
    """Transaction `number` was committed with these entries (sequence, digest)."""

    number: int
    entries: tuple[tuple[int, bytes], ...]


def subject(number: int) -> str:
    """Whose entries transaction `number` appends: somebody new in every eighth."""
    return f"participant:{number // 8}"


def drafts(number: int) -> list[Draft]:
    """What transaction `number` appends: one to three entries, some of them sensitive."""
    count = 1 + (number * 7 + number // 3) % 3
    return [
        Draft(
            kind="statement",
            payload=b"%d %d " % (number, place) + _PAYLOAD[: (number * 31 + place) % 160],
            key=f"{number}.{place}",
            sensitive=number % 8 == 5,
        )
        for place in range(count)
    ]


def append(ledger: Ledger, number: int) -> Acknowledged:
    """Append transaction `number`; when this returns, it was promised that it is there."""
    with ledger.transaction(subject(number)) as transaction:
        entries = [transaction.append(one) for one in drafts(number)]
    return Acknowledged(number, tuple((one.sequence, one.digest) for one in entries))


def encoded(one: Acknowledged) -> bytes:
    """As it goes through a pipe, in one piece."""
    return _HEAD.pack(one.number, len(one.entries)) + b"".join(_ENTRY.pack(*entry) for entry in one.entries)


def decoded(told: bytes) -> Iterator[Acknowledged]:
    """What a writer acknowledged until it was killed."""
    place = 0
    while place < len(told):
        number, count = _HEAD.unpack_from(told, place)
        place += _HEAD.size
        yield Acknowledged(number, tuple(_ENTRY.unpack_from(told, place + _ENTRY.size * n) for n in range(count)))
        place += _ENTRY.size * count


def write(out: int, *, place: str, keys: str, first: int, last: int) -> None:
    """Append the transactions from `first` up to `last`, and acknowledge each; end when the database has gone."""
    with _until_gone(), open_ledger(place, keys=keys) as ledger:
        for number in range(first, last):
            os.write(out, encoded(append(ledger, number)))


def write_too_hasty(out: int, *, place: str, keys: str, first: int, last: int) -> None:
    """A defect, to see that it is found: each transaction is acknowledged before it is committed."""
    with _until_gone(), open_ledger(place, keys=keys) as ledger:
        for number in range(first, last):
            with ledger.transaction(subject(number)) as transaction:
                entries = [transaction.append(one) for one in drafts(number)]
                made = tuple((one.sequence, one.digest) for one in entries)
                os.write(out, encoded(Acknowledged(number, made)))


@contextmanager
def _until_gone() -> Iterator[None]:
    try:
        yield
    except (LedgerUnavailable, LedgerUncertain):
        os._exit(3)
