"""The engine with its ledger: what is recorded, withdrawn and disclosed, and what a key stands for."""

from datetime import UTC, datetime, timedelta

import pytest

from peersupport import (
    Competence,
    ConsentStatement,
    DisclosureEffect,
    DisclosureRequest,
    Engine,
    Host,
    InvalidDocument,
    Item,
    Party,
    PersonId,
    ProgrammeId,
    Role,
    RoleHeld,
    StatementId,
    StatementKind,
    UnknownName,
    memory_ledger,
)
from peersupport._attrs import evolve
from peersupport.errors import InvalidRecord
from peersupport.ledger import LedgerConflict, LedgerMisuse

HERE = ProgrammeId("community-mothers")
ANNA, VISITOR, NURSE, STRANGER = map(PersonId, ("anna", "visitor", "nurse", "stranger"))
PERMIT, DENY = DisclosureEffect.PERMIT, DisclosureEffect.DENY
HOST = Host.load()
SOON = timedelta(seconds=30)


class Clock:
    """A clock that the test sets; each look at it takes a second, unless it stands."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 2, 9, tzinfo=UTC)
        self.step = timedelta(seconds=1)

    def __call__(self) -> datetime:
        """The instant now."""
        self.at += self.step
        return self.at


@pytest.fixture
def clock() -> Clock:
    """A clock in November."""
    return Clock()


@pytest.fixture
def engine(clock: Clock) -> Engine:
    """Anna, who is able to decide, a Community Mother and a health visitor."""
    made = Engine(HOST, ledger=memory_ledger(clock), now=clock)
    since = datetime(2026, 1, 1, tzinfo=UTC)
    made.record(Competence(subject=ANNA, purposes=("care", "advice"), on=True, start=since))
    for person, role in ((VISITOR, Role.COMMUNITY_MOTHER), (NURSE, Role.HEALTH_VISITOR)):
        made.record(RoleHeld(person=person, role=role, programme=HERE, on=True, start=since))
    return made


def grant(name: str = "g1") -> ConsentStatement:
    """What she agrees to: the Community Mother may tell health visitors of her health."""
    return ConsentStatement(
        id=StatementId(name),
        kind=StatementKind.GRANT,
        subject=ANNA,
        giver=ANNA,
        sender=Party(role=Role.COMMUNITY_MOTHER),
        recipient=Party(role=Role.HEALTH_VISITOR),
        categories=("health",),
        purposes=("care",),
    )


def withdrawal(name: str = "w1") -> ConsentStatement:
    """A withdrawal of all."""
    return ConsentStatement(id=StatementId(name), kind=StatementKind.WITHDRAWAL, subject=ANNA, giver=ANNA)


REQUEST = DisclosureRequest(
    subject=ANNA,
    sender=VISITOR,
    recipient=NURSE,
    items=(Item(category="mental_health", identifying=True),),
    purpose="referral",
    programme=HERE,
)


def test_what_was_granted_may_be_told_until_it_is_withdrawn(engine: Engine) -> None:
    """Every decision is recorded, each after what it rests on."""
    assert engine.disclose(REQUEST).effect is DENY
    given = engine.record(grant())
    told = engine.disclose(REQUEST)
    assert (told.effect, told.determining) == (PERMIT, ("g1",))
    withdrawn = engine.withdraw(withdrawal())
    refused = engine.disclose(REQUEST)
    assert refused.effect is DENY
    assert [one.about for one in refused.reasons if one.code == "withdrawn"] == [("w1",)]
    places = [given.position, told.sequence, withdrawn.position, refused.sequence]
    assert places == sorted(places, key=lambda one: one or 0)
    found = engine.history(ANNA, HERE)
    assert [one.effect for one in found.disclosures] == [DENY, PERMIT, DENY]


def test_the_ledger_orders_not_the_clock(engine: Engine, clock: Clock) -> None:
    """A clock that stands or steps back never lets a disclosure overtake a withdrawal that was acknowledged."""
    engine.record(grant())
    clock.step = timedelta(0)
    assert engine.disclose(REQUEST).effect is PERMIT
    engine.withdraw(withdrawal())
    clock.at -= timedelta(days=3)
    assert engine.disclose(REQUEST).effect is DENY


def test_a_key_gives_the_decision_that_it_was_recorded_with(engine: Engine) -> None:
    """A second try after a lost answer records nothing and decides nothing anew."""
    engine.record(grant())
    first = engine.disclose(REQUEST, key="visit 7")
    engine.withdraw(withdrawal())
    again = engine.disclose(REQUEST, key="visit 7")
    assert (again, again.effect) == (first, PERMIT)


def test_a_key_of_another_request_is_refused(engine: Engine) -> None:
    """A key that is used twice must not tell a stranger what was permitted for a nurse."""
    engine.record(grant())
    assert engine.disclose(REQUEST, key="k").effect is PERMIT
    for other in (
        evolve(REQUEST, recipient=STRANGER),
        evolve(REQUEST, items=(Item(category="money", identifying=True),)),
        evolve(REQUEST, suspicion=True),
    ):
        with pytest.raises(LedgerConflict):
            engine.disclose(other, key="k")
    with pytest.raises(LedgerConflict):
        engine.disclose(REQUEST, key="statement:g1")


def test_a_withdrawal_is_always_accepted(engine: Engine, clock: Clock) -> None:
    """Twice, of what was never granted, of names that nobody knows, through either method, by a clock ahead of ours."""
    engine.withdraw(withdrawal())
    engine.withdraw(withdrawal())
    engine.record(withdrawal("w2"))
    engine.withdraw(evolve(withdrawal("w3"), categories=("no such thing",), target=StatementId("nothing")))
    engine.record(grant())
    ahead = evolve(withdrawal("w4"), given_at=clock.at + SOON)
    stored = engine.withdraw(ahead)
    assert stored.given_at is None
    assert engine.disclose(REQUEST).effect is DENY
    clock.at += 2 * SOON
    assert engine.withdraw(ahead) == stored
    tomorrow = (clock.at + timedelta(days=1)).date()
    assert engine.withdraw(evolve(withdrawal("w5"), given_at=tomorrow)).given_at is None


def test_a_withdrawal_has_no_effect_before_it_was_given(engine: Engine, clock: Clock) -> None:
    """What is stored as its start is the later of both (consent.md, clocks)."""
    given = clock.at - SOON
    stored = engine.withdraw(evolve(withdrawal(), given_at=given, start=given - SOON))
    assert stored.start == given


def test_names_that_are_not_there_are_told_all_at_once_and_nothing_is_written(engine: Engine) -> None:
    """A grant of a misspelt category would cover nothing, without a word."""
    before = engine.history(ANNA, HERE)
    wrong = evolve(grant(), categories=("helth", "money"), purposes=("refferal",))
    with pytest.raises(InvalidDocument) as caught:
        engine.record(wrong)
    assert [fault.path for fault in caught.value.faults] == [("categories", 0), ("purposes", 0)]
    assert ["health" in caught.value.faults[0].help, "referral" in caught.value.faults[1].help] == [True, True]
    with pytest.raises(InvalidDocument):
        engine.record(
            Competence(subject=ANNA, purposes=("everything",), on=True, start=datetime(2026, 1, 1, tzinfo=UTC))
        )
    assert engine.history(ANNA, HERE) == before


def test_a_grant_given_later_than_now_is_refused(engine: Engine, clock: Clock) -> None:
    """Nothing that widens is put right in silence."""
    with pytest.raises(InvalidRecord):
        engine.record(evolve(grant(), given_at=clock.at + SOON * 60))
    with pytest.raises(InvalidRecord):
        engine.record(evolve(grant(), given_at=(clock.at + timedelta(days=1)).date()))
    assert engine.history(ANNA).consent[-1] != grant()


def test_recording_twice_records_once(engine: Engine) -> None:
    """A statement is known by its id, a dated record by what it says; another statement of that id is a conflict."""
    first = engine.record(grant())
    assert engine.record(grant()) == first
    with pytest.raises(LedgerConflict):
        engine.record(evolve(grant(), categories=("money",)))
    role = RoleHeld(person=NURSE, role=Role.GP, programme=HERE, on=True, start=datetime(2026, 2, 1, tzinfo=UTC))
    assert engine.record(role).position == engine.record(role).position


def test_an_engine_without_a_ledger_says_so(engine: Engine) -> None:
    """It answers about cases; of consent it must not answer from nothing."""
    bare = Engine(HOST)
    for call in (lambda: bare.disclose(REQUEST), lambda: bare.withdraw(withdrawal()), bare.open_duties):
        with pytest.raises(LedgerMisuse):
            call()
    with pytest.raises(UnknownName):
        engine.disclose(evolve(REQUEST, programme=ProgrammeId("community-mother")))


def test_asking_records_nothing(engine: Engine, clock: Clock) -> None:
    """A service may ask before it tells: who may receive this, what may be told."""
    engine.record(grant())
    before = engine.history(ANNA, HERE)
    register, policy = engine.register(ANNA, HERE), HOST.disclosure(HERE)
    now = evolve(REQUEST, at=clock.at + SOON)
    assert policy.who_may_receive(register, now, (NURSE, STRANGER)) == {NURSE: PERMIT}
    assert set(policy.what_may_be_told(register, now)) == {
        "health", "physical_health", "mental_health", "pregnancy", "child_development",
    }  # fmt: skip
    assert engine.history(ANNA, HERE) == before


def test_a_late_withdrawal_names_the_disclosures_that_it_touches(engine: Engine, clock: Clock) -> None:
    """What was decided stands; the list is for telling those who were told."""
    engine.record(grant())
    early = engine.disclose(REQUEST)
    clock.at += timedelta(days=1)
    said = clock.at
    clock.at += timedelta(days=1)
    late = engine.disclose(REQUEST)
    touched = engine.touched_by(engine.withdraw(evolve(withdrawal(), given_at=said)), HERE)
    assert [one.at for one in touched] == [late.request.at]
    assert engine.history(ANNA, HERE).disclosures[0] == early


def test_contents_are_searched_and_never_stored(clock: Clock) -> None:
    """The payload of an anonymous consultation is looked through, its findings kept by kind, its words nowhere."""
    ledger = memory_ledger(clock)
    engine = Engine(HOST, ledger=ledger, now=clock)
    since = datetime(2026, 1, 1, tzinfo=UTC)
    for person, role in ((VISITOR, Role.COMMUNITY_MOTHER), (NURSE, Role.HEALTH_VISITOR)):
        engine.record(RoleHeld(person=person, role=role, programme=HERE, on=True, start=since))
    words = "Kezia cries at night; ring 07700 900123."
    consultation = evolve(
        REQUEST,
        items=(Item(category="mental_health", identifying=False, content=words),),
        purpose="advice",
        anonymised=True,
        known_names=("Kezia Canary",),
    )
    refused = engine.disclose(consultation)
    assert refused.effect is DENY
    assert refused.reasons[0].about == ("name", "telephone")
    plain = evolve(consultation, items=(evolve(consultation.items[0], content="She cries at night."),))
    assert engine.disclose(plain).effect is PERMIT
    stored = b"".join(one.payload or b"" for one in ledger.entries("participant:anna"))
    assert not any(word in stored for word in (b"Kezia", b"Canary", b"07700", b"night"))
