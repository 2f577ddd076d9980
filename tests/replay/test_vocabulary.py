"""What is recorded of a policy brings back its vocabulary, with or without rules of a programme."""

from datetime import UTC, datetime

import pytest

from peersupport import Host
from peersupport.policies.disclosure import Disclosure
from peersupport.policies.disclosure.replaying import policy_from
from peersupport.records.vocabulary import Term, hierarchy, hierarchy_document

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CATEGORIES = hierarchy([Term(name="mood"), Term(name="sleep", parents=("mood",))])
PURPOSES = hierarchy([Term(name="visit"), Term(name="diary", parents=("visit",))])


@pytest.mark.parametrize("programme", [None, "community-mothers", "link-workers"])
def test_categories_and_purposes_are_those_of_the_day(programme: str | None) -> None:
    """A later release has other names: an old decision is replayed by those it was made with."""
    rules = None if programme is None else Host.load().disclosure(programme).rules
    policy = Disclosure(rules, CATEGORIES, PURPOSES)
    again = policy_from(policy.recorded_rules(NOW), ())
    assert hierarchy_document(again.categories) == hierarchy_document(CATEGORIES)
    assert hierarchy_document(again.purposes) == hierarchy_document(PURPOSES)
