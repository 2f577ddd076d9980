"""The values of facts and parameters as documents tell them: read, written and described in one place."""

from collections.abc import Mapping
from math import inf
from typing import Annotated, Any, cast

from peersupport._attrs import frozen
from peersupport.dates import DateRange
from peersupport.records.codec.faults import Mismatch
from peersupport.records.codec.form import Form, Json, Schema, is_array, is_object
from peersupport.records.codec.forms import DATE
from peersupport.records.codec.values import date_from, number_from, text_from, whole_from
from peersupport.rules.bounds import Bounds
from peersupport.rules.document import PLAIN, value_document
from peersupport.rules.facts import FactValue
from peersupport.rules.parameters import Setting

Single = bool | int | float | str | None


@frozen
class TableSize:
    """A table of a site, of which only the number of entries is told."""

    table: int


EXPECTED = (
    "a text, number, yes or no; days as `first` and `last`, numbers as `low` and `high`; the size of a `table`; a list"
)
_END: Schema = {"type": ["number", "null"]}
_OBJECTS: tuple[Schema, ...] = (
    {"properties": {"first": DATE, "last": DATE}, "required": ["first", "last"]},
    {"properties": {"low": _END, "high": _END}, "required": ["low", "high"]},
    {"properties": {"table": {"type": "integer", "minimum": 0}}, "required": ["table"]},
)
_SINGLE: Schema = {"type": ["string", "boolean", "number", "null"]}


def told_value(value: FactValue | Setting) -> "Told":
    """What a fact or parameter is, as a decision tells it."""
    if value is None or value.__class__ in PLAIN:
        return value  # type: ignore[return-value]
    if isinstance(value, DateRange | Bounds):
        return value
    if isinstance(value, Mapping):
        return TableSize(table=len(value))
    shown: Any = value_document(value)
    return tuple(shown) if isinstance(value, frozenset) else shown


def told_from(value: Json, _: object = None) -> "Told":
    """A value from JSON. Raises `Mismatch`, and what a range of days raises."""
    if is_array(value):
        return tuple(map(_single, value))
    return _held(value) if is_object(value) else _single(value)


def told_document(value: Any) -> Json:
    """A value as JSON."""
    if isinstance(value, TableSize):
        return {"table": value.table}
    return list(cast("tuple[Json, ...]", value)) if isinstance(value, tuple) else value_document(value)


def _single(value: Json) -> Single:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return text_from(value)
    # A programme's own numbers have no bound: what was recorded must come back.
    return value if type(value) is int else number_from(_numeric(value))


def _numeric(value: Json) -> Json:
    if type(value) is not float:
        raise Mismatch("value-type", EXPECTED)
    return value


def _held(value: dict[str, Json]) -> "Told":
    keys = value.keys()
    if keys == {"first", "last"}:
        return DateRange(first=date_from(value["first"]), last=date_from(value["last"]))
    if keys == {"table"}:
        size = whole_from(value["table"])
        if size < 0:
            raise Mismatch("value-range", "a number that is not below zero")
        return TableSize(table=size)
    if keys == {"low", "high"}:
        low, high = (_end(value["low"], -inf), _end(value["high"], inf))
        if low > high:
            raise Mismatch("record-invalid", "a low end that is not above the high end")
        return Bounds(low=low, high=high)
    raise Mismatch("value-type", EXPECTED)


def _end(value: Json, open_end: float) -> float:
    if value is None:
        return open_end
    return value if type(value) is int else number_from(value)


def _schema(_: Any) -> Schema:
    objects: list[Schema] = [{"type": "object", **one, "additionalProperties": False} for one in _OBJECTS]
    return {"anyOf": [_SINGLE, {"type": "array", "items": _SINGLE}, *objects]}


Told = Annotated[
    bool | int | float | str | DateRange | Bounds | TableSize | tuple[Single, ...] | None,
    Form(read=told_from, schema=_schema, write=told_document, name="Told"),
]
"""What a fact or parameter is. A day or a member of a category is its text; what is known in part has two ends."""
