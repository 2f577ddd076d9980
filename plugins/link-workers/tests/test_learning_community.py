"""What the learning community explores, and who decides on its messages."""

from datetime import date

import pytest

from peersupport import Host, Outcome
from peersupport.plugin import Role
from peersupport.records.community import ItemKind, LearningItem, Message

HOST = Host.load(allow=["link-workers"])
DAY = date(2024, 6, 3)
MOSAIC = (
    *("access to services", "being a young parent", "birth and feeding", "fear of services", "housing", "identity"),
    *("loneliness", "money", "relationships", "rural isolation", "stigma", "trauma"),
)


@pytest.mark.requirement("MM27")
@pytest.mark.parametrize("factor", MOSAIC)
def test_each_factor_of_the_mosaic_is_explored(factor: str) -> None:
    """Twelve are the default: one less, and what belongs to it finds no place."""
    item = LearningItem(kind=ItemKind.BARRIER, words="No bus on Sundays.", factor=factor)
    assert HOST.eligibility("link-workers/learning-items").decide(item, DAY).outcome is Outcome.ELIGIBLE


@pytest.mark.requirement("MM26")
@pytest.mark.parametrize("role", Role)
def test_link_workers_alone_decide_on_messages(role: Role) -> None:
    """Decided upon by the link workers: nobody else's approval counts."""
    message = Message(words="Crèches at clinics.", approved=True, approved_by=role, decided_by=("lw-1",))
    outcome = HOST.eligibility("link-workers/key-messages").decide(message, DAY).outcome
    assert (outcome is Outcome.ELIGIBLE) is (role is Role.LINK_WORKER)
