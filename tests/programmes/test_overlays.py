"""Overlays over the five real programmes and the example caseload: whatever they say, they only narrow."""

from functools import cache
from pathlib import Path
from random import Random
from types import ModuleType

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from peersupport import Case, Host, Outcome
from peersupport.dates import parse_date
from peersupport.interop.caseload import read_caseload
from peersupport.interop.site_files import read_sites
from peersupport.plugin import Criterion, Overlay, any_child, at_least, core, every_child, hookimpl, require, since

ROOT = Path(__file__).parents[2]
ON = parse_date("2026-11-01")
PROGRAMMES = ("community-mothers", "crafty-mummies", "healthy-little-minds", "link-workers", "young-parents-connect")


@cache
def world() -> tuple[Host, tuple[Case, ...]]:
    """The five programmes at their example sites, and the example caseload."""
    sites = read_sites(ROOT / "examples" / "sites")
    return Host.load(sites=sites), read_caseload(ROOT / "examples" / "caseload.jsonl")


def leaves() -> list[Criterion]:
    """Criteria over core facts that no programme has sealed."""
    return [
        core.age_years < 30,
        core.pregnant.is_true(),
        core.referred.is_true(),
        core.planning_pregnancy.is_false(),
        core.local_authority.is_in({"E06000018", "E06000057"}),
        core.child_protection.is_false(),
        core.violence_risk.is_known(),
        any_child(core.child_age_months < 12),
        every_child(core.child_age_years < 5),
    ]


def drawn(random: Random, depth: int) -> Criterion:
    """A criterion of some depth."""
    if depth == 0 or random.random() < 0.3:
        return random.choice(leaves())
    parts = [drawn(random, depth - 1) for _ in range(random.choice((2, 3)))]
    joined = parts[0]
    for part in parts[1:]:
        joined = joined & part if random.random() < 0.5 else joined | part
    return at_least(random.choice(range(1, len(parts) + 1)), *parts) if random.random() < 0.2 else joined


def overlay(programme: str, criterion: Criterion, name: str = "council", requirement: str = "CO1") -> ModuleType:
    """A plugin of a council that requires one thing more of a programme."""
    council = ModuleType(name)
    rules = Overlay(programme=programme, source="council.txt", runs=since("2000-01-01")).rules(
        require(requirement, criterion, quote="further families only")
    )
    council.eligibility_rules = hookimpl(lambda: rules, specname="eligibility_rules")  # type: ignore[attr-defined]
    return council


@pytest.mark.parametrize("programme", PROGRAMMES)
@settings(max_examples=25, deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_an_overlay_never_widens_a_real_programme(programme: str, random: Random) -> None:
    """No refused case is let in or left open, none is eligible that was not, other programmes are untouched."""
    host, cases = world()
    criterion = drawn(random, 2)
    plugins = [overlay(programme, criterion)]
    narrowed = Host.load(plugins=plugins, overlays={"council": [programme]}, sites=host.sites)
    assert all(plugin.faults == () for plugin in narrowed.plugins), narrowed.plugins
    sample = random.sample(cases, 60)
    changed = 0
    for address in host.offers(programme):
        before, after = host.eligibility(address), narrowed.eligibility(address)
        for case in sample:
            one, other = before.decide(case, ON).outcome, after.decide(case, ON).outcome
            changed += one is not other
            assert other is not Outcome.ELIGIBLE or one is Outcome.ELIGIBLE
            assert one is not Outcome.NOT_ELIGIBLE or other is Outcome.NOT_ELIGIBLE
    event("it narrowed something" if changed else "it changed nothing")
    untouched = [address for address in host.offers() if not address.startswith(programme)]
    for address in untouched:
        as_before, now = host.eligibility(address), narrowed.eligibility(address)
        assert all(now.decide(case, ON).truths == as_before.decide(case, ON).truths for case in sample[:5])


def test_a_host_decides_the_same_whatever_the_order_of_its_plugins() -> None:
    """Handed over in any order, two overlays give one host, and the same decisions of the caseload."""
    _, cases = world()
    plugins = [
        overlay("crafty-mummies", core.pregnant.is_false()),
        overlay("crafty-mummies", core.age_years < 40, name="trust", requirement="TR1"),
    ]
    overlays = {"council": ["crafty-mummies"], "trust": ["crafty-mummies"]}
    first = Host.load(plugins=plugins, overlays=overlays).eligibility("crafty-mummies")
    second = Host.load(plugins=plugins[::-1], overlays=overlays).eligibility("crafty-mummies")
    assert {rule.id for rule in first.rules} >= {"CO1", "TR1"}
    assert first.provenance.host_digest == second.provenance.host_digest
    assert all(first.decide(case, ON) == second.decide(case, ON) for case in cases[:100])
