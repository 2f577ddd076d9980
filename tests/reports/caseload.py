"""A made-up caseload of any size, and the activity of a site: the same for the same seed. Nobody of it exists."""

from datetime import date, timedelta
from random import Random

from peersupport.records.activity import Activity, Cost
from peersupport.records.areas import Area, AreaTable, Residence, Setting
from peersupport.records.assessments import Assessment
from peersupport.records.case import Case
from peersupport.records.community import (
    IntegrationMilestone,
    ItemKind,
    LearningItem,
    Meeting,
    MeetingKind,
    Message,
    NeedsProfile,
    Output,
    OutputKind,
    TrainingEvent,
)
from peersupport.records.encounters import Encounter, EncounterKind, EncounterStatus
from peersupport.records.identifiers import (
    AssessmentId,
    CaseId,
    EncounterId,
    PersonId,
    ProgrammeId,
    ReferralId,
    SessionId,
    SiteId,
    SupporterId,
)
from peersupport.records.people import Child, ParentRole, Participant, Sex
from peersupport.records.referrals import Connection, OnwardReferral, Referral
from peersupport.records.roles import Role
from peersupport.records.sessions import Attendance, Evaluation, Session
from peersupport.records.sites import Site
from peersupport.records.supporters import Supporter

START, END = date(2026, 7, 1), date(2026, 10, 1)
ETHNICITIES = (
    "White British",
    "Pakistani",
    "African",
    "White and Asian",
    "Arab",
    "Prefer not to say",
    "my own words",
    None,
)


def areas() -> AreaTable:
    """Twenty areas: two of each decile."""
    return {
        f"E0{number:07}": (
            Area(
                code=f"E0{number:07}",
                local_authority="E06000018",
                imd_decile=number % 10 + 1,
                idaci_decile=(number * 3) % 10 + 1,
                setting=Setting.RURAL if number % 4 == 0 else Setting.URBAN,
            ),
        )
        for number in range(20)
    }


def site(programme: str) -> Site:
    """A site with a table of areas."""
    return Site(id=SiteId("here"), programme=ProgrammeId(programme), areas=areas())


def caseload(programme: str, size: int, seed: int = 1) -> tuple[Case, ...]:
    """So many families, most of them met in the third quarter of 2026."""
    random = Random(seed)
    return tuple(_family(programme, number, random) for number in range(size))


def _family(programme: str, number: int, random: Random) -> Case:
    person = PersonId(f"PERSON-{number}")
    born = date(1985, 1, 1) + timedelta(days=random.randrange(23 * 365))
    received = START - timedelta(days=random.randrange(60))
    first = received + timedelta(days=random.choice((3, 6, 9, 13, 20, 33, 70)))
    code = f"E0{random.choice((0, 0, 0, 1, 1, 10, 11, 2, 3, 4, 7, 9, 15)):07}"
    children = tuple(
        Child(
            id=PersonId(f"CHILD-{number}-{one}"), birth_date=date(2022, 1, 1) + timedelta(days=random.randrange(1600))
        )
        for one in range(random.choice((1, 1, 1, 2, 2, 3)))
    )
    before = random.randrange(6, 25)
    scores = ((received, before), (START + timedelta(days=80), max(0, before - random.randrange(-2, 10))))
    return Case(
        id=CaseId(f"CASE-{number}"),
        participant=Participant(
            id=person,
            names=(f"CANARY NAME {number}",),
            birth_date=None if number % 17 == 0 else born,
            parent_role=ParentRole.MOTHER,
            ethnicity=random.choice(ETHNICITIES[:2] + ETHNICITIES),
            sex=Sex.FEMALE if random.random() < 0.9 else random.choice((Sex.MALE, None)),
            telephone="CANARY-TELEPHONE",
        ),
        children=children,
        residences=(Residence(lsoa=code, local_authority="E06000018", place=random.choice(("Tilbury", "Grays"))),),
        referrals=(
            Referral(
                id=ReferralId(f"REFERRAL-{number}"),
                programme=ProgrammeId(programme),
                received=received,
                reason="CANARY-REASON",
            ),
        ),
        onward_referrals=(
            OnwardReferral(
                id=ReferralId(f"ONWARD-{number}"),
                about=children[0].id,
                service="CANARY-SERVICE",
                concern_raised=START + timedelta(days=5),
                made=START + timedelta(days=5 + random.randrange(12)),
                status=random.choice(tuple(Connection)),
            ),
        )
        if number % 4 == 0
        else (),
        encounters=None
        if number % 23 == 5
        else tuple(
            Encounter(
                id=EncounterId(f"ENCOUNTER-{number}-{one}"),
                programme=ProgrammeId(programme),
                kind=EncounterKind.HOME_VISIT,
                status=EncounterStatus.COMPLETED,
                on=first + timedelta(days=30 * one),
            )
            for one in range(3)
        ),
        assessments=tuple(
            Assessment(id=AssessmentId(f"A-{number}-{on}"), instrument="epds", about=person, on=on, total=total)
            for on, total in (scores if number % 3 else scores[:1])
        ),
    )


def activity(programme: str, people: int = 20) -> Activity:
    """What a site did in the quarter."""
    random = Random(7)
    sizes = (12, 5, 6, 15, 16, 9, 3, 11)
    return Activity(
        programme=ProgrammeId(programme),
        site=SiteId("here"),
        supporters=tuple(
            Supporter(id=SupporterId(f"S{one}"), role=Role.COMMUNITY_MOTHER, start=date(2025, 1, 1))
            for one in range(12)
        ),
        sessions=tuple(
            Session(
                id=SessionId(f"W{week}"),
                on=START + timedelta(days=7 * week),
                cancelled=week == 8,
                attendance=tuple(
                    Attendance(participant=PersonId(f"PERSON-{one}"), attended=True)
                    for one in random.sample(range(people), min(size, people))
                ),
            )
            for week, size in enumerate((*sizes, 0))
        ),
        evaluations=(Evaluation(on=date(2026, 9, 20), responses=11, satisfaction=4.6, summary="CANARY-SUMMARY"),),
        needs=(NeedsProfile(area="Weymouth", poor_maternal_mental_health=0.24, below_at_27_months=0.18),),
        meetings=(
            Meeting(
                kind=MeetingKind.LEARNING_COMMUNITY,
                on=date(2026, 7, 14),
                facilitator=Role.FACILITATOR,
                attended=tuple(SupporterId(f"S{one}") for one in range(6)),
                items=tuple(
                    LearningItem(words="CANARY-ITEM", kind=kind)
                    for kind in (ItemKind.GAP, ItemKind.GAP, ItemKind.BARRIER, ItemKind.OPPORTUNITY)
                ),
                messages=(
                    Message(
                        words="Transport keeps rural mothers away.",
                        approved=True,
                        approved_by=Role.LINK_WORKER,
                        decided_by=(SupporterId("S1"), SupporterId("S2")),
                    ),
                    Message(words="CANARY-FACILITATOR", approved=True, approved_by=Role.FACILITATOR),
                    Message(words="CANARY-OPEN", approved=None),
                ),
            ),
        ),
        training=(
            TrainingEvent(
                title="One",
                on=date(2026, 8, 1),
                people=24,
                setting="health",
                region="London",
                content=("strengths of young parents", "barriers to services"),
            ),
            TrainingEvent(
                title="Two",
                on=date(2026, 9, 1),
                people=3,
                setting="social care",
                region="London",
                content=("peer support",),
            ),
            TrainingEvent(title="Three", on=date(2026, 9, 9), people=31, setting="health", region="East Midlands"),
        ),
        outputs=(
            Output(kind=OutputKind.TOOLKIT, title="Toolkit", due=date(2026, 9, 30), sites=("Leeds", "Hull")),
            Output(kind=OutputKind.THEMED_BRIEFING, title="Rural and urban places", done=date(2026, 8, 3)),
            Output(kind=OutputKind.INTERIM_REPORT, title="Interim evaluation report", done=date(2023, 3, 1)),
        ),
        milestones=(IntegrationMilestone(area="Sunderland", step="Link worker in the pathway", done=date(2026, 8, 1)),),
        costs=(
            Cost(what="Staff", pounds=42000, start=START, end=date(2026, 9, 30)),
            Cost(what="Rooms", pounds=1800, start=START, end=date(2026, 9, 30)),
        ),
    )
