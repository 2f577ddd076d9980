"""What the state machine of consent asks of whoever keeps statements and discloses, and how a host answers it.

A `ConsentService` (`peersupport.testing.consent`) decides by the records that it is handed; this one keeps them.
"""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Protocol, runtime_checkable

import attrs

from peersupport._attrs import evolve
from peersupport.engine import Engine
from peersupport.policies.disclosure import DisclosureEffect
from peersupport.policies.disclosure.lifecycle import status
from peersupport.programmes.host import Host
from peersupport.records.consent import ConsentRecord, ConsentStatement, ConsentStatus
from peersupport.records.disclosure import DisclosureRequest
from peersupport.testing.services.ledgers import Clock, LedgerService, MemoryLedgers


@runtime_checkable
class ConsentStore(Protocol):
    """One store of statements, which decides disclosures by them."""

    def record(self, one: ConsentRecord) -> object:
        """Record a grant, a refusal, a competence or a role. The same record again is recorded once."""
        ...

    def withdraw(self, withdrawal: ConsentStatement) -> object:
        """Record a withdrawal; never refused."""
        ...

    def disclose(self, request: DisclosureRequest) -> DisclosureEffect:
        """Decide a disclosure now."""
        ...

    def effect_at(self, request: DisclosureRequest, at: datetime) -> DisclosureEffect:
        """What would have been decided at an instant, by all that is recorded now."""
        ...

    def status(self, participant: str, statement: str, at: datetime) -> ConsentStatus:
        """Where a statement stands in its life at an instant, in DPV's terms."""
        ...


@runtime_checkable
class ConsentStoreService(Protocol):
    """Whoever keeps statements: all that the machine needs."""

    @property
    def programme(self) -> str:
        """The programme in which is told; it must have no rules of its own on what the machine tells."""
        ...

    def place(self, clock: Clock) -> AbstractContextManager[Callable[[], ConsentStore]]:
        """A new, empty store for the time of a `with` block, opened anew by each call; the clock tells its time."""
        ...


@attrs.frozen(eq=False)
class HostConsent:
    """Engines of a host, each with a new ledger, in one of its programmes."""

    host: Host
    programme: str
    ledgers: LedgerService = attrs.field(factory=MemoryLedgers)

    @contextmanager
    def place(self, clock: Clock) -> Generator[Callable[[], "EngineConsent"], None, None]:
        """An engine with a new ledger."""
        with self.ledgers.place(clock) as opened:
            yield lambda: EngineConsent(Engine(self.host, ledger=opened(), now=clock), self.programme)


@attrs.frozen(eq=False)
class EngineConsent:
    """An engine as the machine asks it."""

    engine: Engine
    programme: str

    def record(self, one: ConsentRecord) -> object:
        """See `ConsentStore`."""
        return self.engine.record(one)

    def withdraw(self, withdrawal: ConsentStatement) -> object:
        """See `ConsentStore`."""
        return self.engine.withdraw(withdrawal)

    def disclose(self, request: DisclosureRequest) -> DisclosureEffect:
        """See `ConsentStore`."""
        return self.engine.disclose(request).effect

    def effect_at(self, request: DisclosureRequest, at: datetime) -> DisclosureEffect:
        """See `ConsentStore`."""
        register = self.engine.register(request.subject, self.programme)
        return self.engine.host.disclosure(self.programme).decide(register, evolve(request, at=at)).effect

    def status(self, participant: str, statement: str, at: datetime) -> ConsentStatus:
        """See `ConsentStore`."""
        return status(self.engine.register(participant, self.programme), statement, at)
