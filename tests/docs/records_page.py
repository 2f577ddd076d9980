"""Writes docs/reference/records.md below what people wrote: `python -m tests.docs`."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from peersupport import records
from peersupport.records.consent import Day

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "records.md"
FIRST_WRITTEN = "\n\n## `peersupport."
WORDS: dict[Any, str] = {
    str: "text",
    bool: "yes or no",
    int: "whole number",
    float: "number",
    date: "day",
    datetime: "instant",
    time: "time of day",
}
FIRST = ("case", "people", "roles", "referrals", "enrolments", "answers", "acts")
ANSWER = {bool, int, float, str, date}


def page() -> str:
    """The whole page: its beginning is as it stands."""
    beginning = PAGE.read_text("utf-8").partition(FIRST_WRITTEN)[0]
    return "\n\n".join([beginning, *(part for module in modules() for part in _of_module(module))]) + "\n"


def modules() -> Iterator[Any]:
    """The modules of records, those of a family first."""
    names = [one.name for one in pkgutil.iter_modules(records.__path__) if one.name not in {"codec", "identifiers"}]
    for name in sorted(names, key=lambda one: (one not in FIRST, FIRST.index(one) if one in FIRST else 0, one)):
        yield importlib.import_module(f"{records.__name__}.{name}")


def classes(module: Any) -> list[type[Any]]:
    """Records and categories that a module defines, as they stand there."""
    own = [one for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__]
    return [one for one in own if attrs.has(one) or issubclass(one, Enum)]


def _of_module(module: Any) -> Iterator[str]:
    if found := classes(module):
        yield f"## `{module.__name__}`"
        yield _words(module.__doc__)
    for one in found:
        yield f"### `{one.__name__}`"
        yield _words(one.__doc__)
        yield _table(one) if attrs.has(one) else _values(one)


def _values(category: type[Enum]) -> str:
    return f"One of {', '.join(f'`{one.value}`' for one in category)}."


def _table(kind: type[Any]) -> str:
    hints, notes = get_type_hints(kind), _notes(kind)
    rows = [
        (f"`{one.name}`", told(hints[one.name]), "yes" if one.default is attrs.NOTHING else "", notes.get(one.name, ""))
        for one in attrs.fields(kind)
    ]
    columns = 4 if notes else 3
    head = [("Field", "Type", "Needed", "Meaning"), ("---",) * 4]
    return "\n".join(f"| {' | '.join(row[:columns])} |" for row in [*head, *rows])


def _notes(kind: type[Any]) -> Mapping[str, str]:
    """What stands under a field in the source."""
    body = ast.parse(inspect.getsource(kind)).body[0]
    assert isinstance(body, ast.ClassDef)
    return {
        field.target.id: _words(text.value.value)
        for field, text in zip(body.body, body.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant) and isinstance(text.value.value, str)
    }


def told(kind: Any) -> str:
    """A type in words."""
    members = [one for one in get_args(kind) if one is not NoneType]
    if kind == Day or set(members) == set(get_args(Day)):
        return "day or instant"
    if get_origin(kind) in {Union, UnionType}:
        if set(members) >= ANSWER:
            return "answer" + "".join(f", or {told(one)}" for one in members if one not in ANSWER)
        words = [told(one) for one in members]
        return "day, perhaps in part" if words == ["day", "`DateRange`"] else " or ".join(words)
    if get_origin(kind) in {tuple, frozenset}:
        return f"list of {told(members[0])}"
    if get_origin(kind) is not None:
        return f"{told(members[1])} by name"
    supertype = getattr(kind, "__supertype__", None)
    return WORDS.get(kind) or (f"`{kind.__name__}`" if supertype is None else f"id (`{kind.__name__}`)")


def _words(text: str | None) -> str:
    """A docstring as one paragraph; angle brackets and pipes would be read as Markdown."""
    return re.sub(r"\s+", " ", text or "").strip().replace("|", "\\|")
