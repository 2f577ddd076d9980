"""What any rule judges can be drawn near it: every truth of every rule of the five programmes, of every hook."""

from datetime import date, timedelta
from typing import Any

import pytest

from peersupport import Host, Role, Truth
from peersupport._attrs import evolve
from peersupport.errors import UnknownName
from peersupport.records.identifiers import PlanId, ProgrammeId
from peersupport.records.plans import SupportPlan
from peersupport.rules.rule_set import rule_parameters, settings_on
from peersupport.rules.values import Settings
from peersupport.testing.choices import Choices
from peersupport.testing.strategies import sites, subjects
from peersupport.testing.strategies.judged import comes_to
from peersupport.testing.strategies.moments import DAY
from peersupport.testing.strategies.putting import Around, Put
from peersupport.testing.strategies.reach import reachable_by

HOST = Host.load()
RULES = {rule.name: rule for each in HOST.rules.values() for rule in each}
MOST = 40
"""How many subjects are drawn, at most, until a rule comes to the truth at which it is aimed."""
KNOWN = "that something is known, or is still to be settled, is never false"
ALWAYS = "what it asks about is always recorded"
NEVER = {
    ("community-mothers/TC21", Truth.UNKNOWN): ALWAYS,
    ("community-mothers/TC28-request", Truth.FALSE): KNOWN,
    ("community-mothers/TC28-allocated-request", Truth.FALSE): KNOWN,
    ("community-mothers/TC30", Truth.FALSE): KNOWN,
    ("community-mothers/TC30-allocated", Truth.FALSE): KNOWN,
    ("community-mothers/TC31", Truth.FALSE): KNOWN,
    ("community-mothers/TC31-allocated", Truth.FALSE): KNOWN,
    ("community-mothers/TC39", Truth.UNKNOWN): ALWAYS,
    ("community-mothers/TC55", Truth.UNKNOWN): ALWAYS,
    ("community-mothers/TC64", Truth.UNKNOWN): ALWAYS,
    ("link-workers/MM25", Truth.FALSE): KNOWN,
}
"""The truths to which a rule cannot come, and why."""


def _in_order(_: Choices, onward: Any, value: Any, __: Around) -> Any:
    order = (Role.PARTICIPANT, Role.COMMUNITY_MOTHER, Role.CO_ORDINATOR)
    return evolve(onward, path={True: order, False: order[::-1], None: None}[value])


def _plan_of_both(_: Choices, case: Any, value: Any, around: Around) -> Any:
    authors = (Role.PARTICIPANT, Role.LINK_WORKER) if value else (Role.LINK_WORKER,)
    programme = ProgrammeId("link-workers")
    plan = SupportPlan(id=PlanId("plan"), programme=programme, authors=authors, agreed=around.on - timedelta(days=1))
    return evolve(case, plans=None if value is None else (plan,))


WAYS: dict[str, Put] = {
    "community-mothers.passed_on_in_order": _in_order,
    "link-workers.plan_of_both": _plan_of_both,
}
"""Ways back for two facts of plugins that are too special to come about by chance."""


@pytest.fixture(scope="module")
def hosts() -> dict[str, list[Host]]:
    """The host at some sites of each programme."""
    return {
        name: [HOST.at_site(sites.seeded(seed, host=HOST, programme=name)) for seed in range(5)]
        for name in HOST.programmes
    }


def settings_of(host: Host, name: str) -> Settings:
    """The values of what a rule reads, at the host's site."""
    return settings_on(rule_parameters([RULES[name]]), DAY, host.overrides["site"])


def met(hosts: list[Host], name: str, truth: Truth) -> bool:
    """Whether one of the subjects drawn at these sites has the rule come to the truth."""
    for seed in range(MOST):
        host = hosts[seed % len(hosts)]
        one = subjects.seeded(seed, host=host, rule=name, site="site", truth=truth, ways=WAYS)
        if comes_to(RULES[name], one, DAY, settings_of(host, name)) is truth:
            return True
    return False


@pytest.mark.parametrize("hook", HOST.rules)
def test_every_rule_is_met_with_every_truth(hook: str, hosts: dict[str, list[Host]]) -> None:
    """Rules on who may join, on acts, on what is told, on pathways and allocations: true, false and unknown."""
    missed: dict[str, list[str]] = {}
    for rule in HOST.rules[hook]:
        for truth in Truth:
            if (rule.name, truth) not in NEVER and not met(hosts[rule.programme], rule.name, truth):
                missed.setdefault(rule.name, []).append(truth.value)
    assert missed == {}


def test_what_cannot_be_is_told_from_the_rule(hosts: dict[str, list[Host]]) -> None:
    """`reachable_by` finds exactly what the list above argues."""
    never = set()
    for name, rule in RULES.items():
        found = [reachable_by(rule, settings_of(host, name)) for host in hosts[rule.programme]]
        never |= {(name, truth) for truth in Truth if not any(truth in one for one in found)}
    assert never == set(NEVER)


def test_a_rule_that_is_not_there_is_refused() -> None:
    """With a hint."""
    with pytest.raises(UnknownName, match="did you mean"):
        subjects.seeded(0, host=HOST, rule="community-mothers/TC99")


def test_a_day_may_be_given() -> None:
    """The subject stands on the day that is asked about."""
    one = subjects.seeded(4, host=HOST, rule="crafty-mummies/CM2", on=date(2024, 2, 29), truth=Truth.TRUE)
    settings = settings_on(rule_parameters([RULES["crafty-mummies/CM2"]]), date(2024, 2, 29), {})
    assert comes_to(RULES["crafty-mummies/CM2"], one, date(2024, 2, 29), settings) is Truth.TRUE
