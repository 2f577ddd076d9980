"""The ledger in memory."""

import pytest
from tests.ledger.suite import Clock, LedgerSuite, Opener

from peersupport.ledger.keys import MemoryKeys
from peersupport.ledger.memory import MemoryStore
from peersupport.ledger.sealed import SealedLedger


class TestMemory(LedgerSuite):
    @pytest.fixture
    def opener(self) -> Opener:
        """One store and its keys for all ledgers of a test."""
        store, keys = MemoryStore(), MemoryKeys()

        def opened(clock: Clock) -> SealedLedger:
            return SealedLedger(store, keys, clock)

        return opened
