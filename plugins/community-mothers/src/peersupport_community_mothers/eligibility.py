"""Who may be visited, who may join a group (TC1 to TC6, TC28 to TC31), and when a service is mobilised (TC42, TC43)."""

from peersupport.plugin import (
    Role,
    Vetting,
    any_child,
    choose,
    core,
    every_child,
    expect,
    hold,
    oblige,
    prioritise,
    redirect,
    require,
    unknown,
)
from peersupport_community_mothers.facts import group_area, passed_on_in_order, support_despite_risk
from peersupport_community_mothers.programme import GROUPS, HOME_VISITS, ONWARD, PARAMETERS, community_mothers

PARENT = any_child(core.child_age_years < PARAMETERS["young_under"]) | (core.pregnant & PARAMETERS["pregnant_only"])

IN_FIRST_YEAR = core.child_age_years < PARAMETERS["first_year"]
FIRST_YEAR_OF_PARENTHOOD = any_child(IN_FIRST_YEAR) & (
    PARAMETERS["first_child_only"].is_false() | every_child(core.child_born.is_false() | IN_FIRST_YEAR)
)

TO_BE_VETTED = choose(
    PARAMETERS["vetted_referrals"],
    {
        "all": core.referred.is_true(),
        "professional": core.referrer_role.is_not_in({Role.PARTICIPANT, Role.FAMILY_MEMBER}),
    },
)

NOBODY_NAMED = "the source names nobody to turn to: where the redirect leads is our choice"

# One text for all that is decided out of sight, so that nobody can read off it what was decided.
NOT_AT_PRESENT = redirect(
    "health visitor",
    "A Community Mother cannot be offered at present. Your health visitor can say who else supports parents near you.",
)

who = community_mothers.rules(
    require(
        ("TC1", "TC2"),
        PARENT,
        id="TC1",
        quote="other local parents with young children",
        note=f"a new baby (TC2) is a young child, and no need is asked for; {NOBODY_NAMED}",
        otherwise=redirect(
            "health visitor",
            "Community Mothers support parents of young children. A health visitor, midwife or GP can name the support "
            "that is open to you at this time.",
        ),
    ),
    require(
        "TC3",
        core.place.is_in(PARAMETERS["areas"]),
        quote="within eight of the most disadvantaged areas of Thurrock, Essex",
        note=NOBODY_NAMED,
        otherwise=redirect(
            "health visitor",
            "Community Mothers work in eight areas only. Your health visitor can say what there is where you live.",
        ),
    ),
    require(
        "TC4",
        group_area.is_in(PARAMETERS["group_areas"]),
        offer=GROUPS.id,
        quote="parent led support groups in the most disadvantaged areas",
        note=f"it says where groups are held, not that a parent must live there; {NOBODY_NAMED}",
        otherwise=redirect(
            "home visits",
            "This group is not one of the programme's. Ask the co-ordinator for home visits, or for a group in another "
            "area.",
        ),
    ),
    require(
        "TC5",
        choose(PARAMETERS["first_year_reading"], {"aim": PARENT, "gate": FIRST_YEAR_OF_PARENTHOOD}),
        offer=GROUPS.id,
        quote="which promote maternal mental well being during the first year of parenthood",
        reading="aim: whoever may join the programme may join a group; gate: only parents in the first year",
        note=NOBODY_NAMED,
        otherwise=redirect(
            "home visits", "Home visits do not end with the first year: ask the co-ordinator for a Community Mother."
        ),
    ),
    prioritise(
        "TC5",
        FIRST_YEAR_OF_PARENTHOOD,
        id="TC5-first",
        offer=GROUPS.id,
        quote="which promote maternal mental well being during the first year of parenthood",
        advice="Parents in the first year of parenthood come first.",
    ),
)

# Nobody is refused for want of a referral: without one nobody was vetted and nobody asked, so the case is held.
vetting = community_mothers.rules(
    require(
        "TC28",
        core.referred | unknown(),
        id="TC28-request",
        quote="Vetting referrals.",
        mark="default",
        note="the source does not say how a parent asks herself: her request is recorded as a referral",
        unknown=hold("co-ordinator", "Record the parent's request as a referral, so that it can be vetted."),
    ),
    require(
        "TC28",
        core.vetting.is_not_in({Vetting.DECLINE}),
        id="TC28-decline",
        when=TO_BE_VETTED,
        quote="refer families that are causing them difficulties",
        note=NOBODY_NAMED,
        otherwise=NOT_AT_PRESENT,
        unknown=hold("co-ordinator", "Vet the referral: early and preventive, better met elsewhere, or declined."),
    ),
    require(
        ("TC28", "TC29"),
        core.vetting.is_not_in({Vetting.REDIRECT}),
        id="TC29",
        when=TO_BE_VETTED,  # no hold of its own: it is unknown only together with TC28-decline
        quote="referring families at an early stage when they would benefit from preventative support",
        note=NOBODY_NAMED,
        otherwise=redirect(
            "health visitor or GP",
            "Community Mothers help early on, with everyday matters. Your health visitor or GP can find the support "
            "that suits you for now, and you may come back to this programme at any time.",
        ),
    ),
    oblige(
        "TC28",
        core.vetting.is_in({Vetting.REDIRECT, Vetting.DECLINE}),
        id="TC28-reason",
        quote="Vetting referrals.",
        mark="default",
        note="the source asks for vetting and does not say what is recorded of it",
        duty="Record why the referral was not accepted, and tell whoever referred.",
        discharged="the referral carries the reason of its vetting",
    ),
)

safety = community_mothers.rules(
    require(
        "TC30",
        core.child_protection.is_known(),
        quote="It is important to know if there are any child protection issues to be aware of",
        note="a yes excludes nobody",
        unknown=hold("co-ordinator", "Ask whoever referred about child protection before anybody is allocated."),
    ),
    oblige(
        "TC30",
        core.child_protection,
        id="TC30-allocation",
        quote="child protection issues to be aware of",
        mark="default",
        note="the source wants the issues known and does not say what follows",
        duty="Take the child protection issues into account when a Community Mother is allocated.",
        discharged="the co-ordinator's record of the allocation says how",
    ),
    require(
        "TC31",
        core.violence_risk.is_known(),
        quote="any risk of violence to the community mother",
        unknown=hold("co-ordinator", "Ask whoever referred about the risk of violence before anybody is allocated."),
    ),
    require(
        "TC31",
        support_despite_risk,
        id="TC31-decision",
        when=core.violence_risk,
        quote="any risk of violence to the community mother",
        mark="default",
        note="the source wants the risk known and does not say that the family is refused: the co-ordinator decides",
        otherwise=NOT_AT_PRESENT,
        unknown=hold("co-ordinator", "Where there is a risk of violence: decide whether support can be given safely."),
    ),
    oblige(
        "TC31",
        core.violence_risk,
        id="TC31-no-lone-visit",
        offer=HOME_VISITS.id,
        quote="any risk of violence to the community mother",
        mark="default",
        note="the source does not say what follows from a risk",
        duty="No Community Mother visits this home alone, and the allocation takes the risk into account.",
        discharged="the co-ordinator's record of the allocation says who goes with whom",
    ),
)

onward = community_mothers.rules(
    require(
        "TC42",
        core.onward_wished | (core.onward_safeguarding & unknown()),
        offer=ONWARD.id,
        quote="Services are mobilised in accordance with the wishes of parents being visited",
        note="the source speaks of services, not of protecting a child, which waits for no wish: there the answer is "
        f"neither yes nor no, and the co-ordinator acts; {NOBODY_NAMED}",
        otherwise=redirect(
            "co-ordinator",
            "Nothing is asked for that you do not wish. Should you think of it differently later, tell your Community "
            "Mother or the co-ordinator.",
        ),
        unknown=hold("co-ordinator", "Find out whether the parent wishes it, or protect the child without that."),
    ),
    oblige(
        "TC42",
        core.onward_safeguarding,
        id="TC42-protection",
        offer=ONWARD.id,
        quote="in accordance with the wishes of parents being visited",
        mark="default",
        note="the source leaves what protects a child to the co-ordinator, whatever the wish",
        duty="Act at once to protect the child, whatever the parent wishes, and tell the safeguarding lead.",
        discharged="the co-ordinator's record says what she did, whom she told, and when",
    ),
    expect(
        "TC43",
        passed_on_in_order,
        offer=ONWARD.id,
        quote="in response to requests passed on by the Community Mums",
        note="that the co-ordinator is the next to take the request is our reading: she records what is done",
        advice="Requests go from the parent through her Community Mother to the co-ordinator: ask who passed this on.",
    ),
    oblige(
        "TC43",
        core.onward_wished,
        id="TC43-grant",
        offer=ONWARD.id,
        quote="in response to requests passed on by the Community Mums",
        mark="default",
        note="the source does not say how a request is recorded",
        duty="Record the parent's request as a grant of its own: purpose, recipient, items and instant.",
        discharged="a consent statement with these four stands in the case",
    ),
)

RULES = (*who, *vetting, *safety, *onward)
