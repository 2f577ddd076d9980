"""What laws and machines ask of whoever keeps duties of safeguarding; an `Engine` with a ledger has all of it."""

from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol, runtime_checkable

import attrs

from peersupport.engine import Engine
from peersupport.policies.safeguarding import Duty
from peersupport.programmes.host import Host
from peersupport.records.identifiers import ConcernId
from peersupport.records.safeguarding import Concern, ProfessionalAction
from peersupport.rules.facts import Audience
from peersupport.testing.services.ledgers import Clock, LedgerService, MemoryLedgers


@runtime_checkable
class SafeguardingStore(Protocol):
    """One store of concerns and duties, by whose clock nothing happens but what it is told."""

    def raise_concern(self, concern: Concern) -> Duty:
        """Record a concern; the duty that it creates."""
        ...

    def act(self, participant: str, concern: ConcernId, action: ProfessionalAction) -> Duty:
        """Record action on a concern; its duty. Raises `UnknownName` where there is no such concern."""
        ...

    def open_duties(self, participant: str | None = None) -> Sequence[Duty]:
        """The duties that are open, of one participant or of all."""
        ...

    def concerns(self, participant: str, audience: Audience) -> Sequence[Concern]:
        """What a reader may see of the concerns about a participant's family."""
        ...

    def erase(self, participant: str, *, sensitive: bool = False) -> bool:
        """Erase what is recorded of a participant. Raises `LedgerRefused` while a duty is open."""
        ...


@runtime_checkable
class SafeguardingService(Protocol):
    """Whoever keeps duties: all that laws of safeguarding need."""

    def programmes(self) -> Sequence[str]:
        """Programmes of which concerns may speak."""
        ...

    def place(self, clock: Clock) -> AbstractContextManager[Callable[[], SafeguardingStore]]:
        """A new, empty store for the time of a `with` block, opened anew by each call; the clock tells its time."""
        ...


@attrs.frozen(eq=False)
class HostSafeguarding:
    """Engines of a host, each with a new ledger."""

    host: Host
    ledgers: LedgerService = attrs.field(factory=MemoryLedgers)

    def programmes(self) -> Sequence[str]:
        """Those that there are, those whose plugin failed, and one that nobody knows: a concern may name any."""
        return (*sorted({*self.host.programmes, *self.host.unavailable}), "nobody-knows-it")

    @contextmanager
    def place(self, clock: Clock) -> Generator[Callable[[], Engine], None, None]:
        """An engine with a new ledger."""
        with self.ledgers.place(clock) as opened:
            yield lambda: Engine(self.host, ledger=opened(), now=clock)
