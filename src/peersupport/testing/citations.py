"""Every citation of a programme in a host: to hold quotations against the source text that they are from."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from peersupport.citations import Citation
from peersupport.programmes.host import Host
from peersupport.rules.criteria import Criterion, Operand


def citations_of(host: Host, programme: str) -> tuple[Citation, ...]:
    """What a programme's rules, parameters and declarations of whatever kind quote."""
    named = [one.citation for name, one in host.parameters.items() if name.startswith(f"{programme}.")]
    held = [getattr(host, field.name) for field in attrs.fields(Host) if not field.name.startswith("_")]
    own = [one for one in _flat(held) if getattr(one, "programme", None) == programme]
    return (*named, *_citations([host.programmes[programme], *own]))


def _flat(value: Any) -> Iterator[Any]:
    if issubclass(value.__class__, Mapping):
        yield from _flat(tuple(value.values()))
    elif issubclass(value.__class__, tuple | list):
        for one in value:
            yield from _flat(one)
    else:
        yield value


def _citations(value: Any) -> Iterator[Citation]:
    for one in _flat(value):
        if isinstance(one, Citation):
            yield one
        elif attrs.has(one.__class__) and not isinstance(one, Criterion | Operand):
            for field in attrs.fields(one.__class__):
                yield from _citations(getattr(one, field.name))
