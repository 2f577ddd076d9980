"""Subjects, settings and criteria of the library as the oracle's plain data."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from peersupport.dates import DateRange
from peersupport.rules.bounds import Bounds
from peersupport.rules.criteria import Kind
from peersupport.rules.facts import Fact
from peersupport.rules.values import Settings
from peersupport.testing.oracle.truths import OPEN, Between, Language, World
from peersupport.testing.rules.vocabulary import BY_NAME, COLLECTIONS, FACTS, Subject
from peersupport.truth import Truth

LANGUAGE = Language(
    presupposes={name: one.presupposes.name if one.presupposes is not None else None for name, one in FACTS.items()},
    ordered=frozenset(name for name, one in (*FACTS.items(), *BY_NAME.items()) if one.kind.ordered),
)
TRUTHS = {
    frozenset({True}): Truth.TRUE,
    frozenset({False}): Truth.FALSE,
    frozenset({True, False}): Truth.UNKNOWN,
}


def _inner(document: Any) -> Iterable[Any]:
    kind: Any = document.__class__
    if kind is dict:
        return tuple(document.values())
    return tuple(document) if kind is list else ()


def named_in(document: Any) -> set[str]:
    """The facts, parameters and collections that a criterion document names, and what the facts presuppose."""
    found: set[str] = {OPEN} if isinstance(document, dict) and "unknown" in document else set()
    for one in _inner(document):
        found |= named_in(one) if isinstance(one, dict | list) else {one} if isinstance(one, str) else set()
    for name in list(found):
        while (needed := LANGUAGE.presupposes.get(name)) is not None:
            found.add(needed)
            name = needed  # noqa: PLW2901 - up the chain
    return found


def world_of(subject: Subject, day: date, settings: Settings, names: Iterable[str], kind: str = "family") -> World:
    """What the oracle is told: the named facts of a subject, of its members, and the named settings."""
    wanted = set(names)
    facts = [one for one in FACTS.values() if one.subject == kind and one.name in wanted]
    folds = [one for one in COLLECTIONS.values() if one.owner == kind and one.name in wanted]
    return World(
        facts={one.name: _fact_value(one, subject, day, settings) for one in facts},
        members={
            one.name: _members(one.member, getattr(subject, one.attribute), day, settings, wanted) for one in folds
        },
        settings={name: plain(value) for name, value in settings.items() if name in wanted}
        | ({OPEN: None} if OPEN in wanted else {}),
    )


def _members(kind: str, members: Any, day: date, settings: Settings, names: set[str]) -> list[World] | None:
    return None if members is None else [world_of(one, day, settings, names, kind) for one in members]


def _fact_value(fact: Fact, subject: Subject, day: date, settings: Mapping[str, Any]) -> Any:
    """A fact's value, or None for whatever is not one: an exception, NaN, a value of another type than it declares."""
    try:
        value: object = fact.function(subject, day, **{name: settings[one.name] for name, one in fact.reads})
    except (Exception, SystemExit):  # noqa: BLE001 - a fact may raise anything
        return None
    return plain(value) if fits(fact, value) else None


def fits(fact: Fact, value: object) -> bool:
    """Whether a value is of the type that a fact declares; NaN is none."""
    types: dict[Kind, tuple[type[Any], ...]] = {
        Kind.BOOLEAN: (bool,),
        Kind.CODE: (str,),
        Kind.CATEGORY: (fact.category or Enum,),
        Kind.WHOLE: (int, Bounds),
        Kind.NUMBER: (int, float, Bounds),
        Kind.DATE: (date, DateRange),
    }
    return type(value) in types[fact.kind] and value == value


def plain(value: Any) -> Any:
    """A value as the oracle's plain data: days as numbers, members of enums by their values."""
    match value:
        case Enum():
            return value.value
        case date():
            return value.toordinal()
        case DateRange():
            return Between(value.first.toordinal(), value.last.toordinal())
        case Bounds():
            return Between(value.low, value.high)
        case _:
            kind: Any = value.__class__
            return frozenset(map(plain, value)) if kind is frozenset else value
