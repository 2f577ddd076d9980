"""The programme: its offers, since when it runs, what it promises not to decide on, what its source says of it."""

from peersupport.plugin import HealthVisitingLevel, Offer, Programme, core, parameters_from, since
from peersupport_crafty_mummies import sessions
from peersupport_crafty_mummies.boundaries import ACTIONS
from peersupport_crafty_mummies.outcomes import MEASURES
from peersupport_crafty_mummies.pathway import MEMBERSHIP, NO_SESSION_LIMIT, NO_TIME_LIMIT
from peersupport_crafty_mummies.reports import REPORTS

SOURCE = "sources/crafty-mummies.txt"
PARAMETERS = parameters_from(
    "peersupport_crafty_mummies",
    prefix="crafty-mummies",
    document=SOURCE,
    enums={"levels": HealthVisitingLevel, "renamed_levels": HealthVisitingLevel},
)

GROUP = Offer(id="", title="")  # the group is the programme: it has the programme's own address
ONWARD = Offer(id="onward-referral", title="a child's referral to another service", subject="OnwardReferral")

crafty_mummies = Programme(
    id="crafty-mummies",
    title="Crafty Mummies",
    source=SOURCE,
    reports=REPORTS,
    # The source does not say when the group began: its own date is the first day on which we know that it ran.
    runs=since("2017-02-06"),
    offers=(GROUP, ONWARD),
    actions=ACTIONS,
    session_plans=(sessions.GROUP,),
    seals=(
        core.severity,  # CM1: the level of health visiting is the whole test of being more vulnerable
        core.imd_decile,  # CM1
        core.ethnicity,
        core.single_parent,
    ),
    measures=MEASURES,
    pathways=(MEMBERSHIP,),
    promises=(NO_SESSION_LIMIT, NO_TIME_LIMIT),
    details=(
        ("CM14", "The local children’s centre provides both a room and crèche for the group."),
        ("CM25", "a high number of women with poor maternal mental health"),
        ("CM25", "a significant number of children who underperform at the 27-month development review"),
        ("CM25", "a substantial number of children who demonstrate poor readiness when starting school"),
        ("CM29", "named by the women who attend"),
        ("CM30", "an example of community partnership working"),
        ("CM30", "both Health Visitors at Dorset Healthcare University Foundation Trust"),
        ("CM30", "The local children’s centre"),
    ),
)
