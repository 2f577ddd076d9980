"""Single values from JSON, each only from what is written for it: nothing is coerced."""

from datetime import date, datetime, time
from enum import Enum
from math import isfinite

from peersupport.dates import parse_date
from peersupport.instants import parse_instant, parse_time
from peersupport.records.answers import AnswerValue
from peersupport.records.codec.faults import Mismatch
from peersupport.records.codec.text import Json
from peersupport.records.consent import Day

LARGEST = 2**63


def text_from(value: Json, _: object = None) -> str:
    """Text that can be written as UTF-8."""
    if type(value) is not str:
        raise Mismatch("value-type", "text")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise Mismatch("value-text", "text without lone surrogates")
    return value


def whole_from(value: Json, _: object = None) -> int:
    """A whole number of at most 64 bits."""
    if type(value) is not int or not -LARGEST <= value < LARGEST:
        raise Mismatch("value-type", "a whole number")
    return value


def number_from(value: Json, _: object = None) -> float:
    """A finite number."""
    if (type(value) is not int and type(value) is not float) or not isfinite(value):
        raise Mismatch("value-type", "a number")
    return float(value)


def truth_from(value: Json, _: object = None) -> bool:
    """A yes or a no."""
    if type(value) is not bool:
        raise Mismatch("value-type", "true or false")
    return value


def date_from(value: Json, _: object = None) -> date:
    """A day, as text or as TOML and YAML read it."""
    return value if type(value) is date else parse_date(text_from(value))


def instant_from(value: Json, _: object = None) -> datetime:
    """An instant in RFC 3339."""
    return parse_instant(text_from(value))


def time_from(value: Json, _: object = None) -> time:
    """A time of day."""
    return parse_time(text_from(value))


def day_from(value: Json, _: object = None) -> Day | None:
    """A day, or an instant in RFC 3339; a day of TOML or YAML is one too."""
    if value is None:
        return None
    if type(value) is str and "T" in value.upper():
        return parse_instant(value)
    return date_from(value)


def answer_from(value: Json, _: object = None) -> AnswerValue | None:
    """An answer: its text stays text, and its day is an object."""
    if type(value) is dict and set(value) == {"date"}:
        return date_from(value["date"])
    if value is None or isinstance(value, bool):
        return value
    if type(value) is str:
        return text_from(value)
    return whole_from(value) if type(value) is int else number_from(value)


def answer_document(value: AnswerValue | None) -> Json:
    """An answer as JSON: a day as an object, so that it is told from text."""
    return {"date": value.isoformat()} if isinstance(value, date) else value


def option_from(value: Json, category: type[Enum]) -> Enum:
    """The member of a category that a value names."""
    names = {str(one.value): one for one in category}
    if type(value) is not str or value not in names:
        known = ", ".join(f"`{name}`" for name in names)
        raise Mismatch("value-option", f"one of {known}")
    return names[value]
