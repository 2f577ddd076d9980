"""How lists, maps, unions and records are read: every fault in them with its place, up to a bound."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs
from cattrs import Converter, IterableValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn

from peersupport.records.codec.faults import MOST_FAULTS, Mismatch, weight
from peersupport.records.codec.form import Json
from peersupport.records.codec.forms import VALUES, has_form, reader_of
from peersupport.records.codec.values import text_from

Structure = Callable[[Json, Any], Any]


def is_list(kind: Any) -> bool:
    """Whether a type is a list in JSON."""
    return get_origin(kind) in {tuple, frozenset}


def is_map(kind: Any) -> bool:
    """Whether a type is an object with keys of its own in JSON."""
    return get_origin(kind) is Mapping


def is_record_union(kind: Any) -> bool:
    """Whether a type is one record or single values: an object in JSON, or not."""
    if get_origin(kind) not in {Union, UnionType} or has_form(kind):
        return False
    members = [one for one in get_args(kind) if one is not NoneType]
    return len(members) > 1 and sum(map(attrs.has, members)) == 1


def register_reading(converter: Converter) -> None:
    """Have a converter read what a record can hold, strictly."""

    def list_hook(kind: Any) -> Structure:
        made, member = get_origin(kind), get_args(kind)[0]

        def structure(value: Json, _: object) -> Any:
            if type(value) is not list:
                raise Mismatch("value-type", "a list")
            found = made(_each(value, lambda one: converter.structure(one, member), kind))
            if len(found) < len(value):
                raise Mismatch("value-repeated", "a list without repetitions")
            return found

        return structure

    def map_hook(kind: Any) -> Structure:
        member = get_args(kind)[1]

        def structure(value: Json, _: object) -> Mapping[str, Any]:
            if type(value) is not dict:
                raise Mismatch("value-type", "an object")
            pairs = _each(value.items(), lambda one: (text_from(one[0]), converter.structure(one[1], member)), kind)
            return MappingProxyType(dict(pairs))

        return structure

    def union_hook(kind: Any) -> Structure:
        record = next(one for one in get_args(kind) if attrs.has(one))
        nothing = NoneType in get_args(kind)
        others = tuple(one for one in get_args(kind) if one not in {record, NoneType})

        def structure(value: Json, _: object) -> Any:
            if value is None and nothing:
                return None
            return converter.structure(value, record if type(value) is dict else others[0])

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

    converter.register_structure_hook_factory(is_list, list_hook)
    converter.register_structure_hook_factory(is_map, map_hook)
    converter.register_structure_hook_factory(is_record_union, union_hook)
    converter.register_structure_hook_factory(attrs.has, record_hook)
    converter.register_structure_hook_factory(has_form, reader_of)
    for kind, form in VALUES.items():
        converter.register_structure_hook(kind, form.read)


def _each(values: Iterable[Any], read: Callable[[Any], Any], kind: Any) -> list[Any]:
    """All of them, read; or every fault, each with its place, until there are more than are told."""
    made: list[Any] = []
    errors: list[Exception] = []
    found = 0
    for place, one in enumerate(values):
        try:
            made.append(read(one))
        except Exception as error:  # noqa: BLE001 - gathered, with its place
            error.add_note(IterableValidationNote(f"at {place}", place, kind))
            errors.append(error)
            found += weight(error)
            if found > MOST_FAULTS:
                break
    if errors:
        # cattrs gives the class a `__new__` of its own, beside the standard library's narrower `__init__`.
        raise IterableValidationError("a list has faults", errors, kind)  # pyright: ignore[reportCallIssue]
    return made
