"""What a link worker does by her page (MM14). It gives no limits: whatever it does not name is not covered."""

from peersupport.plugin import NamedAction, Role, cited, core, permit

PEER_SUPPORT = "Connecting to peer support or creating new opportunities for peer support"
ACTIONS = tuple(
    NamedAction(id=name, title=title, requirements=("MM14",), citation=cited(PEER_SUPPORT))
    for name, title in (
        ("connect_to_peer_support", "connect a mother to peer support"),
        ("create_peer_support", "create a new opportunity for peer support"),
    )
)
RULES = (
    permit(
        "MM14",
        core.act_role.is_in({Role.LINK_WORKER}) & core.act_action.is_in({one.id for one in ACTIONS}),
        id="MM14-peer-support",
        quote=PEER_SUPPORT,
    ),
)
