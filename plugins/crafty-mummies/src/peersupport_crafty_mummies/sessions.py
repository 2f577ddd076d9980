"""How the group's sessions go: an hour and a half a week, a discussion and a craft session (CM4 to CM15)."""

from peersupport.plugin import AttendanceBand, PlannedPart, Role, SessionPlan, Staffing, Venue, cited

DISCUSSION = PlannedPart(
    id="discussion",
    title="structured discussion",
    requirements=("CM7", "CM8"),
    citation=cited(
        "The first section is to deliver a 15-minute structured discussion, which is health visitor led, and focuses "
        "on topics such as parent and child emotional health and wellbeing and healthy lifestyles."
    ),
    minutes=15,
    leader=Role.HEALTH_VISITOR,
    kind="discussion",
    topics=("parent and child emotional health and wellbeing", "healthy lifestyles"),
)
CRAFT = PlannedPart(
    id="craft",
    title="craft session",
    requirements=("CM9", "CM10"),
    citation=cited(
        "The second part of the session is led by a parent volunteer. This is a craft session",
        note="75 minutes: what is left of 90 after 15",
    ),
    minutes=75,
    leader=Role.PARENT_VOLUNTEER,
    kind="craft",
)
GROUP = SessionPlan(
    id="group",
    title="the weekly group",
    requirements=("CM4", "CM5", "CM6"),
    citation=cited(
        "The group runs once a week for an hour and a half, and the session is divided into two parts.",
        note="whether it runs in holidays is not stated",
    ),
    parts=(DISCUSSION, CRAFT),
    minutes=90,
    every_days=7,
    staffing=(
        Staffing(
            id="health-visitors",
            role=Role.HEALTH_VISITOR,
            count=2,
            requirements=("CM13",),
            citation=cited("Crafty Mummies is run by two health visitors"),
        ),
        Staffing(
            id="parent-volunteer",
            role=Role.PARENT_VOLUNTEER,
            count=1,
            requirements=("CM13",),
            citation=cited("is supported by a parent volunteer"),
        ),
        Staffing(
            id="support-in-craft",
            role=Role.HEALTH_VISITOR,
            count=1,
            part="craft",
            requirements=("CM12",),
            citation=cited(
                "solutions can be found through group discussion with the support of the health visitors",
                note="what is said there is no record of anybody: none is kept",
            ),
        ),
    ),
    attendance=AttendanceBand(
        id="attendance",
        low=6,
        high=15,
        requirements=("CM15",),
        citation=cited(
            "The group runs with between 6-15 mothers attending weekly.",
            note="a description: nobody is refused at the door; that newcomers wait above fifteen is a choice of ours",
        ),
        waiting_list=True,
    ),
    venue=Venue(
        id="venue",
        kind="children's centre",
        provides=("room", "crèche"),
        requirements=("CM14",),
        citation=cited("The local children’s centre provides both a room and crèche for the group."),
    ),
)
