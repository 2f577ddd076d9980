"""The way of a mother with her link worker: support, a plan of her own, and reviews at her rhythm (MM11 to MM13)."""

from peersupport.plugin import OUTSIDE, PAUSED, Ending, EndReason, Moves, Pathway, Stage, cited

SUPPORTED, PLANNING, PLAN = "supported", "planning", "plan-in-use"
STAGES = (SUPPORTED, PLANNING, PLAN)
REVIEWING = "reviewing these in a way that’s most meaningful to mothers accessing support"

LINK_WORK = Pathway(
    id="link-work",
    title="With a link worker",
    requirements=("MM11",),
    citation=cited("In each area a link worker provides personalised support to families"),
    subject="Case",
    stages=(
        Stage(
            id=SUPPORTED,
            title="Supported",
            requirements=("MM11",),
            citation=cited("In each area a link worker provides personalised support to families"),
            joins="",
        ),
        Stage(
            id=PLANNING,
            title="Making a plan",
            requirements=("MM12",),
            citation=cited("They create action plans with their clients"),
        ),
        Stage(id=PLAN, title="Plan in use, and reviewed", requirements=("MM13",), citation=cited(REVIEWING)),
    ),
    moves=(
        Moves(
            id="support-then-plan",
            requirements=("MM12",),
            citation=cited("They create action plans with their clients", note="by when is not stated: at any time"),
            sources=(OUTSIDE, SUPPORTED),
            targets=(SUPPORTED,),
        ),
        Moves(
            id="plans-are-made-and-made-again",
            requirements=("MM13",),
            citation=cited(
                REVIEWING, note="a review may lead to a new plan, and as often as it means something to her"
            ),
            sources=STAGES,
            targets=STAGES,
        ),
        Moves(
            id="rests",
            requirements=("MM13",),
            citation=cited(REVIEWING, mark="default", note="that she may rest is our reading of her own rhythm"),
            sources=STAGES,
            targets=(PAUSED,),
        ),
    ),
    endings=(
        Ending(
            id="plan-done",
            requirements=("MM12",),
            citation=cited(
                "They create action plans with their clients",
                mark="default",
                note="the source does not say how support ends: a plan that is done, or moving away, may end it",
            ),
            reasons=(EndReason.PLAN_COMPLETED, EndReason.MOVED_AWAY),
        ),
    ),
)
