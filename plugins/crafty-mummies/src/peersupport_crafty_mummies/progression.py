"""What is said of a member who stays: her own view prompts a talk, and never ends her membership (CM17)."""

from peersupport.plugin import answer, expect
from peersupport_crafty_mummies.pathway import MEMBERSHIP
from peersupport_crafty_mummies.programme import crafty_mummies

supports_her = answer(
    "crafty-mummies.supports_her",
    bool,
    meaning="coming to the group supports her own mental health, as she sees it",
    question="Does coming to the group support your own mental health?",
)
good_for_child = answer(
    "crafty-mummies.good_for_child",
    bool,
    meaning="coming to the group is good for her child's emotional wellbeing, as she sees it",
    question="Is your coming to the group good for your child's emotional wellbeing?",
)

RULES = crafty_mummies.rules(
    expect(
        "CM17",
        supports_her & good_for_child,
        stage=f"{MEMBERSHIP.id}/stay",
        quote="if they consider that continuing to attend supports their own mental health and positively impacts on "
        "their child’s emotional wellbeing, then they are able to do so",
        note="both, in her own view, with its day; where one is no, somebody talks with her, and nobody is discharged",
        advice="She does not see both: talk with her about what would help. She stays for as long as she chooses.",
    ),
)
