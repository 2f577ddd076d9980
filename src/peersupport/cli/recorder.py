"""Keeping the decisions of a review in a ledger, where one is named."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager

from peersupport.cli.ledgers import Kept
from peersupport.cli.partly import Partly
from peersupport.decisions import Decision
from peersupport.engine import Engine
from peersupport.programmes.host import Host


class Recorder:
    """Records decisions and counts them; before `opened`, or without a ledger, it does neither."""

    def __init__(self) -> None:
        self._engine: Engine | None = None
        self.recorded = 0

    @contextmanager
    def told(self) -> Generator[None]:
        """What is recorded stays when the command fails later. Raises `Partly` then, which says how much."""
        try:
            yield
        except (Exception, KeyboardInterrupt) as error:
            if self._engine is None:
                raise
            word = "decision was" if self.recorded == 1 else "decisions were"
            raise Partly(error, f"{self.recorded} {word} recorded in the ledger") from error

    @contextmanager
    def opened(self, host: Host, place: str | None, keys: str | None) -> Generator[None]:
        """With the ledger at that place, if one is named."""
        if place is None:
            yield
            return
        with Kept(place=place, keys=keys).recording() as ledger:
            self._engine = Engine(host, ledger=ledger)
            yield

    def add(self, decisions: Iterable[Decision], participant: str) -> None:
        """Record one participant's decisions; the same decision is recorded once. Raises the ledger's errors."""
        if self._engine is not None:
            self.recorded += len(self._engine.log(decisions, participant))
