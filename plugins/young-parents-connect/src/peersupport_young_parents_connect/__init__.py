"""Young Parents Connect as a plugin: what it brings, handed over once when a host is built."""

from collections.abc import Iterable

from peersupport.plugin import Programme, hookimpl
from peersupport_young_parents_connect import boundaries, eligibility, progression, training
from peersupport_young_parents_connect.facts import long_term_risk
from peersupport_young_parents_connect.programme import YOUNG_PARENTS_CONNECT
from peersupport_young_parents_connect.schedules import SCHEDULES


@hookimpl
def programmes() -> Iterable[Programme]:
    """The programme (YP1 to YP5, YP21 to YP24, YP32 to YP34)."""
    return [YOUNG_PARENTS_CONNECT]


@hookimpl
def eligibility_rules() -> Iterable[object]:
    """Who may join, and whether a training covered what it is to cover."""
    return (*eligibility.RULES, *training.RULES)


@hookimpl
def progression_rules() -> Iterable[object]:
    """What opens each stage of the peer support pathway."""
    return progression.RULES


@hookimpl
def facts() -> Iterable[object]:
    """The focus flag that no rule reads, nor may."""
    return [long_term_risk]


@hookimpl
def schedules() -> Iterable[object]:
    """What is due when."""
    return SCHEDULES


@hookimpl
def boundary_rules() -> Iterable[object]:
    """What a peer supporter may lead at each stage (YP15 to YP17)."""
    return YOUNG_PARENTS_CONNECT.rules(*boundaries.RULES)
