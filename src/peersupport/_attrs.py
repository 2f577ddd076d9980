"""The two class decorators of the project: one for values, one for what is known about people."""

from collections.abc import Callable
from typing import NoReturn, TypeVar, dataclass_transform

import attrs

T = TypeVar("T")


def _no_subclass(cls: type, /, **_: object) -> NoReturn:
    raise TypeError(f"`{cls.__mro__[1].__name__}` is not meant to be subclassed")


def _hidden(self: object) -> str:
    return f"<{type(self).__name__}>"


def _made(repr_of: bool, eq: bool) -> Callable[[type[T]], type[T]]:
    def make(cls: type[T]) -> type[T]:
        made = attrs.define(frozen=True, kw_only=True, slots=True, repr=repr_of, eq=eq)(cls)
        made.__init_subclass__ = classmethod(_no_subclass)  # type: ignore[assignment]
        if not repr_of:
            made.__repr__ = _hidden  # type: ignore[method-assign]
        return made

    return make


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(attrs.field,))
def frozen(cls: type[T]) -> type[T]:
    """An immutable value: keyword-only, slotted, compared by its fields, not for subclassing."""
    return _made(repr_of=True, eq=True)(cls)


@dataclass_transform(frozen_default=True, kw_only_default=True, eq_default=False, field_specifiers=(attrs.field,))
def named(cls: type[T]) -> type[T]:
    """As `frozen`, compared by identity: for declarations that carry a name of their own (facts, parameters)."""
    return _made(repr_of=True, eq=False)(cls)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(attrs.field,))
def record(cls: type[T]) -> type[T]:
    """As `frozen`, for what is known about a person: its repr names the class and shows nothing that it holds."""
    return _made(repr_of=False, eq=True)(cls)


def evolve(value: T, **changes: object) -> T:
    """A copy of a value with some fields changed."""
    copy: T = attrs.evolve(value, **changes)  # type: ignore[misc,type-var,unused-ignore]
    return copy
