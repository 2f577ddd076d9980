"""Contacts with other services in times of equal length before and after joining (HL12, MM18), and early difficulties.

Both times are cut to what was looked at, and then to the shorter of the two: a longer time always holds more contacts.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from peersupport._attrs import frozen, record
from peersupport.facts.latest import ends_of_day
from peersupport.records.case import Case
from peersupport.records.identifiers import ProgrammeId
from peersupport.records.service_use import DifficultyState, ServiceContact, ServiceUse
from peersupport.rules.bounds import Bounds


@record
class Windows:
    """One family: contacts in `days` days before joining, and in as many from that day on.

    Bounds, since a contact may be dated by its month alone.
    """

    days: int
    before: Bounds
    after: Bounds


@frozen
class ServiceUseChange:
    """A caseload: contacts before and after over `people` families, whose times together last `days` on each side."""

    people: int
    days: int
    before: Bounds
    after: Bounds
    not_counted: int


@frozen
class Difficulties:
    """Early difficulties that were noted: what became of them, and how many were not seen again (TC69)."""

    noted: int
    states: tuple[tuple[DifficultyState, int], ...]
    not_seen_again: int


def contacts_before_and_after(
    use: ServiceUse | None, joined: date, *, days: int, service: str | None = None
) -> Windows | None:
    """Contacts of one family in at most `days` days on either side of joining; with one service, or with all.

    None while it is not known what was looked at, or nothing was on one side: that is not "no contact".
    """
    if use is None or use.contacts is None or use.observed_from is None or use.observed_to is None:
        return None
    start, end = ends_of_day(use.observed_from)[1], ends_of_day(use.observed_to)[0]
    length = min(days, (joined - start).days, (end - joined).days + 1)
    if length < 1:
        return None
    own = [one for one in use.contacts if service in {None, one.service}]
    reach = timedelta(days=length)
    return Windows(days=length, before=_count(own, joined - reach, joined), after=_count(own, joined, joined + reach))


def joined_on(case: Case, programme: ProgrammeId) -> date | None:
    """The day on which a family first joined a programme; None where it is not known to the day."""
    starts = [ends_of_day(one.start) for one in case.enrolments or () if one.programme == programme]
    first, last = min(starts, default=(date.min, date.max))
    return first if first == last else None


def service_use_change(windows: Iterable[Windows | None]) -> ServiceUseChange:
    """The families together, each with as long before as after; those of whom nothing can be told are not counted."""
    given = list(windows)
    counted = [one for one in given if one is not None]
    return ServiceUseChange(
        people=len(counted),
        days=sum(one.days for one in counted),
        before=_sum(one.before for one in counted),
        after=_sum(one.after for one in counted),
        not_counted=len(given) - len(counted),
    )


def difficulties(cases: Iterable[Case]) -> Difficulties:
    """What became of the early difficulties of a caseload; one that was not seen again counts as nothing else."""
    found = [one for case in cases for one in case.difficulties or ()]
    states = Counter(one.state for one in found if one.state is not None)
    return Difficulties(
        noted=len(found),
        states=tuple((state, states[state]) for state in DifficultyState if states[state]),
        not_seen_again=sum(one.state is None for one in found),
    )


def _count(contacts: Iterable[ServiceContact], start: date, end: date) -> Bounds:
    """How many lie in [start, end): surely, and possibly."""
    ends = [ends_of_day(one.on) for one in contacts]
    sure = sum(start <= first and last < end for first, last in ends)
    possible = sum(first < end and start <= last for first, last in ends)
    return Bounds(low=sure, high=possible)


def _sum(bounds: Iterable[Bounds]) -> Bounds:
    given = list(bounds)
    return Bounds(low=sum(one.low for one in given), high=sum(one.high for one in given))
