"""How old the parents and their youngest children are, in bands: an age is counted and never kept."""

from collections.abc import Iterable
from datetime import date
from math import inf

from peersupport._attrs import frozen
from peersupport.dates import PartialDate, age_months_bounds
from peersupport.facts.latest import ends_of_day
from peersupport.records.case import Case
from peersupport.reports.caseload.windows import MONTHS

UNKNOWN = "Not known"
NO_CHILD = "No child born yet"
Months = tuple[float, float]
"""The lowest and the highest age, in completed months, that the records leave possible."""


@frozen
class Band:
    """Ages in months from `low` up to, and not including, `high`."""

    low: float
    high: float

    @property
    def label(self) -> str:
        """The band in years: `under 16`, `16`, `20 to 24`, `½ to 1`, `45 and over`."""
        low, high = _years(self.low), _years(self.high)
        if self.high == inf:
            return f"{low} and over"
        if not self.low:
            return f"under {high}"
        if self.low % MONTHS or self.high % MONTHS:
            return f"{low} to {high}"
        last = _years(self.high - MONTHS)
        return low if last == low else f"{low} to {last}"


def bands(first: int, last: int, width: int, edges: Iterable[float]) -> tuple[Band, ...]:
    """Bands of `width` months from `first` to `last`, one below and one above; every edge of a window ends a band."""
    cuts = sorted({0.0, *map(float, range(first, last + 1, width)), *edges})
    return tuple(Band(low=low, high=high) for low, high in zip(cuts, [*cuts[1:], inf], strict=True))


def band_of(age: Months | None, known: Iterable[Band]) -> str:
    """The band that an age surely lies in; `UNKNOWN` where it may lie in several."""
    if age is None:
        return UNKNOWN
    found = {one.label for one in known for end in age if one.low <= end < one.high}
    return found.pop() if len(found) == 1 else UNKNOWN


def parent_months(case: Case, day: date) -> Months | None:
    """The age of whoever would join; None where nothing is known of it."""
    return _months(case.participant.birth_date, day)


def youngest_months(case: Case, day: date) -> Months | str | None:
    """The age of the youngest child that is born; `NO_CHILD` where there is none; None where it cannot be told."""
    if case.children is None:
        return None
    possible = [one for one in case.children if ends_of_day(one.birth_date)[0] <= day]
    if not possible:
        return NO_CHILD
    ages = [_months(one.birth_date, day) for one in possible]
    known = [age for age in ages if age is not None]
    return (min(low for low, _ in known), min(high for _, high in known)) if len(known) == len(ages) else None


def _months(born: PartialDate | None, day: date) -> Months | None:
    """Bounds of an age in months; None where the birth is not recorded, or may still be to come."""
    return None if born is None or ends_of_day(born)[1] > day else age_months_bounds(born, day)


def _years(months: float) -> str:
    if months == inf:
        return ""
    years, rest = divmod(months, MONTHS)
    half = "½" if rest == MONTHS / 2 else f" {rest:g}/12" if rest else ""
    return f"{years:g}{half}" if years or not half else half.strip()
