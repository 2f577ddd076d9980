"""Anna's story with Crafty Mummies: referred by her health visitor, with a toddler whom the creche worker watches."""

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
    HealthVisitingLevel,
    Outcome,
    ParentRole,
    Participant,
    Party,
    PersonId,
    Role,
)
from peersupport._attrs import evolve
from peersupport.interop.activity import read_activity
from peersupport.outcomes.referrals import days_from_concern_to_first_contact, days_from_concern_to_referral
from peersupport.policies.schedule import Status
from peersupport.records.acts import Act
from peersupport.records.enrolments import EndReason, Enrolment
from peersupport.records.identifiers import EnrolmentId, ReferralId
from peersupport.records.referrals import Connection, OnwardReferral
from peersupport.rules.reporting import ReportKind

HILDA, PAULA, WENDY, LEAD, SPEECH = map(PersonId, ("hilda", "paula", "wendy", "lead", "speech-therapy"))
CAST = {
    HILDA: Role.HEALTH_VISITOR,
    PAULA: Role.PARENT_VOLUNTEER,
    WENDY: Role.CRECHE_WORKER,
    LEAD: Role.SAFEGUARDING_LEAD,
}
FAMILY = Case(
    id=CaseId("c1"),
    participant=Participant(id=ANNA, parent_role=ParentRole.MOTHER),
    children=(Child(id=PersonId("ben"), birth_date=date(2024, 5, 20)),),
    pregnancies=(),
)


@pytest.mark.requirement("CM1", "CM2", "CM16", "CM18", "CM20", "CM26", "CM27", "CM28")
def test_annas_story() -> None:
    """A question, a place in the group, a worry, a referral of the child, and as long as she likes."""
    story = Service("crafty-mummies", CAST, date(2026, 4, 9))

    # What level of health visiting she has was not written down: the health visitor is asked, and Anna is not refused.
    open_ = story.join(FAMILY)
    assert (open_.outcome, [one.name for one in open_.missing]) == (
        Outcome.UNDETERMINED,
        ["core.health_visiting_level"],
    )
    family = evolve(
        FAMILY, participant=evolve(FAMILY.participant, health_visiting_level=HealthVisitingLevel.UNIVERSAL_PLUS)
    )
    assert story.join(family).outcome is Outcome.ELIGIBLE
    other = evolve(FAMILY, participant=evolve(FAMILY.participant, health_visiting_level=HealthVisitingLevel.UNIVERSAL))
    refused = story.join(other)
    assert (refused.outcome, refused.determining) == (Outcome.NOT_ELIGIBLE, ("CM1",))
    assert "knows which groups are open to every parent" in told(refused)["participant"]

    # In the group: the volunteer runs its page, and writes nothing there of a family.
    page = Act(action="post_on_page", role=Role.PARENT_VOLUNTEER, family_data=False, photographs=False)
    assert story.may(page).effect.value == "permit"
    assert "crafty-mummies/CM28-data" in story.may(evolve(page, family_data=True)).determining
    assert story.may(evolve(page, photographs=True)).provisional
    spell = Enrolment(id=EnrolmentId("e1"), programme=story.programme, start=story.today)
    family = evolve(family, enrolments=(spell,))

    # Ben's review falls due at 27 months.
    story.move_to(date(2026, 8, 25))
    review = story.due(family)["CM20"]
    assert review.due == date(2026, 8, 20)

    # Wendy sees that he does not answer. She tells the health visitors; she reads nothing of the family.
    assert story.may(Act(action="feed_back_worry", role=Role.CRECHE_WORKER)).effect.value == "permit"
    assert story.may(Act(action="read_case_records", role=Role.CRECHE_WORKER)).effect.value == "deny"
    assert story.tell(HILDA, WENDY, "child_development", purpose="group").effect is DENY
    assert story.tell(WENDY, HILDA, "child_development", purpose="group").effect is DENY
    story.agree("creche", Party(person=WENDY), Party(person=HILDA), "child_development")
    assert story.tell(WENDY, HILDA, "child_development", purpose="group").effect is PERMIT
    onward = OnwardReferral(
        id=ReferralId("o1"), service="speech therapy", about=PersonId("ben"), concern_raised=date(2026, 8, 25)
    )
    asked = story.engine.eligibility(onward, "crafty-mummies/onward-referral", on=story.today)
    assert (asked.outcome, {one.hold.by for one in asked.holds}) == (Outcome.UNDETERMINED, {"health visitor"})
    wished = evolve(onward, wished=True, safeguarding=False, made=date(2026, 8, 27))
    decided = story.engine.eligibility(wished, "crafty-mummies/onward-referral", on=story.today)
    assert decided.outcome is Outcome.ELIGIBLE
    assert {one.rule for one in decided.obligations} == {"crafty-mummies/CM27-consent"}
    seen = wished.moved(Connection.OFFERED).moved(Connection.ACCEPTED).moved(Connection.ATTENDED)
    seen = evolve(seen, attended=date(2026, 9, 24))
    days = (days_from_concern_to_referral(seen), days_from_concern_to_first_contact(seen))
    assert [(one.low, one.high) for one in days if one is not None] == [(2, 2), (30, 30)]

    # Another day she fears for him, which is another matter: the lead is told, whatever was agreed.
    story.move_to(date(2026, 10, 15))
    raised = Concern(
        id=ConcernId("k1"), subject=ANNA, programme=story.programme, raised_by=WENDY, categories=("concern",)
    )
    assert story.engine.raise_concern(raised).open
    assert story.tell(WENDY, LEAD, "concern", purpose="safeguarding", harm=True).effect is REQUIRED
    assert story.engine.concerns(ANNA, Audience.SUPPORTER) == ()

    # What the group has to do: its evaluation of the term stands, and sessions were held each week but one.
    activity = read_activity(EXAMPLES / "activity" / "crafty-mummies.json")
    story.move_to(date(2026, 11, 2))
    group = {one.schedule: one for one in story.engine.host.schedule(story.programme).of_site(activity, story.today)}
    assert set(group) >= {"crafty-mummies/CM4", "crafty-mummies/CM18"}
    assert [one.ask for one in group.values() if one.status is Status.UNKNOWN and not one.ask] == []

    # She stays as long as she likes: when Ben is five, nobody sends her away; she leaves when she chooses.
    story.move_to(date(2029, 6, 1))
    assert story.join(family).truths["CM2"].value == "false"
    pathway = story.engine.host.progression(story.programme, "membership")
    staying = pathway.next_steps(family, story.today)
    assert staying.standing.stage == "member"
    assert EndReason.PARTICIPANT_CHOICE in staying.ends
    assert EndReason.PLAN_COMPLETED not in staying.ends
    left = evolve(family, enrolments=(evolve(spell, end=story.today, end_reason=EndReason.PARTICIPANT_CHOICE),))
    assert [one.end_reason for one in left.enrolments or ()] == [EndReason.PARTICIPANT_CHOICE]
    assert all(one.same for one in story.engine.replay())
    # The term's report answers to the source, and counts who came and each session that was held.
    term = story.report(ReportKind.TERM, date(2026, 9, 1), date(2026, 11, 1), family)
    assert "CM19" in {one for answer in term.answers for one in answer.requirements}
    assert [term.counts[f"session {place}"].text for place in (1, 6)] == ["5", "16"]
