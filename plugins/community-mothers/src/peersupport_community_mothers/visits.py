"""How a home visit goes: the form that prompts it, step by step (TC10 to TC20, TC70). It is a prompt, and no record."""

from peersupport.plugin import PlannedPart, Role, SessionPlan, cited

FORM = (
    "The Community Mums use a form to assist them as they do a home visit. This helps them to keep each visit on track "
    "by guiding or prompting them through the visit, giving it a structure and some direction."
)
REVIEWED = "These targets are reviewed at the beginning of the next visit."
TARGETS = (
    "An important feature at the end of each visit is the setting of targets. These are practical ideas or things to "
    "try before the next visit and are set in accordance with issues discussed during the visit - often ideas from the "
    "cartoon information sheets."
)
SHEETS = (
    "These cartoons are a vital part of the programme because they provide useful and practical information about "
    "parenting, all areas of child development, and a wide range of health issues."
)
HEALTH = (
    "It also reminds them to ask the parent to contact a health professional if they have any concerns about illness "
    "etc."
)

HOME_VISIT = SessionPlan(
    id="home-visit",
    title="a home visit",
    requirements=("TC13",),
    citation=cited(FORM, note="a prompt and not a formal record (TC41)"),
    parts=(
        PlannedPart(
            id="review-targets",
            title="review of the targets that were set last time",
            requirements=("TC14",),
            citation=cited(REVIEWED, note="from the second visit on, where targets had been set"),
            leader=Role.COMMUNITY_MOTHER,
            kind="review",
            from_visit=2,
        ),
        PlannedPart(
            id="share-sheets",
            title="sharing of an information sheet",
            requirements=("TC10", "TC11"),
            citation=cited(SHEETS),
            leader=Role.COMMUNITY_MOTHER,
            kind="sheets",
            topics=("parenting", "child development", "health"),
            topics_open=False,
        ),
        PlannedPart(
            id="praise",
            title="praise for what the parent achieved",
            requirements=("TC19",),
            citation=cited("The emphasis is always to point out the parents ongoing experience and achievements."),
            leader=Role.COMMUNITY_MOTHER,
            kind="achievements",
        ),
        PlannedPart(
            id="health",
            title="reminder to ask a health professional",
            requirements=("TC20",),
            citation=cited(HEALTH),
            leader=Role.COMMUNITY_MOTHER,
            kind="health",
        ),
        PlannedPart(
            id="set-targets",
            title="setting of targets",
            requirements=("TC15", "TC16", "TC18"),
            citation=cited(TARGETS, note="the parent may choose none: the reason is noted"),
            leader=Role.COMMUNITY_MOTHER,
            kind="targets",
        ),
    ),
)
