"""One instrument of each person at the start and at the end, ready for change, recovery and comparison (HL9, MM16).

The first dated assessment is the start, the last one the end. Twins are two persons of one case.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from peersupport._attrs import evolve, record
from peersupport.dates import PartialDate
from peersupport.errors import Fault, InvalidDocument
from peersupport.facts.latest import ends_of_day
from peersupport.outcomes.instruments import Instrument, Scale
from peersupport.outcomes.measures import Caveat
from peersupport.outcomes.population import population_of
from peersupport.outcomes.recovery import Measured
from peersupport.outcomes.scoring import Score, score, score_faults
from peersupport.records.assessments import Assessment
from peersupport.records.case import Case
from peersupport.records.identifiers import PersonId


@record
class Pair:
    """One person by one instrument. `end` is None where there is no later assessment: never a zero."""

    case: str
    person: PersonId
    instrument: Instrument
    start: Score | None
    end: Score | None

    def measured(self, scale: Scale) -> Measured:
        """The pair by one scale."""
        before, after = (None if one is None else one.scale(scale.id) for one in (self.start, self.end))
        return Measured(scale=scale, before=before, after=after)


def pairs(cases: Iterable[Case], instrument: Instrument, caveats: Iterable[Caveat] = ()) -> tuple[Pair, ...]:
    """Every person who was measured with an instrument, in the order of the cases. Raises as `scored` does."""
    said = tuple(caveats)
    found: list[Pair] = []
    for case in cases:
        own: dict[PersonId, list[Assessment]] = {}
        for one in case.assessments or ():
            if one.instrument == instrument.id:
                own.setdefault(one.about or case.participant.id, []).append(one)
        for person, given in own.items():
            first, last = _ends(given)
            start = None if first is None else scored(case, first, instrument, said)
            end = None if last is None else scored(case, last, instrument, said)
            found.append(Pair(case=case.id, person=person, instrument=instrument, start=start, end=end))
    return tuple(found)


def scored(case: Case, assessment: Assessment, instrument: Instrument, caveats: Iterable[Caveat] = ()) -> Score:
    """An assessment of a case, by the population that she belonged to that day.

    Raises `InvalidDocument` with the faults of that assessment, by their paths inside the case.
    """
    place = (case.assessments or ()).index(assessment)
    if faults := score_faults(assessment, instrument):
        raise InvalidDocument("an assessment has faults", _at(place, faults))
    return score(assessment, instrument, population=population_of(case, assessment.on), caveats=caveats)


def case_faults(case: Case, instruments: Mapping[str, Instrument]) -> list[Fault]:
    """Every fault of a case's assessments, by their paths; those by instruments that are not here have none."""
    found: list[Fault] = []
    for place, one in enumerate(case.assessments or ()):
        if one.instrument in instruments:
            found += _at(place, score_faults(one, instruments[one.instrument]))
    return found


def _at(place: int, faults: Iterable[Fault]) -> list[Fault]:
    return [evolve(fault, path=("assessments", place, *fault.path)) for fault in faults]


def _ends(given: list[Assessment]) -> tuple[Assessment | None, Assessment | None]:
    """The first and the last; of several on days that do not tell their order, neither is known."""
    if len(given) == 1:
        return given[0], None
    dated: list[tuple[PartialDate, Assessment]] = [(one.on, one) for one in given if one.on is not None]
    if len(dated) < len(given):
        return None, None
    ordered = sorted(dated, key=lambda one: ends_of_day(one[0]))
    for (earlier, _), (later, _) in pairwise(ordered):
        if ends_of_day(earlier)[1] >= ends_of_day(later)[0]:
            return None, None
    return ordered[0][1], ordered[-1][1]
