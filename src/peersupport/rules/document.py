"""Criteria, rules and fact values as plain JSON documents: to hash, store, exchange and show; and criteria back again."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from peersupport.dates import DateRange, Period
from peersupport.errors import InvalidDocument, RuleError
from peersupport.rules.bounds import Bounds
from peersupport.rules.criteria import (
    All,
    AnyOf,
    AtLeast,
    Choose,
    Compare,
    Comparison,
    Count,
    Criterion,
    Holds,
    IsKnown,
    Literal,
    Member,
    Not,
    Operand,
    Quantified,
    Select,
    Unknown,
)
from peersupport.rules.facts import Fact
from peersupport.rules.parameters import Parameter
from peersupport.rules.rule import Rule

Json = Any


def canonical(document: Json) -> bytes:
    """The bytes that a document is hashed by: keys sorted, no white space, UTF-8."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def digest(document: Json) -> str:
    """SHA-256 of a document's canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(document)).hexdigest()


def value_document(value: object) -> Json:
    """A fact's or parameter's value. Sets are sorted; what is partly known gives its two ends; infinite ends are null."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, DateRange):
        return {"first": value.first.isoformat(), "last": value.last.isoformat()}
    if isinstance(value, Bounds):
        return {"low": _end(value.low), "high": _end(value.high)}
    if isinstance(value, Period):
        return [value.start and value.start.isoformat(), value.end and value.end.isoformat()]
    if isinstance(value, frozenset | set):
        return sorted((value_document(one) for one in value), key=str)
    if isinstance(value, Mapping):
        return {"table": len(value)}
    return value


def _end(end: float) -> Json:
    return None if end in {float("inf"), float("-inf")} else end


def criterion_document(node: Criterion | Operand) -> Json:
    """A criterion or operand as JSON: an object with one key, the node's name."""
    if isinstance(node, Fact):
        return {"fact": node.name}
    if isinstance(node, Parameter):
        return {"parameter": node.name}
    if isinstance(node, Literal):
        return {"value": value_document(node.value)}
    return _WRITERS[type(node)](node)


def _parts(node: All | AnyOf | AtLeast) -> list[Json]:
    return [criterion_document(part) for part in node.parts]


def _member(node: Member) -> Json:
    allowed = node.allowed
    shown = criterion_document(allowed) if isinstance(allowed, Operand) else value_document(allowed)
    return {"not_in" if node.negated else "in": [criterion_document(node.operand), shown]}


def _select(node: Select) -> Json:
    branches = {str(value.value): criterion_document(part) for value, part in node.branches}
    return {"select": [criterion_document(node.operand), branches, criterion_document(node.otherwise)]}


_WRITERS: dict[type, Callable[[Any], Json]] = {
    All: lambda node: {"all": _parts(node)},
    AnyOf: lambda node: {"any": _parts(node)},
    AtLeast: lambda node: {"at_least": [node.needed, *_parts(node)]},
    Not: lambda node: {"not": criterion_document(node.part)},
    Unknown: lambda node: {"unknown": []},
    Choose: lambda node: {
        "choose": [criterion_document(node.parameter), {name: criterion_document(one) for name, one in node.readings}]
    },
    Select: _select,
    Quantified: lambda node: {
        "every_of" if node.every else "any_of": [node.collection.name, criterion_document(node.part)]
    },
    Count: lambda node: {"count_of": [node.collection.name, criterion_document(node.part)]},
    Holds: lambda node: {"holds" if node.expected else "holds_not": criterion_document(node.operand)},
    Member: _member,
    IsKnown: lambda node: {"known": criterion_document(node.operand)},
    Compare: lambda node: {node.comparison.value: [criterion_document(node.left), criterion_document(node.right)]},
}


def rule_document(rule: Rule) -> Json:
    """A rule with all its provenance."""
    document = {
        "id": rule.id,
        "programme": rule.programme,
        "offer": rule.offer,
        "requirements": list(rule.requirements),
        "effect": rule.effect.value,
        "criterion": criterion_document(rule.criterion),
        "when": None if rule.when is None else criterion_document(rule.when),
        "document": rule.citation.document,
        "quotation": rule.citation.quotation,
        "mark": rule.citation.mark.value,
        "note": rule.citation.note,
        "reading": rule.reading,
        "in_force": value_document(rule.in_force),
        "plugin": rule.plugin,
        "advice": rule.advice,
        "otherwise": rule.otherwise and {"to": rule.otherwise.to, "advice": rule.otherwise.advice},
        "unknown": rule.unknown and {"by": rule.unknown.by, "reason": rule.unknown.reason},
        "obligation": rule.obligation and {"duty": rule.obligation.duty, "discharged": rule.obligation.discharged},
        "targets": {target: criterion_document(one) for target, one in rule.targets},
    }
    return {key: value for key, value in document.items() if value not in (None, "", {}, [])}


def parameter_document(one: Parameter) -> Json:
    """A parameter with its dated values and its source."""
    return {
        "name": one.name,
        "kind": one.kind.value,
        "unit": one.unit,
        "requirement": one.requirement,
        "values": [[entry.since and entry.since.isoformat(), value_document(entry.value)] for entry in one.values],
        "quotation": one.citation.quotation,
        "mark": one.citation.mark.value,
        "note": one.citation.note,
    }


def criterion_from(
    document: Json,
    facts: Mapping[str, Fact],
    parameters: Mapping[str, Parameter],
    collections: Mapping[str, Any],
) -> Criterion:
    """The criterion that a document describes. Raises `InvalidDocument` for what is no criterion or names the unknown."""
    read = _Reader(facts, parameters, collections)
    try:
        return read.criterion(document)
    except (KeyError, ValueError, TypeError, AttributeError, RuleError) as error:
        raise InvalidDocument(
            "this is not a criterion", RuleError("not a criterion", code="criterion-document").faults
        ) from error


class _Reader:
    def __init__(
        self, facts: Mapping[str, Fact], parameters: Mapping[str, Parameter], collections: Mapping[str, Any]
    ) -> None:
        self.facts, self.parameters, self.collections = facts, parameters, collections

    def operand(self, document: Json, beside: Operand | None = None) -> Operand:
        ((key, given),) = document.items()
        if key == "fact":
            return self.facts[given]
        if key == "parameter":
            return self.parameters[given]
        if key == "count_of":
            return Count(
                collection=self.collections[given[0]],
                part=self.criterion(given[1]),
                name=f"number of {given[0]}",
                unit=given[0],
            )
        if key != "value" or beside is None:
            raise RuleError("an operand is a fact, a parameter, a count or a value", code="criterion-document")
        value = date.fromisoformat(given) if isinstance(given, str) else given
        return Literal(name=str(value), kind=beside.kind, value=value, unit=beside.unit)

    def constant(self, operand: Operand, given: Json) -> Any:
        category = operand.category if isinstance(operand, Fact | Parameter) else None
        return given if category is None else category(given)

    def criterion(self, document: Json) -> Criterion:
        ((key, given),) = document.items()
        if key in {"all", "any"}:
            parts = tuple(self.criterion(one) for one in given)
            return All(parts=parts) if key == "all" else AnyOf(parts=parts)
        if key == "at_least":
            return AtLeast(needed=given[0], parts=tuple(self.criterion(one) for one in given[1:]))
        if key == "not":
            return Not(part=self.criterion(given))
        if key in {"any_of", "every_of"}:
            collection = self.collections[given[0]]
            return Quantified(collection=collection, part=self.criterion(given[1]), every=key == "every_of")
        if key in {"holds", "holds_not"}:
            return Holds(operand=self.operand(given), expected=key == "holds")
        if key in {"in", "not_in"}:
            operand = self.operand(given[0])
            allowed = given[1]
            inside = (
                self.operand(allowed)
                if isinstance(allowed, dict)
                else frozenset(self.constant(operand, one) for one in allowed)
            )
            return Member(operand=operand, allowed=inside, negated=key == "not_in")
        if key == "known":
            return IsKnown(operand=self.operand(given))
        if key == "choose":
            readings = tuple((name, self.criterion(one)) for name, one in sorted(given[1].items()))
            return Choose(parameter=self.operand(given[0]), readings=readings)
        if key == "select":
            operand = self.operand(given[0])
            branches = tuple(
                (self.constant(operand, value), self.criterion(one)) for value, one in sorted(given[1].items())
            )
            return Select(operand=operand, branches=branches, otherwise=self.criterion(given[2]))
        if key == "unknown":
            return Unknown()
        left = given[0] if "value" not in given[0] else given[1]
        beside = self.operand(left)
        return Compare(
            comparison=Comparison(key), left=self.operand(given[0], beside), right=self.operand(given[1], beside)
        )
