"""Facts about pregnancy. A loss is never asked of the participant, nor shown beyond those who must know (MM5)."""

from datetime import date

from peersupport.facts.latest import ends_of_day
from peersupport.records.case import Case
from peersupport.records.people import Pregnancy, PregnancyOutcome
from peersupport.rules.facts import STAFF, AskedOf, fact


@fact("core.pregnant", meaning="she is pregnant", question="Is she pregnant?", asked_of=AskedOf.REFERRER)
def pregnant(case: Case, day: date) -> bool | None:
    """Whether a pregnancy is under way on that day."""
    if case.pregnancies is None:
        return None
    states = [_under_way(one, day) for one in case.pregnancies]
    return True if True in states else None if None in states else False


@fact(
    "core.pregnancy_loss",
    meaning="a pregnancy ended without a living baby",
    question="Is a pregnancy loss recorded? (Do not ask the mother.)",
    asked_of=AskedOf.CO_ORDINATOR,
    visible_to=STAFF,
)
def pregnancy_loss(case: Case, day: date) -> bool | None:
    """Whether any recorded pregnancy ended in a loss (MM5)."""
    if case.pregnancies is None:
        return None
    outcomes = [one.outcome for one in case.pregnancies]
    return True if PregnancyOutcome.LOSS in outcomes else None if None in outcomes else False


LONGEST = 44 * 7
"""Days from before any conception to the birth, on the careful side."""
LATE = 4 * 7
"""Days after the expected date until which a pregnancy can still be under way, on the careful side."""
SURE = 20 * 7
"""Days before a live birth on which she was surely pregnant."""


def _under_way(pregnancy: Pregnancy, day: date) -> bool | None:
    """Whether it was under way; None where the record is too old, or contradicts itself, to say so of that day."""
    if pregnancy.outcome is PregnancyOutcome.ONGOING:
        first, last = (one.toordinal() for one in ends_of_day(pregnancy.expected))
        near = pregnancy.expected is None or first - LONGEST <= day.toordinal() <= last + LATE
        return True if near and pregnancy.ended is None else None
    if pregnancy.outcome is None or pregnancy.ended is None:
        return None
    first, last = (one.toordinal() for one in ends_of_day(pregnancy.ended))
    if day.toordinal() >= last or day.toordinal() < first - LONGEST:
        return False
    born = pregnancy.outcome is PregnancyOutcome.LIVE_BIRTH
    return True if born and last - SURE <= day.toordinal() < first else None
