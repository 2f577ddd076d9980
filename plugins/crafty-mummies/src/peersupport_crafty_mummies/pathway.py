"""Belonging to the group: for as long as she chooses, and nobody puts her out (CM16, CM17)."""

from peersupport.plugin import OUTSIDE, PAUSED, Moves, Never, Pathway, Promise, Stage, cited

HER_CHOICE = "It is up to the women to choose how long they attend the group for"

NO_TIME_LIMIT = Promise(
    id="as-long-as-she-chooses", requirements=("CM16",), citation=cited(HER_CHOICE), never=Never.TIME
)
NO_SESSION_LIMIT = Promise(
    id="as-often-as-she-chooses", requirements=("CM16",), citation=cited(HER_CHOICE), never=Never.SESSIONS
)

MEMBERSHIP = Pathway(
    id="membership",
    title="Belonging to the group",
    requirements=("CM16",),
    citation=cited(
        HER_CHOICE,
        note="it ends by her choice alone; a closure to protect somebody is a separate path",
    ),
    subject="Case",
    stages=(
        Stage(
            id="member",
            title="Member of the group",
            requirements=("CM16",),
            citation=cited("how long they attend the group"),
            joins="",
        ),
    ),
    moves=(
        Moves(
            id="comes-stays-and-comes-again",
            requirements=("CM16",),
            citation=cited(
                HER_CHOICE, mark="default", note="that she may rest, or come again after leaving, is our reading"
            ),
            sources=(OUTSIDE, "member"),
            targets=("member", PAUSED),
        ),
    ),
)
