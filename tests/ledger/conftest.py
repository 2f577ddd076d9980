"""Databases for the tests: SQLite files with either library, and a PostgreSQL server."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ledger.server import Server, started


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A running server; where there is none to run, a skip, and a failure when `CI` is true."""
    try:
        with started() as server:
            yield server
    except LookupError as missing:
        if os.environ.get("CI") == "true":
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.fixture(params=["newest SQLite", "SQLite of the standard library"])
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either library: they need different journal modes to be durable."""
    if request.param == "SQLite of the standard library":
        for name, module in list(sys.modules.items()):
            if name.startswith("peersupport.ledger") and hasattr(module, "driver"):
                monkeypatch.setattr(module, "driver", sqlite3)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the ledger of a test is."""
    return tmp_path / "ledger.db"
