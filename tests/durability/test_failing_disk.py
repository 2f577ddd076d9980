"""Some faults of a disk in both journal modes, and that a ledger which tells what it cannot know is found out."""

from importlib import import_module
from typing import Any

import pytest
from tests.durability.running import small

from peersupport.ledger import LedgerUnavailable
from peersupport.ledger.sqlite import SQLiteStore

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("apsw")]


@pytest.fixture
def failing_disk(apsw: None) -> Any:
    """The function under test; its module needs `apsw`."""
    return import_module("tests.durability.failing_disk").failing_disk


@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_what_the_ledger_says_of_a_failing_disk_is_true(failing_disk: Any, journal: str) -> None:
    """Acknowledged is there for good, not written is not there, and trying again gives each entry once."""
    report = failing_disk(small(faults=150), journal)
    assert report.losses == []
    assert report.figures["faults_that_happened"] == 150
    assert report.figures["append: ledger-uncertain"]
    assert report.figures["append: ledger-unavailable"]


def test_a_ledger_that_guesses_is_found(failing_disk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that finds nothing must be able to find something: here, a commit that raised is said to be not there."""

    def settle(store: SQLiteStore, written: object) -> None:
        raise LedgerUnavailable("the commit failed")

    monkeypatch.setattr(SQLiteStore, "_settle", settle)
    assert failing_disk(small(faults=60), "wal").losses
