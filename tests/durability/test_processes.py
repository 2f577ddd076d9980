"""Few processes with few entries, and that a process that lies, or repeats itself, is found."""

import pytest
from tests.durability import processes
from tests.durability.running import Report, small

pytestmark = pytest.mark.integration


def _run(back_end: str, defect: str = "") -> Report:
    return processes.run(small(processes=4, entries=60, defect=defect), back_end)


def test_processes_on_sqlite() -> None:
    """Four processes at once: one chain, nothing lost, nothing twice."""
    assert _run("sqlite").losses == []


def test_processes_on_postgresql(postgresql: None) -> None:
    """The same in PostgreSQL, whose writers wait for each other only at the end of the chain."""
    assert _run("postgresql").losses == []


@pytest.mark.parametrize("defect", ["liar", "doubler"])
def test_a_defect_is_found(defect: str) -> None:
    """A run that finds nothing must be able to find something."""
    assert _run("sqlite", defect).losses
