"""What rules read of a subject, as JSON that reads back to the very same values; and a subject that has them again."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from math import inf
from types import MappingProxyType
from typing import Any, NoReturn, TypeVar

from peersupport._attrs import frozen, record
from peersupport.dates import DateRange, parse_date
from peersupport.errors import PeerSupportError, RuleError
from peersupport.records.areas import Area
from peersupport.rules.bounds import Bounds
from peersupport.rules.criteria import Collection, Criterion, Kind
from peersupport.rules.document import Json, value_document
from peersupport.rules.facts import Fact, FactFunction, FactValue, presuppositions
from peersupport.rules.parameters import Parameter
from peersupport.rules.structure import folds_of, operands_of
from peersupport.rules.values import Values

T = TypeVar("T", Fact, Parameter, Collection)


@frozen
class Scope:
    """What some criteria read of one kind of subject: facts by name, and what they read of the members of each
    collection, by attribute."""

    facts: tuple[Fact, ...]
    members: tuple[tuple[Collection, "Scope"], ...]


def scope_of(criteria: Iterable[Criterion]) -> Scope:
    """What the criteria read of their subject, of its members, and of theirs."""
    given = tuple(criteria)
    read = (operand for operand in operands_of(given) if isinstance(operand, Fact))
    folds: dict[str, tuple[Collection, list[Criterion]]] = {}
    for fold in folds_of(given):
        folds.setdefault(fold.collection.attribute, (fold.collection, []))[1].append(fold.part)
    return Scope(
        facts=tuple(named(one for fact in read for one in (fact, *presuppositions(fact))).values()),
        members=tuple((collection, scope_of(parts)) for _, (collection, parts) in sorted(folds.items())),
    )


def named(things: Iterable[T]) -> dict[str, T]:
    """Facts, parameters or collections by name, sorted. Raises `RuleError` where a name is that of two."""
    found: dict[str, T] = {}
    for one in things:
        if found.setdefault(one.name, one) != one:
            raise RuleError(f"`{one.name}` names two different things", code="name-duplicate")
    return dict(sorted(found.items()))


def scope_document(scope: Scope, values: Values) -> Json:
    """Every value in the scope, the code of each error, and the same of each member: null where none are recorded."""
    codes = ((one.name, values.error(one)) for one in scope.facts)
    members = ((part, collection.attribute, values.members(collection)) for collection, part in scope.members)
    return {
        "facts": {one.name: value_document(values.value(one)) for one in scope.facts},
        "errors": {name: code for name, code in codes if code is not None},
        "members": {
            attribute: None if found is None else [scope_document(part, one) for one in found]
            for part, attribute, found in members
        },
    }


@record
class RecordedSubject:
    """A subject as it was recorded. Stand-ins of facts read its values; its members are attributes of their own name.

    `id` is that of the case. What was not recorded is not there: `AttributeError`, and `KeyError` for a fact.
    """

    id: str | None
    recorded_facts: Mapping[str, FactValue]
    recorded_errors: Mapping[str, str]
    recorded_members: Mapping[str, "tuple[RecordedSubject, ...] | None"]

    def __getattr__(self, name: str) -> "tuple[RecordedSubject, ...] | None":
        if not hasattr(RecordedSubject, name):
            members = self.recorded_members
            if name in members:
                return members[name]
        raise AttributeError(name)


def recorded_subject(scope: Scope, document: Json, id: str | None) -> RecordedSubject:
    """The subject that `scope_document` wrote. Raises whatever a document of another form brings about."""
    facts, members = document["facts"], document["members"]
    found: dict[str, tuple[RecordedSubject, ...] | None] = {}
    for collection, part in scope.members:
        each: list[Json] | None = members[collection.attribute]
        found[collection.attribute] = (
            None if each is None else tuple([recorded_subject(part, one, None) for one in each])
        )
    return RecordedSubject(
        id=id,
        recorded_facts=MappingProxyType({one.name: _returned(one, facts[one.name]) for one in scope.facts}),
        recorded_errors=MappingProxyType({name: text(code) for name, code in document["errors"].items()}),
        recorded_members=MappingProxyType(found),
    )


def standing_in(name: str) -> FactFunction:
    """The function of a fact that reads its recorded value, or raises an error with the recorded code."""

    def read(subject: RecordedSubject, _day: date, **_given: object) -> FactValue:
        if name in subject.recorded_errors:
            _raise(subject.recorded_errors[name])
        return subject.recorded_facts[name]

    return read


def value_from(kind: Kind, category: type[Enum] | None, given: Json, *, many: bool = False) -> Any:
    """A value, or a set of `many`, from what `value_document` wrote. Raises whatever another document brings about."""
    if given is None:
        return None
    if many:
        members: list[Json] = given
        return frozenset(value_from(kind, category, one) for one in members)
    if category is not None:
        return {one.value: one for one in category}[given]
    if kind is Kind.TABLE:
        return RecordedTable(size=given["table"])
    if kind.ordered and isinstance(given, str):
        return parse_date(given) if kind is Kind.DATE else float(given)
    if kind.ordered and not isinstance(given, int | float):
        return _range(given) if kind is Kind.DATE else _bounds(given)
    return given


@frozen
class RecordedTable(Mapping[str, tuple[Area, ...]]):
    """A table of which only the number of entries was recorded: it has no entry that could be read."""

    size: int

    def __getitem__(self, key: str) -> NoReturn:
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return self.size


def text(given: Json) -> str:
    """A text. Raises `TypeError` for anything else."""
    if not isinstance(given, str):
        raise TypeError("not a text")
    return given


def _returned(fact: Fact, given: Json) -> FactValue:
    """The value as a function would return it; a whole number that was a float came out of bounds."""
    value: FactValue = value_from(fact.kind, fact.category, given)
    return Bounds(low=value, high=value) if fact.kind is Kind.WHOLE and isinstance(value, float) else value


def _range(given: Json) -> DateRange:
    return DateRange(first=parse_date(given["first"]), last=parse_date(given["last"]))


def _bounds(given: Json) -> Bounds:
    low, high = given["low"], given["high"]
    return Bounds(low=-inf if low is None else low, high=inf if high is None else high)


def _raise(code: str) -> NoReturn:
    error = PeerSupportError("a fact raised when the decision was made")
    error.code = code  # also where it is empty
    raise error
