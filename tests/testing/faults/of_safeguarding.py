"""Mistakes in keeping duties of safeguarding."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import attrs
from tests.testing.faults.fault import Fault
from tests.testing.faults.of_eligibility import host

from peersupport import Engine, Role
from peersupport._attrs import evolve
from peersupport.policies.safeguarding import Duty
from peersupport.records.identifiers import ConcernId
from peersupport.records.safeguarding import Concern, ProfessionalAction
from peersupport.rules.facts import Audience
from peersupport.testing import laws
from peersupport.testing.machines import SafeguardingDuty
from peersupport.testing.services.ledgers import Clock
from peersupport.testing.services.safeguarding import HostSafeguarding

Store = Callable[..., Any]


class Right:
    """A store that does all of it right, for others to get one thing wrong."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def raise_concern(self, concern: Concern) -> Duty:
        """See `SafeguardingStore`."""
        return self.engine.raise_concern(concern)

    def act(self, participant: str, concern: ConcernId, action: ProfessionalAction) -> Duty:
        """See `SafeguardingStore`."""
        return self.engine.act(participant, concern, action)

    def open_duties(self, participant: str | None = None) -> tuple[Duty, ...]:
        """See `SafeguardingStore`."""
        return self.engine.open_duties(participant)

    def concerns(self, participant: str, audience: Audience) -> tuple[Concern, ...]:
        """See `SafeguardingStore`."""
        return self.engine.concerns(participant, audience)

    def erase(self, participant: str, *, sensitive: bool = False) -> bool:
        """See `SafeguardingStore`."""
        return self.engine.erase(participant, sensitive=sensitive)


@attrs.frozen(eq=False)
class Wrong(HostSafeguarding):
    """A host whose stores are faulty."""

    store: Store = attrs.field(default=Right, kw_only=True)
    forgets: bool = attrs.field(default=False, kw_only=True)

    @contextmanager
    def place(self, clock: Clock) -> Generator[Any, None, None]:
        """Opened again, it may have forgotten everything."""
        with HostSafeguarding.place(self, clock) as opened, HostSafeguarding.place(self, clock) as other:
            times = iter((opened, *(other for _ in range(1_000))))
            yield lambda: self.store(next(times)() if self.forgets else opened())


class ForgetsTheUnknown(Right):
    """A concern of a programme that nobody knows gives a duty, and is not kept."""

    def raise_concern(self, concern: Concern) -> Duty:
        """Kept elsewhere."""
        known = concern.programme is None or concern.programme in self.engine.host.programmes
        return super().raise_concern(concern if known else evolve(concern, subject="nobody"))


class AnybodyCloses(Right):
    """Whoever acts counts as the co-ordinator."""

    def act(self, participant: str, concern: ConcernId, action: ProfessionalAction) -> Duty:
        """In another role."""
        return super().act(participant, concern, evolve(action, by_role=Role.CO_ORDINATOR))


class LeadAlone(Right):
    """A professional's action does not count."""

    def act(self, participant: str, concern: ConcernId, action: ProfessionalAction) -> Duty:
        """In another role."""
        role = Role.PARENT_VOLUNTEER if action.by_role is Role.SOCIAL_WORKER else action.by_role
        return super().act(participant, concern, evolve(action, by_role=role))


class ClosesItself(Right):
    """A duty is not listed once it is old."""

    def open_duties(self, participant: str | None = None) -> tuple[Duty, ...]:
        """Those of the last half hour."""
        now = self.engine.now()
        return tuple(one for one in super().open_duties(participant) if now - one.raised_at < timedelta(minutes=30))


class EarlierActionCounts(Right):
    """What was done before the concern was raised closes it."""

    def act(self, participant: str, concern: ConcernId, action: ProfessionalAction) -> Duty:
        """Dated now."""
        return super().act(participant, concern, evolve(action, taken_at=self.engine.now()))


class ErasesAnyway(Right):
    """Nobody looks for open duties."""

    def erase(self, participant: str, *, sensitive: bool = False) -> bool:
        """Without a look."""
        return self.engine.ledger.erase(f"participant:{participant}", sensitive=sensitive)  # type: ignore[union-attr]


class NeverErases(Right):
    """Says that it did."""

    def erase(self, participant: str, *, sensitive: bool = False) -> bool:
        """Ordinary entries alone."""
        return super().erase(participant) if not sensitive else True


class EverybodyReads(Right):
    """Supporters read what they raised, and all else."""

    def concerns(self, participant: str, _: Audience) -> tuple[Concern, ...]:
        """As for staff."""
        return super().concerns(participant, Audience.AUDITOR)


class Doubles(Right):
    """Raised twice, recorded twice."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.count = 0

    def raise_concern(self, concern: Concern) -> Duty:
        """With a key of its own."""
        self.count += 1
        return self.engine.raise_concern(concern, key=f"{self.count}")


class LosesTheNote(Right):
    """What is suspected is not kept."""

    def raise_concern(self, concern: Concern) -> Duty:
        """That there is something is."""
        return super().raise_concern(evolve(concern, note=None))


class OneAtATime(Right):
    """A family has one concern, the first."""

    def concerns(self, participant: str, audience: Audience) -> tuple[Concern, ...]:
        """The second is lost."""
        return super().concerns(participant, audience)[:1]

    def open_duties(self, participant: str | None = None) -> tuple[Duty, ...]:
        """Its duty too."""
        return super().open_duties(participant)[:1]


class ClosesAll(Right):
    """Action on one concern closes the duties of the whole family."""

    def act(self, participant: str, concern: ConcernId, action: ProfessionalAction) -> Duty:
        """All of them."""
        for one in self.engine.open_duties(participant):
            super().act(participant, one.concern, action)
        return super().act(participant, concern, action)


class TellsVolunteers(Right):
    """A volunteer is told of what was raised."""

    def raise_concern(self, concern: Concern) -> Duty:
        """She too."""
        duty = super().raise_concern(concern)
        return evolve(duty, to_tell=(*duty.to_tell, Role.PARENT_VOLUNTEER))


class DueYesterday(Right):
    """Telling is due after acting."""

    def raise_concern(self, concern: Concern) -> Duty:
        """The deadlines the other way round."""
        duty = super().raise_concern(concern)
        return evolve(duty, tell_by=duty.act_by + timedelta(hours=1))


class OneFamilyAlone(Right):
    """The list of all leaves out whoever was erased once."""

    def open_duties(self, participant: str | None = None) -> tuple[Duty, ...]:
        """As it was before the machine found it."""
        listed = self.engine.ledger.subjects("participant:")  # type: ignore[union-attr]
        found = super().open_duties(participant)
        return found if participant else tuple(one for one in found if f"participant:{one.subject}" in listed)


def wrong(store: Store = Right, **given: Any) -> Callable[[], Wrong]:
    """A service with this mistake."""
    return lambda: Wrong(host(), store=store, **given)


FAULTS = (
    Fault("a concern in an unknown programme is not kept", laws.a_concern_is_always_recorded, wrong(ForgetsTheUnknown)),
    Fault("concerns are gone after a restart", laws.a_concern_is_always_recorded, wrong(forgets=True)),
    Fault("what is suspected is not kept", laws.a_concern_is_always_recorded, wrong(LosesTheNote)),
    Fault("a second concern is lost", laws.each_concern_has_a_duty_of_its_own, wrong(OneAtATime)),
    Fault("action on one concern closes all", laws.each_concern_has_a_duty_of_its_own, wrong(ClosesAll)),
    Fault("volunteers are told", laws.a_duty_falls_due, wrong(TellsVolunteers)),
    Fault("whoever acts closes a duty", laws.a_duty_is_open_until_a_professional_acts, wrong(AnybodyCloses)),
    Fault("a social worker closes none", laws.a_duty_is_open_until_a_professional_acts, wrong(LeadAlone)),
    Fault("a duty closes itself after a while", laws.a_duty_is_open_until_a_professional_acts, wrong(ClosesItself)),
    Fault("what was done before closes it", laws.nobody_cancels_a_duty, wrong(EarlierActionCounts)),
    Fault("raised twice, recorded twice", laws.nobody_cancels_a_duty, wrong(Doubles)),
    Fault("erased while a duty is open", laws.an_open_duty_forbids_erasure, wrong(ErasesAnyway)),
    Fault("nobody is ever forgotten", laws.an_open_duty_forbids_erasure, wrong(NeverErases)),
    Fault("supporters read concerns", laws.staff_alone_read_concerns, wrong(EverybodyReads)),
    Fault("telling is due after acting", laws.a_duty_falls_due, wrong(DueYesterday)),
    Fault("the machine: whoever acts closes a duty", SafeguardingDuty, wrong(AnybodyCloses)),
    Fault("the machine: supporters read concerns", SafeguardingDuty, wrong(EverybodyReads)),
    Fault("the machine: what is suspected is not kept", SafeguardingDuty, wrong(LosesTheNote)),
    Fault("the machine: erased while a duty is open", SafeguardingDuty, wrong(ErasesAnyway)),
    Fault("the machine: a duty closes itself after a while", SafeguardingDuty, wrong(ClosesItself)),
    Fault("the machine: duties about somebody erased are not listed", SafeguardingDuty, wrong(OneFamilyAlone)),
)
