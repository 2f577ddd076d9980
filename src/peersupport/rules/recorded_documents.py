"""What the JSON of recorded rules holds: each class reads one kind of entry, and describes it."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any

import attrs

from peersupport._attrs import frozen, record
from peersupport.citations import Mark
from peersupport.records.codec import structured
from peersupport.records.codec.faults import Mismatch
from peersupport.records.codec.form import Form, Json, Schema, is_array
from peersupport.records.codec.forms import DATE
from peersupport.records.codec.values import date_from, text_from, whole_from
from peersupport.rules.criteria import Kind
from peersupport.rules.criterion_shape import CriterionDocument
from peersupport.rules.facts import AskedOf, Audience
from peersupport.rules.rule import Effect, Hold, Obligation, Redirect
from peersupport.rules.told_values import Told

NOTHING: Mapping[str, Any] = MappingProxyType({})


def _pair(value: Any, expected: str) -> tuple[Json, Json]:
    if not is_array(value) or len(value) != 2:
        raise Mismatch("value-type", expected)
    first, second = value
    return first, second


def _period_from(value: Json, _: object) -> tuple[date | None, date | None]:
    start, end = _pair(value, "a list of two days, each perhaps null")
    return None if start is None else date_from(start), None if end is None else date_from(end)


def _period_document(value: tuple[date | None, date | None]) -> Json:
    return [one and one.isoformat() for one in value]


def _members_from(value: Json, _: object) -> tuple[tuple[str, str | int], ...]:
    expected = "a list of names, each with its value"
    if not is_array(value):
        raise Mismatch("value-type", expected)
    pairs = [_pair(one, expected) for one in value]
    return tuple((text_from(name), whole_from(held) if type(held) is int else text_from(held)) for name, held in pairs)


def _members_document(value: tuple[tuple[str, str | int], ...]) -> Json:
    return [list(one) for one in value]


def _two(first: Schema, second: Schema) -> Schema:
    return {"type": "array", "prefixItems": [first, second], "minItems": 2, "maxItems": 2}


_DAY: Schema = {"anyOf": [DATE, {"type": "null"}]}
PeriodDocument = Annotated[
    tuple[date | None, date | None],
    Form(read=_period_from, schema=lambda _: _two(_DAY, _DAY), write=_period_document, name="PeriodInForce"),
]
CategoryDocument = Annotated[
    tuple[tuple[str, str | int], ...],
    Form(
        read=_members_from,
        schema=lambda _: {"type": "array", "items": _two({"type": "string"}, {"type": ["string", "integer"]})},
        write=_members_document,
        name="Category",
    ),
]


@frozen
class RuleDocument:
    """A rule with all its provenance. What is empty is left out."""

    id: str
    effect: Effect
    criterion: CriterionDocument
    in_force: PeriodDocument
    mark: Mark
    programme: str = ""
    offer: str | None = None
    stage: str | None = None
    requirements: tuple[str, ...] = ()
    when: CriterionDocument | None = None
    document: str = ""
    quotation: str = ""
    note: str = ""
    reading: str = ""
    plugin: str = ""
    inherited_from: str = ""
    advice: str = ""
    otherwise: Redirect | None = None
    unknown: Hold | None = None
    obligation: Obligation | None = None
    targets: Mapping[str, CriterionDocument] = attrs.field(default=NOTHING)


@frozen
class FactDocument:
    """All that a fact declares; its code is not part of it."""

    name: str
    subject: str
    kind: Kind
    unit: str | None
    category: CategoryDocument | None
    meaning: str
    question: str
    asked_of: AskedOf
    visible_to: tuple[Audience, ...]
    presupposes: str | None
    reads: tuple[str, ...]


@frozen
class ParameterDocument:
    """All that a parameter declares, with its value when the rules were recorded; of a table only the size."""

    name: str
    kind: Kind
    unit: str | None
    many: bool
    category: CategoryDocument | None
    options: tuple[str, ...] | None
    size: int | None
    requirement: str
    meaning: str
    question: str
    document: str
    quotation: str
    mark: Mark
    note: str
    value: Told


@frozen
class CollectionDocument:
    """What a collection declares: the members of a subject that are subjects of their own."""

    name: str
    owner: str
    member: str
    attribute: str
    question: str


@frozen
class RecordedRulesDocument:
    """Rules, by name, with every fact, parameter and collection that they read."""

    rules: tuple[RuleDocument, ...]
    facts: tuple[FactDocument, ...]
    parameters: tuple[ParameterDocument, ...]
    collections: tuple[CollectionDocument, ...]


def check_recorded_rules(document: Json) -> None:
    """Raise `InvalidDocument` with every fault of the shape of recorded rules."""
    structured(document, RecordedRulesDocument)


def _step_from(value: Json, _: object) -> str | int:
    return whole_from(value) if type(value) is int else text_from(value)


def _version_from(value: Json, _: object) -> tuple[str, str]:
    plugin, version = _pair(value, "a plugin and its version")
    return text_from(plugin), text_from(version)


PathStep = Annotated[str | int, Form(read=_step_from, schema=lambda _: {"type": ["string", "integer"]})]
Version = Annotated[
    tuple[str, str],
    Form(read=_version_from, schema=lambda _: _two({"type": "string"}, {"type": "string"}), write=list),
]


@frozen
class FaultDocument:
    """What was wrong with a plugin that should have contributed."""

    code: str
    message: str
    path: tuple[PathStep, ...]
    help: str


@frozen
class SiteDigest:
    """The site whose settings were in force, and the digest of its file."""

    id: str
    digest: str


@frozen
class RuleSetDocument:
    """A rule set as it was recorded: all that a decision needs to be made again without any plugin."""

    form: int
    programme: str
    title: str
    offer: str
    subject: str
    rules: RecordedRulesDocument
    host: str
    site: SiteDigest
    versions: tuple[Version, ...]
    unavailable: tuple[FaultDocument, ...]


def check_rule_set(document: Json) -> None:
    """Raise `InvalidDocument` with every fault of the shape of a recorded rule set."""
    structured(document, RuleSetDocument)


@record
class RecordedScope:
    """What rules read of a subject, the code of each error, and the same of each of its members."""

    facts: Mapping[str, Told]
    errors: Mapping[str, str]
    members: Mapping[str, "tuple[RecordedScope, ...] | None"]


attrs.resolve_types(RecordedScope)  # type: ignore[type-var]
