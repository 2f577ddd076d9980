"""Everything that can go wrong with a ledger because of the PostgreSQL server that it is in."""

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

import psycopg
from tests.durability.chains import TABLE
from tests.durability.crashing import PostgreSQLPlace
from tests.durability.listening import Words
from tests.durability.provoked_documents import Provocation

from peersupport.ledger import Draft, engines, open_ledger
from peersupport.ledger.sealed import SealedLedger


class Shortly(float):
    """A time to wait that is written in milliseconds, where the library writes whole seconds."""

    def __format__(self, form: str) -> str:
        return "50m"


class Servers:
    """One server, whose databases are spoilt for a moment."""

    def __init__(self, place: PostgreSQLPlace, ledger: SealedLedger, folder: Path) -> None:
        self._place = place
        self._ledger = ledger
        self._folder = folder

    def _append(self, words: Words) -> None:
        with self._ledger.transaction(f"participant:{words.word('id')}") as transaction:
            transaction.append(Draft(kind="statement", payload=words.word("payload").encode(), key=words.word("key")))

    def nowhere(self, words: Words) -> object:
        """No such database, no such user, no such server: the password in the URL is not repeated."""
        port = urlsplit(self._place.url).port
        secret = words.word("password")
        places = (
            f"postgresql://tester:{secret}@127.0.0.1:{port}/nowhere",
            f"postgresql://nobody:{secret}@127.0.0.1:{port}/postgres",
            f"postgresql://tester:{secret}@127.0.0.1:1/postgres",
            f"postgresql://tester:{secret}@127.0.0.1:port/postgres",
            f"postgresql://tester:{secret}@127.0.0.1:{port}/postgres?sslmode=always",
            f"mysql://tester:{secret}@127.0.0.1/nowhere",
        )
        return open_ledger(words.random.choice(places), keys=self._folder / "nowhere.keys")

    def cut_off(self, words: Words) -> None:
        """The connection is terminated inside a transaction."""
        with self._ledger.transaction(f"participant:{words.word('id')}") as transaction:
            transaction.append(Draft(kind="statement", payload=words.word("payload").encode(), key=words.word("key")))
            with psycopg.connect(self._place.url, autocommit=True) as other:
                other.execute(
                    "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            transaction.append(Draft(kind="statement", payload=words.word("payload").encode(), key=words.word("key")))

    def locked(self, words: Words) -> None:
        """Somebody else holds a lock for longer than anybody waits."""
        with (
            psycopg.connect(self._place.url, autocommit=True) as other,
            patch.dict(engines._LIMITS, {"lock_timeout": Shortly()}),
        ):
            other.execute(f"BEGIN; LOCK TABLE {TABLE} IN ACCESS EXCLUSIVE MODE")
            with open_ledger(self._place.url, keys=self._folder / "ledger.keys") as ledger:
                ledger.entries(f"participant:{words.word('id')}")

    def _spoilt(self, words: Words, spoil: str, mend: str) -> None:
        with psycopg.connect(self._place.url, autocommit=True) as other:
            other.execute(spoil)
            try:
                self._append(words)
            finally:
                other.execute(mend)

    def without_table(self, words: Words) -> None:
        """The table has another name."""
        self._spoilt(words, f"ALTER TABLE {TABLE} RENAME TO elsewhere", f"ALTER TABLE elsewhere RENAME TO {TABLE}")

    def talkative_trigger(self, words: Words) -> None:
        """A trigger of somebody else's refuses a row and repeats it."""
        self._spoilt(
            words,
            f"""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'refused: %', NEW; END $$;
            CREATE TRIGGER a_refuse BEFORE INSERT ON {TABLE} FOR EACH ROW EXECUTE FUNCTION refuse()
            """,
            f"DROP TRIGGER a_refuse ON {TABLE}; DROP FUNCTION refuse()",
        )

    def altered(self, words: Words) -> None:
        """What the triggers of the ledger refuse."""
        statements: tuple[Callable[[], str], ...] = (
            lambda: f"UPDATE {TABLE} SET kind = 'x'",
            lambda: f"DELETE FROM {TABLE}",
            lambda: f"TRUNCATE {TABLE}",
        )
        with psycopg.connect(self._place.url) as connection:
            connection.execute(words.random.choice(statements)())

    def not_durable(self, words: Words) -> None:
        """A server that forgets."""
        with psycopg.connect(self._place.url, autocommit=True) as other:
            name = self._place.url.rpartition("/")[2]
            other.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
            try:
                with open_ledger(self._place.url, keys=self._folder / "ledger.keys") as ledger:
                    ledger.entries(words.word("id"))
            finally:
                other.execute(f"ALTER DATABASE {name} RESET synchronous_commit")

    def all(self) -> dict[str, Provocation]:
        """By name."""
        names = ("nowhere", "cut_off", "locked", "without_table", "talkative_trigger", "altered", "not_durable")
        return {f"server: {name}": getattr(self, name) for name in names}
