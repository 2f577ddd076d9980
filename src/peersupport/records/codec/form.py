"""What a type is in JSON: how it is read, written and described, in one place."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeGuard

from peersupport._attrs import frozen

Json = dict[str, Any] | list[Any] | str | int | float | bool | date | None
"""A JSON value; one that was read from TOML or YAML holds dates as dates."""
Schema = dict[str, Any]
"""A JSON Schema of draft 2020-12, or a part of one."""


@frozen
class Form:
    """A type in JSON. `read` raises `Mismatch` or an error of the library; what has no `write` stands as it is.

    It goes with its type: `Annotated[..., Form(...)]`, or in the tables of `values.py`. `name` is what a schema defines
    it by, and refers to; without one it is described where it stands.
    """

    read: Callable[[Json, Any], Any]
    schema: Callable[[Any], Schema]
    write: Callable[[Any], Json] | None = None
    name: str = ""


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a JSON value is an object."""
    return type(value) is dict


def is_array(value: object) -> TypeGuard[list[Any]]:
    """Whether a JSON value is a list."""
    return type(value) is list
