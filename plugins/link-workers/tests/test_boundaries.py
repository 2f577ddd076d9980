"""What a link worker does by her page, and what it leaves open."""

from datetime import date

import pytest

from peersupport import Host, Role
from peersupport.policies.boundaries import BoundaryEffect
from peersupport.records.acts import Act

POLICY = Host.load().boundaries("link-workers")
DAY = date(2026, 11, 1)


@pytest.mark.requirement("MM14")
def test_a_link_worker_connects_to_peer_support_or_creates_it() -> None:
    """Both are hers; advice on health is nowhere spoken of, and so not covered."""
    for action in ("connect_to_peer_support", "create_peer_support"):
        assert POLICY.decide(Act(action=action, role=Role.LINK_WORKER), DAY).effect is BoundaryEffect.PERMIT
    advice = POLICY.decide(Act(action="give_health_advice", role=Role.LINK_WORKER), DAY)
    assert (advice.effect, advice.determining) == (BoundaryEffect.DENY, ())
