"""What is known of an ordered value: the lowest and the highest that it can be."""

from datetime import date
from math import inf, isnan

from peersupport._attrs import record
from peersupport.dates import DateRange
from peersupport.errors import RuleError

Ordered = int | float | date
"""An ordered value. A whole number of days, months, years or things; a measure; a day."""
NUMBERS = frozenset({int, float})


@record
class Bounds:
    """A number known to lie in [low, high]: exact when they are equal, unknown when both are infinite."""

    low: float
    high: float

    def __attrs_post_init__(self) -> None:
        if type(self.low) not in NUMBERS or type(self.high) not in NUMBERS:
            raise RuleError("the ends of bounds are an int or a float")
        if isnan(self.low) or isnan(self.high) or self.low > self.high:
            raise RuleError("bounds need a low end that is not above the high end")


Low = float | date
UNBOUNDED = (-inf, inf)
UNBOUNDED_DATE = (date.min, date.max)


def whole_bounds(value: object) -> tuple[Low, Low]:
    """The bounds of a whole-number fact's value: an int, `Bounds` of whole numbers, or None. All else is an error."""
    if value is None:
        return UNBOUNDED
    if type(value) is int:
        return value, value
    if isinstance(value, Bounds) and all(end in UNBOUNDED or end == int(end) for end in (value.low, value.high)):
        return value.low, value.high
    raise RuleError("a fact gave a value of another type than it declares", code="fact-type")


def number_bounds(value: object) -> tuple[Low, Low]:
    """The bounds of a number fact's value: a float or int, `Bounds`, or None. NaN is unknown."""
    if isinstance(value, Bounds):
        return value.low, value.high
    if type(value) is float:
        return UNBOUNDED if isnan(value) else (value, value)
    return whole_bounds(value)


def date_bounds(value: object) -> tuple[Low, Low]:
    """The bounds of a date fact's value: a date (never a datetime), a `DateRange`, or None."""
    if value is None:
        return UNBOUNDED_DATE
    if type(value) is date:
        return value, value
    if isinstance(value, DateRange) and type(value.first) is date and type(value.last) is date:
        return value.first, value.last
    raise RuleError("a fact gave a value of another type than it declares", code="fact-type")
