"""What a link worker does by her page, and what it leaves open."""

from datetime import date

import pytest

from peersupport import Host, Role
from peersupport.policies.boundaries import BoundaryEffect
from peersupport.records.acts import Act
from peersupport.testing.boundaries import spoken_of

POLICY = Host.load().boundaries("link-workers")
DAY = date(2026, 11, 1)


@pytest.mark.requirement("MM14")
def test_a_link_worker_connects_to_peer_support_or_creates_it() -> None:
    """Both are hers; advice on health is nowhere spoken of, and so not covered."""
    for action in ("connect_to_peer_support", "create_peer_support"):
        assert POLICY.decide(Act(action=action, role=Role.LINK_WORKER), DAY).effect is BoundaryEffect.PERMIT
    advice = POLICY.decide(Act(action="give_health_advice", role=Role.LINK_WORKER), DAY)
    assert (advice.effect, advice.determining) == (BoundaryEffect.DENY, ())


@pytest.mark.requirement("MM14")
def test_peer_support_is_the_link_workers_and_nothing_else_is_spoken_of() -> None:
    """The page names two acts of hers."""
    both = {"connect_to_peer_support", "create_peer_support"}
    assert spoken_of(POLICY, DAY) == {"MM14-peer-support": {Role.LINK_WORKER: both}}


@pytest.mark.requirement("MM14")
def test_seven_kinds_of_support_are_examples() -> None:
    """An open list of seven, the last of which is to connect or to create."""
    kinds = Host.load().programmes["link-workers"].support_kinds
    assert len({one.id for one in kinds}) == 7
    assert kinds[-1].title == "Connecting to peer support or creating new opportunities for peer support"
