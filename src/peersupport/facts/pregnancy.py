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


def _under_way(pregnancy: Pregnancy, day: date) -> bool | None:
    if pregnancy.outcome is None:
        return None
    if pregnancy.outcome is PregnancyOutcome.ONGOING:
        return True
    first, last = ends_of_day(pregnancy.ended)
    return True if day < first else False if day >= last else None
