"""The ledger in a transaction of a service that has its own database."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Connection, Engine, NullPool, create_engine, event, text
from tests.ledger.embedding import Service
from tests.ledger.server import Server
from tests.ledger.suite import ANNA, BEA, Clock, LedgerSuite, Opener, draft, record

from peersupport.ledger import LedgerMisuse, LedgerNotDurable, LedgerSchema, LedgerUnavailable
from peersupport.ledger.embedded import store_on
from peersupport.ledger.exporting import rows_in
from peersupport.ledger.keys import MemoryKeys
from peersupport.ledger.migrating import migrate_on
from peersupport.ledger.sealed import SealedLedger
from peersupport.ledger.sqlite_driver import driver, log_mode
from peersupport.ledger.verification import verify

DURABLE = (f"PRAGMA journal_mode={log_mode()}", f"PRAGMA synchronous={'FULL' if log_mode() == 'wal' else 'EXTRA'}")


def sqlite_service(path: Path, *pragmas: str) -> Engine:
    """An engine as services have it, and as durable as they set it."""
    engine = create_engine(f"sqlite:///{path}", module=driver, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def prepare(connection: "driver.Connection", _: object) -> None:
        for pragma in pragmas:
            connection.execute(pragma)

    return engine


def prepared(engine: Engine) -> Engine:
    """With the ledger's tables beside one of the service's own."""
    with engine.begin() as connection:
        migrate_on(connection)
        connection.execute(text("CREATE TABLE visit (name VARCHAR(99))"))
    return engine


class EmbeddedSuite(LedgerSuite):
    @pytest.fixture
    def engine(self) -> Engine:
        """The service's database."""
        raise NotImplementedError

    @pytest.fixture
    def opener(self, engine: Engine) -> Opener:
        """A service that commits after each transaction of the ledger."""
        keys = MemoryKeys()

        def opened(clock: Clock) -> SealedLedger:
            return SealedLedger(Service(engine), keys, clock)

        return opened

    @pytest.fixture
    def inside(self, engine: Engine) -> Iterator[tuple[Connection, SealedLedger]]:
        """A connection of the service, and the ledger in its transaction."""
        with engine.connect() as connection:
            yield connection, SealedLedger(store_on(connection), MemoryKeys(), Clock())

    def visits(self, engine: Engine) -> int:
        """What the service itself has."""
        with engine.connect() as connection:
            return int(connection.execute(text("SELECT count(*) FROM visit")).scalar_one())

    def test_both_or_neither(self, engine: Engine, inside: tuple[Connection, SealedLedger]) -> None:
        """An entry is there when what the service wrote beside it is, and not before."""
        connection, ledger = inside
        record(ledger, ANNA, draft("a"))
        connection.execute(text("INSERT INTO visit VALUES ('first')"))
        with Service(engine).reading() as reader:
            assert reader.head().sequence == 0
        connection.commit()
        with Service(engine).reading() as reader:
            assert reader.head().sequence == 1
        connection.execute(text("INSERT INTO visit VALUES ('second')"))
        record(ledger, ANNA, draft("b"))
        connection.rollback()
        assert len(ledger.entries(ANNA)) == 1
        connection.rollback()
        assert self.visits(engine) == 1

    def test_an_exception_takes_back_the_ledgers_part(
        self, engine: Engine, inside: tuple[Connection, SealedLedger]
    ) -> None:
        """A service that catches it can still commit its own."""
        connection, ledger = inside
        connection.execute(text("INSERT INTO visit VALUES ('first')"))
        record(ledger, ANNA, draft("a"))
        with suppress(KeyError), ledger.transaction(ANNA) as transaction:
            transaction.append(draft("b"))
            raise KeyError
        connection.commit()
        assert [entry.sequence for entry in ledger.entries(ANNA)] == [1]
        connection.rollback()
        assert self.visits(engine) == 1
        record(ledger, ANNA, draft("b"))
        connection.commit()
        assert ledger.verify().intact

    def test_no_key_is_erased(self, inside: tuple[Connection, SealedLedger]) -> None:
        """The transaction could be taken back, and with it the entry that tells of the erasure; the key could not."""
        connection, ledger = inside
        record(ledger, ANNA, draft("a"))
        with pytest.raises(LedgerMisuse):
            ledger.erase(ANNA)
        connection.commit()
        assert len(ledger.entries(ANNA)) == 1

    def test_an_erasure_is_settled_by_who_commits(self, engine: Engine) -> None:
        """A ledger in a service's transaction leaves one that was interrupted to others."""
        keys = MemoryKeys()
        with SealedLedger(Service(engine), keys, Clock()) as ledger:
            record(ledger, ANNA, draft("a"))
            keys.erase(ANNA, sensitive=False)
        with engine.connect() as connection:
            inside = SealedLedger(store_on(connection), keys, Clock())
            assert inside.entries("system") == ()
        assert len(keys.pending()) == 1
        with SealedLedger(Service(engine), keys, Clock()) as ledger:
            assert len(ledger.entries("system")) == 1

    def test_a_backup_is_an_export(self, inside: tuple[Connection, SealedLedger], tmp_path: Path) -> None:
        """The database is the service's to back up; the rows alone can be had as lines."""
        connection, ledger = inside
        record(ledger, ANNA, draft("a"), draft("b"))
        connection.commit()
        ledger.backup(tmp_path / "rows.jsonl")
        assert verify(rows_in(tmp_path / "rows.jsonl")).size == 2


class TestEmbeddedSQLite(EmbeddedSuite):
    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[Engine]:
        """A file."""
        engine = prepared(sqlite_service(tmp_path / "service.db", *DURABLE))
        yield engine
        engine.dispose()

    @pytest.mark.parametrize(
        "pragma",
        ["journal_mode=memory", "journal_mode=off", "journal_mode=truncate", "synchronous=OFF", "synchronous=1"],
    )
    @pytest.mark.usefixtures("engine")
    def test_settings_that_lose_commits_are_refused(self, tmp_path: Path, pragma: str) -> None:
        """The ledger acknowledges nothing that a power failure takes back, whoever set up the connection."""
        lax = sqlite_service(tmp_path / "service.db", *DURABLE, f"PRAGMA {pragma}")
        with lax.connect() as connection:
            ledger = SealedLedger(store_on(connection), MemoryKeys(), Clock())
            with pytest.raises(LedgerNotDurable):
                record(ledger, ANNA, draft("a"))

    def test_a_connection_that_commits_by_itself_is_refused(self, engine: Engine) -> None:
        """There would be neither a lock nor a transaction."""
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            ledger = SealedLedger(store_on(connection), MemoryKeys(), Clock())
            with pytest.raises(LedgerMisuse):
                record(ledger, ANNA, draft("a"))
        with Service(engine).reading() as reader:
            assert reader.head().sequence == 0

    def test_a_missing_table_is_named(self, tmp_path: Path) -> None:
        """With what makes it."""
        engine = sqlite_service(tmp_path / "empty.db")
        with engine.connect() as connection, pytest.raises(LedgerSchema, match="peersupport ledger migrate"):
            store_on(connection)

    def test_a_lock_before_anything_is_read(self, engine: Engine) -> None:
        """Two services at once: the second waits, and sees what the first has written."""
        inside, seen = Event(), list[int]()
        keys = MemoryKeys()
        first, second = (SealedLedger(Service(engine), keys, Clock()) for _ in range(2))

        def other() -> None:
            inside.wait()
            with second.transaction(ANNA) as transaction:
                seen.append(len(transaction.entries()))

        thread = Thread(target=other)
        thread.start()
        with first.transaction(ANNA) as transaction:
            inside.set()
            thread.join(0.3)
            assert thread.is_alive()
            transaction.append(draft("a"))
        thread.join()
        assert seen == [1]


@pytest.mark.integration
class TestEmbeddedPostgreSQL(EmbeddedSuite):
    @pytest.fixture
    def engine(self, server: Server) -> Iterator[Engine]:
        """A database."""
        engine = prepared(create_engine(server.place()))
        yield engine
        engine.dispose()

    @pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE", "AUTOCOMMIT"])
    def test_another_isolation_level_is_refused(self, engine: Engine, level: str) -> None:
        """A snapshot from before the lock would miss what was recorded while waiting for it."""
        with engine.connect().execution_options(isolation_level=level) as connection:
            ledger = SealedLedger(store_on(connection), MemoryKeys(), Clock())
            with pytest.raises(LedgerMisuse):
                record(ledger, ANNA, draft("a"))

    @pytest.mark.parametrize("setting", ["off", "local", "remote_write"])
    def test_a_transaction_that_is_not_durable_is_refused(self, engine: Engine, setting: str) -> None:
        """Services turn this off for one transaction at a time."""

        def before(connection: Connection) -> None:
            connection.execute(text(f"SET LOCAL synchronous_commit = {setting}"))

        ledger = SealedLedger(Service(engine, before), MemoryKeys(), Clock())
        with pytest.raises(LedgerNotDurable):
            record(ledger, ANNA, draft("a"))

    def test_errors_hold_no_values(self, engine: Engine) -> None:
        """PostgreSQL prints the row at hand; we do not."""
        with engine.connect() as connection:
            ledger = SealedLedger(store_on(connection), MemoryKeys(), Clock())
            record(ledger, ANNA, draft("a"))
            connection.commit()
            connection.execute(text("ALTER TABLE peersupport_ledger ADD CHECK (kind <> 'anna-said')"))
            with pytest.raises(LedgerUnavailable) as failure:
                record(ledger, BEA, draft("b", kind="anna-said"))
            assert "anna" not in str(failure.value)
            assert failure.value.__context__ is None
