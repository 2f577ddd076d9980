"""Where drawn cases take their choices from: a seed, where millions are needed, or Hypothesis, where they shrink.

Whatever draws by these can be drawn both ways. The first of some values, no, and the lowest number are the plainest:
put what is plain there, and Hypothesis shrinks to it.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

from hypothesis import strategies

T = TypeVar("T")
EVEN = 256
"""How many bytes there are, which Hypothesis draws each as often. Of numbers it tries some more often (0, powers of
two, what a source holds): a case of some hundred choices of which every twentieth is such a one is near nothing."""


Fraction = Callable[[], float]
"""Gives a number from 0 up to 1, which it never gives."""


class Choices:
    """Choices of one kind after another, each from a fraction between 0 and 1."""

    def __init__(self, fraction: Fraction) -> None:
        self.fraction = fraction

    @classmethod
    def seeded(cls, seed: int) -> "Choices":
        """Choices that are the same for the same seed, on every machine."""
        return cls(Random(seed).random)  # noqa: S311 - what is drawn are examples

    @classmethod
    def drawn(cls, draw: strategies.DrawFn) -> "Choices":
        """Choices that Hypothesis draws, replays and shrinks: to be used inside `@composite`."""
        return _Drawn(draw)

    def below(self, count: int) -> int:
        """A whole number from 0 up to `count`, which it never is; 0 is the plainest."""
        return int(self.fraction() * count)

    def pick(self, values: Sequence[T]) -> T:
        """One of some values; the first is the plainest. Raises `IndexError` when there are none."""
        return values[self.below(len(values))]

    def chance(self, probability: float) -> bool:
        """Whether something happens that does with this probability; the plain answer is no."""
        return self.fraction() >= 1 - probability

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included; the lowest is the plainest."""
        return low + self.below(high - low + 1)

    def mostly(self, value: T, others: Sequence[T], often: float = 0.97) -> T:
        """The value, or now and then another."""
        return value if not others or not self.chance(1 - often) else self.pick(others)

    def shuffled(self, values: Sequence[T]) -> list[T]:
        """The values in any order; the plainest is the one they have."""
        rest, order = list(values), list[T]()
        while rest:
            order.append(rest.pop(self.below(len(rest))))
        return order


class _Drawn(Choices):
    """Choices by bytes, each of which Hypothesis draws evenly and shrinks by itself."""

    def __init__(self, draw: strategies.DrawFn) -> None:
        super().__init__(lambda: int.from_bytes(draw(_BYTES)) / EVEN**3)
        self.draw = draw

    def below(self, count: int) -> int:
        return self.draw(_BYTE)[0] * count // EVEN if 0 < count <= EVEN // 8 else super().below(count)

    def chance(self, probability: float) -> bool:
        if probability * EVEN < 1:
            return super().chance(probability)
        return self.draw(_BYTE)[0] >= EVEN * (1 - probability)


_BYTE, _BYTES = (strategies.binary(min_size=size, max_size=size) for size in (1, 3))
