"""The ledger in a PostgreSQL database, its keys in a file or in another database."""

from pathlib import Path

import pytest
from tests.ledger.server import Server
from tests.ledger.suite import Clock, LedgerSuite, Opener

from peersupport.ledger import open_ledger
from peersupport.ledger.sealed import SealedLedger

pytestmark = pytest.mark.integration


class TestPostgreSQL(LedgerSuite):
    @pytest.fixture(params=["keys in a file", "keys in a database"])
    def opener(self, server: Server, tmp_path: Path, request: pytest.FixtureRequest) -> Opener:
        """One database for all ledgers of a test."""
        url = server.database()
        keys = tmp_path / "keys" if request.param == "keys in a file" else server.database()

        def opened(clock: Clock) -> SealedLedger:
            return open_ledger(url, keys=keys, clock=clock)

        return opened
