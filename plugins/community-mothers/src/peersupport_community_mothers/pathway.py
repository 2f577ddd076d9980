"""How a volunteer becomes a Community Mother: recruited carefully, trained, and only then visiting (TC44 to TC48)."""

from peersupport.plugin import OUTSIDE, PAUSED, Ending, EndReason, Moves, Pathway, Stage, cited

RECRUITMENT, TRAINING, VISITING = "recruitment", "training", "visiting"

VOLUNTEERING = Pathway(
    id="volunteering",
    title="Becoming a Community Mother",
    requirements=("TC44",),
    citation=cited("Rigorous recruitment of volunteers. The volunteer mums are recruited very carefully."),
    subject="Supporter",
    stages=(
        Stage(
            id=RECRUITMENT,
            title="Recruitment",
            requirements=("TC45",),
            citation=cited(
                "They are usually recommended via word of mouth by networking with a wide variety of local voluntary "
                "and statutory agencies."
            ),
        ),
        Stage(
            id=TRAINING,
            title="Initial individual training",
            requirements=("TC48",),
            citation=cited("Following initial individual training sessions"),
        ),
        Stage(
            id=VISITING,
            title="Active Community Mother",
            requirements=("TC47",),
            citation=cited("before they start visiting"),
            active=True,
        ),
    ),
    moves=(
        Moves(
            id="recruited-first",
            requirements=("TC44",),
            citation=cited("The volunteer mums are recruited very carefully."),
            sources=(OUTSIDE,),
            targets=(RECRUITMENT,),
        ),
        Moves(
            id="trained-then-visiting",
            requirements=("TC48",),
            citation=cited(
                "Following initial individual training sessions",
                mark="default",
                note="a Community Mother may go back to training, and a volunteer to recruitment: our choice",
            ),
            sources=(RECRUITMENT, TRAINING, VISITING),
            targets=(RECRUITMENT, TRAINING),
        ),
        Moves(
            id="visiting-last",
            requirements=("TC47",),
            citation=cited("before they start visiting"),
            sources=(TRAINING,),
            targets=(VISITING,),
        ),
        Moves(
            id="rests",
            requirements=("TC48",),
            citation=cited(
                "Ongoing training and mutual support.",
                mark="default",
                note="the source does not speak of pauses; a volunteer may rest at any stage",
            ),
            sources=(RECRUITMENT, TRAINING, VISITING),
            targets=(PAUSED,),
        ),
    ),
    endings=(
        Ending(
            id="moves-away",
            requirements=("TC8",),
            citation=cited(
                "The support workers are representatives of their own communities",
                mark="default",
                note="who leaves the community may stop; the source does not say how volunteering ends",
            ),
            reasons=(EndReason.MOVED_AWAY,),
        ),
    ),
)
