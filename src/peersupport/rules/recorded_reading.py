"""Recorded rules back from their JSON: stand-ins for facts, parameters and collections, and the rules over them."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from keyword import iskeyword
from types import MappingProxyType
from typing import TypeVar

from peersupport._attrs import frozen
from peersupport.citations import Citation, Mark
from peersupport.dates import Period, parse_date
from peersupport.errors import Path
from peersupport.rules.criteria import Collection, Criterion, Kind
from peersupport.rules.document import Json, canonical
from peersupport.rules.facts import AskedOf, Audience, Fact
from peersupport.rules.once import made_once
from peersupport.rules.parameters import Dated, Parameter, check_category, check_setting
from peersupport.rules.reading import criterion_in_shape
from peersupport.rules.recorded_values import (
    RecordedSubject,
    RecordedTable,
    Scope,
    scope_of,
    standing_in,
    text,
    value_from,
)
from peersupport.rules.rule import Effect, Hold, Obligation, Redirect, Rule
from peersupport.rules.structure import criteria_of
from peersupport.rules.values import Settings

T = TypeVar("T")


@frozen
class RecordedRules:
    """Rules as they were recorded, and stand-ins for the facts, parameters and collections that they read.

    A stand-in of a fact reads the recorded value of a `RecordedSubject`; that of a parameter has its value every day.
    """

    rules: tuple[Rule, ...]
    settings: Settings
    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    collections: Mapping[str, Collection]
    scope: Scope


class Reader:
    """Reads the parts of a document one after another; `path` is what is being read.

    It takes only what it can make something of, and raises whatever a document of another form brings about; whether
    the document is just what would be written of what it made, its caller compares.
    """

    def __init__(self) -> None:
        self.path: Path = ()
        self.parameters: dict[str, Parameter] = {}
        self.declared: dict[str, tuple[int, Json]] = {}
        self.facts: dict[str, Fact] = {}
        self.collections: dict[str, Collection] = {}

    def recorded(self, document: Json) -> RecordedRules:
        """All of it."""
        self.parameters = {one.name: one for one in self.each(document, "parameters", self.parameter)}
        self.declared = {one["name"]: (place, one) for place, one in enumerate(document["facts"])}
        self.each(document, "facts", lambda one: self.fact(one["name"]))
        self.collections = {one.name: one for one in self.each(document, "collections", _collection)}
        rules = tuple(self.each(document, "rules", self.rule))
        if len({one.name for one in rules}) < len(rules):
            raise LookupError("two rules of one name")
        return RecordedRules(
            rules=rules,
            settings=MappingProxyType({name: one.on(date.min) for name, one in self.parameters.items()}),
            facts=MappingProxyType(self.facts),
            parameters=MappingProxyType(self.parameters),
            collections=MappingProxyType(self.collections),
            scope=scope_of(criteria_of(rules)),
        )

    def each(self, document: Json, part: str, read: Callable[[Json], T]) -> list[T]:
        """Every entry of a part, read."""
        found: list[T] = []
        for place, one in enumerate(document[part]):
            self.path = (part, place)
            found.append(read(one))
        self.path = ()
        return found

    def parameter(self, given: Json) -> Parameter:
        """A parameter that has its recorded value on every day."""
        kind, category, many = Kind(given["kind"]), _category(given["category"]), given["many"] is True
        setting = value_from(kind, category, given["value"], many=many)
        options: list[Json] | None = given["options"]
        declared = Parameter(
            name=text(given["name"]),
            kind=kind,
            values=(Dated(since=None, value=setting),),
            citation=_citation(given),
            unit=_optional(given["unit"]),
            many=many,
            category=category,
            options=None if options is None else tuple(text(one) for one in options),
            size=given["size"],
            requirement=text(given["requirement"]),
            meaning=text(given["meaning"]),
            question=text(given["question"]),
        )
        if not isinstance(setting, RecordedTable):
            check_setting(declared, setting)
        return declared

    def fact(self, name: str) -> Fact:
        """A stand-in for a fact, after what it presupposes. Raises `KeyError` for one that presupposes itself."""
        if name not in self.facts:
            place, given = self.declared.pop(name)
            presupposes = None if given["presupposes"] is None else self.fact(given["presupposes"])
            self.path = ("facts", place)
            self.facts[name] = Fact(
                name=text(name),
                subject=text(given["subject"]),
                kind=Kind(given["kind"]),
                function=standing_in(name),
                meaning=text(given["meaning"]),
                question=text(given["question"]),
                unit=_optional(given["unit"]),
                category=_category(given["category"]),
                asked_of=AskedOf(given["asked_of"]),
                visible_to=frozenset(Audience(one) for one in given["visible_to"]),
                presupposes=presupposes,
                # The keywords are the plugin's own affair; their order tells which parameter is asked for first.
                reads=tuple((f"given{number}", self.parameters[one]) for number, one in enumerate(given["reads"])),
            )
        return self.facts[name]

    def criterion(self, given: Json) -> Criterion:
        """A criterion of these facts, parameters and collections."""
        return criterion_in_shape(given, self.facts, self.parameters, self.collections)

    def rule(self, given: Json) -> Rule:
        """A rule."""
        when, targets = given.get("when"), given.get("targets", {})
        otherwise, unknown, obligation = given.get("otherwise"), given.get("unknown"), given.get("obligation")
        start, end = given["in_force"]
        return Rule(
            id=text(given["id"]),
            requirements=tuple(text(one) for one in given.get("requirements", ())),
            effect=Effect(given["effect"]),
            criterion=self.criterion(given["criterion"]),
            citation=_citation(given),
            reading=text(given.get("reading", "")),
            when=None if when is None else self.criterion(when),
            offer=_optional(given.get("offer")),
            stage=_optional(given.get("stage")),
            otherwise=None if otherwise is None else _texts(Redirect, otherwise),
            unknown=None if unknown is None else _texts(Hold, unknown),
            obligation=None if obligation is None else _texts(Obligation, obligation),
            advice=text(given.get("advice", "")),
            targets=tuple((name, self.criterion(one)) for name, one in sorted(targets.items())),
            in_force=Period(start=_day(start), end=_day(end)),
            programme=text(given.get("programme", "")),
            plugin=text(given.get("plugin", "")),
            inherited_from=text(given.get("inherited_from", "")),
        )


def _category(given: Json) -> type[Enum] | None:
    return None if given is None else _category_of(canonical(given))


@made_once
def _category_of(members: bytes) -> type[Enum]:
    """The enum of a category: one class for one list of members, wherever it is read, since members are told by
    identity."""
    pairs = [(text(name), value) for name, value in json.loads(members)]
    made: type[Enum] = Enum("Category", pairs)  # type: ignore[misc]
    check_category(made, "a category")
    return made


def _collection(given: Json) -> Collection:
    attribute = text(given["attribute"])
    if iskeyword(attribute) or hasattr(RecordedSubject, attribute):
        raise LookupError("an attribute that a recorded subject cannot have")
    return _texts(Collection, given)


def _texts(made: Callable[..., T], given: dict[str, Json]) -> T:
    return made(**{name: text(value) for name, value in given.items()})


def _citation(given: Json) -> Citation:
    return Citation(
        document=text(given.get("document", "")),
        quotation=text(given.get("quotation", "")),
        mark=Mark(given["mark"]),
        note=text(given.get("note", "")),
    )


def _optional(given: Json) -> str | None:
    return None if given is None else text(given)


def _day(given: Json) -> date | None:
    return None if given is None else parse_date(given)
