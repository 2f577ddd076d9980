"""Keys in a database of their own. What differs between databases is in `key_file.py` and `key_postgresql.py`."""

import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from peersupport.ledger.errors import LedgerSchema
from peersupport.ledger.keys import Erasure, SubjectKeys, lacking, require_bound
from peersupport.ledger.sealing import StreamKey, new_key

Run = Callable[..., Sequence[Sequence[Any]]]
"""Runs a statement, with `?` for each of the values that follow, and gives its rows."""
VERSION = 1
TABLES = (
    """
    CREATE TABLE IF NOT EXISTS peersupport_keys (
        subject TEXT NOT NULL,
        sensitive INTEGER NOT NULL,
        token {bytes} NOT NULL UNIQUE,
        cipher TEXT NOT NULL,
        secret {bytes} NOT NULL,
        PRIMARY KEY (subject, sensitive)
    )
    """,
    "CREATE TABLE IF NOT EXISTS peersupport_keys_erasures (id {bytes} PRIMARY KEY, sensitive INTEGER NOT NULL)",
    """
    CREATE TABLE IF NOT EXISTS peersupport_keys_ledger (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        version INTEGER NOT NULL,
        identity {bytes} NOT NULL
    )
    """,
)
"""`{bytes}` stands for the database's type of bytes."""
_MOST_KNOWN = 10_000
_FIND = "SELECT sensitive, token, cipher, secret FROM peersupport_keys WHERE subject = ?"


class KeyDatabase(Protocol):
    """Keeps the tables; what it has committed is durable. `bytes_type` is its name for bytes."""

    bytes_type: str

    def run(self, statement: str, *values: object) -> Sequence[Sequence[Any]]:
        """Run one statement by itself."""
        ...

    def transaction(self) -> AbstractContextManager[Run]:
        """Run several, all or none; nobody else changes keys in the meantime."""
        ...

    def conceal(self, run: Run) -> None:
        """Keep what the tables hold out of whatever else the database writes about them."""
        ...

    def version(self) -> int | None:
        """A number that is another one after every change; `None` where the database has none."""
        ...

    def scrub(self) -> None:
        """Leave no trace of deleted rows in its files."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


class StoredKeys:
    """See `Keys`."""

    def __init__(self, database: KeyDatabase) -> None:
        self._database = database
        self._known: tuple[int | None, dict[str, SubjectKeys]] = (None, {})

    def bind(self, identity: bytes, *, new: bool) -> None:
        """See `Keys`; makes the tables. Raises `LedgerSchema` for those of another version of the library."""
        with self._database.transaction() as run:
            for table in TABLES:
                run(table.format(bytes=self._database.bytes_type))
            self._database.conceal(run)
            found = run("SELECT version, identity FROM peersupport_keys_ledger")
            version, bound = found[0] if found else (VERSION, None)
            if version != VERSION:
                raise LedgerSchema("the keys are kept by another version", help="use the library that made them")
            require_bound(bound, identity, new=new)
            if bound is None:
                run("INSERT INTO peersupport_keys_ledger VALUES (1, ?, ?)", VERSION, identity)

    def find(self, subject: str) -> SubjectKeys:
        """See `Keys`. What is remembered is forgotten with the next change of any key by anybody."""
        version = self._database.version()
        known = self._known
        if version is None or version != known[0] or len(known[1]) >= _MOST_KNOWN:
            known = self._known = (version, {})
        held = known[1].get(subject)
        if held is None:
            held = _held(self._database.run(_FIND, subject))
            if held.present:
                known[1][subject] = held
        return held

    def ensure(self, subject: str, *, sensitive: bool) -> SubjectKeys:
        """See `Keys`."""
        with self._database.transaction() as run:
            for flag in lacking(_held(run(_FIND, subject)), sensitive=sensitive):
                key = new_key()
                run(
                    "INSERT INTO peersupport_keys VALUES (?, ?, ?, ?, ?)",
                    subject, int(flag), key.token, key.cipher, key.secret,
                )  # fmt: skip
            return _held(run(_FIND, subject))

    def by_token(self, token: bytes) -> StreamKey | None:
        """See `Keys`."""
        found = self._database.run("SELECT token, cipher, secret FROM peersupport_keys WHERE token = ?", token)
        return StreamKey(*found[0]) if found else None

    def subjects(self, prefix: str, *, sensitive: bool = False) -> tuple[str, ...]:
        """See `Keys`."""
        statement = "SELECT DISTINCT subject FROM peersupport_keys WHERE sensitive <= ? AND substr(subject, 1, ?) = ?"
        found = self._database.run(statement, int(sensitive), len(prefix), prefix)
        return tuple(sorted(subject for (subject,) in found))

    def erase(self, subject: str, *, sensitive: bool) -> bool:
        """See `Keys`."""
        with self._database.transaction() as run:
            erased = run(
                "DELETE FROM peersupport_keys WHERE subject = ? AND sensitive <= ? RETURNING sensitive",
                subject, int(sensitive),
            )  # fmt: skip
            if erased:
                run("INSERT INTO peersupport_keys_erasures VALUES (?, ?)", os.urandom(16), int(sensitive))
            return bool(erased)

    def pending(self) -> tuple[Erasure, ...]:
        """See `Keys`."""
        found = self._database.run("SELECT id, sensitive FROM peersupport_keys_erasures")
        return tuple(Erasure(id=id, sensitive=bool(sensitive)) for id, sensitive in found)

    def settle(self, erasure: Erasure) -> None:
        """See `Keys`."""
        self._database.scrub()
        self._database.run("DELETE FROM peersupport_keys_erasures WHERE id = ?", erasure.id)

    def close(self) -> None:
        """See `Keys`."""
        self._database.close()


def _held(found: Sequence[Sequence[Any]]) -> SubjectKeys:
    keys = {bool(sensitive): StreamKey(*key) for sensitive, *key in found}
    return SubjectKeys(ordinary=keys.get(False), sensitive=keys.get(True))
