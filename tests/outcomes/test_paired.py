"""Paired pre and post scores: the interval and the test against scipy's own, and against a formula written apart."""

import subprocess
import sys
from math import fsum, isclose, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from tests.outcomes.test_change import total

from peersupport.outcomes.built_in import EPDS, SWEMWBS
from peersupport.outcomes.instruments import Instrument
from peersupport.outcomes.paired import FEW, Paired, paired

PAIRS = st.lists(st.tuples(st.integers(7, 30), st.integers(7, 30)), min_size=2, max_size=40)


def compared(pairs: list[tuple[int | None, int | None]], instrument: Instrument = EPDS, by: float = 0.95) -> Paired:
    """The comparison of these totals."""
    scale = instrument.total
    assert scale is not None
    return paired([(total(instrument, one), total(instrument, other)) for one, other in pairs], scale, confidence=by)


@given(PAIRS, st.sampled_from([0.8, 0.95, 0.99]))
def test_interval_and_test_against_scipy_and_by_hand(pairs: list[tuple[int, int]], confidence: float) -> None:
    """The t interval of the mean difference; scipy's paired test and a variance summed up otherwise agree with it."""
    moves = [after - before for before, after in pairs]
    assume(len(set(moves)) > 1)
    found = compared(list(pairs), by=confidence)
    oracle = stats.ttest_rel([after for _, after in pairs], [before for before, _ in pairs])
    number, whole = len(moves), sum(moves)
    squares = sum(number * move * move for move in moves) - whole * whole  # n times the sum of squares, exactly
    error = sqrt(squares / (number * (number - 1)) / number)
    reach = stats.t.ppf((1 + confidence) / 2, number - 1) * error
    assert found.low is not None
    assert found.high is not None
    assert found.statistic is not None
    assert found.p_value is not None
    assert isclose(found.low, whole / number - reach, rel_tol=1e-9, abs_tol=1e-9)
    assert isclose(found.high, whole / number + reach, rel_tol=1e-9, abs_tol=1e-9)
    assert isclose(found.statistic, oracle.statistic, rel_tol=1e-9, abs_tol=1e-9)
    assert isclose(found.p_value, oracle.pvalue, rel_tol=1e-6, abs_tol=1e-12)
    assert isclose(found.change or 0.0, fsum(moves) / number, abs_tol=1e-12)
    assert (f"fewer than {FEW} pairs" in " ".join(found.notes)) is (number < FEW)


@pytest.mark.parametrize("pairs", [[], [(12, 5)], [(12, None), (9, 4)]])
def test_too_few_pairs_say_so(pairs: list[tuple[int | None, int | None]]) -> None:
    """One pair has a change and no interval; nobody has neither."""
    found = compared(pairs)
    assert (found.low, found.high, found.p_value, found.statistic) == (None, None, None, None)
    assert "too few pairs for an interval or a test" in found.notes


def test_pairs_that_all_changed_alike_have_no_test() -> None:
    """A spread of nothing would make the smallest change certain."""
    found = compared([(12, 9), (20, 17), (8, 5)])
    assert (found.change, found.spread, found.p_value) == (-3, 0, None)
    assert "every pair changed alike: there is no test" in found.notes


def test_a_missing_score_is_not_counted_and_never_zero() -> None:
    """HL9: who did not come back does not improve the mean."""
    whole = compared([(12, 9), (20, 15), (8, 7)])
    with_blanks = compared([(12, 9), (20, 15), (8, 7), (30, None), (None, 4)])
    assert (with_blanks.pairs, with_blanks.not_counted) == (3, 2)
    assert (with_blanks.before, with_blanks.after, with_blanks.p_value) == (whole.before, whole.after, whole.p_value)
    assert any("never as zero" in note for note in with_blanks.notes)


def test_better_is_lower_or_higher_as_the_scale_says() -> None:
    """A rise of wellbeing is a gain, a rise of depression is none."""
    rising = [(10, 15), (12, 14), (20, 21)]
    assert compared(rising).better is False
    assert compared(rising, SWEMWBS).better is True
    assert compared([(10, 11), (11, 10)]).better is None


def test_a_host_is_built_without_scipy() -> None:
    """Only who asks for an interval pays for its import."""
    code = "import sys; from peersupport import Host; Host.load(); print({'scipy', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
