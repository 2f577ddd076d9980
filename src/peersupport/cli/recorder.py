"""Keeping the decisions of a review in a ledger, where one is named."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager

from peersupport.cli.ledgers import Kept
from peersupport.decisions import Decision
from peersupport.engine import Engine
from peersupport.programmes.host import Host


class Recorder:
    """Records decisions and counts them; without a ledger it does neither."""

    def __init__(self, engine: Engine | None) -> None:
        self._engine = engine
        self.recorded = 0

    def add(self, decisions: Iterable[Decision], participant: str) -> None:
        """Record one participant's decisions; the same decision is recorded once. Raises the ledger's errors."""
        if self._engine is not None:
            self.recorded += len(self._engine.log(decisions, participant))


@contextmanager
def recorder(host: Host, place: str | None, keys: str | None) -> Generator[Recorder]:
    """A recorder for the ledger at a place; without a place, one that records nothing."""
    if place is None:
        yield Recorder(None)
        return
    with Kept(place=place, keys=keys).recording() as ledger:
        yield Recorder(Engine(host, ledger=ledger))
