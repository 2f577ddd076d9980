"""What these tests need that a machine may lack: PostgreSQL, and the packages of the group `peers`."""

import os
from importlib.util import find_spec

import pytest
from tests.ledger.conftest import server
from tests.ledger.server import programs

__all__ = ["server"]


def lacking(what: str) -> None:
    """Skip, and fail when `CI` is true."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture
def postgresql() -> None:
    """PostgreSQL is installed, for tests that start a server of their own."""
    if programs() is None:
        lacking("this machine lacks a PostgreSQL server")


@pytest.fixture
def apsw() -> None:
    """The package `apsw` is installed: SQLite with files that a test can take over."""
    if find_spec("apsw") is None:
        lacking("the package `apsw` is not installed")
