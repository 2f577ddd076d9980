"""Few power failures in each mode, and that the modes that the library refuses do lose entries."""

import re
from collections.abc import Sequence
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from tests.durability.running import small
from tests.durability.writing import append, subject

from peersupport.ledger import open_ledger, sqlite_driver

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("apsw")]
_VALUES = re.compile(r"x'[0-9a-f]*'|'(?:[^']|'')*'|\b\d+\b|\?", re.IGNORECASE)


@pytest.fixture
def power_loss(apsw: None) -> Any:
    """The function under test; its module needs `apsw`."""
    return import_module("tests.durability.power_loss").power_loss


@pytest.mark.parametrize("mode", ["wal-full", "delete-extra"])
def test_a_power_failure_loses_nothing(power_loss: Any, mode: str) -> None:
    """In the modes that the library sets, what was acknowledged is in every image that a power failure can leave."""
    report = power_loss(small(points=600, transactions=120), mode)
    assert report.losses == []
    assert report.figures["verified_by_the_library"] == 60


@pytest.mark.parametrize("mode", ["wal-normal", "delete-full", "delete-off"])
def test_the_refused_modes_lose(power_loss: Any, mode: str) -> None:
    """The simulation finds what weaker settings lose: why the library refuses them, and that it can find something."""
    assert power_loss(small(points=600, transactions=120), mode).losses


def _statements(folder: Path, driver: object) -> list[str]:
    """The statements of a short life of a ledger, without their values, as the driver tells them."""
    told: list[str] = []
    real = sqlite_driver.connect

    def traced(*arguments: Any) -> Any:
        connection = real(*arguments)
        connection.set_trace_callback(told.append)
        return connection

    driven_by = import_module("tests.durability.apsw_driver").driven_by
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patched, driven_by(driver, journal="wal"):
        for module in ("sqlite", "key_file", "engines"):
            patched.setattr(f"peersupport.ledger.{module}.connect", traced)
        with open_ledger(folder / "ledger.db") as ledger:
            for number in range(12):
                append(ledger, number)
            append(ledger, 3)
            ledger.erase(subject(0))
    return _once(_VALUES.sub("?", statement) for statement in told)


def _once(statements: Any) -> list[str]:
    # The standard library's driver tells a statement once more for each trigger that it sets off, and tells what SQLite
    # runs on its own as a comment.
    return [statement for statement, _ in groupby(one for one in statements if not one.startswith("--"))]


def test_the_statements_are_those_of_the_real_back_end(tmp_path: Path) -> None:
    """What is recorded under apsw is what the library does with the driver that it ships with: the same statements."""
    ours = _statements(tmp_path / "apsw", import_module("tests.durability.apsw_driver").ApswDriver())
    theirs = _statements(tmp_path / "driver", sqlite_driver.driver)
    assert _appends(theirs) > 12
    assert ours == theirs


def _appends(statements: Sequence[str]) -> int:
    return sum(one.startswith("INSERT INTO peersupport_ledger (") for one in statements)
