"""A commit that raised may have happened all the same: what the database holds afterwards decides."""

from collections.abc import Sequence

from peersupport.ledger.errors import LedgerUnavailable, LedgerUncertain
from peersupport.ledger.rows import Row
from peersupport.ledger.store import Reader


def found(written: Sequence[Row], reader: Reader) -> list[bool]:
    """Which rows are there.

    A row counts only when it is the very same: another process may have succeeded with its key in the meantime.
    """
    return [reader.find(row.stream, row.key) == row for row in written]


def require_all(there: Sequence[bool]) -> None:
    """Return when all rows are there. Raises `LedgerUnavailable` when none is, `LedgerUncertain` when only some are."""
    if not any(there):
        raise LedgerUnavailable("the commit failed and nothing was written", help="try again with the same keys")
    if not all(there):
        raise uncertain()


def uncertain() -> LedgerUncertain:
    """The error for a commit of which nothing can be told."""
    return LedgerUncertain(
        "the commit failed and what was written cannot be told", help="try again with the same keys: none is repeated"
    )
