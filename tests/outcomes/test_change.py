"""Change and recovery: laws, the published thresholds, and the logic of NHS Talking Therapies."""

from datetime import date
from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.outcomes.drawing import SCORED, assessed

from peersupport.dates import since
from peersupport.errors import RuleError
from peersupport.outcomes.built_in import CORE_10, EPDS, GAD_7, PHQ_9, SWEMWBS
from peersupport.outcomes.change import Change, jacobson_truax, reliable_change
from peersupport.outcomes.instruments import Instrument, Scale, Source, Threshold
from peersupport.outcomes.recovery import (
    Measured,
    Rate,
    Recovery,
    finished_treatment,
    improvement_rate,
    recovery,
    recovery_rate,
)
from peersupport.outcomes.scoring import ScaleScore, score
from peersupport.rules.bounds import Bounds
from peersupport.truth import Truth

OPPOSITE = {Change.IMPROVED: Change.DETERIORATED, Change.DETERIORATED: Change.IMPROVED}
SCALES = [scale for one in SCORED for scale in one.scales]
BOUNDS = st.tuples(st.integers(0, 30), st.integers(0, 6)).map(lambda ends: Bounds(low=ends[0], high=ends[0] + ends[1]))


def of(bounds: Bounds, scale: Scale) -> ScaleScore:
    """A score of a scale within bounds."""
    return ScaleScore(scale=scale.id, bounds=bounds, missing=(), band=None, case=None)


def total(instrument: Instrument, value: int | None) -> ScaleScore | None:
    """The total of an instrument; None: not measured."""
    return None if value is None else score(assessed(instrument, total=value), instrument).total


def measured(instrument: Instrument, before: int | None, after: int | None) -> Measured:
    """One instrument at both ends."""
    scale = instrument.total
    assert scale is not None
    return Measured(scale=scale, before=total(instrument, before), after=total(instrument, after))


@given(BOUNDS, BOUNDS, st.sampled_from(SCALES), st.integers(1, 9))
def test_change_is_anti_symmetric(one: Bounds, other: Bounds, scale: Scale, points: int) -> None:
    """Whoever improved from one to the other deteriorates from the other to the one."""
    limit = Threshold(better=points, worse=points, source=Source(text="x"))
    forth = reliable_change(of(one, scale), of(other, scale), scale, limit)
    back = reliable_change(of(other, scale), of(one, scale), scale, limit)
    assert back is OPPOSITE.get(forth, forth)


@given(BOUNDS, BOUNDS, st.sampled_from(SCALES), st.integers(1, 9), st.integers(1, 9))
def test_a_change_is_told_only_where_every_possible_pair_says_so(
    one: Bounds, other: Bounds, scale: Scale, better: int, worse: int
) -> None:
    """Open scores give the change of all pairs that are possible, or that it cannot be told."""
    limit = Threshold(better=better, worse=worse, source=Source(text="x"))
    found = reliable_change(of(one, scale), of(other, scale), scale, limit)
    each = {
        reliable_change(of(Bounds(low=first, high=first), scale), of(Bounds(low=last, high=last), scale), scale, limit)
        for first in range(int(one.low), int(one.high) + 1)
        for last in range(int(other.low), int(other.high) + 1)
    }
    assert found is (each.pop() if len(each) == 1 else Change.CANNOT_TELL)


@pytest.mark.parametrize(
    ("instrument", "before", "after", "change"),
    [
        (PHQ_9, 16, 10, Change.IMPROVED),
        (PHQ_9, 15, 10, Change.NO_RELIABLE_CHANGE),
        (PHQ_9, 10, 16, Change.DETERIORATED),
        (GAD_7, 12, 8, Change.IMPROVED),
        (GAD_7, 11, 8, Change.NO_RELIABLE_CHANGE),
        (CORE_10, 17, 11, Change.IMPROVED),
        (PHQ_9, 16, None, Change.CANNOT_TELL),
        (PHQ_9, None, 0, Change.CANNOT_TELL),
        (EPDS, 30, 0, Change.CANNOT_TELL),
        (SWEMWBS, 10, 30, Change.CANNOT_TELL),
    ],
)
def test_published_thresholds(instrument: Instrument, before: int | None, after: int | None, change: Change) -> None:
    """At the very threshold and one below it; a score that is missing is no zero; no threshold, no answer."""
    pair = measured(instrument, before, after)
    assert reliable_change(pair.before, pair.after, pair.scale) is change


def test_the_smallest_important_difference_of_the_epds_is_not_a_reliable_change() -> None:
    """It is asked for by name: four points better, three worse, by one study."""
    pair = measured(EPDS, 13, 9)
    assert pair.scale.reliable is None
    assert reliable_change(pair.before, pair.after, pair.scale, pair.scale.important) is Change.IMPROVED
    worse = measured(EPDS, 9, 12)
    assert reliable_change(worse.before, worse.after, worse.scale, worse.scale.important) is Change.DETERIORATED


def test_a_rise_is_a_gain_where_higher_is_better() -> None:
    """Five points more of wellbeing are an improvement, five more of depression are none."""
    limit = Threshold(better=5, worse=5, source=Source(text="x"))
    for instrument, change in ((SWEMWBS, Change.IMPROVED), (PHQ_9, Change.DETERIORATED)):
        pair = measured(instrument, 12, 17)
        assert reliable_change(pair.before, pair.after, pair.scale, limit) is change


@given(st.floats(0.1, 50), st.floats(0, 0.999))
def test_jacobson_and_truax(spread: float, reliability: float) -> None:
    """1.96 standard errors of the difference, by the formula written out."""
    error = spread * sqrt(1 - reliability)
    limit = jacobson_truax(spread=spread, reliability=reliability, source="a study")
    assert isclose(limit.better, 1.959963984540054 * sqrt(error**2 + error**2), rel_tol=1e-12)
    assert limit.better == limit.worse


@pytest.mark.parametrize(("spread", "reliability", "confidence"), [(0, 0.8, 0.95), (5, 1, 0.95), (5, 0.8, 1)])
def test_figures_that_give_no_threshold(spread: float, reliability: float, confidence: float) -> None:
    """A scale without error would call every change reliable."""
    with pytest.raises(RuleError):
        jacobson_truax(spread=spread, reliability=reliability, source="x", confidence=confidence)


T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("phq", "gad", "expected"),
    [
        ((15, 9), (12, 7), (T, T, T, T)),  # both below at the end, both improved
        ((15, 10), (12, 7), (T, F, T, F)),  # the PHQ-9 is still a case
        ((10, 9), (3, 3), (T, T, F, F)),  # recovered by one point: not reliably
        ((16, 9), (3, 7), (T, T, F, F)),  # the GAD-7 deteriorated reliably meanwhile
        ((9, 2), (7, 2), (F, F, T, F)),  # no case at the start
        ((16, None), (12, None), (T, U, U, U)),  # no score at the end
        ((None, 3), (None, 3), (U, U, U, U)),
    ],
)
def test_recovery_by_the_logic_of_nhs_talking_therapies(
    phq: tuple[int | None, int | None], gad: tuple[int | None, int | None], expected: tuple[Truth, ...]
) -> None:
    """Case on one scale at the start, on none at the end; one improved reliably and none deteriorated reliably."""
    found = recovery([measured(PHQ_9, *phq), measured(GAD_7, *gad)])
    truths = (found.case_at_start, found.recovered, found.reliably_improved, found.reliably_recovered)
    assert truths == expected


PERSON = st.tuples(*(st.none() | st.integers(0, 21) for _ in range(4)))


@given(st.lists(PERSON, max_size=12))
def test_rates_count_nobody_twice_and_no_blank_as_zero(people: list[tuple[int | None, ...]]) -> None:
    """Counted again from the scores alone: the denominator is the cases at the start with all scores at the end."""
    found = [recovery([measured(PHQ_9, one[0], one[1]), measured(GAD_7, one[2], one[3])]) for one in people]
    whole = [[value for value in one if value is not None] for one in people if None not in one]
    cases = [one for one in whole if one[0] >= 10 or one[2] >= 8]
    recovered = [one for one in cases if one[1] < 10 and one[3] < 8]
    reliably = [
        one
        for one in recovered
        if (one[0] - one[1] >= 6 or one[2] - one[3] >= 4) and one[1] - one[0] < 6 and one[3] - one[2] < 4
    ]
    rate = recovery_rate(found)
    assert (rate.numerator, rate.denominator) == (len(recovered), len(cases))
    assert recovery_rate(found, reliable=True).numerator == len(reliably)
    assert rate.denominator + rate.not_counted + sum(one.case_at_start is F for one in found) == len(people)
    assert improvement_rate(found).denominator == len(whole)


def test_a_rate_of_nobody_is_no_rate() -> None:
    """No case at the start: the share is not zero, there is none."""
    nobody = recovery_rate([recovery([measured(PHQ_9, 3, 3)])])
    assert nobody == Rate(numerator=0, denominator=0, not_counted=0)
    assert nobody.share is None
    assert isinstance(recovery([]), Recovery)


def test_a_treatment_is_finished_after_two_contacts_and_a_discharge_in_the_period() -> None:
    """One contact is none, and a discharge on the first day after the period is in the next one."""
    year = since("2025-04-01", "2026-04-01")
    assert finished_treatment(2, date(2026, 3, 31), year)
    assert not finished_treatment(1, date(2026, 3, 31), year)
    assert not finished_treatment(2, date(2026, 4, 1), year)
    assert not finished_treatment(9, None, year)
