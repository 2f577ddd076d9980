"""What is due when: the weekly group, its evaluation in each term, the review of each child."""

from peersupport.plugin import (
    CHILD_REVIEWS,
    EVALUATIONS,
    SESSIONS,
    Anchor,
    AtMonths,
    EachTerm,
    EveryDays,
    schedule,
)
from peersupport_crafty_mummies.programme import PARAMETERS, crafty_mummies

SCHEDULES = crafty_mummies.schedules(
    schedule(
        "CM4",
        "the group's session",
        anchor=Anchor.SERIES,
        done=SESSIONS,
        rhythm=EveryDays(days=PARAMETERS["group_days"]),
        closes=True,
        quote="The group runs once a week for an hour and a half",
        note="a week that was missed breaks nothing; a site says in its calendar when it is closed",
    ),
    schedule(
        "CM18",
        "the group's evaluation",
        anchor=Anchor.SERIES,
        done=EVALUATIONS,
        rhythm=EachTerm(),
        quote="We evaluate the group termly",
        note="in each term of the authority's calendar; in a half term it counts for the term around it, in the "
        "holidays for none",
    ),
    schedule(
        "CM20",
        "the child's developmental review",
        anchor=Anchor.BIRTH,
        done=CHILD_REVIEWS,
        rhythm=AtMonths(
            months=PARAMETERS["review_months"],
            earliest=PARAMETERS["review_earliest"],
            latest=PARAMETERS["review_latest"],
        ),
        offered=True,
        quote="increase the number of children reaching key milestones at the 27-month developmental check",
        note="the source counts those who reach their milestones; that each review is due at 27 months is read from it",
    ),
)
