"""Reading documents quickly: a function a class, generated on first use, for documents that are right."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, get_args, get_origin

import attrs

from peersupport.records.codec.converter import CONVERTER
from peersupport.records.codec.fields import types_of
from peersupport.records.codec.form import Json
from peersupport.records.codec.forms import form_of
from peersupport.records.codec.quick import (
    FACTORY,
    Names,
    generated,
    indented,
    is_category,
    named,
    without_none,
)
from peersupport.records.codec.reading import is_list, is_record_union
from peersupport.records.codec.values import options_of

Read = Callable[[Json, list[int]], Any]
"""Makes a value of a document, and adds to the one number in a list how many keys the objects had that it read."""
_TEXT = ["if v.__class__ is not str: raise Doubt"]
_TRUTH = ["if v.__class__ is not bool: raise Doubt"]
_DAY = [
    "if v.__class__ is str:",
    "    text = v",
    "    v = fromisoformat(text)",
    "    if len(text) != 10 or text[4:8:3] != '--': raise Doubt",
    "elif v.__class__ is not date: raise Doubt",
]
_PLAIN: dict[Any, list[str]] = {str: _TEXT, bool: _TRUTH, date: _DAY}
_NAMES: Names = {"date": date, "fromisoformat": date.fromisoformat}
_ABSENT = object()
"""What stands for a key that is not there, where its being null would be something else."""


@cache
def quick_reader(kind: Any) -> Read:
    """What reads a type from a document that is right. It raises, whatever it raises, where it is not sure of that."""
    if isinstance(kind, type) and attrs.has(kind) and form_of(kind) is None:
        return _record_reader(kind) if _plain(kind) else _other(kind)
    names = dict(_NAMES)
    within, optional = without_none(kind)
    lines = _lines(within, names)
    lines = ["if v is not None:", *indented(lines)] if optional else lines
    return generated(f"reading {kind}", ["def made(v, keys):", *indented([*lines, "return v"])], names)


def _other(kind: Any) -> Read:
    CONVERTER.get_structure_hook(kind)  # raises for a type that is in no document

    def read(value: Json, _: list[int]) -> Any:
        return CONVERTER.structure(value, kind)

    return read


def _plain(kind: Any) -> bool:
    """Whether making an instance is no more than setting its slots, and what the class itself looks at then."""
    if hasattr(kind, "__attrs_pre_init__"):
        return False
    return all(
        one.init and one.alias == one.name and one.validator is None and one.converter is None
        and not (isinstance(one.default, FACTORY) and one.default.takes_self)
        and hasattr(kind.__dict__.get(one.name), "__set__")
        for one in attrs.fields(kind)
    )  # fmt: skip


def _record_reader(kind: Any) -> Read:
    fields = attrs.fields(kind)
    names: Names = {
        **_NAMES,
        "kind": kind,
        "new": object.__new__,
        "absent": _ABSENT,
        "blank": {one.name: _blank(one, types_of(kind)[one.name]) for one in fields},
    }
    every = "".join(f"v{place}, " for place in range(len(fields)))
    lines = [
        "if d.__class__ is not dict: raise Doubt",
        "keys[0] += len(d)",
        "given = {**blank, **d}",
        f"if len(given) != {len(fields)}: raise Doubt",
        f"{every}= given.values()",
        "m = new(kind)",
    ]
    for place, one in enumerate(fields):
        lines += [f"v = v{place}", *_field(one, types_of(kind)[one.name], names)]
        lines.append(f"{named(names, 'put', kind.__dict__[one.name].__set__)}(m, v)")
    if hasattr(kind, "__attrs_post_init__"):
        lines.append("m.__attrs_post_init__()")
    return generated(f"reading {kind.__name__}", ["def made(d, keys):", *indented([*lines, "return m"])], names)


def _field(field: "attrs.Attribute[Any]", kind: Any, names: Names) -> list[str]:
    """The lines that make of `v`, what stands there or `_blank`, the field's value."""
    within, optional = without_none(kind)
    lines = _lines(within, names)
    given = ["if v is not None:", *indented(lines)] if optional else lines
    if field.default is None and optional:
        return given
    if field.default is attrs.NOTHING:
        return ["if v is absent: raise Doubt", *given]
    given_by: Any = field.default
    factory = isinstance(given_by, FACTORY)
    default = named(names, "default", given_by.factory if factory else given_by)
    return [f"if v is absent: v = {default}{'()' if factory else ''}", "else:", *indented(given)]


def _blank(field: "attrs.Attribute[Any]", kind: Any) -> object:
    """What stands for a field that a document leaves out."""
    return None if field.default is None and without_none(kind)[1] else _ABSENT


def _lines(kind: Any, names: Names) -> list[str]:
    """The lines that make of `v`, a JSON value that is not None, a value of this type; or raise."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if is_category(kind):
        options = named(names, "options", options_of(kind))
        return ["if v.__class__ is not str: raise Doubt", f"v = {options}[v]"]
    if form := form_of(kind):
        return [f"v = {named(names, 'form', form.read)}(v, {named(names, 'kind', kind)})"]
    if is_list(kind):
        member = named(names, "each", quick_reader(get_args(kind)[0]))
        made = [f"v = tuple(map({member}, v, repeat(keys)))"]
        if get_origin(kind) is frozenset:
            made = [
                "size = len(v)",
                f"v = frozenset(map({member}, v, repeat(keys)))",
                "if len(v) != size: raise Doubt",
            ]
        return ["if v.__class__ is not list: raise Doubt", *made]
    if is_record_union(kind):
        record = next(one for one in get_args(kind) if attrs.has(one))
        others = [one for one in get_args(kind) if one is not record]
        read = named(names, "read", quick_reader(record))
        return [f"if v.__class__ is dict: v = {read}(v, keys)", "else:", *indented(_lines(others[0], names))]
    if isinstance(kind, type) and attrs.has(kind):
        return [f"v = {named(names, 'read', quick_reader(kind))}(v, keys)"]
    return [f"v = {named(names, 'other', _other(kind))}(v, keys)"]
