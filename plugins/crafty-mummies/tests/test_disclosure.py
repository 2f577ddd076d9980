"""The creche worker of Crafty Mummies raises what worries her, and is told nothing (CM26)."""

from datetime import UTC, datetime, timedelta

import pytest

from peersupport import DisclosureEffect, DisclosureRequest, Host, Item, PersonId, ProgrammeId, Role, RoleHeld
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


@pytest.mark.requirement("CM26")
def test_cm26_the_creche_worker_is_told_nothing_without_the_mothers_agreement() -> None:
    """By the programme's own rule, beside the core's."""
    answer = Host.load().disclosure(HERE).decide(STANDING, REQUEST)
    assert (answer.effect, "crafty-mummies/CM26" in answer.determining) == (DisclosureEffect.DENY, True)


@pytest.mark.requirement("CM26")
def test_cm26_the_creche_worker_must_tell_of_suspected_harm() -> None:
    """The lead is told whatever was agreed, and the group's health visitors hear of it the same day."""
    suspected = evolve(
        REQUEST, sender=WORKER, recipient=LEAD, items=(Item(category="concern", identifying=True),),
        purpose="safeguarding", suspicion=True,
    )  # fmt: skip
    answer = Host.load().disclosure(HERE).decide(STANDING, suspected)
    assert answer.effect is DisclosureEffect.REQUIRED
    assert "crafty-mummies/CM26-raise" in {one.rule for one in answer.owed}
