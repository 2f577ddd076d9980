"""Some calls that fail, under the real drivers, and that a ledger which believes in every commit is found out."""

import pytest
from tests.durability import failing_calls
from tests.durability.running import Report, small

from peersupport.ledger.sqlite import SQLiteStore

pytestmark = pytest.mark.integration


def _run(back_end: str, faults: int) -> Report:
    return failing_calls.failing_calls(small(faults=faults), back_end)


def test_what_the_ledger_says_of_failing_calls_is_true_on_sqlite() -> None:
    """Typed errors that tell the truth, or a success that is one; trying again gives each entry once."""
    report = _run("sqlite", 60)
    assert report.losses == []
    assert report.figures["calls_that_failed"]
    assert report.figures["append: ledger-unavailable"]


def test_what_the_ledger_says_of_failing_calls_is_true_on_postgresql(postgresql: None) -> None:
    """The same when the server's process is terminated before and after each call."""
    report = _run("postgresql", 8)
    assert report.losses == []
    assert report.figures["calls_that_failed"]


def test_a_ledger_that_believes_in_every_commit_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that finds nothing must be able to find something: here, a commit that raised counts as one."""
    committed = SQLiteStore._committed

    def believed(store: SQLiteStore, connection: object) -> bool:
        committed(store, connection)  # type: ignore[arg-type]
        return True

    monkeypatch.setattr(SQLiteStore, "_committed", believed)
    assert _run("sqlite", 120).losses
