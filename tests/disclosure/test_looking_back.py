"""Looking back: what a withdrawal would have done, had it been known when a request was decided."""

from datetime import timedelta

import pytest
from tests.disclosure.test_telling import ABLE, GRANT, HOUR, REFUSAL, REQUEST, START, WITHDRAWAL

from peersupport import DisclosureEffect
from peersupport._attrs import evolve
from peersupport.errors import InvalidRecord
from peersupport.policies.disclosure.audit import conflicts, denied_with, touched_by
from peersupport.policies.disclosure.policy import CORE
from peersupport.records.disclosure import Item

LIFTING = evolve(WITHDRAWAL, target=REFUSAL.id, position=9)
RECORDS = [evolve(one, position=place) for place, one in enumerate((ABLE, GRANT, REFUSAL))]


def test_only_a_withdrawal_is_looked_back_for() -> None:
    """What is no withdrawal is told to be none."""
    with pytest.raises(InvalidRecord) as raised:
        denied_with(CORE, [], GRANT, REQUEST)
    assert raised.value.message == "this is no withdrawal"


def test_a_withdrawal_that_lifts_a_refusal_denies_nothing() -> None:
    """Known at the position at which the request was decided, it lifts: it was recorded before the disclosure."""
    asked = evolve(REQUEST, known_at=5)
    assert CORE.decide([*RECORDS, LIFTING], asked).effect is DisclosureEffect.DENY
    assert not denied_with(CORE, RECORDS, LIFTING, asked)
    late = evolve(LIFTING, recorded_at=REQUEST.at, given_at=START + 3 * HOUR)
    assert denied_with(CORE, RECORDS, late, asked)


@pytest.mark.parametrize("late", [timedelta(0), timedelta(hours=1)])
def test_a_late_withdrawal_touches_what_was_told_before_it_was_known(late: timedelta) -> None:
    """Given before the disclosure and recorded with it or after: whoever was told has to hear of it."""
    asked = evolve(REQUEST, known_at=5)
    withdrawal = evolve(WITHDRAWAL, given_at=START + 3 * HOUR, recorded_at=REQUEST.at + late, position=9)
    for request, records in ((asked, RECORDS[:2]), (REQUEST, [ABLE, GRANT])):
        assert touched_by(CORE, [*records, withdrawal], withdrawal, [request]) == (request,)
        never = evolve(withdrawal, given_at=REQUEST.at + timedelta(hours=1), recorded_at=REQUEST.at + 2 * HOUR)
        assert touched_by(CORE, [*records, never], never, [request]) == ()


def test_a_conflict_comes_with_a_request_that_shows_it() -> None:
    """Of something that identifies her, between the persons named, when both apply: put again, it is refused."""
    (found,) = conflicts(CORE, [ABLE, GRANT, REFUSAL], REQUEST.subject)
    assert (found.grant, found.refusal) == (GRANT, REFUSAL)
    witness = found.witness
    assert (witness.sender, witness.recipient) == (REQUEST.sender, REQUEST.recipient)
    assert witness.items == (Item(category="health", identifying=True),)
    verdict = CORE.decide([ABLE, GRANT, REFUSAL], witness).verdicts[0]
    assert (verdict.grants, verdict.refusals) == ((GRANT.id,), (REFUSAL.id,))
    apart = evolve(REFUSAL, categories=("housing",))
    assert conflicts(CORE, [ABLE, GRANT, apart], REQUEST.subject) == ()
