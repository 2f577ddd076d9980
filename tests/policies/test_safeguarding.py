"""What a concern obliges to, at the ends of its day (TC37)."""

from datetime import UTC, datetime, timedelta

import pytest

from peersupport import Concern, ConcernId, PersonId, Role
from peersupport.policies.safeguarding import Safeguarding
from peersupport.records.safeguarding import ProfessionalAction

RAISED = datetime(2026, 7, 3, 15, 30, tzinfo=UTC)
DAY_BEGINS = datetime(2026, 7, 2, 23, 0, tzinfo=UTC)
"""Midnight of summer time."""


@pytest.mark.parametrize(
    ("taken_at", "counts"),
    [
        (DAY_BEGINS - timedelta(microseconds=1), False),
        (DAY_BEGINS, True),
        (DAY_BEGINS + timedelta(microseconds=1), True),
        (RAISED, True),
    ],
)
def test_an_action_of_the_day_itself_closes_a_concern(taken_at: datetime, counts: bool) -> None:
    """From its first instant on: a day's log may name no hour; what was done the day before answers something else."""
    action = ProfessionalAction(taken_at=taken_at, by_role=Role.CO_ORDINATOR, what="called social care")
    concern = Concern(id=ConcernId("c"), subject=PersonId("p"), raised_at=RAISED, actions=(action,))
    assert Safeguarding().duty(concern).acted_at == (taken_at if counts else None)
