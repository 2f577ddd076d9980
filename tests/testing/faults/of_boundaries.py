"""Mistakes in saying what a supporter may do."""

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
from tests.testing.faults.fault import Fault
from tests.testing.faults.of_eligibility import host, unreadable

from peersupport._attrs import evolve
from peersupport.policies.boundaries import BoundaryEffect
from peersupport.records.acts import Act
from peersupport.records.roles import Role
from peersupport.testing import laws
from peersupport.testing.services.boundaries import HostBoundaries

PERMIT, DENY, REQUIRED = BoundaryEffect.PERMIT, BoundaryEffect.DENY, BoundaryEffect.REQUIRED
CONCERN = "raise_concern"


@attrs.frozen(eq=False)
class Wrong(HostBoundaries):
    """A host of which the act or the answer is tampered with."""

    before: Callable[[Act], Act] = attrs.field(default=lambda act: act, kw_only=True)
    after: Callable[[Any, Act], Any] = attrs.field(default=lambda answer, _: answer, kw_only=True)

    def may(self, programme: str, act: Act, on: date) -> Any:
        """The faulty answer."""
        return self.after(super().may(programme, self.before(act), on), act)


def wrong(**given: Any) -> Callable[[], Wrong]:
    """A service with this mistake."""
    return lambda: Wrong(host(), **given)


def turned(answer: Any, effect: BoundaryEffect) -> Any:
    """The answer with another effect."""
    return attrs.evolve(answer, effect=effect, provisional=False)


FAULTS = (
    Fault(
        "what nobody forbids may be done",
        laws.what_no_rule_permits_is_denied,
        wrong(
            after=lambda answer, _: (
                turned(answer, PERMIT) if {one.ground.value for one in answer.reasons} == {"not-covered"} else answer
            )
        ),
    ),
    Fault(
        "a role that is not recorded is the co-ordinator's",
        laws.knowing_less_never_permits,
        wrong(
            after=lambda answer, act: turned(answer, PERMIT) if act.role is None and answer.effect is DENY else answer
        ),
    ),
    Fault(
        "for now is for ever",
        laws.a_sure_denial_stands,
        wrong(after=lambda answer, _: attrs.evolve(answer, provisional=False)),
        900,
    ),
    Fault(
        "an error permits",
        laws.what_cannot_be_read_is_not_permitted,
        wrong(after=lambda answer, act: turned(answer, PERMIT) if unreadable(act) else answer),
    ),
    Fault(
        "an error obliges",
        laws.what_cannot_be_read_is_not_permitted,
        wrong(after=lambda answer, act: turned(answer, REQUIRED) if unreadable(act) else answer),
    ),
    Fault(
        "what a volunteer may not yet, she may",
        laws.knowing_less_never_permits,
        wrong(
            after=lambda answer, act: (
                turned(answer, PERMIT) if act.role is Role.PARENT_VOLUNTEER and answer.provisional else answer
            )
        ),
    ),
    Fault(
        "a denial without a reason",
        laws.every_denial_has_a_reason,
        wrong(after=lambda answer, _: attrs.evolve(answer, reasons=())),
    ),
    Fault(
        "a concern may only be raised by somebody in a role",
        laws.raising_a_concern_is_always_allowed,
        wrong(after=lambda answer, act: turned(answer, DENY) if act.action == CONCERN and act.role is None else answer),
    ),
    Fault(
        "a concern may not be raised when something cannot be read",
        laws.raising_a_concern_is_always_allowed,
        wrong(after=lambda answer, act: turned(answer, DENY) if unreadable(act) else answer),
    ),
    Fault(
        "a volunteer may leave it",
        laws.raising_a_concern_is_every_supporters_duty,
        wrong(
            before=lambda act: evolve(act, role=Role.GP) if act.role is Role.PARENT_VOLUNTEER else act,
        ),
    ),
)
