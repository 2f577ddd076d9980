"""Records to and from JSON, strictly: a wrong document gives every fault with its path, and nothing of it is taken.

Nothing is coerced: `"false"` is no bool, `True` no number, `3.9` no whole number. Faults name the path and what was
expected, never a value. A string value of an `Answer` stays a string; a date there is written `{"date": "2025-01-31"}`.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from enum import Enum
from math import isfinite
from typing import Any, TypeVar, get_args, get_origin

import attrs
from cattrs import ClassValidationError, Converter, IterableValidationError, IterableValidationNote
from cattrs.errors import ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from peersupport.dates import DateRange, PartialDate, parse_date
from peersupport.errors import Fault, InvalidDocument, Path, PeerSupportError, did_you_mean
from peersupport.instants import format_instant, parse_instant, parse_time
from peersupport.records.answers import AnswerValue
from peersupport.records.case import Case
from peersupport.records.consent import Day

T = TypeVar("T")
Json = dict[str, Any] | list[Any] | str | int | float | bool | date | None
"""A JSON value; one that was read from TOML or YAML holds dates as dates."""
MOST_FAULTS = 100
DEEPEST = 64
LARGEST = 2**63


class _Mismatch(ValueError):
    """A value of another type or form than the field takes; says what was expected."""

    def __init__(self, code: str, expected: str) -> None:
        super().__init__(code)
        self.code, self.expected = code, expected


def parse_json(text: str | bytes) -> Json:
    """Strict JSON: UTF-8, no repeated keys, no NaN or infinity, at most 64 deep. Raises `InvalidDocument`."""
    document, fault = _parsed(text)
    # Raised out here: an error raised while another is handled carries that one, and with it the whole document.
    if fault is not None:
        raise _invalid([fault])
    return document


def _parsed(text: str | bytes) -> tuple[Json, Fault | None]:
    try:
        decoded = text.decode("utf-8") if isinstance(text, bytes) else text
        document: Json = json.loads(decoded, object_pairs_hook=_unique, parse_constant=_no_constant)
    except _Mismatch as error:
        return None, Fault(code=error.code, message=error.expected)
    except UnicodeDecodeError:
        return None, Fault(code="json-encoding", message="the document is not UTF-8")
    except json.JSONDecodeError as error:
        message = f"this is not JSON, at line {error.lineno}, column {error.colno}"
        return None, Fault(code="json-syntax", message=message)
    except (RecursionError, ValueError):
        return None, Fault(code="json-depth", message="the document is nested too deeply or holds a number too long")
    if _depth(document, 0) > DEEPEST:
        return None, Fault(code="json-depth", message=f"the document is nested more than {DEEPEST} deep")
    return document, None


def case_from(document: Json) -> Case:
    """The case that a JSON document describes. Raises `InvalidDocument` with every fault, up to 100."""
    return structured(document, Case)


def document_of(value: Any) -> dict[str, Any]:
    """Any record as JSON. What is not recorded is left out; what is recorded as none is an empty list."""
    document: dict[str, Any] = _CONVERTER.unstructure(value)
    return document


def case_document(case: Case) -> dict[str, Any]:
    """A case as JSON. What is not recorded is left out; what is recorded as none is an empty list."""
    return document_of(case)


def structured(document: Json, record: type[T]) -> T:
    """Any record class from its document. Raises `InvalidDocument` with every fault, up to 100."""
    made, faults = _structured(document, record)
    if made is None:
        raise _invalid(faults)
    return made


def _structured(document: Json, record: type[T]) -> tuple[T | None, list[Fault]]:
    try:
        return _CONVERTER.structure(document, record), []
    except Exception as error:  # noqa: BLE001 - every kind of error becomes faults without values
        return None, list(_faults(error, ()))[:MOST_FAULTS]


def _invalid(faults: list[Fault]) -> InvalidDocument:
    return InvalidDocument("the document has faults", faults)


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _Mismatch("json-duplicate", "an object has the same key twice")
    return made


def _no_constant(_: str) -> None:
    raise _Mismatch("json-number", "NaN and Infinity are no JSON numbers")


def _depth(document: Json, depth: int) -> int:
    """How many objects and lists are nested, counted from `depth`, up to one more than are allowed."""
    if not isinstance(document, dict | list) or depth > DEEPEST:
        return depth
    inner = document.values() if isinstance(document, dict) else document
    return max((_depth(one, depth + 1) for one in inner), default=depth + 1)


def _faults(error: BaseException, path: Path) -> Iterator[Fault]:
    if isinstance(error, ClassValidationError):
        with_notes, without = error.group_exceptions()
        for inner, note in with_notes:
            yield from _faults(inner, (*path, note.name))
        for inner in without:
            yield from _faults(inner, path)
    elif isinstance(error, IterableValidationError):
        with_places, without = error.group_exceptions()
        for inner, place in with_places:
            yield from _faults(inner, (*path, place.index))
        for inner in without:
            yield from _faults(inner, path)
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)]
        for key in sorted(error.extra_fields):
            yield Fault(code="key-unknown", message="an unknown key", path=path, help=did_you_mean(key, known))
    elif isinstance(error, _Mismatch):
        yield Fault(code=error.code, message=f"expected {error.expected}", path=path)
    elif isinstance(error, KeyError):
        yield Fault(code="key-missing", message="a required key is missing", path=path)
    elif isinstance(error, PeerSupportError):
        yield Fault(code=error.code, message=error.message, path=path, help=error.help)
    else:
        yield Fault(code="value-type", message="the value is of another type or form than expected", path=path)


def _text(value: Json, _: object) -> str:
    if type(value) is not str:
        raise _Mismatch("value-type", "text")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise _Mismatch("value-text", "text without lone surrogates")
    return value


def _whole(value: Json, _: object) -> int:
    if type(value) is not int or not -LARGEST <= value < LARGEST:
        raise _Mismatch("value-type", "a whole number")
    return value


def _number(value: Json, _: object) -> float:
    if (type(value) is not int and type(value) is not float) or not isfinite(value):
        raise _Mismatch("value-type", "a number")
    return float(value)


def _truth(value: Json, _: object) -> bool:
    if type(value) is not bool:
        raise _Mismatch("value-type", "true or false")
    return value


def _date(value: Json, _: object) -> date:
    if type(value) is date:
        return value
    return parse_date(_text(value, _))


def _instant(value: Json, _: object) -> datetime:
    return parse_instant(_text(value, _))


def _day(value: Json, _: object) -> Day | None:
    """A day, or an instant in RFC 3339; a day of TOML or YAML is one too."""
    if value is None:
        return None
    if type(value) is str and "T" in value.upper():
        return parse_instant(value)
    return _date(value, _)


def _partial_date(value: Json, _: object) -> PartialDate | None:
    if value is None:
        return None
    return _CONVERTER.structure(value, DateRange) if type(value) is dict else _date(value, _)


def _answer_value(value: Json, _: object) -> AnswerValue | None:
    if type(value) is dict and set(value) == {"date"}:
        return _date(value["date"], _)
    if value is None or isinstance(value, bool):
        return value
    if type(value) is str:
        return _text(value, _)
    return _whole(value, _) if type(value) is int else _number(value, _)


def _answer_document(value: AnswerValue | None) -> Json:
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _enum(value: Json, category: type[Enum]) -> Enum:
    names = {str(one.value): one for one in category}
    if type(value) is not str or value not in names:
        known = ", ".join(f"`{name}`" for name in names)
        raise _Mismatch("value-option", f"one of {known}")
    return names[value]


def _tuple_hook(kind: Any) -> Callable[[Json, object], tuple[Any, ...]]:
    member = get_args(kind)[0]

    def structure(value: Json, _: object) -> tuple[Any, ...]:
        if type(value) is not list:
            raise _Mismatch("value-type", "a list")
        made: list[Any] = []
        errors: list[Exception] = []
        for place, one in enumerate(value):
            try:
                made.append(_CONVERTER.structure(one, member))
            except Exception as error:  # noqa: BLE001 - gathered, with its place
                error.add_note(IterableValidationNote(f"at {place}", place, member))
                errors.append(error)
                if len(errors) >= MOST_FAULTS:
                    break
        if errors:
            # cattrs gives the class a `__new__` of its own, beside the standard library's narrower `__init__`.
            raise IterableValidationError("a list has faults", errors, kind)  # pyright: ignore[reportCallIssue]
        return tuple(made)

    return structure


def _record_hook(kind: type[Any]) -> Callable[[Json, object], Any]:
    structure = make_dict_structure_fn(
        kind, _CONVERTER, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
    )

    def strict(value: Json, _: object) -> Any:
        if type(value) is not dict:
            raise _Mismatch("value-type", "an object")
        return structure(value, kind)

    return strict


def _is_tuple(kind: object) -> bool:
    return str(get_origin(kind)) == str(tuple)


def _converter() -> Converter:
    converter = Converter(detailed_validation=True, forbid_extra_keys=True)

    def record_document(kind: type[Any]) -> Callable[[Any], dict[str, Any]]:
        return make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True)

    hooks: dict[Any, Callable[[Json, Any], Any]] = {
        str: _text,
        int: _whole,
        float: _number,
        bool: _truth,
        date: _date,
        datetime: _instant,
        time: lambda value, kind: parse_time(_text(value, kind)),
    }
    for kind, hook in hooks.items():
        converter.register_structure_hook(kind, hook)
    converter.register_structure_hook_func(lambda kind: isinstance(kind, type) and issubclass(kind, Enum), _enum)
    converter.register_structure_hook_func(
        lambda kind: kind == PartialDate | None or kind == PartialDate, _partial_date
    )
    converter.register_structure_hook_func(lambda kind: kind == AnswerValue | None, _answer_value)
    converter.register_structure_hook_func(lambda kind: kind == Day | None or kind == Day, _day)
    converter.register_structure_hook_factory(_is_tuple, _tuple_hook)
    converter.register_structure_hook_factory(attrs.has, _record_hook)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(datetime, format_instant)
    converter.register_unstructure_hook(time, time.isoformat)
    converter.register_unstructure_hook_func(lambda kind: kind == AnswerValue | None, _answer_document)
    converter.register_unstructure_hook_factory(attrs.has, record_document)
    converter.register_unstructure_hook_func(_is_tuple, lambda value: [converter.unstructure(one) for one in value])
    return converter


_CONVERTER = _converter()
