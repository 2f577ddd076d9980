"""The peer support pathway: three stages, in any order, for whoever is or was part of a group (YP11 to YP14, YP18).

And what becomes of a mother who is in a group: she stays for as long as she likes, until she is too old to join.
"""

from peersupport.plugin import (
    OUTSIDE,
    PAUSED,
    Moves,
    Pathway,
    Stage,
    cited,
)

VOLUNTEER, FACILITATION_VOLUNTEER, FACILITATOR = (
    "peer_volunteer",
    "peer_facilitation_volunteer",
    "paid_peer_facilitator",
)
STAGES = (VOLUNTEER, FACILITATION_VOLUNTEER, FACILITATOR)

PEER_SUPPORT = Pathway(
    id="peer-support",
    title="Peer support pathway",
    requirements=("YP11",),
    citation=cited("Three-stage pathway:"),
    subject="Supporter",
    stages=(
        Stage(
            id=VOLUNTEER,
            title="Peer volunteering",
            requirements=("YP11",),
            citation=cited("Peer volunteering – just leading on an activity within the group"),
        ),
        Stage(
            id=FACILITATION_VOLUNTEER,
            title="Peer facilitation volunteers",
            requirements=("YP11",),
            citation=cited(
                "Peer facilitation volunteers – working with paid facilitators to deliver sessions within the group"
            ),
        ),
        Stage(
            id=FACILITATOR,
            title="Paid peer facilitation",
            requirements=("YP11",),
            citation=cited("Paid peer facilitation – working as a paid facilitator co-leading a group"),
        ),
    ),
    moves=(
        Moves(
            id="any-first-stage",
            requirements=("YP14",),
            citation=cited("at whatever stage they feel comfortable with"),
            sources=(OUTSIDE,),
            targets=STAGES,
        ),
        Moves(
            id="both-ways",
            requirements=("YP13",),
            citation=cited("people want to get involved in different ways at different times"),
            sources=STAGES,
            targets=STAGES,
        ),
        Moves(
            id="pauses",
            requirements=("YP13",),
            citation=cited(
                "people want to get involved in different ways at different times",
                note="the source does not speak of pauses; different times are read to allow them",
            ),
            sources=STAGES,
            targets=(PAUSED,),
        ),
    ),
)
