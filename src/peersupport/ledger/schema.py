"""The names of the tables, and which version of them this library works with."""

from peersupport.ledger.errors import LedgerSchema
from peersupport.ledger.rows import Row

ROWS = "peersupport_ledger"
IDENTITY = "peersupport_ledger_identity"
VERSION = "peersupport_ledger_version"
"""Where Alembic notes the revision: a table of our own, beside that of a service whose database this is."""
REVISION = "1"
"""The newest revision in `migrations/versions`."""
COLUMNS = ", ".join(Row._fields)
KEY_TAKEN = "ledger: key taken"
"""What SQLite's trigger says when the stream has the key of a new row already."""


def require_current(revision: str | None) -> None:
    """Raise `LedgerSchema` unless the tables are of this revision; `None` means there are none."""
    if revision != REVISION:
        raise LedgerSchema(
            "the tables of the ledger are of another version, or missing",
            help="run `peersupport ledger migrate` with the database's path or URL; newer tables need a newer library",
        )
