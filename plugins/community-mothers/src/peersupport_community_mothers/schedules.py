"""What is due when: visits and their targets, meetings, supervision, the review of sheets."""

from peersupport.plugin import (
    ITSELF,
    Anchor,
    BetweenMonths,
    EncounterKind,
    EveryDays,
    EveryMonths,
    MeetingKind,
    OwnDay,
    Role,
    SupervisionKind,
    encounters,
    meetings,
    schedule,
    supervisions,
)
from peersupport_community_mothers.programme import HOME_VISITS, PARAMETERS, community_mothers

VISITS = "TC9"

SCHEDULES = community_mothers.schedules(
    schedule(
        "TC9",
        "a home visit is offered",
        id=VISITS,
        anchor=Anchor.ENROLMENT,
        offer=HOME_VISITS.id,
        done=encounters(EncounterKind.HOME_VISIT),
        rhythm=EveryMonths(months=PARAMETERS["visit_months"], tolerance=PARAMETERS["visit_tolerance"]),
        offered=True,
        closes=True,
        quote="Monthly home visits are offered",
        note="visits are offered: one that is declined was offered, and the next is due a month later; the first is "
        "counted from the day on which the family joined, since the source does not say when it is",
    ),
    schedule(
        "TC12",
        "the information sheet is reviewed",
        anchor=Anchor.SHEET,
        done=ITSELF,
        rhythm=OwnDay(),
        quote="Providing clear, evidence based health and parenting information.",
        mark="default",
        note="the source wants sheets that are based on evidence; that each has a day of review is our choice",
    ),
    schedule(
        "TC17",
        "the target has been tried",
        anchor=Anchor.TARGET,
        done=ITSELF,
        rhythm=OwnDay(follows=VISITS),
        quote="These are practical ideas or things to try before the next visit",
        note="due at the next visit, which reviews it; the parent may have set another day",
    ),
    schedule(
        "TC49",
        "the group training and support meeting",
        anchor=Anchor.SITE,
        done=meetings(MeetingKind.GROUP_SUPPORT),
        rhythm=EveryDays(days=PARAMETERS["meeting_days"]),
        closes=True,
        quote="group training and support meetings operate on a two weekly basis",
    ),
    schedule(
        ("TC51", "TC52"),
        "the co-ordinator visits the volunteer at home",
        id="TC51",
        anchor=Anchor.SUPPORTER,
        roles=(Role.COMMUNITY_MOTHER,),
        done=supervisions(SupervisionKind.ONE_TO_ONE),
        rhythm=BetweenMonths(earliest=PARAMETERS["supervision_earliest"], latest=PARAMETERS["supervision_latest"]),
        quote="visits each volunteer at home every two to three months. This gives the opportunity to talk through how "
        "things are going and any difficulties they are having on a one to one basis.",
        note="the first is counted from the day on which she began; sooner than two months is never a breach; what she "
        "declines leaves it due",
    ),
)
