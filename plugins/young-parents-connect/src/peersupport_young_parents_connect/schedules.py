"""What is due when: the weekly groups, and the toolkit by the end of the programme."""

from peersupport.plugin import SESSIONS, Anchor, AtMonths, EveryDays, OutputKind, outputs, schedule
from peersupport_young_parents_connect.programme import PARAMETERS, YOUNG_PARENTS_CONNECT

SCHEDULES = YOUNG_PARENTS_CONNECT.schedules(
    schedule(
        "YP6",
        "the group's session",
        anchor=Anchor.SERIES,
        done=SESSIONS,
        rhythm=EveryDays(days=PARAMETERS["group_days"]),
        closes=True,
        quote="Weekly sessions for local young parents and their children",
        note="a week that was missed breaks nothing; a site says in its calendar when it is closed",
    ),
    schedule(
        ("YP25", "YP21"),
        "the toolkit is ready",
        id="YP25",
        anchor=Anchor.SITE,
        done=outputs(OutputKind.TOOLKIT),
        rhythm=AtMonths(months=PARAMETERS["programme_months"]),
        quote="By the end of the programme, we will have a toolkit",
        note="the end is 36 months after the first day of the site (YP21)",
    ),
)
