"""Checks of measures and instruments when a host is built, and what its digest covers of them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, cast

import attrs

from peersupport._attrs import evolve
from peersupport.errors import Fault, InvalidDocument, did_you_mean
from peersupport.outcomes.built_in import BUILT_IN
from peersupport.outcomes.instrument_checks import ID, duplicates, instrument_faults
from peersupport.outcomes.instruments import Instrument
from peersupport.outcomes.measures import Caveat, Measure, Method, bound_caveats, bound_measures
from peersupport.programmes.programme import Programme
from peersupport.rules.document import Json, value_document
from peersupport.rules.facts import FactValue

OPEN = {one.id: one for one in BUILT_IN if not one.items}
"""Built-in instruments that are left to configuration: a plugin or a service supplies them under the same id."""
CLOSED = {one.id: one for one in BUILT_IN if one.items}


def all_instruments(contributed: Iterable[Instrument], supplied: tuple[Instrument, ...] = ()) -> dict[str, Instrument]:
    """By id: the core's instruments, those that plugins contributed, and those that the service supplies.

    Raises `InvalidDocument` with every fault of what the service supplies, and where two have one id: which is meant
    would depend on their order.
    """
    plugins = tuple(contributed)
    faults = list(_faults_of(supplied)) or list(duplicates((*plugins, *supplied)))
    if faults:
        raise InvalidDocument("an instrument cannot be used", faults)
    found = {one.id: one for one in (*BUILT_IN, *plugins, *supplied)}
    return dict(sorted(found.items()))


def with_outcomes(one: Programme) -> Programme:
    """A programme whose measures and caveats know it, and cite its document where they name none."""
    if not one.measures and not one.caveats:
        return one
    measures = bound_measures(one.measures, one.id, one.source)
    return evolve(one, measures=measures, caveats=bound_caveats(one.caveats, one.source))


def outcome_faults(programmes: Iterable[Programme], instruments: tuple[Instrument, ...]) -> Iterator[Fault]:
    """Every fault of one plugin's instruments and of its programmes' measures."""
    if any(not isinstance(one, Instrument) for one in instruments):  # pyright: ignore[reportUnnecessaryIsInstance]
        message = "the hook `instruments` returned something that is no Instrument"
        yield Fault(code="hook-type", message=message)
        return
    yield from _faults_of(instruments)
    known = {*CLOSED, *OPEN, *(one.id for one in instruments)}
    for programme in programmes:
        carriers: list[Measure | Caveat] = [*programme.measures, *programme.caveats]
        for name, times in sorted(Counter(one.id for one in carriers).items()):
            if times > 1:
                message = f"the measure `{name}` of `{programme.id}` is given {times} times"
                yield Fault(code="measure-duplicate", message=message)
        for one in carriers:
            if ID.fullmatch(one.id) is None or not one.requirements or not all(one.requirements):
                message = f"a measure of `{programme.id}` needs an id and the statement that it carries"
                yield Fault(code="measure-uncited", message=message)
            if not one.citation.quotation.strip():
                yield Fault(code="measure-uncited", message=f"`{one.id}` quotes nothing", help='quote="..."')
        for measure in programme.measures:
            yield from _measure(measure, programme, known)


def outcome_document(value: object) -> Json:
    """An instrument, measure or caveat as JSON, field by field: all that it declares."""
    if isinstance(value, tuple):
        return [outcome_document(one) for one in cast("tuple[object, ...]", value)]
    kind: Any = type(value)
    if attrs.has(kind):
        fields: Any = attrs.fields(kind)
        return {str(one.name): outcome_document(getattr(value, one.name)) for one in fields}
    return value_document(cast("FactValue", value))


def _faults_of(instruments: tuple[Instrument, ...]) -> Iterator[Fault]:
    yield from duplicates(instruments)
    for one in instruments:
        yield from instrument_faults(one)
        if one.id in CLOSED:
            message = f"`{one.id}` is an instrument of the core's"
            yield Fault(code="instrument-duplicate", message=message, help="give yours an id of its own")


def _measure(one: Measure, programme: Programme, known: Iterable[str]) -> Iterator[Fault]:
    names = set(known)
    if one.offer is not None and one.offer not in {offer.id for offer in programme.offers}:
        message = f"`{one.id}` belongs to an offer that `{programme.id}` does not have"
        yield Fault(code="offer-unknown", message=message)
    if not one.subjects or (one.method in {Method.ANSWERS, Method.FEEDBACK} and not one.domains):
        message = f"`{one.id}` does not say whose outcome it is, or under which matters it is recorded"
        yield Fault(code="measure-domains", message=message)
    for instrument in one.instruments:
        if one.method is Method.SCORES and instrument not in names:
            message = f"`{one.id}` is measured with an instrument that is not here"
            yield Fault(code="measure-instrument", message=message, help=did_you_mean(instrument, names))
    if one.method is Method.SCORES and not one.instruments:
        yield Fault(code="measure-instrument", message=f"`{one.id}` names no instrument")
