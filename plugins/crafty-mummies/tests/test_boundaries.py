"""The group's page, and the crèche worker who tells and does not read: each statement of the source, by its id."""

from datetime import date

import pytest

from peersupport import Host, Role
from peersupport.policies.boundaries import BoundaryDecision, BoundaryEffect
from peersupport.records.acts import Act

POLICY = Host.load().boundaries("crafty-mummies")
PERMIT, DENY, REQUIRED = BoundaryEffect.PERMIT, BoundaryEffect.DENY, BoundaryEffect.REQUIRED
OWNER, WORKER = Role.PARENT_VOLUNTEER, Role.CRECHE_WORKER
TOLD = "Tell the health visitors who run the group."


def asked(action: str, role: Role | None, **about: bool | None) -> BoundaryDecision:
    """The programme's answer."""
    return POLICY.decide(Act(action=action, role=role, **about), date(2026, 11, 1))


def rules(decision: BoundaryDecision) -> set[str]:
    """The programme's rules that decided."""
    return {one.removeprefix("crafty-mummies/") for one in decision.determining}


@pytest.mark.requirement("CM26", "CM28")
@pytest.mark.parametrize(
    ("action", "may"), [("post_on_page", {OWNER}), ("feed_back_worry", {WORKER}), ("read_case_records", set())]
)
def test_each_act_is_for_whom_the_source_names_and_for_nobody_else(action: str, may: set[Role]) -> None:
    """The page is the parent volunteer's; the crèche worker feeds back; nobody is said to read."""
    found = {role for role in Role if asked(action, role, family_data=False, photographs=False).effect is PERMIT}
    assert found == may


@pytest.mark.requirement("CM28")
@pytest.mark.parametrize(
    ("family_data", "photographs", "agreed", "effect", "decided_by"),
    [
        (False, False, None, PERMIT, {"CM28"}),
        (False, True, True, PERMIT, {"CM28"}),
        (True, False, None, DENY, {"CM28-data"}),
        (False, True, False, DENY, {"CM28-photographs"}),
        (True, True, False, DENY, {"CM28-data", "CM28-photographs"}),
    ],
)
def test_on_the_page_stands_nothing_of_a_family_and_nobody_who_did_not_agree(
    family_data: bool, photographs: bool, agreed: bool | None, effect: BoundaryEffect, decided_by: set[str]
) -> None:
    """She owns it; nothing of a family stands there, and whoever is shown agreed to that."""
    answer = asked("post_on_page", OWNER, family_data=family_data, photographs=photographs, photographs_agreed=agreed)
    assert (answer.effect, rules(answer)) == (effect, decided_by)


@pytest.mark.requirement("CM28")
def test_what_is_not_known_of_a_post_is_asked_before_it_is_posted() -> None:
    """It is denied for now, and says what to ask."""
    for unknown in ("family_data", "photographs"):
        known = {"family_data": False, "photographs": False, unknown: None}
        decided = asked("post_on_page", OWNER, **known)
        assert (decided.effect, decided.provisional) == (DENY, True)
    unasked = asked("post_on_page", OWNER, family_data=False, photographs=True)
    assert "Did all whom it shows agree that it is shown there?" in {one.question for one in unasked.missing}


@pytest.mark.requirement("CM26", "CM28")
def test_what_holds_for_the_page_does_not_stand_in_the_way_of_a_worry() -> None:
    """A worry about a child tells something of a family: that is its purpose."""
    worry = asked("feed_back_worry", WORKER, family_data=True, photographs=True, photographs_agreed=False)
    assert (worry.effect, rules(worry)) == (PERMIT, {"CM26-telling"})


@pytest.mark.requirement("CM26")
def test_the_creche_worker_does_not_read() -> None:
    """A role without access to cases; what others may read is not for this rule to say."""
    reading = asked("read_case_records", WORKER)
    assert (reading.effect, rules(reading)) == (DENY, {"CM26-reading"})
    for other in set(Role) - {WORKER}:
        assert rules(asked("read_case_records", other)) == set()


@pytest.mark.requirement("CM26")
def test_what_the_creche_worker_tells_reaches_the_health_visitors_of_the_group() -> None:
    """A worry, and a concern of harm, which is REQUIRED of her too; it is hers to do, and only where she tells."""
    raised = asked("raise_concern", WORKER)
    assert raised.effect is REQUIRED
    assert TOLD in raised.obligations
    assert asked("feed_back_worry", WORKER).obligations == (TOLD,)
    for action in ("post_on_page", "read_case_records"):
        assert TOLD not in asked(action, WORKER).obligations
    for other in set(Role) - {WORKER}:
        assert TOLD not in asked("raise_concern", other).obligations
