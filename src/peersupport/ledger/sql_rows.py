"""Reads and appends rows over one SQLAlchemy connection, inside the transaction that it is in."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, false, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from peersupport.ledger.engines import translated
from peersupport.ledger.errors import InvalidEntry, LedgerUnavailable
from peersupport.ledger.rows import BEFORE_ALL, EMPTY, Head, Row, head_of, sound
from peersupport.ledger.tables import rows

T = TypeVar("T")
CHAIN_LOCK = -7_361_044_805_232_908_165
"""The number of the lock on the end of the ledger; drawn at random."""
_PAGE = 500


class SQLReader:
    """See `Reader`. After an error, nothing more goes through: PostgreSQL has given the transaction up."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._failed = False

    def require_sound(self) -> None:
        """Raise `LedgerUnavailable` when a statement has failed."""
        if self._failed:
            raise LedgerUnavailable("the transaction has failed and is taken back", help="try again")

    def head(self) -> Head:
        """See `Reader`."""
        columns = select(rows.c.sequence, rows.c.recorded_us, rows.c.digest)
        query = columns.order_by(rows.c.sequence.desc()).limit(1)
        found = self._ran(lambda: self._connection.execute(query).first())
        return head_of(found) if found else EMPTY

    def rows(self, streams: Sequence[bytes]) -> list[Row]:
        """See `Reader`."""
        return self._rows(select(rows).where(rows.c.stream.in_(streams)))

    def find(self, stream: bytes, key: bytes) -> Row | None:
        """See `Reader`."""
        found = self._rows(select(rows).where(rows.c.stream == stream, rows.c.key == key))
        return found[0] if found else None

    def walk(self) -> Iterator[Row]:
        """See `Reader`."""
        after, last = BEFORE_ALL, self.head().sequence
        while after < last:
            page = self._rows(select(rows).where(rows.c.sequence > after, rows.c.sequence <= last).limit(_PAGE))
            yield from page
            after = page[-1].sequence if page else last

    def _rows(self, query: Select[Any]) -> list[Row]:
        ordered = query.order_by(rows.c.sequence)
        return [Row._make(found) for found in self._ran(lambda: self._connection.execute(ordered).all())]

    def _ran(self, call: Callable[[], T]) -> T:
        self.require_sound()
        try:
            return call()
        except SQLAlchemyError as error:
            failure = translated(error)
        self._failed = True
        raise failure


class SQLWriter(SQLReader):
    """See `Writer`. How it locks depends on the database."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.appended: list[Row] = []

    def tail(self) -> Head:
        """See `Writer`."""
        raise NotImplementedError

    def append(self, row: Row) -> bool:
        """See `Writer`."""
        if not sound(row):
            # PostgreSQL's log would print what it cannot take.
            raise InvalidEntry("a row that no entry makes")
        if self.find(row.stream, row.key) is not None:
            return False
        self._ran(lambda: self._connection.execute(insert(rows).values(row._asdict())))
        self.appended.append(row)
        return True


class PostgreSQLWriter(SQLWriter):
    """Locks by number: the subject's first, the chain's when it appends, never the other way round."""

    def __init__(self, connection: Connection, lock: int) -> None:
        super().__init__(connection)
        self._lock(lock)

    def tail(self) -> Head:
        """See `Writer`."""
        self._lock(CHAIN_LOCK)
        return self.head()

    def _lock(self, number: int) -> None:
        self._ran(lambda: self._connection.execute(select(func.pg_advisory_xact_lock(number))))


class SQLiteWriter(SQLWriter):
    """Locks the whole file before it reads anything, which SQLite may refuse once something was read."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        # Deletes nothing, and takes the lock of a writer.
        self._ran(lambda: connection.execute(rows.delete().where(false())))

    def tail(self) -> Head:
        """See `Writer`."""
        return self.head()
