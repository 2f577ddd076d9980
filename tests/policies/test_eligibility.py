"""How findings combine into an answer (design.md, Combining)."""

from datetime import date, datetime

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.policies.toddlers import decide, toddlers

from peersupport import Case, Child, Host, Outcome, Participant, Referral, Truth
from peersupport._attrs import evolve
from peersupport.dates import since
from peersupport.errors import Fault, InvalidDate, RuleError
from peersupport.plugin import Role, any_child, core, expect, fact, hold, oblige, prioritise, redirect, require, route
from peersupport.records.community import Meeting, MeetingKind
from peersupport.records.identifiers import CaseId, PersonId, ProgrammeId, ReferralId
from peersupport.records.people import ParentRole
from peersupport.records.referrals import OnwardReferral
from peersupport.rules.rule import Rule
from peersupport.testing.strategies import cases
from peersupport.testing.strategies.moments import DAY

REQUIREMENTS: tuple[Rule, ...] = (
    require("T1", any_child(core.child_age_years < 3), quote="w", otherwise=redirect("nursery", "Ask the nursery.")),
    require("T2", core.age_years < 26, quote="w", otherwise=redirect("group", "Ask the group.")),
    require("T3", core.parent_role.is_(ParentRole.MOTHER), quote="w", when=~core.single_parent.is_true()),
    require("T4", core.violence_risk.is_false(), quote="w", unknown=hold("co-ordinator", "vetting")),
    require("T5", core.pregnant | core.referrer_role.is_in({Role.GP}), quote="w", unknown=hold("referrer")),
    require("T6", core.single_parent, quote="w", in_force=since("2026-01-01")),
)
ANNOTATIONS: tuple[Rule, ...] = (
    expect("A1", core.single_parent, quote="w", advice="unusual"),
    prioritise("A2", core.planning_pregnancy, quote="w", advice="first"),
    prioritise("A3", core.single_parent, quote="w", advice="first", when=core.pregnant),
    route("A4", {"north": core.pregnant, "south": ~core.pregnant}, quote="w"),
    oblige("A5", core.planning_pregnancy, quote="w", duty="tell her", discharged="told"),
)
CASES = cases(programmes=["toddlers"])
TURNING, HOLDING = {"T1", "T2"}, {"T4", "T5"}
"""The rules that say where to turn, and who must settle what is unknown."""
FULL = toddlers(*REQUIREMENTS, *ANNOTATIONS)
BARE = toddlers(*REQUIREMENTS)
LENIENT = toddlers(REQUIREMENTS[1], REQUIREMENTS[4])
"""With few rules many may join."""
ADDED = (require("N1", core.planning_pregnancy, quote="w"), require("N0", core.pregnant, quote="w"))
MOTHER = Participant(id=PersonId("mother"))
NOBODY = Case(id=CaseId("case"), participant=MOTHER)


@settings(max_examples=60, deadline=None)
@given(CASES, st.permutations([*REQUIREMENTS, *ANNOTATIONS]))
def test_the_order_of_rules_never_matters(case: Case, rules: list[Rule]) -> None:
    """The same rules in any order give the same decision, to the last byte of its digest."""
    shuffled, ordered = decide(toddlers(*rules), case, on="2025-06-01"), decide(FULL, case, on="2025-06-01")
    assert shuffled.document() == ordered.document()
    assert shuffled.digest == ordered.digest
    assert str(shuffled.explain()) == str(ordered.explain())


@pytest.mark.parametrize("host", [FULL, LENIENT], ids=["all rules", "few rules"])
@settings(max_examples=200, deadline=None)
@given(case=CASES)
def test_findings_combine_by_the_table(host: Host, case: Case) -> None:
    """Any FALSE refuses, else any UNKNOWN leaves open, else she may join; and each comes with what belongs to it."""
    decision = decide(host, case, on="2025-06-01")
    truths = set(decision.truths.values())
    refused, unsure = Truth.FALSE in truths, Truth.UNKNOWN in truths
    expected = Outcome.NOT_ELIGIBLE if refused else Outcome.UNDETERMINED if unsure else Outcome.ELIGIBLE
    assert decision.outcome is expected
    assert decision.determining
    assert {finding.rule.id: finding.truth for finding in decision.findings[: len(decision.truths)]} == decision.truths
    false = {name for name, truth in decision.truths.items() if truth is Truth.FALSE}
    open_ = {name for name, truth in decision.truths.items() if truth is Truth.UNKNOWN}
    assert [turn.rule for turn in decision.redirects] == [f"toddlers/{name}" for name in sorted(false & TURNING)]
    assert [held.rule for held in decision.holds] == [f"toddlers/{name}" for name in sorted(open_ & HOLDING)]
    assert bool(decision.missing) is (decision.outcome is Outcome.UNDETERMINED)


@settings(max_examples=200, deadline=None)
@given(CASES)
def test_annotations_never_touch_the_outcome(case: Case) -> None:
    """Priority, expectation, route and obligation accompany an answer (design.md, Rules)."""
    full, bare = decide(FULL, case, on="2025-06-01"), decide(BARE, case, on="2025-06-01")
    assert (full.outcome, full.truths, full.missing) == (bare.outcome, bare.truths, bare.missing)
    assert full.determining == bare.determining


def test_a_redirect_stands_beside_a_refusal() -> None:
    """A refusal is never a bare "no": every rule that refuses says where to turn, sorted by rule."""
    old = evolve(NOBODY, participant=evolve(MOTHER, birth_date=date(1980, 1, 1)), children=())
    decision = decide(FULL, old, on="2025-06-01")
    assert decision.outcome is Outcome.NOT_ELIGIBLE
    assert [turn.redirect.to for turn in decision.redirects] == ["nursery", "group"]
    assert decision.missing == ()


def test_a_hold_comes_from_what_is_unknown() -> None:
    """Unanswered vetting holds the case, and says who must settle it (TC30, TC31)."""
    decision = decide(FULL, NOBODY, on="2025-06-01")
    assert decision.outcome is Outcome.UNDETERMINED
    assert [(held.rule, held.hold.by) for held in decision.holds] == [
        ("toddlers/T4", "co-ordinator"),
        ("toddlers/T5", "referrer"),
    ]


def test_what_is_presupposed_is_asked_first() -> None:
    """Nobody is asked how she was referred before it is known whether she was; the others come by name."""
    host = toddlers(
        require("T1", core.referrer_role.is_in({Role.GP}), quote="w"),
        require("T2", core.age_years < 26, quote="w"),
        require("T3", any_child(core.child_age_years < 3), quote="w"),
    )
    unborn = (Child(id=PersonId("one")), Child(id=PersonId("two")))
    decision = decide(host, evolve(NOBODY, children=unborn), on="2025-06-01")
    asked = [(one.name, one.member) for one in decision.missing]
    assert asked == [("core.age_years", None), ("core.child_born", 0), ("core.child_born", 1), ("core.referred", None)]
    referral = Referral(id=ReferralId("r"), programme=ProgrammeId("toddlers"))
    decision = decide(host, evolve(NOBODY, children=unborn, referrals=(referral,)), on="2025-06-01")
    asked = [(one.name, one.member) for one in decision.missing]
    assert asked == [
        ("core.age_years", None),
        ("core.child_born", 0),
        ("core.child_born", 1),
        ("core.referrer_role", None),
    ]


@fact("toddlers.raising", meaning="something")
def _raising(case: Case, _day: date) -> bool | None:
    raise ValueError(f"CANARY {case.participant.birth_date}")


@fact("toddlers.exiting", meaning="something else")
def _exiting(_case: Case, _day: date) -> bool | None:
    raise SystemExit("CANARY")


@fact("toddlers.refusing", meaning="a third thing")
def _refusing(_case: Case, _day: date) -> bool | None:
    raise RuleError("CANARY", code="some-code")


@pytest.mark.parametrize(
    ("raising", "code"), [(_raising, "ValueError"), (_exiting, "SystemExit"), (_refusing, "some-code")]
)
def test_a_fact_that_raises_is_unknown(raising: object, code: str) -> None:
    """An error never makes an answer more permissive; its code is told, its words never (they may hold anything)."""
    rules = (require("T1", raising, quote="w"), require("T2", ~raising, quote="w"))  # type: ignore[arg-type, operator]
    decision = decide(toddlers(*rules), NOBODY, on="2025-06-01")
    assert decision.outcome is Outcome.UNDETERMINED
    assert set(decision.truths.values()) == {Truth.UNKNOWN, Truth.TRUE}
    assert list(decision.errors.values()) == [code]
    assert [one.error for one in decision.missing] == [code]
    told = [str(decision.explain(audience)) for audience in ("participant", "supporter", "co-ordinator", "auditor")]
    told += [str(decision.document(audience)) for audience in ("participant", "auditor")]
    assert "CANARY" not in " ".join([*told, repr(decision)])
    assert code in told[3]


def test_a_decision_is_about_one_day() -> None:
    """A time of day would make two answers on one day (D11)."""
    with pytest.raises(InvalidDate):
        FULL.eligibility("toddlers").decide(NOBODY, datetime(2025, 6, 1))  # noqa: DTZ001 - what is refused


def test_a_decision_is_about_one_kind_of_subject() -> None:
    """A referral to another service is not a case."""
    with pytest.raises(RuleError) as raised:
        FULL.eligibility("toddlers").decide(OnwardReferral(id=ReferralId("r")), DAY)
    assert raised.value.message == "this offer judges a Case, not a OnwardReferral"
    meetings = Host.load().eligibility("community-mothers/community-of-practice")
    assert meetings.decide(Meeting(kind=MeetingKind.GROUP_SUPPORT), DAY).outcome is Outcome.UNDETERMINED
    for other in (NOBODY, OnwardReferral(id=ReferralId("r"))):
        with pytest.raises(RuleError, match="this offer judges a Meeting"):
            meetings.decide(other, DAY)


def test_a_decision_never_changes() -> None:
    """Nothing of an answer can be set, and the same question has the same answer."""
    decision = decide(FULL, NOBODY, on="2025-06-01")
    with pytest.raises(AttributeError):
        decision.outcome = Outcome.ELIGIBLE  # type: ignore[misc]
    assert decide(FULL, NOBODY, on="2025-06-01") == decision
    assert hash(decide(FULL, NOBODY, on="2025-06-01")) == hash(decision)
    assert decide(FULL, NOBODY, on="2025-06-02") != decision


@pytest.mark.parametrize("lost", [True, False])
@pytest.mark.parametrize("decides", [True, False])
@pytest.mark.parametrize("own", [True, False])
def test_a_day_without_requirements_decides_nothing(lost: bool, decides: bool, own: bool) -> None:
    """A rule that nobody can meet stands in: but not where a plugin is lost, which says so, nor where rules advise."""
    rules = FULL.eligibility("toddlers").rules if own else ()
    faults = (Fault(code="plugin-import", message="broken"),) if lost else ()
    policy = attrs.evolve(FULL.eligibility("toddlers"), rules=rules, decides=decides, unavailable=faults)
    live = policy.rules_on(DAY)
    assert ("no-rules" in {one.id for one in live.requirements}) is (decides and not own and not lost)
    assert live.unavailable == faults
