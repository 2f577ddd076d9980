"""The creche worker raises what worries her about a child, and reads nothing of a family (CM26)."""

from peersupport.plugin import Role, core, oblige, prohibit
from peersupport_crafty_mummies.programme import crafty_mummies

FEEDS_BACK = "she feeds back with any worries or concerns she has regarding the children who attend"

RULES = crafty_mummies.rules(
    prohibit(
        "CM26",
        core.recipient_is(Role.CRECHE_WORKER).is_true() & core.disclosure_agreed.is_false(),
        quote=FEEDS_BACK,
        mark="default",
        note="the source has her tell, and does not say that she is told: without the mother's consent she reads "
        "nothing",
    ),
    oblige(
        "CM26",
        core.sender_is(Role.CRECHE_WORKER).is_true() & core.disclosure_suspicion.is_true(),
        id="CM26-raise",
        quote=FEEDS_BACK,
        note="raising a concern needs no access to a case",
        duty="Tell a health visitor of the group the same day what worries you about the child.",
        discharged="the concern was raised, and a health visitor was told",
    ),
)
