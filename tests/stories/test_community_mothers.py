"""Anna's story with Community Mothers, from her health visitor's referral to the day on which she says goodbye."""

from datetime import date

import pytest
from tests.stories.telling import ANNA, DENY, EXAMPLES, PERMIT, REQUIRED, Service, told

from peersupport import (
    Audience,
    Case,
    CaseId,
    Child,
    Concern,
    ConcernId,
    ConsentStatement,
    Outcome,
    Participant,
    Party,
    PersonId,
    ProfessionalAction,
    ProgrammeId,
    Referral,
    ReferralId,
    Residence,
    Role,
    StatementId,
    StatementKind,
    Vetting,
)
from peersupport._attrs import evolve
from peersupport.interop.activity import read_activity
from peersupport.ledger import LedgerRefused
from peersupport.outcomes.referrals import days_from_referral_to_first_contact, services_reached
from peersupport.policies.requests import grants_of_request
from peersupport.policies.schedule import Status
from peersupport.records.acts import Act
from peersupport.records.allocations import ProposedAllocation
from peersupport.records.answers import Answer
from peersupport.records.encounters import Encounter, EncounterKind, EncounterStatus
from peersupport.records.enrolments import EndReason, Enrolment
from peersupport.records.identifiers import EncounterId, EnrolmentId, SupporterId
from peersupport.records.referrals import Connection, OnwardReferral
from peersupport.rules.reporting import ReportKind

JOAN, VERA, CORA, ADVICE = map(PersonId, ("joan", "vera", "cora", "citizens-advice"))
CAST = {JOAN: Role.COMMUNITY_MOTHER, VERA: Role.HEALTH_VISITOR, CORA: Role.CO_ORDINATOR}
PROGRAMME = ProgrammeId("community-mothers")
REFERRED = Referral(
    id=ReferralId("r1"),
    programme=PROGRAMME,
    received=date(2026, 1, 5),
    referrer_role=Role.HEALTH_VISITOR,
    child_protection=False,
    vetting=Vetting.SUITABLE_EARLY,
)
FAMILY = Case(
    id=CaseId("c1"),
    participant=Participant(id=ANNA, birth_date=date(2001, 3, 9)),
    children=(Child(id=PersonId("ben"), birth_date=date(2025, 11, 20)),),
    pregnancies=(),
    residences=(Residence(place="Area A"),),
    referrals=(REFERRED,),
    answers=(),
)


def visit(number: int, on: date, status: EncounterStatus = EncounterStatus.COMPLETED) -> Encounter:
    """A home visit of Joan's."""
    return Encounter(
        id=EncounterId(f"v{number}"),
        programme=PROGRAMME,
        kind=EncounterKind.HOME_VISIT,
        status=status,
        on=on,
        supporter=SupporterId("cm-1"),
        sheets=("sleep",) if status is EncounterStatus.COMPLETED else None,
    )


@pytest.mark.requirement("TC1", "TC9", "TC22", "TC24", "TC28", "TC31", "TC32", "TC33", "TC36", "TC42", "TC43", "TC66")
def test_annas_story() -> None:
    """Referral, vetting, visits, a request, a concern, a goodbye: each step with its answer and who may read it."""
    story = Service("community-mothers", CAST, date(2026, 1, 5))

    # The referral does not say whether there is a risk of violence: nobody visits before that is known.
    held = story.join(FAMILY, "home-visits")
    assert (held.outcome, held.determining) == (Outcome.UNDETERMINED, ("TC31", "TC31-decision"))
    assert {one.hold.by for one in held.holds} == {"co-ordinator"}
    readers = told(held)
    assert "violence" in readers["co-ordinator"]
    assert [reader for reader in ("participant", "supporter") if "violence" in readers[reader]] == []
    # Until she agrees, Vera may tell Joan nothing of her, and Cora nothing of what vetting found.
    assert story.tell(VERA, JOAN, "health", purpose="visiting").effect is DENY
    assert story.tell(CORA, JOAN, "violence_risk", purpose="vetting").effect is DENY

    # There is a risk, and the co-ordinator decides that Joan may come, with somebody beside her.
    story.move_to(date(2026, 1, 8))
    risky = evolve(FAMILY, referrals=(evolve(REFERRED, violence_risk=True),))
    assert story.join(risky, "home-visits").outcome is Outcome.UNDETERMINED
    yes = Answer(matter="community-mothers.support_despite_risk", value=True, given_on=story.today)
    family = evolve(risky, answers=(yes,))
    joined = story.join(family, "home-visits")
    assert joined.outcome is Outcome.ELIGIBLE
    assert "community-mothers/TC31-no-lone-visit" in {one.rule for one in joined.obligations}
    visiting = Act(action="home_visit", role=Role.COMMUNITY_MOTHER, violence_risk=True, agreed_by=(Role.CO_ORDINATOR,))
    assert story.may(evolve(visiting, present=())).determining == ("community-mothers/TC31-lone",)
    assert story.may(evolve(visiting, present=(Role.COMMUNITY_MOTHER,))).effect.value == "permit"

    # Who goes there must be cleared herself, and is not given this family alone.
    activity = read_activity(EXAMPLES / "activity" / "community-mothers.json")
    (site,) = [one for one in story.engine.host.sites if one.programme == PROGRAMME]
    cleared, _, waiting = activity.supporters or ()
    giving = ProposedAllocation(supporter=waiting, case=family, site=site, accompanied=True)
    policy = story.engine.host.allocation(PROGRAMME)
    refused = policy.decide(giving, story.today)
    assert refused.outcome is Outcome.NOT_ELIGIBLE
    alone = policy.decide(evolve(giving, supporter=cleared, accompanied=False), story.today)
    assert (alone.outcome, alone.unmet) == (Outcome.NOT_ELIGIBLE, ("TC31-allocated-alone",))
    given = policy.decide(evolve(giving, supporter=cleared), story.today)
    assert given.outcome is Outcome.ELIGIBLE, str(given.explain())
    no_site = policy.decide(evolve(giving, supporter=cleared, site=None), story.today)
    assert (no_site.outcome, set(no_site.unmet)) == (Outcome.NOT_ELIGIBLE, {"TC39", "TC55"})

    # She joins, and agrees that visits may be talked over in supervision.
    story.move_to(date(2026, 1, 12))
    assert story.tell(JOAN, CORA, "visits", purpose="supervision").effect is DENY
    story.agree("supervision", Party(person=JOAN), Party(person=CORA), "visits", purpose="supervision")
    assert story.tell(JOAN, CORA, "visits", purpose="supervision").effect is PERMIT
    assert story.tell(JOAN, VERA, "visits", purpose="supervision").effect is DENY
    spell = Enrolment(id=EnrolmentId("e1"), programme=PROGRAMME, offer="home-visits", start=story.today)
    family = evolve(family, enrolments=(spell,), encounters=())

    # The first visit is due a month later; one that she declines was offered, and the next is due a month after.
    story.move_to(date(2026, 2, 12))
    assert story.due(family)["TC9"].due == date(2026, 2, 12)
    family = evolve(family, encounters=(visit(1, date(2026, 2, 10)),))
    wait = days_from_referral_to_first_contact(family, PROGRAMME)
    assert wait is not None
    assert (wait.low, wait.high) == (36, 36)
    declined = visit(2, date(2026, 3, 10), EncounterStatus.DECLINED)
    family = evolve(family, encounters=(visit(1, date(2026, 2, 10)), declined))
    story.move_to(date(2026, 3, 20))
    assert (story.due(family)["TC9"].status, story.due(family)["TC9"].due) == (Status.UPCOMING, date(2026, 4, 10))
    story.move_to(date(2026, 4, 20))
    assert story.due(family)["TC9"].status is Status.OVERDUE

    # On the sofa: what Joan may do, and what she may not.
    answers = {
        action: story.may(Act(action=action, role=Role.COMMUNITY_MOTHER)).effect.value
        for action in ("share_sheet", "signpost", "lend_money", "baby_sit", "give_health_advice", "report_back")
    }
    assert answers == {
        "share_sheet": "permit",
        "signpost": "permit",
        "lend_money": "deny",
        "baby_sit": "deny",
        "give_health_advice": "deny",
        "report_back": "deny",
    }

    # The rent is behind, and she asks for help: her request goes from hand to hand, and nowhere else.
    request = OnwardReferral(
        id=ReferralId("o1"),
        service="citizens advice",
        wished=True,
        safeguarding=False,
        path=(Role.PARTICIPANT, Role.COMMUNITY_MOTHER, Role.CO_ORDINATOR),
        made=story.today,
    )
    mobilised = story.engine.eligibility(request, f"{PROGRAMME}/onward-referral", on=story.today)
    assert mobilised.outcome is Outcome.ELIGIBLE
    assert {one.rule for one in mobilised.obligations} == {"community-mothers/TC43-grant"}
    for grant in grants_of_request(
        request, subject=ANNA, recipient=Party(person=ADVICE), categories=("money",), at=story.now()
    ):
        story.engine.record(grant)
    assert story.tell(JOAN, CORA, "money", purpose="referral").effect is PERMIT
    assert story.tell(CORA, ADVICE, "money", purpose="referral").effect is PERMIT
    assert story.tell(CORA, VERA, "money", purpose="referral").effect is DENY
    reached = request.moved(Connection.OFFERED).moved(Connection.ACCEPTED).moved(Connection.ATTENDED)
    family = evolve(family, onward_referrals=(reached,))
    assert services_reached(family) == {"citizens advice"}

    # She takes back what she agreed to. A week later Joan fears for the child: that is told all the same.
    story.move_to(date(2026, 5, 4))
    withdrawn = ConsentStatement(id=StatementId("w1"), kind=StatementKind.WITHDRAWAL, subject=ANNA, giver=ANNA)
    story.engine.withdraw(withdrawn)
    assert story.tell(JOAN, CORA, "visits", purpose="supervision").effect is DENY
    story.move_to(date(2026, 5, 11))
    assert story.may(Act(action="raise_concern", role=Role.COMMUNITY_MOTHER)).effect.value == "required"
    concern = Concern(
        id=ConcernId("k1"), subject=ANNA, programme=PROGRAMME, raised_by=JOAN, categories=("concern",), note="bruises"
    )
    assert story.engine.raise_concern(concern).open
    assert story.tell(JOAN, CORA, "concern", purpose="safeguarding", harm=True).effect is REQUIRED
    assert story.tell(JOAN, VERA, "concern", purpose="safeguarding", harm=True).effect is DENY
    assert [one.note for one in story.engine.concerns(ANNA, Audience.CO_ORDINATOR)] == ["bruises"]
    assert story.engine.concerns(ANNA, Audience.PARTICIPANT) == story.engine.concerns(ANNA, Audience.SUPPORTER) == ()
    with pytest.raises(LedgerRefused):
        story.engine.erase(ANNA)
    action = ProfessionalAction(taken_at=story.now(), by_role=Role.CO_ORDINATOR, what="visited, and told social care")
    assert not story.engine.act(ANNA, concern.id, action).open

    # In autumn she says goodbye, as she chooses. Nothing is due any more, and every decision can be made again.
    story.move_to(date(2026, 10, 1))
    ended = evolve(spell, end=story.today, end_reason=EndReason.PARTICIPANT_CHOICE)
    family = evolve(family, enrolments=(ended,))
    assert [one.status for one in story.due(family).values() if one.status in {Status.OVERDUE, Status.DUE}] == []
    assert all(one.same for one in story.engine.replay())
    # The report of the year counts her family, and hides that it is one.
    reach = story.report(ReportKind.REACH, date(2026, 1, 1), date(2026, 11, 1), family)
    assert {one for answer in reach.answers for one in answer.requirements} == {"TC62"}
    assert reach.counts["families"].text == "*"
