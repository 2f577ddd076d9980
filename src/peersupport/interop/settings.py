"""A table of a TOML file, taken key by key: every fault noted with its path, and what nobody takes is unknown."""

import re
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeGuard, TypeVar

import attrs

from peersupport.dates import DateRange, PartialDate
from peersupport.errors import Fault, InvalidDocument, did_you_mean
from peersupport.errors import Path as Place
from peersupport.interop.faults import Faults, Unreadable
from peersupport.interop.texts import decoded, file_bytes

T = TypeVar("T")
D = TypeVar("D")
Json = Any


def toml_document(path: Path) -> dict[str, Json]:
    """A TOML file's document. Raises `InvalidDocument` with the line that is no TOML."""
    text = decoded(file_bytes(path), "utf-8").replace("\r\n", "\n")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at (?:line \d+, column \d+|end of document)\)$", str(error))
    # Only where it stands: what the parser says repeats a key. And raised out here, so that its words do not hang on.
    message = f"`{path.name}` is not TOML{f' {found[0]}' if found else ''}"
    raise InvalidDocument("a file is no TOML", [Fault(code="toml-syntax", message=message)])


@attrs.define(repr=False)
class Settings:
    """One table. Take every key that is known, then call `finish`."""

    given: dict[str, Json]
    path: Place
    faults: Faults
    _known: list[str] = attrs.field(factory=list[str], init=False)

    def take(self, key: str, read: Callable[[Json], T], default: D) -> T | D:
        """The key's value as `read` gives it; the default where it is not given or is wrong (noted as a fault)."""
        self._known.append(key)
        if key not in self.given:
            return default
        try:
            return read(self.given[key])
        except Unreadable as error:
            self.faults.add(error.code, f"expected {error.expected}", (*self.path, key))
            return default

    def need(self, key: str) -> None:
        """Note a fault where a key is not given."""
        if key not in self.given:
            self.faults.add("key-missing", "a required key is missing", (*self.path, key))

    def finish(self) -> None:
        """Note every key that was not taken."""
        for key in sorted(set(self.given) - set(self._known)):
            self.faults.add("key-unknown", "an unknown key", (*self.path, key), did_you_mean(key, self._known))


def is_table(value: Json) -> TypeGuard[dict[str, Json]]:
    """Whether it is a table."""
    return type(value) is dict


def is_list(value: Json) -> TypeGuard[list[Json]]:
    """Whether it is a list."""
    return type(value) is list


def text(value: Json) -> str:
    """A text that is not empty. Raises `Unreadable`."""
    if type(value) is str and value:
        return value
    raise Unreadable("a text", "value-type")


def texts(value: Json) -> tuple[str, ...]:
    """A text or a list of texts, empty ones too. Raises `Unreadable`."""
    listed = value if is_list(value) else [value]
    if all(type(one) is str for one in listed):
        return tuple(listed)
    raise Unreadable("a text or a list of texts", "value-type")


def table(value: Json) -> dict[str, Json]:
    """A table. Raises `Unreadable`."""
    if is_table(value):
        return value
    raise Unreadable("a table", "value-type")


def tables(value: Json) -> list[dict[str, Json]]:
    """A list of tables. Raises `Unreadable`."""
    if is_list(value) and all(is_table(one) for one in value):
        return value
    raise Unreadable("a list of tables", "value-type")


def whole_day(value: Json) -> date:
    """A day. Raises `Unreadable`."""
    if type(value) is date:
        return value
    raise Unreadable("a day without quotation marks: 2025-01-31", "value-type")


def day(value: Json) -> PartialDate:
    """A day, or the first and last of the days that it may be. Raises `Unreadable`."""
    if not is_table(value):
        return whole_day(value)
    if set(value) == {"first", "last"}:
        first, last = whole_day(value["first"]), whole_day(value["last"])
        if first <= last:
            return DateRange(first=first, last=last)
    raise Unreadable("a day, or { first = 2025-01-01, last = 2025-01-31 }", "value-type")
