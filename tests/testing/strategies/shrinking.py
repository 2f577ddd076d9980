"""The smallest value that Hypothesis finds, afresh: examples of other searches would not be made smaller."""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import Phase, find, settings
from hypothesis.strategies import SearchStrategy

T = TypeVar("T")
EVERY = settings(database=None, max_examples=200, derandomize=True, phases=(Phase.generate, Phase.shrink))
"""Whatever settings another test has left."""


def smallest(strategy: SearchStrategy[T], of: Callable[[T], bool] = lambda _: True) -> T:
    """The value to which the strategy shrinks among those that are so."""
    return find(strategy, of, settings=EVERY)
