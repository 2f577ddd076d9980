"""Laws of safeguarding: a concern is always recorded, and its duty stays until a professional acts."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from peersupport._attrs import evolve, frozen
from peersupport.ledger import LedgerRefused
from peersupport.policies.safeguarding import CLOSING
from peersupport.records.codec import document_of, structured
from peersupport.records.identifiers import ConcernId, PersonId, ProgrammeId
from peersupport.records.roles import Role
from peersupport.records.safeguarding import Concern, ProfessionalAction
from peersupport.rules.facts import STAFF, Audience
from peersupport.testing.choices import Choices
from peersupport.testing.laws.law import Domain, law, must
from peersupport.testing.laws.smaller import smaller
from peersupport.testing.services.ledgers import START, Clock
from peersupport.testing.services.safeguarding import SafeguardingService, SafeguardingStore

ANNA, BEA = PersonId("anna"), PersonId("bea")
OTHERS = tuple(role for role in Role if role not in CLOSING)
"""Roles whose action closes nothing."""
PROFESSIONAL = sorted(CLOSING, key=lambda role: role.value)
CATEGORIES = ((), ("concern",), ("concern", "child_identity"), None)
HOUR = timedelta(hours=1)


@frozen
class Raised:
    """A concern, and what others than professionals do about it, or what they do too early."""

    concern: Concern
    idle: tuple[ProfessionalAction, ...]
    closing: ProfessionalAction


def _draw(service: SafeguardingService, choices: Choices) -> Raised:
    programme = choices.pick((None, *service.programmes()))
    concern = Concern(
        id=ConcernId(choices.pick(("c1", "Concern 2 – ü"))),
        subject=ANNA,
        programme=None if programme is None else ProgrammeId(programme),
        about=choices.pick((None, PersonId("ben"))),
        raised_by=choices.pick((None, PersonId("visitor"))),
        raised_by_role=choices.pick((None, *Role)),
        raised_at=choices.pick((None, START, START - 40 * HOUR, START + 400 * HOUR)),
        categories=choices.pick(CATEGORIES),
        note=choices.pick((None, "", "seen on Friday")),
    )
    idle = tuple(_action(choices, OTHERS, START) for _ in range(choices.number(0, 2)))
    return Raised(concern=concern, idle=idle, closing=_action(choices, PROFESSIONAL, START))


def _action(choices: Choices, roles: Sequence[Role], at: datetime) -> ProfessionalAction:
    what = choices.pick(("called social care", "it was nothing", "visited"))
    return ProfessionalAction(taken_at=at, by_role=choices.pick(roles), what=what)


def _smaller(raised: Raised) -> Iterable[Raised]:
    for place in range(len(raised.idle)):
        yield evolve(raised, idle=(*raised.idle[:place], *raised.idle[place + 1 :]))
    for concern in smaller(raised.concern):
        if concern.subject is not None:
            yield evolve(raised, concern=concern)


def _write(raised: Raised) -> object:
    idle = [document_of(one) for one in raised.idle]
    return {"concern": document_of(raised.concern), "idle": idle, "closing": document_of(raised.closing)}


def _read(_: SafeguardingService, document: Any) -> Raised:
    return Raised(
        concern=structured(document["concern"], Concern),
        idle=tuple(structured(one, ProfessionalAction) for one in document["idle"]),
        closing=structured(document["closing"], ProfessionalAction),
    )


DOMAIN: Domain[SafeguardingService, Raised] = Domain(
    draw=_draw,
    smaller=_smaller,
    write=_write,
    read=_read,
    protocol=SafeguardingService,
    adapters="`HostSafeguarding(host)`",
)


def _open(store: SafeguardingStore, participant: str | None = ANNA) -> list[ConcernId]:
    return [one.concern for one in store.open_duties(participant)]


def _content(one: Concern) -> tuple[object, ...]:
    """What somebody said, and who, of what."""
    return one.id, one.subject, one.programme, one.about, one.raised_by, one.raised_by_role, one.categories, one.note


def _kept(store: SafeguardingStore) -> list[tuple[object, ...]]:
    return [_content(one) for one in store.concerns(ANNA, Audience.CO_ORDINATOR)]


def _refused(store: SafeguardingStore, *, sensitive: bool) -> bool:
    try:
        store.erase(ANNA, sensitive=sensitive)
    except LedgerRefused:
        return True
    return False


@law(DOMAIN, source="consent.md, clause 1; TC36", floor=1, cases=150)
def a_concern_is_always_recorded(service: SafeguardingService, raised: Raised) -> bool:
    """Whoever raises it, whatever it leaves out and whichever programme it names: it is kept, and its duty is open.

    What is kept is what was said, to the last word. A time that has not come is no reason to refuse it. Opened again,
    the store has it too.
    """
    concern = raised.concern
    with service.place(Clock()) as opened:
        store = opened()
        duty = store.raise_concern(concern)
        must((duty.concern, duty.subject, duty.open) == (concern.id, ANNA, True), "its duty is not open")
        must(bool(_kept(store)), "it was not kept")
        must(_kept(store) == [_content(concern)], "something else was kept than what was raised")
        must(_kept(opened()) == [_content(concern)], "it is gone when the store is opened again")
    return True


@law(DOMAIN, source="TC36, TC37", floor=1, cases=150)
def a_duty_is_open_until_a_professional_acts(service: SafeguardingService, raised: Raised) -> bool:
    """It stays open whatever others do, is among the open duties of all, and professional action closes it, once."""
    clock = Clock()
    with service.place(clock) as opened:
        store = opened()
        store.raise_concern(raised.concern)
        for action in raised.idle:
            clock.wait(HOUR)
            duty = store.act(ANNA, raised.concern.id, evolve(action, taken_at=clock.now))
            must(duty.open, f"closed by the action of a {action.by_role.value}")
        must(_open(store) == [raised.concern.id] == _open(store, None), "it is not among the open duties")
        must(_open(store, BEA) == [], "it is among another's duties")
        clock.wait(HOUR)
        duty = store.act(ANNA, raised.concern.id, evolve(raised.closing, taken_at=clock.now))
        must(not duty.open, f"not closed by the action of a {raised.closing.by_role.value}")
        must(_open(store, None) == [], "it is closed and among the open duties")
    return True


@law(DOMAIN, source="TC36, TC37", floor=1, cases=100)
def each_concern_has_a_duty_of_its_own(service: SafeguardingService, raised: Raised) -> bool:
    """A second concern about a family is kept beside the first, and action on one leaves the other's duty open."""
    clock, first = Clock(), raised.concern
    second = evolve(first, id=ConcernId("another concern"))
    with service.place(clock) as opened:
        store = opened()
        for one in (first, second):
            store.raise_concern(one)
            clock.wait(HOUR)
        must(sorted(_kept(store), key=str) == sorted(map(_content, (first, second)), key=str), "one was not kept")
        for listed in (_open(store), _open(store, None)):
            must(sorted(listed) == sorted((first.id, second.id)), "the duties of two concerns are not both open")
        store.act(ANNA, first.id, evolve(raised.closing, taken_at=clock.now))
        must(_open(store) == [second.id] == _open(store, None), "the duty of one was closed by action on the other")
        must(_refused(store, sensitive=True), "erased while one of two duties is open")
    return True


@law(DOMAIN, source="TC36", floor=1, cases=100)
def nobody_cancels_a_duty(service: SafeguardingService, raised: Raised) -> bool:
    """Raising the concern again, or what was done years before it was raised, leaves the duty open."""
    clock = Clock()
    with service.place(clock) as opened:
        store = opened()
        store.raise_concern(raised.concern)
        clock.wait(HOUR)
        store.raise_concern(raised.concern)
        must(_open(store) == [raised.concern.id], "raised again, it is recorded twice or not at all")
        earlier = evolve(raised.closing, taken_at=datetime(2000, 1, 1, tzinfo=UTC))
        must(store.act(ANNA, raised.concern.id, earlier).open, "closed by what was done years before it was raised")
        must(_open(store) == [raised.concern.id], "what was done before closed it")
    return True


@law(DOMAIN, source="design.md, Ledger: erasure is refused while a duty is open", floor=1, cases=100)
def an_open_duty_forbids_erasure(service: SafeguardingService, raised: Raised) -> bool:
    """While her duty is open nothing of her is erased; once it is closed, she may be forgotten."""
    clock = Clock()
    with service.place(clock) as opened:
        store = opened()
        store.raise_concern(raised.concern)
        for sensitive in (False, True):
            must(_refused(store, sensitive=sensitive), "erased while a duty of hers is open")
        must(_open(store) == [raised.concern.id], "a refused erasure closed the duty")
        clock.wait(HOUR)
        store.act(ANNA, raised.concern.id, evolve(raised.closing, taken_at=clock.now))
        must(not _refused(store, sensitive=True), "nothing stands against it, and the erasure is refused")
        must(not store.concerns(ANNA, Audience.AUDITOR), "she was forgotten, and her concern can be read")
    return True


@law(DOMAIN, source="CM26; TC38", floor=1, cases=100)
def staff_alone_read_concerns(service: SafeguardingService, raised: Raised) -> bool:
    """Anybody may raise one; supporters and the household read none, whoever raised it."""
    with service.place(Clock()) as opened:
        store = opened()
        store.raise_concern(raised.concern)
        for audience in Audience:
            seen = bool(store.concerns(ANNA, audience))
            must(seen is (audience in STAFF), f"the {audience.value} {'reads' if seen else 'cannot read'} it")
    return True


@law(DOMAIN, source="TC36, TC37: our reading of when", floor=1, cases=150)
def a_duty_falls_due(service: SafeguardingService, raised: Raised) -> bool:
    """The co-ordinator must be told before action is due, both after it was raised, and late is late."""
    clock = Clock()
    with service.place(clock) as opened:
        duty = opened().raise_concern(raised.concern)
    must(duty.raised_at < duty.tell_by <= duty.act_by, "it is due before it was raised, or acting before telling")
    must(set(duty.overdue(duty.act_by)) == {"tell", "act"}, "at its deadline it is not late")
    must(not duty.overdue(duty.raised_at), "it is late as soon as it is raised")
    must(Role.CO_ORDINATOR in duty.to_tell, "the co-ordinator is not to be told")
    must({*duty.to_tell} <= CLOSING, "somebody is to be told who is no professional")
    return True


SAFEGUARDING = (
    a_concern_is_always_recorded,
    a_duty_is_open_until_a_professional_acts,
    each_concern_has_a_duty_of_its_own,
    nobody_cancels_a_duty,
    an_open_duty_forbids_erasure,
    staff_alone_read_concerns,
    a_duty_falls_due,
)
"""What suspected harm to a child obliges to."""
