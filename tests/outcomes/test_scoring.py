"""Scores: totals against an independent sum, bounds against every completion, alerts that wait for nothing."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.outcomes.drawing import SCORED, assessed, blanked, complete, instruments

from peersupport.errors import InvalidDocument
from peersupport.outcomes.alerts import alerts
from peersupport.outcomes.built_in import BUILT_IN, CORE_10, EPDS, GAD_7, MORS_SF, PHQ_4, PHQ_9, SWEMWBS, WHOOLEY
from peersupport.outcomes.instruments import Instrument, Population, Scale, alike, keyed
from peersupport.outcomes.measures import caveat
from peersupport.outcomes.scoring import score, score_faults
from peersupport.truth import Truth

AFTER, BEFORE = Population.POSTNATAL, Population.ANTENATAL
Whole = tuple[Instrument, tuple[int, ...]]


@given(complete())
def test_a_scale_is_the_sum_of_its_items_as_they_are_stored(drawn: Whole) -> None:
    """Nothing is turned round, weighted or left out."""
    instrument, items = drawn
    for found in score(assessed(instrument, items), instrument).scales:
        declared = instrument.scale(found.scale)
        assert declared is not None
        expected = 0
        for place, value in enumerate(items):
            if place + 1 in declared.items:
                expected += value
        assert found.exact == expected
        assert found.missing == ()


@pytest.mark.parametrize("instrument", SCORED, ids=lambda one: one.id)
@given(st.data(), st.sampled_from([None, *Population]))
@settings(max_examples=25)
def test_bounds_hold_every_completion_and_nothing_is_told_that_one_denies(
    instrument: Instrument, data: st.DataObject, population: Population | None
) -> None:
    """The bounds are those of all completions, and tight; a band or a case is told only where all agree on it."""
    items, completions = data.draw(blanked(instrument))
    found = score(assessed(instrument, items), instrument, population=population)
    ends = [score(assessed(instrument, one), instrument, population=population) for one in completions]
    for scale in found.scales:
        each = [one.scale(scale.scale) for one in ends]
        totals = [one.exact for one in each if one is not None and one.exact is not None]
        assert len(totals) == len(completions)
        assert (scale.bounds.low, scale.bounds.high) == (min(totals), max(totals))
        if scale.band is not None:
            assert {one.band for one in each if one is not None} == {scale.band}
        if scale.case is not None and scale.case is not Truth.UNKNOWN:
            assert {one.case for one in each if one is not None} == {scale.case}


@pytest.mark.parametrize("instrument", SCORED, ids=lambda one: one.id)
@given(st.data())
@settings(max_examples=10)
def test_a_missing_item_means_no_total(instrument: Instrument, data: st.DataObject) -> None:
    """None of the built-in instruments fills in what was not answered, and the missing items are named."""
    items, _ = data.draw(blanked(instrument))
    blanks = tuple(place for place, value in enumerate(items, 1) if value is None)
    for found in score(assessed(instrument, items), instrument).scales:
        declared = instrument.scale(found.scale)
        assert declared is not None
        assert found.missing == tuple(one for one in blanks if one in declared.items)
        assert (found.exact is None) is bool(found.missing)


@given(st.sampled_from([EPDS, PHQ_9, CORE_10]), st.data())
def test_alerts_are_monotone(instrument: Instrument, data: st.DataObject) -> None:
    """A worse answer never lifts an alert, and no other item has a say in it."""
    alert = instrument.alerts[0]
    values = [data.draw(st.sampled_from([None, *item.values])) for item in instrument.items]
    states = []
    for given_value in range(4):
        values[alert.item - 1] = given_value
        states.append(alerts(assessed(instrument, values), instrument)[0].state)
    assert states == [Truth.FALSE, Truth.TRUE, Truth.TRUE, Truth.TRUE]
    assert all(not (first is Truth.TRUE and later is Truth.FALSE) for first, later in pairwise(states))
    values[alert.item - 1] = None
    assert alerts(assessed(instrument, values), instrument)[0].state is Truth.UNKNOWN


@pytest.mark.parametrize(("instrument", "item"), [(EPDS, 10), (PHQ_9, 9), (CORE_10, 6)])
def test_an_alert_waits_for_no_total(instrument: Instrument, item: int) -> None:
    """A low total, missing items and a form that cannot be scored at all leave the alert standing."""
    number = len(instrument.items)
    alone = [1 if place == item else 0 for place in range(1, number + 1)]
    others_missing = [1 if place == item else None for place in range(1, number + 1)]
    out_of_range = [99 if place == 1 else value for place, value in enumerate(alone, 1)]
    beyond = [7 if place == item else 0 for place in range(1, number + 1)]
    for items in (alone, others_missing, out_of_range, beyond):
        assert alerts(assessed(instrument, items), instrument)[0].state is Truth.TRUE
    assert score(assessed(instrument, others_missing), instrument).alerts[0].state is Truth.TRUE
    with pytest.raises(InvalidDocument):
        score(assessed(instrument, out_of_range), instrument)


def test_a_total_alone_lifts_no_alert() -> None:
    """A service may have counted a blank as nothing: no total says that she is safe; a high one, that she is not."""
    for total in range(31):
        state = score(assessed(EPDS, total=total), EPDS).alerts[0].state
        assert state is (Truth.TRUE if total > 27 else Truth.UNKNOWN)


def test_a_form_of_another_length_lifts_no_alert() -> None:
    """Nine answers shifted by one may hold another question where the alert stands."""
    short = assessed(EPDS, [0] * 9)
    assert alerts(short, EPDS)[0].state is Truth.UNKNOWN
    assert [fault.code for fault in score_faults(short, EPDS)] == ["score-items"]
    assert alerts(assessed(EPDS, [0] * 11), EPDS)[0].state is Truth.UNKNOWN


def test_faults_have_paths_and_hold_no_answer() -> None:
    """Every item that cannot be is told by its place, all at once, and none of its content."""
    faults = score_faults(assessed(PHQ_9, [0, 77, 0, 0, 88, 0, 0, 0, -66], total=99), PHQ_9)
    assert [(one.code, one.path) for one in faults] == [
        ("score-range", ("items", 1)),
        ("score-range", ("items", 4)),
        ("score-range", ("items", 8)),
        ("score-total", ("total",)),
    ]
    assert not re.search(r"77|88|66|99", " ".join(map(str, faults)))
    (differs,) = score_faults(assessed(PHQ_9, [1] * 9, total=8), PHQ_9)
    assert (differs.code, differs.path) == ("score-differs", ("total",))


def test_a_total_beside_missing_items_is_not_used() -> None:
    """What was added up with blanks as nothing would read as a total."""
    found = score(assessed(EPDS, [3, 3, 3, 3, *[None] * 6], total=12), EPDS, population=AFTER)
    assert found.total is not None
    assert (found.total.bounds.low, found.total.bounds.high, found.total.case) == (12, 30, Truth.UNKNOWN)


def test_blank_items_beside_a_total_are_not_answers() -> None:
    """A form of which only the total was typed in has that total."""
    found = score(assessed(EPDS, [None] * 10, total=12), EPDS, population=AFTER)
    assert found.total is not None
    assert (found.total.exact, found.total.band, len(found.total.missing)) == (12, "possible depression", 10)


@pytest.mark.parametrize(
    ("instrument", "total", "population", "case", "band"),
    [
        (EPDS, 12, AFTER, Truth.FALSE, "possible depression"),
        (EPDS, 13, AFTER, Truth.TRUE, "likely depression"),
        (EPDS, 13, BEFORE, Truth.FALSE, "possible depression"),
        (EPDS, 13, None, Truth.UNKNOWN, None),
        (EPDS, 15, None, Truth.TRUE, "likely depression"),
        (EPDS, 9, None, Truth.FALSE, "below the cut-offs"),
        (PHQ_9, 9, None, Truth.FALSE, "mild"),
        (PHQ_9, 10, None, Truth.TRUE, "moderate"),
        (GAD_7, 7, None, Truth.FALSE, "mild"),
        (GAD_7, 8, None, Truth.TRUE, "mild"),
        (CORE_10, 10, None, Truth.FALSE, "below the cut-off"),
        (CORE_10, 11, None, Truth.TRUE, "mild"),
        (WHOOLEY, 1, None, Truth.TRUE, None),
        (SWEMWBS, 20, None, None, None),
    ],
)
def test_known_cut_offs(
    instrument: Instrument, total: int, population: Population | None, case: Truth | None, band: str | None
) -> None:
    """The published cut-offs at their very score; what differs between populations is not told of an unknown one."""
    found = score(assessed(instrument, total=total), instrument, population=population).total
    assert found is not None
    assert (found.case, found.band) == (case, band)


def test_the_halves_of_the_phq_4() -> None:
    """Each half has a cut-off of its own, whatever the total."""
    found = score(assessed(PHQ_4, [2, 1, 1, 1]), PHQ_4)
    assert [(one.scale, one.exact, one.case) for one in found.scales] == [
        ("total", 5, None),
        ("anxiety", 3, Truth.TRUE),
        ("depression", 2, Truth.FALSE),
    ]


def test_paper_is_keyed_by_an_explicit_function_and_by_nothing_else() -> None:
    """The first answer on paper scores 0 in items 1, 2 and 4 of the EPDS and 3 in the others; the last is opposite."""
    assert keyed(EPDS, [0] * 10) == (0, 0, 3, 0, 3, 3, 3, 3, 3, 3)
    assert keyed(EPDS, [3] * 10) == (3, 3, 0, 3, 0, 0, 0, 0, 0, 0)
    assert keyed(CORE_10, [0] * 10) == (0, 4, 4, 0, 0, 0, 0, 0, 0, 0)
    assert keyed(EPDS, [9, None]) == (None,) * 10
    total = score(assessed(EPDS, [3] * 10), EPDS).total
    assert total is not None
    assert total.exact == 30


def test_what_is_left_to_configuration_is_not_scored() -> None:
    """The range of the MORS-SF was found nowhere: nothing is added up, and nothing is called a fault."""
    found = score(assessed(MORS_SF, [5] * 14, total=61), MORS_SF)
    assert (found.scales, found.profile, found.total) == ((), None, None)


def test_a_scale_may_fill_in_what_is_missing_only_where_it_says_so() -> None:
    """Prorated by the mean of the other items, up to so many missing, and marked as such."""
    scale = Scale(id="communication", items=(1, 2, 3, 4, 5, 6), prorated=2)
    instrument = Instrument(
        id="x", title="x", source=EPDS.source, licence="x", items=alike(6, (0, 5, 10)), scales=(scale,)
    )
    (found,) = score(assessed(instrument, [10, 5, None, 10, None, 5]), instrument).scales
    assert (found.exact, found.prorated, found.missing) == (45, True, (3, 5))
    (found,) = score(assessed(instrument, [10, 5, None, 10, None, None]), instrument).scales
    assert (found.exact, found.prorated) == (None, False)
    (found,) = score(assessed(instrument, [None] * 6), instrument).scales
    assert (found.bounds.low, found.bounds.high, found.prorated) == (0, 60, False)


@pytest.mark.parametrize("total", [0, 9, 12, 13])
def test_a_caveat_is_carried_by_every_result_that_is_no_sure_case(total: int) -> None:
    """MM21: a low score at the start never reads as no need."""
    said = caveat("MM21", "many downplay their symptoms", id="downplayed", quote="downplay")
    found = score(assessed(EPDS, total=total), EPDS, population=AFTER, caveats=[said])
    assert found.caveats == (() if total >= 13 else (said,))


def test_a_caveat_is_carried_where_nothing_can_be_told() -> None:
    """Neither a case that depends on what is not known, nor a scale without a cut-off, is a sure case."""
    said = caveat("MM21", "many downplay their symptoms", id="downplayed", quote="downplay")
    assert score(assessed(EPDS, total=13), EPDS, caveats=[said]).caveats == (said,)
    assert score(assessed(SWEMWBS, total=35), SWEMWBS, caveats=[said]).caveats == (said,)


def test_no_wording_is_shipped() -> None:
    """An item is a set of numbers: there is nowhere that its words could stand."""
    for instrument in BUILT_IN:
        assert all(type(value) is int for item in instrument.items for value in item.values)
    assert {one.id for one in BUILT_IN} >= {"epds", "phq-9", "gad-7", "phq-4", "whooley", "core-10", "swemwbs"}
    assert len(SCORED) == 9


@given(instruments, st.integers(0, 40))
def test_a_repr_shows_no_score(instrument: Instrument, total: int) -> None:
    """What a score came to stands in no log by accident."""
    assert repr(assessed(instrument, total=total)) == "<Assessment>"
    if not score_faults(assessed(instrument, total=total), instrument):
        assert repr(score(assessed(instrument, total=total), instrument)) == "<Score>"
