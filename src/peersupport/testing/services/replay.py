"""What laws ask of a service that keeps what it decided, and how a host answers them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from typing import Protocol, runtime_checkable

import attrs

from peersupport.engine import Engine
from peersupport.engine.payloads import document, participant_subject
from peersupport.programmes.host import Host
from peersupport.records.case import Case
from peersupport.testing.services.eligibility import EligibilityService, HostEligibility
from peersupport.testing.services.ledgers import Clock, LedgerService, MemoryLedgers

PARTICIPANT = "mother"
Question = tuple[str, Case, date]
"""An offer, a family, a day."""


class Records(Protocol):
    """One store of decisions."""

    def keep(self, offer: str, case: Case, on: date) -> None:
        """Decide, and record the decision with all that it rests on."""
        ...

    def replayed(self) -> Sequence[str]:
        """Of each decision kept, in order, the fingerprint that it has when it is made again from the store alone."""
        ...


@runtime_checkable
class ReplayService(EligibilityService, Protocol):
    """A service that keeps what it decided: all that most laws of replay need."""

    def fingerprint(self, offer: str, case: Case, on: date) -> str:
        """What stands for the whole answer: the same for the same, another for another."""
        ...

    def store(self, clock: Clock) -> AbstractContextManager[Callable[[], Records]]:
        """A new, empty store for the time of a `with` block, opened anew by each call."""
        ...


@runtime_checkable
class RunsElsewhere(Protocol):
    """A service that can be asked in a process of its own."""

    def fingerprints_elsewhere(self, documents: Sequence[object], seed: int, zone: str) -> Sequence[str]:
        """What another process makes of questions written as JSON, with its own hash seed and time zone."""
        ...


@attrs.frozen(eq=False)
class HostReplay(HostEligibility):
    """A host whose engine keeps what it decides in a ledger."""

    ledgers: LedgerService = attrs.field(factory=MemoryLedgers, kw_only=True)
    elsewhere: Sequence[str] = attrs.field(
        default=(sys.executable, "-m", "peersupport.testing.services.elsewhere"), kw_only=True
    )
    """How a process is started that loads the same host, reads questions and writes fingerprints."""

    def fingerprint(self, offer: str, case: Case, on: date) -> str:
        """The decision's own digest."""
        return self.decide(offer, case, on).digest

    @contextmanager
    def store(self, clock: Clock) -> Generator[Callable[[], "EngineRecords"], None, None]:
        """An engine with a new ledger."""
        with self.ledgers.place(clock) as opened:
            yield lambda: EngineRecords(self, Engine(self.host, ledger=opened(), now=clock))

    def fingerprints_elsewhere(self, documents: Sequence[object], seed: int, zone: str) -> Sequence[str]:
        """From the standard output of the other process. Raises `subprocess.CalledProcessError` where it fails."""
        environment = {**os.environ, "PYTHONHASHSEED": str(seed), "TZ": zone}
        ran = subprocess.run(  # noqa: S603 - the command is the tester's own
            self.elsewhere, input=json.dumps(documents), env=environment, capture_output=True, text=True, check=True
        )
        return ran.stdout.split()


@attrs.frozen(eq=False)
class EngineRecords:
    """What an engine keeps of one participant."""

    service: HostEligibility
    engine: Engine

    def keep(self, offer: str, case: Case, on: date) -> None:
        """See `Records`."""
        self.engine.log([self.service.decide(offer, case, on)], PARTICIPANT)

    def replayed(self) -> Sequence[str]:
        """The digest that was recorded, where the engine comes to it again; else the code of what is wrong."""
        entries = self.engine.ledger.entries(participant_subject(PARTICIPANT)) if self.engine.ledger else ()
        recorded = {one.sequence: document(one).get("decision", "") for one in entries}
        return [one.difference or recorded[one.sequence] for one in self.engine.replay(PARTICIPANT)]


def installed() -> HostReplay:
    """The installed programmes, without sites: what another process loads by default."""
    return HostReplay(Host.load())
