"""Giving a family a Community Mother: the site is ready, the risks are known, and they fit (TC8, TC30, TC31, TC39)."""

from peersupport.plugin import (
    Role,
    Vetting,
    allocation,
    choose,
    core,
    hold,
    oblige,
    prioritise,
    redirect,
    require,
    unknown,
)
from peersupport_community_mothers.facts import support_despite_risk
from peersupport_community_mothers.programme import PARAMETERS, community_mothers

HERE = "allocation"
CO_ORDINATOR = allocation.at_post(Role.CO_ORDINATOR)
VIOLENCE = allocation.of_family(core.violence_risk)
NOT_AT_PRESENT = redirect("co-ordinator", "Talk with the co-ordinator about who could support this family, and how.")
"""The same words wherever vetting or a risk stands against it: whoever may not know of it reads them too."""
NOT_ACTIVE = "Until then nobody new is allocated; whoever is visited already goes on being visited."

site = community_mothers.rules(
    require(
        "TC39",
        allocation.crisis_contacts,
        stage=HERE,
        quote="Clear guidance is given on what to do and who to contact in the event of a crisis or concern about a "
        "child at risk or other urgent issue.",
        note="a programme whose crisis contacts are not configured is not active for new allocations: our reading",
        otherwise=redirect("service", f"Name the crisis contacts of the site. {NOT_ACTIVE}"),
    ),
    require(
        "TC55",
        choose(
            PARAMETERS["co_ordinator_cover"],
            {"none": CO_ORDINATOR, "trainer": CO_ORDINATOR | allocation.at_post(Role.TRAINER)},
        ),
        stage=HERE,
        quote="The role of the co-ordinator is crucial for ensuring safe standards of care",
        note="without a co-ordinator at post nobody new is allocated: our reading",
        otherwise=redirect("service", f"Name the co-ordinator, or who stands in for her. {NOT_ACTIVE}"),
    ),
)

family = community_mothers.rules(
    require(
        "TC28",
        allocation.of_family(core.referred) | unknown(),
        id="TC28-allocated-request",
        stage=HERE,
        quote="Vetting referrals.",
        mark="default",
        note="without a referral nobody was vetted and nobody asked: the parent's own request is recorded as one",
        unknown=hold("co-ordinator", "Record the parent's request as a referral, so that it can be vetted."),
    ),
    require(
        "TC28",
        allocation.of_family(core.vetting).is_not_in({Vetting.DECLINE, Vetting.REDIRECT}),
        id="TC28-allocated",
        when=allocation.of_family(core.referred),
        stage=HERE,
        quote="Vetting referrals.",
        otherwise=NOT_AT_PRESENT,
        unknown=hold("co-ordinator", "Vet the referral before anybody is allocated."),
    ),
    require(
        "TC30",
        allocation.of_family(core.child_protection).is_known(),
        id="TC30-allocated",
        stage=HERE,
        quote="It is important to know if there are any child protection issues to be aware of",
        unknown=hold("co-ordinator", "Ask whoever referred about child protection before anybody is allocated."),
    ),
    require(
        "TC31",
        VIOLENCE.is_known(),
        id="TC31-allocated",
        stage=HERE,
        quote="any risk of violence to the community mother",
        unknown=hold("co-ordinator", "Ask whoever referred about the risk of violence before anybody is allocated."),
    ),
    require(
        "TC31",
        allocation.of_family(support_despite_risk),
        id="TC31-allocated-decision",
        when=VIOLENCE,
        stage=HERE,
        quote="any risk of violence to the community mother",
        mark="default",
        note="the source does not say that the family is refused: the co-ordinator decides",
        otherwise=NOT_AT_PRESENT,
        unknown=hold("co-ordinator", "Where there is a risk of violence: decide whether support can be given safely."),
    ),
    require(
        "TC31",
        allocation.accompanied,
        id="TC31-allocated-alone",
        when=VIOLENCE,
        stage=HERE,
        quote="any risk of violence to the community mother",
        mark="default",
        note="the source does not say what follows from a risk: no lone home visit",
        otherwise=NOT_AT_PRESENT,
        unknown=hold("co-ordinator", "Say who goes with her: nobody visits this home alone."),
    ),
    oblige(
        "TC30",
        allocation.of_family(core.child_protection),
        id="TC30-allocated-informs",
        stage=HERE,
        quote="child protection issues to be aware of",
        mark="default",
        note="a yes excludes nobody, and informs the allocation",
        duty="Take the child protection issues into account in whom you allocate.",
        discharged="the co-ordinator's record of the allocation says how",
    ),
)

match = community_mothers.rules(
    prioritise(
        "TC8",
        allocation.same_area,
        id="TC8-area",
        stage=HERE,
        quote="The support workers are representatives of their own communities",
        note="a preference, never a bar",
        advice="She is of the family's own area.",
    ),
    prioritise(
        "TC8",
        allocation.shared_language,
        id="TC8-language",
        stage=HERE,
        quote='offer help from "within"',
        note="that a language is shared is our reading of within; a preference, never a bar",
        advice="She speaks a language of the family.",
    ),
)

RULES = (*site, *family, *match)
