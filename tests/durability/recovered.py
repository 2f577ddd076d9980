"""Opens an image of a disk after a power failure and says what is missing."""

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any
from zlib import crc32

from tests.durability.chains import TABLE, checked, of_sqlite
from tests.durability.recorded import Appended, Erased, Erasing, Recorded
from tests.durability.writing import drafts, subject

from peersupport.ledger import Draft, LedgerError, open_ledger
from peersupport.ledger.sqlite_driver import driver

LEDGER, KEYS = "ledger.db", "ledger.db.keys"


class Recovered:
    """Images of one recorded run, under the promises that were made so far."""

    def __init__(self, folder: Path, run: Recorded) -> None:
        self._folder = folder
        self._run = run
        self._promised = 0
        self._tokens: set[bytes] = set()
        self._gone: set[bytes] = set()
        self._latest: list[Appended] = []
        self._promises = 0
        self._keys_seen: object = None
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()

    def promise(self, what: object) -> None:
        """From now on, this must be so."""
        self._promises += 1
        match what:
            case Appended(_, entries, tokens):
                self._promised = entries[-1][0]
                self._tokens.update(tokens)
                self._latest = [*self._latest[-3:], what]
            case Erasing(tokens):
                self._tokens -= tokens
                self._latest = []
            case Erased(tokens, entries):
                self._promised = entries[-1][0]
                self._gone |= tokens

    def losses(self, image: dict[str, bytes | bytearray], *, thorough: bool) -> list[str]:
        """What is missing or wrong when this image is opened."""
        for left in self._folder.iterdir():
            left.unlink(missing_ok=True)
        for name, content in image.items():
            (self._folder / name).write_bytes(content)
            (self._folder / name).chmod(0o600)
        if not thorough and not self._promised:
            # Nothing was promised yet; the file may be without tables, or not be there.
            return []
        # The keys change seldom: what was looked at under the same promises need not be again.
        keys = (self._promises, [(name, crc32(image[name])) for name in sorted(image) if name.startswith(KEYS)])
        try:
            if thorough:
                return self._with_the_library()
            wrong = self._rows()
            if keys != self._keys_seen:
                wrong += self._keys()
            self._keys_seen = None if wrong else keys
            return wrong
        except Exception as error:  # noqa: BLE001 - whatever it is, the image is lost
            return [f"it cannot be read: {type(error).__name__}"]

    def _connected(self, name: str) -> Any:
        return closing(driver.connect(f"{(self._folder / name).as_uri()}?mode=rw", uri=True, isolation_level=None))

    def _rows(self) -> list[str]:
        with self._connected(LEDGER) as connection:
            found = connection.execute(f"SELECT sequence, digest FROM {TABLE} ORDER BY sequence").fetchall()
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        wrong = [] if sound == "ok" else ["SQLite finds the database damaged"]
        number = len(found)
        if number < self._promised:
            wrong.append(f"row {self._promised} was acknowledged, there are {number}")
        if number not in self._run.ends:
            wrong.append(f"half a transaction is there: {number} rows")
        if found != list(enumerate(self._run.digests[:number], start=1)):
            wrong.append("rows are there that were never committed")
        return wrong

    def _keys(self) -> list[str]:
        with self._connected(KEYS) as connection:
            tokens = {token for (token,) in connection.execute("SELECT token FROM peersupport_keys")}
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        wrong = [] if sound == "ok" else ["SQLite finds the database of keys damaged"]
        if not self._tokens <= tokens:
            wrong.append("the key of an acknowledged entry is gone")
        if self._gone & tokens:
            wrong.append("an erased key is back")
        return wrong

    def _with_the_library(self) -> list[str]:
        wrong = []
        try:
            with open_ledger(self._folder / LEDGER) as ledger:
                for one in self._latest:
                    for draft, (sequence, digest) in zip(drafts(one.number), one.entries, strict=True):
                        entry = ledger.find(subject(one.number), draft.key)
                        if entry is None or (entry.sequence, entry.digest) != (sequence, digest):
                            wrong.append(f"entry {sequence} is not found by its key")
                        elif entry.payload != draft.payload:
                            wrong.append(f"entry {sequence} does not say what it said")
                with ledger.transaction("system") as transaction:
                    transaction.append(Draft(kind="note", payload=b"after the power failure", key="after"))
        except LedgerError as error:
            return [*wrong, f"the library does not open it: {error.code}"]
        with self._connected(LEDGER) as connection:
            rows = list(of_sqlite(connection))
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        wrong += checked(rows)[1] if sound == "ok" else ["SQLite finds the database damaged"]
        if [row.digest for row in rows[: self._promised]] != self._run.digests[: self._promised]:
            wrong.append(f"row {self._promised} was acknowledged and is not there")
        return [*wrong, *(self._keys() if self._promised else [])]
