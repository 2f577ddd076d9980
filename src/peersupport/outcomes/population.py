"""Whether a mother was before or after a birth when she answered: some cut-offs differ."""

from datetime import timedelta

from peersupport.dates import PartialDate
from peersupport.facts.latest import ends_of_day
from peersupport.facts.pregnancy import pregnant
from peersupport.outcomes.instruments import Population
from peersupport.records.case import Case

AFTER_BIRTH = timedelta(days=366)
"""For how long a mother counts as after a birth [default]."""


def population_of(case: Case, on: PartialDate | None) -> Population | None:
    """POSTNATAL: surely within a year of a birth. ANTENATAL: surely in a pregnancy. None: it cannot be told.

    A loss makes neither (MM5): nothing is told of it.
    """
    if on is None:
        return None
    first, last = ends_of_day(on)
    births = [ends_of_day(child.birth_date) for child in case.children or () if child.birth_date is not None]
    if any(latest <= first and last <= earliest + AFTER_BIRTH for earliest, latest in births):
        return Population.POSTNATAL
    expecting = pregnant.function(case, first) is True and pregnant.function(case, last) is True
    return Population.ANTENATAL if expecting else None
