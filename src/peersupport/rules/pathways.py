"""Pathways: stages, the moves between them, how they end, and what a programme promised never to limit. Data only."""

from enum import Enum

from peersupport._attrs import frozen
from peersupport.citations import Citation
from peersupport.records.enrolments import EndReason

OUTSIDE = "outside"
"""Where somebody stands who is at no stage now: she never was, or has left."""
PAUSED = "paused"
"""A rest, during which her stage stays hers."""
STAY = "stay"
"""What is said of those who stay, at whichever stage: expectations and duties, never a condition."""
EXIT = "exit"
"""Leaving. Nobody is held: no condition may stand before it."""
RESERVED = frozenset({OUTSIDE, PAUSED, STAY, EXIT})
UNGATED = frozenset({PAUSED, STAY, EXIT})
"""What no rule may decide: nobody is kept from resting or leaving, and nobody is put out (CM16, CM17, YP13)."""
ALLOCATION = "allocation"
"""The `stage` of a rule on giving a family a supporter."""
ALLOCATED = "ProposedAllocation"
"""What such a rule judges."""
CORE_ENDS = frozenset({EndReason.PARTICIPANT_CHOICE, EndReason.SAFEGUARDING, EndReason.PROGRAMME_CLOSED})
"""How any pathway may end: by her choice; a closure to protect somebody is a separate path (CM16)."""


@frozen
class Stage:
    """One stage. Its entry criteria are the programme's rules with `stage="pathway/stage"`.

    `joins` names the offer whose eligibility opens it ("" is the programme's only one). `active`: who stands here may
    be given families to support.
    """

    id: str
    title: str
    requirements: tuple[str, ...]
    citation: Citation
    joins: str | None = None
    active: bool = False


@frozen
class Moves:
    """Moves that one statement of the source allows: from each of `sources` to each of `targets`.

    `OUTSIDE` as a source is entry, `PAUSED` as a target a rest. Rules alone can ask for an order or a time.
    """

    id: str
    requirements: tuple[str, ...]
    citation: Citation
    sources: tuple[str, ...]
    targets: tuple[str, ...]


@frozen
class Ending:
    """Further ways in which the source lets the pathway end; those of `CORE_ENDS` stand for every pathway."""

    id: str
    requirements: tuple[str, ...]
    citation: Citation
    reasons: tuple[EndReason, ...]


@frozen
class Pathway:
    """A way through a programme for one kind of subject: a `Case`, or a `Supporter`."""

    id: str
    title: str
    requirements: tuple[str, ...]
    citation: Citation
    subject: str
    stages: tuple[Stage, ...]
    moves: tuple[Moves, ...]
    endings: tuple[Ending, ...] = ()

    def stage(self, name: str) -> Stage | None:
        """The stage of a name."""
        return next((one for one in self.stages if one.id == name), None)

    def allows(self, reason: EndReason) -> bool:
        """Whether it may end so."""
        return reason in CORE_ENDS or any(reason in one.reasons for one in self.endings)

    def targets(self, source: str) -> frozenset[str]:
        """Where one may move to from a stage, or from outside."""
        return frozenset(target for one in self.moves if source in one.sources for target in one.targets) - {source}


class Never(Enum):
    """What a programme promises never to limit."""

    SESSIONS = "sessions"
    TIME = "time"


@frozen
class Promise:
    """A promise of the source: no rule of the programme, overlays included, may limit `never` (HL6, HL7, CM16)."""

    id: str
    requirements: tuple[str, ...]
    citation: Citation
    never: Never
