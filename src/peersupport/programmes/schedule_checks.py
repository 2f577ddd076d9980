"""Checks of schedules when a host is built: what a schedule cannot mean is a fault of its plugin."""

from collections import Counter
from collections.abc import Iterator, Mapping

from peersupport.errors import Fault, did_you_mean
from peersupport.programmes.programme import Programme
from peersupport.records.community import MeetingKind, OutputKind
from peersupport.records.encounters import EncounterKind
from peersupport.records.supporters import SupervisionKind
from peersupport.rules.criteria import Kind
from peersupport.rules.document import Json, value_document
from peersupport.rules.parameters import Parameter
from peersupport.rules.schedules import (
    Anchor,
    AtMonths,
    BetweenMonths,
    EachTerm,
    EveryDays,
    EveryMonths,
    OwnDay,
    Rhythm,
    Schedule,
    Shown,
)

AGAIN = (EveryDays, EveryMonths, BetweenMonths)
FITTING: Mapping[Anchor, tuple[tuple[Shown, tuple[type[Rhythm], ...]], ...]] = {
    Anchor.ENROLMENT: ((Shown.ENCOUNTER, AGAIN),),
    Anchor.BIRTH: ((Shown.CHILD_REVIEW, (AtMonths,)),),
    Anchor.SUPPORTER: ((Shown.SUPERVISION, AGAIN),),
    Anchor.SERIES: ((Shown.SESSION, (EveryDays,)), (Shown.EVALUATION, (EachTerm,))),
    Anchor.SITE: (
        (Shown.MEETING, (*AGAIN, EachTerm)),
        (Shown.EVALUATION, (*AGAIN, EachTerm)),
        (Shown.OUTPUT, (AtMonths,)),
    ),
    Anchor.PLAN: ((Shown.PLAN_REVIEW, (OwnDay,)),),
    Anchor.TARGET: ((Shown.ITSELF, (OwnDay,)),),
    Anchor.SHEET: ((Shown.ITSELF, (OwnDay,)),),
}
"""What can show that something is done, and in which rhythm, by what it is counted from."""
NAMES = {
    Shown.ENCOUNTER: {one.value for one in EncounterKind},
    Shown.SUPERVISION: {one.value for one in SupervisionKind},
    Shown.MEETING: {one.value for one in MeetingKind},
    Shown.OUTPUT: {one.value for one in OutputKind},
}
NARROWED = {Shown.ENCOUNTER, Shown.SUPERVISION, Shown.MEETING, Shown.OUTPUT}
"""The records that a schedule must say the kinds of: any meeting would otherwise do for supervision (TC52)."""


def schedule_faults(schedules: tuple[Schedule, ...], own: Mapping[str, Programme]) -> Iterator[Fault]:
    """Every fault of one plugin's schedules. `own` are the programmes that it brings: a schedule narrows nothing."""
    for name, times in sorted(Counter(one.name for one in schedules).items()):
        if times > 1:
            help = 'give each its own id="..."'
            yield Fault(code="schedule-duplicate", message=f"the schedule `{name}` is given {times} times", help=help)
    for one in schedules:
        programme = own.get(one.programme)
        if programme is None:
            message = f"`{one.name}` is a schedule of a programme that this plugin does not bring"
            help = did_you_mean(one.programme, own) or "bind it: programme.schedules(schedule(...))"
            yield Fault(code="schedule-unbound", message=message, help=help)
            continue
        if not one.id or not one.what or not all(one.requirements) or not one.requirements:
            message = f"`{one.name}` needs an id, the statement that it carries, and what is due"
            yield Fault(code="schedule-uncited", message=message)
        elif not one.citation.quotation.strip() or not one.citation.document:
            yield Fault(code="schedule-uncited", message=f"`{one.name}` quotes nothing", help='quote="..."')
        if one.offer is not None and one.offer not in {offer.id for offer in programme.offers}:
            message = f"`{one.name}` belongs to an offer that `{programme.id}` does not have"
            yield Fault(code="offer-unknown", message=message)
        yield from _shape(one)
        yield from _parameters(one)
        yield from _follows(one, schedules)


def _shape(one: Schedule) -> Iterator[Fault]:
    fitting = dict(FITTING[one.anchor])
    if type(one.rhythm) not in fitting.get(one.done.shown, ()):
        known = "; ".join(
            f"{shown.value}: {', '.join(rhythm.__name__ for rhythm in rhythms)}" for shown, rhythms in fitting.items()
        )
        message = f"`{one.name}` is counted from a {one.anchor.value} and cannot be shown or repeated like that"
        yield Fault(code="schedule-shape", message=message, help=known)
    names = NAMES.get(one.done.shown, set(one.done.kinds))
    for kind in one.done.kinds:
        if kind not in names:
            message = f"`{one.name}` counts a kind that there is not"
            yield Fault(code="schedule-kind", message=message, help=did_you_mean(kind, names))
    if one.done.shown in NARROWED and not one.done.kinds:
        message = f"`{one.name}` does not say which {one.done.shown.value}s count"
        yield Fault(code="schedule-kind", message=message, help="name their kinds")
    if one.roles and one.anchor is not Anchor.SUPPORTER:
        yield Fault(code="schedule-shape", message=f"`{one.name}` names roles, and is not due of supporters")
    if one.offer is not None and one.anchor is not Anchor.ENROLMENT:
        yield Fault(code="schedule-shape", message=f"`{one.name}` names an offer, and is not counted from joining")


def _parameters(one: Schedule) -> Iterator[Fault]:
    for part, parameter in one.parameters:
        unit = "days" if part in {"days", "tolerance"} else "months"
        if parameter.kind is not Kind.WHOLE or parameter.many or parameter.unit != unit:
            message = f"`{one.name}` needs `{parameter.name}` to be a whole number of {unit}"
            yield Fault(code="schedule-parameter", message=message)
            continue
        least = 0 if part == "tolerance" else 1
        if any(type(entry.value) is int and entry.value < least for entry in parameter.values):
            message = f"`{parameter.name}` has a value below {least}: `{one.name}` would never move on"
            yield Fault(code="schedule-parameter", message=message)


def _follows(one: Schedule, schedules: tuple[Schedule, ...]) -> Iterator[Fault]:
    if not isinstance(one.rhythm, OwnDay) or not one.rhythm.follows:
        return
    known = {
        other.id
        for other in schedules
        if other.programme == one.programme and other.anchor is Anchor.ENROLMENT and other.id != one.id
    }
    if one.anchor is not Anchor.TARGET or one.rhythm.follows not in known:
        message = f"`{one.name}` follows a schedule that there is not, or that is not counted from joining"
        yield Fault(code="schedule-follows", message=message, help=did_you_mean(one.rhythm.follows, known))


def schedule_parameters(schedules: tuple[Schedule, ...]) -> tuple[Parameter, ...]:
    """Every parameter that schedules read; a name may stand twice."""
    return tuple(parameter for one in schedules for _, parameter in one.parameters)


def schedule_document(one: Schedule) -> Json:
    """A schedule as JSON, with all its provenance."""
    rhythm: dict[str, Json] = {part: parameter.name for part, parameter in one.parameters}
    if isinstance(one.rhythm, OwnDay) and one.rhythm.follows:
        rhythm["follows"] = one.rhythm.follows
    return {
        "id": one.id,
        "programme": one.programme,
        "requirements": list(one.requirements),
        "what": one.what,
        "anchor": one.anchor.value,
        "done": [one.done.shown.value, *one.done.kinds],
        "rhythm": {type(one.rhythm).__name__: rhythm},
        "offered": one.offered,
        "closes": one.closes,
        "roles": [role.value for role in one.roles],
        "offer": one.offer,
        "in_force": value_document(one.in_force),
        "document": one.citation.document,
        "quotation": one.citation.quotation,
        "mark": one.citation.mark.value,
        "note": one.citation.note,
        "plugin": one.plugin,
    }
