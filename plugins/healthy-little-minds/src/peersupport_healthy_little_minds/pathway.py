"""Support for as long as a family needs it, and again when it comes back (HL6, HL7)."""

from peersupport.plugin import OUTSIDE, PAUSED, Moves, Never, Pathway, Promise, Stage, cited

AS_LONG = "Here for as long as you need us"

NO_SESSION_LIMIT = Promise(
    id="no-session-limit",
    requirements=("HL6",),
    citation=cited("Its offer of flexible support, not limited by number of sessions"),
    never=Never.SESSIONS,
)
NO_TIME_LIMIT = Promise(
    id="no-time-limit",
    requirements=("HL7",),
    citation=cited(AS_LONG, note="the report's title, taken as the promise"),
    never=Never.TIME,
)

AS_LONG_AS_NEEDED = Pathway(
    id="support",
    title="Support for as long as you need it",
    requirements=("HL7",),
    citation=cited(AS_LONG, note="the participant ends it; no other ending is declared"),
    subject="Case",
    stages=(Stage(id="supported", title="Supported", requirements=("HL7",), citation=cited(AS_LONG), joins=""),),
    moves=(
        Moves(
            id="comes-rests-and-returns",
            requirements=("HL7",),
            citation=cited(
                AS_LONG,
                mark="default",
                note="that a family may rest, and return after leaving without a new referral, is our reading",
            ),
            sources=(OUTSIDE, "supported"),
            targets=("supported", PAUSED),
        ),
    ),
)
