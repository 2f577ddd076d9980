"""Everything that can go wrong with a ledger wherever it is, and with one in an SQLite file."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from tests.durability.chains import TABLE
from tests.durability.listening import NHS_NUMBER, Told, Words
from tests.durability.provoked_documents import Provocation

from peersupport.ledger import Draft, open_ledger, sqlite, sqlite_driver
from peersupport.ledger.checkpoints import read_checkpoint
from peersupport.ledger.exporting import rows_in
from peersupport.ledger.notes import Signer
from peersupport.ledger.rows import Row
from peersupport.ledger.sealed import SealedLedger
from peersupport.ledger.sqlite_driver import driver
from peersupport.ledger.verification import verify

ROW = "row"
"""What stands in clear in a row, here only: the server may log it, the library may not repeat it."""
_numbers = count(1)


def _subject(words: Words) -> str:
    return f"participant:{words.word('id')}"


def _draft(words: Words, **named: Any) -> Draft:
    payload = f"{words.word('payload')} {NHS_NUMBER}".encode()
    return Draft(**{"kind": "statement", "payload": payload, "key": words.word("key"), **named})


def _append(ledger: SealedLedger, subject: str, *drafts: Draft) -> None:
    with ledger.transaction(subject) as transaction:
        for one in drafts:
            transaction.append(one)


def anywhere(ledger: SealedLedger) -> dict[str, Provocation]:
    """Of any ledger that is open."""

    def unusable(words: Words) -> object:
        bad = words.random.choice(("\0", "\ud800", "x" * 300))
        makers: tuple[Callable[[], object], ...] = (
            lambda: _draft(words, kind=words.word("kind") + bad),
            lambda: _draft(words, key=words.word("key") + bad),
            lambda: _draft(words, payload=words.word("payload")),
            lambda: _draft(words, sensitive=words.word("sensitive")),
            lambda: _append(ledger, _subject(words) + bad, _draft(words)),
            lambda: _append(ledger, [words.word("subject")], _draft(words)),  # type: ignore[arg-type]
        )
        return words.random.choice(makers)()

    def nested(words: Words) -> None:
        with ledger.transaction(_subject(words)) as transaction:
            transaction.append(_draft(words))
            with ledger.transaction(_subject(words)):
                pass

    def ended(words: Words) -> None:
        with ledger.transaction(_subject(words)) as transaction:
            pass
        transaction.append(_draft(words))

    def conflict(words: Words) -> None:
        subject, key = _subject(words), words.word("key")
        other = words.random.choice(({"kind": "disclosure"}, {"sensitive": True}, {}))
        _append(ledger, subject, _draft(words, key=key))
        _append(ledger, subject, _draft(words, key=key, **other))

    def refused(words: Words) -> None:
        subject = _subject(words)
        _append(ledger, subject, _draft(words, sensitive=True))
        ledger.erase(subject, sensitive=True, refuse=lambda _: "duty-open")

    def constraint(words: Words) -> None:
        """What the database's own constraints and triggers refuse; PostgreSQL would show the whole row."""
        store = ledger._store
        with store.writing(7) as writer:
            head = writer.tail()
            row = Row(
                head.sequence + 1, head.recorded_us + 1, words.word(ROW).encode(), words.word(ROW), 0,
                words.word(ROW).encode(), b"nonce", words.word(ROW).encode(), head.digest, bytes(32),
            )  # fmt: skip
            writer.append(
                words.random.choice(
                    (
                        row._replace(sequence=head.sequence + 5),
                        row._replace(nonce=None),
                        row._replace(sensitive=words.word("sensitive")),
                        row._replace(recorded_us=2**80),
                    )
                )
            )

    def listing(words: Words) -> None:
        """What is read may be seen by whoever reads it, and by no log."""
        subject = _subject(words)
        _append(ledger, subject, _draft(words), _draft(words, sensitive=True))
        ledger.subjects()
        ledger.entries(subject)
        (token, *_) = ledger.tokens(subject)
        ledger.stream(token)
        raise Told(ledger.verify())

    return {
        "ledger: listing": listing,
        "ledger: unusable": unusable,
        "ledger: nested": nested,
        "ledger: ended": ended,
        "ledger: conflict": conflict,
        "ledger: refused": refused,
        "ledger: constraint": constraint,
    }


@contextmanager
def _impatient() -> Iterator[None]:
    with patch.object(sqlite_driver, "PATIENCE", 0.01), patch.object(sqlite_driver, "_BUSY_SECONDS", 0.01):
        yield


class Files:
    """Ledgers in files, each spoilt in its own way."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._good = folder / "good.db"
        with open_ledger(self._good) as ledger:
            words = Words(Random(0))
            for _ in range(4):
                _append(ledger, _subject(words), *(_draft(words) for _ in range(6)))
            self._subjects = ledger.subjects()

    def _copy(self) -> Path:
        path = self._folder / f"copy-{next(_numbers) % 8}.db"
        for end in ("", "-wal", "-shm", "-journal", ".keys", ".keys-wal", ".keys-shm", ".keys-journal"):
            Path(f"{path}{end}").unlink(missing_ok=True)
        for end in ("", ".keys"):
            shutil.copy2(f"{self._good}{end}", f"{path}{end}")
        return path

    def _used(self, path: Path, words: Words) -> object:
        with open_ledger(path) as ledger:
            for subject in self._subjects:
                ledger.entries(subject)
            _append(ledger, words.random.choice(self._subjects), _draft(words))
            verification = ledger.verify()
        return verification if not verification.intact else None

    def locked(self, words: Words) -> None:
        """Somebody else holds the file."""
        path = self._copy()
        with closing(driver.connect(path, isolation_level=None)) as other, _impatient():
            other.execute("BEGIN EXCLUSIVE")
            self._used(path, words)

    def _with_setting(self, setting: str, words: Words) -> None:
        path = self._copy()
        connect = sqlite_driver.connect

        def connected(*arguments: Any) -> Any:
            connection = connect(*arguments)
            connection.execute(setting)
            return connection

        with patch.object(sqlite, "connect", connected):
            self._used(path, words)

    def full(self, words: Words) -> None:
        """There is no room for another page."""
        with patch(f"{__name__}._draft", _large):
            self._with_setting("PRAGMA max_page_count=1", words)

    def read_only(self, words: Words) -> None:
        """Nothing may be written."""
        self._with_setting("PRAGMA query_only=1", words)

    def broken(self, words: Words) -> object:
        """Some bytes of a file are others."""
        path = self._copy()
        name = words.random.choice((path, Path(f"{path}.keys")))
        content = bytearray(name.read_bytes())
        for _ in range(words.random.randint(1, 40)):
            place = words.random.randrange(len(content))
            content[place : place + 24] = words.word("broken").encode()[:24]
        name.write_bytes(content[: words.random.choice((len(content), len(content) // 2))])
        return self._used(path, words)

    def no_database(self, words: Words) -> None:
        """Something else stands there."""
        path = self._copy()
        name = words.random.choice((path, Path(f"{path}.keys")))
        name.write_text(words.word("text") * 400, encoding="utf-8")
        self._used(path, words)

    def tampered(self, words: Words) -> object:
        """Somebody has changed a row."""
        path = self._copy()
        column = words.random.choice(("ciphertext", "nonce", "key", "stream", "kind", "digest", "previous"))
        with closing(driver.connect(path)) as connection, connection:
            connection.execute("DROP TRIGGER peersupport_ledger_update")
            value = words.word("kind") if column == "kind" else words.word("bytes").encode()
            connection.execute(f"UPDATE {TABLE} SET {column} = ? WHERE sequence = 3", (value,))
        if words.random.random() < 0.5:
            with open_ledger(path) as ledger:
                raise Told(ledger.verify())
        return self._used(path, words)

    def other_keys(self, words: Words) -> None:
        """The keys of another ledger, none, or some that others may read."""
        path = self._copy()
        keys = Path(f"{path}.keys")
        way = words.random.randrange(3)
        if way == 0:
            os.chmod(keys, 0o644)
        else:
            keys.unlink()
        if way == 1:
            with open_ledger(self._folder / f"other-{next(_numbers)}.db", keys=keys) as ledger:
                _append(ledger, _subject(words), _draft(words))
        self._used(path, words)

    def other_version(self, words: Words) -> None:
        """Tables of a library that is not this one."""
        path = self._copy()
        with closing(driver.connect(path)) as connection, connection:
            connection.execute("UPDATE peersupport_ledger_version SET version_num = ?", (words.word("version"),))
        self._used(path, words)

    def exported(self, words: Words) -> None:
        """A file of rows with a line that is none."""
        path = self._folder / "export.jsonl"
        path.write_text(f'{{"kind": "{words.word("kind")}", "key": 7}}\n{words.word("line")}\n', encoding="utf-8")
        raise Told(verify(rows_in(path), words.word("checkpoint")))

    def checkpoint(self, words: Words) -> object:
        """Notes that are none, and keys that are none."""
        text = words.word("note")
        makers: tuple[Callable[[], object], ...] = (
            lambda: read_checkpoint(text),
            lambda: read_checkpoint(f"{text}\n7\n{text}\n\n— {text} {text}\n"),
            lambda: read_checkpoint(f"{text}\n", verifier=f"{text}+{text}+{text}"),
            lambda: Signer(f"{text} {text}", bytes(32)),
            lambda: Signer(text, text.encode()),
        )
        return words.random.choice(makers)()

    def closed(self, words: Words) -> None:
        """Used after it was closed."""
        ledger = open_ledger(self._copy())
        ledger.close()
        _append(ledger, _subject(words), _draft(words))

    def all(self) -> dict[str, Provocation]:
        """By name."""
        names = ("locked", "full", "read_only", "broken", "no_database", "tampered", "other_keys", "other_version")
        names += ("exported", "checkpoint", "closed")
        return {f"file: {name}": getattr(self, name) for name in names}


def _large(words: Words) -> Draft:
    return Draft(kind="statement", payload=words.word("large").encode() * 2_000, key=words.word("key"))
