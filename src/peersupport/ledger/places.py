"""Where a ledger or its keys are: a path, or a URL as SQLAlchemy writes it."""

from pathlib import Path

from peersupport.ledger.errors import LedgerMisuse


def is_postgresql(place: str | Path) -> bool:
    """Whether the place is the URL of a PostgreSQL database."""
    return isinstance(place, str) and place.startswith(("postgresql://", "postgresql+psycopg://"))


def sqlite_path(place: str | Path) -> Path:
    """The path of an SQLite file, given as a path or as `sqlite:///path`. Raises `LedgerMisuse` for another URL."""
    name = str(place).removeprefix("sqlite:///")
    if "://" in name or name in ("", ":memory:"):
        raise LedgerMisuse("not a place for a ledger", help="give the path of a file, or a URL as postgresql://...")
    return Path(name)


def same_place(one: str | Path, other: str | Path) -> bool:
    """Whether two places are surely the same: one file by two names, or two URLs that are written alike."""
    if is_postgresql(one) or is_postgresql(other):
        return one == other
    return sqlite_path(one).resolve() == sqlite_path(other).resolve()
