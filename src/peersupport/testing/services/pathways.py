"""What the state machine of pathways asks of a service, and how a host answers it: its `Progression` has all of it."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol, runtime_checkable

from peersupport.policies.progression import NextSteps, Step, Subject
from peersupport.programmes.host import Host
from peersupport.rules.pathways import Pathway


@runtime_checkable
class PathwayService(Protocol):
    """Whoever says what comes next on one pathway."""

    @property
    def programme(self) -> str:
        """The programme's id."""
        ...

    @property
    def pathway(self) -> Pathway:
        """Its stages and the moves between them, as data."""
        ...

    def next_steps(self, subject: Subject, on: date) -> NextSteps:
        """Every stage that she may move to from where she stands on a day."""
        ...

    def step(self, subject: Subject, to: str, on: date) -> Step:
        """Whether one stage is open to her."""
        ...


def pathways_of(host: Host) -> Iterator[PathwayService]:
    """Every pathway of every programme of a host."""
    for name, programme in sorted(host.programmes.items()):
        site = next((str(one.id) for one in host.sites if one.programme == name), None)
        for pathway in programme.pathways:
            yield host.progression(name, pathway.id, site)
