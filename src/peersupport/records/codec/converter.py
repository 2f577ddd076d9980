"""How each type is read from JSON and written as JSON: cattrs with hooks for every type that a record holds."""

from collections.abc import Callable
from datetime import date, datetime, time
from enum import Enum
from typing import Any, get_args, get_origin

import attrs
from cattrs import Converter, IterableValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from peersupport.dates import DateRange, PartialDate
from peersupport.instants import format_instant
from peersupport.records.answers import AnswerValue
from peersupport.records.codec.faults import MOST_FAULTS, Mismatch
from peersupport.records.codec.text import Json
from peersupport.records.codec.values import (
    answer_document,
    answer_from,
    date_from,
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

Structure = Callable[[Json, Any], Any]


def _is_tuple(kind: object) -> bool:
    return str(get_origin(kind)) == str(tuple)


def _is_category(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _reading(converter: Converter) -> None:
    hooks: dict[Any, Structure] = {
        str: text_from,
        int: whole_from,
        float: number_from,
        bool: truth_from,
        date: date_from,
        datetime: instant_from,
        time: time_from,
    }
    for kind, hook in hooks.items():
        converter.register_structure_hook(kind, hook)

    def partial_date(value: Json, _: object) -> PartialDate | None:
        if value is None:
            return None
        return converter.structure(value, DateRange) if type(value) is dict else date_from(value)

    def list_hook(kind: Any) -> Structure:
        member = get_args(kind)[0]

        def structure(value: Json, _: object) -> tuple[Any, ...]:
            if type(value) is not list:
                raise Mismatch("value-type", "a list")
            made: list[Any] = []
            errors: list[Exception] = []
            for place, one in enumerate(value):
                try:
                    made.append(converter.structure(one, member))
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

    def record_hook(kind: type[Any]) -> Structure:
        structure = make_dict_structure_fn(
            kind, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
        )

        def strict(value: Json, _: object) -> Any:
            if type(value) is not dict:
                raise Mismatch("value-type", "an object")
            return structure(value, kind)

        return strict

    converter.register_structure_hook_func(_is_category, option_from)
    converter.register_structure_hook_func(lambda kind: kind == PartialDate | None or kind == PartialDate, partial_date)
    converter.register_structure_hook_func(lambda kind: kind == AnswerValue | None, answer_from)
    converter.register_structure_hook_func(lambda kind: kind == Day | None or kind == Day, day_from)
    converter.register_structure_hook_factory(_is_tuple, list_hook)
    converter.register_structure_hook_factory(attrs.has, record_hook)


def _writing(converter: Converter) -> None:
    def record_hook(kind: type[Any]) -> Callable[[Any], dict[str, Any]]:
        return make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True)

    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(datetime, format_instant)
    converter.register_unstructure_hook(time, time.isoformat)
    converter.register_unstructure_hook_func(lambda kind: kind == AnswerValue | None, answer_document)
    converter.register_unstructure_hook_factory(attrs.has, record_hook)
    converter.register_unstructure_hook_func(_is_tuple, lambda value: [converter.unstructure(one) for one in value])


def _converter() -> Converter:
    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    _reading(converter)
    _writing(converter)
    return converter


CONVERTER = _converter()
