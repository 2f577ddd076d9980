"""Participants full of canaries, recorded and erased through the engine."""

from datetime import UTC, datetime

from tests.durability.planted import canary

from peersupport.engine import Engine
from peersupport.ledger import Ledger
from peersupport.programmes.host import Host
from peersupport.records.consent import Competence, ConsentStatement, Party, ProxyAuthority, RoleHeld, StatementKind
from peersupport.records.disclosure import DisclosureRequest, Item
from peersupport.records.identifiers import ConcernId, PersonId, ProgrammeId, StatementId
from peersupport.records.roles import Role
from peersupport.records.safeguarding import Concern, ProfessionalAction

HERE = ProgrammeId("community-mothers")
VISITOR, NURSE = PersonId("visitor"), PersonId("nurse")
SINCE = datetime(2026, 1, 1, tzinfo=UTC)
LEFT, SAFE, OPEN = "left", "safe", "open"
"""What is recorded of a participant: no concern, one that was acted on, one that is open."""


def engine_over(ledger: Ledger) -> Engine:
    """An engine with a visitor and a nurse."""
    made = Engine(Host.load(), ledger=ledger)
    for person, role in ((VISITOR, Role.COMMUNITY_MOTHER), (NURSE, Role.HEALTH_VISITOR)):
        made.record(RoleHeld(person=person, role=role, programme=HERE, on=True, start=SINCE))
    return made


def identity(number: int) -> PersonId:
    """The id of a participant."""
    return PersonId(canary(number, "id"))


def kind(number: int) -> str:
    """Which of three kinds a participant is of."""
    return (LEFT, SAFE, OPEN)[number % 3]


def plant(engine: Engine, number: int) -> None:
    """Record a participant: every field that takes words holds a canary."""
    who = identity(number)

    def word(what: str) -> str:
        return canary(number, what)

    engine.record(Competence(subject=who, purposes=("care",), on=True, start=SINCE, judged_by=PersonId(word("judge"))))
    engine.record(
        ProxyAuthority(
            subject=who, proxy=PersonId(word("proxy")), purposes=("care",), on=True, start=SINCE, evidence=word("order")
        )
    )
    engine.record(grant(number))
    request = DisclosureRequest(
        subject=who,
        sender=VISITOR,
        recipient=NURSE,
        items=(Item(category="mental_health", identifying=True, content=f"{word('content')} of {word('name')}"),),
        purpose="referral",
        programme=HERE,
        anonymised=number % 2 == 0,
        known_names=(word("name"),),
    )
    engine.disclose(request, key=word("key"))
    if kind(number) == LEFT:
        return
    concern = ConcernId(word("concern"))
    engine.raise_concern(
        Concern(
            id=concern,
            subject=who,
            programme=HERE,
            about=PersonId(word("child")),
            raised_by=VISITOR,
            categories=("concern",),
            note=word("suspicion"),
        )
    )
    if kind(number) == SAFE:
        action = ProfessionalAction(
            taken_at=datetime.now(UTC), by_role=Role.SAFEGUARDING_LEAD, what=word("action"), by=PersonId(word("lead"))
        )
        engine.act(who, concern, action)


def grant(number: int) -> ConsentStatement:
    """What a participant agrees to."""
    who = identity(number)
    return ConsentStatement(
        id=StatementId(canary(number, "statement")),
        kind=StatementKind.GRANT,
        subject=who,
        giver=who,
        sender=Party(role=Role.COMMUNITY_MOTHER),
        recipient=Party(role=Role.HEALTH_VISITOR),
        categories=("health",),
        purposes=("care",),
        evidence=canary(number, "evidence"),
    )
