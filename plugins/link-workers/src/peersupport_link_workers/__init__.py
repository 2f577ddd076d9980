"""The maternal mental health link workers as a plugin: what it brings, handed over once when a host is built."""

from collections.abc import Iterable

from peersupport.plugin import Programme, hookimpl
from peersupport_link_workers import boundaries, community, disclosure, eligibility, progression
from peersupport_link_workers.programme import LINK_WORKERS
from peersupport_link_workers.schedules import SCHEDULES


@hookimpl
def programmes() -> Iterable[Programme]:
    """The programme (MM1 to MM10, MM24 to MM32, MM37 to MM42)."""
    return [LINK_WORKERS]


@hookimpl
def eligibility_rules() -> Iterable[object]:
    """Who may join, which provider would take her, and what the learning community decides."""
    return (*eligibility.RULES, *community.RULES)


@hookimpl
def progression_rules() -> Iterable[object]:
    """What opens the making of a plan, its use and its reviews."""
    return progression.RULES


@hookimpl
def disclosure_rules() -> Iterable[object]:
    """What may pass to statutory services and to research."""
    return disclosure.RULES


@hookimpl
def schedules() -> Iterable[object]:
    """What is due when."""
    return SCHEDULES


@hookimpl
def boundary_rules() -> Iterable[object]:
    """What a link worker does (MM14)."""
    return LINK_WORKERS.rules(*boundaries.RULES)
