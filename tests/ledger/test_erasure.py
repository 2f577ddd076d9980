"""Erasure in files: nothing of a person may be left in any of them, and nothing half done."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.ledger.suite import BEA, draft, record

from peersupport.ledger import LedgerUnavailable, Transaction, open_ledger, sqlite_driver
from peersupport.ledger.key_file import KeyFile
from peersupport.ledger.sealed import SealedLedger

SUBJECT = "participant:canary-of-the-subject"
PAYLOAD = b"canary of the payload"
KEY = "canary-of-the-key"


def traces(folder: Path, *canaries: bytes) -> list[tuple[str, bytes]]:
    """Where in the folder any of the byte strings is found, in whatever file."""
    files = [path for path in folder.iterdir() if path.is_file()]
    return [(path.name, canary) for path in files for canary in canaries if canary in path.read_bytes()]


def secrets(ledger: SealedLedger) -> Iterator[bytes]:
    """What the key store holds of the subject."""
    for key in ledger._keys.find(SUBJECT).present:
        yield key.secret


@pytest.mark.usefixtures("library")
class TestTraces:
    def test_a_payload_and_its_key_are_nowhere_in_the_clear(self, place: Path) -> None:
        """Not even before an erasure: the database is of no use without the keys."""
        with open_ledger(place) as ledger:
            record(ledger, SUBJECT, draft(KEY, PAYLOAD), draft(KEY + "2", PAYLOAD, sensitive=True))
            ledger.backup(place.with_name("backup.db"))
            ledger.export(place.with_name("rows.jsonl"))
            assert traces(place.parent, PAYLOAD, KEY.encode()) == []
            found = {name for name, _ in traces(place.parent, SUBJECT.encode(), *secrets(ledger))}
            assert found
            assert all(name.startswith("ledger.db.keys") for name in found)

    @pytest.mark.parametrize("open_elsewhere", [False, True])
    def test_nothing_of_an_erased_person_is_left(self, place: Path, open_elsewhere: bool) -> None:
        """Neither name nor key, in no file: databases, logs, journals, copies; others' keys are still there."""
        other = open_ledger(place) if open_elsewhere else None
        with open_ledger(place) as ledger:
            for number in range(30):
                record(ledger, f"participant:{number}", draft("k"))
            record(ledger, SUBJECT, draft(KEY, PAYLOAD), draft(KEY + "2", PAYLOAD, sensitive=True))
            for number in range(30, 60):
                record(ledger, f"participant:{number}", draft("k"))
            if other is not None:
                assert len(other.entries(SUBJECT)) == 2
            canaries = (SUBJECT.encode(), *secrets(ledger))
            assert len(canaries) == 3
            assert traces(place.parent, *canaries)
            tokens = ledger.tokens(SUBJECT)
            assert ledger.erase(SUBJECT, sensitive=True)
            ledger.backup(place.with_name("backup.db"))
            assert traces(place.parent, *canaries) == []
            assert traces(place.with_name("ledger.db.keys").parent, *tokens) != [], "the rows stay"
            assert not [name for name, _ in traces(place.parent, *tokens) if "keys" in name]
            assert len(ledger.subjects("participant:")) == 60
            assert ledger.verify().intact
        if other is not None:
            assert other.entries(SUBJECT) == ()
            other.close()
        assert traces(place.parent, *canaries) == []

    def test_what_others_have_left_in_the_file_goes_too(self, place: Path) -> None:
        """A tool that changed the file without `secure_delete` has left copies where no row is."""
        with open_ledger(place) as ledger:
            record(ledger, SUBJECT, draft(KEY))
            canaries = (SUBJECT.encode(), *secrets(ledger))
        keys = place.with_name("ledger.db.keys")
        with closing(sqlite_driver.driver.connect(keys)) as connection, connection:
            connection.execute("PRAGMA secure_delete=OFF")
            connection.execute("CREATE TABLE copy AS SELECT * FROM peersupport_keys")
            connection.execute("DROP TABLE copy")
        assert keys.read_bytes().count(canaries[1]) > 1
        with open_ledger(place) as ledger:
            assert ledger.erase(SUBJECT)
            assert traces(place.parent, *canaries) == []

    def test_what_is_kept_for_a_duty_is_kept(self, place: Path) -> None:
        """An ordinary erasure leaves the sensitive key, and with it the name; the ordinary secret is gone."""
        with open_ledger(place) as ledger:
            record(ledger, SUBJECT, draft(KEY), draft(KEY + "2", PAYLOAD, sensitive=True))
            ordinary, sensitive = secrets(ledger)
            ledger.erase(SUBJECT)
            assert traces(place.parent, ordinary) == []
            assert traces(place.parent, sensitive) != []


class Died(BaseException):
    """As a process that ends at once."""


class TestInterrupted:
    def test_an_erasure_without_its_entry_gets_it_at_the_next_opening(
        self, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Killed between the keys and the ledger's entry: the next opening writes it, once, and cleans the file."""
        with open_ledger(place) as ledger:
            record(ledger, SUBJECT, draft(KEY))
            canaries = (SUBJECT.encode(), *secrets(ledger))
            with monkeypatch.context() as patch:
                patch.setattr(SealedLedger, "_settle", _die)
                with pytest.raises(Died):
                    ledger.erase(SUBJECT)
            assert ledger.subjects() == ()
        for _ in range(2):
            with open_ledger(place) as ledger:
                assert len(ledger.entries("system")) == 1
                assert traces(place.parent, *canaries) == []

    def test_an_erasure_that_could_not_clean_up_does_so_later(
        self, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Not acknowledged while traces may be left; trying again cleans up and adds no second entry."""
        with open_ledger(place) as ledger:
            record(ledger, SUBJECT, draft(KEY))
            with monkeypatch.context() as patch:
                patch.setattr(KeyFile, "scrub", _unavailable)
                with pytest.raises(LedgerUnavailable):
                    ledger.erase(SUBJECT)
            assert not ledger.erase(SUBJECT)
            assert len(ledger.entries("system")) == 1
            assert ledger._keys.pending() == ()

    def test_keys_that_were_made_for_nothing(self, place: Path) -> None:
        """Killed after the key and before the commit: the key waits for the next entry, and can be erased."""
        with open_ledger(place) as ledger, pytest.raises(Died), ledger.transaction(SUBJECT) as transaction:
            _append_and_die(transaction)
        with open_ledger(place) as ledger:
            assert ledger.subjects() == (SUBJECT,)
            assert ledger.entries(SUBJECT) == ()
            record(ledger, BEA, draft(KEY))
            assert ledger.erase(SUBJECT)
            assert ledger.subjects("participant:") == (BEA,)


def _append_and_die(transaction: Transaction) -> None:
    transaction.append(draft(KEY))
    raise Died


def _die(*_: object) -> None:
    raise Died


def _unavailable(*_: object) -> None:
    raise LedgerUnavailable("in use")
