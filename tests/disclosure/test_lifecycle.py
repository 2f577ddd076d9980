"""A consent's life in the terms of W3C DPV, as a state machine: told is permitted in two states and no other."""

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from peersupport import ConsentStatus, DisclosureEffect, StatementKind
from peersupport.policies.disclosure import Register, decide, register
from peersupport.policies.disclosure.lifecycle import status
from peersupport.records.consent import Competence, ConsentRecord, ConsentStatement, Party
from peersupport.records.disclosure import DisclosureRequest, Item
from peersupport.records.identifiers import PersonId, StatementId

ANNA, OTHER, NURSE = map(PersonId, ("anna", "sister", "nurse"))
START = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
EDGES = {
    ConsentStatus.UNKNOWN: {ConsentStatus.GIVEN, ConsentStatus.RENEWED, ConsentStatus.UNKNOWN},
    ConsentStatus.GIVEN: {
        ConsentStatus.GIVEN, ConsentStatus.WITHDRAWN, ConsentStatus.REVOKED, ConsentStatus.EXPIRED,
    },
    ConsentStatus.RENEWED: {
        ConsentStatus.RENEWED, ConsentStatus.WITHDRAWN, ConsentStatus.REVOKED, ConsentStatus.EXPIRED,
    },
    ConsentStatus.WITHDRAWN: {ConsentStatus.WITHDRAWN},
    ConsentStatus.REVOKED: {ConsentStatus.REVOKED},
    # Whatever ends it after its end changes its name, and nothing that is permitted.
    ConsentStatus.EXPIRED: {ConsentStatus.EXPIRED, ConsentStatus.WITHDRAWN, ConsentStatus.REVOKED},
}  # fmt: skip
"""Where each state may lead: DPV's edges between what is given and what ends it. Nothing terminated comes back."""


class Consent(RuleBasedStateMachine):
    """Grants of one scope, their ends and withdrawals, hour by hour; nothing else bears on the decision."""

    grants = Bundle("grants")

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.count = 0
        self.records: list[ConsentRecord] = [
            Competence(subject=ANNA, purposes=("care",), on=True, start=START - HOUR, recorded_at=START - HOUR)
        ]
        self.seen: dict[str, ConsentStatus] = {}

    def said(self, kind: StatementKind, giver: PersonId, **more: object) -> StatementId:
        """A statement, said and recorded now."""
        self.count += 1
        self.now += HOUR
        name = StatementId(f"{kind.value}-{self.count}")
        self.records.append(
            ConsentStatement(id=name, kind=kind, subject=ANNA, giver=giver, recorded_at=self.now, **more)  # type: ignore[arg-type]
        )
        self.now += HOUR
        return name

    @rule(target=grants, hours=st.integers(1, 9) | st.none())
    def give(self, hours: int | None) -> StatementId:
        """She agrees, for some hours or without an end."""
        end = None if hours is None else self.now + hours * HOUR
        party = Party(person=NURSE)
        return self.said(
            StatementKind.GRANT,
            ANNA,
            sender=party,
            recipient=party,
            categories=("health",),
            purposes=("care",),
            end=end,
        )

    @rule()
    def withdraw_all(self) -> None:
        """She withdraws whatever she agreed to."""
        self.said(StatementKind.WITHDRAWAL, ANNA)

    @rule(one=consumes(grants))
    def withdraw_one(self, one: StatementId) -> None:
        """She withdraws one statement."""
        self.said(StatementKind.WITHDRAWAL, ANNA, target=one)

    @rule(hours=st.integers(1, 12))
    def wait(self, hours: int) -> None:
        """Time passes."""
        self.now += hours * HOUR

    def register(self) -> Register:
        """What is recorded now."""
        return register(self.records, ANNA)

    @invariant()
    def permitted_while_given_or_renewed(self) -> None:
        """A grant lives exactly while its status is valid for use; and states follow DPV's edges."""
        asked = self.register()
        request = DisclosureRequest(
            subject=ANNA, sender=NURSE, recipient=NURSE, items=(Item(category="health"),), purpose="care", at=self.now
        )
        decision = decide(asked, request)
        names = [one.id for one in asked.statements if one.kind is StatementKind.GRANT]
        states = {name: status(asked, name, self.now) for name in names}
        assert {name for name, state in states.items() if state.valid} == set(decision.verdicts[0].grants)
        assert (decision.effect is DisclosureEffect.PERMIT) is any(state.valid for state in states.values())
        for name, state in states.items():
            assert state in EDGES[self.seen.get(name, ConsentStatus.UNKNOWN)] | {ConsentStatus.EXPIRED}
        self.seen.update(states)


Consent.TestCase.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)
TestConsent = Consent.TestCase


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
