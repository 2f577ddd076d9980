"""Who may join a group of Young Parents Connect (YP1 to YP4), and the way in through Early Help (YP24)."""

from peersupport.plugin import ParentRole, any_child, choose, core, redirect, require, route
from peersupport_young_parents_connect.programme import PARAMETERS, YOUNG_PARENTS_CONNECT

OURS = "where to turn is our own choice [default]"

RULES = YOUNG_PARENTS_CONNECT.rules(
    require(
        "YP1",
        choose(
            PARAMETERS["age_reading"],
            {
                "through_25": core.age_years <= PARAMETERS["age_limit"],
                "under_25": core.age_years < PARAMETERS["age_limit"],
            },
        ),
        quote="young mothers (up to 25 years)",
        note=f"joining only, past members may still become peer supporters (YP12); {OURS}",
        otherwise=redirect(
            "health visitor or Family Hub",
            "These groups are for younger mothers. A health visitor or Family Hub can name groups nearby for parents "
            "of every age. Whoever has been to one of these groups before can ask about becoming a peer supporter.",
        ),
    ),
    require(
        "YP2",
        core.parent_role.is_(ParentRole.MOTHER) | PARAMETERS["fathers_welcome"],
        quote="local young parents and their children",
        note=f"mothers are sure; of fathers and other parents the page says nothing: the service is asked; {OURS}",
        otherwise=redirect(
            "health visitor or Family Hub",
            "These groups are for mothers. A health visitor or Family Hub can name groups for fathers and partners.",
        ),
    ),
    require(
        "YP3",
        core.local_authority.is_in(PARAMETERS["local_authorities"]),
        quote="Delivered borough-wide in Royal Borough of Greenwich and city-wide across Nottingham City",
        note=OURS,
        otherwise=redirect(
            "Family Hub",
            "There is no group of this project where you live. The Family Hub of your council, or your health visitor, "
            "can name groups for young parents nearby.",
        ),
    ),
    require(
        ("YP2", "YP4"),
        any_child(core.child_born) | (core.pregnant & PARAMETERS["expecting_welcome"]),
        id="YP4",
        quote="local young parents and their children",
        note=f"a parent has a child; a first pregnancy is left open by the page: the service is asked; {OURS}",
        otherwise=redirect(
            "midwife or health visitor",
            "A midwife, health visitor or GP can name the groups that are open to you at this time.",
        ),
    ),
    route(
        "YP24",
        {"nottingham-early-help": core.local_authority.is_in(PARAMETERS["early_help_authorities"])},
        quote="delivering within the family Early Help Pathways",
        note="one way in among others: nobody is asked to come through Early Help",
    ),
)
