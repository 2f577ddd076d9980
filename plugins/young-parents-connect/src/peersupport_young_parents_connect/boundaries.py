"""The limits of each stage of the peer supporters' pathway: a closed list of what one may lead (YP15 to YP17).

A supporter's role is her stage. What a stage does not name is not covered, and the co-ordinator is asked.
"""

from peersupport.plugin import Criterion, NamedAction, Role, cited, core, permit, prohibit, require

STAGE_1 = "Peer volunteering – just leading on an activity within the group"
STAGE_2 = "Peer facilitation volunteers – working with paid facilitators to deliver sessions within the group"
DISCUSSIONS = "potentially leading on the mental health discussions"
STAGE_3 = "Paid peer facilitation – working as a paid facilitator co-leading a group for young parents"


def _action(name: str, title: str, requirement: str, quote: str) -> NamedAction:
    return NamedAction(id=name, title=title, requirements=(requirement,), citation=cited(quote))


ACTIONS = (
    _action("lead_activity", "lead an activity within the group", "YP15", STAGE_1),
    _action("deliver_session", "deliver a session of the group", "YP16", STAGE_2),
    _action("lead_mental_health_discussion", "lead a discussion on mental health", "YP16", DISCUSSIONS),
    _action("lead_group", "lead a group", "YP17", STAGE_3),
)
PAID = (Role.FACILITATOR, Role.PAID_PEER_FACILITATOR)


def doing(*actions: str) -> Criterion:
    """That one of these is about to be done."""
    return core.act_action.is_in(set(actions))


FIRST, SECOND, THIRD = (
    core.act_role.is_in({role})
    for role in (Role.PEER_VOLUNTEER, Role.PEER_FACILITATION_VOLUNTEER, Role.PAID_PEER_FACILITATOR)
)
DELIVERING = doing("deliver_session", "lead_mental_health_discussion")
RULES = (
    permit("YP15", FIRST & doing("lead_activity"), quote=STAGE_1),
    prohibit(
        "YP15",
        FIRST & doing("deliver_session", "lead_mental_health_discussion", "lead_group"),
        id="YP15-just",
        quote=STAGE_1,
        reading="just an activity",
    ),
    permit("YP16", SECOND & (doing("lead_activity") | DELIVERING), quote=STAGE_2),
    require("YP16", core.act_with(*PAID).is_true(), when=SECOND & DELIVERING, id="YP16-with", quote=STAGE_2),
    require(
        "YP16",
        core.act_agreed_by(*PAID).is_true(),
        when=SECOND & doing("lead_mental_health_discussion"),
        id="YP16-agreed",
        quote=DISCUSSIONS,
        mark="default",
        note="potentially: where a paid facilitator agreed beforehand",
    ),
    prohibit("YP16", SECOND & doing("lead_group"), id="YP16-group", quote=STAGE_2),
    permit("YP17", THIRD & (doing("lead_activity", "lead_group") | DELIVERING), quote=STAGE_3),
    require("YP17", core.act_paid.is_true(), when=THIRD & doing("lead_group"), id="YP17-paid", quote=STAGE_3),
    require("YP17", core.act_leaders >= 2, when=THIRD & doing("lead_group"), id="YP17-together", quote=STAGE_3),
)
