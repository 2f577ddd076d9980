"""What goes into a ledger and what comes out. Payloads are bytes whose meaning the ledger does not know."""

from datetime import datetime

from peersupport._attrs import record
from peersupport.ledger.errors import InvalidEntry

LONGEST_NAME = 200
"""Characters of a subject or a kind at most."""
LARGEST_PAYLOAD = 16 * 1024 * 1024
"""Bytes of a payload at most: an entry is a statement or a decision, not a document store."""


@record
class Draft:
    """An entry to be.

    `kind` stays readable in the database ("statement", "disclosure", ...); `payload` is encrypted. `key` makes the
    append idempotent: the same key of the same subject never gives two entries. A `sensitive` entry (safeguarding) is
    encrypted under a key of its own, which outlives an ordinary erasure.
    Raises `InvalidEntry`.
    """

    kind: str
    payload: bytes
    key: str
    sensitive: bool = False

    def __attrs_post_init__(self) -> None:
        require_name(self.kind, "a kind")
        require_name(self.key, "an idempotency key")
        if type(self.payload) is not bytes or len(self.payload) > LARGEST_PAYLOAD:
            raise InvalidEntry("a payload that is not bytes, or too large", help=f"at most {LARGEST_PAYLOAD:,} bytes")
        if type(self.sensitive) is not bool:
            raise InvalidEntry("`sensitive` is neither true nor false")


@record
class Entry:
    """An entry that was recorded; its repr shows nothing of it.

    `sequence` counts from 1 over the whole ledger and orders it; `recorded_at` is UTC and strictly increases with it.
    `payload` is `None` once its key is erased. `digest` (SHA-256) covers this entry, sealed, and all before it.
    """

    sequence: int
    recorded_at: datetime
    kind: str
    payload: bytes | None
    sensitive: bool
    digest: bytes


def require_name(name: object, what: str) -> None:
    """Raise `InvalidEntry` unless `name` is a text of 1 to 200 characters that UTF-8 can hold, without NUL."""
    if type(name) is str and 0 < len(name) <= LONGEST_NAME and (name.isascii() or _in_utf8(name)) and "\0" not in name:
        return
    raise InvalidEntry(f"{what} that is no usable text", help=f"1 to {LONGEST_NAME} characters, none of them NUL")


def _in_utf8(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)
