"""The PostgreSQL server that the tests marked `integration` share."""

import os
from collections.abc import Iterator

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
