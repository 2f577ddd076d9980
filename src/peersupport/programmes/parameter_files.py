"""A plugin's `parameters.toml`: dated values with citations, read from inside its package."""

import tomllib
from collections.abc import Mapping
from enum import Enum
from importlib.resources import files
from typing import Any, cast

from peersupport.errors import RuleError, did_you_mean
from peersupport.rules.parameters import Parameter, parameter

Toml = bool | int | float | str | list[Any] | dict[str, Any] | None
TYPES: dict[str, type[object]] = {"boolean": bool, "whole": int, "number": float, "text": str}


def parameters_from(
    package: str | None,
    *,
    prefix: str,
    document: str,
    name: str = "parameters.toml",
    enums: Mapping[str, type[Enum]] | None = None,
) -> dict[str, Parameter]:
    """The parameters of a plugin's TOML file, by their short names; full names are `prefix.short_name`.

    Each table has `values` (a table of ISO date to value, or one value; leave it out for a parameter without a value),
    `mark`, `quote`, and where they apply `unit`, `type` (boolean, whole, number, text), `options`, `requirement`,
    `meaning`, `question`, `note`; `size`, how many members a set must have, or `many = true`, that it is a set, where
    no list of values shows it. `enums` names the Enum of those whose values are its members. Raises `RuleError`.
    """
    if package is None:
        raise RuleError(
            "parameters are read from inside a package", code="parameter-type", help="`__package__` is None here"
        )
    given = tomllib.loads(files(package).joinpath(name).read_text("utf-8"))
    known = {
        "values",
        "mark",
        "quote",
        "unit",
        "type",
        "options",
        "size",
        "many",
        "requirement",
        "meaning",
        "question",
        "note",
    }
    found: dict[str, Parameter] = {}
    for short, entry in given.items():
        if extra := sorted(set(entry) - known):
            raise RuleError(f"`{short}` in `{name}` has entries that are not known: {', '.join(extra)}")
        enum = (enums or {}).get(short)
        values = _values(entry.get("values"), enum)
        found[short] = parameter(
            f"{prefix}.{short}",
            values,
            mark=entry.get("mark", ""),
            quote=entry.get("quote", ""),
            unit=entry.get("unit"),
            type=enum or _type(entry, values, f"`{short}` in `{name}`"),
            options=entry.get("options"),
            size=entry.get("size"),
            many=entry.get("many", False),
            requirement=entry.get("requirement", ""),
            document=document,
            meaning=entry.get("meaning", ""),
            question=entry.get("question", ""),
            note=entry.get("note", ""),
        )
    return found


def _type(entry: Mapping[str, Any], values: object, where: str) -> type[object] | None:
    """The type that an entry names; None where its values show it."""
    if "type" in entry:
        if (given := str(entry["type"])) not in TYPES:
            help = did_you_mean(given, TYPES)
            raise RuleError(f"{where} has a `type` that is none", code="parameter-type", help=help)
        return TYPES[given]
    dated = cast("Mapping[str, object]", values) if isinstance(values, Mapping) else {"": values}
    if all(one is None or one == frozenset() for one in dated.values()):
        known = ", ".join(f'`type = "{one}"`' for one in TYPES)
        message = f"{where} has no value that shows its type, and no `type`"
        raise RuleError(message, code="parameter-type", help=f"add one of {known}")
    return None


def _values(given: Toml, enum: type[Enum] | None) -> Any:
    if isinstance(given, dict):
        return {since: _values(value, enum) for since, value in given.items()}
    if isinstance(given, list):
        return frozenset(_values(one, enum) for one in given)
    return enum(given) if enum is not None and given is not None else given
