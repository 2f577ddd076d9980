"""The state machines on the library itself: every pathway of the five programmes, every kind of ledger."""

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test
from tests.ledger.server import Server

from peersupport import Host
from peersupport.testing.machines import ConsentLifecycle, LedgersAlike, PathwayWalk, SafeguardingDuty
from peersupport.testing.services.consent import HostConsent
from peersupport.testing.services.ledgers import MemoryLedgers, PostgreSQLLedgers, SQLiteLedgers
from peersupport.testing.services.pathways import PathwayService, pathways_of
from peersupport.testing.services.safeguarding import HostSafeguarding

HOST = Host.load()
BROKEN = Host.load(deny=["crafty-mummies"], expect=["crafty-mummies-overlay"], overlays={"council": ["link-workers"]})
"""Without one plugin, and with two others missing."""
PATHWAYS = {f"{one.programme}/{one.pathway.id}": one for one in pathways_of(HOST)}


PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""What breaks a machine is told as it was found: making such long histories smaller takes minutes."""


def run(machine: type[RuleBasedStateMachine], examples: int, steps: int = 20, **given: object) -> None:
    """Some histories of a machine with a service."""
    made = type(machine.__name__, (machine,), given)
    chosen = settings(max_examples=examples, stateful_step_count=steps, deadline=None, phases=PHASES)
    run_state_machine_as_test(made, settings=chosen)  # type: ignore[no-untyped-call]


def test_consent_in_memory() -> None:
    """A programme that adds no rules of its own on what may be told."""
    run(ConsentLifecycle, 15, service=HostConsent(HOST, "young-parents-connect"))


def test_consent_in_a_file() -> None:
    """The same, over a database that is closed and opened again."""
    run(ConsentLifecycle, 2, 8, service=HostConsent(HOST, "healthy-little-minds", SQLiteLedgers()))


@pytest.mark.parametrize("service", PATHWAYS.values(), ids=PATHWAYS)
def test_every_pathway(service: PathwayService) -> None:
    """Of families and of supporters."""
    run(PathwayWalk, 20, service=service)


@pytest.mark.parametrize("host", [HOST, BROKEN], ids=["all plugins", "plugins missing"])
def test_duties(host: Host) -> None:
    """Whatever becomes of plugins."""
    run(SafeguardingDuty, 25, service=HostSafeguarding(host))


def test_duties_in_a_file() -> None:
    """Over a database that is closed and opened again."""
    run(SafeguardingDuty, 2, 10, service=HostSafeguarding(HOST, SQLiteLedgers()))


def test_ledgers_in_memory_and_in_a_file() -> None:
    """The same history on both."""
    run(LedgersAlike, 30, 25, services={"memory": MemoryLedgers()})
    run(LedgersAlike, 3, 12, services={"memory": MemoryLedgers(), "SQLite": SQLiteLedgers()})


@pytest.mark.integration
def test_ledgers_on_a_server(server: Server) -> None:
    """The same history in memory, in a file and on PostgreSQL."""
    pairs = PostgreSQLLedgers(lambda: (server.database(), server.database()))
    run(LedgersAlike, 15, 15, services={"memory": MemoryLedgers(), "SQLite": SQLiteLedgers(), "PostgreSQL": pairs})
