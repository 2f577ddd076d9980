"""The ledger in an SQLite file."""

from pathlib import Path

import pytest
from tests.ledger.suite import Clock, LedgerSuite, Opener

from peersupport.ledger import open_ledger
from peersupport.ledger.sealed import SealedLedger


class TestSQLite(LedgerSuite):
    @pytest.fixture
    def opener(self, tmp_path: Path) -> Opener:
        """One file for all ledgers of a test."""

        def opened(clock: Clock) -> SealedLedger:
            return open_ledger(tmp_path / "ledger.db", clock=clock)

        return opened
