"""Whether a score has moved by more than measuring alone would make it: improved, deteriorated, or neither."""

from enum import Enum
from math import sqrt
from statistics import NormalDist

from peersupport.citations import Mark
from peersupport.errors import RuleError
from peersupport.outcomes.instruments import Direction, Scale, Source, Threshold
from peersupport.outcomes.scoring import ScaleScore
from peersupport.rules.bounds import Bounds


class Change(Enum):
    """What became of a score. CANNOT_TELL: a score is missing or open, or no reliable change of the scale is known."""

    IMPROVED = "improved"
    DETERIORATED = "deteriorated"
    NO_RELIABLE_CHANGE = "no reliable change"
    CANNOT_TELL = "cannot tell"


def reliable_change(
    before: ScaleScore | None, after: ScaleScore | None, scale: Scale, threshold: Threshold | None = None
) -> Change:
    """How a scale changed, by a threshold, else by its own `reliable` one. A missing score is never taken for zero."""
    limit = threshold or scale.reliable
    if before is None or after is None or limit is None:
        return Change.CANNOT_TELL
    gain = gained(before.bounds, after.bounds, scale)
    if gain.low >= limit.better:
        return Change.IMPROVED
    if gain.high <= -limit.worse:
        return Change.DETERIORATED
    if -limit.worse < gain.low and gain.high < limit.better:
        return Change.NO_RELIABLE_CHANGE
    return Change.CANNOT_TELL


def gained(before: Bounds, after: Bounds, scale: Scale) -> Bounds:
    """By how many points it became better (below 0: worse), over all scores that are still possible."""
    lower = Bounds(low=before.low - after.high, high=before.high - after.low)
    return lower if scale.direction is Direction.LOWER else Bounds(low=-lower.high, high=-lower.low)


def jacobson_truax(*, spread: float, reliability: float, source: str, confidence: float = 0.95) -> Threshold:
    """The reliable change of a scale from its standard deviation and its reliability (Jacobson and Truax, 1991).

    z * spread * sqrt(2) * sqrt(1 - reliability), with z = 1.96 at a confidence of 95 %. `source` says where the two
    figures are from. Raises `RuleError` unless the spread is above 0, the reliability in [0, 1) and the confidence in
    (0, 1).
    """
    if not (spread > 0 and 0 <= reliability < 1 and 0 < confidence < 1):
        raise RuleError("a reliable change needs a spread above 0 and a reliability in [0, 1)", code="change-figures")
    points = NormalDist().inv_cdf((1 + confidence) / 2) * spread * sqrt(2) * sqrt(1 - reliability)
    return Threshold(better=points, worse=points, source=Source(text=source, mark=Mark.DEFAULT))
