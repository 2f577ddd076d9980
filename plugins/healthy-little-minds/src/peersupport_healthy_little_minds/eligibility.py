"""Who may join Healthy Little Minds (HL3, HL4) and who comes first (HL1). Need, time and sessions refuse nobody."""

from peersupport.plugin import any_child, core, prioritise, redirect, require
from peersupport_healthy_little_minds.facts import poverty
from peersupport_healthy_little_minds.programme import HEALTHY_LITTLE_MINDS, PARAMETERS

OURS = "where to turn is our own choice [default]"

RULES = HEALTHY_LITTLE_MINDS.rules(
    prioritise(
        "HL1",
        (core.imd_decile <= PARAMETERS["most_deprived_decile"]) | poverty,
        quote="early, flexible parenting support for families living in deprivation",
        advice="The family lives in deprivation, by its area or its own circumstances: it comes first.",
        note="“Most of the families” live in the most deprived areas (HL2), so it sets the order and is no gate",
    ),
    require(
        "HL3",
        any_child(core.child_age_years < PARAMETERS["young_child_age"])
        | (core.pregnant & PARAMETERS["expecting_welcome"]),
        quote="Supporting parents with young children",
        note=f"how old a young child is, and a pregnancy, are left open by the source: the service is asked; {OURS}",
        otherwise=redirect(
            "midwife or health visitor",
            "A midwife, health visitor or GP can name the support that is open to you at this time.",
        ),
    ),
    require(
        "HL4",
        core.local_authority.is_in(PARAMETERS["local_authorities"]),
        quote="the Healthy Little Minds programme in Nottingham",
        note=f"where the family lives, not where its GP is; {OURS}",
        otherwise=redirect(
            "health visitor or Family Hub",
            "This service is for families who live in Nottingham. Your health visitor or Family Hub can name "
            "parent-infant support where you live.",
        ),
    ),
)
