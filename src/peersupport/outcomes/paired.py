"""The same people before and after: the mean change with its confidence interval and its test (HL9)."""

from collections.abc import Iterable
from math import sqrt
from statistics import fmean, stdev

from peersupport._attrs import frozen
from peersupport.errors import RuleError
from peersupport.outcomes.instruments import Direction, Scale
from peersupport.outcomes.scoring import ScaleScore

FEW = 20
"""Below so many pairs a test says little, and the result says so [default]."""


@frozen
class Paired:
    """A group, by its pairs with both scores. `not_counted` lack one of them, or have a score that is not exact.

    `change` is the mean of after less before; `low` and `high` are its confidence interval, by the t distribution, and
    `p_value` is two-sided. What cannot be worked out is None, and `notes` say why.
    """

    pairs: int
    not_counted: int
    before: float | None
    after: float | None
    change: float | None
    spread: float | None
    low: float | None
    high: float | None
    statistic: float | None
    p_value: float | None
    confidence: float
    better: bool | None
    """Whether the mean moved towards the better; None where it did not move."""
    notes: tuple[str, ...]


def paired(
    pairs: Iterable[tuple[ScaleScore | None, ScaleScore | None]], scale: Scale, *, confidence: float = 0.95
) -> Paired:
    """Compare each person with herself. Needs scipy from three pairs on; raises `RuleError` where it is missing.

    A score that is missing is not counted, and never zero.
    """
    given = list(pairs)
    exact = [
        (first.exact, last.exact)
        for first, last in given
        if first is not None and last is not None and first.exact is not None and last.exact is not None
    ]
    if not 0 < confidence < 1:
        raise RuleError("a confidence lies between 0 and 1", code="change-figures")
    moves = [last - first for first, last in exact]
    mean = fmean(moves) if moves else None
    spread = stdev(moves) if len(moves) > 1 else None
    low = high = statistic = p_value = None
    notes: list[str] = []
    if len(moves) <= 1:
        notes.append("too few pairs for an interval or a test")
    elif not spread or mean is None:
        notes.append("every pair changed alike: there is no test")
    else:
        low, high, statistic, p_value = _t(mean, spread, len(moves), confidence)
        if len(moves) < FEW:
            notes.append(f"fewer than {FEW} pairs: the interval says more than the test")
    if len(given) > len(exact):
        notes.append("pairs without both scores are not counted, and never as zero")
    towards = None if not mean else (mean < 0) is (scale.direction is Direction.LOWER)
    return Paired(
        pairs=len(moves),
        not_counted=len(given) - len(exact),
        before=fmean(first for first, _ in exact) if exact else None,
        after=fmean(last for _, last in exact) if exact else None,
        change=mean,
        spread=spread,
        low=low,
        high=high,
        statistic=statistic,
        p_value=p_value,
        confidence=confidence,
        better=towards,
        notes=tuple(notes),
    )


def _t(mean: float, spread: float, number: int, confidence: float) -> tuple[float, float, float, float]:
    try:
        # Only who asks for a test pays for its import.
        from scipy.special import stdtr, stdtrit  # type: ignore[import-untyped] # pyright: ignore # noqa: PLC0415, PGH003
    except ImportError:
        help = "install peersupport[outcomes]"
        raise RuleError("a test needs scipy, which is not installed", code="change-scipy", help=help) from None
    error = spread / sqrt(number)
    freedom = number - 1
    reach = float(stdtrit(freedom, (1 + confidence) / 2)) * error
    statistic = mean / error
    return mean - reach, mean + reach, statistic, float(2 * stdtr(freedom, -abs(statistic)))
