"""Who may join (MM1 to MM6), who may refer (MM8, MM9), which provider would take her (MM7) and what it adds (MM10)."""

from peersupport.plugin import (
    ParentRole,
    Role,
    Severity,
    any_child,
    choose,
    core,
    expect,
    hold,
    oblige,
    redirect,
    require,
    route,
)
from peersupport_link_workers.areas import PROVIDERS, SERVED, STILL_IN_AREA
from peersupport_link_workers.facts import (
    meets_own_criteria,
    no_living_baby,
    own_criteria_apply,
    suitable_as_judged,
    told_what_is_shared,
)
from peersupport_link_workers.programme import LINK_WORKERS, PARAMETERS

OURS = "where to turn is our own choice [default]"

# After a loss the co-ordinator's judgement lets her join: nothing is refused before it (MM5). MM1 and MM3 rest on it,
# so participants and supporters see neither rule, whoever the mother is; the redirects say what these readers need.
AFTER_LOSS = no_living_baby & suitable_as_judged
EXPECTANT = core.pregnant | (PARAMETERS["accept_preconception"] & core.planning_pregnancy) | AFTER_LOSS
UNDER_TWO = choose(
    PARAMETERS["birthday_reading"],
    {
        "before_birthday": any_child(core.child_age_years < 2),
        "include_birthday": any_child(core.child_until_birthday(2)),
    },
)

RULES = LINK_WORKERS.rules(
    require(
        "MM1",
        core.parent_role.is_(ParentRole.MOTHER),
        id="MM1-mother",
        quote="expectant and new mothers with mild to moderate mental health needs",
        note=OURS,
        otherwise=redirect(
            "GP or health visitor",
            "This service is for mothers. A GP or health visitor can name support for fathers and partners.",
        ),
    ),
    require(
        ("MM1", "MM4"),
        EXPECTANT | any_child(core.child_born),
        id="MM1",
        quote="expectant and new mothers",
        note=f"preconception is an aim of the programme, accepted only where the site says so; {OURS}",
        # A mother after a loss may read this: it says nothing of expecting, nor of a baby.
        otherwise=redirect(
            "GP, midwife or health visitor",
            "A GP, midwife or health visitor can name the support that is open to you at this time.",
        ),
    ),
    require(
        "MM2",
        core.severity.is_not_in({Severity.NONE}),
        id="MM2-need",
        when=core.referred,
        quote="mothers with mild to moderate mental health needs",
        note=f"as the referrer judges; PHQ-9 or GAD-7 of 5 to 14 is a hint and decides nothing [default]; {OURS}",
        otherwise=redirect(
            "universal health visiting",
            "Your midwife or health visitor remains there for you, and can refer you here should things change.",
        ),
    ),
    require(
        "MM2",
        core.severity.is_not_in({Severity.SEVERE}),
        id="MM2-severe",
        when=core.referred,
        quote="mothers with mild to moderate mental health needs",
        note=f"as the referrer judges, and never by a score; {OURS}",
        otherwise=redirect(
            "specialist perinatal mental health service",
            "Another team can do more for you than a link worker: the specialist perinatal mental health service. Your "
            "GP, your midwife or whoever referred you can refer you there. Should you need help sooner, call 111 and "
            "choose mental health, or 999 in an emergency.",
        ),
    ),
    require(
        "MM3",
        EXPECTANT | UNDER_TWO,
        when=any_child(core.child_born),
        quote="up to baby’s second birthday",
        note=f"the youngest child counts, older ones do not matter; {OURS}",
        # A mother after a loss may read this: it speaks of the service's limit, and not of her.
        otherwise=redirect(
            "GP or health visitor",
            "This service ends with a child's second birthday. A GP or health visitor can name the support that is "
            "open to you at this time.",
        ),
    ),
    require(
        "MM5",
        EXPECTANT | UNDER_TWO,
        when=no_living_baby,
        quote="during the perinatal period",
        mark="default",
        note="the page is silent on loss: nobody is refused for it without a judgement",
        unknown=hold("co-ordinator", "to judge, with care and without asking the mother, whether the service is right"),
    ),
    require(
        "MM6",
        SERVED,
        when=core.referred,
        quote="If you reside in our delivery areas your healthcare professional can refer you",
        note=f"residence on the day of the referral; {OURS}",
        otherwise=redirect(
            "GP, midwife or health visitor",
            "No link worker of this programme covers where you lived when you were referred. Your GP, midwife or "
            "health visitor can name the maternal mental health support for that area.",
        ),
    ),
    expect(
        "MM6",
        STILL_IN_AREA,
        id="MM6-moved",
        when=SERVED,
        quote="If you reside in our delivery areas",
        advice="The family has moved out of the delivery areas since the referral: review with her what is next.",
        mark="default",
        note="residence at referral decides; moving away is a matter for review",
    ),
    route(
        "MM7",
        PROVIDERS,
        quote="Each service was developed – and is delivered – by a local organisation",
        note="each provider with its area, as the page lists them",
    ),
    require(
        ("MM8", "MM9"),
        core.referrer_role.is_in(
            {
                Role.GP,
                Role.MIDWIFE,
                Role.HEALTH_VISITOR,
                Role.PERINATAL_MENTAL_HEALTH,
                Role.COMMUNITY_MENTAL_HEALTH,
            }
        )
        | (PARAMETERS["other_professionals"] & core.referrer_role.is_(Role.OTHER_HEALTH_PROFESSIONAL)),
        id="MM8",
        quote="GPs, midwives, health visitors and perinatal and community mental health professionals can make "
        "referrals",
        otherwise=redirect(
            "GP, midwife or health visitor",
            "Please speak to your GP, midwife or health visitor: they can refer you to the service for your area.",
        ),
    ),
    require(
        "MM10",
        meets_own_criteria,
        when=own_criteria_apply,
        quote="Each of the four prototypes helps different parents, depending on local needs.",
        note=f"asked only where the provider has said that it has criteria of its own; {OURS}",
        unknown=hold("provider", "to judge by its own criteria for local needs"),
        otherwise=redirect(
            "your referrer",
            "The service in your area is for families in other circumstances. Whoever referred you can name other "
            "support nearby.",
        ),
    ),
    oblige(
        "MM22",
        told_what_is_shared.is_false(),
        id="MM22-tell-first",
        quote="able to be open about their needs with an independent VCSE-based link worker",
        mark="default",
        note="the page names the fear of statutory services, and not what mothers are told of sharing",
        duty="Before asking her about herself, tell her what is shared with the NHS, and that she decides on each "
        "recipient.",
        discharged="she was told, and the record says when",
    ),
)
