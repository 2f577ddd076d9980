"""What a peer supporter may lead at each stage of the pathway: each statement of the source, by its id."""

from datetime import date

import pytest

from peersupport import Host, Role
from peersupport.policies.boundaries import BoundaryDecision, BoundaryEffect
from peersupport.records.acts import Act
from peersupport.testing.boundaries import spoken_of

POLICY = Host.load().boundaries("young-parents-connect")
PERMIT, DENY = BoundaryEffect.PERMIT, BoundaryEffect.DENY
FIRST, SECOND, THIRD = Role.PEER_VOLUNTEER, Role.PEER_FACILITATION_VOLUNTEER, Role.PAID_PEER_FACILITATOR
WITH = {"present": (Role.FACILITATOR,)}
AGREED = {"agreed_by": (Role.FACILITATOR,)}


def asked(action: str, role: Role, **about: object) -> BoundaryDecision:
    """The programme's answer."""
    return POLICY.decide(Act(action=action, role=role, **about), date(2026, 11, 1))  # type: ignore[arg-type]


@pytest.mark.requirement("YP15", "YP16", "YP17")
def test_each_rule_speaks_of_the_stage_and_the_acts_that_the_source_names() -> None:
    """Just an activity; a session or the discussion beside a paid facilitator; a group together with others."""
    delivering = {"deliver_session", "lead_mental_health_discussion"}
    nobody_there = {"present": (), "agreed_by": (), "paid": False, "leaders": 1}
    assert spoken_of(POLICY, date(2026, 11, 1), **nobody_there) == {
        "YP15": {FIRST: {"lead_activity"}},
        "YP15-just": {FIRST: {*delivering, "lead_group"}},
        "YP16": {SECOND: {"lead_activity", *delivering}},
        "YP16-with": {SECOND: delivering},
        "YP16-agreed": {SECOND: {"lead_mental_health_discussion"}},
        "YP16-group": {SECOND: {"lead_group"}},
        "YP17": {THIRD: {"lead_activity", *delivering, "lead_group"}},
        "YP17-paid": {THIRD: {"lead_group"}},
        "YP17-together": {THIRD: {"lead_group"}},
    }


@pytest.mark.requirement("YP15")
def test_a_peer_volunteer_just_leads_an_activity() -> None:
    """Not a session, not the discussion, not the group, whoever is there."""
    assert asked("lead_activity", FIRST).effect is PERMIT
    for action in ("deliver_session", "lead_mental_health_discussion", "lead_group"):
        decided = asked(action, FIRST, **WITH, **AGREED)
        assert (decided.effect, decided.determining) == (DENY, ("young-parents-connect/YP15-just",))


@pytest.mark.requirement("YP16")
def test_a_peer_facilitation_volunteer_delivers_only_with_a_paid_facilitator() -> None:
    """The discussion on mental health only where one agreed: potentially. The group is never hers alone."""
    assert asked("deliver_session", SECOND, **WITH).effect is PERMIT
    assert asked("deliver_session", SECOND, present=(THIRD,)).effect is PERMIT
    for present in ((), (SECOND,), (Role.PARENT_VOLUNTEER,)):
        assert asked("deliver_session", SECOND, present=present).effect is DENY
    assert asked("deliver_session", SECOND).provisional
    assert asked("lead_mental_health_discussion", SECOND, **WITH, **AGREED).effect is PERMIT
    assert asked("lead_mental_health_discussion", SECOND, **WITH, agreed_by=()).effect is DENY
    assert asked("lead_mental_health_discussion", SECOND, **WITH).provisional
    assert asked("lead_mental_health_discussion", SECOND, present=(), **AGREED).effect is DENY
    group = asked("lead_group", SECOND, **WITH)
    assert (group.effect, group.determining) == (DENY, ("young-parents-connect/YP16-group",))


@pytest.mark.requirement("YP17")
def test_a_paid_peer_facilitator_co_leads() -> None:
    """Paid, and with at least one other who leads; what is not known of either is asked."""
    assert asked("lead_group", THIRD, paid=True, leaders=2).effect is PERMIT
    assert asked("lead_group", THIRD, paid=True, leaders=1).effect is DENY
    assert asked("lead_group", THIRD, paid=False, leaders=2).effect is DENY
    for about in ({"paid": True}, {"leaders": 2}):
        assert asked("lead_group", THIRD, **about).provisional
    assert asked("deliver_session", THIRD).effect is PERMIT


def test_health_advice_is_not_covered() -> None:
    """No source says what a facilitator may say on health: the answer is whom to ask, and no rule of ours."""
    decided = asked("give_health_advice", Role.FACILITATOR)
    assert (decided.effect, decided.determining) == (DENY, ())
    assert [one.about for one in decided.reasons] == ["ask the co-ordinator"]
