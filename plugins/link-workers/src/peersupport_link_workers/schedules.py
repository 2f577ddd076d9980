"""What is due when: reviews of the plan at the mother's own rhythm, and the learning community."""

from peersupport.plugin import (
    PLAN_REVIEWS,
    Anchor,
    EveryMonths,
    MeetingKind,
    OwnDay,
    meetings,
    schedule,
)
from peersupport_link_workers.programme import LINK_WORKERS, PARAMETERS

SCHEDULES = LINK_WORKERS.schedules(
    schedule(
        "MM13",
        "the action plan is reviewed, as she chose",
        anchor=Anchor.PLAN,
        done=PLAN_REVIEWS,
        rhythm=OwnDay(),
        quote="reviewing these in a way that’s most meaningful to mothers accessing support",
        note="there is no interval: nothing is overdue unless she set a day",
    ),
    schedule(
        "MM23",
        "the learning community meets",
        anchor=Anchor.SITE,
        done=meetings(MeetingKind.LEARNING_COMMUNITY),
        rhythm=EveryMonths(months=PARAMETERS["community_months"], tolerance=PARAMETERS["community_tolerance"]),
        quote="Ways to Wellness facilitates a monthly Learning Community for the prototype link workers.",
    ),
)
