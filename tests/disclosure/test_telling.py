"""What each reader is told of a decision: a volunteer the answer, a mother nothing of a suspicion, staff everything."""

from datetime import UTC, datetime, timedelta

import pytest

from peersupport import Audience, DisclosureEffect, StatementKind
from peersupport._attrs import evolve
from peersupport.policies.disclosure import Disclosure
from peersupport.policies.disclosure.policy import CORE
from peersupport.policies.disclosure.telling import ASKED, NOT_AGREED, NOT_SHOWN, REASONS
from peersupport.records.consent import Competence, ConsentRecord, ConsentStatement, Party
from peersupport.records.disclosure import DisclosureRequest, Item
from peersupport.records.identifiers import PersonId, StatementId

ANNA, VISITOR, NURSE = map(PersonId, ("anna", "visitor", "nurse"))
START = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
REQUEST = DisclosureRequest(
    subject=ANNA, sender=VISITOR, recipient=NURSE, items=(Item(category="mental_health"),), purpose="care",
    at=START + 9 * HOUR,
)  # fmt: skip
ABLE = Competence(subject=ANNA, purposes=("care",), on=True, start=START, recorded_at=START)


def said(kind: StatementKind, name: str, hour: int) -> ConsentStatement:
    """A statement about telling the nurse of her health."""
    return ConsentStatement(
        id=StatementId(name), kind=kind, subject=ANNA, giver=ANNA, recorded_at=START + hour * HOUR,
        sender=Party(person=VISITOR), recipient=Party(person=NURSE), categories=("health",), purposes=("care",),
    )  # fmt: skip


GRANT, REFUSAL = said(StatementKind.GRANT, "g-id", 1), said(StatementKind.REFUSAL, "r-id", 2)
WITHDRAWAL = said(StatementKind.WITHDRAWAL, "w-id", 3)
HISTORIES: dict[str, list[ConsentRecord]] = {
    "refused": [ABLE, GRANT, REFUSAL],
    "withdrawn": [ABLE, GRANT, WITHDRAWAL],
    "no-consent": [ABLE],
    "cannot-tell": [GRANT],
}


@pytest.mark.parametrize("why", HISTORIES)
def test_a_supporter_is_told_the_answer_and_not_why(why: str) -> None:
    """Whether she refused, withdrew or never agreed is hers to tell, not ours: all four read the same."""
    decision = CORE.decide(HISTORIES[why], REQUEST)
    assert decision.effect is DisclosureEffect.DENY
    told = str(CORE.explain(decision, Audience.SUPPORTER))
    assert told == f"may not be told\n  {NOT_AGREED}"
    staff = str(CORE.explain(decision, Audience.AUDITOR))
    assert REASONS[why] in staff


def test_staff_are_told_what_to_ask() -> None:
    """A denial that rests on what is not recorded says what would have to be known."""
    told = str(CORE.explain(CORE.decide(HISTORIES["cannot-tell"], REQUEST), "co-ordinator"))
    assert ASKED["competence"] in told
    assert "g-id" in told


def test_the_participant_sees_her_own_statements_at_work_and_no_ids() -> None:
    """Which statement of hers decided is told in words."""
    told = str(CORE.explain(CORE.decide(HISTORIES["withdrawn"], REQUEST), Audience.PARTICIPANT))
    assert REASONS["withdrawn"] in told
    assert "w-id" not in told


@pytest.mark.parametrize("flags", [{"suspicion": True}, {"suspicion": None}, {"immediate_danger": True}])
def test_nothing_that_rests_on_a_suspicion_is_told_to_the_participant(flags: dict[str, bool | None]) -> None:
    """Not that it was asked, not the answer: a partner may read over her shoulder."""
    decision = CORE.decide([ABLE, GRANT], evolve(REQUEST, **flags))
    told = CORE.explain(decision, Audience.PARTICIPANT)
    assert (told.audience, told.title, told.lines) == (Audience.PARTICIPANT, NOT_SHOWN, ())


def test_every_reason_and_every_unknown_has_words() -> None:
    """No code reaches a reader."""
    parts = {"recorded", "given", "start", "sender", "recipient", "purposes", "categories", "competence", "proxy"}
    assert set(ASKED) == parts
    assert isinstance(CORE, Disclosure)
    codes = {
        "granted",
        "refused",
        "withdrawn",
        "no-consent",
        "cannot-tell",
        "barred",
        "bar-untold",
        "no-items",
        "route",
    }
    assert set(REASONS) == codes | {"identifiers-found"}
