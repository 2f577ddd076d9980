"""Each reader is told what she may see, and nothing else of it (design.md, Facts: `visible_to`; MM5, TC32)."""

import json
from datetime import date

import pytest
from tests.policies.toddlers import decide, toddlers

from peersupport import Audience, Case, Child, Decision, Participant, Referral
from peersupport._attrs import evolve
from peersupport.facts import CORE_FACTS
from peersupport.plugin import (
    STAFF,
    AskedOf,
    any_child,
    choose,
    core,
    count_children,
    every_child,
    expect,
    fact,
    hold,
    oblige,
    parameter,
    prioritise,
    redirect,
    require,
    route,
    select,
)
from peersupport.records.identifiers import CaseId, PersonId, ProgrammeId, ReferralId
from peersupport.records.people import ParentRole
from peersupport.rules.criteria import Criterion, Operand

CANARY = "CANARY"
OUTSIDE = (Audience.PARTICIPANT, Audience.SUPPORTER)


@fact("toddlers.canary_risk", meaning="a CANARY risk", question="Is there a CANARY risk?", visible_to=STAFF)
def risk(case: Case, _day: date) -> bool | None:
    """A hidden yes or no."""
    return case.participant.planning_pregnancy


@fact("toddlers.canary_word", meaning="CANARY words", question="CANARY words?", visible_to=STAFF, presupposes=risk)
def word(case: Case, _day: date) -> str | None:
    """A hidden word; presupposed is what is hidden too."""
    return case.participant.ethnicity


@fact("toddlers.visible", meaning="something", question="Is it so?", presupposes=risk)
def presuming(case: Case, _day: date) -> bool | None:
    """A fact that everybody may see, and that presupposes one that they may not."""
    return case.participant.single_parent


@fact("toddlers.canary_child", meaning="a CANARY child", question="A CANARY child?", visible_to=STAFF)
def child_risk(child: Child, _day: date) -> bool | None:
    """A hidden fact of a child."""
    return None if child.birth_date is None else True


READING = parameter("toddlers.reading", None, type=str, mark="default", quote="w", options=["open", "hidden"])
CHOSEN = parameter("toddlers.chosen", "open", mark="default", quote="w", options=["open", "hidden"])
MOTHER = Participant(
    id=PersonId("mother"),
    planning_pregnancy=True,
    ethnicity="CANARY-VALUE",
    single_parent=True,
    parent_role=ParentRole.MOTHER,
)
CASE = Case(id=CaseId("case"), participant=MOTHER, children=(Child(id=PersonId("one"), birth_date=date(2024, 1, 1)),))
NO_CHILDREN = evolve(CASE, children=())
NOBODY_KNOWS = evolve(CASE, participant=Participant(id=PersonId("mother")), children=None)
CASES = {"known": CASE, "no children": NO_CHILDREN, "nothing known": NOBODY_KNOWS}

HIDING: dict[str, Criterion | Operand] = {
    "by itself": risk,
    "refused": risk.is_false(),
    "a word": word.is_in({"CANARY-VALUE"}),
    "beside others": risk & core.single_parent,
    "as an alternative": core.single_parent | risk,
    "known": word.is_known(),
    "of some child": any_child(child_risk),
    "of every child": every_child(child_risk),
    "of a number of children": count_children(child_risk) > 1,
    "in the branch not taken": select(core.parent_role, {ParentRole.MOTHER: core.single_parent}, otherwise=risk),
    "in the reading not chosen": choose(CHOSEN, {"open": core.single_parent, "hidden": risk}),
    "in readings of which none is chosen": choose(READING, {"open": core.single_parent, "hidden": risk}),
    "presupposed": presuming,
}


def told(decision: Decision, audience: Audience) -> str:
    """All that a reader gets: the explanation, the document, what would change."""
    document = json.dumps(decision.document(audience), ensure_ascii=False)
    return f"{decision.explain(audience)}\n{document}\n{decision.what_would_change(audience)}\n{decision!r}"


@pytest.mark.parametrize("audience", OUTSIDE)
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("title", HIDING)
def test_nothing_of_a_hidden_fact_is_told(title: str, case: str, audience: Audience) -> None:
    """Neither its value nor its name, meaning or question, wherever in a rule the fact stands."""
    host = toddlers(require("T1", HIDING[title], quote="words"), require("T2", core.single_parent, quote="words"))
    decision = decide(host, CASES[case], on="2025-06-01")
    assert CANARY.casefold() not in told(decision, audience).casefold()
    assert "she is a single parent" in str(decision.explain(audience))


@pytest.mark.parametrize("audience", OUTSIDE)
@pytest.mark.parametrize("title", ["by itself", "refused", "beside others", "as an alternative", "of some child"])
def test_a_reader_is_told_that_something_is_left_out(title: str, audience: Audience) -> None:
    """An explanation that leaves out a rule says so: it never passes for the whole."""
    decision = decide(toddlers(require("T1", HIDING[title], quote="words")), CASE, on="2025-06-01")
    assert "not shown to this reader" in str(decision.explain(audience))
    assert [one["rule"] for one in decision.document(audience)["findings"]] == ["runs"]


@pytest.mark.parametrize("audience", OUTSIDE)
@pytest.mark.parametrize("known", [True, False, None])
def test_what_presupposes_a_hidden_fact_is_hidden_with_it(known: bool | None, audience: Audience) -> None:
    """A fact that can only be true where a hidden one is, tells of the hidden one."""
    case = evolve(CASE, participant=evolve(MOTHER, planning_pregnancy=known))
    decision = decide(toddlers(require("T1", presuming, quote="w")), case, on="2025-06-01")
    assert "something" not in told(decision, audience)
    assert [one["rule"] for one in decision.document(audience)["findings"]] == ["runs"]


@pytest.mark.parametrize("audience", sorted(STAFF, key=lambda one: one.value))
@pytest.mark.parametrize("title", ["by itself", "a word", "of some child"])
def test_staff_are_told(title: str, audience: Audience) -> None:
    """The test above would pass if nobody were told anything."""
    decision = decide(toddlers(require("T1", HIDING[title], quote="words")), CASE, on="2025-06-01")
    assert CANARY in str(decision.explain(audience))
    assert "not shown to this reader" not in str(decision.explain(audience))


@pytest.mark.parametrize("audience", OUTSIDE)
def test_what_hangs_on_a_hidden_rule_is_not_told(audience: Audience) -> None:
    """Holds, advice, priority, routes and obligations of a rule on a hidden fact tell of the fact."""
    rules = (
        require("T1", core.single_parent, quote="w"),
        require("T2", word.is_in({"other"}), quote="w", when=risk, unknown=hold("CANARY lead", "CANARY reason")),
        expect("T3", risk.is_false(), quote="w", advice="CANARY advice"),
        prioritise("T4", risk, quote="w", advice="CANARY priority"),
        route("T5", {"CANARY team": risk}, quote="w"),
        oblige("T6", risk, quote="w", duty="CANARY duty", discharged="CANARY done"),
    )
    for case in (CASE, NOBODY_KNOWS, evolve(CASE, participant=evolve(MOTHER, ethnicity=None))):
        decision = decide(toddlers(*rules), case, on="2025-06-01")
        assert CANARY.casefold() not in told(decision, audience).casefold()


def test_a_guard_on_a_hidden_fact_hides_its_rule() -> None:
    """When a rule applies tells of what makes it apply."""
    host = toddlers(require("T1", core.single_parent, quote="w"), require("T2", core.pregnant, quote="w", when=risk))
    decision = decide(host, CASE, on="2025-06-01")
    for audience in OUTSIDE:
        assert [one["rule"] for one in decision.document(audience)["findings"]] == ["T1", "runs"]


@fact("toddlers.judged", meaning="it was judged", question="Have you judged it?", asked_of=AskedOf.CO_ORDINATOR)
def judged(_case: Case, _day: date) -> bool | None:
    """A question of the co-ordinator's."""
    return None


@pytest.mark.parametrize("form", ["explain", "document"])
def test_what_others_are_asked_is_not_read_out_to_her(form: str) -> None:
    """A question asked of the co-ordinator is never read out to the participant (MM5)."""
    host = toddlers(require("T1", judged, quote="w"), require("T2", core.single_parent, quote="w"))
    decision = decide(host, NOBODY_KNOWS, on="2025-06-01")
    assert "Have you judged it?" in str(decision.explain("co-ordinator"))
    text = str(getattr(decision, form)("participant"))
    assert "Have you judged it?" not in text
    assert "Are you bringing up your children alone?" in text


def test_she_is_not_told_of_holds_and_sources() -> None:
    """A participant reads what was judged and where to turn, in plain words, without the papers behind it."""
    host = toddlers(require("T1", core.pregnant, quote="QUOTED", unknown=hold("co-ordinator", "REASON")))
    decision = decide(host, NOBODY_KNOWS, on="2025-06-01")
    assert not [word for word in ("QUOTED", "REASON", "T1") if word in str(decision.explain("participant"))]
    assert all(word in str(decision.explain("auditor")) for word in ("QUOTED", "REASON", "toddlers/T1", "leaflet.txt"))


def test_an_explanation_names_reading_values_and_provenance() -> None:
    """An auditor sees what the answer rests on: values read, the reading, the plugins, the digests (D13)."""
    host = toddlers(require("T1", choose(CHOSEN, {"open": core.age_years < 26, "hidden": risk}), quote="words"))
    grown = evolve(CASE, participant=evolve(MOTHER, birth_date=date(2000, 6, 1)))
    decision = decide(host, grown, on="2025-06-01")
    text = str(decision.explain(Audience.AUDITOR))
    expected = ("open", "25 years", "“words”", f"host {host.digest[:12]}", "toddlers 1")
    assert [part for part in expected if part not in text] == []
    document = decision.document()
    assert document["parameters"]["toddlers.chosen"] == "open"
    assert document["findings"][0]["inputs"] == {"core.age_years": 25}


def test_the_core_hides_risk_and_loss() -> None:
    """What must not reach a supporter or the household is staff's in the core's own facts (TC30, TC31, MM5)."""
    hidden = {one.name.removeprefix("core.") for one in CORE_FACTS if one.visible_to == STAFF}
    assert hidden >= {"child_protection", "violence_risk", "vetting", "pregnancy_loss", "onward_safeguarding"}


def test_the_records_themselves_are_never_shown() -> None:
    """No repr of a case, decision or sheet holds what was recorded."""
    referral = Referral(id=ReferralId("r"), programme=ProgrammeId("toddlers"), reason="CANARY reason")
    case = evolve(CASE, referrals=(referral,))
    decision = decide(toddlers(require("T1", word.is_in({"CANARY-VALUE"}), quote="w")), case, on="2025-06-01")
    assert CANARY not in f"{case!r} {decision!r} {MOTHER!r} {referral!r}"


def test_two_hidden_reasons_with_one_redirect_look_like_one() -> None:
    """The number of times that she is told where to turn must not tell how many matters were held against her."""
    turn = redirect("health visitor", "Your health visitor can say who else there is.")
    rules = [require(name, risk.is_false(), quote="w", otherwise=turn) for name in ("T1", "T2")]
    host = toddlers(*rules)
    decision = decide(host, CASE, on="2025-06-01")
    assert len(decision.redirects) == 2
    assert len(decision.document("participant")["redirects"]) == 1
    assert str(decision.explain("supporter")).count("health visitor: ") == 1
    assert len(decision.document("co-ordinator")["redirects"]) == 2


@pytest.mark.parametrize("limit", [30, None])
def test_a_parameter_that_only_a_hidden_rule_reads_is_hidden_with_it(limit: int | None) -> None:
    """Its name and value, and the question for it where it has none, would tell of the rule."""
    secret = parameter("toddlers.canary_limit", limit, type=int, unit="years", mark="default", quote="CANARY limit")
    open_one = parameter("toddlers.open_limit", limit, type=int, unit="years", mark="default", quote="a limit")
    host = toddlers(
        require("T1", risk.is_false() & (core.age_years < secret), quote="w"),
        require("T2", core.age_years < open_one, quote="w"),
    )
    decision = decide(host, evolve(CASE, participant=Participant(id=PersonId("mother"))), on="2025-06-01")
    for audience in ("participant", "supporter"):
        document = decision.document(audience)
        assert "canary" not in (json.dumps(document) + str(decision.explain(audience))).lower()
        assert "toddlers.open_limit" in document["parameters"]
    assert "toddlers.canary_limit" in decision.document("co-ordinator")["parameters"]


def test_notes_are_for_staff() -> None:
    """Who comes first, and what is unusual, are notes between colleagues and not read out to her."""
    host = toddlers(
        require("T1", core.single_parent, quote="w"),
        prioritise("T2", core.single_parent, quote="w", advice="comes FIRST-NOTE"),
        expect("T3", core.single_parent.is_false(), quote="w", advice="is an ODD-NOTE"),
    )
    decision = decide(host, CASE, on="2025-06-01")
    for audience in Audience:
        shown = str(decision.explain(audience)) + json.dumps(decision.document(audience))
        assert ("FIRST-NOTE" in shown, "ODD-NOTE" in shown) == (audience in STAFF,) * 2
        assert bool(decision.document(audience)["priority"]) is (audience in STAFF)


def test_what_is_usual_is_traced_by_the_settings_of_the_decision_whoever_asks_first() -> None:
    """An annotation that reads a parameter knows its value though nothing was traced before it."""
    years = parameter("toddlers.years", 2, type=int, unit="years", mark="default", quote="two years")
    usual = expect("X2", core.age_years >= years, quote="usually older", advice="Usually older.")
    host = toddlers(require("X1", core.referred.is_known(), quote="words"), usual)
    case = Case(id=CaseId("c"), participant=Participant(id=PersonId("p"), birth_date=date(2000, 1, 1)))
    found = decide(host, case, on="2025-06-01").findings[-1]
    assert found.rule.effect is usual.effect
    assert (found.trace.truth, [one.value for one in found.trace.used]) == (found.truth, [2])
