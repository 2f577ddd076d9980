"""Who runs the page on social media, and what staff without access to cases may tell (CM26, CM28).

The source has one parent volunteer run the page. What may stand there, and that nobody without access to cases reads
them, are choices of ours.
"""

from peersupport.plugin import Criterion, NamedAction, Role, cited, core, oblige, permit, prohibit, require

PAGE = "The parent volunteer also runs a Facebook page"
FEEDS_BACK = "she feeds back with any worries or concerns she has regarding the children who attend"
ACTIONS = (
    NamedAction(id="post_on_page", title="post on the group's page", requirements=("CM28",), citation=cited(PAGE)),
    NamedAction(
        id="feed_back_worry",
        title="tell the health visitors of a worry about a child",
        requirements=("CM26",),
        citation=cited(FEEDS_BACK),
    ),
    NamedAction(
        id="read_case_records",
        title="read what is recorded of a family",
        requirements=("CM26",),
        citation=cited(FEEDS_BACK, mark="default", note="she tells; that she reads is nowhere said"),
    ),
)


def doing(action: str) -> Criterion:
    """That this is about to be done."""
    return core.act_action.is_in({action})


VOLUNTEER = core.act_role.is_in({Role.PARENT_VOLUNTEER})
CRECHE_WORKER = core.act_role.is_in({Role.CRECHE_WORKER})
RULES = (
    permit("CM28", VOLUNTEER & doing("post_on_page"), quote=PAGE),
    prohibit(
        "CM28",
        doing("post_on_page") & core.act_family_data.is_true(),
        id="CM28-data",
        quote="to keep parents informed of what is happening in the group",
        mark="default",
        note="what is happening in the group: nothing of a family",
    ),
    require(
        "CM28",
        core.act_photographs_agreed.is_true(),
        when=doing("post_on_page") & core.act_photographs.is_true(),
        id="CM28-photographs",
        quote=PAGE,
        mark="default",
        note="a picture is shown with the consent of all whom it shows, for social media",
    ),
    permit("CM26", CRECHE_WORKER & doing("feed_back_worry"), id="CM26-telling", quote=FEEDS_BACK),
    oblige(
        "CM26",
        CRECHE_WORKER & core.act_action.is_in({"feed_back_worry", "raise_concern"}),
        id="CM26-health-visitors",
        quote=FEEDS_BACK,
        duty="Tell the health visitors who run the group.",
        discharged="a health visitor was told",
    ),
    prohibit(
        "CM26",
        CRECHE_WORKER & doing("read_case_records"),
        id="CM26-reading",
        quote=FEEDS_BACK,
        mark="default",
        note="she may tell and not read: a role without access to cases",
    ),
)
