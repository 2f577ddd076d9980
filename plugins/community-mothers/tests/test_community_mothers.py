from datetime import date
from itertools import product
from types import ModuleType

import pytest

from peersupport import Case, Child, Host, InvalidDocument, Participant, Referral, Residence, Site, Vetting
from peersupport.plugin import OnwardReferral, Overlay, hookimpl, require, since
from peersupport.records.answers import Answer
from peersupport.records.sites import DatedValue
from peersupport_community_mothers import community, eligibility

HOST = Host.load(allow=["community-mothers"])
DAY = date(2025, 3, 10)
RULES = (*eligibility.RULES, *community.RULES)


def site(*areas: str) -> Site:
    """A site that says which areas the programme works in."""
    return Site(
        id="thurrock",
        programme="community-mothers",
        parameters={"community-mothers.areas": (DatedValue(value=areas),)},
    )


EIGHT = site(*"ABCDEFGH")


def family(referral: Referral | None, decided: bool | None = None) -> Case:
    """A family with a baby in area A, and what the co-ordinator decided about a risk of violence."""
    return Case(
        id="case",
        participant=Participant(id="parent"),
        children=(Child(id="child", birth_date=date(2025, 1, 20)),),
        pregnancies=(),
        residences=(Residence(place="A"),),
        referrals=() if referral is None else (referral,),
        answers=(Answer(matter="community-mothers.support_despite_risk", value=decided),),
    )


def test_requirements_are_carried() -> None:
    """Every statement on eligibility, referral, meetings and the programme itself has its rule or its detail."""
    rules = HOST.rules["eligibility_rules"]
    carried = {one for rule in rules for one in rule.requirements}
    carried |= {one for one, _ in HOST.programmes["community-mothers"].details}
    wanted = {"TC1", "TC2", "TC3", "TC4", "TC5", "TC6", "TC28", "TC29", "TC30", "TC31", "TC42", "TC43"}
    assert carried >= wanted | {"TC7", "TC8", "TC50", "TC56", "TC57", "TC63", "TC64", "TC67"}


SEALED = ["parent_role", "health_visiting_level", "severity", "imd_decile", "ethnicity", "single_parent"]


@pytest.mark.requirement("TC2", "TC3", "TC6")
@pytest.mark.parametrize("name", SEALED)
def test_seal(name: str) -> None:
    """No council may narrow the offer to mothers, to a need, or to a rank of deprivation (TC2, TC3, TC6)."""
    overlay = Overlay(programme="community-mothers", source="council.txt", runs=since("2020-01-01"))
    wish = require("C1", HOST.facts[f"core.{name}"].is_known(), offer="home-visits", quote="a council's wish")
    rules = overlay.rules(wish)
    council = ModuleType("council")
    vars(council)["eligibility_rules"] = hookimpl(lambda: rules)
    host = Host.load(plugins=[council], allow=["community-mothers"], overlays={"council": ["community-mothers"]})
    assert [fault.code for one in host.plugins if one.name == "council" for fault in one.faults] == ["rule-sealed"]


@pytest.mark.requirement("TC3")
def test_a_list_of_seven_areas_is_refused() -> None:
    """An area that somebody forgot would turn its families away without a word (TC3)."""
    with pytest.raises(InvalidDocument):
        HOST.at_site(site(*"ABCDEFG"))
    assert HOST.at_site(EIGHT).sites == (EIGHT,)


def expected(
    vetting: Vetting | None, child_protection: bool | None, violence: bool | None, decided: bool | None
) -> str:
    """The oracle of TC28 to TC31, told as the co-ordinator would."""
    if vetting in {Vetting.DECLINE, Vetting.REDIRECT} or (violence is True and decided is False):
        return "not_eligible"
    settled = violence is False or (violence is True and decided is True)
    return "eligible" if vetting is not None and child_protection is not None and settled else "undetermined"


@pytest.mark.requirement("TC28", "TC29", "TC30", "TC31")
def test_nobody_is_visited_unvetted_or_unasked() -> None:
    """Of the 108 states of vetting and risk, those alone are let through that the co-ordinator has settled."""
    policy = HOST.at_site(EIGHT).eligibility("community-mothers/home-visits")
    answers = (None, True, False)
    states = list(product((None, *Vetting), answers, answers, answers))
    found = {
        state: policy.decide(
            family(
                Referral(
                    id="referral",
                    programme="community-mothers",
                    vetting=state[0],
                    child_protection=state[1],
                    violence_risk=state[2],
                ),
                decided=state[3],
            ),
            DAY,
        ).outcome.value
        for state in states
    }
    assert found == {state: expected(*state) for state in states}
    assert policy.decide(family(None, decided=True), DAY).outcome.value == "undetermined"


OUTSIDERS = ("participant", "supporter")


def risky(vetting: Vetting) -> Referral:
    """A referral of a family with every risk that the programme asks about."""
    return Referral(
        id="referral",
        programme="community-mothers",
        vetting=vetting,
        child_protection=True,
        violence_risk=True,
    )


def safe(vetting: Vetting) -> Referral:
    """A referral of a family with no risk that the programme asks about."""
    return Referral(
        id="referral",
        programme="community-mothers",
        vetting=vetting,
        child_protection=False,
        violence_risk=False,
    )


@pytest.mark.requirement("TC30", "TC31")
@pytest.mark.parametrize("decided", [None, True, False])
@pytest.mark.parametrize("vetting", Vetting)
def test_risks_reach_staff_only(vetting: Vetting, decided: bool | None) -> None:
    """To tell a volunteer or the household of a risk can endanger someone (TC30 to TC32)."""
    case = family(risky(vetting), decided)
    decision = HOST.at_site(EIGHT).eligibility("community-mothers/home-visits").decide(case, DAY)
    risks = ("violence", "child protection", "child_protection", "core.vetting", "despite_risk")
    for audience in OUTSIDERS:
        told = f"{decision.explain(audience)} {decision.document(audience)}".lower()
        assert [risk for risk in risks if risk in told] == []
    assert "violence" in str(decision.explain("co-ordinator"))


@pytest.mark.requirement("TC29")
@pytest.mark.parametrize("audience", OUTSIDERS)
def test_a_parent_refused_by_vetting_is_told_where_to_turn(audience: str) -> None:
    """The words of a redirect are written to be read to her; without them she is given a bare no (TC29)."""
    case = family(risky(Vetting.REDIRECT))
    decision = HOST.at_site(EIGHT).eligibility("community-mothers/home-visits").decide(case, DAY)
    told = str(decision.explain(audience))
    assert "Your health visitor or GP can find the support that suits you for now" in told
    assert [word for word in ("crisis", "emergency", "999", "decline", "difficult") if word in told] == []


def test_what_is_decided_out_of_sight_reads_the_same_whatever_it_was() -> None:
    """A wording of its own would tell the household that a risk was reported, or a referral declined (TC28, TC31)."""
    policy = HOST.at_site(EIGHT).eligibility("community-mothers/home-visits")
    told = {
        f"{policy.decide(case, DAY).explain(audience)} {policy.decide(case, DAY).document(audience)}"
        for case in (family(safe(Vetting.DECLINE)), family(risky(Vetting.SUITABLE_EARLY), decided=False))
        for audience in OUTSIDERS
    }
    assert len(told) == len(OUTSIDERS)


SERVICE_ANSWERS = [(wished, safeguarding) for wished in (None, True, False) for safeguarding in (None, True, False)]


@pytest.mark.requirement("TC42")
@pytest.mark.parametrize(("wished", "safeguarding"), SERVICE_ANSWERS)
def test_a_wish_decides_unless_a_child_is_to_be_protected(wished: bool | None, safeguarding: bool | None) -> None:
    """A child is never left unprotected by a "no", and a wish is never overridden by a "yes" (TC42)."""
    policy = HOST.eligibility("community-mothers/onward-referral")
    onward = OnwardReferral(id="onward", wished=wished, safeguarding=safeguarding)
    decision = policy.decide(onward, DAY)
    refused = wished is False and safeguarding is False
    assert decision.outcome.value == ("eligible" if wished else "not_eligible" if refused else "undetermined")
    assert bool(decision.holds) is (decision.outcome.value == "undetermined")


@pytest.mark.parametrize("audience", OUTSIDERS)
@pytest.mark.parametrize("wished", [None, True, False])
def test_nobody_outside_reads_that_a_child_is_being_protected(wished: bool | None, audience: str) -> None:
    """To tell the household of it can endanger the child: it reads as where nobody has said (TC42, TC38)."""
    policy = HOST.eligibility("community-mothers/onward-referral")
    onward = [OnwardReferral(id="onward", wished=wished, safeguarding=said) for said in (True, None)]
    decisions = [policy.decide(one, DAY) for one in onward]
    (told,) = {f"{one.explain(audience)} {one.document(audience)}" for one in decisions}
    assert [word for word in ("protect", "safeguarding") if word in told] == []
    assert "protect" in str(policy.decide(onward[0], DAY).explain("co-ordinator"))
