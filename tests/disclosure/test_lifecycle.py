"""A consent's life in the terms of W3C DPV, an example of each state; the machine is in `testing.machines.consent`."""

from datetime import UTC, datetime, timedelta

from peersupport import ConsentStatus, DisclosureEffect, StatementKind
from peersupport._attrs import evolve
from peersupport.policies.disclosure import decide, register
from peersupport.policies.disclosure.lifecycle import status
from peersupport.records.consent import Competence, ConsentStatement, Party
from peersupport.records.disclosure import DisclosureRequest, Item
from peersupport.records.identifiers import PersonId, StatementId

ANNA, OTHER, NURSE = map(PersonId, ("anna", "sister", "nurse"))
START = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_every_state_has_its_example() -> None:
    """The states that are told of a statement, each reached once: what a receipt would say."""
    party = Party(person=NURSE)

    def statement(
        name: str, kind: StatementKind, hour: int, giver: PersonId = ANNA, **more: object
    ) -> ConsentStatement:
        when = START + hour * HOUR
        return ConsentStatement(
            id=StatementId(name), kind=kind, subject=ANNA, giver=giver, recorded_at=when, **more,  # type: ignore[arg-type]
        )  # fmt: skip

    scope = {"sender": party, "recipient": party, "categories": ("health",), "purposes": ("care",)}
    grant, refusal, withdrawal = StatementKind.GRANT, StatementKind.REFUSAL, StatementKind.WITHDRAWAL
    asked = register(
        [
            statement("given", grant, 1, **scope),
            statement("expired", grant, 1, end=START + 2 * HOUR, **scope),
            statement("withdrawn", grant, 1, **scope),
            statement("w1", withdrawal, 2, target=StatementId("withdrawn")),
            statement("revoked", grant, 1, **scope),
            statement("w2", withdrawal, 2, OTHER, target=StatementId("revoked")),
            statement("renewed", grant, 4, **scope),
            statement("refused", refusal, 1, **scope),
            statement("lifted", refusal, 1, **scope),
            statement("w3", withdrawal, 2, target=StatementId("lifted")),
            statement("future", grant, 9, **scope),
        ],
        ANNA,
    )
    at = START + 6 * HOUR
    told = {one.id: status(asked, one.id, at) for one in asked.statements}
    wanted = {
        "given": ConsentStatus.GIVEN,
        "expired": ConsentStatus.EXPIRED,
        "withdrawn": ConsentStatus.WITHDRAWN,
        "revoked": ConsentStatus.REVOKED,
        "renewed": ConsentStatus.RENEWED,
        "refused": ConsentStatus.REFUSED,
        "lifted": ConsentStatus.UNKNOWN,
        "future": ConsentStatus.UNKNOWN,
        **dict.fromkeys(("w1", "w2", "w3"), ConsentStatus.UNKNOWN),
    }
    assert told == wanted
    assert {state for state in ConsentStatus if state.valid} == {ConsentStatus.GIVEN, ConsentStatus.RENEWED}
    assert status(asked, "nothing", at) is ConsentStatus.UNKNOWN


def test_a_stranger_revokes_nothing() -> None:
    """What somebody without authority withdraws from a subject who can decide is told as given, as it is disclosed."""
    party = Party(person=NURSE)
    scope = {"sender": party, "recipient": party, "categories": ("health",), "purposes": ("care",)}

    def said(kind: StatementKind, hour: int, giver: PersonId, **more: object) -> ConsentStatement:
        when = START + hour * HOUR
        return ConsentStatement(
            id=StatementId(kind.value), kind=kind, subject=ANNA, giver=giver, recorded_at=when, **more,  # type: ignore[arg-type]
        )  # fmt: skip

    able = Competence(subject=ANNA, purposes=("care",), on=True, start=START - HOUR, recorded_at=START - HOUR)
    given, taken = said(StatementKind.GRANT, 1, ANNA, **scope), said(StatementKind.WITHDRAWAL, 2, OTHER)
    at = START + 6 * HOUR
    request = DisclosureRequest(
        subject=ANNA, sender=NURSE, recipient=NURSE, items=(Item(category="health"),), purpose="care", at=at
    )
    for records, state in (([able, given, taken], ConsentStatus.GIVEN), ([given, taken], ConsentStatus.REVOKED)):
        asked = register(records, ANNA)
        assert status(asked, given.id, at) is state
        assert (decide(asked, request).effect is DisclosureEffect.PERMIT) is state.valid


def test_what_bears_one_instant_is_told_as_it_is_disclosed() -> None:
    """Said at the instant asked about, a grant is not yet there; a withdrawal of that same instant ends it."""
    party = Party(person=NURSE)
    scope = {"sender": party, "recipient": party, "categories": ("health",), "purposes": ("care",)}

    def said(name: str, kind: StatementKind, **more: object) -> ConsentStatement:
        return ConsentStatement(
            id=StatementId(name), kind=kind, subject=ANNA, giver=ANNA, recorded_at=START, **more,  # type: ignore[arg-type]
        )  # fmt: skip

    grant = said("given", StatementKind.GRANT, **scope)
    asked = register([grant], ANNA)
    assert [status(asked, "given", START + one) for one in (timedelta(0), timedelta(microseconds=1))] == [
        ConsentStatus.UNKNOWN,
        ConsentStatus.GIVEN,
    ]
    placed = register([evolve(grant, position=1)], ANNA)
    assert [status(placed, "given", START + one, known=1) for one in (timedelta(0), timedelta(microseconds=1))] == [
        ConsentStatus.UNKNOWN,
        ConsentStatus.GIVEN,
    ]
    withdrawn = register([grant, said("taken", StatementKind.WITHDRAWAL)], ANNA)
    assert status(withdrawn, "given", START + HOUR) is ConsentStatus.WITHDRAWN
    both = register([grant, said("ended", StatementKind.GRANT, end=START, **scope)], ANNA)
    assert status(both, "given", START + HOUR) is ConsentStatus.GIVEN
    assert status(both, "ended", START + HOUR) is ConsentStatus.EXPIRED
