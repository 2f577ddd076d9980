"""The fields of a class, with their types, and the classes that they lead to."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_type_hints

import attrs


@cache
def types_of(kind: Any) -> dict[str, Any]:
    """The type of each field of a class."""
    hints = get_type_hints(kind, include_extras=True)
    return {one.name: hints[one.name] for one in attrs.fields(kind)}


def leading_to(kind: Any) -> Iterator[Any]:
    """The classes with fields that a document of this type can hold, the type itself among them; none twice."""
    seen: set[Any] = set()
    waiting = [kind]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        if isinstance(one, type) and attrs.has(one):
            yield one
            waiting.extend(reversed(types_of(one).values()))
        else:
            waiting.extend(reversed(get_args(one)))


@cache
def names_of(kind: Any) -> frozenset[str]:
    """The names of all fields that a document of this type can hold."""
    return frozenset(name for one in leading_to(kind) for name in types_of(one))
