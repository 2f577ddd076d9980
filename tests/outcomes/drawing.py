"""Questionnaires at random: complete, with blanks, and what the blanks could have been."""

from itertools import product

from hypothesis import strategies as st

from peersupport.outcomes.built_in import BUILT_IN
from peersupport.outcomes.instruments import Instrument
from peersupport.records.assessments import Assessment
from peersupport.records.identifiers import AssessmentId

SCORED = tuple(one for one in BUILT_IN if one.scales)
"""The instruments that add something up."""

instruments = st.sampled_from(SCORED)


def assessed(instrument: Instrument, items: object = None, total: int | None = None) -> Assessment:
    """An assessment with these items, or this total."""
    given = None if items is None else tuple(items)  # type: ignore[arg-type]
    return Assessment(id=AssessmentId("a"), instrument=instrument.id, items=given, total=total)


@st.composite
def complete(draw: st.DrawFn) -> tuple[Instrument, tuple[int, ...]]:
    """An instrument and an answer to each of its items."""
    instrument = draw(instruments)
    return instrument, tuple(draw(st.sampled_from(item.values)) for item in instrument.items)


@st.composite
def blanked(draw: st.DrawFn, instrument: Instrument) -> tuple[tuple[int | None, ...], list[tuple[int, ...]]]:
    """Answers of which one to three are missing, and every completion of them."""
    whole = tuple(draw(st.sampled_from(item.values)) for item in instrument.items)
    places = draw(st.sets(st.integers(0, len(whole) - 1), min_size=1, max_size=3))
    given = tuple(None if place in places else value for place, value in enumerate(whole))
    open_ones = sorted(places)
    completions = []
    for chosen in product(*(instrument.items[place].values for place in open_ones)):
        filled = dict(zip(open_ones, chosen, strict=True))
        completions.append(tuple(filled.get(place, whole[place]) for place in range(len(whole))))
    return given, completions
