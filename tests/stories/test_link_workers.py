"""Anna's story with a link worker: from her midwife's referral to a plan that is done, and what was learnt from it."""

from datetime import date

import pytest
from tests.stories.telling import ANNA, DENY, EXAMPLES, PERMIT, Service, told

from peersupport import (
    Case,
    CaseId,
    Child,
    Outcome,
    ParentRole,
    Participant,
    Party,
    PersonId,
    Referral,
    ReferralId,
    Residence,
    Role,
    Severity,
)
from peersupport._attrs import evolve
from peersupport.interop.activity import read_activity
from peersupport.policies.schedule import Status
from peersupport.records.acts import Act
from peersupport.records.answers import Answer
from peersupport.records.enrolments import EndReason, Enrolment
from peersupport.records.identifiers import EnrolmentId, PlanId, ProgrammeId, SupporterId
from peersupport.records.plans import Action, Goal, PlanReview, SupportPlan
from peersupport.rules.reporting import ReportKind

LENA, MARY, GREG, RITA = map(PersonId, ("lena", "mary", "greg", "rita"))
CAST = {LENA: Role.LINK_WORKER, MARY: Role.MIDWIFE, GREG: Role.GP}
PROGRAMME = ProgrammeId("link-workers")
REFERRED = Referral(
    id=ReferralId("r1"),
    programme=PROGRAMME,
    received=date(2026, 3, 2),
    referrer_role=Role.PARTICIPANT,
    severity=Severity.SEVERE,
)
FAMILY = Case(
    id=CaseId("c1"),
    participant=Participant(id=ANNA, parent_role=ParentRole.MOTHER),
    children=(Child(id=PersonId("ben"), birth_date=date(2025, 12, 1)),),
    pregnancies=(),
    residences=(Residence(local_authority="E08000024"),),
    referrals=(REFERRED,),
    answers=(),
)


@pytest.mark.requirement("MM2", "MM3", "MM7", "MM8", "MM12", "MM13", "MM22", "MM25", "MM26", "MM34", "MM44")
def test_annas_story() -> None:
    """Two refusals that lead somewhere, a plan in her words, consent by consent, and a message to the region."""
    story = Service("link-workers", CAST, date(2026, 3, 2))

    # She asks for herself, in great need: both answers say where to turn, and neither names the need to her.
    refused = story.join(FAMILY)
    assert (refused.outcome, refused.determining) == (Outcome.NOT_ELIGIBLE, ("MM2-severe", "MM8"))
    assert {one.redirect.to for one in refused.redirects} == {
        "specialist perinatal mental health service",
        "GP, midwife or health visitor",
    }
    hers = told(refused)["participant"]
    assert "they can refer you" in hers
    assert "sever" not in hers.lower()
    assert "severe" in told(refused)["co-ordinator"]

    # In May her midwife refers her, whose judgement is moderate: she may join, and Sunderland's provider takes her.
    story.move_to(date(2026, 5, 4))
    referred = evolve(REFERRED, received=story.today, referrer_role=Role.MIDWIFE, severity=Severity.MODERATE)
    family = evolve(FAMILY, referrals=(referred,))
    joined = story.join(family)
    assert joined.outcome is Outcome.ELIGIBLE
    assert [target for one in joined.routes for target in one.targets] == ["sunderland-counselling-service"]
    not_told = evolve(family, answers=(Answer(matter="link-workers.told_what_is_shared", value=False),))
    assert "link-workers/MM22-tell-first" in {one.rule for one in story.join(not_told).obligations}
    is_told = evolve(family, answers=(Answer(matter="link-workers.told_what_is_shared", value=True),))
    assert [one.rule for one in story.join(is_told).obligations if one.truth.value == "true"] == []

    # What she lets the midwife know, the GP does not; and research is asked for by itself.
    story.agree("midwife", Party(person=LENA), Party(person=MARY), "mental_health", purpose="referral")
    assert story.tell(LENA, MARY, "mental_health", purpose="referral").effect is PERMIT
    gp = story.tell(LENA, GREG, "mental_health", purpose="referral")
    assert (gp.effect, "link-workers/MM22" in gp.determining) == (DENY, True)
    study = story.tell(LENA, RITA, "mental_health", purpose="research")
    assert (study.effect, "link-workers/MM44" in study.determining) == (DENY, True)

    # The plan is hers: in her words, reviewed when she wants it. Without a day of hers nothing can be overdue.
    spell = Enrolment(id=EnrolmentId("e1"), programme=PROGRAMME, supporter=SupporterId("lw-1"), start=date(2026, 5, 11))
    plan = SupportPlan(
        id=PlanId("p1"),
        programme=PROGRAMME,
        authors=(Role.PARTICIPANT, Role.LINK_WORKER),
        goals=(Goal(words="Go out with Ben.", actions=(Action(title="buggy walk", steps=("ask who goes",)),)),),
        agreed=date(2026, 5, 18),
        review_wish="over a walk",
        reviews=(),
    )
    pathway = story.engine.host.progression(PROGRAMME, "link-work")
    alone = evolve(is_told, enrolments=(evolve(spell, stage="planning"),))
    before = pathway.step(evolve(alone, plans=()), "plan-in-use", date(2026, 5, 18))
    hers = pathway.step(evolve(alone, plans=(plan,)), "plan-in-use", date(2026, 5, 18))
    theirs = pathway.step(
        evolve(alone, plans=(evolve(plan, authors=(Role.LINK_WORKER,)),)), "plan-in-use", date(2026, 5, 18)
    )
    assert [one.opening.value for one in (before, hers, theirs)] == ["not_open", "open", "not_open"]
    family = evolve(is_told, enrolments=(spell,), plans=(plan,))
    story.move_to(date(2026, 9, 1))
    assert story.due(family)["MM13"].status is Status.NO_DAY
    chosen = evolve(family, plans=(evolve(plan, next_review=date(2026, 8, 20)),))
    assert story.due(chosen)["MM13"].status is Status.OVERDUE
    reviewed = evolve(plan, next_review=date(2026, 8, 20), reviews=(PlanReview(on=date(2026, 8, 20)),))
    family = evolve(family, plans=(reviewed,))
    assert story.due(family)["MM13"].status is not Status.OVERDUE
    walk = Act(action="connect_to_peer_support", role=Role.LINK_WORKER)
    assert story.may(walk).effect.value == "permit"
    assert story.may(evolve(walk, role=Role.FACILITATOR)).effect.value == "deny"

    # Ben turns two: no new mother joins on that day, and who is there is not sent away by that.
    birthday = date(2027, 12, 1)
    assert story.engine.eligibility(family, PROGRAMME, on=birthday).truths["MM3"].value == "false"
    ended = evolve(spell, end=date(2026, 12, 7), end_reason=EndReason.PLAN_COMPLETED)
    story.move_to(date(2027, 1, 4))
    family = evolve(family, enrolments=(ended,))
    assert [one.status for one in story.due(family).values() if one.status in {Status.OVERDUE, Status.DUE}] == []

    # What the link workers learnt goes forward where they decided it, and not where their facilitator did.
    (meeting, *_) = read_activity(EXAMPLES / "activity" / "link-workers.json").meetings or ()
    judged = [
        story.engine.eligibility(one, f"{PROGRAMME}/key-messages", on=story.today) for one in meeting.messages or ()
    ]
    assert [one.outcome for one in judged] == [Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE]
    assert "MM26-link-workers" in judged[1].determining
    assert all(one.same for one in story.engine.replay())
    learning = story.report(ReportKind.LEARNING, date(2026, 1, 1), date(2026, 11, 1), family)
    assert any("1 of 2" in one.text for one in learning.said)
