"""What importing and opening need, and what they say when it is missing."""

import subprocess
import sys
from pathlib import Path

import pytest

from peersupport.ledger import Draft, InvalidEntry, LedgerMisuse, memory_ledger, open_ledger
from peersupport.ledger.entries import LARGEST_PAYLOAD


def ran(program: str, *arguments: object) -> str:
    """What a fresh interpreter says to a program."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_importing_loads_nothing_heavy() -> None:
    """Whoever only asks for a decision pays for no database and no cryptography."""
    loaded = ran("import sys, peersupport.ledger; print(*sys.modules)").split()
    heavy = {"alembic", "cryptography", "psycopg", "pysqlite3", "sqlalchemy", "sqlite3"}
    assert not heavy & {name.partition(".")[0] for name in loaded}


def test_appending_to_an_sqlite_ledger_needs_no_sqlalchemy(tmp_path: Path) -> None:
    """Once its tables are made, opening is quick."""
    open_ledger(tmp_path / "ledger.db").close()
    program = """
import sys
from peersupport.ledger import Draft, open_ledger
with open_ledger(sys.argv[1]) as ledger, ledger.transaction("a") as transaction:
    transaction.append(Draft(kind="k", payload=b"", key="k"))
print(sorted({"alembic", "sqlalchemy", "psycopg"} & set(sys.modules)))
"""
    assert ran(program, tmp_path / "ledger.db") == "[]"


@pytest.mark.parametrize(
    ("missing", "call"),
    [("cryptography", "open_ledger(sys.argv[1])"), ("cryptography", "memory_ledger()"),
     ("sqlalchemy", "open_ledger(sys.argv[1])"), ("alembic", "open_ledger(sys.argv[1])"),
     ("psycopg", "open_ledger('postgresql://127.0.0.1:1/none', keys=sys.argv[1])")],
)  # fmt: skip
def test_a_missing_package_is_named(tmp_path: Path, missing: str, call: str) -> None:
    """Not a traceback of somebody else's import."""
    program = f"""
import sys
sys.modules[{missing!r}] = None
from peersupport.ledger import LedgerNotInstalled, memory_ledger, open_ledger
try:
    {call}
except LedgerNotInstalled as error:
    print(error, error.__suppress_context__)
"""
    told = ran(program, tmp_path / "ledger.db")
    assert "peersupport[ledger]" in told
    assert "peersupport[postgresql]" in told
    assert told.endswith("True")
    assert list(tmp_path.iterdir()) == []  # an empty file would be taken for a ledger the next time


def test_without_pysqlite3_the_standard_library_serves(tmp_path: Path) -> None:
    """In the mode that is durable with it."""
    program = """
import sqlite3, sys
sys.modules["pysqlite3"] = sys.modules["pysqlite3.dbapi2"] = None
from peersupport.ledger import Draft, open_ledger
with open_ledger(sys.argv[1]) as ledger, ledger.transaction("a") as transaction:
    transaction.append(Draft(kind="k", payload=b"", key="k"))
from peersupport.ledger.sqlite_driver import driver, log_mode
print(driver is sqlite3, log_mode() == ("wal" if sqlite3.sqlite_version_info >= (3, 51, 3) else "delete"))
"""
    assert ran(program, tmp_path / "ledger.db") == "True True"


def test_postgresql_needs_a_place_for_the_keys() -> None:
    """There is no file beside a server's database, and the database itself is no place for them."""
    url = "postgresql://127.0.0.1:1/none"
    for keys in (None, url):
        with pytest.raises(LedgerMisuse):
            open_ledger(url, keys=keys)


def test_a_ledger_in_memory_needs_no_file() -> None:
    """To try things out."""
    with memory_ledger() as ledger, ledger.transaction("participant:anna") as transaction:
        entry = transaction.append(Draft(kind="statement", payload=b"told", key="k"))
        assert entry.recorded_at == transaction.instant


@pytest.mark.parametrize(
    "wrong",
    [{"kind": ""}, {"kind": "a" * 201}, {"kind": "a\0"}, {"kind": b"a"}, {"key": ""}, {"key": "\ud800"}, {"key": None},
     {"payload": "text"}, {"payload": bytearray(b"a")}, {"payload": None}, {"sensitive": 1}, {"sensitive": "no"}],
)  # fmt: skip
def test_a_draft_that_cannot_be(wrong: dict[str, object]) -> None:
    """Refused where it is made, without what it holds."""
    with pytest.raises(InvalidEntry) as failure:
        Draft(**{"kind": "statement", "payload": b"", "key": "k", **wrong})  # type: ignore[arg-type]
    assert "aaa" not in str(failure.value)


def test_a_payload_has_a_largest_size() -> None:
    """One byte more is refused."""
    Draft(kind="statement", payload=bytes(LARGEST_PAYLOAD), key="k")
    with pytest.raises(InvalidEntry):
        Draft(kind="statement", payload=bytes(LARGEST_PAYLOAD + 1), key="k")


def test_what_values_show() -> None:
    """A draft and an entry keep to themselves what they hold."""
    with memory_ledger() as ledger, ledger.transaction("participant:anna") as transaction:
        draft = Draft(kind="statement", payload=b"told", key="key-of-anna")
        for value in (draft, transaction.append(draft)):
            assert "told" not in repr(value)
            assert "anna" not in repr(value)
