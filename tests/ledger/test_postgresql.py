"""The ledger in a PostgreSQL database, its keys in a file or in another database."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import psycopg
import pytest
from tests.ledger.processes import acknowledged, appending, forked
from tests.ledger.server import Server, started
from tests.ledger.suite import ANNA, BEA, Clock, LedgerSuite, Opener, draft, record
from tests.threads.sharing import ledger_shared

from peersupport.ledger import (
    LedgerNotDurable,
    LedgerSchema,
    LedgerUnavailable,
    LedgerUncertain,
    engines,
    open_ledger,
    postgresql,
)
from peersupport.ledger.exporting import rows_in
from peersupport.ledger.migrating import migrate
from peersupport.ledger.sealed import SealedLedger
from peersupport.ledger.sql_rows import CHAIN_LOCK
from peersupport.ledger.verification import verify

pytestmark = pytest.mark.integration


class TestPostgreSQL(LedgerSuite):
    @pytest.fixture(params=["keys in a file", "keys in a database"])
    def opener(self, server: Server, tmp_path: Path, request: pytest.FixtureRequest) -> Opener:
        """One database for all ledgers of a test."""
        url = server.place()
        keys = tmp_path / "keys" if request.param == "keys in a file" else server.place()

        def opened(clock: Clock) -> SealedLedger:
            return open_ledger(url, keys=keys, clock=clock)

        return opened


@pytest.fixture
def url(server: Server) -> str:
    """As good as a new database."""
    return server.place()


@pytest.fixture
def ledger(url: str, tmp_path: Path) -> Iterator[SealedLedger]:
    """A ledger in it, with three entries."""
    with open_ledger(url, keys=tmp_path / "keys") as ledger:
        record(ledger, ANNA, draft("a"), draft("b"), draft("c"))
        yield ledger


ROWS = "peersupport_ledger"
REST = "recorded_us, stream, kind, sensitive, key, nonce, ciphertext, previous, digest"
STATEMENTS = {
    "update": f"UPDATE {ROWS} SET ciphertext = ''",
    "update of nothing": f"UPDATE {ROWS} SET ciphertext = '' WHERE sequence = 99",
    "delete": f"DELETE FROM {ROWS} WHERE sequence = 2",
    "truncate": f"TRUNCATE {ROWS}",
    "upsert": f"INSERT INTO {ROWS} SELECT 4, {REST} FROM {ROWS} WHERE sequence = 1"
    " ON CONFLICT (stream, key) DO UPDATE SET kind = 'x'",
    "gap": f"INSERT INTO {ROWS} SELECT 5, 0, '1', 'x', 0, '1', '', '', '', ''",
    "gap in one statement": f"INSERT INTO {ROWS} SELECT n, 0, '1', 'x', 0, n::text::bytea, '', '', '', ''"
    " FROM unnest(ARRAY[4, 6]) n",
    "before all": f"INSERT INTO {ROWS} SELECT 0, 0, '1', 'x', 0, '1', '', '', '', ''",
}


@pytest.mark.parametrize("role", ["origin", "replica"])
@pytest.mark.parametrize("statement", STATEMENTS)
def test_rows_are_only_appended(url: str, ledger: SealedLedger, statement: str, role: str, tmp_path: Path) -> None:
    """Not by a slip in an administrator's SQL either, nor in a session in which triggers rest."""
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(f"SET session_replication_role = {role}")  # type: ignore[arg-type]
        with pytest.raises(psycopg.errors.RaiseException, match="ledger: "):
            cursor.execute(STATEMENTS[statement])  # type: ignore[arg-type]
        connection.rollback()
    ledger.export(tmp_path / "rows.jsonl")
    assert verify(rows_in(tmp_path / "rows.jsonl")).size == 3
    assert ledger.verify().intact


def test_the_tables_are_those_that_sqlalchemy_knows(url: str, ledger: SealedLedger) -> None:
    """The migration and the definitions in Python say the same."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415
    from alembic.migration import MigrationContext  # noqa: PLC0415
    from sqlalchemy import NullPool, create_engine  # noqa: PLC0415

    from peersupport.ledger.tables import METADATA, version  # noqa: PLC0415

    with create_engine(url, poolclass=NullPool).connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": version.name})
        differences = compare_metadata(context, METADATA)
    # Alembic makes the table of versions by itself, and leaves it out of its comparison.
    assert [one for one in differences if version.name not in str(one)] == []


def test_other_tables_are_refused(url: str, ledger: SealedLedger, server: Server, tmp_path: Path) -> None:
    """Those of a newer library are left as they are; the error names the command that helps with older ones."""
    migrate(url)
    server.sql("UPDATE peersupport_ledger_version SET version_num = '999'", url)
    with pytest.raises(LedgerSchema, match="peersupport ledger migrate"):
        open_ledger(url, keys=tmp_path / "keys")
    with pytest.raises(LedgerSchema):
        migrate(url)


class TestDurability:
    @pytest.mark.parametrize("setting", ["off", "local", "remote_write"])
    def test_a_database_that_does_not_wait_for_the_disk_is_refused(
        self, server: Server, tmp_path: Path, setting: str
    ) -> None:
        """Whoever set it, and wherever."""
        url = server.database()
        server.sql(f"ALTER DATABASE {url.rpartition('/')[2]} SET synchronous_commit = {setting}")
        with pytest.raises(LedgerNotDurable, match="synchronous_commit"):
            open_ledger(url, keys=tmp_path / "keys")

    @pytest.mark.parametrize("setting", ["fsync", "full_page_writes"])
    def test_a_server_that_loses_commits_is_refused(self, tmp_path: Path, setting: str) -> None:
        """As people set it to make imports faster, and forget."""
        with started() as server:
            server.stop()
            server.start(f"{setting}=off")
            with pytest.raises(LedgerNotDurable, match=setting):
                open_ledger(server.database(), keys=tmp_path / "keys")

    def test_a_crash_of_the_server_loses_nothing_acknowledged(self, tmp_path: Path) -> None:
        """And the ledger that was open goes on with a new connection."""
        with started() as server, open_ledger(server.database(), keys=tmp_path / "keys") as ledger:
            written = record(ledger, ANNA, *(draft(f"k{number}") for number in range(5)))
            server.stop("immediate")
            with pytest.raises(LedgerUnavailable):
                record(ledger, ANNA, draft("later"))
            server.start()
            assert ledger.entries(ANNA) == tuple(written)
            record(ledger, ANNA, draft("later"))
            server.stop()
            server.start()
            record(ledger, ANNA, draft("after a restart that nobody noticed"))


class TestLocks:
    def test_other_subjects_do_not_wait(self, ledger: SealedLedger) -> None:
        """A long decision about one family holds nobody else up, as long as it has not appended."""
        with ledger.transaction(ANNA) as transaction:
            transaction.entries()
            thread = Thread(target=lambda: record(ledger, BEA, draft("a")))
            thread.start()
            thread.join(20)
            assert not thread.is_alive()
            mine = transaction.append(draft("d"))
        assert mine.sequence == 5
        assert [entry.sequence for entry in ledger.entries(BEA)] == [4]
        instants = [entry.recorded_at for subject in (ANNA, BEA) for entry in ledger.entries(subject)]
        assert len(set(instants)) == 5
        assert ledger.verify().intact

    def test_the_same_subject_waits(self, ledger: SealedLedger) -> None:
        """And then sees what was recorded while it waited: the lock comes before the first read."""
        inside, seen = Event(), list[int]()

        def other() -> None:
            inside.wait()
            with ledger.transaction(ANNA) as transaction:
                seen.append(len(transaction.entries()))

        thread = Thread(target=other)
        thread.start()
        with ledger.transaction(ANNA) as transaction:
            inside.set()
            thread.join(0.3)
            assert thread.is_alive()
            transaction.append(draft("d"))
        thread.join()
        assert seen == [4]

    def test_a_default_of_the_server_does_not_matter(self, server: Server, tmp_path: Path) -> None:
        """With a snapshot from before the lock, a withdrawal that came first would be missed."""
        url = server.database()
        server.sql(f"ALTER DATABASE {url.rpartition('/')[2]} SET default_transaction_isolation = 'repeatable read'")
        with open_ledger(url, keys=tmp_path / "keys") as ledger:
            record(ledger, ANNA, draft("a"), draft("b"), draft("c"))
            self.test_the_same_subject_waits(ledger)

    def test_a_lock_that_is_not_to_be_had(self, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A typed error after a bounded wait, and the next call works."""
        monkeypatch.setitem(engines._LIMITS, "lock_timeout", 1)
        with open_ledger(url, keys=tmp_path / "keys") as ledger:
            with psycopg.connect(url) as other:
                other.execute("SELECT pg_advisory_xact_lock(%s)", (CHAIN_LOCK,))
                with pytest.raises(LedgerUnavailable, match="LockNotAvailable") as failure:
                    record(ledger, ANNA, draft("a"))
                assert failure.value.__context__ is None
            record(ledger, ANNA, draft("a"))

    def test_processes_wait_for_each_other(self, url: str, tmp_path: Path) -> None:
        """Of one subject and of another, in 4 processes at once, from the very first: nothing is lost or doubled."""
        subjects = ["participant:anna", "participant:anna", "participant:bea", "participant:bea"]
        processes = [
            appending(url, "--keys", tmp_path / "keys", "--subject", subject, "--first", first * 100, "--count", 25)
            for first, subject in enumerate(subjects)
        ]
        told = [acknowledged(process) for process in processes]
        assert sorted(sequence for one in told for sequence in one.values()) == list(range(1, 101))
        with open_ledger(url, keys=tmp_path / "keys") as ledger:
            for subject in set(subjects):
                assert [entry.payload for entry in ledger.entries(subject)] == [b"%d" % seen for seen in range(50)]
            assert ledger.verify().intact


def test_a_forked_process_has_connections_of_its_own(url: str, tmp_path: Path) -> None:
    """Servers open their ledger and fork: on one connection, two processes would read each other's answers."""
    forked(url, tmp_path / "keys")


def _kill_inside(ledger: SealedLedger, server: Server, *, swallow: bool) -> None:
    with ledger.transaction(ANNA) as transaction:
        transaction.append(draft("d"))
        server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'")
        if swallow:
            with pytest.raises(LedgerUnavailable):
                transaction.append(draft("e"))


def _fail_inside(ledger: SealedLedger) -> None:
    with ledger.transaction(ANNA) as transaction:
        transaction.append(draft("d"))
        with pytest.raises(LedgerUnavailable):
            transaction.append(draft("e", kind="refused"))


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Makes the next commit look as if it had failed, after it was done or instead."""

    def set_up(committed: bool) -> None:
        real = postgresql._committed

        def commit(connection: object) -> bool:
            monkeypatch.setattr(postgresql, "_committed", real)
            if committed:
                real(connection)  # type: ignore[arg-type]
            return False

        monkeypatch.setattr(postgresql, "_committed", commit)

    return set_up


class TestFailures:
    @pytest.mark.parametrize("swallow", [False, True])
    def test_a_lost_connection(self, ledger: SealedLedger, server: Server, swallow: bool) -> None:
        """Nothing was written, the error says so, and the next call takes a new connection."""
        with pytest.raises(LedgerUnavailable):
            _kill_inside(ledger, server, swallow=swallow)
        assert len(ledger.entries(ANNA)) == 3
        assert record(ledger, ANNA, draft("d"))[0].sequence == 4

    def test_a_failure_that_the_caller_swallows_is_no_success(
        self, ledger: SealedLedger, server: Server, url: str
    ) -> None:
        """PostgreSQL answers the commit of a failed transaction as if all were well."""
        server.sql("ALTER TABLE peersupport_ledger ADD CHECK (kind <> 'refused')", url)
        with pytest.raises(LedgerUnavailable):
            _fail_inside(ledger)
        assert len(ledger.entries(ANNA)) == 3

    def test_what_was_written_is_acknowledged(self, ledger: SealedLedger, failing: Callable[[bool], None]) -> None:
        """The commit raised and has happened: found by its keys, and no error."""
        failing(True)
        written = record(ledger, ANNA, draft("d"), draft("e", sensitive=True))
        assert ledger.entries(ANNA)[3:] == tuple(written)

    def test_what_was_not_written_is_unavailable(self, ledger: SealedLedger, failing: Callable[[bool], None]) -> None:
        """And trying again with the same keys writes it."""
        failing(False)
        with pytest.raises(LedgerUnavailable):
            record(ledger, ANNA, draft("d"))
        assert len(ledger.entries(ANNA)) == 3
        assert record(ledger, ANNA, draft("d"))[0].sequence == 4

    def test_what_cannot_be_told_is_uncertain(self, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """While the old connection may still be committing, nobody knows; trying again gives each entry once."""
        monkeypatch.setitem(engines._LIMITS, "lock_timeout", 1)
        real = postgresql._committed
        with open_ledger(url, keys=tmp_path / "keys") as ledger, psycopg.connect(url) as other:

            def lost(connection: object) -> bool:
                real(connection)  # type: ignore[arg-type]
                other.execute("SELECT pg_advisory_xact_lock(%s)", (CHAIN_LOCK,))
                return False

            monkeypatch.setattr(postgresql, "_committed", lost)
            with pytest.raises(LedgerUncertain):
                record(ledger, ANNA, draft("a"))
            monkeypatch.setattr(postgresql, "_committed", real)
            other.rollback()
            record(ledger, ANNA, draft("a"))
            assert [entry.sequence for entry in ledger.entries(ANNA)] == [1]

    def test_errors_hold_no_values(self, ledger: SealedLedger, server: Server, url: str) -> None:
        """PostgreSQL prints the row at hand; we do not."""
        server.sql("ALTER TABLE peersupport_ledger ADD CHECK (kind <> 'anna-said')", url)
        with pytest.raises(LedgerUnavailable, match="CheckViolation") as failure:
            record(ledger, ANNA, draft("d", kind="anna-said"))
        assert "anna" not in str(failure.value)
        assert failure.value.__context__ is None

    def test_no_server(self, tmp_path: Path) -> None:
        """A typed error without the URL, which may hold a password."""
        with pytest.raises(LedgerUnavailable) as failure:
            open_ledger("postgresql://tester:secret@127.0.0.1:1/none", keys=tmp_path / "keys")
        assert "secret" not in str(failure.value)


def test_threads_of_a_service_lose_nothing(server: Server) -> None:
    """As with SQLite, where subjects have locks of their own and transactions run beside each other."""
    with open_ledger(server.place(), keys=server.place()) as ledger:
        assert not any(ledger_shared(ledger, 8, 2).values())
