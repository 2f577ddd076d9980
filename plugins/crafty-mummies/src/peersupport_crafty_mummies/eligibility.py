"""Who may join the group (CM1 to CM3), and when a child may be referred on (CM27)."""

from peersupport.plugin import (
    HealthVisitingLevel,
    ParentRole,
    any_child,
    choose,
    core,
    hold,
    oblige,
    redirect,
    require,
)
from peersupport_crafty_mummies.programme import GROUP, ONWARD, PARAMETERS, crafty_mummies

LEVEL = core.health_visiting_level
MOTHER = core.parent_role.is_(ParentRole.MOTHER)
NEW_NAMES = {HealthVisitingLevel.TARGETED, HealthVisitingLevel.SPECIALIST}

NOBODY_NAMED = "the source names nobody to turn to: where the redirect leads is our choice"

RULES = crafty_mummies.rules(
    require(
        "CM1",
        LEVEL.is_in(PARAMETERS["levels"]) | (LEVEL.is_in(NEW_NAMES) & LEVEL.is_in(PARAMETERS["renamed_levels"])),
        offer=GROUP.id,
        quote="more vulnerable mothers (Universal Plus and Universal Partnership Plus)",
        note=NOBODY_NAMED,
        otherwise=redirect(
            "health visitor",
            "This group is for families with more support from their health visitor. Tell her if things are hard: she "
            "can give you more, and knows which groups are open to every parent.",
        ),
    ),
    require(
        "CM2",
        any_child(core.child_age_years < PARAMETERS["age_limit"]) | (core.pregnant & PARAMETERS["pregnant_only"]),
        offer=GROUP.id,
        quote="with children under five",
        note=f"any child suffices, and the rule is about joining: who attends may stay (CM16); {NOBODY_NAMED}",
        otherwise=redirect(
            "health visitor",
            "This group is for mothers of a child under five. A health visitor, midwife or GP can name the groups that "
            "are open to you at this time.",
        ),
    ),
    require(
        "CM3",
        MOTHER
        | choose(PARAMETERS["parents"], {"mothers": MOTHER, "all_parents": core.parent_role.is_in(set(ParentRole))}),
        offer=GROUP.id,
        quote="a weekly-run group which was started to support more vulnerable mothers",
        reading="mothers: as the source says throughout; all_parents: as it says twice in passing",
        mark="default",
        note="mothers are sure; the source does not speak of fathers, and does not turn them away: the service is "
        f"asked; {NOBODY_NAMED}",
        otherwise=redirect(
            "health visitor",
            "This group is for mothers. Your health visitor can say which groups near you are for fathers and other "
            "parents.",
        ),
    ),
    require(
        "CM27",
        core.onward_wished | core.onward_safeguarding,
        offer=ONWARD.id,
        quote="more timely referrals for some of the children into diagnostic or support services",
        mark="default",
        note="the source reports such referrals and is silent on consent: the parent's wish, or a child to protect",
        otherwise=redirect(
            "health visitor",
            "Your child is not referred on without your wish. Your health visitor can tell you what the service could "
            "do, and you may ask for it at any time.",
        ),
        unknown=hold("health visitor", "Ask the parent; or settle whether the referral is to protect the child."),
    ),
    oblige(
        "CM27",
        core.onward_wished,
        id="CM27-consent",
        offer=ONWARD.id,
        quote="more timely referrals for some of the children into diagnostic or support services",
        mark="default",
        note="the source is silent on consent: a wish becomes one that says what is told, to whom",
        duty="Record the parent's consent: what the service is told of the child, and by whom.",
        discharged="a consent statement with these stands in the case",
    ),
    oblige(
        "CM27",
        core.onward_safeguarding,
        id="CM27-protection",
        offer=ONWARD.id,
        quote="more timely referrals for some of the children into diagnostic or support services",
        mark="default",
        note="the source is silent on referrals that protect a child",
        duty="Tell the safeguarding lead at once that a child may be at risk of harm.",
        discharged="the record of the referral says whom she told, and when",
    ),
)
