"""E as a programme would state it: ten requirements on thirteen facts of one family.

Ordered comparisons of numbers and a date, enum and code membership, yes-or-no facts, one any-of, one presupposition.
"""

from datetime import date

from peersupport._attrs import record
from peersupport.dates import Period
from peersupport.plugin import (
    Bounds,
    DateRange,
    HealthVisitingLevel,
    ParentRole,
    Programme,
    Role,
    Severity,
    fact,
    require,
)
from peersupport.rules.rule_set import Provenance, RuleSet, rule_set

ON = date(2026, 3, 1)
"""The day of every decision here."""


@record
class Family:
    """What is known of one family; None: not recorded."""

    age: int | Bounds | None
    pregnant: bool | None
    has_child: bool | None
    youngest: int | Bounds | None
    parent_role: ParentRole | None
    level: HealthVisitingLevel | None
    severity: Severity | None
    referrer: Role | None
    authority: str | None
    decile: int | Bounds | None
    consented: bool | None
    protected: bool | None
    referred: date | DateRange | None


@fact("family.age", meaning="her age", unit="years")
def age(family: Family, _: date) -> int | Bounds | None:
    """Her age in completed years."""
    return family.age


@fact("family.pregnant", meaning="she is pregnant")
def pregnant(family: Family, _: date) -> bool | None:
    """Whether she is pregnant."""
    return family.pregnant


@fact("family.has_child", meaning="she has a child")
def has_child(family: Family, _: date) -> bool | None:
    """Whether she has a child."""
    return family.has_child


@fact("family.youngest", meaning="the age of her youngest child", unit="months", presupposes=has_child)
def youngest(family: Family, _: date) -> int | Bounds | None:
    """The youngest child's age in completed months; it presupposes a child."""
    return family.youngest


@fact("family.parent_role", meaning="what she is to the children")
def parent_role(family: Family, _: date) -> ParentRole | None:
    """Mother, father or other parent."""
    return family.parent_role


@fact("family.level", meaning="the level of health visiting")
def level(family: Family, _: date) -> HealthVisitingLevel | None:
    """The level of health visiting."""
    return family.level


@fact("family.severity", meaning="the severity of her needs")
def severity(family: Family, _: date) -> Severity | None:
    """The severity of her needs."""
    return family.severity


@fact("family.referrer", meaning="who referred her")
def referrer(family: Family, _: date) -> Role | None:
    """Who referred her."""
    return family.referrer


@fact("family.authority", meaning="the local authority of residence")
def authority(family: Family, _: date) -> str | None:
    """The ONS code of the authority of residence."""
    return family.authority


@fact("family.decile", meaning="the deprivation decile of the area", unit="decile")
def decile(family: Family, _: date) -> int | Bounds | None:
    """The deprivation decile of the area."""
    return family.decile


@fact("family.consented", meaning="she agreed to the referral")
def consented(family: Family, _: date) -> bool | None:
    """Whether she agreed to the referral."""
    return family.consented


@fact("family.protected", meaning="there are child protection issues")
def protected(family: Family, _: date) -> bool | None:
    """Whether there are child protection issues."""
    return family.protected


@fact("family.referred", meaning="the day of the referral")
def referred(family: Family, _: date) -> date | DateRange | None:
    """The day of the referral."""
    return family.referred


PROGRAMME = Programme(id="e", title="E", source="E", runs=Period(start=None, end=None))
RULES = PROGRAMME.rules(
    require("E01", age.between(16, 30), quote="from 16 and under 30"),
    require("E02", pregnant | (youngest < 24), quote="pregnant, or with a child under two"),
    require("E03", parent_role.is_in({ParentRole.MOTHER, ParentRole.OTHER_PARENT}), quote="mothers and other parents"),
    require(
        "E04",
        level.is_in(
            {
                HealthVisitingLevel.UNIVERSAL_PLUS,
                HealthVisitingLevel.UNIVERSAL_PARTNERSHIP_PLUS,
                HealthVisitingLevel.TARGETED,
                HealthVisitingLevel.SPECIALIST,
            }
        ),
        quote="universal plus and above",
    ),
    require("E05", severity.is_not_in({Severity.SEVERE}), quote="no severe needs"),
    require(
        "E06",
        referrer.is_in({Role.PARTICIPANT, Role.GP, Role.MIDWIFE, Role.HEALTH_VISITOR}),
        quote="she, her doctor, midwife or health visitor",
    ),
    require("E07", authority.is_in({"E06000018", "E06000001", "E08000037"}), quote="in one of three authorities"),
    require("E08", decile <= 3, quote="in the most deprived three tenths"),
    require("E09", consented & protected.is_false(), quote="with her agreement, and no child protection issues"),
    require("E10", referred >= date(2025, 9, 1), quote="referred since September 2025"),
)


def rules() -> RuleSet:
    """The ten requirements, compiled."""
    return rule_set(
        programme=PROGRAMME.id,
        title=PROGRAMME.title,
        offer="",
        subject="Family",
        rules=RULES,
        day=ON,
        overrides={},
        provenance=Provenance(),
    )
