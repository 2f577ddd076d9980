"""The charter of Community Mothers, and what goes with visiting: each statement of the source, by its id."""

from datetime import date

import pytest

from peersupport import Host, PersonId, Role
from peersupport.policies.boundaries import BoundaryDecision, BoundaryEffect, Ground
from peersupport.policies.boundaries.telling import explain
from peersupport.records.acts import Act
from peersupport.records.exemptions import Exemption
from peersupport.testing.boundaries import spoken_of

POLICY = Host.load().boundaries("community-mothers")
DAY = date(2026, 11, 1)
PERMIT, DENY, REQUIRED = BoundaryEffect.PERMIT, BoundaryEffect.DENY, BoundaryEffect.REQUIRED
MOTHER, CO_ORDINATOR, TRAINER = Role.COMMUNITY_MOTHER, Role.CO_ORDINATOR, Role.TRAINER


def asked(action: str, role: Role = MOTHER, **about: object) -> BoundaryDecision:
    """The programme's answer."""
    return POLICY.decide(Act(action=action, role=role, **about), DAY)  # type: ignore[arg-type]


def forbidden_by(decided: BoundaryDecision) -> set[str]:
    """The ids of the rules that surely forbid it."""
    sure = {Ground.PROHIBITED, Ground.NOT_MET}
    return {one.rule.id for one in decided.reasons if one.rule is not None and one.ground in sure}


BY_HER = {
    "TC9": {"home_visit"},
    "TC10": {"share_sheet"},
    "TC16": {"set_target"},
    "TC16-target": {"set_target"},
    "TC20": {"give_health_advice", "signpost"},
    "TC20-signpost": {"signpost"},
    "TC22": {"lend_money"},
    "TC23": {"baby_sit"},
    "TC24": {"give_health_advice"},
    "TC25": {"give_advice"},
    "TC25-suggestions": {"offer_suggestion"},
    "TC26": {"share_opinion"},
    "TC26-opinion": {"share_opinion"},
    "TC27": {"report_back"},
    "TC27-anonymously": {"discuss_anonymously"},
    "TC27-requests": {"pass_on_request"},
    "TC41": {"keep_formal_record"},
    "TC41-form": {"use_prompt_form"},
    "TC41-kept": {"use_prompt_form"},
}
"""What the source says of a Community Mother, and of nobody else: by rule, the acts."""
BY_ANYBODY = {
    "TC21": {"flag_dependence"},
    "TC31-lone": {"home_visit"},
    "TC31-decided": {"home_visit"},
    "TC53-agreed": {"accompany_visit"},
}
"""What holds whoever does it."""
AGAINST = {"violence_risk": True, "present": (), "agreed_by": (), "kept": True, "author": MOTHER}
"""A mother alone on her way to a risk, who was told nothing, keeps the form and wrote the target herself."""


@pytest.mark.requirement("TC9", "TC10", "TC16", "TC20", "TC21", "TC22", "TC23", "TC24", "TC25", "TC26", "TC27", "TC40")
def test_each_rule_speaks_of_whom_and_of_what_the_source_names() -> None:
    """The charter binds Community Mothers; the record is the co-ordinator's; a visit to a risk is nobody's alone."""
    others = {role: {"keep_visiting_record"} for role in Role if role is not CO_ORDINATOR}
    assert spoken_of(POLICY, DAY, **AGAINST) == {
        **{rule: {MOTHER: acts} for rule, acts in BY_HER.items()},
        **{rule: dict.fromkeys(Role, acts) for rule, acts in BY_ANYBODY.items()},
        "TC21-flag": {MOTHER: {"flag_dependence"}, CO_ORDINATOR: {"flag_dependence"}},
        "TC40": {CO_ORDINATOR: {"keep_visiting_record"}},
        "TC40-alone": others,
        "TC53": {TRAINER: {"accompany_visit"}},
    }


@pytest.mark.requirement("TC31")
@pytest.mark.parametrize(
    ("known", "rules"),
    [
        ({}, {"TC31-lone", "TC31-decided"}),
        ({"present": (TRAINER,)}, {"TC31-decided"}),
        ({"agreed_by": (CO_ORDINATOR,)}, {"TC31-lone"}),
        ({"violence_risk": False}, set()),
    ],
)
def test_what_stands_against_a_visit_is_the_risk_and_going_alone(known: dict[str, object], rules: set[str]) -> None:
    """Without a risk she may go alone; with one neither company nor the co-ordinator's word is enough by itself."""
    spoken = spoken_of(POLICY, DAY, **{**AGAINST, **known})
    assert {rule for rule in ("TC31-lone", "TC31-decided") if MOTHER in spoken.get(rule, {})} == rules


@pytest.mark.requirement("TC16")
def test_only_the_parents_own_target_is_hers() -> None:
    """Whoever else wrote it, she is encouraged to set her own."""
    remarked = {author for author in Role if asked("set_target", author=author).warnings}
    assert remarked == set(Role) - {Role.PARTICIPANT}


@pytest.mark.requirement("TC22", "TC23", "TC24", "TC25", "TC68")
def test_what_the_charter_forbids_is_denied_in_its_words() -> None:
    """No loans of any amount, no babysitting, no advice on health, no advice at all."""
    clauses = {"lend_money": "TC22", "baby_sit": "TC23", "give_health_advice": "TC24", "give_advice": "TC25"}
    for action, rule in clauses.items():
        decided = asked(action)
        assert (decided.effect, decided.provisional, forbidden_by(decided)) == (DENY, False, {rule})
    assert "dont lend money" in str(explain(asked("lend_money"), "supporter"))
    charter = {rule.id for rule in POLICY.rules.rules if "TC68" in rule.requirements}
    assert charter >= {"TC21", "TC22", "TC23", "TC24"}


@pytest.mark.requirement("TC10", "TC20", "TC25")
def test_information_suggestions_and_signposts_are_no_advice() -> None:
    """Sheets cover health too: sharing one is allowed, as are suggestions, alternatives and a hint to see somebody."""
    for action in ("share_sheet", "offer_suggestion", "signpost"):
        assert asked(action).effect is PERMIT
        assert asked(action, Role.PARENT_VOLUNTEER).effect is DENY


@pytest.mark.requirement("TC20")
def test_a_question_of_health_is_answered_by_a_signpost() -> None:
    """What she may not answer, she passes to those who may."""
    for action in ("give_health_advice", "signpost"):
        assert asked(action).obligations == ("Ask the parent to contact a health professional.",)


@pytest.mark.requirement("TC21")
def test_dependence_is_flagged_by_people_and_talked_over_and_never_a_breach() -> None:
    """Whoever flags it, however often: no rule denies for it, and supervision has a topic."""
    for role in (MOTHER, CO_ORDINATOR):
        decided = asked("flag_dependence", role)
        assert (decided.effect, decided.obligations) == (PERMIT, ("Talk it over in the next supervision.",))
    denying = [one for one in POLICY.rules.rules if "TC21" in one.requirements and one.effect.value in GATING]
    assert denying == []


GATING = {"prohibit", "require"}


@pytest.mark.requirement("TC26")
def test_an_opinion_is_no_breach_and_brings_a_reminder() -> None:
    """They try to hold back: it is a practice, not a prohibition."""
    decided = asked("share_opinion")
    assert decided.effect is PERMIT
    assert [one.startswith("Hold back") for one in decided.warnings] == [True]
    assert asked("share_sheet").warnings == ()


@pytest.mark.requirement("TC16")
def test_a_target_that_the_volunteer_wrote_is_a_warning() -> None:
    """The parent sets her own; a volunteer's target is allowed and remarked on; an unknown author warns of nothing."""
    assert asked("set_target", author=Role.PARTICIPANT).warnings == ()
    assert asked("set_target").warnings == ()
    decided = asked("set_target", author=MOTHER)
    assert (decided.effect, len(decided.warnings)) == (PERMIT, 1)


@pytest.mark.requirement("TC27")
def test_nothing_is_reported_back_and_the_other_ways_stay_open() -> None:
    """No routine reporting; a problem may be talked over anonymously, and a parent's request is passed on."""
    assert forbidden_by(asked("report_back")) == {"TC27"}
    assert asked("discuss_anonymously").effect is PERMIT
    assert asked("pass_on_request").effect is PERMIT


@pytest.mark.requirement("TC41")
def test_volunteers_keep_no_formal_records() -> None:
    """The form that prompts a visit is used and not kept; whether it is kept has to be known."""
    assert forbidden_by(asked("keep_formal_record")) == {"TC41"}
    assert asked("use_prompt_form", kept=False).effect is PERMIT
    assert forbidden_by(asked("use_prompt_form", kept=True)) == {"TC41-kept"}
    decided = asked("use_prompt_form")
    assert (decided.effect, decided.provisional) == (DENY, True)
    assert [one.question for one in decided.missing] == ["Is what is written kept afterwards?"]


@pytest.mark.requirement("TC40")
def test_the_co_ordinator_alone_keeps_the_record_of_visiting() -> None:
    """Who is visited, how it goes, what was done: hers, and nobody else's."""
    assert asked("keep_visiting_record", CO_ORDINATOR).effect is PERMIT
    for role in (MOTHER, TRAINER, Role.HEALTH_VISITOR):
        assert forbidden_by(asked("keep_visiting_record", role)) == {"TC40-alone"}


@pytest.mark.requirement("TC31", "TC9")
def test_nobody_visits_alone_where_there_is_a_risk_of_violence() -> None:
    """No risk: she goes. A risk: not alone, and as the co-ordinator decides. Not known: not for now."""
    assert asked("home_visit", violence_risk=False).effect is PERMIT
    assert "TC31-lone" in forbidden_by(asked("home_visit", violence_risk=True, present=(), agreed_by=(CO_ORDINATOR,)))
    assert forbidden_by(asked("home_visit", violence_risk=True, present=(TRAINER,), agreed_by=())) == {"TC31-decided"}
    together = asked("home_visit", violence_risk=True, present=(TRAINER,), agreed_by=(CO_ORDINATOR,))
    assert together.effect is PERMIT
    for present in ((), (TRAINER,), None):
        decided = asked("home_visit", present=present)
        assert (decided.effect, decided.provisional) == (DENY, True)
        assert "Is there any risk of violence to a visitor?" in {one.question for one in decided.missing}
        assert "violence" not in str(explain(decided, "supporter"))


@pytest.mark.requirement("TC53")
def test_the_trainer_goes_with_a_volunteer_where_the_parent_agreed() -> None:
    """The parent's agreement comes first; no rhythm makes a visit together due or too much."""
    assert asked("accompany_visit", TRAINER, agreed_by=(Role.PARTICIPANT,)).effect is PERMIT
    assert forbidden_by(asked("accompany_visit", TRAINER, agreed_by=())) == {"TC53-agreed"}
    assert asked("accompany_visit", TRAINER).provisional


@pytest.mark.requirement("TC36")
def test_a_concern_is_an_absolute_duty_and_an_exemption_leaves_it() -> None:
    """Whatever else is said: it is REQUIRED of her."""
    assert asked("raise_concern").effect is REQUIRED


def test_an_exemption_lets_one_volunteer_do_one_thing_for_a_time() -> None:
    """The co-ordinator may make an exception from the charter, with a reason and an end; it names one person."""
    vera = PersonId("vera")
    exemption = Exemption(
        id="e1",
        rule="community-mothers/TC23",
        supporter=vera,
        reason="the children's grandmother is in hospital today",
        author=PersonId("co"),
        author_role=CO_ORDINATOR,
        start=DAY,
        until=date(2026, 11, 2),
    )
    sitting = Act(action="baby_sit", role=MOTHER, by=vera)
    assert POLICY.decide(sitting, DAY, [exemption]).effect is PERMIT
    assert POLICY.decide(sitting, date(2026, 11, 2), [exemption]).effect is DENY
    assert POLICY.decide(Act(action="lend_money", role=MOTHER, by=vera), DAY, [exemption]).effect is DENY
