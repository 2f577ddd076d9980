"""The conformance cases of criteria, read into the library's terms and the oracle's."""

import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from math import inf
from pathlib import Path
from typing import Any

from peersupport.citations import Citation
from peersupport.dates import DateRange
from peersupport.errors import RuleError
from peersupport.rules.bounds import Bounds
from peersupport.rules.criteria import Collection, Kind
from peersupport.rules.facts import Fact
from peersupport.rules.parameters import Parameter
from peersupport.rules.values import GivenValues
from peersupport.testing.oracle.truths import Language, World
from peersupport.testing.rules.vocabulary import Subject, reading_fact
from peersupport.testing.rules.worlds import plain

FOLDER = Path(__file__).parents[2] / "conformance"
_SPECIAL = {"nan": float("nan"), "inf": inf, "-inf": -inf}


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of one file."""
    found: list[dict[str, Any]] = json.loads((FOLDER / name).read_text(encoding="utf-8"))["cases"]
    return found


class Vocabulary:
    """The facts, parameters and collections that the cases of criteria speak of."""

    def __init__(self, declared: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        self._categories: dict[tuple[str, ...], type[Enum]] = {}
        self.facts: dict[str, Fact] = {}
        for name, one in declared["facts"].items():
            self.facts[name] = reading_fact(
                name,
                Kind(one["kind"]),
                unit=one.get("unit"),
                category=self._category(one),
                presupposes=self.facts[one["presupposes"]] if "presupposes" in one else None,
                subject=one["of"],
            )
        self.parameters = {name: self._parameter(name, one) for name, one in declared["parameters"].items()}
        self.collections = {
            name: Collection(name=name, owner=one["of"], member=one["members"], attribute="members")
            for name, one in declared["collections"].items()
        }

    def _category(self, one: Mapping[str, Any]) -> type[Enum] | None:
        if "values" not in one:
            return None
        values = tuple(one["values"])
        if values not in self._categories:
            self._categories[values] = Enum("Category", {value: value for value in values})  # type: ignore[assignment]
        return self._categories[values]

    def _parameter(self, name: str, one: Mapping[str, Any]) -> Parameter:
        return Parameter(
            name=name,
            kind=Kind(one["kind"]),
            values=(),
            citation=Citation(document="", quotation=""),
            unit=one.get("unit"),
            many=one.get("set", False),
            category=self._category(one),
            options=tuple(one["options"]) if "options" in one else None,
        )

    def value(self, one: Fact | Parameter, given: Any) -> Any:
        """A value as the files write it; a recorded error becomes the exception that a fact raises."""
        match given:
            case {"raises": code}:
                return RuleError("a fact of a conformance case", code=code)
            case {"mistyped": value}:
                return value
            case {"special": name}:
                return _SPECIAL[name]
            case {"low": low, "high": high}:
                return Bounds(low=-inf if low is None else low, high=inf if high is None else high)
            case {"first": first, "last": last}:
                return DateRange(first=date.fromisoformat(first), last=date.fromisoformat(last))
            case list():
                return frozenset(self.value(one, member) for member in given)
            case str() if one.category is not None:
                return one.category(given)
            case str() if one.kind is Kind.DATE:
                return date.fromisoformat(given)
        return given

    def settings(self, case: Mapping[str, Any]) -> dict[str, Any]:
        """The site's settings: every parameter, None where the case gives no value."""
        return {name: self.value(one, case["settings"].get(name)) for name, one in self.parameters.items()}

    def subject(self, case: Mapping[str, Any], settings: Mapping[str, Any]) -> Subject:
        """A record of which facts read the given values."""
        members = case.get("collections", {}).get("children")
        return Subject(
            {name: self.value(self.facts[name], given) for name, given in case["facts"].items()},
            members=None if members is None else tuple(self.subject(one, settings) for one in members),
        )

    def given(self, case: Mapping[str, Any], settings: Mapping[str, Any]) -> GivenValues:
        """The values themselves; what cannot be a value of the fact is left out, as a reader of documents would."""
        members = case.get("collections", {}).get("children")
        return GivenValues(
            facts={name: self.value(self.facts[name], one) for name, one in case["facts"].items() if _fits(one)},
            collections={"children": None if members is None else [self.given(one, settings) for one in members]},
            settings=settings,
        )

    def world(self, case: Mapping[str, Any], settings: Mapping[str, Any]) -> World:
        """What the oracle is told."""
        members = case.get("collections", {}).get("children")
        given = self.given(case, settings).facts
        return World(
            facts={name: plain(value) for name, value in given.items() if value == value},
            members={"children": None if members is None else [self.world(one, settings) for one in members]},
            settings={name: plain(value) for name, value in settings.items()},
        )

    def language(self) -> Language:
        """What the oracle has to know of the names."""
        return Language(
            presupposes={
                name: one.presupposes.name if one.presupposes is not None else None for name, one in self.facts.items()
            },
            ordered=frozenset(
                name for name, one in (*self.facts.items(), *self.parameters.items()) if one.kind.ordered
            ),
        )


def _fits(given: Any) -> bool:
    return not (isinstance(given, dict) and given.keys() & {"raises", "mistyped"})


def vocabulary() -> Vocabulary:
    """The vocabulary of `criteria.json`."""
    return Vocabulary(json.loads((FOLDER / "criteria.json").read_text(encoding="utf-8"))["vocabulary"])
