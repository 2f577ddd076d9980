"""What a report is made of, and the folds that several kinds share: who was met, how old, from what area."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

from peersupport._attrs import evolve, record
from peersupport.dates import PartialDate, age_years_bounds
from peersupport.errors import InvalidDate
from peersupport.facts.latest import ends_of_day
from peersupport.facts.residence import lsoa
from peersupport.outcomes.instruments import Instrument
from peersupport.programmes.programme import Programme
from peersupport.records.activity import Activity
from peersupport.records.areas import Area, AreaTable
from peersupport.records.case import COLLECTIONS, Case
from peersupport.records.encounters import EncounterStatus
from peersupport.reports.ethnicity import broad_group
from peersupport.rules.reporting import Reporting
from peersupport.truth import Truth, any_of, truth_of

UNKNOWN = "Not known"
Tick = Callable[[], None]
"""Told after each case that was gone through."""


@record
class Material:
    """A caseload and a site's activity, for one programme and one period [start, end).

    `families` are the cases, those of one participant as one.

    `declared` are the reports of this kind that the programme declares; `births` is how many there were in the area
    (HL17), `holidays` are the days that are no working days beside weekends, `most_deprived` the last decile that
    counts as most deprived; None where nobody says.
    """

    programme: Programme
    start: date
    end: date
    cases: tuple[Case, ...]
    families: tuple[Case, ...]
    activity: Activity | None
    areas: AreaTable | None
    declared: tuple[Reporting, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    at: datetime | None = None
    """When the report is made: what may be published then, by the consents that stand (MM40)."""
    births: int | None = None
    holidays: frozenset[date] = frozenset()
    most_deprived: int | None = None

    @property
    def last_day(self) -> date:
        """The last day of the period: ages and areas are told of it."""
        return self.end - timedelta(days=1)

    def carrying(self, requirement: str) -> Reporting | None:
        """The declaration of a statement; None where this programme does not make it."""
        return next((one for one in self.declared if requirement in one.requirements), None)

    def within(self, day: PartialDate | None) -> Truth:
        """Whether something happened in the period."""
        if day is None:
            return Truth.UNKNOWN
        first, last = ends_of_day(day)
        if last < self.start or first >= self.end:
            return Truth.FALSE
        return Truth.TRUE if first >= self.start and last < self.end else Truth.UNKNOWN


def reached(case: Case, material: Material) -> Truth:
    """Whether the family was met in the period: a completed encounter of the programme, or a group that she came to.

    UNKNOWN where it may have been: the encounter names no programme, say, or no day.
    """
    met = [
        truth_of(None if one.status is None else one.status is EncounterStatus.COMPLETED)
        & truth_of(None if one.programme is None else True)
        & material.within(one.on)
        for one in case.encounters or ()
        if one.programme in {None, material.programme.id}
    ]
    met += [Truth.UNKNOWN] * (case.encounters is None)
    sessions = (material.activity.sessions if material.activity is not None else None) or ()
    met += [
        truth_of(came.attended) & material.within(one.on)
        for one in sessions
        if one.cancelled is not True
        for came in one.attendance or ()
        if came.participant == case.participant.id
    ]
    return any_of(met)


def families_of(cases: Iterable[Case]) -> tuple[Case, ...]:
    """The cases, those of one participant as one. What any of them does not record is not recorded of her."""
    found: dict[str, Case] = {}
    for case in cases:
        first = found.setdefault(case.participant.id, case)
        if first is not case:
            found[case.participant.id] = evolve(first, **{name: _together(first, case, name) for name in COLLECTIONS})
    return tuple(found.values())


def _together(one: Case, other: Case, name: str) -> tuple[object, ...] | None:
    first, second = getattr(one, name), getattr(other, name)
    return None if first is None or second is None else tuple(dict.fromkeys((*first, *second)))


def sorted_by_reach(material: Material, tick: Tick | None = None) -> tuple[list[Case], int]:
    """The families that were met in the period, and of how many that cannot be told.

    A family is counted once: by its participant, where one stands in several cases.
    """
    families = {one.participant.id: one for one in material.families}
    found: dict[str, Case] = {}
    open_cases: set[str] = set()
    for case in material.cases:
        truth = reached(case, material)
        if truth is Truth.TRUE:
            found.setdefault(case.participant.id, families[case.participant.id])
        elif truth is Truth.UNKNOWN:
            open_cases.add(case.participant.id)
        if tick is not None:
            tick()
    return list(found.values()), len(open_cases - set(found))


def age_band(born: PartialDate | None, bands: Sequence[tuple[int, str]], on: date) -> str:
    """The band of an age, by the first ages of the bands in order; `UNKNOWN` where it cannot be told."""
    if born is None:
        return UNKNOWN
    try:
        low, high = age_years_bounds(born, on)
    except InvalidDate:
        return UNKNOWN
    names = {_band(age, bands) for age in (low, high)}
    return names.pop() if len(names) == 1 else UNKNOWN


def _band(age: int, bands: Sequence[tuple[int, str]]) -> str:
    return next((name for first, name in reversed(bands) if age >= first), UNKNOWN)


def counted(labels: Iterable[str], order: Iterable[str]) -> dict[str, int]:
    """How many of each label, in an order that every report of the kind has, so that zeros are seen; unknown last."""
    found = Counter(labels)
    return {name: found[name] for name in (*order, UNKNOWN)}


def area_of(case: Case, areas: AreaTable | None, on: date) -> tuple[Area, ...]:
    """What the table tells of the small area that the family lives in; several where its code was split since."""
    code = lsoa.function(case, on)
    return areas.get(code, ()) if isinstance(code, str) and areas is not None else ()


def agreed_on(areas: tuple[Area, ...], field: Callable[[Area], str | None]) -> str:
    """What all areas of a code agree on; `UNKNOWN` otherwise."""
    values = {field(one) for one in areas}
    value = values.pop() if len(values) == 1 else None
    return UNKNOWN if value is None else value


def ethnic_group(case: Case) -> str:
    """The broad group of her own description of her ethnicity (standards.md 2.4); never the description itself."""
    return broad_group(case.participant.ethnicity) or UNKNOWN


DECILES = tuple(map(str, range(1, 11)))
