"""Anna's story with Healthy Little Minds: no waiting list of months, no count of sessions, and a way back."""

from datetime import date, timedelta

import pytest
from tests.stories.telling import ANNA, DENY, PERMIT, Service, told

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
)
from peersupport._attrs import evolve
from peersupport.outcomes.referrals import days_from_referral_to_first_contact
from peersupport.records.answers import Answer
from peersupport.records.encounters import Encounter, EncounterKind, EncounterStatus
from peersupport.records.enrolments import EndReason, Enrolment
from peersupport.records.identifiers import EncounterId, EnrolmentId, ProgrammeId
from peersupport.records.people import FamilyMember, Need
from peersupport.rules.reporting import ReportKind

THEA, HILDA = PersonId("thea"), PersonId("hilda")
PROGRAMME = ProgrammeId("healthy-little-minds")
FAMILY = Case(
    id=CaseId("c1"),
    participant=Participant(id=ANNA, parent_role=ParentRole.MOTHER),
    children=(Child(id=PersonId("ben"), birth_date=date(2025, 12, 1)),),
    pregnancies=(),
    family=(FamilyMember(id=PersonId("tom"), relation="father"),),
    residences=(Residence(local_authority="E06000018", lsoa="E01033404"),),
    referrals=(Referral(id=ReferralId("r1"), programme=PROGRAMME, received=date(2026, 3, 2)),),
    answers=(),
)


@pytest.mark.requirement("HL1", "HL3", "HL4", "HL6", "HL7", "HL8", "HL15")
def test_annas_story() -> None:
    """She comes first for what weighs on her, is seen within days, stays as long as she needs, and may come back."""
    cast = {THEA: Role.OTHER_HEALTH_PROFESSIONAL, HILDA: Role.HEALTH_VISITOR}
    story = Service("healthy-little-minds", cast, date(2026, 3, 2))

    # Whether she lives in deprivation cannot be told of her area, which was split: that keeps nobody out.
    joined = story.join(FAMILY)
    assert joined.outcome is Outcome.ELIGIBLE
    assert [one.truth.value for one in joined.priority] == ["unknown"]
    poor = evolve(FAMILY, answers=(Answer(matter="healthy-little-minds.poverty", value=True, given_on=story.today),))
    first = story.join(poor)
    assert (first.outcome, [one.truth.value for one in first.priority]) == (Outcome.ELIGIBLE, ["true"])
    elsewhere = story.join(evolve(FAMILY, residences=(Residence(local_authority="E08000024"),)))
    assert (elsewhere.outcome, elsewhere.determining) == (Outcome.NOT_ELIGIBLE, ("HL4",))
    assert "parent-infant support where you live" in told(elsewhere)["participant"]

    # She is seen after nine days; her needs are the family's as a whole, and Tom's.
    met = Encounter(
        id=EncounterId("v1"),
        programme=PROGRAMME,
        kind=EncounterKind.FIRST_CONTACT,
        status=EncounterStatus.COMPLETED,
        on=date(2026, 3, 11),
    )
    spell = Enrolment(id=EnrolmentId("e1"), programme=PROGRAMME, start=met.on)
    family = evolve(
        poor,
        encounters=(met,),
        enrolments=(spell,),
        needs=(Need(what="housing", since=date(2026, 1, 1)), Need(what="low mood", of=PersonId("tom"))),
    )
    wait = days_from_referral_to_first_contact(family, PROGRAMME)
    assert wait is not None
    assert (wait.low, wait.high) == (9, 9)
    assert [one.of for one in family.needs or ()] == [None, PersonId("tom")]

    # What other agencies may know she decides, each by itself.
    story.agree("hv", Party(person=THEA), Party(person=HILDA), "support", purpose="referral")
    assert story.tell(THEA, HILDA, "attendance", purpose="referral").effect is PERMIT
    assert story.tell(THEA, HILDA, "mental_health", purpose="referral").effect is DENY

    # Sixty sessions later nothing has run out: no rule counts them.
    later = tuple(
        evolve(met, id=EncounterId(f"s{number}"), kind=EncounterKind.ONE_TO_ONE, on=met.on + timedelta(weeks=number))
        for number in range(1, 61)
        if isinstance(met.on, date)
    )
    family = evolve(family, encounters=(met, *later))
    story.move_to(date(2027, 6, 1))
    assert story.join(family).outcome is Outcome.ELIGIBLE

    # She leaves when she chooses, and comes back a year later without anybody referring her again.
    left = evolve(spell, end=date(2027, 6, 1), end_reason=EndReason.PARTICIPANT_CHOICE)
    story.move_to(date(2028, 6, 1))
    pathway = story.engine.host.progression(PROGRAMME, "support")
    returning = pathway.step(evolve(family, enrolments=(left,), referrals=()), "supported", story.today)
    assert returning.opening.value == "open"
    back = story.join(evolve(family, enrolments=(left,), referrals=()))
    assert back.outcome is Outcome.ELIGIBLE
    assert all(one.same for one in story.engine.replay())
    # Her wait stands in the report of waiting times, and cannot be read off it.
    waiting = story.report(ReportKind.WAITING, date(2026, 1, 1), date(2027, 1, 1), family)
    assert waiting.counts["waits: 8 to 14"].text == "*"
