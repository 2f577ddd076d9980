"""Criteria back from their JSON documents, checked as strictly as those that a plugin brings."""

from collections.abc import Mapping
from typing import Any

from peersupport.dates import parse_date
from peersupport.errors import Fault, InvalidDocument, PeerSupportError
from peersupport.rules.check import check_criterion
from peersupport.rules.combinators import at_least
from peersupport.rules.criteria import (
    All,
    AnyOf,
    Choose,
    Collection,
    Compare,
    Comparison,
    Count,
    Criterion,
    Holds,
    IsKnown,
    Kind,
    Member,
    Not,
    Operand,
    Quantified,
    Select,
    Unknown,
    as_operand,
)
from peersupport.rules.document import Json
from peersupport.rules.facts import Fact
from peersupport.rules.parameters import Parameter
from peersupport.rules.structure import subjects_of

NOT_A_CRITERION = "what is compared, chosen or counted here does not go together"


def criterion_from(
    document: Json,
    facts: Mapping[str, Fact],
    parameters: Mapping[str, Parameter],
    collections: Mapping[str, Collection],
) -> Criterion:
    """The criterion that a document describes.

    Raises `InvalidDocument` with every fault of its shape and its names, each with its path; and for one that no plugin
    could bring, since it compares or combines what does not go together.
    """
    from peersupport.rules.criterion_shape import check_shape  # noqa: PLC0415 - loaded by those who read documents

    check_shape(document, facts, parameters, collections)
    return criterion_in_shape(document, facts, parameters, collections)


def criterion_in_shape(
    document: Json,
    facts: Mapping[str, Fact],
    parameters: Mapping[str, Parameter],
    collections: Mapping[str, Collection],
) -> Criterion:
    """The same of a document whose shape is right. Raises `InvalidDocument`."""
    found: Criterion | None = None
    try:
        found = _Reader(facts, parameters, collections).criterion(document)
        subject = min(subjects_of([found]), default="Case")
        sound = not check_criterion(found, subject, "document")
    except (LookupError, ValueError, TypeError, AttributeError, PeerSupportError):
        sound = False
    if found is None or not sound:
        raise InvalidDocument("the document has faults", [Fault(code="criterion-document", message=NOT_A_CRITERION)])
    return found


class _Reader:
    def __init__(
        self,
        facts: Mapping[str, Fact],
        parameters: Mapping[str, Parameter],
        collections: Mapping[str, Collection],
    ) -> None:
        self.facts, self.parameters, self.collections = facts, parameters, collections

    def operand(self, document: Json, beside: Operand | None = None) -> Operand:
        ((key, given),) = document.items()
        if key == "fact":
            return self.facts[given]
        if key == "parameter":
            return self.parameters[given]
        if key == "count_of":
            name, part = given
            return Count(
                collection=self.collections[name], part=self.criterion(part), name=f"number of {name}", unit=name
            )
        if key != "value" or beside is None:
            raise LookupError(key)
        return as_operand(parse_date(given) if beside.kind is Kind.DATE else given, beside)

    def constant(self, operand: Operand, given: Json) -> Any:
        category = operand.category if isinstance(operand, Fact | Parameter) else None
        return given if category is None else {str(one.value): one for one in category}[str(given)]

    def criterion(self, document: Json) -> Criterion:
        ((key, given),) = document.items()
        if key in {"all", "any"}:
            parts = tuple(self.criterion(one) for one in given)
            return All(parts=parts) if key == "all" else AnyOf(parts=parts)
        if key == "at_least":
            needed, *others = given
            if type(needed) is not int:
                raise TypeError(key)
            return at_least(needed, *(self.criterion(one) for one in others))
        if key == "not":
            return Not(part=self.criterion(given))
        if key in {"any_of", "every_of"}:
            name, part = given
            return Quantified(collection=self.collections[name], part=self.criterion(part), every=key == "every_of")
        if key in {"holds", "holds_not"}:
            return Holds(operand=self.operand(given), expected=key == "holds")
        if key in {"in", "not_in"}:
            one, allowed = given
            operand = self.operand(one)
            inside: frozenset[Any] | Operand
            if isinstance(allowed, dict):
                inside = self.operand(allowed)
            else:
                inside = frozenset(self.constant(operand, value) for value in list(allowed))
            return Member(operand=operand, allowed=inside, negated=key == "not_in")
        if key == "known":
            return IsKnown(operand=self.operand(given))
        if key == "choose":
            parameter, readings = given
            chosen = tuple((name, self.criterion(one)) for name, one in sorted(readings.items()))
            return Choose(parameter=self.operand(parameter), readings=chosen)
        if key == "select":
            one, branches, otherwise = given
            operand = self.operand(one)
            ways = [(self.constant(operand, value), self.criterion(part)) for value, part in branches.items()]
            ordered = tuple(sorted(ways, key=lambda way: str(way[0].name)))
            return Select(operand=operand, branches=ordered, otherwise=self.criterion(otherwise))
        if key == "unknown":
            return Unknown()
        left, right = given
        beside = self.operand(right if "value" in left else left)
        return Compare(comparison=Comparison(key), left=self.operand(left, beside), right=self.operand(right, beside))
