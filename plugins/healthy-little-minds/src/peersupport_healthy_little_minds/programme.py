"""Healthy Little Minds: what it is, in the words of the news about its evaluation, and what it has promised."""

from peersupport import Period
from peersupport.plugin import Programme, core, parameters_from
from peersupport_healthy_little_minds.facts import poverty, trauma
from peersupport_healthy_little_minds.outcomes import MEASURES
from peersupport_healthy_little_minds.pathway import AS_LONG_AS_NEEDED, NO_SESSION_LIMIT, NO_TIME_LIMIT
from peersupport_healthy_little_minds.reports import REPORTS
from peersupport_healthy_little_minds.support import SUPPORT

SOURCE = "sources/healthy-little-minds.txt"

PARAMETERS = parameters_from("peersupport_healthy_little_minds", prefix="healthy-little-minds", document=SOURCE)

HEALTHY_LITTLE_MINDS = Programme(
    id="healthy-little-minds",
    title="Healthy Little Minds",
    source=SOURCE,
    reports=REPORTS,
    # The source gives no day at all, not even its own: any start that we chose would turn families away by a guess, so
    # a site's own period says. Nothing is promised for the years before: until a site says how old a young child is,
    # and whether a pregnancy is enough, no day has an ELIGIBLE (HL3).
    runs=Period(start=None, end=None),
    support_kinds=SUPPORT,
    # Deprivation and risk set the order and the support, never who may join (HL1, HL16).
    seals=(core.imd_decile, poverty, trauma),
    # Each first line is the source's, to the letter; what stands under it is ours.
    measures=MEASURES,
    pathways=(AS_LONG_AS_NEEDED,),
    promises=(NO_SESSION_LIMIT, NO_TIME_LIMIT),
    details=(
        (
            "HL6",
            "not limited by number of sessions\n"
            "No rule of this programme counts sessions, and a rule of another plugin that does is refused: the promise "
            "binds by what a rule reads and does, and not by names.",
        ),
        (
            "HL7",
            "Here for as long as you need us\n"
            "The report's title, taken as the promise: no rule counts time, and a family may return without a new "
            "referral [default].",
        ),
        (
            "HL15",
            "addressing families’ needs as a whole and collaborating with other agencies\n"
            "Needs are held for the family, which may have several members.",
        ),
        (
            "HL16",
            "The risks are higher for women living in poverty or with experience of trauma.\n"
            "Two flags, poverty and trauma; no score, and no rule may decide on them.",
        ),
        (
            "HL17",
            "one in five women experience a mental health problem before or after having a baby\n"
            "A planning figure: expected need is a fifth of births.",
        ),
        (
            "HL18",
            "the crucial importance of the first 1001 days in shaping a child’s outcomes\n"
            "A name for the time from conception to the second birthday; not a number of days that any rule counts.",
        ),
        ("HL19", "Commissioned by Small Steps Big Changes, which is funded by the National Lottery Community Fund"),
        ("HL20", "can help to reduce inequalities and support families when they need it"),
        ("HL20", "the benefits for babies and families alongside the wider public value as an investment"),
        (
            "HL21",
            "There are currently only 46 specialised parent infant relationships services across the UK\nContext.",
        ),
    ),
)
