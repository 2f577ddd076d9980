"""Few races of withdrawals against disclosures, and that without the participant's lock they are lost."""

import pytest
from tests.durability import races
from tests.durability.running import Report, small

pytestmark = pytest.mark.integration


def _run(back_end: str, *, rounds: int = 60, seed: int = 1, guard: bool = True) -> Report:
    return races.races(small(rounds=rounds, lanes=2, seed=seed, guard=guard), back_end)


def test_no_disclosure_overtakes_a_withdrawal_on_sqlite() -> None:
    """An acknowledged withdrawal holds for every disclosure that comes after it, and none is refused."""
    report = _run("sqlite")
    assert report.losses == []
    assert report.figures["withdrawn_first"]
    assert report.figures["disclosed_first"]


def test_no_disclosure_overtakes_a_withdrawal_on_postgresql(postgresql: None) -> None:
    """The same in PostgreSQL, where transactions of different participants do not wait for each other."""
    report = _run("postgresql")
    assert report.losses == []
    assert report.figures["withdrawn_first"]
    assert report.figures["disclosed_first"]


def test_without_the_lock_sqlite_loses_races() -> None:
    """Why a transaction locks before it reads: the same run sees permits after withdrawals."""
    assert any(_run("sqlite", seed=seed, guard=False).losses for seed in range(5))


def test_without_the_lock_postgresql_loses_races(postgresql: None) -> None:
    """The same for the advisory lock."""
    assert any(_run("postgresql", seed=seed, guard=False).losses for seed in range(5))
