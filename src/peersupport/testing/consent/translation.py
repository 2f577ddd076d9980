"""Plain tuples as the library's records, and its decisions as the oracle's answers: for every differential run."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from peersupport.policies.disclosure import Disclosure, DisclosureDecision, DisclosureEffect
from peersupport.records.consent import (
    Competence,
    ConsentRecord,
    ConsentStatement,
    Party,
    ProxyAuthority,
    RoleHeld,
    StatementKind,
)
from peersupport.records.disclosure import DisclosureRequest, Item
from peersupport.records.identifiers import PersonId, ProgrammeId, StatementId
from peersupport.records.roles import Role
from peersupport.records.vocabulary import Hierarchy, Term, hierarchy
from peersupport.testing.consent.cases import Record
from peersupport.testing.consent.service import Effect
from peersupport.testing.oracle import forms
from peersupport.testing.oracle.forms import instant

REMEMBERED = 20_000
"""How many records are remembered at the most: those of neighbouring cases are the same."""
KINDS = {kind.value: kind for kind in StatementKind}
ROLES = {role.value: role for role in Role}


@cache
def london() -> ZoneInfo:
    """The time zone of London, read when it is first needed."""
    return ZoneInfo("Europe/London")


def maybe(number: int | None) -> datetime | None:
    """An instant that may not be recorded."""
    return None if number is None else instant(number)


def day_in_london(number: int) -> date:
    """The day in London on which an instant falls."""
    return instant(number).astimezone(london()).date()


def given(interval: forms.Interval | None) -> datetime | date | None:
    """An exact instant, or the day that an interval covers. Raises `ValueError` for one that is not a whole day."""
    if interval is None:
        return None
    low, high = interval
    if low == high:
        return instant(low)
    day = day_in_london(low)
    if (low, high + 1) != (midnight(day), midnight(day + timedelta(days=1))):
        raise ValueError("an interval is not a whole day in London")
    return day


@lru_cache(1_000)
def midnight(day: date) -> int:
    """The instant at which a day begins in London."""
    return forms.number(datetime(day.year, day.month, day.day, tzinfo=london()))


def party(one: forms.Party | None) -> Party | None:
    """A person or a role."""
    if one is None:
        return None
    return Party(person=PersonId(one.name)) if one.kind == "person" else Party(role=ROLES[one.name])


def terms(these: Sequence[forms.Term]) -> Hierarchy:
    """A hierarchy of the library."""
    return hierarchy(Term(name=one.name, parents=one.parents, since=maybe(one.since)) for one in these)


def statement(one: forms.Statement) -> ConsentStatement:
    """A statement of the library. Raises its errors for what cannot be recorded so."""
    start: datetime | date | None = maybe(one.start)
    end: datetime | date | None = maybe(one.end)
    if one.dated:
        start = None if one.start is None else day_in_london(one.start)
        end = None if one.end is None else day_in_london(one.end - 1)
    return ConsentStatement(
        id=StatementId(one.id),
        kind=KINDS[one.kind],
        subject=PersonId(one.subject),
        giver=PersonId(one.giver),
        given_at=given(one.given),
        start=start,
        end=end,
        sender=party(one.sender),
        recipient=party(one.recipient),
        categories=one.categories,
        purposes=one.purposes,
        target=None if one.target is None else StatementId(one.target),
        obligations=one.obligations,
        recorded_at=maybe(one.recorded),
        position=one.position,
    )


def record(one: Record) -> ConsentRecord:
    """A record of the library. Raises its errors for what cannot be recorded so."""
    if isinstance(one, forms.Statement):
        return statement(one)
    recorded, position = maybe(one.recorded), one.position
    start, person, on = instant(one.start), PersonId(one.person), one.on
    if one.kind == "role":
        return RoleHeld(
            person=person, role=ROLES[one.role], programme=ProgrammeId(one.programme), on=on, start=start,
            recorded_at=recorded, position=position,
        )  # fmt: skip
    if one.kind == "competence":
        return Competence(
            subject=person, purposes=one.purposes, on=on, start=start, recorded_at=recorded, position=position
        )
    return ProxyAuthority(
        subject=PersonId(one.subject), proxy=person, purposes=one.purposes, on=on, start=start, recorded_at=recorded,
        position=position,
    )  # fmt: skip


class Records:
    """Tuples as records; the same one is made once."""

    def __init__(self) -> None:
        self.made: dict[Record, ConsentRecord] = {}

    def of(self, records: Sequence[Record]) -> list[ConsentRecord]:
        """The library's records."""
        made, found = self.made, list[ConsentRecord]()
        if len(made) > REMEMBERED:
            made.clear()
        for one in records:
            known = made.get(one)
            if known is None:
                known = made[one] = record(one)
            found.append(known)
        return found


def request(one: forms.Request) -> DisclosureRequest:
    """A request of the library."""
    return DisclosureRequest(
        subject=PersonId(one.subject),
        sender=None if one.sender is None else PersonId(one.sender),
        recipient=None if one.recipient is None else PersonId(one.recipient),
        items=tuple([Item(category=it.category, identifying=it.identifies, content=it.content) for it in one.items]),
        purpose=one.purpose,
        at=instant(one.at),
        known_at=one.known,
        programme=ProgrammeId(one.programme),
        anonymised=one.anonymised,
        suspicion=one.suspicion,
        immediate_danger=one.immediate_danger,
        known_names=one.known_names,
    )


def asked(one: DisclosureRequest) -> forms.Request:
    """A request of the library as a tuple."""
    return forms.Request(
        subject=one.subject,
        sender=one.sender,
        recipient=one.recipient,
        items=tuple(forms.Item(it.category, it.identifying, it.content) for it in one.items),
        purpose=one.purpose,
        at=forms.number(one.at),
        known=one.known_at,
        programme=one.programme,
        anonymised=one.anonymised,
        suspicion=one.suspicion,
        immediate_danger=one.immediate_danger,
        known_names=one.known_names,
    )


EFFECTS: dict[DisclosureEffect, Effect] = {
    DisclosureEffect.PERMIT: "PERMIT",
    DisclosureEffect.DENY: "DENY",
    DisclosureEffect.REQUIRED: "REQUIRED",
}


def answer(decision: DisclosureDecision, programme: str) -> forms.Answer:
    """A decision as the oracle tells it: a programme's own rules by their short names."""
    return forms.Answer(
        effect=EFFECTS[decision.effect],
        told=decision.told_places,
        determining=frozenset([one.removeprefix(f"{programme}/") for one in decision.determining]),
        obligations=frozenset(decision.obligations),
    )


def policy_of(world: forms.World) -> Disclosure:
    """The library's policy for a world, without a programme's rules."""
    return Disclosure(None, terms(world.categories), terms(world.purposes))
