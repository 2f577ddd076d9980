"""The class decorators of the project: for values, for declarations with a name, for what is known about people.

attrs generates and compiles the methods of each class; equality, hash and repr are written once here instead, which
takes a part off the time that the import of the library needs.
"""

from typing import Any, NoReturn, TypeVar, dataclass_transform

import attrs

T = TypeVar("T")


def _names(value: object) -> list[str]:
    fields: Any = attrs.fields(type(value))  # type: ignore[arg-type]
    return [str(field.name) for field in fields]


def _values(self: object) -> tuple[object, ...]:
    return tuple([getattr(self, name) for name in _names(self)])


def _equal(self: object, other: object) -> bool:
    if other.__class__ is not self.__class__:
        return NotImplemented  # type: ignore[no-any-return]
    return _values(self) == _values(other)


def _hash(self: object) -> int:
    return hash((type(self), *_values(self)))


def _shown(self: object) -> str:
    fields = (f"{name}={getattr(self, name)!r}" for name in _names(self))
    return f"{type(self).__name__}({', '.join(fields)})"


def _hidden(self: object) -> str:
    return f"<{type(self).__name__}>"


def _no_subclass(cls: type, /, **_: object) -> NoReturn:
    raise TypeError(f"`{cls.__mro__[1].__name__}` is not meant to be subclassed")


def _made(cls: type[T], **methods: object) -> type[T]:
    made = attrs.define(frozen=True, kw_only=True, slots=True, repr=False, eq=False)(cls)
    made.__init_subclass__ = classmethod(_no_subclass)  # type: ignore[assignment]
    for name, method in methods.items():
        setattr(made, name, method)
    return made


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(attrs.field,))
def frozen(cls: type[T]) -> type[T]:
    """An immutable value: keyword-only, slotted, compared by its fields, not for subclassing."""
    return _made(cls, __eq__=_equal, __hash__=_hash, __repr__=_shown)


@dataclass_transform(frozen_default=True, kw_only_default=True, eq_default=False, field_specifiers=(attrs.field,))
def named(cls: type[T]) -> type[T]:
    """As `frozen`, compared by identity: for declarations that carry a name of their own (facts, parameters)."""
    return _made(cls, __repr__=_shown)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(attrs.field,))
def record(cls: type[T]) -> type[T]:
    """As `frozen`, for what is known about a person: its repr names the class and shows nothing that it holds."""
    return _made(cls, __eq__=_equal, __hash__=_hash, __repr__=_hidden)


def evolve(value: T, /, **changes: object) -> T:
    """A copy of a value with some fields changed."""
    copy: T = attrs.evolve(value, **changes)  # type: ignore[misc,type-var,unused-ignore]
    return copy
