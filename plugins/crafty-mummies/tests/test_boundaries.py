"""The group's page, and the crèche worker who tells and does not read: each statement of the source, by its id."""

from datetime import date

import pytest

from peersupport import Host, Role
from peersupport.policies.boundaries import BoundaryDecision, BoundaryEffect
from peersupport.records.acts import Act

POLICY = Host.load().boundaries("crafty-mummies")
PERMIT, DENY, REQUIRED = BoundaryEffect.PERMIT, BoundaryEffect.DENY, BoundaryEffect.REQUIRED


def asked(action: str, role: Role, **about: bool | None) -> BoundaryDecision:
    """The programme's answer."""
    return POLICY.decide(Act(action=action, role=role, **about), date(2026, 11, 1))


@pytest.mark.requirement("CM28")
def test_the_parent_volunteer_runs_the_page_without_a_word_on_families() -> None:
    """She owns it; nothing of a family stands there, and whoever is shown agreed to that."""
    owner = Role.PARENT_VOLUNTEER
    assert asked("post_on_page", owner, family_data=False, photographs=False).effect is PERMIT
    assert asked("post_on_page", owner, family_data=False, photographs=True, photographs_agreed=True).effect is PERMIT
    assert asked("post_on_page", owner, family_data=True, photographs=False).effect is DENY
    assert asked("post_on_page", owner, family_data=False, photographs=True, photographs_agreed=False).effect is DENY
    for unknown in ("family_data", "photographs"):
        known = {"family_data": False, "photographs": False, unknown: None}
        decided = asked("post_on_page", owner, **known)
        assert (decided.effect, decided.provisional) == (DENY, True)
    unasked = asked("post_on_page", owner, family_data=False, photographs=True)
    assert "Did all whom it shows agree that it is shown there?" in {one.question for one in unasked.missing}
    assert asked("post_on_page", Role.HEALTH_VISITOR, family_data=False, photographs=False).effect is DENY


@pytest.mark.requirement("CM26")
def test_the_creche_worker_tells_and_does_not_read() -> None:
    """A role without access to cases writes and does not read; a concern of harm is REQUIRED of her too."""
    worker = Role.CRECHE_WORKER
    told = "Tell the health visitors who run the group."
    assert asked("feed_back_worry", worker).effect is PERMIT
    assert asked("feed_back_worry", worker).obligations == (told,)
    assert asked("read_case_records", worker).effect is DENY
    assert asked("read_case_records", worker).determining == ("crafty-mummies/CM26-reading",)
    raised = asked("raise_concern", worker)
    assert raised.effect is REQUIRED
    assert told in raised.obligations
