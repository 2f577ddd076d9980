"""Cases near an offer meet each rule true, false and unknown, and each parameter at its boundary."""

from collections import Counter, defaultdict
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings

from peersupport import Case, Host, Outcome, Truth
from peersupport.errors import UnknownName
from peersupport.records.sites import Site
from peersupport.testing.strategies import near, sites
from peersupport.testing.strategies.moments import DAY
from peersupport.testing.strategies.reach import reachable_by

HOST = Host.load()
COUNT = 400
"""How many cases are drawn for each offer."""
NEVER = {
    ("community-mothers/TC28-request", Truth.FALSE): "nobody is refused for want of a referral: the case is held",
    ("community-mothers/TC30", Truth.FALSE): "that something is known is never false",
    ("community-mothers/TC31", Truth.FALSE): "that something is known is never false",
}
"""The truths to which a rule never comes, whatever the site has chosen, and why."""
RARE = {"link-workers/MM5", "link-workers/MM10"}
"""Rules that rest on facts of the plugin's own, for which the kit knows no way back into a record."""
RUNS = "/runs"
"""The core's own requirement that programme and site run on the day: about the day, not about the case."""


@cache
def hosts(programme: str) -> tuple[Host, ...]:
    """The host at sites that have chosen where the programme leaves it open."""
    return tuple(HOST.at_site(sites.seeded(seed, host=HOST, programme=programme)) for seed in range(20))


def drawn(offer: str, count: int, rule: str | None = None) -> tuple[Counter[Outcome], dict[str, Counter[Truth]]]:
    """What comes of cases near an offer, at several sites, and what each rule comes to."""
    outcomes: Counter[Outcome] = Counter()
    truths: dict[str, Counter[Truth]] = defaultdict(Counter)
    every = hosts(offer.partition("/")[0])
    for seed in range(count):
        host = every[seed % len(every)]
        case = near.seeded(seed, host=host, offer=offer, rule=rule)
        decision = host.eligibility(offer).decide(case, DAY)
        outcomes[decision.outcome] += 1
        for finding in decision.findings:
            truths[finding.rule.name][finding.truth] += 1
    return outcomes, truths


@pytest.mark.parametrize("offer", HOST.offers())
def test_each_rule_is_true_false_and_unknown(offer: str) -> None:
    """What is never tried is never seen to break: every truth of every rule, and each outcome."""
    outcomes, truths = drawn(offer, COUNT)
    assert all(outcomes[outcome] >= COUNT / 10 for outcome in Outcome), outcomes
    for name, met in truths.items():
        if name.endswith(RUNS):
            continue
        rare = {Truth.FALSE} if name in RARE else set[Truth]()
        wanted = {truth for truth in Truth if (name, truth) not in NEVER} - rare
        assert {truth for truth in wanted if met[truth] < COUNT / 200} == set(), name


def test_what_never_comes_is_told_from_the_rules_form() -> None:
    """`reachable_by` says the same as the list above, which says why."""
    unreached = set()
    for offer in HOST.offers():
        every = [host.eligibility(offer).rules_on(DAY) for host in hosts(offer.partition("/")[0])]
        for rule in {rule.name: rule for one in every for rule in (*one.requirements, *one.annotations)}.values():
            found = frozenset[Truth]().union(*(reachable_by(rule, one.settings) for one in every))
            unreached |= {(rule.name, truth) for truth in Truth if truth not in found and not rule.name.endswith(RUNS)}
    assert unreached == set(NEVER)


@pytest.mark.parametrize("name", sorted(RARE))
def test_a_rule_can_be_aimed_at(name: str) -> None:
    """Aiming at one rule meets also what is rare: its three truths in so many cases."""
    _, truths = drawn("link-workers", COUNT // 4, rule=name)
    assert all(truths[name][truth] > 0 for truth in Truth), truths[name]


def test_birthdays_are_met_at_the_limit() -> None:
    """Of cases near a rule with an age, many have their birthday on the day, or on the day before or after it."""
    met: Counter[int] = Counter()
    for seed in range(COUNT):
        case = near.seeded(seed, host=hosts("crafty-mummies")[0], offer="crafty-mummies", rule="CM2")
        for child in case.children or ():
            if isinstance(child.birth_date, date):
                met[(child.birth_date.replace(year=DAY.year) - DAY).days] += 1
    assert all(met[days] >= COUNT / 20 for days in (0, 1)), met


def test_a_rule_that_is_not_there_is_refused() -> None:
    """A misspelt rule would else be a search of nothing."""
    with pytest.raises(UnknownName, match="did you mean `CM2`"):
        near.seeded(0, host=HOST, offer="crafty-mummies", rule="CM22")


def test_a_rule_of_another_day_is_refused_with_the_day() -> None:
    """The day is 1 June 2025 unless another is named: who does not know it looks for a slip in the rule's name."""
    with pytest.raises(UnknownName, match=r"in force on 1990-01-01 .*; it is on other days: name one as `on=`"):
        near.seeded(0, host=HOST, offer="crafty-mummies", rule="CM2", on=date(1990, 1, 1))


@settings(max_examples=50)
@given(sites(host=HOST, programme="link-workers"))
def test_sites_fit_their_programme(site: Site) -> None:
    """A host takes every drawn site."""
    assert HOST.at_site(site).sites == (site,)


@settings(max_examples=50)
@given(near(host=HOST, offer="link-workers"))
def test_hypothesis_draws_as_seeds_do(case: Case) -> None:
    """The same drawing serves both."""
    assert HOST.eligibility("link-workers").decide(case, DAY).outcome in Outcome
