"""A statement of which something is not recorded: a grant permits nothing, a refusal applies, and it is asked."""

from datetime import date
from typing import Any

import pytest
from tests.disclosure.test_telling import ABLE, GRANT, HOUR, REFUSAL, REQUEST, START

from peersupport._attrs import evolve
from peersupport.policies.disclosure.policy import CORE
from peersupport.policies.disclosure.verdicts import Doubt
from peersupport.records.consent import ConsentRecord
from peersupport.records.identifiers import PersonId, StatementId

DAY = date(2026, 3, 1)
"""That of the request, of which the hour is not recorded."""
UNKNOWN: dict[tuple[str, ...], dict[str, Any]] = {
    ("recorded",): {"given_at": START + HOUR, "recorded_at": None},
    ("given",): {"given_at": DAY, "start": START},
    ("given", "start"): {"given_at": DAY},
    ("sender",): {"sender": None},
    ("recipient",): {"recipient": None},
    ("purposes",): {"purposes": None},
    ("categories",): {"categories": None},
    ("competence",): {},
    ("proxy",): {"giver": PersonId("sister")},
}


@pytest.mark.parametrize("parts", UNKNOWN)
def test_what_is_not_recorded_is_told_by_its_name(parts: tuple[str, ...]) -> None:
    """One thing at a time, of a grant and of a refusal; another grant counts all the same."""
    able: list[ConsentRecord] = [] if parts in {("competence",), ("proxy",)} else [ABLE]
    grant, refusal = (evolve(one, **UNKNOWN[parts]) for one in (GRANT, REFUSAL))
    (told,) = CORE.decide([*able, grant], REQUEST).verdicts
    assert (told.grants, told.doubts) == ((), (Doubt(statement=grant.id, unknown=parts),))
    (told,) = CORE.decide([*able, refusal], REQUEST).verdicts
    asked = tuple(one for one in parts if one not in {"given", "competence"})
    assert told.refusals == (refusal.id,)
    assert told.doubts == ((Doubt(statement=refusal.id, unknown=asked),) if asked else ())
    (told,) = CORE.decide([ABLE, grant, evolve(GRANT, id=StatementId("other"))], REQUEST).verdicts
    assert "other" in told.grants
