"""Decisions come back from what was recorded of them, to the last byte; what was altered does not come back."""

import json
from collections import Counter
from datetime import date
from random import Random
from types import ModuleType

import pytest
from hypothesis import given, settings
from tests.policies.toddlers import Council, Toddlers, decide, host_of
from tests.replay.recording import BROKEN, DAY, Ledger, decision_of, replay, same, world
from tests.rules.recording import refused, rule_of

from peersupport import Case, Host, Outcome, Participant
from peersupport._attrs import evolve
from peersupport.dates import ALWAYS, since
from peersupport.errors import Fault
from peersupport.plugin import core, expect, require
from peersupport.policies.eligibility import Eligibility
from peersupport.records.identifiers import CaseId, PersonId, ProgrammeId, ReferralId, SiteId
from peersupport.records.people import Child
from peersupport.records.referrals import OnwardReferral
from peersupport.records.sites import DatedValue, Site
from peersupport.replay import recorded_decision, replayed, rule_set_from
from peersupport.rules.document import canonical, value_document
from peersupport.rules.rule import Rule
from peersupport.rules.rule_set import Provenance
from peersupport.testing.rules.drawing import drawn_criterion, drawn_settings, drawn_subject
from peersupport.testing.strategies import cases

HOST, CASES = world()
DRAWN = cases(programmes=["toddlers"])
WHOLE = 25
"""Of so many example cases one is told to every reader; of the others the whole document is compared."""


@pytest.mark.parametrize("address", HOST.offers())
@pytest.mark.parametrize("as_of", [None, date(2023, 5, 1), date(1990, 1, 1)], ids=["today's", "old", "none"])
def test_a_programme_decides_again_what_it_decided(address: str, as_of: date | None) -> None:
    """The example caseload by today's rules, by old ones, and on a day without any: every byte of every decision."""
    ledger = Ledger()
    policy = HOST.eligibility(address)
    given = CASES if as_of is None else CASES[::5]
    decisions = [policy.decide(case, DAY, rules_as_of=as_of) for case in given]
    for decision in decisions:
        ledger.keep(decision)
    assert len(ledger.rule_sets) == 1
    for place, (decision, again) in enumerate(zip(decisions, ledger.replays(), strict=True)):
        assert canonical(again.document()) == canonical(decision.document())
        if place % WHOLE == 0:
            same(decision, again)
    assert as_of is not None or len(Counter(one.outcome for one in decisions)) == 3


def test_an_onward_referral_is_decided_again() -> None:
    """An offer that judges something else than a case, with and without what it asks for."""
    policy = HOST.eligibility("community-mothers/onward-referral")
    for wished in (True, False, None):
        for safeguarding in (True, False, None):
            onward = OnwardReferral(id=ReferralId("r"), wished=wished, safeguarding=safeguarding)
            decision = policy.decide(onward, DAY)
            same(decision, replay(decision))


@settings(max_examples=120, deadline=None)
@given(DRAWN)
def test_broken_facts_and_unset_parameters_are_replayed(case: Case) -> None:
    """An error is an error again, by its code alone; what the service was asked to set is asked again."""
    decision = decide(BROKEN, case, on="2025-06-01")
    assert "CANARY" not in str(recorded_decision(decision))
    same(decision, replay(decision))


def test_the_errors_of_broken_facts_are_met() -> None:
    """The search above is about something: facts raise, are mistyped, are of members; a parameter is asked for."""
    mother = Participant(id=PersonId("mother"), single_parent=True)
    case = Case(id=CaseId("case"), participant=mother, children=(Child(id=PersonId("child")),))
    again = replay(decide(BROKEN, case, on="2025-06-01"))
    assert again.errors == {
        "toddlers.leaving": "SystemExit",
        "toddlers.mistyped": "fact-type",
        "toddlers.raising": "ValueError",
    }
    assert {"toddlers.open", "toddlers.raising", "toddlers.leaving"} <= {one.name for one in again.missing}


@pytest.mark.parametrize("as_of", ["2019-12-31", "2024-06-01", "2026-06-01", "2030-01-01"])
def test_the_rules_of_another_day_are_replayed(as_of: str) -> None:
    """Values, rules and periods are those of the day whose rules were asked for; ages those of the decision's."""
    case = Case(
        id=CaseId("case"),
        participant=Participant(id=PersonId("mother"), single_parent=False),
        children=(Child(id=PersonId("child"), birth_date=date(2022, 6, 1)),),
    )
    decision = decide(BROKEN, case, on="2025-01-01", as_of=as_of)
    again = replay(decision)
    same(decision, again)
    assert (again.on, again.rules_as_of) == (date(2025, 1, 1), date.fromisoformat(as_of))
    values = [{name: value_document(one) for name, one in each.rule_set.settings.items()} for each in (decision, again)]
    assert values[0] == values[1]


def test_a_programme_that_cannot_decide_cannot_decide_again() -> None:
    """Why nothing could be decided is recorded: the plugin need not be broken when somebody looks back."""
    site = Site(id=SiteId("here"), programme=ProgrammeId("lost"))
    lost = ModuleType("lost")
    lost.TOUCHES = ("lost",)  # type: ignore[attr-defined]
    host = Host.load(plugins=[lost], discover=False, sites=[site])
    absent = Host.load(discover=False, expect=["gone"], overlays={"gone": ["toddlers"]}, plugins=[Toddlers(RULES)])
    for address, one in (("lost", host), ("toddlers", absent)):
        decision = one.eligibility(address).decide(CASES[0], DAY)
        assert decision.outcome is Outcome.UNDETERMINED
        assert decision.unavailable
        same(decision, replay(decision))


RULES: tuple[Rule, ...] = (require("T1", core.age_years < 26, quote="w"),)


def test_what_a_place_in_a_fault_is_comes_back() -> None:
    """Faults are told with the place at which they stand: a number is a number again."""
    policy = Eligibility(
        programme="p",
        title="P",
        offer="",
        subject="Case",
        rules=(),
        overrides={},
        provenance=Provenance(host_digest="h", site="s", site_digest="d", versions=(("one", "1"), ("two", "2"))),
        unavailable=(Fault(code="some-code", message="it is broken", path=("rules", 3, "4"), help="mend it"),),
    )
    decision = policy.decide(CASES[0], DAY)
    assert decision.unavailable == ("rules[3].4: it is broken [some-code]; mend it",)
    same(decision, replay(decision))


def test_overlays_and_sites_are_replayed() -> None:
    """What a council added and a site chose is in the rules that were recorded, under the names of their plugins."""
    limited = {"toddlers.limit": (DatedValue(value=9), DatedValue(value=1, since=date(2025, 1, 1)))}
    runs = since("2021-01-01", "2028-01-01")
    site = Site(id=SiteId("here"), programme=ProgrammeId("toddlers"), parameters=limited, runs=runs, digest="ab" * 32)
    council = Council([require("N1", core.planning_pregnancy, quote="w")])
    host = host_of(Toddlers(BROKEN_RULES), council, sites=[site])
    for case in CASES[:40]:
        decision = decide(host, case, on="2026-06-01")
        again = replay(decision)
        same(decision, again)
        assert again.rule_set.provenance.versions == (("council", "1"), ("toddlers", "1"))
        assert (again.rule_set.provenance.site, again.rule_set.provenance.site_digest) == ("here", "ab" * 32)


BROKEN_RULES = tuple(
    evolve(rule, programme="", plugin="", in_force=None)
    for rule in BROKEN.rules["eligibility_rules"]
    if rule.in_force is not None
)


def test_random_rules_are_replayed() -> None:
    """Rules, guards and routes of every kind of criterion, of subjects with everything in them that can go wrong."""
    random = Random(20261125)
    outcomes: Counter[Outcome] = Counter()
    while outcomes.total() < 700:
        rules = []
        for number in range(2):
            criteria = [drawn_criterion(random, depth=random.choice((1, 2, 3))) for _ in range(2)]
            rule = evolve(rule_of(criteria[0]), id=f"R{number}", when=criteria[1] if random.random() < 0.3 else None)
            rules.append(rule)
        unusual = expect("A1", drawn_criterion(random, 2), quote="w", advice="unusual", in_force=ALWAYS)
        rules.append(evolve(unusual, programme="p"))
        of_day = drawn_settings(random)
        subjects = [drawn_subject(random) for _ in range(7)]
        decisions = [decision_of(rules, one, of_day) for one in subjects]
        ledger = Ledger()
        for one in decisions:
            ledger.keep(one)
        kept = json.loads(ledger.rule_sets.popitem()[1])
        made = refused(lambda kept=kept: rule_set_from(kept))
        for one, case in zip(decisions, ledger.cases if made else (), strict=made is not None):
            assert made is not None
            again = replayed(made, json.loads(case))
            assert canonical(again.document()) == canonical(one.document())
            outcomes[one.outcome] += 1
        if made is not None:
            same(decisions[-1], again)
    assert min(outcomes[one] for one in Outcome) > 40, outcomes
