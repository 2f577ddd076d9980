"""Crafty Mummies as a plugin of peersupport: what it hands over to the host, and nothing else."""

from collections.abc import Iterable

from peersupport.plugin import Programme, hookimpl
from peersupport_crafty_mummies import boundaries, disclosure, eligibility, progression
from peersupport_crafty_mummies.programme import crafty_mummies
from peersupport_crafty_mummies.schedules import SCHEDULES


@hookimpl
def programmes() -> list[Programme]:
    """The programme."""
    return [crafty_mummies]


@hookimpl
def eligibility_rules() -> list[object]:
    """Who may join the group, and when a child may be referred on."""
    return list(eligibility.RULES)


@hookimpl
def progression_rules() -> list[object]:
    """What is said of a member who stays."""
    return list(progression.RULES)


@hookimpl
def disclosure_rules() -> list[object]:
    """What the creche worker may be told, and what she must tell."""
    return list(disclosure.RULES)


@hookimpl
def schedules() -> Iterable[object]:
    """What is due when."""
    return SCHEDULES


@hookimpl
def boundary_rules() -> list[object]:
    """The group's page, and staff without access to cases."""
    return list(crafty_mummies.rules(*boundaries.RULES))
