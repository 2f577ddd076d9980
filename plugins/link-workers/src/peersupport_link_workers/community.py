"""The learning community of the link workers: what it explores (MM25, MM27), which messages go forward (MM26)."""

from peersupport.plugin import ItemKind, Role, community, hold, redirect, require
from peersupport_link_workers.programme import ITEMS, LINK_WORKERS, MESSAGES, PARAMETERS

DECIDE = "The link workers then decide which key messages will be taken forward"

RULES = LINK_WORKERS.rules(
    require(
        "MM25",
        community.learning_item_kind.is_in(set(ItemKind)),
        offer=ITEMS.id,
        quote="they explore gaps, barriers and opportunities for services to connect to new mothers and address their "
        "needs",
    ),
    require(
        "MM27",
        community.learning_item_factor.is_in(PARAMETERS["factors"]),
        offer=ITEMS.id,
        quote="a co-produced mosaic of the factors affecting maternal mental health",
        note="the list is closed so that items can be counted, and a site adds to it what its link workers agree on",
        otherwise=redirect(
            "the learning community",
            "This factor is not in the mosaic. Agree on it together, and the site's file will name it from then on.",
        ),
    ),
    require(
        "MM26",
        community.message_approved,
        offer=MESSAGES.id,
        quote=DECIDE,
        unknown=hold("link workers", "Decide together whether the message is taken forward."),
        otherwise=redirect("the learning community", "It was decided against. Bring it again if things have changed."),
    ),
    require(
        "MM26",
        community.message_approved_by.is_(Role.LINK_WORKER),
        id="MM26-link-workers",
        offer=MESSAGES.id,
        quote=DECIDE,
        note="whoever facilitates the sessions may bring a message, and does not decide on it",
        unknown=hold("facilitator", "Ask the link workers: nobody else can decide on a message."),
        otherwise=redirect(
            "the learning community", "Bring the message to the link workers' next session: they decide on it."
        ),
    ),
    require(
        "MM26",
        community.message_deciders_named,
        id="MM26-recorded",
        offer=MESSAGES.id,
        quote=DECIDE,
        mark="default",
        note="how many must agree is not stated: who decided is recorded instead",
        unknown=hold("facilitator", "Record which link workers decided."),
        otherwise=redirect("facilitator", "Record which link workers decided on the message."),
    ),
)
