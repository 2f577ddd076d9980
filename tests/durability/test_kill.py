"""Few kills of each kind, and that the run finds a writer that acknowledges too early."""

import pytest
from tests.durability import kill
from tests.durability.running import small

pytestmark = pytest.mark.integration


def test_a_killed_writer_loses_nothing_in_sqlite() -> None:
    """What was acknowledged before SIGKILL is there, once, and the chain goes on."""
    report = kill.sqlite(small(kills=30, too_hasty=False))
    assert report.losses == []
    assert report.figures["acknowledged"]
    assert report.figures["writers_killed"] == 30


def test_a_killed_server_or_writer_loses_nothing_in_postgresql(postgresql: None) -> None:
    """The same when the postmaster is killed and PostgreSQL comes back through its crash recovery."""
    report = kill.postgresql(small(kills=8, too_hasty=False))
    assert report.losses == []
    assert report.figures["acknowledged"]
    assert report.figures["servers_killed"] == 4


def test_too_early_an_acknowledgement_is_found() -> None:
    """A run that finds nothing must be able to find something: here, entries acknowledged before their commit."""
    assert any(kill.sqlite(small(kills=40, seed=seed, too_hasty=True)).losses for seed in range(10))
