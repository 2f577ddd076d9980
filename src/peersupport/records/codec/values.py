"""Single values from and to JSON, each only from what is written for it: nothing is coerced."""

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from math import isfinite

from peersupport.dates import parse_date
from peersupport.instants import format_instant, parse_instant, parse_time
from peersupport.records.answers import AnswerValue
from peersupport.records.codec.faults import Mismatch
from peersupport.records.codec.form import Json
from peersupport.records.consent import Day

LARGEST = 2**63


def text_from(value: Json, _: object = None) -> str:
    """Text that can be written as UTF-8."""
    if type(value) is not str:
        raise Mismatch("value-type", "text")
    if not encodable(value):
        raise Mismatch("value-text", "text without lone surrogates")
    return value


def encodable(text: str) -> bool:
    """Whether text holds no lone surrogate."""
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def whole_from(value: Json, _: object = None) -> int:
    """A whole number of at most 64 bits."""
    if type(value) is not int:
        raise Mismatch("value-type", "a whole number")
    if not -LARGEST <= value < LARGEST:
        raise Mismatch("value-range", "a whole number of at most 64 bits")
    return value


def number_from(value: Json, _: object = None) -> float:
    """A finite number, and none that would become another as a floating-point number."""
    if type(value) is float and isfinite(value):
        return value
    if type(value) is not float and type(value) is not int:
        raise Mismatch("value-type", "a number")
    if type(value) is float or not -LARGEST <= value < LARGEST or int(float(value)) != value:
        raise Mismatch("value-range", "a number that a double holds")
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


def day_document(value: Day | None) -> Json:
    """A day or an instant as text."""
    return format_instant(value) if isinstance(value, datetime) else value and value.isoformat()


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
    names = options_of(category)
    if type(value) is not str or value not in names:
        known = ", ".join(f"`{name}`" for name in names)
        raise Mismatch("value-option", f"one of {known}")
    return names[value]


@cache
def options_of(category: type[Enum]) -> Mapping[str, Enum]:
    """The members of a category, by what stands for each in JSON."""
    return {str(one.value): one for one in category}
