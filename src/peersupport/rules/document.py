"""Criteria, rules and fact values as plain JSON: to hash, store, exchange and show; and criteria back again."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from math import isfinite
from typing import Any

import attrs

from peersupport.dates import DateRange, Period
from peersupport.rules.bounds import Bounds
from peersupport.rules.criteria import (
    All,
    AnyOf,
    AtLeast,
    Choose,
    Collection,
    Compare,
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
from peersupport.rules.facts import Fact, FactValue
from peersupport.rules.parameters import Parameter, Setting
from peersupport.rules.rule import Rule

Json = Any
PLAIN = frozenset({bool, int, str})
"""What JSON holds as it is; most values are."""


def canonical(document: Json) -> bytes:
    """The bytes that a document is hashed by: keys sorted, no white space, UTF-8."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def digest(document: Json) -> str:
    """SHA-256 of a document's canonical bytes, in hexadecimal."""
    return fingerprint(canonical(document))


def fingerprint(content: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal."""
    from hashlib import sha256  # noqa: PLC0415 - loading OpenSSL is a tenth of the whole import

    return sha256(content).hexdigest()


def value_document(value: FactValue | Setting | Period) -> Json:
    """A fact's or parameter's value. Sets are sorted; what is partly known gives two ends, infinite ones as null."""
    if value is None or value.__class__ in PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, DateRange):
        return {"first": value.first.isoformat(), "last": value.last.isoformat()}
    if isinstance(value, float) and not isfinite(value):
        return str(value)
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
    Unknown: lambda _: {"unknown": []},
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
        "stage": rule.stage,
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
        "inherited_from": rule.inherited_from,
        "advice": rule.advice,
        "otherwise": rule.otherwise and {"to": rule.otherwise.to, "advice": rule.otherwise.advice},
        "unknown": rule.unknown and {"by": rule.unknown.by, "reason": rule.unknown.reason},
        "obligation": rule.obligation and {"duty": rule.obligation.duty, "discharged": rule.obligation.discharged},
        "targets": {target: criterion_document(one) for target, one in rule.targets},
    }
    return {key: value for key, value in document.items() if value not in (None, "", {}, [])}


def declared_thing_document(value: Any) -> Json:
    """Whatever a programme declares as data, by its fields; what is empty is left out."""
    if isinstance(value, Criterion | Operand):
        return criterion_document(value)
    kind: Any = value.__class__
    if kind is tuple:
        return [declared_thing_document(one) for one in value]
    if attrs.has(kind) and not isinstance(value, Period | DateRange | Bounds):
        fields = {one.name: declared_thing_document(getattr(value, one.name)) for one in attrs.fields(kind)}
        return {name: shown for name, shown in fields.items() if shown not in (None, "", {}, [])}
    return value_document(value)


def fact_document(one: Fact) -> Json:
    """All that a fact declares; its code is not part of it."""
    return {
        "name": one.name,
        "subject": one.subject,
        "kind": one.kind.value,
        "unit": one.unit,
        "category": category_document(one.category),
        "meaning": one.meaning,
        "question": one.question,
        "asked_of": one.asked_of.value,
        "visible_to": sorted(reader.value for reader in one.visible_to),
        "presupposes": None if one.presupposes is None else one.presupposes.name,
        "reads": [parameter.name for _, parameter in one.reads],
    }


def parameter_document(one: Parameter) -> Json:
    """A parameter with its dated values and its source."""
    values = [[entry.since and entry.since.isoformat(), value_document(entry.value)] for entry in one.values]
    return {**declared_document(one), "values": values}


def declared_document(one: Parameter) -> Json:
    """All that a parameter declares, without its values."""
    return {
        "name": one.name,
        "kind": one.kind.value,
        "unit": one.unit,
        "many": one.many,
        "category": category_document(one.category),
        "options": None if one.options is None else list(one.options),
        "size": one.size,
        "requirement": one.requirement,
        "meaning": one.meaning,
        "question": one.question,
        "document": one.citation.document,
        "quotation": one.citation.quotation,
        "mark": one.citation.mark.value,
        "note": one.citation.note,
    }


def category_document(category: type[Enum] | None) -> Json:
    """The members of a category, in its order: the name and the value of each."""
    return None if category is None else [[member.name, value_document(member)] for member in category]


def collection_document(one: Collection) -> Json:
    """What a collection declares."""
    return {
        "name": one.name,
        "owner": one.owner,
        "member": one.member,
        "attribute": one.attribute,
        "question": one.question,
    }
