"""Writing records quickly: a function a class, generated on first use, for records that hold what their fields say."""

from collections.abc import Callable
from datetime import date
from functools import cache
from json import JSONEncoder
from json.encoder import encode_basestring
from typing import Any, get_args, get_origin

import attrs

from peersupport.records.codec.fields import types_of
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
from peersupport.records.codec.reading import is_list, is_map, is_record_union
from peersupport.records.codec.values import options_of

Write = Callable[[Any], str]
_ENCODER = JSONEncoder(ensure_ascii=False, allow_nan=False)
_NAMES: Names = {"text": encode_basestring, "date": date}
_PLAIN: dict[Any, list[str]] = {
    str: ["v = text(v)"],
    bool: ["v = 'true' if v is True else 'false' if v is False else {}[v]"],
    date: ["if v.__class__ is not date: raise Doubt", "v = f'\"{v.isoformat()}\"'"],
}


def _single(value: Any) -> str:
    """A value that its form has made JSON of: nearly always a single one."""
    kind = value.__class__
    if kind is str:
        return encode_basestring(value)
    return "true" if value is True else "false" if value is False else _ENCODER.encode(value)


_NAMES["dump"] = _single


@cache
def quick_writer(kind: Any) -> Write:
    """What writes a value of a type as JSON. It raises, whatever it raises, where the value may be of another type."""
    names = dict(_NAMES)
    if isinstance(kind, type) and attrs.has(kind) and form_of(kind) is None:
        return generated(f"writing {kind.__name__}", _record(kind, names), names)
    within, optional = without_none(kind)
    lines = _lines(within, names)
    lines = ["if v is None: v = 'null'", "else:", *indented(lines)] if optional else lines
    return generated(f"writing {kind}", ["def made(v):", *indented([*lines, "return v"])], names)


def _record(kind: Any, names: Names) -> list[str]:
    """The function of a class: first what is always there, then what differs from its default, as the converter."""
    names["kind"] = kind
    fields = attrs.fields(kind)
    if any(isinstance(one.default, FACTORY) and one.default.takes_self for one in fields):
        return ["def made(m): raise Doubt"]
    needed = [one for one in fields if one.default is attrs.NOTHING]
    lines = ["if m.__class__ is not kind: raise Doubt", "s = ''"]
    for one in (*needed, *(one for one in fields if one.default is not attrs.NOTHING)):
        within, optional = without_none(types_of(kind)[one.name])
        lines.append(f"v = m.{one.name}")
        added = [*_lines(within, names), f"s += ', \"{one.name}\": ' + v"]
        if one.default is attrs.NOTHING and not optional:
            lines += added
        elif one.default is attrs.NOTHING:
            lines += ["if v is None: v = 'null'", "else:", *indented(added[:-1]), added[-1]]
        elif one.default is None:
            lines += ["if v is not None:", *indented(added)]
        else:
            factory = isinstance(one.default, FACTORY)
            default = named(names, "default", one.default.factory() if factory else one.default)
            lines += [f"if v != {default}:", *indented(added)]
    return ["def made(m):", *indented([*lines, "return '{' + s[2:] + '}'"])]


def _lines(kind: Any, names: Names) -> list[str]:
    """The lines that make JSON of `v`, a value that is not None; or raise."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if is_category(kind):
        options = {one.value: _ENCODER.encode(name) for name, one in options_of(kind).items()}
        return [f"v = {named(names, 'options', options)}[v._value_]"]
    if form := form_of(kind):
        write = f"{named(names, 'form', form.write)}(v)" if form.write else "v"
        return [f"v = dump({write})"]
    if is_list(kind) and get_origin(kind) is tuple:
        each = named(names, "each", quick_writer(get_args(kind)[0]))
        return ["if v.__class__ is not tuple: raise Doubt", f"v = '[' + ', '.join(map({each}, v)) + ']'"]
    if is_map(kind):
        each = named(names, "each", quick_writer(get_args(kind)[1]))
        return [f"v = '{{' + ', '.join([f'{{text(k)}}: {{{each}(one)}}' for k, one in v.items()]) + '}}'"]
    if is_record_union(kind):
        record = next(one for one in get_args(kind) if attrs.has(one))
        others = [one for one in get_args(kind) if one is not record]
        write = named(names, "write", quick_writer(record))
        check = f"if v.__class__ is {named(names, 'record', record)}: v = {write}(v)"
        return [check, "else:", *indented(_lines(others[0], names))]
    if isinstance(kind, type) and attrs.has(kind):
        return [f"v = {named(names, 'write', quick_writer(kind))}(v)"]
    return ["raise Doubt"]
