"""One run over the files of a VFS: what the library said, against the files as some failure left them."""

import shutil
from collections.abc import Iterable
from contextlib import AbstractContextManager, closing
from pathlib import Path

from tests.durability.apsw_driver import ApswDriver, driven_by
from tests.durability.chains import checked, of_sqlite, repeated
from tests.durability.claims import GONE, IN_THE_END, Claims

from peersupport.ledger import open_ledger
from peersupport.ledger.sealed import SealedLedger
from peersupport.ledger.sqlite_driver import driver

LEDGER, KEYS = "ledger.db", "ledger.db.keys"


def prepare(folder: Path, journal: str) -> None:
    """The beginning of all runs: a ledger with somebody who stays and somebody who will be erased."""
    with driven_by(ApswDriver(), journal=journal), open_ledger(folder / LEDGER) as ledger:
        Claims().begin(ledger)


class Attempts:
    """One run in a folder that was prepared."""

    def __init__(self, folder: Path, vfs: str, *, journal: str, pages: int) -> None:
        self.claims = Claims()
        self._folder = folder
        self._journal = journal
        self._driver = ApswDriver(vfs, pages)
        self._ledger: SealedLedger | None = None
        with closing(driver.connect(folder / KEYS)) as connection:
            found = connection.execute("SELECT secret FROM peersupport_keys WHERE subject = ?", (GONE,))
            self._secrets = [secret for (secret,) in found]

    def go(self) -> None:
        """Open, and take all steps, each tried twice where it fails. Nothing is closed."""
        with self._over_apsw():
            self._ledger = self.claims.says("open", self._open) or self.claims.says("open", self._open)
            if self._ledger is not None:
                self.claims.go(self._ledger)

    def _over_apsw(self) -> AbstractContextManager[None]:
        return driven_by(self._driver, journal=self._journal)

    def _open(self) -> SealedLedger:
        return open_ledger(self._folder / LEDGER)

    def look_at_copy(self, files: Iterable[tuple[str, bytes | bytearray]], when: str) -> list[str]:
        """What is not as it was told, in files as some failure left them."""
        copy = self._folder.with_name("copy")
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for name, content in files:
            (copy / name).write_bytes(content)
            (copy / name).chmod(0o600)
        try:
            with open_ledger(copy / LEDGER) as ledger:
                wrong = self.claims.faults(ledger)
            wrong += _unsound(copy)
        except Exception as error:  # noqa: BLE001 - whatever it is, the files are lost
            wrong = [f"it cannot be opened: {type(error).__name__} {error}"]
        return [f"{when}: {one}" for one in wrong]

    def try_again_and_look(self) -> list[str]:
        """All steps once more, the disk being sound again: in the same ledger, then in one opened anew."""
        with self._over_apsw():
            ledger = self._ledger or self.claims.says("open again", self._open)
            if ledger is not None:
                self.claims.again(ledger)
                ledger.close()
        # From here on with the driver that the library ships with.
        try:
            with open_ledger(self._folder / LEDGER) as ledger:
                self.claims.again(ledger)
                wrong = self.claims.faults(ledger)
                told = [entry.kind for entry in ledger.entries("system")]
        except Exception as error:  # noqa: BLE001 - whatever it is, the ledger is lost
            return [*self.claims.losses, f"it cannot be opened again: {type(error).__name__} {error}"]
        if told != ["erasure"]:
            wrong.append(f"the erasure is told of {len(told)} times")
        if any(secret in path.read_bytes() for path in self._folder.iterdir() for secret in self._secrets):
            wrong.append("the secret of the erased is left in a file")
        return [*self.claims.losses, *wrong, *_unsound(self._folder, rows=IN_THE_END)]


def _unsound(folder: Path, rows: int | None = None) -> list[str]:
    """What is wrong with the files, as SQLite and the chain tell."""
    with closing(driver.connect(folder / LEDGER)) as connection:
        found = list(of_sqlite(connection))
        sound = [connection.execute("PRAGMA integrity_check").fetchone()[0]]
    with closing(driver.connect(folder / KEYS)) as connection:
        sound.append(connection.execute("PRAGMA integrity_check").fetchone()[0])
    wrong = [*checked(found)[1], *repeated(found)]
    if sound != ["ok", "ok"]:
        wrong.append("SQLite finds a database damaged")
    if rows is not None and len(found) != rows:
        wrong.append(f"there are {len(found)} rows in the end, not {rows}")
    return wrong
