"""The first 1001 days as a time on the calendar. A helper for reports: no rule of the programme reads it (HL18)."""

from datetime import date

from peersupport.plugin import Period, Step, anniversary

PREGNANCY = Step(days=266)
"""From conception to the expected day of birth: 40 weeks less the two before conception [default]."""


def first_1001_days(*, expected: date | None = None, conceived: date | None = None, born: date | None = None) -> Period:
    """From conception up to, not including, the second birthday (HL18).

    1001 is a name and not a count: the days between are 266 and two years for a child born when it was expected. What
    is not known is counted from what is: conception from the day on which the birth was expected, or else from the
    birth; the second birthday, before the birth, from the expected day. Raises `ValueError` when no day is given.
    """
    birth = born or expected or (PREGNANCY.after(conceived) if conceived is not None else None)
    if birth is None:
        raise ValueError("give the day of birth, the expected day or that of conception")
    return Period(start=conceived or PREGNANCY.after(expected or birth, -1), end=anniversary(birth, 2))
