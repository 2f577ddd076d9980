"""Community Mothers as a plugin of peersupport: what it hands over to the host, and nothing else."""

from collections.abc import Iterable

from peersupport.plugin import Programme, hookimpl
from peersupport_community_mothers import allocation, boundaries, community, disclosure, eligibility, progression
from peersupport_community_mothers.programme import community_mothers
from peersupport_community_mothers.schedules import SCHEDULES


@hookimpl
def programmes() -> list[Programme]:
    """The programme."""
    return [community_mothers]


@hookimpl
def eligibility_rules() -> list[object]:
    """Who may be visited or join a group, when a service is mobilised, what is a meeting for learning."""
    return [*eligibility.RULES, *community.RULES]


@hookimpl
def progression_rules() -> list[object]:
    """How a volunteer becomes a Community Mother, and when she may be given a family."""
    return [*progression.RULES, *allocation.RULES]


@hookimpl
def disclosure_rules() -> list[object]:
    """What may pass between professionals and Community Mothers."""
    return list(disclosure.RULES)


@hookimpl
def schedules() -> Iterable[object]:
    """What is due when."""
    return SCHEDULES


@hookimpl
def boundary_rules() -> list[object]:
    """What a Community Mother may and must not do."""
    return list(boundaries.RULES)
