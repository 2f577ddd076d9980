"""The confidentiality protocol of Community Mothers: each statement of the source, by its id."""

from datetime import UTC, datetime, timedelta

import pytest

from peersupport import Host
from peersupport._attrs import evolve
from peersupport.policies.disclosure import DisclosureDecision, DisclosureEffect
from peersupport.records.consent import Competence, ConsentRecord, ConsentStatement, Party, RoleHeld, StatementKind
from peersupport.records.disclosure import DisclosureRequest, Item
from peersupport.records.identifiers import PersonId, ProgrammeId, StatementId
from peersupport.records.roles import Role
from peersupport_community_mothers import disclosure

HERE = ProgrammeId("community-mothers")
POLICY = Host.load().disclosure(HERE)
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
ANNA = PersonId("anna")
MOTHER, VISITOR, CO_ORDINATOR, SOCIAL_WORKER = map(PersonId, ("cm", "hv", "co", "sw"))
PERMIT, DENY, REQUIRED = DisclosureEffect.PERMIT, DisclosureEffect.DENY, DisclosureEffect.REQUIRED
ROLES = {
    MOTHER: Role.COMMUNITY_MOTHER,
    VISITOR: Role.HEALTH_VISITOR,
    CO_ORDINATOR: Role.CO_ORDINATOR,
    SOCIAL_WORKER: Role.SOCIAL_WORKER,
}
STANDING: tuple[ConsentRecord, ...] = (
    Competence(subject=ANNA, purposes=("care", "advice"), on=True, start=START, recorded_at=START),
    *(
        RoleHeld(person=person, role=role, programme=HERE, on=True, start=START, recorded_at=START)
        for person, role in ROLES.items()
    ),
)


def agreed(sender: Role, recipient: Role, *categories: str, purpose: str = "care") -> ConsentStatement:
    """What the client agreed to, an hour after the start."""
    return ConsentStatement(
        id=StatementId(f"{sender.value}-{recipient.value}"),
        kind=StatementKind.GRANT,
        subject=ANNA,
        giver=ANNA,
        given_at=START + HOUR,
        sender=Party(role=sender),
        recipient=Party(role=recipient),
        categories=categories,
        purposes=(purpose,),
        recorded_at=START + HOUR,
    )


def asked(sender: PersonId, recipient: PersonId, *categories: str, purpose: str = "visiting") -> DisclosureRequest:
    """Telling the recipient, a day after the start."""
    return DisclosureRequest(
        subject=ANNA,
        sender=sender,
        recipient=recipient,
        items=tuple(Item(category=one, identifying=True) for one in categories),
        purpose=purpose,
        at=START + 24 * HOUR,
        programme=HERE,
    )


def decided(request: DisclosureRequest, *statements: ConsentStatement) -> DisclosureDecision:
    """The programme's answer."""
    return POLICY.decide((*STANDING, *statements), request)


def rules(decision: DisclosureDecision) -> set[str]:
    """The programme's own rules among what determined a decision."""
    return {one.removeprefix(f"{HERE}/") for one in decision.determining if "/" in one}


@pytest.mark.requirement("TC32", "TC71")
def test_tc32_tc71_a_professional_tells_a_community_mother_nothing_without_prior_agreement() -> None:
    """Medical or any other information needs agreement beforehand; with it, it may be told."""
    for category in ("physical_health", "housing", "support"):
        request = asked(VISITOR, MOTHER, category)
        refused = decided(request)
        assert (refused.effect, rules(refused)) == (DENY, {"TC32-TC71"})
        consent = agreed(Role.HEALTH_VISITOR, Role.COMMUNITY_MOTHER, category)
        assert decided(request, consent).effect is PERMIT
        late = evolve(consent, given_at=request.at, recorded_at=request.at)
        assert decided(request, late).effect is DENY


@pytest.mark.requirement("TC33", "TC27")
def test_tc33_tc27_a_community_mother_tells_a_professional_nothing_without_prior_consent() -> None:
    """The co-ordinator is a professional too: visit progress told in supervision needs a consent for it."""
    for recipient, role in ((VISITOR, Role.HEALTH_VISITOR), (CO_ORDINATOR, Role.CO_ORDINATOR)):
        request = asked(MOTHER, recipient, "visits", purpose="supervision")
        refused = decided(request)
        assert (refused.effect, rules(refused)) == (DENY, {"TC33-TC27"})
        consent = agreed(Role.COMMUNITY_MOTHER, role, "visits", purpose="supervision")
        assert decided(request, consent).effect is PERMIT


def test_a_consent_in_one_direction_is_none_in_the_other() -> None:
    """What a mother lets her health visitor tell, she has not let her Community Mother tell."""
    consent = agreed(Role.HEALTH_VISITOR, Role.COMMUNITY_MOTHER, "health")
    assert decided(asked(VISITOR, MOTHER, "mental_health"), consent).effect is PERMIT
    assert decided(asked(MOTHER, VISITOR, "mental_health"), consent).effect is DENY


@pytest.mark.requirement("TC30", "TC31")
@pytest.mark.parametrize("category", ["child_protection", "violence_risk"])
def test_tc30_tc31_what_vetting_finds_goes_to_the_co_ordinator_not_to_the_volunteer(category: str) -> None:
    """A volunteer learns of risks only where the parent agreed to it; the co-ordinator may be told for vetting."""
    to_mother = decided(asked(VISITOR, MOTHER, category, purpose="vetting"))
    assert to_mother.effect is DENY
    assert rules(to_mother) == {"TC30-TC31", "TC32-TC71"}
    consent = agreed(Role.HEALTH_VISITOR, Role.CO_ORDINATOR, category, purpose="vetting")
    assert decided(asked(VISITOR, CO_ORDINATOR, category, purpose="vetting"), consent).effect is PERMIT
    assert decided(asked(VISITOR, MOTHER, category, purpose="vetting"), consent).effect is DENY


@pytest.mark.requirement("TC34")
def test_tc34_a_problem_may_be_talked_over_anonymously_with_a_professional() -> None:
    """Nobody is named, and the professional is asked for the best course of action; not so the other way round."""
    request = evolve(
        asked(MOTHER, VISITOR, "mental_health", purpose="advice"),
        items=(Item(category="mental_health", identifying=False, content="A mother sleeps badly and cries."),),
        anonymised=True,
    )
    answer = decided(request)
    assert (answer.effect, answer.determining) == (PERMIT, ("anonymised",))
    assert "no-identifiers" in answer.obligations
    assert any("course of action" in duty for duty in answer.obligations)
    named = evolve(request.items[0], content="Anna of RM17 6SL sleeps badly.")
    refused = decided(evolve(request, items=(named,), known_names=("Anna Example",)))
    assert refused.effect is DENY
    assert refused.reasons[0].about == ("name", "postcode")
    assert decided(evolve(request, sender=VISITOR, recipient=MOTHER)).effect is DENY


@pytest.mark.requirement("TC34")
@pytest.mark.parametrize("written", ["RM17 6SL", "rm176sl", "Rm17  6sL"])
def test_trap_17_an_anonymised_consult_that_still_holds_a_postcode(written: str) -> None:
    """It shows where she lives, and so who she is: refused by its kind, and the postcode is not repeated."""
    content = f"A mother near {written} sleeps badly."
    request = evolve(
        asked(MOTHER, VISITOR, "mental_health", purpose="advice"),
        items=(Item(category="mental_health", identifying=False, content=content),),
        anonymised=True,
    )
    refused = decided(request)
    assert (refused.effect, refused.reasons[0].about) == (DENY, ("postcode",))
    assert written not in str(POLICY.explain(refused)) + repr(refused.reasons)
    clean = Item(category="mental_health", identifying=False, content="A mother sleeps badly.")
    assert decided(evolve(request, items=(clean,))).effect is PERMIT


@pytest.mark.requirement("TC35", "TC36", "TC37")
def test_tc35_tc36_suspected_harm_must_be_told_to_the_co_ordinator_whatever_was_agreed() -> None:
    """Consent, refusals and withdrawals have no part in it; only what must be known is told, and only to her."""
    refusal = ConsentStatement(
        id=StatementId("no"), kind=StatementKind.REFUSAL, subject=ANNA, giver=ANNA, recorded_at=START + HOUR
    )
    request = evolve(
        asked(MOTHER, CO_ORDINATOR, "concern", "child_identity", "money", purpose="safeguarding"), suspicion=True
    )
    for statements in ((), (refusal,)):
        answer = decided(request, *statements)
        assert answer.effect is REQUIRED
        assert answer.told_places == (0, 1)
        assert answer.determining == ("duty",)
        assert {f"{HERE}/TC36", f"{HERE}/TC37"} <= {one.rule for one in answer.owed}
        assert {"tell-at-once", "need-to-know-only", "record-reason", "open-until-action"} <= set(answer.obligations)
    elsewhere = decided(evolve(request, recipient=VISITOR))
    assert elsewhere.effect is DENY
    assert elsewhere.obligations == ("tell-co-ordinator",)
    assert "999" in elsewhere.advice[0]


@pytest.mark.requirement("TC37", "TC38")
def test_tc37_tc38_the_co_ordinator_passes_on_what_protects_the_child_and_no_more() -> None:
    """To those who protect a child, on a need to know basis, although the parent refused; to nobody else."""
    request = evolve(
        asked(CO_ORDINATOR, SOCIAL_WORKER, "concern", "whereabouts", purpose="safeguarding"), suspicion=True
    )
    answer = decided(request)
    assert (answer.effect, answer.determining) == (PERMIT, ("onward",))
    assert {"need-to-know-only", "record-reason", "tell-family-unless-unsafe"} <= set(answer.obligations)
    assert any("Tell named people only" in duty for duty in answer.obligations)
    assert decided(evolve(request, recipient=MOTHER)).effect is DENY
    more = evolve(request, items=(*request.items, Item(category="money", identifying=True)))
    assert decided(more).effect is DENY


def test_what_is_not_known_of_the_parties_denies() -> None:
    """A stranger may hold any role: the protocol bars rather than guesses."""
    consent = agreed(Role.COMMUNITY_MOTHER, Role.HEALTH_VISITOR, "health")
    stranger = asked(MOTHER, PersonId("stranger"), "health")
    answer = decided(stranger, consent)
    assert answer.effect is DENY
    assert "recipient" in {name for reason in answer.reasons for name in reason.unknown}


def test_every_statement_of_the_protocol_is_carried() -> None:
    """TC27 and TC30 to TC38 with TC71: no sentence on confidentiality is left out."""
    carried = {one for rule in disclosure.RULES for one in rule.requirements}
    wanted = {"TC27", "TC71", *(f"TC{number}" for number in range(30, 39))}
    assert carried == wanted
