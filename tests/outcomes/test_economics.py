"""Quality-adjusted life years against trapezoids in fractions; costs by what the caller gives."""

from datetime import date, timedelta
from fractions import Fraction
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peersupport.dates import since
from peersupport.errors import PeerSupportError, RuleError
from peersupport.outcomes.economics import (
    ValueSet,
    cost_of_contacts,
    cost_per_participant,
    cost_per_qaly,
    qalys,
)
from peersupport.records.activity import Cost
from peersupport.rules.bounds import Bounds

START = date(2024, 1, 1)
POINTS = st.lists(st.tuples(st.integers(1, 400), st.integers(-594, 1000)), min_size=1, max_size=6)
"""Steps in days, and thousandths of a utility."""


def points(steps: list[tuple[int, int]], first: int = 500) -> list[tuple[date, float | None]]:
    """Utilities on ascending days."""
    found: list[tuple[date, float | None]] = [(START, first / 1000)]
    day = START
    for step, utility in steps:
        day += timedelta(days=step)
        found.append((day, utility / 1000))
    return found


@given(POINTS)
def test_the_area_under_the_curve_in_fractions(steps: list[tuple[int, int]]) -> None:
    """Trapezoids summed up exactly, in days and thousandths, and turned into years at the end."""
    area, before = Fraction(0), 500
    for step, utility in steps:
        area += Fraction(step) * (before + utility) / 2
        before = utility
    found = qalys(points(steps), discount=0)
    assert found is not None
    assert isclose(found, area / 1000 / Fraction(36525, 100), rel_tol=1e-9, abs_tol=1e-12)


@given(POINTS, st.floats(0.001, 0.2))
def test_a_discount_takes_away_from_what_is_above_zero(steps: list[tuple[int, int]], rate: float) -> None:
    """A year later is worth less, and a first day is worth all of itself."""
    above = [(step, abs(utility)) for step, utility in steps]
    whole, less = qalys(points(above), discount=0), qalys(points(above), discount=rate)
    assert whole is not None
    assert less is not None
    assert 0 < less <= whole


def test_a_year_in_full_health_is_one() -> None:
    """And a missing utility is no zero, one point no time, and a year of discount what it says."""
    year = [(START, 1.0), (START + timedelta(days=365), 1.0)]
    found = qalys(year, discount=0)
    assert found is not None
    assert isclose(found, 365 / 365.25)
    assert qalys([(START, 1.0), (START + timedelta(days=30), None)], discount=0) is None
    assert qalys([(START, 1.0)], discount=0) is None
    discounted = qalys(year, discount=0.035)
    assert discounted is not None
    assert isclose(discounted, 365 / 365.25 * (1 + 1.035 ** -(365 / 365.25)) / 2)


@pytest.mark.parametrize(
    ("given_points", "discount"),
    [([(START, 1.0), (START, 1.0)], 0), ([(START, 1.2), (date(2025, 1, 1), 1.0)], 0), ([(START, 1.0)], -0.1)],
)
def test_what_is_no_curve(given_points: list[tuple[date, float | None]], discount: float) -> None:
    """Two utilities on one day, one above full health, and a discount that makes later years worth more."""
    with pytest.raises(RuleError):
        qalys(given_points, discount=discount)


def test_a_value_set_is_the_users() -> None:
    """A profile that it does not have is an error that does not repeat the answers."""
    values = ValueSet(id="x", source="x", values={"11111": 1.0, "21232": 0.4})
    assert values.utility((2, 1, 2, 3, 2)) == 0.4
    with pytest.raises(PeerSupportError) as raised:
        values.utility((5, 5, 5, 5, 5))
    assert "55555" not in str(raised.value)


def test_a_service_without_a_price_is_not_free() -> None:
    """HL13: prices are inputs, all of them."""
    assert cost_of_contacts({"gp": 3, "ward": 1}, {"gp": 41, "ward": 300.5}) == 423.5
    with pytest.raises(PeerSupportError) as raised:
        cost_of_contacts({"gp": 1, "a name": 1}, {"gp": 41})
    assert raised.value.code == "price-missing"


def test_cost_per_participant_within_bounds() -> None:
    """MM36: what lies in the period only in part counts in the high end alone."""
    year = since("2025-04-01", "2026-04-01")
    costs = [
        Cost(what="salaries", pounds=9000, start=date(2025, 4, 1), end=date(2026, 3, 31)),
        Cost(what="rent", pounds=1000, start=date(2026, 3, 1), end=date(2026, 4, 30)),
        Cost(what="long ago", pounds=500, start=date(2024, 4, 1), end=date(2025, 3, 31)),
    ]
    assert cost_per_participant(costs, 10, year) == Bounds(low=900, high=1000)
    assert cost_per_participant(costs, 0, year) is None
    assert cost_per_participant(None, 10, year) is None
    assert cost_per_participant([*costs, Cost(what="not known")], 10, year) is None
    undated = cost_per_participant([Cost(what="x", pounds=100)], 10, year)
    assert undated == Bounds(low=0, high=10)


def test_pounds_for_a_year_gained() -> None:
    """None gained is no cheap gain."""
    assert cost_per_qaly(3000, 0.25) == 12000
    assert [cost_per_qaly(3000, one) for one in (None, 0, -0.1)] == [None, None, None]
