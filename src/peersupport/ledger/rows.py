"""A sealed row, as it is stored: everything about an entry except who it is about and what it says."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from peersupport.ledger.errors import LedgerDamaged

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Row(NamedTuple):
    """One row of the ledger, in the order of its columns.

    `recorded_us` counts microseconds since 1970 in UTC. `stream` is a random token that stands for a subject, `key` the
    idempotency key under a keyed hash, `previous` the digest of the row before (32 zero bytes in the first) and
    `digest` that of this row. `sensitive` is 0 or 1.
    """

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


_TYPES = (int, int, bytes, str, int, bytes, bytes, bytes, bytes, bytes)


def sound(row: Row) -> bool:
    """Whether a row's values are of the types that every row has; a damaged or altered file may hold others."""
    return tuple(map(type, row)) == _TYPES and row.sensitive in (0, 1)


class Head(NamedTuple):
    """The end of a ledger: what the next row continues."""

    sequence: int
    recorded_us: int
    digest: bytes


EMPTY = Head(sequence=0, recorded_us=0, digest=bytes(32))
"""The head of a ledger without rows."""


def head_of(values: Sequence[Any]) -> Head:
    """The head that a database holds. Raises `LedgerDamaged` for what is none."""
    if tuple(map(type, values)) != (int, int, bytes):
        raise LedgerDamaged("the last entry is not what was recorded", help="verify the ledger")
    return Head(*values)


BEFORE_ALL = -(2**63)
"""A sequence below any that a database can hold: what somebody put before the first row is read as well."""


def microseconds(instant: datetime) -> int:
    """Microseconds since 1970 in UTC."""
    return (instant - _EPOCH) // _MICROSECOND


def instant_of(recorded_us: int) -> datetime:
    """The instant, in UTC, so many microseconds after 1970."""
    return _EPOCH + timedelta(microseconds=recorded_us)
