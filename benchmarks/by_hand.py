"""E written out by hand, for this one programme, with all that a careful programmer does for speed: the floor.

The same three truths: an ordered fact lies within bounds, exact when they are equal; a category, code or yes-or-no fact
is None where it is not recorded.
"""

from dataclasses import dataclass
from datetime import date
from math import inf

from benchmarks.family import Family
from peersupport.dates import DateRange
from peersupport.findings import Outcome
from peersupport.records.people import HealthVisitingLevel, ParentRole
from peersupport.records.referrals import Severity
from peersupport.records.roles import Role
from peersupport.rules.bounds import Bounds

ELIGIBLE, NOT_ELIGIBLE, UNDETERMINED = Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE, Outcome.UNDETERMINED
MOTHER, OTHER_PARENT = ParentRole.MOTHER, ParentRole.OTHER_PARENT
UNIVERSAL_PLUS = HealthVisitingLevel.UNIVERSAL_PLUS
PARTNERSHIP_PLUS = HealthVisitingLevel.UNIVERSAL_PARTNERSHIP_PLUS
TARGETED, SPECIALIST = HealthVisitingLevel.TARGETED, HealthVisitingLevel.SPECIALIST
SEVERE = Severity.SEVERE
PARTICIPANT, GP, MIDWIFE, HEALTH_VISITOR = Role.PARTICIPANT, Role.GP, Role.MIDWIFE, Role.HEALTH_VISITOR
AUTHORITIES = frozenset({"E06000018", "E06000001", "E08000037"})
SINCE = date(2025, 9, 1)


@dataclass(slots=True)
class Facts:
    """The thirteen facts of one family, ordered ones by their ends."""

    age_low: float
    age_high: float
    pregnant: bool | None
    has_child: bool | None
    youngest_low: float
    youngest_high: float
    parent_role: ParentRole | None
    level: HealthVisitingLevel | None
    severity: Severity | None
    referrer: Role | None
    authority: str | None
    decile_low: float
    decile_high: float
    consented: bool | None
    protected: bool | None
    referred_low: date
    referred_high: date


def facts_of(family: Family) -> Facts:
    """The facts of a family's record."""
    return Facts(
        *_ends(family.age),
        family.pregnant,
        family.has_child,
        *_ends(family.youngest),
        family.parent_role,
        family.level,
        family.severity,
        family.referrer,
        family.authority,
        *_ends(family.decile),
        family.consented,
        family.protected,
        *_days(family.referred),
    )


def _ends(value: int | Bounds | None) -> tuple[float, float]:
    if value is None:
        return -inf, inf
    return (value.low, value.high) if isinstance(value, Bounds) else (value, value)


def _days(value: date | DateRange | None) -> tuple[date, date]:
    if value is None:
        return date.min, date.max
    return (value.first, value.last) if isinstance(value, DateRange) else (value, value)


def bits(one: Facts) -> tuple[int, int]:
    """The criteria that are FALSE and those that are UNKNOWN, criterion n as bit n."""
    failed = unknown = 0
    low, high = one.age_low, one.age_high
    if not (low >= 16 and high < 30):
        if high < 16 or low >= 30:
            failed |= 1
        else:
            unknown |= 1
    pregnant, child = one.pregnant, one.has_child
    if not (pregnant is True or (child is True and one.youngest_high < 24)):
        if pregnant is False and (child is False or (child is True and one.youngest_low >= 24)):
            failed |= 2
        else:
            unknown |= 2
    role = one.parent_role
    if not (role is MOTHER or role is OTHER_PARENT):
        if role is not None:
            failed |= 4
        else:
            unknown |= 4
    level = one.level
    if not (level is UNIVERSAL_PLUS or level is TARGETED or level is SPECIALIST or level is PARTNERSHIP_PLUS):
        if level is not None:
            failed |= 8
        else:
            unknown |= 8
    severity = one.severity
    if not (severity is not SEVERE and severity is not None):
        if severity is SEVERE:
            failed |= 16
        else:
            unknown |= 16
    who = one.referrer
    if not (who is HEALTH_VISITOR or who is MIDWIFE or who is GP or who is PARTICIPANT):
        if who is not None:
            failed |= 32
        else:
            unknown |= 32
    authority = one.authority
    if authority not in AUTHORITIES:
        if authority is not None:
            failed |= 64
        else:
            unknown |= 64
    if not (one.decile_high <= 3):
        if one.decile_low > 3:
            failed |= 128
        else:
            unknown |= 128
    consented, protected = one.consented, one.protected
    if not (consented is True and protected is False):
        if consented is False or protected is True:
            failed |= 256
        else:
            unknown |= 256
    if not (one.referred_low >= SINCE):
        if one.referred_high < SINCE:
            failed |= 512
        else:
            unknown |= 512
    return failed, unknown


def decide(one: Facts) -> tuple[Outcome, list[str], list[str]]:
    """The outcome, and the ids of the criteria that are FALSE and of those that are UNKNOWN."""
    failed: list[str] = []
    unknown: list[str] = []
    low, high = one.age_low, one.age_high
    if not (low >= 16 and high < 30):
        if high < 16 or low >= 30:
            failed.append("E01")
        else:
            unknown.append("E01")
    pregnant, child = one.pregnant, one.has_child
    if not (pregnant is True or (child is True and one.youngest_high < 24)):
        if pregnant is False and (child is False or (child is True and one.youngest_low >= 24)):
            failed.append("E02")
        else:
            unknown.append("E02")
    role = one.parent_role
    if not (role is MOTHER or role is OTHER_PARENT):
        if role is not None:
            failed.append("E03")
        else:
            unknown.append("E03")
    level = one.level
    if not (level is UNIVERSAL_PLUS or level is TARGETED or level is SPECIALIST or level is PARTNERSHIP_PLUS):
        if level is not None:
            failed.append("E04")
        else:
            unknown.append("E04")
    severity = one.severity
    if not (severity is not SEVERE and severity is not None):
        if severity is SEVERE:
            failed.append("E05")
        else:
            unknown.append("E05")
    who = one.referrer
    if not (who is HEALTH_VISITOR or who is MIDWIFE or who is GP or who is PARTICIPANT):
        if who is not None:
            failed.append("E06")
        else:
            unknown.append("E06")
    authority = one.authority
    if authority not in AUTHORITIES:
        if authority is not None:
            failed.append("E07")
        else:
            unknown.append("E07")
    if not (one.decile_high <= 3):
        if one.decile_low > 3:
            failed.append("E08")
        else:
            unknown.append("E08")
    consented, protected = one.consented, one.protected
    if not (consented is True and protected is False):
        if consented is False or protected is True:
            failed.append("E09")
        else:
            unknown.append("E09")
    if not (one.referred_low >= SINCE):
        if one.referred_high < SINCE:
            failed.append("E10")
        else:
            unknown.append("E10")
    outcome = NOT_ELIGIBLE if failed else UNDETERMINED if unknown else ELIGIBLE
    return outcome, failed, unknown
