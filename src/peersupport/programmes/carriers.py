"""What a programme declares as data beside its rules: it says where it comes from, and its document is filled in."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import attrs

from peersupport._attrs import evolve
from peersupport.citations import Carrier, Citation
from peersupport.errors import Fault
from peersupport.rules.criteria import Criterion, Operand
from peersupport.rules.rule import Rule

T = TypeVar("T")


def carrier_faults(what: str, carriers: Iterable[Carrier]) -> Iterator[Fault]:
    """Things of one kind that share an id, or that do not say what they rest on. `what` names the kind."""
    seen: set[str] = set()
    for one in carriers:
        if one.id in seen:
            yield Fault(code="carrier-duplicate", message=f"there are two of the {what} `{one.id}`")
        seen.add(one.id)
        if not one.requirements or not all(one.requirements) or not one.citation.quotation.strip():
            message = f"the {what} `{one.id}` names no requirement, or quotes nothing"
            help = 'requirements=("...",), citation=cited("the words of the source")'
            yield Fault(code="carrier-uncited", message=message, help=help)


def in_document(value: T, document: str) -> T:
    """The same declaration, where each citation in it that names no document names this one."""
    filled: T = _filled(value, document)
    return filled


def _filled(value: Any, document: str) -> Any:
    if isinstance(value, Citation):
        return value if value.document else evolve(value, document=document)
    kind: Any = value.__class__
    if kind is tuple:
        parts = tuple(_filled(one, document) for one in value)
        return parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
    if not attrs.has(kind) or issubclass(kind, Criterion | Operand | Rule):
        return value
    fields = {one.name: getattr(value, one.name) for one in attrs.fields(kind)}
    changed = {name: new for name, old in fields.items() if (new := _filled(old, document)) is not old}
    return evolve(value, **changed) if changed else value
