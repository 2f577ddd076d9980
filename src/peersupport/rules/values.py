"""Where an evaluator gets the values of facts: derived from a record, or given. An error is "unknown", with a code."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

import attrs

from peersupport.errors import RuleError, error_code
from peersupport.rules.bounds import Low, date_bounds, number_bounds, whole_bounds
from peersupport.rules.criteria import Collection, Kind
from peersupport.rules.facts import Fact, FactValue
from peersupport.rules.parameters import Parameter, Setting

Settings = Mapping[str, Setting]
"""The values of parameters on one day, by name."""


class Values(Protocol):
    """What an evaluator asks: the value of a fact, the members of a collection, the value of a parameter."""

    def value(self, fact: Fact) -> FactValue:
        """The fact's value; None when unknown."""
        ...

    def error(self, fact: Fact) -> str | None:
        """The code of the error that made the fact unknown, if one did."""
        ...

    def members(self, collection: Collection) -> "Sequence[Values] | None":
        """The values of each member; None when the collection is not recorded."""
        ...

    def setting(self, parameter: Parameter) -> Setting:
        """The parameter's value; None when it has none."""
        ...


def bounds_of(kind: Kind, value: object) -> tuple[Low, Low]:
    """The bounds of an ordered value of a kind. Raises `RuleError` when the value is of another kind."""
    if kind is Kind.WHOLE:
        return whole_bounds(value)
    return number_bounds(value) if kind is Kind.NUMBER else date_bounds(value)


def checked(fact: Fact, value: object) -> FactValue:
    """A fact's value, if it is of the fact's kind. Raises `RuleError` (`fact-type`) otherwise."""
    if value is None:
        return None
    if fact.kind.ordered:
        low, high = bounds_of(fact.kind, value)
        if low == high:
            return low
        return None if (low, high) == bounds_of(fact.kind, None) else value  # type: ignore[return-value]
    wanted = {Kind.BOOLEAN: bool, Kind.CODE: str}.get(fact.kind, fact.category)
    if value.__class__ is not wanted:
        raise RuleError("a fact gave a value of another type than it declares", code="fact-type")
    return value  # type: ignore[return-value]


@attrs.define(slots=True, repr=False)
class RecordValues:
    """Facts worked out from a record on a day, each once."""

    subject: object
    day: date
    settings: Settings
    _known: dict[str, FactValue] = attrs.field(factory=dict[str, FactValue], init=False)
    _errors: dict[str, str] = attrs.field(factory=dict[str, str], init=False)
    _members: dict[str, "tuple[RecordValues, ...] | None"] = attrs.field(
        factory=dict[str, "tuple[RecordValues, ...] | None"], init=False
    )

    def take(self, known: Mapping[str, FactValue], errors: Mapping[str, str]) -> None:
        """Take facts as worked out earlier, by name, instead of working them out."""
        self._known.update(known)
        self._errors.update(errors)

    def value(self, fact: Fact) -> FactValue:
        """Work the fact out; whatever goes wrong in it makes it unknown."""
        if fact.name not in self._known:
            try:
                given = {name: self.settings[parameter.name] for name, parameter in fact.reads}
                unset = any(value is None for value in given.values())
                value = None if unset else fact.function(self.subject, self.day, **given)
                self._known[fact.name] = checked(fact, value)
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001 - a fact is anybody's code; also one that cancels or exits
                self._errors[fact.name] = error_code(error)
                self._known[fact.name] = None
        return self._known[fact.name]

    def error(self, fact: Fact) -> str | None:
        """The code of what went wrong in the fact, if anything did."""
        self.value(fact)
        return self._errors.get(fact.name)

    def members(self, collection: Collection) -> "tuple[RecordValues, ...] | None":
        """The members' values; None when the collection is not recorded."""
        if collection.name not in self._members:
            found = getattr(self.subject, collection.attribute, None)
            self._members[collection.name] = (
                None if found is None else tuple(RecordValues(one, self.day, self.settings) for one in found)
            )
        return self._members[collection.name]

    def setting(self, parameter: Parameter) -> Setting:
        """The parameter's value on the day of the rules."""
        return self.settings[parameter.name]


def derived(sheet: Any, settings: Settings) -> RecordValues:
    """The values of the record that a sheet was filled from: one for all who ask."""
    try:
        found: RecordValues = sheet.values
    except AttributeError:
        found = sheet.values = RecordValues(sheet.subject, sheet.day, settings)
    return found


@attrs.frozen(repr=False)
class GivenValues:
    """Facts given as values: in conformance cases, tests, and replays that need no plugin code."""

    facts: Mapping[str, FactValue]
    collections: Mapping[str, "Sequence[GivenValues] | None"] = attrs.field(
        factory=dict[str, "Sequence[GivenValues] | None"]
    )
    settings: Settings = attrs.field(factory=dict[str, Setting])
    errors: Mapping[str, str] = attrs.field(factory=dict[str, str])

    def value(self, fact: Fact) -> FactValue:
        """The given value; a fact that is not given is unknown."""
        return checked(fact, self.facts.get(fact.name))

    def error(self, fact: Fact) -> str | None:
        """The given error code."""
        return self.errors.get(fact.name)

    def members(self, collection: Collection) -> "Sequence[GivenValues] | None":
        """The given members; None when none were given."""
        return self.collections.get(collection.name)

    def setting(self, parameter: Parameter) -> Setting:
        """The given value of a parameter; None when it is not given."""
        return self.settings.get(parameter.name)
