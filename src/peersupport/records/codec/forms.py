"""The forms of the types that fields have: how each is read, written and described."""

from collections.abc import Callable
from datetime import date, datetime, time
from enum import Enum
from typing import Annotated, Any, get_args, get_origin

from peersupport.instants import format_instant
from peersupport.records.answers import AnswerValue
from peersupport.records.codec.form import Form, Json, Schema
from peersupport.records.codec.values import (
    LARGEST,
    answer_document,
    answer_from,
    date_from,
    day_document,
    day_from,
    instant_from,
    number_from,
    option_from,
    text_from,
    time_from,
    truth_from,
    whole_from,
)
from peersupport.records.consent import Day

_DAY, _CLOCK = r"[0-9]{4}-[0-9]{2}-[0-9]{2}", r"([01][0-9]|2[0-3]):[0-5][0-9]"
_INSTANT = rf"{_DAY}[Tt]{_CLOCK}:[0-5][0-9](\.[0-9]{{1,6}})?([Zz]|[+-]{_CLOCK})"
DATE: Schema = {
    "description": "A day of the calendar.",
    "type": "string",
    "format": "date",
    "pattern": f"^{_DAY}$",
}
INSTANT: Schema = {
    "description": "An instant with its offset (RFC 3339).",
    "type": "string",
    "format": "date-time",
    "pattern": f"^{_INSTANT}$",
}
TIME: Schema = {
    "description": "A time of day, by the clock of the place.",
    "type": "string",
    "pattern": f"^{_CLOCK}(:[0-5][0-9])?$",
}
WHOLE: Schema = {"type": "integer", "minimum": -LARGEST, "maximum": LARGEST - 1}


def _described(schema: Schema) -> Callable[[Any], Schema]:
    return lambda _: dict(schema)


def _options(category: type[Enum]) -> Schema:
    return {"enum": [str(one.value) for one in category]}


ANSWER: Schema = {
    "anyOf": [
        {"type": ["string", "boolean", "number"]},
        {"type": "object", "properties": {"date": DATE}, "required": ["date"], "additionalProperties": False},
    ]
}
VALUES: dict[Any, Form] = {
    str: Form(read=text_from, schema=_described({"type": "string"})),
    int: Form(read=whole_from, schema=_described(WHOLE)),
    float: Form(read=number_from, schema=_described({"type": "number"})),
    bool: Form(read=truth_from, schema=_described({"type": "boolean"})),
    date: Form(read=date_from, schema=_described(DATE), write=date.isoformat, name="Date"),
    datetime: Form(read=instant_from, schema=_described(INSTANT), write=format_instant, name="Instant"),
    time: Form(read=time_from, schema=_described(TIME), write=time.isoformat, name="TimeOfDay"),
}
"""The forms of the types that fields have, by type."""
UNIONS: tuple[tuple[Any, Form], ...] = (
    (Day, Form(read=day_from, schema=_described({"anyOf": [DATE, INSTANT]}), write=day_document, name="Day")),
    (AnswerValue, Form(read=answer_from, schema=_described(ANSWER), write=answer_document, name="AnswerValue")),
)
"""The forms of unions, each also with None."""
OPTION = Form(read=option_from, schema=_options, write=lambda member: str(member.value))


def form_of(kind: Any) -> Form | None:
    """The form of a type that is a single value in JSON; None for lists, records and other unions."""
    if get_origin(kind) is Annotated:
        return next((one for one in get_args(kind) if isinstance(one, Form)), None)
    if isinstance(kind, type):
        return OPTION if issubclass(kind, Enum) else VALUES.get(kind)
    return next((form for union, form in UNIONS if kind in (union, union | None)), None)


def has_form(kind: Any) -> bool:
    """Whether a type is a single value in JSON."""
    return form_of(kind) is not None


def reader_of(kind: Any) -> Callable[[Json, Any], Any]:
    """What reads a type that has a form."""
    form = form_of(kind)
    if form is None:
        raise TypeError(kind)
    return form.read
