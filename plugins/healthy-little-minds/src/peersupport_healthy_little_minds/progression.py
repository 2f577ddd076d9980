"""How a family comes, and comes back: a return needs no new referral (HL7)."""

from peersupport.plugin import core, expect, stages
from peersupport_healthy_little_minds.pathway import AS_LONG, AS_LONG_AS_NEEDED
from peersupport_healthy_little_minds.programme import HEALTHY_LITTLE_MINDS

RULES = HEALTHY_LITTLE_MINDS.rules(
    expect(
        "HL7",
        stages.enrolled_before(HEALTHY_LITTLE_MINDS.id) | core.referred,
        stage=f"{AS_LONG_AS_NEEDED.id}/supported",
        quote=AS_LONG,
        mark="default",
        note="a first arrival, also one of her own accord, is recorded as a referral, since the wait is counted "
        "from it (HL8); a family that returns is asked for none",
        advice="Record how the family came, as a referral: the wait is counted from it.",
    ),
)
