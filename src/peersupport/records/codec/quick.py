"""What the quick ways of reading and writing share: generated functions that raise at the first doubt.

A document that is right, as nearly all are, is read by one generated function a class. Whatever such a function doubts
is read again by the converter, which tells every fault: so the quick way never says what is wrong, and need not say it.
"""

import linecache
from collections.abc import Callable
from enum import Enum
from itertools import count, repeat
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs

from peersupport.records.codec.forms import has_form

Names = dict[str, Any]
"""What the text of a generated function refers to."""
FACTORY: Any = attrs.Factory
"""The class of the defaults that are made anew; its stubs call it a function."""
_serial = count(1)


class Doubt(Exception):
    """Something that may be wrong. It says nothing, since another reader tells what."""


def generated(title: str, lines: list[str], names: Names) -> Callable[..., Any]:
    """The function `made` that the lines define. Its text stays in `linecache`, as attrs and cattrs keep theirs."""
    source = "\n".join(lines) + "\n"
    filename = f"<peersupport {title} {next(_serial)}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    space: Names = {"Doubt": Doubt, "repeat": repeat, **names}
    exec(compile(source, filename, "exec"), space)  # noqa: S102 - our own text: types give it names and numbers only
    made: Callable[..., Any] = space["made"]
    return made


def named(names: Names, what: str, thing: object) -> str:
    """A name in the generated text for a thing."""
    name = f"{what}{len(names)}"
    names[name] = thing
    return name


def indented(lines: list[str]) -> list[str]:
    """The lines one level further in."""
    return [f"    {line}" for line in lines]


def without_none(kind: Any) -> tuple[Any, bool]:
    """A type without its None, and whether it had one; of a new type, what it stands for."""
    optional = get_origin(kind) in {Union, UnionType} and NoneType in get_args(kind)
    if optional and not has_form(kind):
        rest = [one for one in get_args(kind) if one is not NoneType]
        kind = Union[tuple(rest)]  # noqa: UP007 - made of what there is
    return getattr(kind, "__supertype__", kind), optional


def is_category(kind: Any) -> bool:
    """Whether a type is one of some options."""
    return isinstance(kind, type) and issubclass(kind, Enum)
