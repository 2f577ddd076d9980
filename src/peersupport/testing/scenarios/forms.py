"""What an expectation may be: the forms of the values that stand under `expect:`, checked without coercing anything."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Protocol

from peersupport._attrs import frozen
from peersupport.errors import Fault, Path, did_you_mean
from peersupport.records.codec import Json


class Form(Protocol):
    """The form of one expectation."""

    def faults(self, value: Json, path: Path) -> Iterator[Fault]:
        """What is wrong with a value that was written, each with its path."""
        ...

    def plain(self, value: Json) -> Json:
        """The value as it is compared: where order means nothing, sorted."""
        ...


def _fault(path: Path, expected: str, code: str = "value-type", help: str = "") -> Fault:
    return Fault(code=code, message=f"expected {expected}", path=path, help=help)


@frozen
class OneOf:
    """One of a few words. `true` and `false` are written without quotes."""

    names: tuple[str, ...]

    @classmethod
    def members(cls, category: type[Enum]) -> "OneOf":
        """The values of an enum."""
        return cls(names=tuple(str(one.value) for one in category))

    def faults(self, value: Json, path: Path) -> Iterator[Fault]:
        """A fault where it is none of the words."""
        if self.plain(value) not in self.names:
            expected = f"one of {', '.join(f'`{name}`' for name in self.names)}"
            help = did_you_mean(value, self.names) if isinstance(value, str) else ""
            yield _fault(path, expected, "value-option", help if help.startswith("did") else "")

    def plain(self, value: Json) -> Json:
        """The word."""
        return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


@frozen
class Plain:
    """A value of one plain type: text, a whole number, true or false, a date."""

    kind: type
    expected: str

    def faults(self, value: Json, path: Path) -> Iterator[Fault]:
        """A fault where it is of another type."""
        if type(value) is not self.kind:
            yield _fault(path, self.expected)

    def plain(self, value: Json) -> Json:
        """The value; a date as text."""
        return str(value) if not isinstance(value, str | bool | int | float) else value


@frozen
class Anything:
    """What is read elsewhere."""

    def faults(self, value: Json, path: Path) -> Iterator[Fault]:  # noqa: ARG002 - the protocol names them
        """None."""
        yield from ()

    def plain(self, value: Json) -> Json:
        """The value."""
        return value


ANYTHING = Anything()
TEXT = Plain(kind=str, expected="text")
YES_OR_NO = Plain(kind=bool, expected="true or false")
TRUTH = OneOf(names=("true", "false", "unknown"))


@frozen
class Figure:
    """A number, or text where there is a range."""

    def faults(self, value: Json, path: Path) -> Iterator[Fault]:
        """A fault where it is neither."""
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            yield _fault(path, "a number, or text such as `8 to 11`")

    def plain(self, value: Json) -> Json:
        """As text."""
        return f"{value:g}" if isinstance(value, int | float) else value


FIGURE = Figure()


@frozen
class ListOf:
    """A list; the order does not matter, and how often each stands there does."""

    form: Form

    def faults(self, value: Json, path: Path) -> Iterator[Fault]:
        """A fault for each member that is of another form."""
        if not isinstance(value, list):
            yield _fault(path, "a list")
            return
        for place, one in enumerate(value):
            yield from self.form.faults(one, (*path, place))

    def plain(self, value: Json) -> Json:
        """The members, sorted."""
        return sorted((self.form.plain(one) for one in value), key=repr) if isinstance(value, list) else value


NAMES = ListOf(form=TEXT)


@frozen
class MapOf:
    """A mapping from names; what is not named is not compared."""

    form: Form

    def faults(self, value: Json, path: Path) -> Iterator[Fault]:
        """A fault for each value that is of another form."""
        if not isinstance(value, dict):
            yield _fault(path, "a mapping")
            return
        for key, one in value.items():
            yield from self.form.faults(one, (*path, key))

    def plain(self, value: Json) -> Json:
        """The values as they are compared."""
        return {key: self.form.plain(one) for key, one in value.items()} if isinstance(value, dict) else value


@frozen
class Fields:
    """A mapping whose keys are known: `expect:` itself, and what has several parts."""

    forms: Mapping[str, Form]

    def faults(self, value: Json, path: Path) -> Iterator[Fault]:
        """A fault for each unknown key, and for each value that is of another form."""
        if not isinstance(value, dict) or not value:
            yield _fault(path, f"a mapping of {', '.join(f'`{key}`' for key in self.forms)}")
            return
        for key, one in value.items():
            if key in self.forms:
                yield from self.forms[key].faults(one, (*path, key))
            else:
                yield Fault(
                    code="key-unknown", message="an unknown key", path=(*path, key), help=did_you_mean(key, self.forms)
                )

    def plain(self, value: Json) -> Json:
        """The values as they are compared."""
        if not isinstance(value, dict):
            return value
        return {key: self.forms[key].plain(one) for key, one in value.items()}
