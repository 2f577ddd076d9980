"""The maternal mental health link workers as a plugin: what it brings, handed over once when a host is built."""

from collections.abc import Iterable

from peersupport.plugin import Programme, hookimpl
from peersupport_link_workers.eligibility import RULES
from peersupport_link_workers.programme import LINK_WORKERS


@hookimpl
def programmes() -> Iterable[Programme]:
    """The programme (MM1 to MM10, MM32, MM38, MM39, MM41)."""
    return [LINK_WORKERS]


@hookimpl
def eligibility_rules() -> Iterable[object]:
    """Who may join, and which provider would take her."""
    return RULES
