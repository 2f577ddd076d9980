"""A group's session, or its series, against the plan (CM4 to CM15, YP7 to YP10). Warnings only."""

from collections.abc import Collection, Iterable, Iterator
from enum import Enum

from peersupport._attrs import frozen
from peersupport.policies.sessions.remarks import Remark, Review, reviewed, told
from peersupport.records.roles import Role
from peersupport.records.sessions import Session, SessionPart, SessionSeries
from peersupport.records.supporters import Supporter
from peersupport.rules.session_plans import AttendanceBand, PlannedPart, SessionPlan

COUNTED = {None, Role.PARTICIPANT}
"""The roles of those who are counted: mothers; children and staff are not (D10)."""


class Intake(Enum):
    """Where a newcomer goes: into the group, on the waiting list, or it is not known how many are in."""

    PLACE = "place"
    WAITING_LIST = "waiting_list"
    UNKNOWN = "unknown"


@frozen
class Coverage:
    """How many sessions each block had, in the order of the plan; a report, and never a condition (YP8).

    `elsewhere` are sessions of no block of the plan, `unknown` those whose block is not recorded.
    """

    sessions: tuple[tuple[str, int], ...]
    elsewhere: int
    unknown: int


def review(plan: SessionPlan, session: Session, supporters: Iterable[Supporter] | None = None) -> Review:
    """A session beside its plan; `supporters` say which roles its staff have. A cancelled one has nothing to review."""
    if session.cancelled is True:
        return reviewed()
    roles = _roles(session, supporters)
    return reviewed(
        _parts(plan, session.parts), _staffing(plan, roles), _leaders(plan, roles), _attendance(plan, session),
        _venue(plan, session),
    )  # fmt: skip


def review_series(plan: SessionPlan, series: SessionSeries) -> Review:
    """A series beside its plan: its rhythm, its length, its parts (CM4 to CM9)."""
    rhythm, length = plan.every_days, plan.minutes
    return reviewed(
        told(
            plan,
            _differs(series.every_days, rhythm),
            f"planned every {rhythm} days, and arranged otherwise",
            "how often is it held?",
        ),
        told(
            plan,
            _differs(series.minutes, length),
            f"planned for {length} minutes, and arranged otherwise",
            "how long is it?",
        ),
        _parts(plan, series.parts),
    )


def mothers_present(session: Session) -> tuple[int, int | None]:
    """How many distinct participants came, without children and staff: at least, and at most (None: not known)."""
    if session.attendance is None:
        return 0, None
    counted = [one for one in session.attendance if one.role in COUNTED]
    sure = {one.participant for one in counted if one.attended is True}
    maybe = {one.participant for one in counted if one.attended is None and one.declined is not True}
    return len(sure), len(sure | maybe)


def intake(plan: SessionPlan, members: int | None) -> Intake:
    """Where somebody who may join goes, beside so many members: above the band on the waiting list (CM15, ours)."""
    band = plan.attendance
    if band is None or not band.waiting_list:
        return Intake.PLACE
    if members is None:
        return Intake.UNKNOWN
    return Intake.WAITING_LIST if members >= band.high else Intake.PLACE


def coverage(plan: SessionPlan, sessions: Iterable[Session]) -> Coverage:
    """How many of the sessions that were held each block had, in whatever order they came (YP7, YP8)."""
    held = [one.block for one in sessions if one.cancelled is not True]
    known = [one.id for one in plan.blocks]
    return Coverage(
        sessions=tuple((block, held.count(block)) for block in known),
        elsewhere=sum(block is not None and block not in known for block in held),
        unknown=held.count(None),
    )


def _differs(actual: int | None, planned: int | None) -> bool | None:
    if planned is None:
        return False
    return None if actual is None else actual != planned


def _parts(plan: SessionPlan, held: tuple[SessionPart, ...] | None) -> Iterator[Remark]:
    """The parts in their order. Where the plan gives no minutes, only what kinds there were (YP9)."""
    if held is None or plan.minutes is None:
        for planned in plan.parts:
            missing = None if held is None else _lacks([one.kind for one in held], planned.kind)
            yield from told(planned, missing, f"there was no {planned.title}", f"was there {planned.title}?")
        return
    if len(held) != len(plan.parts):
        text = f"planned in {len(plan.parts)} parts, and held in {len(held)}"
        yield Remark(about=plan.id, requirements=plan.requirements, text=text)
    for planned, part in zip(plan.parts, held, strict=False):
        yield from _part(planned, part)


def _lacks(kinds: Collection[str | None], kind: str) -> bool | None:
    """Whether none of the kinds is this one; one that is not recorded may be."""
    return False if kind in kinds else None if None in kinds else True


def _part(planned: PlannedPart, part: SessionPart) -> Iterator[Remark]:
    length = planned.minutes
    yield from told(
        planned, _differs(part.minutes, length), f"{planned.title}: planned for {length} minutes, and not so long held",
        f"{planned.title}: how long was it?",
    )  # fmt: skip
    other = part.kind is not None and part.kind != planned.kind
    unknown = None if planned.kind and part.kind is None else other
    yield from told(planned, unknown, f"it was to be {planned.title}", f"was it {planned.title}?")
    if planned.leader is not None:
        led = None if part.leader is None else part.leader is not planned.leader
        who = _words(planned.leader)
        yield from told(planned, led, f"{planned.title}: not led by a {who}", f"{planned.title}: who led it?")
    if planned.topics:
        none = None if part.topics is None else not part.topics
        example = planned.topics[0]
        yield from told(
            planned, none, f"{planned.title}: no topic, such as {example}", f"{planned.title}: on which topics?"
        )


def _roles(session: Session, supporters: Iterable[Supporter] | None) -> tuple[Role | None, ...] | None:
    """The roles of those who staff it, each None where it is not known; None where nothing is."""
    if session.staff is None:
        return None
    known = {one.id: one.role for one in supporters or ()}
    return tuple(known.get(one) for one in dict.fromkeys(session.staff))


def _fewer(roles: Collection[Role | None] | None, role: Role, count: int) -> bool | None:
    """Whether there are fewer than so many of a role."""
    if roles is None:
        return None
    sure = sum(one is role for one in roles)
    return False if sure >= count else None if sure + sum(one is None for one in roles) >= count else True


def _staffing(plan: SessionPlan, roles: Collection[Role | None] | None) -> Iterator[Remark]:
    titles = {part.id: f"{part.title}: " for part in plan.parts}
    for one in plan.staffing:
        where, who = titles.get(one.part, ""), f"{_words(one.role)} ({one.count})"
        fewer = _fewer(roles, one.role, one.count)
        yield from told(one, fewer, f"{where}planned with {who}, and fewer were there", f"{where}who was there: {who}?")


def _leaders(plan: SessionPlan, roles: Collection[Role | None] | None) -> Iterator[Remark]:
    """That a part can be led at all: somebody of its leader's role is there (CM7, CM9)."""
    for part in plan.parts:
        if part.leader is not None:
            who = _words(part.leader)
            absent = _fewer(roles, part.leader, 1)
            yield from told(part, absent, f"{part.title}: no {who} to lead it", f"{part.title}: was a {who} there?")


def _attendance(plan: SessionPlan, session: Session) -> Iterator[Remark]:
    band = plan.attendance
    if band is None:
        return
    low, high = mothers_present(session)
    few = True if high is not None and high < band.low else False if low >= band.low else None
    many = True if low > band.high else False if high is not None and high <= band.high else None
    span = f"{band.low} to {band.high}"
    if few is None or many is None:
        yield from told(band, None, "", f"how many mothers came, of the usual {span}?")
    yield from _outside(band, few is True, f"fewer mothers than the usual {span}")
    yield from _outside(band, many is True, f"more mothers than the usual {span}")


def _outside(band: AttendanceBand, outside: bool, text: str) -> Iterator[Remark]:
    return told(band, outside, text, "")


def _venue(plan: SessionPlan, session: Session) -> Iterator[Remark]:
    venue = plan.venue
    if venue is None:
        return
    elsewhere = None if session.venue is None else session.venue != venue.kind
    yield from told(venue, elsewhere, f"not held in a {venue.kind}", f"was it held in a {venue.kind}?")
    for one in venue.provides:
        lacking = None if session.facilities is None else one not in session.facilities
        yield from told(venue, lacking, f"there was no {one}", f"was there a {one}?")


def _words(role: Role) -> str:
    return role.value.replace("_", " ")
