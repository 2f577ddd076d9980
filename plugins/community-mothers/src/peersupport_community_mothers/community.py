"""The two weekly meeting as a community of practice (TC50, TC64), and training that agencies contribute to (TC56)."""

from peersupport.plugin import MeetingKind, community, expect, redirect, require
from peersupport_community_mothers.programme import MEETINGS, TRAINING, community_mothers

FORUM = "These provide a forum for ongoing learning and development"

RULES = community_mothers.rules(
    require(
        "TC64",
        community.meeting_kind.is_in({MeetingKind.GROUP_SUPPORT}),
        offer=MEETINGS.id,
        quote=FORUM,
        note="the two weekly meeting is the forum: the source has no other",
        otherwise=redirect("co-ordinator", "The forum for learning is the two weekly meeting of all volunteers."),
    ),
    require(
        "TC64",
        community.meeting_held,
        id="TC64-held",
        offer=MEETINGS.id,
        quote=FORUM,
        note="a meeting that was cancelled supports nobody",
        otherwise=redirect("co-ordinator", "The meeting was cancelled: it is not counted."),
    ),
    expect(
        "TC50",
        community.meeting_spoke_of("programme strategies") & community.meeting_spoke_of("operating boundaries"),
        offer=MEETINGS.id,
        quote="reinforcement of programme strategies and operating boundaries",
        advice="Speak of the programme's strategies and of its boundaries at the next meeting.",
    ),
    require(
        "TC56",
        community.training_contributed,
        offer=TRAINING.id,
        quote="A wide range of agencies is invited to contribute to ongoing informal training sessions.",
        otherwise=redirect("co-ordinator", "No agency contributed to this session. Another one may be invited."),
    ),
)
