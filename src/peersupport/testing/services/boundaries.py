"""What laws ask of a service that says what a supporter may do, and how a host answers them."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, runtime_checkable

import attrs

from peersupport.policies.boundaries import BoundaryDecision, BoundaryEffect
from peersupport.programmes.host import Host
from peersupport.records.acts import Act
from peersupport.testing.services.eligibility import Question


class BoundaryAnswer(Protocol):
    """What laws read of an answer; `BoundaryDecision` has it."""

    @property
    def effect(self) -> BoundaryEffect:
        """Yes, no, or it must be."""
        ...

    @property
    def provisional(self) -> bool:
        """Whether a no stands only until more is known."""
        ...

    @property
    def reasons(self) -> Sequence[object]:
        """Why."""
        ...

    @property
    def missing(self) -> Sequence[Question]:
        """What to ask where the answer is provisional."""
        ...


@runtime_checkable
class BoundaryService(Protocol):
    """Whoever says what may, must and must not be done: all that laws of boundaries need."""

    def programmes(self) -> Sequence[str]:
        """The programmes that one may ask about."""
        ...

    def actions(self, programme: str) -> Sequence[str]:
        """The programme's own actions."""
        ...

    def may(self, programme: str, act: Act, on: date) -> BoundaryAnswer:
        """May, or must, this be done? Every programme's actions can be asked about in any."""
        ...


@attrs.frozen(eq=False)
class HostBoundaries:
    """A host as laws of boundaries ask it."""

    host: Host

    def programmes(self) -> Sequence[str]:
        """All programmes, also those whose plugin failed."""
        return sorted({*self.host.programmes, *self.host.unavailable})

    def actions(self, programme: str) -> Sequence[str]:
        """Those that the programme declares."""
        own = self.host.programmes.get(programme)
        return () if own is None else tuple(one.id for one in own.actions)

    def may(self, programme: str, act: Act, on: date) -> BoundaryDecision:
        """As `Engine.may` does, without exemptions."""
        site = next((str(one.id) for one in self.host.sites if one.programme == programme), None)
        return self.host.boundaries(programme, site).decide(act, on)
