"""What link workers may tell statutory services and researchers (MM22, MM44)."""

from datetime import UTC, datetime, timedelta

import pytest

from peersupport import (
    Competence,
    ConsentStatement,
    DisclosureEffect,
    DisclosureRequest,
    Host,
    Item,
    Party,
    PersonId,
    ProgrammeId,
    Role,
    RoleHeld,
    StatementId,
    StatementKind,
)
from peersupport.policies.disclosure import DisclosureDecision

HERE = ProgrammeId("link-workers")
ANNA, WORKER, MIDWIFE, GP, RESEARCHER = map(PersonId, ("anna", "worker", "midwife", "gp", "researcher"))
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
PERMIT, DENY = DisclosureEffect.PERMIT, DisclosureEffect.DENY
ROLES = {WORKER: Role.LINK_WORKER, MIDWIFE: Role.MIDWIFE, GP: Role.GP}
STANDING = (
    Competence(subject=ANNA, purposes=("care", "research"), on=True, start=START, recorded_at=START),
    *(
        RoleHeld(person=person, role=role, programme=HERE, on=True, start=START, recorded_at=START)
        for person, role in ROLES.items()
    ),
)


def agreed(recipient: Party, purpose: str) -> ConsentStatement:
    """What she agreed that her link worker may tell of her health."""
    return ConsentStatement(
        id=StatementId(f"{purpose}-{recipient.role or recipient.person}"),
        kind=StatementKind.GRANT,
        subject=ANNA,
        giver=ANNA,
        given_at=START + HOUR,
        sender=Party(role=Role.LINK_WORKER),
        recipient=recipient,
        categories=("health",),
        purposes=(purpose,),
        recorded_at=START + HOUR,
    )


def told(recipient: PersonId, purpose: str, *statements: ConsentStatement) -> DisclosureDecision:
    """The answer to telling a recipient of her mental health."""
    request = DisclosureRequest(
        subject=ANNA,
        sender=WORKER,
        recipient=recipient,
        items=(Item(category="mental_health", identifying=True),),
        purpose=purpose,
        at=START + 24 * HOUR,
        programme=HERE,
    )
    return Host.load().disclosure(HERE).decide((*STANDING, *statements), request)


@pytest.mark.requirement("MM22")
def test_mm22_each_recipient_needs_a_consent_of_its_own() -> None:
    """What the midwife may hear, the GP may not; and telling her first is owed with every telling."""
    consent = agreed(Party(role=Role.MIDWIFE), "referral")
    answer = told(MIDWIFE, "referral", consent)
    assert answer.effect is PERMIT
    assert any("she was told what is shared" in duty for duty in answer.obligations)
    refused = told(GP, "referral", consent)
    assert (refused.effect, "link-workers/MM22" in refused.determining) == (DENY, True)


@pytest.mark.requirement("MM44")
def test_mm44_consent_to_support_is_none_to_research() -> None:
    """Research is agreed to by itself, or not at all."""
    support = agreed(Party(person=RESEARCHER), "care")
    refused = told(RESEARCHER, "research", support)
    assert (refused.effect, "link-workers/MM44" in refused.determining) == (DENY, True)
    assert told(RESEARCHER, "research", support, agreed(Party(person=RESEARCHER), "research")).effect is PERMIT
