"""Choices are even, whether a seed or Hypothesis makes them: what is rare by mistake is hardly tried."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from peersupport.testing.choices import Choices
from peersupport.testing.strategies.strategy import strategy


@strategy
def several(choices: Choices, /) -> list[str]:
    """Ten times: whether something likely happens, one of three, a large number."""
    found = [str(choices.chance(0.6)) for _ in range(10)]
    return [*found, *(choices.pick("abc") for _ in range(10)), "high" if choices.number(0, 99_999) > 50_000 else "low"]


def test_hypothesis_draws_as_evenly_as_seeds() -> None:
    """Its whole numbers prefer the small: a likely thing would come in one example of ten."""
    met: Counter[str] = Counter()

    @settings(max_examples=100, database=None, derandomize=True)
    @given(st.lists(several(), min_size=1, max_size=1))
    def count(drawn: list[list[str]]) -> None:
        met.update(drawn[0])

    count()
    assert 450 < met["True"] < 700, met
    assert all(met[one] > 150 for one in "abc"), met
    assert met["high"] > 25, met
