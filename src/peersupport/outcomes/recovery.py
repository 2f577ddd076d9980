"""Recovery by the logic of NHS Talking Therapies: over all measures of one person, and as rates over many people.

Recovery: a case on at least one scale at the start, on none at the end. Reliable improvement: at least one scale
improved reliably and none deteriorated reliably (the second half is memory, not confirmed). Reliable recovery is both.
Whoever has no score at the end is not counted, and never counted as zero (standards.md 2.3).
"""

from collections.abc import Iterable
from datetime import date

from peersupport._attrs import frozen, record
from peersupport.dates import Period
from peersupport.outcomes.change import Change, reliable_change
from peersupport.outcomes.instruments import Scale, Threshold
from peersupport.outcomes.scoring import ScaleScore
from peersupport.truth import Truth, all_of, any_of

TREATED = 2
"""The contacts from which on a treatment counts as one that was received."""


@record
class Measured:
    """One scale at the start and at the end; None: not measured."""

    scale: Scale
    before: ScaleScore | None
    after: ScaleScore | None
    threshold: Threshold | None = None


@record
class Recovery:
    """What became of one person, each in three truths. `complete`: every scale has an exact score at both ends."""

    complete: bool
    case_at_start: Truth
    recovered: Truth
    reliably_improved: Truth
    reliably_deteriorated: Truth
    reliably_recovered: Truth


@frozen
class Rate:
    """A share: of `denominator` people `numerator` did; `not_counted` are those of whom it cannot be told."""

    numerator: int
    denominator: int
    not_counted: int

    @property
    def share(self) -> float | None:
        """From 0 to 1; None of nobody."""
        return self.numerator / self.denominator if self.denominator else None


def recovery(measured: Iterable[Measured]) -> Recovery:
    """What became of one person, over all her scales that have a cut-off or a reliable change."""
    given = tuple(measured)
    start = any_of(_case(one.before) for one in given if one.scale.case)
    end = all_of([~_case(one.after) for one in given if one.scale.case])
    changes = [reliable_change(one.before, one.after, one.scale, one.threshold) for one in given]
    improved = any_of(_is(change, Change.IMPROVED) for change in changes)
    worse = any_of(_is(change, Change.DETERIORATED) for change in changes)
    better = improved & ~worse
    recovered = start & end
    return Recovery(
        complete=all(_exact(one.before) and _exact(one.after) for one in given),
        case_at_start=start,
        recovered=recovered,
        reliably_improved=better,
        reliably_deteriorated=worse & ~improved,
        reliably_recovered=recovered & better,
    )


def recovery_rate(people: Iterable[Recovery], *, reliable: bool = False) -> Rate:
    """Those who recovered (reliably), of those who were a case at the start and have their scores at the end."""
    return _rate(
        (one.complete, one.reliably_recovered if reliable else one.recovered)
        for one in people
        if one.case_at_start is not Truth.FALSE
    )


def improvement_rate(people: Iterable[Recovery]) -> Rate:
    """Those who improved reliably, of all who have their scores at both ends, cases at the start or not."""
    return _rate((one.complete, one.reliably_improved) for one in people)


def finished_treatment(contacts: int, discharged: date | None, period: Period) -> bool:
    """Whether a treatment counts as finished in a period: discharged in it, after at least two contacts."""
    return discharged is not None and period.contains(discharged) and contacts >= TREATED


def _rate(people: Iterable[tuple[bool, Truth]]) -> Rate:
    given = [truth if complete else Truth.UNKNOWN for complete, truth in people]
    yes, unknown = given.count(Truth.TRUE), given.count(Truth.UNKNOWN)
    return Rate(numerator=yes, denominator=len(given) - unknown, not_counted=unknown)


def _exact(given: ScaleScore | None) -> bool:
    return given is not None and given.exact is not None


def _case(given: ScaleScore | None) -> Truth:
    return given.case if given is not None and given.case is not None else Truth.UNKNOWN


def _is(change: Change, wanted: Change) -> Truth:
    if change is Change.CANNOT_TELL:
        return Truth.UNKNOWN
    return Truth.TRUE if change is wanted else Truth.FALSE
