"""Whether a mother was before or after a birth when she answered: some cut-offs differ."""

from datetime import date, timedelta

from peersupport.dates import DateRange, PartialDate
from peersupport.outcomes.instruments import Population
from peersupport.records.case import Case
from peersupport.records.people import Pregnancy, PregnancyOutcome

AFTER_BIRTH = timedelta(days=366)
"""For how long a mother counts as after a birth [default]."""
BEFORE_BIRTH, BEFORE_EXPECTED = timedelta(weeks=20), timedelta(weeks=38)
"""For how long before a birth, or before the day on which it is expected, there surely was a pregnancy [default]."""


def population_of(case: Case, on: PartialDate | None) -> Population | None:
    """POSTNATAL: surely within a year of a birth. ANTENATAL: surely in a pregnancy. None: it cannot be told.

    A loss makes neither (MM5): nothing is told of it.
    """
    if on is None:
        return None
    first, last = _ends(on)
    births = [_ends(child.birth_date) for child in case.children or () if child.birth_date is not None]
    if any(latest <= first and last <= earliest + AFTER_BIRTH for earliest, latest in births):
        return Population.POSTNATAL
    pregnancies = [one for one in case.pregnancies or () if one.outcome is not PregnancyOutcome.LOSS]
    return Population.ANTENATAL if any(_pregnant(one, first, last) for one in pregnancies) else None


def _pregnant(one: Pregnancy, first: date, last: date) -> bool:
    if one.ended is not None:
        earliest, latest = _ends(one.ended)
        return latest - BEFORE_BIRTH <= first and last < earliest
    if one.expected is None or one.outcome is not PregnancyOutcome.ONGOING:
        return False
    earliest, latest = _ends(one.expected)
    return latest - BEFORE_EXPECTED <= first and last <= earliest


def _ends(day: PartialDate) -> tuple[date, date]:
    return (day.first, day.last) if isinstance(day, DateRange) else (day, day)
