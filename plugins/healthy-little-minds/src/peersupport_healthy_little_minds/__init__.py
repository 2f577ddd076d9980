"""Healthy Little Minds as a plugin: what it brings, handed over once when a host is built."""

from collections.abc import Iterable

from peersupport.plugin import Programme, hookimpl
from peersupport_healthy_little_minds import progression
from peersupport_healthy_little_minds.eligibility import RULES
from peersupport_healthy_little_minds.facts import domestic_abuse, financial_stress, trauma, unstable_housing
from peersupport_healthy_little_minds.programme import HEALTHY_LITTLE_MINDS


@hookimpl
def programmes() -> Iterable[Programme]:
    """The programme (HL1, HL3, HL4, HL6, HL7, HL15 to HL21)."""
    return [HEALTHY_LITTLE_MINDS]


@hookimpl
def eligibility_rules() -> Iterable[object]:
    """Who may join, and who comes first."""
    return RULES


@hookimpl
def progression_rules() -> Iterable[object]:
    """How a family comes, and comes back."""
    return progression.RULES


@hookimpl
def facts() -> Iterable[object]:
    """The flags that no rule reads (HL14, HL16)."""
    return [trauma, financial_stress, unstable_housing, domestic_abuse]
