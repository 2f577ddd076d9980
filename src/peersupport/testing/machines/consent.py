"""A consent's life, by W3C DPV: what was agreed to may be told while it is given or renewed, and at no other time."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import ClassVar

import attrs
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from peersupport.policies.disclosure import DisclosureEffect
from peersupport.records.consent import Competence, ConsentStatement, ConsentStatus, Party, StatementKind
from peersupport.records.disclosure import DisclosureRequest, Item
from peersupport.records.identifiers import PersonId, ProgrammeId, StatementId
from peersupport.testing.laws.law import must
from peersupport.testing.services.consent import ConsentStore, ConsentStoreService
from peersupport.testing.services.ledgers import Clock

ANNA, SISTER, VISITOR, NURSE = map(PersonId, ("anna", "sister", "visitor", "nurse"))
HOUR = timedelta(hours=1)
CATEGORY, PURPOSE = "attendance", "care"
GIVEN, RENEWED = ConsentStatus.GIVEN, ConsentStatus.RENEWED
EDGES = {
    ConsentStatus.UNKNOWN: {GIVEN, RENEWED, ConsentStatus.EXPIRED},
    GIVEN: {ConsentStatus.WITHDRAWN, ConsentStatus.EXPIRED},
    RENEWED: {ConsentStatus.WITHDRAWN, ConsentStatus.EXPIRED},
    ConsentStatus.EXPIRED: {ConsentStatus.WITHDRAWN},
    ConsentStatus.WITHDRAWN: set[ConsentStatus](),
}
"""Where each state may lead: DPV's edges between what is given and what ends it. What has ended never comes back."""


@attrs.define
class Grant:
    """What the model knows of one grant."""

    end: datetime | None
    renews: bool
    withdrawn: bool = False

    def status(self, at: datetime) -> ConsentStatus:
        """Where it stands."""
        if self.withdrawn:
            return ConsentStatus.WITHDRAWN
        if self.end is not None and self.end <= at:
            return ConsentStatus.EXPIRED
        return RENEWED if self.renews else GIVEN


class ConsentLifecycle(RuleBasedStateMachine):
    """Grants, refusals, withdrawals and the passing of time, over a store that keeps them.

    The model: a grant lives from when it was given until it ends or is withdrawn; a refusal stands against all of them
    until it is lifted. She is able to decide, so that nobody else's withdrawal counts; time passes after each
    statement, so that all were recorded before what is decided. After every step the store must permit exactly what the
    model does and tell the same status of each grant; looking back, it must tell what it told then, since agreeing
    again fills no gap.
    """

    service: ClassVar[ConsentStoreService]
    """The service to test: give it in a subclass."""
    grants = Bundle[StatementId]("grants")
    refusals = Bundle[StatementId]("refusals")

    def __init__(self) -> None:
        super().__init__()
        self.stack, self.clock, self.count = ExitStack(), Clock(), 0
        self.opened: Callable[[], ConsentStore] = self.stack.enter_context(self.service.place(self.clock))
        self.store = self.opened()
        self.alive: dict[StatementId, Grant] = {}
        self.refused: set[StatementId] = set()
        self.seen: dict[StatementId, ConsentStatus] = {}
        self.past: list[tuple[datetime, DisclosureEffect]] = []
        able = Competence(subject=ANNA, purposes=(PURPOSE,), on=True, start=self.clock.now - HOUR)
        self.store.record(able)
        self.clock.wait(HOUR)

    def teardown(self) -> None:
        """Let go of the store."""
        self.stack.close()

    @rule(target=grants, hours=st.none() | st.integers(1, 9))
    def agree(self, hours: int | None) -> StatementId:
        """She agrees, without an end or for some hours."""
        end = None if hours is None else self.clock.now + hours * HOUR
        renews = any(not one.status(self.clock.now).valid for one in self.alive.values())
        made = self._statement(StatementKind.GRANT, ANNA, end=end, **SCOPE)
        self.store.record(made)
        self.alive[made.id] = Grant(end=end, renews=renews)
        self.clock.wait(HOUR)
        return made.id

    @rule(target=refusals)
    def refuse(self) -> StatementId:
        """She says that it may not be told."""
        made = self._statement(StatementKind.REFUSAL, ANNA, **SCOPE)
        self.store.record(made)
        self.refused.add(made.id)
        self.clock.wait(HOUR)
        return made.id

    @rule(one=consumes(refusals))
    def lift(self, one: StatementId) -> None:
        """She takes a refusal back."""
        self.store.withdraw(self._statement(StatementKind.WITHDRAWAL, ANNA, target=one))
        self.refused.discard(one)
        self.clock.wait(HOUR)

    @rule(giver=st.sampled_from((ANNA, SISTER)))
    def withdraw_all(self, giver: PersonId) -> None:
        """She, or somebody else, withdraws whatever was agreed to."""
        self.store.withdraw(self._statement(StatementKind.WITHDRAWAL, giver))
        self._end(list(self.alive), giver)

    @rule(one=grants, giver=st.sampled_from((ANNA, SISTER)), early=st.booleans())
    def withdraw_one(self, one: StatementId, giver: PersonId, early: bool) -> None:
        """One grant is withdrawn; where `early`, by a statement dated later than now, which counts from now."""
        given_at = self.clock.now + HOUR if early else None
        self.store.withdraw(self._statement(StatementKind.WITHDRAWAL, giver, target=one, given_at=given_at))
        self._end([one], giver)

    @rule()
    def withdraw_what_is_not_there(self) -> None:
        """A withdrawal of nothing that is known is accepted too, and ends nothing."""
        self.store.withdraw(self._statement(StatementKind.WITHDRAWAL, ANNA, target=StatementId("nobody-knows-it")))
        self.clock.wait(HOUR)

    @rule(hours=st.integers(1, 12))
    def wait(self, hours: int) -> None:
        """Time passes."""
        self.clock.wait(hours * HOUR)

    @rule()
    def look_back(self) -> None:
        """What could be told before is told as it was, whatever was said since."""
        for at, effect in self.past:
            again = self.store.effect_at(self._request(), at)
            must(
                again is effect,
                f"at {at.isoformat()} it was {effect.value}, and now it is said to have been {again.value}",
            )

    @rule()
    def open_again(self) -> None:
        """The service is started anew."""
        self.store = self.opened()

    @invariant()
    def permitted_while_given_or_renewed(self) -> None:
        """What may be told now, and the status of each grant."""
        now = self.clock.now
        states = {name: one.status(now) for name, one in self.alive.items()}
        live = any(one.valid for one in states.values()) and not self.refused
        wanted = DisclosureEffect.PERMIT if live else DisclosureEffect.DENY
        found = self.store.disclose(self._request())
        must(
            found is wanted, f"the store says {found.value}; grants are {_names(states)}, refusals {len(self.refused)}"
        )
        for name, state in states.items():
            told = self.store.status(ANNA, name, now)
            must(told is state, f"the store says {told.value} of a grant that is {state.value}")
            before = self.seen.get(name, ConsentStatus.UNKNOWN)
            must(state is before or state in EDGES[before], f"from {before.value} to {state.value} there is no way")
        self.seen.update(states)
        self.past.append((now, found))
        self.clock.wait(HOUR)

    def _end(self, names: list[StatementId], giver: PersonId) -> None:
        """What she withdraws ends; she is able to decide, so that another's withdrawal is recorded and ends nothing."""
        for name in names if giver == ANNA else ():
            self.alive[name].withdrawn = True
        self.clock.wait(HOUR)

    def _request(self) -> DisclosureRequest:
        return DisclosureRequest(
            subject=ANNA,
            sender=VISITOR,
            recipient=NURSE,
            items=(Item(category=CATEGORY, identifying=True),),
            purpose=PURPOSE,
            programme=ProgrammeId(self.service.programme),
        )

    def _statement(self, kind: StatementKind, giver: PersonId, **more: object) -> ConsentStatement:
        self.count += 1
        name = StatementId(f"{kind.value}-{self.count}")
        return ConsentStatement(id=name, kind=kind, subject=ANNA, giver=giver, **more)  # type: ignore[arg-type]


SCOPE: dict[str, object] = {
    "sender": Party(person=VISITOR),
    "recipient": Party(person=NURSE),
    "categories": (CATEGORY,),
    "purposes": (PURPOSE,),
}
"""Who may tell whom what for which purpose."""


def _names(states: dict[StatementId, ConsentStatus]) -> str:
    return ", ".join(one.value for one in states.values()) or "none"
