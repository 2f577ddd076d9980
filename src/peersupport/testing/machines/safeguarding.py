"""Duties of safeguarding over a long time: raised by anybody, closed by professionals, never lost, never erased."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import ClassVar

import attrs
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from peersupport.errors import UnknownName
from peersupport.ledger import LedgerRefused
from peersupport.policies.safeguarding import CLOSING
from peersupport.records.identifiers import ConcernId, PersonId, ProgrammeId
from peersupport.records.roles import Role
from peersupport.records.safeguarding import Concern, ProfessionalAction
from peersupport.rules.facts import STAFF, Audience
from peersupport.testing.laws.law import must
from peersupport.testing.services.ledgers import Clock
from peersupport.testing.services.safeguarding import SafeguardingService, SafeguardingStore

OTHERS = tuple(audience for audience in Audience if audience not in STAFF)
FAMILIES = tuple(map(PersonId, ("anna", "bea")))
HOUR = timedelta(hours=1)
families = st.sampled_from(FAMILIES)
Raised = tuple[PersonId, ConcernId]


@attrs.define
class Known:
    """What the model knows of one concern."""

    concern: Concern
    raised: datetime
    open: bool = True


class SafeguardingDuty(RuleBasedStateMachine):
    """Concerns raised, acted on, raised again; families that are to be forgotten; a service that is started anew.

    The model: a duty is open from when it was raised until a professional's action on or after that day is recorded.
    After every step the store must list exactly these, for each family and for all, and staff, nobody else, must read
    each concern as it was raised.
    """

    service: ClassVar[SafeguardingService]
    """The service to test: give it in a subclass."""
    concerns = Bundle[Raised]("concerns")

    def __init__(self) -> None:
        super().__init__()
        self.stack, self.clock, self.count = ExitStack(), Clock(), 0
        self.opened: Callable[[], SafeguardingStore] = self.stack.enter_context(self.service.place(self.clock))
        self.store = self.opened()
        self.known: dict[Raised, Known] = {}
        self.programmes = (None, *self.service.programmes())

    def teardown(self) -> None:
        """Let go of the store."""
        self.stack.close()

    @rule(target=concerns, family=families, role=st.none() | st.sampled_from(Role), which=st.integers(0, 20))
    def raise_one(self, family: PersonId, role: Role | None, which: int) -> Raised:
        """Anybody raises a concern, in whichever programme, also in one that is broken or unknown."""
        self.count += 1
        programme = self.programmes[which % len(self.programmes)]
        concern = Concern(
            id=ConcernId(f"concern-{self.count}"),
            subject=family,
            programme=None if programme is None else ProgrammeId(programme),
            raised_by_role=role,
            note=f"seen by the {self.count}. of us",
        )
        raised = family, concern.id
        self.known[raised] = Known(concern, self.clock.now)
        must(self.store.raise_concern(concern).open, "a duty is closed as soon as it is raised")
        return raised

    @rule(one=concerns)
    def raise_again(self, one: Raised) -> None:
        """Whoever is not sure that it went through raises it again: once recorded, it changes nothing."""
        if one in self.known:
            self.store.raise_concern(self.known[one].concern)

    @rule(one=concerns, role=st.sampled_from(Role), days=st.sampled_from((0, 0, 0, 3)))
    def act(self, one: Raised, role: Role, days: int) -> None:
        """Somebody does something about it, now, or is said to have done so some days ago."""
        family, name = one
        taken_at = self.clock.now - timedelta(days=days)
        action = ProfessionalAction(taken_at=taken_at, by_role=role, what=f"what was done at {self.clock.now}")
        try:
            duty = self.store.act(family, name, action)
        except UnknownName:
            must(one not in self.known, "action on a concern that there is was refused")
            return
        must(one in self.known, "action was recorded on a concern that was forgotten")
        known = self.known[one]
        known.open = known.open and not (role in CLOSING and taken_at.date() >= known.raised.date())
        must(duty.open is known.open, f"after the action of a {role.value} the duty is {_open(duty.open)}")

    @rule(family=families)
    def settle(self, family: PersonId) -> None:
        """The co-ordinator acts on all that is open about a family: only then it can be forgotten."""
        for (owner, name), known in self.known.items():
            if owner == family and known.open:
                action = ProfessionalAction(taken_at=self.clock.now, by_role=Role.CO_ORDINATOR, what="settled")
                must(not self.store.act(family, name, action).open, "the co-ordinator acted, and the duty is open")
                known.open = False

    @rule(family=families, sensitive=st.sampled_from((False, False, True)))
    def forget(self, family: PersonId, sensitive: bool) -> None:
        """A family asks to be forgotten: refused while a duty is open; what is sensitive goes only when it is meant."""
        held = [one for (owner, _), one in self.known.items() if owner == family and one.open]
        try:
            self.store.erase(family, sensitive=sensitive)
        except LedgerRefused:
            must(bool(held), "an erasure was refused though no duty is open")
            return
        must(not held, "a family was erased while a duty is open")
        if sensitive:
            self.known = {raised: one for raised, one in self.known.items() if raised[0] != family}

    @rule(hours=st.sampled_from((1, 24, 100)))
    def wait(self, hours: int) -> None:
        """Time passes: nothing else closes a duty."""
        self.clock.wait(hours * HOUR)

    @rule()
    def open_again(self) -> None:
        """The service is started anew."""
        self.store = self.opened()

    @invariant()
    def open_until_a_professional_acted(self) -> None:
        """The open duties, of each family and of all, and the concerns that staff read, are those of the model."""
        self.clock.wait(timedelta(seconds=1))
        wanted = {raised for raised, one in self.known.items() if one.open}
        found = [(one.subject, one.concern) for one in self.store.open_duties()]
        must(sorted(found) == sorted(wanted), f"open are {len(found)} duties, and by the model {len(wanted)}")
        for family in FAMILIES:
            own = [one.concern for one in self.store.open_duties(family)]
            must({(family, one) for one in own} == {one for one in wanted if one[0] == family}, "another's duties")
            read = {(one.id, one.note) for one in self.store.concerns(family, Audience.CO_ORDINATOR)}
            own_concerns = [one.concern for (owner, _), one in self.known.items() if owner == family]
            must(read == {(one.id, one.note) for one in own_concerns}, "staff read other concerns")
            for audience in OTHERS:
                must(not self.store.concerns(family, audience), f"the {audience.value} reads concerns")


def _open(whether: bool) -> str:
    return "open" if whether else "closed"
