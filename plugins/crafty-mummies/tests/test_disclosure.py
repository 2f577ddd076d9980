"""The creche worker of Crafty Mummies raises what worries her, and is told nothing (CM26)."""

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
from peersupport._attrs import evolve

HERE = ProgrammeId("crafty-mummies")
ANNA, WORKER, VISITOR, LEAD = map(PersonId, ("anna", "worker", "visitor", "lead"))
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
ROLES = {WORKER: Role.CRECHE_WORKER, VISITOR: Role.HEALTH_VISITOR, LEAD: Role.SAFEGUARDING_LEAD}
STANDING = tuple(
    RoleHeld(person=person, role=role, programme=HERE, on=True, start=START, recorded_at=START)
    for person, role in ROLES.items()
)
REQUEST = DisclosureRequest(
    subject=ANNA,
    sender=VISITOR,
    recipient=WORKER,
    items=(Item(category="child_development", identifying=True),),
    purpose="group",
    at=START + timedelta(days=1),
    programme=HERE,
)


GRANT = ConsentStatement(
    id=StatementId("g"),
    kind=StatementKind.GRANT,
    subject=ANNA,
    giver=ANNA,
    given_at=START,
    sender=Party(role=Role.HEALTH_VISITOR),
    recipient=Party(role=Role.CRECHE_WORKER),
    categories=("child_development",),
    purposes=("group",),
    recorded_at=START,
)
ABLE = Competence(subject=ANNA, purposes=("group",), on=True, start=START, recorded_at=START)
POLICY = Host.load().disclosure(HERE)
READS_NOTHING, RAISES = "crafty-mummies/CM26", "crafty-mummies/CM26-raise"


@pytest.mark.requirement("CM26")
def test_cm26_the_creche_worker_is_told_nothing_without_the_mothers_agreement() -> None:
    """By the programme's own rule, beside the core's; with her agreement the rule has nothing against it."""
    refused = POLICY.decide(STANDING, REQUEST)
    assert (refused.effect, READS_NOTHING in refused.determining) == (DisclosureEffect.DENY, True)
    assert READS_NOTHING not in POLICY.decide((*STANDING, ABLE, GRANT), REQUEST).determining


@pytest.mark.requirement("CM26")
def test_cm26_says_nothing_of_what_others_are_told() -> None:
    """The rule is about the crèche worker: what the safeguarding lead is told, others decide."""
    to_the_lead = POLICY.decide(STANDING, evolve(REQUEST, recipient=LEAD))
    assert (to_the_lead.effect, READS_NOTHING in to_the_lead.determining) == (DisclosureEffect.DENY, False)


@pytest.mark.requirement("CM26")
@pytest.mark.parametrize(
    ("sender", "suspicion", "raises"),
    [(WORKER, True, True), (WORKER, False, False), (VISITOR, True, False), (WORKER, None, False)],
)
def test_cm26_the_creche_worker_must_tell_of_suspected_harm(sender: str, suspicion: bool | None, raises: bool) -> None:
    """The lead is told whatever was agreed, and the group's health visitors hear of it the same day: from her, and
    where she suspects harm."""
    suspected = evolve(
        REQUEST, sender=sender, recipient=LEAD, items=(Item(category="concern", identifying=True),),
        purpose="safeguarding", suspicion=suspicion,
    )  # fmt: skip
    answer = POLICY.decide(STANDING, suspected)
    required = answer.effect is DisclosureEffect.REQUIRED
    assert (required, RAISES in {one.rule for one in answer.owed}) == (raises, raises)
