"""A parent's request for a service: grants of its own, which permit that request and nothing else (TC43)."""

from datetime import UTC, datetime, timedelta

import pytest

from peersupport import (
    Competence,
    DisclosureEffect,
    DisclosureRequest,
    Engine,
    Host,
    Item,
    Party,
    PersonId,
    ProgrammeId,
    Role,
    RoleHeld,
    memory_ledger,
)
from peersupport._attrs import evolve
from peersupport.errors import InvalidRecord
from peersupport.policies.requests import grants_of_request
from peersupport.records.identifiers import ReferralId
from peersupport.records.referrals import OnwardReferral

HERE = ProgrammeId("community-mothers")
ANNA, VISITOR, LEAD, AGENCY, NURSE = map(PersonId, ("anna", "visitor", "lead", "agency", "nurse"))
SINCE = datetime(2026, 1, 5, 9, tzinfo=UTC)
AT = SINCE + timedelta(days=30)
PERMIT, DENY = DisclosureEffect.PERMIT, DisclosureEffect.DENY
REQUEST = OnwardReferral(
    id=ReferralId("o1"),
    service="citizens advice",
    about=ANNA,
    wished=True,
    path=(Role.PARTICIPANT, Role.COMMUNITY_MOTHER, Role.CO_ORDINATOR),
)


def grants(onward: OnwardReferral = REQUEST) -> object:
    """The grants that Anna's wish for help with her rent amounts to."""
    return grants_of_request(
        onward, subject=ANNA, recipient=Party(person=AGENCY), categories=("money", "contact"), at=AT
    )


@pytest.mark.requirement("TC43")
def test_a_request_is_passed_from_hand_to_hand_by_grants_of_its_own() -> None:
    """Visitor to co-ordinator, co-ordinator to agency; nobody else is told, nor of anything else, nor before (TC43)."""
    now = AT
    engine = Engine(Host.load(), ledger=memory_ledger(lambda: now), now=lambda: now)
    roles = {VISITOR: Role.COMMUNITY_MOTHER, LEAD: Role.CO_ORDINATOR, NURSE: Role.HEALTH_VISITOR}
    engine.record(Competence(subject=ANNA, purposes=("care",), on=True, start=SINCE))
    for person, role in roles.items():
        engine.record(RoleHeld(person=person, role=role, programme=HERE, on=True, start=SINCE))

    def effect(sender: PersonId, recipient: PersonId, category: str = "money") -> DisclosureEffect:
        item = Item(category=category, identifying=True)
        return engine.disclose(
            DisclosureRequest(
                subject=ANNA, sender=sender, recipient=recipient, items=(item,), purpose="referral", programme=HERE
            ),
            key=f"{now}{sender}{recipient}{category}",
        ).effect

    assert effect(VISITOR, LEAD) is DENY
    for one in grants():  # type: ignore[attr-defined]
        engine.record(one)
    now += timedelta(minutes=1)
    assert (effect(VISITOR, LEAD), effect(LEAD, AGENCY)) == (PERMIT, PERMIT)
    assert (effect(VISITOR, AGENCY), effect(VISITOR, NURSE), effect(LEAD, NURSE)) == (DENY, DENY, DENY)
    assert effect(LEAD, AGENCY, "mental_health") is DENY


@pytest.mark.requirement("TC43", "TC42")
@pytest.mark.parametrize(
    "wrong",
    [
        {"wished": None},
        {"wished": False},
        {"path": None},
        {"path": (Role.COMMUNITY_MOTHER, Role.CO_ORDINATOR)},
        {"path": (Role.PARTICIPANT,)},
        {"path": (Role.PARTICIPANT, Role.PARTICIPANT)},
    ],
)
def test_nothing_becomes_a_grant_that_she_did_not_ask_for(wrong: dict[str, object]) -> None:
    """Neither a wish that nobody recorded, nor a request that did not begin with her (TC42, TC43)."""
    with pytest.raises(InvalidRecord):
        grants(evolve(REQUEST, **wrong))


@pytest.mark.requirement("TC43")
def test_a_grant_of_a_request_says_purpose_recipient_items_and_instant() -> None:
    """The four that the statement names, in each of the grants (TC43)."""
    assert [one.id for one in grants()] == ["o1-1", "o1-2"]  # type: ignore[attr-defined]
    for one in grants():  # type: ignore[attr-defined]
        assert (one.purposes, one.categories, one.given_at) == (("referral",), ("money", "contact"), AT)
        assert one.recipient is not None
    with pytest.raises(InvalidRecord):
        grants_of_request(REQUEST, subject=ANNA, recipient=Party(person=AGENCY), categories=(), at=AT)


@pytest.mark.requirement("TC43")
def test_whoever_is_named_is_meant_and_nobody_else_in_her_role() -> None:
    """What she told Joan she has not told every Community Mother (TC43)."""
    made = grants_of_request(
        REQUEST,
        subject=ANNA,
        recipient=Party(person=AGENCY),
        categories=("money",),
        at=AT,
        end=AT + timedelta(days=30),
        people={Role.COMMUNITY_MOTHER: VISITOR},
    )
    assert [one.sender for one in made] == [Party(person=VISITOR), Party(role=Role.CO_ORDINATOR)]
    assert [one.recipient for one in made] == [Party(role=Role.CO_ORDINATOR), Party(person=AGENCY)]
    assert {one.end for one in made} == {AT + timedelta(days=30)}
