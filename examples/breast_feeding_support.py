"""The Breast Feeding Support Programme, Community Mothers' sister (TC61): a programme that runs by another's rules.

A plugin of one file. It takes over vetting, safety and the confidentiality protocol of Community Mothers, and says only
what is its own: whom it supports, and what it measures. Without Community Mothers beside it nothing of it is decided.
"""

from peersupport.plugin import (
    Method,
    Offer,
    Programme,
    Subject,
    any_child,
    core,
    hookimpl,
    inherits,
    measure,
    parameter,
    redirect,
    require,
    since,
)

TOUCHES = ("breast-feeding-support",)
SAME_PRINCIPLES = "operates on the same principles"
NOT_STATED = "the source says what it improves, and not whom exactly it supports"

BABY_UNDER = parameter(
    "breast-feeding-support.baby_under",
    1,
    unit="years",
    mark="default",
    quote="improves low breast feeding rates in disadvantaged areas",
    requirement="TC61",
    meaning="up to which birthday a baby is supported",
    note=NOT_STATED,
)

programme = Programme(
    id="breast-feeding-support",
    title="Breast Feeding Support Programme",
    source="sources/thurrock-community-mothers.txt",
    runs=since("1995-01-01"),
    offers=(
        Offer(id="home-visits", title="support at home"),
        Offer(id="onward-referral", title="services mobilised", subject="OnwardReferral"),
    ),
    inherits=inherits(
        "community-mothers",
        "TC61",
        quote=SAME_PRINCIPLES,
        note="which principles is not said: all rules, but for the one on how young a child is",
        without=("TC1",),
    ),
    measures=(
        measure(
            "TC61",
            "breast feeding",
            id="breast-feeding",
            quote="improves low breast feeding rates in disadvantaged areas",
            subjects=Subject.INFANT,
            method=Method.ANSWERS,
            domains=("breast_fed",),
            note="at which age, and from which rate to which, is not said: compare with the same area before",
        ),
    ),
)


@hookimpl
def programmes() -> list[Programme]:
    """The sister programme."""
    return [programme]


@hookimpl
def eligibility_rules() -> list[object]:
    """Whom it supports; all else is as in Community Mothers."""
    return list(
        programme.rules(
            require(
                "TC61",
                any_child(core.child_age_years < BABY_UNDER) | core.pregnant,
                quote="improves low breast feeding rates in disadvantaged areas",
                mark="default",
                note=NOT_STATED,
                otherwise=redirect(
                    "Community Mothers", "A Community Mother can visit you at home: ask your health visitor."
                ),
            )
        )
    )
