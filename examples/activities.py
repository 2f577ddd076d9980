"""Makes the example records of one site of each programme: supporters, sessions, meetings, training. All invented.

python examples/activities.py    # writes activity/*.json
"""

import json
from datetime import date, time, timedelta
from pathlib import Path

from peersupport._attrs import evolve
from peersupport.records import community as together
from peersupport.records.activity import Activity, Cost
from peersupport.records.codec import document_of
from peersupport.records.identifiers import PersonId, ProgrammeId, SeriesId, SessionId, SiteId, SupporterId
from peersupport.records.roles import Role
from peersupport.records.sessions import Attendance, Evaluation, InformationSheet, Session, SessionPart, SessionSeries
from peersupport.records.supporters import Check, CheckKind, StageSpell, Supervision, SupervisionKind, Supporter

HERE = Path(__file__).parent
LEARNING, SUPPORT = together.MeetingKind.LEARNING_COMMUNITY, together.MeetingKind.GROUP_SUPPORT
WEEK = timedelta(weeks=1)


def people(prefix: str, number: int) -> tuple[SupporterId, ...]:
    """So many supporters of one kind, by number."""
    return tuple(SupporterId(f"{prefix}-{one}") for one in range(1, number + 1))


def sessions(series: str, first: date, staff: tuple[SupporterId, ...], came: list[int | None]) -> tuple[Session, ...]:
    """A session a week: how many came to each; None: it was cancelled."""
    return tuple(
        Session(
            id=SessionId(f"{series}-{place}"),
            series=SeriesId(series),
            on=first + place * WEEK,
            cancelled=number is None,
            staff=staff,
            attendance=tuple(
                Attendance(participant=PersonId(f"p{(place + one) % 20:04}"), attended=True)
                for one in range(number or 0)
            ),
        )
        for place, number in enumerate(came)
    )


def crafty_mummies() -> Activity:
    """An autumn term of the group, with weeks below and above what the source describes."""
    hv = people("hv", 2)
    series = SessionSeries(
        id=SeriesId("thursdays"),
        programme=ProgrammeId("crafty-mummies"),
        site=SiteId("dorset"),
        title="Crafty Mummies",
        first=date(2026, 9, 10),
        starts_at=time(10),
        every_days=7,
        minutes=90,
        parts=(
            SessionPart(title="discussion", minutes=15, leader=Role.HEALTH_VISITOR, topics=("emotional health",)),
            SessionPart(title="craft", minutes=75, leader=Role.PARENT_VOLUNTEER),
        ),
    )
    return Activity(
        programme=ProgrammeId("crafty-mummies"),
        site=SiteId("dorset"),
        supporters=(
            *(Supporter(id=one, role=Role.HEALTH_VISITOR, site=SiteId("dorset")) for one in hv),
            Supporter(id=SupporterId("pv-1"), role=Role.PARENT_VOLUNTEER, site=SiteId("dorset")),
            Supporter(id=SupporterId("cw-1"), role=Role.CRECHE_WORKER, site=SiteId("dorset")),
        ),
        series=(series,),
        sessions=sessions("thursdays", date(2026, 9, 10), (*hv, SupporterId("pv-1")), [5, 6, 9, 12, 15, 16, None, 11]),
        evaluations=(
            Evaluation(on=date(2026, 7, 16), series=series.id, responses=11, satisfaction=4.6),
            Evaluation(on=date(2026, 10, 22), series=series.id, responses=9, satisfaction=4.8),
        ),
        needs=(
            together.NeedsProfile(
                area="E06000059",
                on=date(2026, 4, 1),
                poor_maternal_mental_health=0.24,
                below_at_27_months=0.18,
                not_ready_for_school=0.31,
            ),
        ),
    )


def community_mothers() -> Activity:
    """Three Community Mothers, one of them not yet cleared, and their two weekly meetings."""
    days = (date(2025, 9, day) for day in (1, 3, 8, 15, 18, 22, 24, 26, 29))
    cleared = tuple(
        Check(kind=kind, on=on, passed=True, detail="individual" if kind is CheckKind.TRAINING else None)
        for kind, on in zip((CheckKind.REFERENCE, *CheckKind), days, strict=True)
    )
    ways = ("recruitment", "training", "visiting")
    begun = (date(2025, 8, 20), date(2025, 10, 1), date(2025, 11, 1))
    visiting = tuple(
        StageSpell(pathway="volunteering", stage=stage, start=start, end=end, paused=False)
        for stage, start, end in zip(ways, begun, (*begun[1:], None), strict=True)
    )
    one_to_one = tuple(
        Supervision(kind=SupervisionKind.ONE_TO_ONE, on=on, by_role=Role.CO_ORDINATOR)
        for on in (date(2026, 1, 20), date(2026, 4, 2), date(2026, 6, 18), date(2026, 9, 8))
    )
    mothers = people("cm", 3)
    agenda = ("programme strategies", "operating boundaries")
    return Activity(
        programme=ProgrammeId("community-mothers"),
        site=SiteId("thurrock"),
        supporters=tuple(
            Supporter(
                id=one,
                role=Role.COMMUNITY_MOTHER,
                site=SiteId("thurrock"),
                start=date(2025, 11, 1) if place < 2 else None,
                areas=(f"Area {'ABC'[place]}",),
                languages=("English",),
                checks=cleared if place < 2 else cleared[:4],
                stages=visiting if place < 2 else (evolve(visiting[0], end=None),),
                experienced_mother=True,
                recommended_by="Example nursery",
                supervisions=one_to_one if place < 2 else (),
            )
            for place, one in enumerate(mothers)
        ),
        sheets=tuple(
            InformationSheet(id=id, topic=topic, version=version, source="example service", review_by=by)
            for id, topic, version, by in (
                ("sleep", "parenting", "3", date(2027, 3, 1)),
                ("teeth", "health", "1", date(2026, 9, 1)),
            )
        ),
        meetings=tuple(
            together.Meeting(
                kind=SUPPORT,
                on=date(2026, 9, 7) + place * 2 * WEEK,
                cancelled=place == 2,
                facilitator=Role.CO_ORDINATOR,
                attended=mothers[:2],
                agenda=agenda if place % 2 == 0 else agenda[:1],
            )
            for place in range(4)
        ),
        training=(
            together.TrainingEvent(
                title="Safety at home", on=date(2026, 9, 14), contributor="Example fire service", people=6
            ),
        ),
        projects=(
            together.JointProject(
                title="Books for babies", partners=("Example library", "Example nursery"), start=date(2026, 2, 1)
            ),
        ),
        costs=(Cost(what="co-ordinator", pounds=21000.0, start=date(2026, 1, 1), end=date(2026, 10, 31)),),
    )


def link_workers() -> Activity:
    """A learning community with what it explored, and messages on which not everybody may decide."""
    workers = people("lw", 4)
    words = "Name one midwife for each community hub."
    opened = together.Message(words=words, approved=True, approved_by=Role.LINK_WORKER, decided_by=workers[:3])
    handed_down = together.Message(
        words="Ask for a common form.", approved=True, approved_by=Role.FACILITATOR, decided_by=()
    )
    return Activity(
        programme=ProgrammeId("link-workers"),
        site=SiteId("north-east-and-north-cumbria"),
        supporters=tuple(Supporter(id=one, role=Role.LINK_WORKER, start=date(2024, 4, 1)) for one in workers),
        meetings=(
            together.Meeting(
                kind=LEARNING,
                on=date(2026, 9, 2),
                cancelled=False,
                facilitator=Role.FACILITATOR,
                attended=workers,
                co_designed="a round of stories first, agreed with the link workers in May",
                items=tuple(
                    together.LearningItem(kind=together.ItemKind(kind), words=words, factor=factor)
                    for kind, words, factor in (
                        ("barrier", "No bus on Sundays.", "rural isolation"),
                        ("gap", "No group before nine weeks.", "access to services"),
                        ("opportunity", "A new hub opens.", "access to services"),
                    )
                ),
                messages=(opened, handed_down),
            ),
            together.Meeting(kind=LEARNING, on=date(2026, 10, 5), cancelled=False, attended=workers[:2]),
            together.Meeting(kind=together.MeetingKind.REGIONAL_WORKSHOP, on=date(2026, 6, 11), cancelled=False),
            together.Meeting(kind=together.MeetingKind.EVALUATION_GROUP, on=date(2026, 5, 20), cancelled=False),
        ),
        outputs=tuple(
            together.Output(kind=together.OutputKind(kind), title=title, done=done, due=due)
            for kind, title, done, due in (
                ("themed_briefing", "Rural places", date(2026, 3, 2), None),
                ("mosaic", "Mosaic of needs", date(2025, 6, 1), None),
                ("interim_report", "Interim report", date(2026, 4, 1), None),
                ("peer_service", "Walking group", date(2026, 5, 4), None),
                ("learning_report", "Replication", None, date(2027, 3, 31)),
            )
        ),
        milestones=(
            together.IntegrationMilestone(
                area="E08000024", step="link work stands in the pathway", done=date(2026, 7, 1)
            ),
            together.IntegrationMilestone(area="E06000057", step="peer support is offered", due=date(2027, 1, 31)),
        ),
        costs=(Cost(what="four link workers", pounds=132000.0, start=date(2026, 1, 1), end=date(2026, 10, 31)),),
    )


def young_parents_connect() -> Activity:
    """Groups, three peer supporters at three stages, national training, the toolkit, and who asked for a group."""
    staff = people("f", 2)
    content = ("strengths of young parents", "barriers to services", "peer support", "specialist groups")
    stages = ("peer_volunteer", "peer_facilitation_volunteer", "paid_peer_facilitator")

    def trained(course: str) -> tuple[Check, ...]:
        return (Check(kind=CheckKind.TRAINING, on=date(2026, 2, 2), passed=True, detail=course),)

    return Activity(
        programme=ProgrammeId("young-parents-connect"),
        site=SiteId("nottingham-and-greenwich"),
        supporters=(
            *(
                    Supporter(id=one, role=Role.FACILITATOR, checks=trained("workforce"), start=date(2026, 1, 5))
                    for one in staff
                ),
            *(
                Supporter(
                    id=SupporterId(f"ps-{place}"),
                    role=Role(stage),
                    checks=trained(stage),
                    stages=(StageSpell(pathway="peer-support", stage=stage, start=date(2026, 3, 2)),),
                    attended=(date(2025, 10, 7), date(2025, 10, 14)),
                )
                for place, stage in enumerate(stages, start=1)
            ),
        ),
        series=(
            SessionSeries(
                id=SeriesId("tuesdays"), programme=ProgrammeId("young-parents-connect"), title="All about Me",
                first=date(2026, 9, 8), every_days=7,
            ),
        ),
        sessions=sessions("tuesdays", date(2026, 9, 8), staff, [7, 8, 6, None, 9, 10]),
        training=tuple(
            together.TrainingEvent(
                title="Working with young parents", on=on, content=topics, people=number, setting=setting, region=region
            )
            for on, topics, number, setting, region in (
                (date(2026, 5, 12), content, 24, "health", "East Midlands"),
                (date(2026, 6, 9), content[:2], 18, "social care", "London"),
            )
        ),
        outputs=(
            together.Output(
                kind=together.OutputKind.TOOLKIT, title="Toolkit", due=date(2026, 12, 31), sites=("derby", "leeds")
            ),
        ),
        enquiries=(
            together.Enquiry(
                on=date(2026, 4, 2), area="Derby", from_role=Role.VOLUNTARY_ORGANISATION,
                status=together.EnquiryStatus.SET_UP, answered=date(2026, 4, 7),
            ),
            together.Enquiry(on=date(2026, 10, 20), area="Hull", status=together.EnquiryStatus.RECEIVED),
        ),
    )  # fmt: skip


def healthy_little_minds() -> Activity:
    """What the service cost, and who worked in it; its sessions belong to the families."""
    return Activity(
        programme=ProgrammeId("healthy-little-minds"),
        site=SiteId("nottingham"),
        supporters=tuple(
            Supporter(id=one, role=Role.OTHER_HEALTH_PROFESSIONAL, start=date(2024, 1, 8)) for one in people("hlm", 3)
        ),
        costs=(Cost(what="therapists", pounds=98000.0, start=date(2026, 1, 1), end=date(2026, 10, 31)),),
    )


MADE = (community_mothers, crafty_mummies, healthy_little_minds, link_workers, young_parents_connect)
"""One function a programme."""


def lines(activity: Activity) -> str:
    """An activity as the file holds it."""
    return json.dumps(document_of(activity), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for make in MADE:
        made = make()
        (HERE / "activity" / f"{made.programme}.json").write_text(lines(made), encoding="utf-8")
