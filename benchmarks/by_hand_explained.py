"""E written out by hand with every criterion explained: its truth and what it read."""

from dataclasses import dataclass

from benchmarks.by_hand import (
    AUTHORITIES,
    GP,
    HEALTH_VISITOR,
    MIDWIFE,
    MOTHER,
    OTHER_PARENT,
    PARTICIPANT,
    PARTNERSHIP_PLUS,
    SEVERE,
    SINCE,
    SPECIALIST,
    TARGETED,
    UNIVERSAL_PLUS,
    Facts,
)
from peersupport.truth import Truth

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


@dataclass(slots=True)
class Explained:
    """One criterion, what it came to, and the facts that it read: an ordered one as (low, high)."""

    rule: str
    truth: Truth
    inputs: dict[str, object]


def explained(one: Facts) -> list[Explained]:
    """All ten criteria."""
    low, high = one.age_low, one.age_high
    truth = TRUE if low >= 16 and high < 30 else FALSE if high < 16 or low >= 30 else UNKNOWN
    e01 = Explained("E01", truth, {"family.age": (low, high)})
    pregnant, child = one.pregnant, one.has_child
    low, high = one.youngest_low, one.youngest_high
    if pregnant is True or (child is True and high < 24):
        truth = TRUE
    else:
        truth = FALSE if pregnant is False and (child is False or (child is True and low >= 24)) else UNKNOWN
    e02 = Explained(
        "E02", truth, {"family.pregnant": pregnant, "family.has_child": child, "family.youngest": (low, high)}
    )
    role = one.parent_role
    truth = TRUE if role is MOTHER or role is OTHER_PARENT else FALSE if role is not None else UNKNOWN
    e03 = Explained("E03", truth, {"family.parent_role": role})
    level = one.level
    if level is UNIVERSAL_PLUS or level is TARGETED or level is SPECIALIST or level is PARTNERSHIP_PLUS:
        truth = TRUE
    else:
        truth = FALSE if level is not None else UNKNOWN
    e04 = Explained("E04", truth, {"family.level": level})
    severity = one.severity
    truth = TRUE if severity is not SEVERE and severity is not None else FALSE if severity is SEVERE else UNKNOWN
    e05 = Explained("E05", truth, {"family.severity": severity})
    who = one.referrer
    if who is HEALTH_VISITOR or who is MIDWIFE or who is GP or who is PARTICIPANT:
        truth = TRUE
    else:
        truth = FALSE if who is not None else UNKNOWN
    e06 = Explained("E06", truth, {"family.referrer": who})
    authority = one.authority
    truth = TRUE if authority in AUTHORITIES else FALSE if authority is not None else UNKNOWN
    e07 = Explained("E07", truth, {"family.authority": authority})
    low, high = one.decile_low, one.decile_high
    truth = TRUE if high <= 3 else FALSE if low > 3 else UNKNOWN
    e08 = Explained("E08", truth, {"family.decile": (low, high)})
    consented, protected = one.consented, one.protected
    if consented is True and protected is False:
        truth = TRUE
    else:
        truth = FALSE if consented is False or protected is True else UNKNOWN
    e09 = Explained("E09", truth, {"family.consented": consented, "family.protected": protected})
    first, last = one.referred_low, one.referred_high
    truth = TRUE if first >= SINCE else FALSE if last < SINCE else UNKNOWN
    e10 = Explained("E10", truth, {"family.referred": (first, last)})
    return [e01, e02, e03, e04, e05, e06, e07, e08, e09, e10]
