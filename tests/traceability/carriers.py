"""What carries each statement of the sources: everything that a host holds with a citation, and fields of records."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import attrs

from peersupport.citations import Citation
from peersupport.programmes.host import Host

CARRIED = Path(__file__).parent / "carried"
"""Statements that a field of a record or a measure in Python carries: `ID = "module:Class.field"`, or a list."""


class Found(NamedTuple):
    """One thing that carries statements. `thing` is None where nothing declared it: a field, a line of details."""

    kind: str
    name: str
    requirements: tuple[str, ...]
    thing: object = None


def carriers(host: Host) -> list[Found]:
    """All that a host holds: rules, schedules, stages, measures and whatever else has ids, a name and a citation."""
    found = list(_walked(host, "", set()))
    found += [
        Found("detail", f"{one.id} (details)", (requirement,))
        for one in host.programmes.values()
        for requirement, _ in one.details
    ]
    return found + list(elsewhere())


def elsewhere() -> Iterator[Found]:
    """What the tables in `carried/` name."""
    for table in sorted(CARRIED.glob("*.toml")):
        for requirement, places in tomllib.loads(table.read_text("utf-8")).items():
            for place in [places] if isinstance(places, str) else places:
                yield Found("field", place, (requirement,))


def dead(place: str) -> bool:
    """Whether `module:Class.field` or `module:function` names nothing."""
    module, _, name = place.partition(":")
    first, *rest = name.split(".")
    try:
        found: Any = getattr(import_module(module), first)
    except (ImportError, AttributeError):
        return True
    for step in rest:
        if not isinstance(found, type) or (step not in _fields(found) and not hasattr(found, step)):
            return True
        found = getattr(found, step)
    return False


def _fields(found: type) -> Mapping[str, object]:
    return attrs.fields_dict(found) if attrs.has(found) else {}


def _walked(value: Any, programme: str, seen: set[int]) -> Iterator[Found]:
    """Every carrier inside a value, with the programme that it stands in."""
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from _walked(one, programme, seen)
    elif attrs.has(type(value)) and id(value) not in seen:
        seen.add(id(value))
        programme = getattr(value, "programme", None) or programme
        programme = value.id if type(value).__name__ == "Programme" else programme
        citation = getattr(value, "citation", None)
        own = getattr(value, "requirements", None) or getattr(value, "requirement", None)
        if isinstance(citation, Citation) and own:
            requirements = (own,) if isinstance(own, str) else tuple(own)
            name = getattr(value, "name", None) or value.id
            shown = name if "/" in name or "." in name or not programme else f"{programme}/{name}"
            kind = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(value).__name__).lower()
            yield Found(kind, shown, requirements, value)
        for field in attrs.fields(type(value)):
            if not field.name.startswith("_"):
                yield from _walked(getattr(value, field.name), programme, seen)
