"""Anna's story with Young Parents Connect: a young mother in a group, and years later a paid peer facilitator."""

from datetime import date

import pytest
from tests.stories.telling import ANNA, EXAMPLES, Service, told

from peersupport import Case, CaseId, Child, Outcome, ParentRole, Participant, PersonId, Residence, Role
from peersupport._attrs import evolve
from peersupport.interop.activity import read_activity
from peersupport.records.acts import Act
from peersupport.records.community import Enquiry, EnquiryStatus
from peersupport.records.identifiers import SupporterId
from peersupport.records.supporters import Check, CheckKind, StageSpell, Supporter
from peersupport.rules.reporting import ReportKind

FAYE = PersonId("faye")
PATHWAY = "peer-support"
STAGES = ("peer_volunteer", "peer_facilitation_volunteer", "paid_peer_facilitator")
FAMILY = Case(
    id=CaseId("c1"),
    participant=Participant(id=ANNA, birth_date=date(2001, 3, 9), parent_role=ParentRole.MOTHER),
    children=(Child(id=PersonId("ben"), birth_date=date(2025, 6, 20)),),
    pregnancies=(),
    residences=(Residence(local_authority="E06000018"),),
)


def trained(*courses: str) -> tuple[Check, ...]:
    """Trainings that she has completed, in January 2026."""
    return tuple(Check(kind=CheckKind.TRAINING, on=date(2026, 1, 12), passed=True, detail=one) for one in courses)


@pytest.mark.requirement("YP1", "YP11", "YP12", "YP13", "YP14", "YP15", "YP16", "YP17", "YP18", "YP24", "YP32", "YP36")
def test_annas_story() -> None:
    """A group until she is too old for it, and the three stages of the pathway, which no birthday closes."""
    story = Service("young-parents-connect", {FAYE: Role.FACILITATOR}, date(2026, 2, 3))

    # She is 24, and lives in Nottingham: she may join, and may come through Early Help.
    joined = story.join(FAMILY)
    assert joined.outcome is Outcome.ELIGIBLE
    assert [target for one in joined.routes for target in one.targets] == ["nottingham-early-help"]
    undated = story.join(evolve(FAMILY, participant=evolve(FAMILY.participant, birth_date=None)))
    assert (undated.outcome, [one.name for one in undated.missing]) == (Outcome.UNDETERMINED, ["core.age_years"])

    # She comes to two sessions. In 2027 she turns 26 between two of them: new mothers of her age are led elsewhere.
    story.move_to(date(2027, 3, 9))
    late = story.join(FAMILY)
    assert (late.outcome, late.determining) == (Outcome.NOT_ELIGIBLE, ("YP1",))
    assert "becoming a peer supporter" in told(late)["participant"]

    # To her the pathway stays open, at whatever stage she feels comfortable with, once she is trained for it.
    anna = Supporter(
        id=SupporterId("ps-1"),
        person=ANNA,
        part_of_group=False,
        attended=(date(2026, 2, 10), date(2026, 2, 17)),
        checks=(),
        stages=(),
    )
    pathway = story.engine.host.progression(story.programme, PATHWAY)
    untrained = pathway.next_steps(anna, story.today)
    assert untrained.open == ()
    assert {stage: step.unmet for stage, step in untrained.by_stage.items()} == {
        stage: (f"YP18-{stage}",) for stage in STAGES
    }
    never_came = pathway.next_steps(evolve(anna, attended=(), checks=trained(*STAGES)), story.today)
    assert never_came.open == ()
    ready = evolve(anna, checks=trained(*STAGES[:2]))
    assert pathway.next_steps(ready, story.today).open == STAGES[:2]

    # She begins as a volunteer. At that stage she leads an activity, and nothing else.
    first = evolve(ready, stages=(StageSpell(pathway=PATHWAY, stage=STAGES[0], start=date(2027, 3, 9)),))
    act = Act(action="lead_activity", role=Role.PEER_VOLUNTEER)
    assert story.may(act).effect.value == "permit"
    assert story.may(evolve(act, action="deliver_session")).determining == ("young-parents-connect/YP15-just",)

    # She moves on, rests for a summer, and comes back. With a paid facilitator beside her she delivers sessions.
    story.move_to(date(2028, 1, 10))
    assert set(pathway.next_steps(first, story.today).open) == {STAGES[1]}
    assert pathway.next_steps(first, story.today).may_pause
    session = Act(action="deliver_session", role=Role.PEER_FACILITATION_VOLUNTEER, present=(Role.FACILITATOR,))
    assert story.may(session).effect.value == "permit"
    assert story.may(evolve(session, present=())).determining == ("young-parents-connect/YP16-with",)
    assert story.may(evolve(session, present=None)).provisional
    talk = evolve(session, action="lead_mental_health_discussion", agreed_by=())
    assert "young-parents-connect/YP16-agreed" in story.may(talk).determining

    # At 29 she is paid, and co-leads a group: two at least, and never unpaid.
    story.move_to(date(2030, 4, 1))
    second = StageSpell(pathway=PATHWAY, stage=STAGES[1], start=date(2028, 1, 10))
    done = StageSpell(pathway=PATHWAY, stage=STAGES[0], start=date(2027, 3, 9), end=date(2028, 1, 10))
    anna = evolve(ready, checks=trained(*STAGES), stages=(done, second))
    assert set(pathway.next_steps(anna, story.today).open) == {STAGES[0], STAGES[2]}
    group = Act(action="lead_group", role=Role.PAID_PEER_FACILITATOR, paid=True, leaders=2)
    assert story.may(group).effect.value == "permit"
    assert story.may(evolve(group, leaders=1)).determining == ("young-parents-connect/YP17-together",)
    assert story.may(evolve(group, paid=False)).determining == ("young-parents-connect/YP17-paid",)

    # Beyond her own group: what the national training covered, and another town that asks for a group.
    activity = read_activity(EXAMPLES / "activity" / "young-parents-connect.json")
    covered = [
        story.engine.eligibility(one, f"{story.programme}/workforce-training", on=date(2026, 11, 1)).outcome
        for one in activity.training or ()
    ]
    assert covered == [Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE]
    toolkit = story.report(ReportKind.TOOLKIT, date(2026, 1, 1), date(2027, 1, 1), FAMILY)
    assert toolkit.counts["trained"].text == "42"
    asked = Enquiry(on=story.today, area="Hull").moved(EnquiryStatus.RECEIVED)
    prepared = asked.moved(EnquiryStatus.ANSWERED).moved(EnquiryStatus.PREPARING)
    assert prepared.moved(EnquiryStatus.SET_UP).status is EnquiryStatus.SET_UP
