"""Every law of programmes, held against the library itself: five programmes, two evaluators, three kinds of ledger."""

from pathlib import Path

import pytest
from tests.policies.test_eligibility import FULL, LENIENT

from peersupport import Host
from peersupport.interop.site_files import read_sites
from peersupport.testing import laws
from peersupport.testing.laws.law import Law
from peersupport.testing.services.boundaries import HostBoundaries
from peersupport.testing.services.eligibility import HostEligibility
from peersupport.testing.services.evaluating import Compiled, Evaluator, Reference
from peersupport.testing.services.ledgers import MemoryLedgers, SQLiteLedgers
from peersupport.testing.services.overlays import HostOverlays
from peersupport.testing.services.replay import HostReplay
from peersupport.testing.services.safeguarding import HostSafeguarding

BARE = Host.load()
"""The five programmes, of which sites have chosen nothing."""
SITED = Host.load(sites=read_sites(Path(__file__).parents[3] / "examples" / "sites"))
"""The same at their example sites."""
BROKEN = Host.load(deny=["crafty-mummies"], expect=["crafty-mummies-overlay"], overlays={"council": ["link-workers"]})
"""Without one plugin, and with two others missing that were expected to narrow a programme."""


def named(law: Law[object, object]) -> str:
    """A law's name, for the test's."""
    return law.name


@pytest.mark.parametrize("evaluator", [Reference(), Compiled()], ids=["reference", "compiled"])
@pytest.mark.parametrize("law", laws.RULES, ids=named)
def test_both_evaluators_keep_the_laws_of_rules(law: Law[Evaluator, object], evaluator: Evaluator) -> None:
    """The specification and the fast path mean the same, and both what design.md says."""
    law(evaluator, cases=None if isinstance(evaluator, Reference) else 300)


@pytest.mark.parametrize("law", laws.ELIGIBILITY, ids=named)
def test_the_programmes_keep_the_laws_of_eligibility(law: Law[HostEligibility, object]) -> None:
    """Whatever is known of whomever, on any day."""
    law(HostEligibility(BARE))


@pytest.mark.parametrize("law", laws.ELIGIBILITY, ids=named)
def test_the_example_sites_keep_the_laws_of_eligibility(law: Law[HostEligibility, object]) -> None:
    """Their parameters are set, so that more is decided."""
    law(HostEligibility(SITED), cases=60, seed=10_000)


@pytest.mark.parametrize("host", [FULL, LENIENT], ids=["all rules", "few rules"])
@pytest.mark.parametrize("law", [laws.knowledge_is_monotone, laws.the_order_of_records_never_matters], ids=named)
def test_rules_of_every_kind_keep_the_laws(law: Law[HostEligibility, object], host: Host) -> None:
    """Guards, redirects, holds, and few rules, by which many may join."""
    law(HostEligibility(host), cases=150)


@pytest.mark.parametrize("law", laws.OVERLAYS, ids=named)
def test_overlays_on_the_programmes_keep_the_laws(law: Law[HostOverlays, object]) -> None:
    """Whatever a council requires beside what the programme does."""
    law(HostOverlays())


@pytest.mark.parametrize("host", [BARE, BROKEN], ids=["all plugins", "plugins missing"])
@pytest.mark.parametrize("law", laws.BOUNDARIES, ids=named)
def test_the_programmes_keep_the_laws_of_boundaries(law: Law[HostBoundaries, object], host: Host) -> None:
    """Also where plugins are missing: then everything is denied, but to raise a concern."""
    law(HostBoundaries(host), cases=None if host is BARE else 100)


@pytest.mark.parametrize("host", [BARE, BROKEN], ids=["all plugins", "plugins missing"])
@pytest.mark.parametrize("law", laws.SAFEGUARDING, ids=named)
def test_the_engine_keeps_the_laws_of_safeguarding(law: Law[HostSafeguarding, object], host: Host) -> None:
    """Whatever becomes of plugins."""
    law(HostSafeguarding(host))


@pytest.mark.parametrize("law", laws.LEDGER, ids=named)
def test_a_ledger_in_memory_keeps_the_laws(law: Law[MemoryLedgers, object]) -> None:
    """Many short histories."""
    law(MemoryLedgers(), cases=300)


@pytest.mark.parametrize("law", laws.LEDGER, ids=named)
def test_a_ledger_in_a_file_keeps_the_laws(law: Law[SQLiteLedgers, object]) -> None:
    """A few: each is a database of its own."""
    law(SQLiteLedgers(), cases=3)


@pytest.mark.parametrize("law", laws.REPLAY, ids=named)
def test_the_engine_keeps_the_laws_of_replay(law: Law[HostReplay, object]) -> None:
    """From the ledger alone, and from other processes."""
    law(HostReplay(BARE))
