"""How the weekly groups go: three blocks that guide and never gate, activity and discussion (YP7 to YP10)."""

from peersupport.plugin import Block, PlannedPart, SessionPlan, Venue, cited

STRUCTURE = (
    "uses a three-block structure focusing on “All about Me”; “Baby and Me” and “My support, my network and my "
    "community”"
)
BOTH = "Weekly sessions for local young parents and their children using activities and discussion"
FLEXIBLE = "The sessions are designed to be flexible and adaptable to the needs of the group"
TITLES = {
    "all-about-me": "All about Me",
    "baby-and-me": "Baby and Me",
    "my-support": "My support, my network and my community",
}

WEEKLY_GROUP = SessionPlan(
    id="weekly-group",
    title="the weekly group",
    requirements=("YP8",),
    citation=cited(
        FLEXIBLE, note="blocks come in any order and number: a report of coverage is all that rests on them"
    ),
    parts=(
        PlannedPart(id="activity", title="activity", requirements=("YP9",), citation=cited(BOTH), kind="activity"),
        PlannedPart(
            id="discussion", title="discussion", requirements=("YP9",), citation=cited(BOTH), kind="discussion"
        ),
    ),
    every_days=7,
    venue=Venue(
        id="venue",
        kind="community setting",
        provides=(),
        requirements=("YP10",),
        citation=cited("A weekly peer support intervention delivered in a community setting"),
    ),
    blocks=tuple(
        Block(id=name, title=title, requirements=("YP7",), citation=cited(STRUCTURE)) for name, title in TITLES.items()
    ),
)
