"""Whether an instrument is made for somebody of this age on that day: in years, or in months and days (D1, D3)."""

from collections.abc import Iterable
from datetime import date, timedelta

from peersupport.dates import PartialDate, add_months, anniversary
from peersupport.facts.latest import ends_of_day
from peersupport.outcomes.instruments import Age, Instrument
from peersupport.truth import Truth, truth_of


def fits_age(instrument: Instrument, born: PartialDate | None, on: PartialDate | None) -> Truth:
    """Whether she has reached the youngest age and not the oldest; UNKNOWN where the days do not tell."""
    if instrument.youngest is None and instrument.oldest is None:
        return Truth.TRUE
    if born is None or on is None:
        return Truth.UNKNOWN
    each = {_fits(instrument, birth, day) for birth in ends_of_day(born) for day in ends_of_day(on)}
    # A span of days that is longer than the interval may begin too early and end too late.
    return truth_of(each.pop()) if len(each) == 1 else Truth.UNKNOWN


def fitting(instruments: Iterable[Instrument], family: str, born: PartialDate, on: PartialDate) -> Instrument | None:
    """The one instrument of a family (`asq-3`) that surely fits an age; None where none does, or several do."""
    own = [one for one in instruments if one.id.startswith(f"{family}/")]
    found = [one for one in own if fits_age(one, born, on) is Truth.TRUE]
    return found[0] if len(found) == 1 else None


def reached(born: date, age: Age) -> date:
    """The day on which an age is reached. Raises `InvalidDate` outside the calendar."""
    day = anniversary(born, age.years) if age.years else born
    return (add_months(day, age.months) if age.months else day) + timedelta(days=age.days)


def _fits(instrument: Instrument, born: date, on: date) -> bool:
    youngest, oldest = instrument.youngest, instrument.oldest
    return (youngest is None or reached(born, youngest) <= on) and (oldest is None or on < reached(born, oldest))
