"""The ledger in an SQLite file."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from time import sleep

import pytest
from tests.ledger.suite import ANNA, BEA, Clock, LedgerSuite, Opener, draft, record

from peersupport.ledger import (
    LedgerDamaged,
    LedgerKeys,
    LedgerMisuse,
    LedgerNotDurable,
    LedgerSchema,
    LedgerUnavailable,
    LedgerUncertain,
    open_ledger,
    sqlite,
    sqlite_driver,
)
from peersupport.ledger.exporting import rows_in
from peersupport.ledger.sealed import SealedLedger
from peersupport.ledger.sqlite_driver import SAFE_WAL, log_mode
from peersupport.ledger.sqlite_rows import SQLiteWriter
from peersupport.ledger.verification import verify


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits for nobody."""
    monkeypatch.setattr(sqlite_driver, "PATIENCE", 0.05)
    monkeypatch.setattr(sqlite_driver, "_BUSY_SECONDS", 0.05)


def plain(place: Path) -> "sqlite_driver.driver.Connection":
    """What anybody opens who has the file: no settings of ours."""
    return sqlite_driver.driver.connect(place, isolation_level=None, timeout=1)


@pytest.mark.usefixtures("library")
class TestSQLite(LedgerSuite):
    @pytest.fixture
    def opener(self, place: Path) -> Opener:
        """One file for all ledgers of a test."""

        def opened(clock: Clock) -> SealedLedger:
            return open_ledger(place, clock=clock)

        return opened


@pytest.mark.usefixtures("library")
class TestDurability:
    def test_the_journal_mode_is_durable(self, place: Path) -> None:
        """Which one that is depends on the library."""
        with open_ledger(place) as ledger:
            record(ledger, ANNA, draft("a"))
            safe = sqlite_driver.driver.sqlite_version_info >= SAFE_WAL
            with closing(sqlite_driver.connect(place, log_mode())) as connection:
                asked = ("journal_mode", "synchronous", "recursive_triggers", "secure_delete", "trusted_schema")
                assert [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked] == [
                    *(("wal", 2) if safe else ("delete", 3)), 1, 1, 0,
                ]  # fmt: skip

    @pytest.mark.parametrize("mode", ["delete", "truncate", "persist", "memory", "off", "wal"])
    def test_another_mode_is_put_right(self, place: Path, mode: str) -> None:
        """A database that somebody set otherwise is set back before anything is acknowledged."""
        with open_ledger(place) as ledger:
            record(ledger, ANNA, draft("a"))
        with closing(plain(place)) as connection:
            connection.execute(f"PRAGMA journal_mode={mode}")
            connection.execute("PRAGMA synchronous=OFF")
        with open_ledger(place) as ledger:
            record(ledger, ANNA, draft("b"))
            with closing(plain(place)) as connection:
                assert connection.execute("PRAGMA journal_mode").fetchone() == (log_mode(),)

    @pytest.mark.usefixtures("impatient")
    def test_a_mode_that_cannot_be_put_right_is_refused(self, place: Path) -> None:
        """Somebody else holds the file in the other mode."""
        open_ledger(place).close()
        with closing(plain(place)) as connection:
            connection.execute(f"PRAGMA journal_mode={'delete' if log_mode() == 'wal' else 'wal'}")
            connection.execute("BEGIN")
            connection.execute("SELECT * FROM peersupport_ledger").fetchall()
            with pytest.raises(LedgerNotDurable):
                open_ledger(place)

    def test_a_mode_that_is_not_taken_is_refused(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """SQLite does not raise where it cannot change the mode: it answers with the old one."""
        open_ledger(place).close()
        with closing(plain(place)) as connection:
            connection.execute(f"PRAGMA journal_mode={'delete' if log_mode() == 'wal' else 'wal'}")
        monkeypatch.setattr(sqlite_driver, "_change_journal", lambda *_: None)
        with pytest.raises(LedgerNotDurable):
            open_ledger(place)

    def test_a_mode_that_changes_later_is_refused(self, place: Path) -> None:
        """A rollback journal can be changed while the ledger is idle; a write-ahead log cannot."""
        with open_ledger(place) as ledger:
            record(ledger, ANNA, draft("a"))
            with closing(plain(place)) as other:
                if log_mode() == "wal":
                    with pytest.raises(sqlite_driver.driver.OperationalError):
                        other.execute("PRAGMA journal_mode=delete")
                    record(ledger, ANNA, draft("b"))
                else:
                    other.execute("PRAGMA journal_mode=wal")
                    with pytest.raises(LedgerNotDurable):
                        record(ledger, ANNA, draft("b"))

    @pytest.mark.parametrize("name", list(sqlite_driver._SETTINGS))
    def test_a_setting_that_is_not_taken_is_refused(
        self, place: Path, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Settings are read back: a library built without one says nothing."""
        monkeypatch.setitem(sqlite_driver._SETTINGS, name, 7)
        with pytest.raises(LedgerNotDurable):
            open_ledger(place)

    @pytest.mark.parametrize("name", ["", ":memory:", "mysql://host/base", "sqlite:///:memory:"])
    def test_a_place_that_keeps_nothing_is_refused(self, name: str) -> None:
        """Memory, a temporary file, a database of another kind."""
        with pytest.raises(LedgerMisuse):
            open_ledger(name)


ROWS = "peersupport_ledger"
REST = "recorded_us, stream, kind, sensitive, key, nonce, ciphertext, previous, digest"
FIRST = f"FROM {ROWS} WHERE sequence = 1"
STATEMENTS = {
    "update": f"UPDATE {ROWS} SET ciphertext = x'00'",
    "delete": f"DELETE FROM {ROWS} WHERE sequence = 2",
    "replace by number": f"INSERT OR REPLACE INTO {ROWS} SELECT * {FIRST}",
    "replace by key": f"INSERT OR REPLACE INTO {ROWS} SELECT 4, {REST} {FIRST}",
    "upsert": f"INSERT INTO {ROWS} SELECT * {FIRST} ON CONFLICT DO UPDATE SET kind = 'x'",
    "gap": f"INSERT INTO {ROWS} SELECT 5, 0, x'01', 'x', 0, x'01', x'', x'', x'', x''",
    "before all": f"INSERT INTO {ROWS} SELECT 0, 0, x'01', 'x', 0, x'01', x'', x'', x'', x''",
    "number of its own": f"INSERT INTO {ROWS} SELECT NULL, 0, x'01', 'x', 0, x'01', x'', x'', x'', x''",
}


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("statement", STATEMENTS)
def test_rows_are_only_appended(place: Path, statement: str) -> None:
    """Not by a slip in somebody's SQL either, whatever the settings of the connection are."""
    with open_ledger(place) as ledger:
        record(ledger, ANNA, draft("a"), draft("b"), draft("c"))
        before = list(rows_in(place))
    for recursive in (0, 1):
        with closing(plain(place)) as connection:
            connection.execute(f"PRAGMA recursive_triggers={recursive}")
            with pytest.raises(sqlite_driver.driver.IntegrityError, match="ledger: "):
                connection.execute(STATEMENTS[statement])
    assert list(rows_in(place)) == before


class TestOpening:
    def test_other_tables_are_refused(self, place: Path) -> None:
        """Those of a newer library are left as they are; the error names the command that helps with older ones."""
        open_ledger(place).close()
        with closing(plain(place)) as connection:
            connection.execute("UPDATE peersupport_ledger_version SET version_num = '999'")
        with pytest.raises(LedgerSchema, match="peersupport ledger migrate"):
            open_ledger(place)
        from peersupport.ledger.migrating import migrate  # noqa: PLC0415 - slow to import

        with pytest.raises(LedgerSchema):
            migrate(place)

    def test_migrating(self, place: Path) -> None:
        """Makes the tables as SQLAlchemy knows them, keeps what is there, and can be repeated."""
        from sqlalchemy import inspect  # noqa: PLC0415 - slow to import

        from peersupport.ledger.engines import sqlite_engine  # noqa: PLC0415 - slow to import
        from peersupport.ledger.migrating import migrate  # noqa: PLC0415 - slow to import
        from peersupport.ledger.tables import METADATA  # noqa: PLC0415 - slow to import

        migrate(place)
        with open_ledger(place) as ledger:
            written = record(ledger, ANNA, draft("a"))
            migrate(f"sqlite:///{place}")
            assert ledger.entries(ANNA) == tuple(written)
        found = inspect(sqlite_engine(place))
        assert set(found.get_table_names()) == {table.name for table in METADATA.sorted_tables}
        for table in METADATA.sorted_tables:
            made = {column["name"]: bool(column["nullable"]) for column in found.get_columns(table.name)}
            assert made == {column.name: bool(column.nullable) for column in table.columns}
        (unique,) = found.get_unique_constraints("peersupport_ledger")
        assert unique["column_names"] == ["stream", "key"]

    def test_the_revision_is_the_newest(self) -> None:
        """A migration that is added must be the one that the library asks for."""
        from alembic.config import Config  # noqa: PLC0415 - slow to import
        from alembic.script import ScriptDirectory  # noqa: PLC0415 - slow to import

        from peersupport.ledger import migrations, schema  # noqa: PLC0415 - slow to import

        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        assert ScriptDirectory.from_config(config).get_current_head() == schema.REVISION

    def test_a_file_that_is_no_database_is_refused(self, place: Path) -> None:
        """And left as it is."""
        place.write_bytes(b"a letter" * 1000)
        with pytest.raises(LedgerDamaged):
            open_ledger(place)
        assert place.read_bytes() == b"a letter" * 1000

    def test_a_folder_that_is_missing_is_refused(self, tmp_path: Path) -> None:
        """Nothing is made on the way."""
        with pytest.raises(LedgerUnavailable):
            open_ledger(tmp_path / "missing" / "ledger.db")

    def test_a_ledger_without_its_keys_is_refused(self, place: Path, tmp_path: Path) -> None:
        """It would look empty: no refusal and no withdrawal in it, and new keys beside the old rows."""
        with open_ledger(place) as ledger:
            record(ledger, ANNA, draft("a"))
        with pytest.raises(LedgerKeys):
            open_ledger(place, keys=tmp_path / "new.keys")
        with open_ledger(tmp_path / "other.db") as other:
            record(other, BEA, draft("a"))
        with pytest.raises(LedgerKeys):
            open_ledger(place, keys=tmp_path / "other.db.keys")
        with open_ledger(place) as ledger:
            assert len(ledger.entries(ANNA)) == 1

    def test_keys_have_a_place_of_their_own(self, place: Path) -> None:
        """In one file, a backup of the ledger would hold its keys."""
        for name in (place, f"sqlite:///{place}", place.parent / "." / ".." / place.parent.name / place.name):
            with pytest.raises(LedgerMisuse):
                open_ledger(place, keys=name)

    def test_nothing_stays_open(self, place: Path) -> None:
        """Closed, the ledger holds no file and takes no call."""
        with open_ledger(place) as ledger:
            record(ledger, ANNA, draft("a"))
        for call in (lambda: ledger.entries(ANNA), lambda: record(ledger, ANNA, draft("b"))):
            with pytest.raises(LedgerMisuse):
                call()
        ledger.close()
        with pytest.raises(LedgerKeys):
            open_ledger(place, keys=place.with_name("new.keys"))
        if Path("/proc/self/fd").exists():
            links = Path("/proc/self/fd").iterdir()
            held = [os.readlink(link) for link in links if link.exists()]
            assert not [name for name in held if name.startswith(str(place.parent))]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes the next COMMIT raise, after it was done or instead, and the opening of connections too if wanted."""

    def set_up(*, committed: bool, reopening: bool = True) -> None:
        real = sqlite.guarded

        def guarded(call: Callable[..., object], *arguments: object) -> object:
            if arguments != ("COMMIT",):
                return real(call, *arguments)
            monkeypatch.setattr(sqlite, "guarded", real)
            if committed:
                real(call, *arguments)
            if not reopening:
                monkeypatch.setattr(sqlite, "connect", _unavailable)
            raise LedgerUnavailable("the disk failed")

        monkeypatch.setattr(sqlite, "guarded", guarded)

    return set_up


def _unavailable(*_: object) -> None:
    raise LedgerUnavailable("the disk is gone")


@pytest.mark.usefixtures("library")
class TestCommitsThatRaise:
    def test_what_was_written_is_acknowledged(self, place: Path, failing: Callable[..., None]) -> None:
        """The commit raised and has happened: found by its keys, made durable, and no error."""
        with open_ledger(place) as ledger, open_ledger(place) as other:
            record(ledger, ANNA, draft("a"))
            failing(committed=True)
            written = record(ledger, ANNA, draft("b"), draft("c", sensitive=True))
            log = place.with_name("ledger.db-wal")
            assert not log.exists() or log.stat().st_size == 0
            assert other.entries(ANNA)[1:] == tuple(written)
            assert record(ledger, ANNA, draft("d"))[0].sequence == 4

    def test_what_was_not_written_is_unavailable(self, place: Path, failing: Callable[..., None]) -> None:
        """And trying again with the same keys writes it."""
        with open_ledger(place) as ledger:
            record(ledger, ANNA, draft("a"))
            failing(committed=False)
            with pytest.raises(LedgerUnavailable):
                record(ledger, ANNA, draft("b"))
            assert len(ledger.entries(ANNA)) == 1
            record(ledger, ANNA, draft("b"))
            assert len(ledger.entries(ANNA)) == 2

    @pytest.mark.parametrize("committed", [False, True])
    def test_what_cannot_be_told_is_uncertain(
        self, place: Path, failing: Callable[..., None], committed: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """And trying again with the same keys gives each entry once."""
        real = sqlite.connect
        with open_ledger(place) as ledger:
            record(ledger, ANNA, draft("a"))
            failing(committed=committed, reopening=False)
            with pytest.raises(LedgerUncertain):
                record(ledger, ANNA, draft("b"))
            monkeypatch.setattr(sqlite, "connect", real)
            record(ledger, ANNA, draft("b"))
            assert [entry.sequence for entry in ledger.entries(ANNA)] == [1, 2]

    def test_somebody_elses_entry_is_not_taken_for_ours(
        self, place: Path, failing: Callable[..., None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The key is there, but another process has written it in the meantime: ours was not acknowledged."""
        real = sqlite.connect
        with open_ledger(place) as ledger, open_ledger(place) as other:
            record(ledger, ANNA, draft("a"))

            def meanwhile(*arguments: object) -> object:
                monkeypatch.setattr(sqlite, "connect", real)
                record(other, ANNA, draft("b", b"theirs"))
                return real(*arguments)  # type: ignore[arg-type]

            monkeypatch.setattr(sqlite, "connect", meanwhile)
            failing(committed=False)
            with pytest.raises(LedgerUnavailable):
                record(ledger, ANNA, draft("b", b"ours"))
            assert [entry.payload for entry in ledger.entries(ANNA)] == [b"payload", b"theirs"]


def _swallow_failure(ledger: SealedLedger) -> None:
    with ledger.transaction(ANNA) as transaction:
        transaction.append(draft("b"))
        writer = transaction.writer
        assert isinstance(writer, SQLiteWriter)
        writer._connection.execute("PRAGMA max_page_count=1")
        with pytest.raises(LedgerUnavailable) as failure:
            transaction.append(draft("c", b"told in confidence" * 100_000))
        assert failure.value.__context__ is None
        assert "told" not in str(failure.value)


@pytest.mark.usefixtures("library")
class TestFailures:
    def test_a_failure_that_the_caller_swallows_is_no_success(self, place: Path) -> None:
        """SQLite ends some transactions by itself: what was appended before a full disk must not be acknowledged."""
        with open_ledger(place) as ledger:
            record(ledger, ANNA, draft("a"))
            with pytest.raises(LedgerUnavailable):
                _swallow_failure(ledger)
        with open_ledger(place) as ledger:
            assert len(ledger.entries(ANNA)) == 1

    @pytest.mark.usefixtures("impatient")
    def test_a_lock_that_is_not_to_be_had(self, place: Path) -> None:
        """A typed error after a bounded wait, and the next call works."""
        with open_ledger(place) as ledger:
            record(ledger, ANNA, draft("a"))
            with closing(plain(place)) as other:
                other.execute("BEGIN IMMEDIATE")
                with pytest.raises(LedgerUnavailable) as failure:
                    record(ledger, ANNA, draft("b"))
                assert failure.value.__context__ is None
            record(ledger, ANNA, draft("b"))

    def test_a_damaged_file_is_told(self, place: Path) -> None:
        """Not an answer from what is left of it."""
        with open_ledger(place) as ledger:
            record(ledger, ANNA, *(draft(f"k{n}", b"x" * 3000) for n in range(30)))
        data = bytearray(place.read_bytes())
        data[2 * 4096 :] = b"\xff" * (len(data) - 2 * 4096)
        place.write_bytes(data)
        with pytest.raises(LedgerDamaged) as failure:
            open_ledger(place).entries(ANNA)
        assert failure.value.__context__ is None

    def test_a_changed_row_is_not_opened(self, place: Path) -> None:
        """Whoever gets round the triggers does not get round the sealing."""
        with open_ledger(place) as ledger:
            record(ledger, ANNA, draft("a"), draft("b"))
            with closing(plain(place)) as other:
                other.execute("DROP TRIGGER peersupport_ledger_update")
                other.execute("UPDATE peersupport_ledger SET kind = 'other' WHERE sequence = 2")
            with pytest.raises(LedgerDamaged) as failure:
                ledger.entries(ANNA)
            assert failure.value.path == ("entries", 2)
            assert {fault.path for fault in ledger.verify().faults} == {("entries", 2)}


@pytest.mark.usefixtures("library")
class TestCopies:
    def test_a_backup_is_a_ledger(self, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Complete, also what is in the log only; to be verified without keys and opened with them."""
        told: list[tuple[int, int]] = []
        monkeypatch.setattr(sqlite, "_INSTRUCTIONS", 1000)
        with open_ledger(place) as ledger:
            record(ledger, ANNA, *(draft(f"k{n}", b"x" * 2000) for n in range(600)))
            ledger.backup(tmp_path / "backup.db", lambda done, total: told.append((done, total)))
            record(ledger, ANNA, draft("later"))
            assert len(told) > 2
            assert told[-1][0] == (tmp_path / "backup.db").stat().st_size
            assert all(done <= total for done, total in told)
            with pytest.raises(LedgerMisuse):
                ledger.backup(tmp_path / "backup.db")
        found = verify(rows_in(tmp_path / "backup.db"))
        assert found.intact
        assert found.size == 600
        with open_ledger(tmp_path / "backup.db", keys=f"{place}.keys") as ledger:
            assert len(ledger.entries(ANNA)) == 600
        assert not [path for path in tmp_path.iterdir() if path.name.endswith(".part")]

    def test_an_export_is_verified_without_anything_else(self, place: Path, tmp_path: Path) -> None:
        """The same rows, line by line; a line that is none is a fault with its number."""
        export = tmp_path / "rows.jsonl"
        with open_ledger(place) as ledger:
            record(ledger, ANNA, draft("a"), draft("b", kind="Stützung"), draft("c", sensitive=True))
            ledger.export(export)
            with pytest.raises(LedgerMisuse):
                ledger.export(export)
        assert list(rows_in(export)) == list(rows_in(place))
        assert verify(rows_in(export)).intact
        lines = export.read_text(encoding="ascii").splitlines()
        for wrong in ("", "{}", "[]", "3", "{", lines[1].replace("sequence", "number"), lines[1][:-1] + ', "more": 1}',
                      lines[1].replace('"stream": "', '"stream": "!'), "[" * 100_000):  # fmt: skip
            export.write_text("\n".join([lines[0], wrong, lines[2]]) + "\n", encoding="ascii")
            found = verify(rows_in(export))
            assert found.size == 3
            assert ("lines", 2) in {fault.path for fault in found.faults}

    def test_a_row_before_the_first_is_seen(self, place: Path) -> None:
        """What somebody put in with a number below all is not passed over."""
        with open_ledger(place) as ledger:
            record(ledger, ANNA, draft("a"))
        with closing(plain(place)) as other:
            other.execute("DROP TRIGGER peersupport_ledger_insert")
            other.execute(STATEMENTS["before all"])
        assert not verify(rows_in(place)).intact

    def test_copies_are_consistent_while_others_write(self, place: Path, tmp_path: Path) -> None:
        """A copy holds the rows of one moment."""
        done = Event()
        with open_ledger(place) as ledger:

            def write() -> None:
                number = 0
                while not done.is_set():
                    record(ledger, ANNA, draft(f"k{number}"))
                    number += 1
                    sleep(0.002)

            writer = Thread(target=write)
            writer.start()
            try:
                for number in range(3):
                    ledger.backup(tmp_path / f"{number}.db")
                    ledger.export(tmp_path / f"{number}.jsonl")
            finally:
                done.set()
                writer.join()
        for number in range(3):
            assert verify(rows_in(tmp_path / f"{number}.db")).intact
            assert verify(rows_in(tmp_path / f"{number}.jsonl")).intact
