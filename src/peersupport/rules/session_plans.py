"""How a programme's sessions and visits are meant to go, as data with citations. A plan guides: it refuses nobody."""

from peersupport._attrs import frozen
from peersupport.citations import Citation
from peersupport.records.roles import Role


@frozen
class PlannedPart:
    """One part of a session, or one prompt of a visit, in its place in the plan.

    `topics` are examples: others may be spoken of (`topics_open`), or these are all that there are. `from_visit` is
    the first visit in which it has a place (TC14).
    """

    id: str
    title: str
    requirements: tuple[str, ...]
    citation: Citation
    minutes: int | None = None
    leader: Role | None = None
    kind: str = ""
    topics: tuple[str, ...] = ()
    topics_open: bool = True
    from_visit: int = 1


@frozen
class Staffing:
    """How many people of a role staff a session (CM13), or are there in one of its parts (CM12)."""

    id: str
    role: Role
    count: int
    requirements: tuple[str, ...]
    citation: Citation
    part: str = ""


@frozen
class AttendanceBand:
    """How many participants usually come, both ends included (CM15). `waiting_list`: above it newcomers wait."""

    id: str
    low: int
    high: int
    requirements: tuple[str, ...]
    citation: Citation
    waiting_list: bool = False


@frozen
class Venue:
    """Where sessions are held: the kind of place, and what it provides (CM14, YP10)."""

    id: str
    kind: str
    provides: tuple[str, ...]
    requirements: tuple[str, ...]
    citation: Citation


@frozen
class Block:
    """One block of a programme's sessions. Blocks guide and never gate: any order, any number of sessions (YP8)."""

    id: str
    title: str
    requirements: tuple[str, ...]
    citation: Citation


@frozen
class SessionPlan:
    """A plan of a group's sessions, or of a home visit: parts in order, staffing, place, attendance, blocks.

    Where `minutes` is given, so is each part's, and they add up: a host is not built otherwise.
    """

    id: str
    title: str
    requirements: tuple[str, ...]
    citation: Citation
    parts: tuple[PlannedPart, ...] = ()
    minutes: int | None = None
    every_days: int | None = None
    staffing: tuple[Staffing, ...] = ()
    attendance: AttendanceBand | None = None
    venue: Venue | None = None
    blocks: tuple[Block, ...] = ()


@frozen
class SupportKind:
    """A kind of support that a programme gives. The list is open: a kind that is not on it is no fault (HL5, MM14)."""

    id: str
    title: str
    requirements: tuple[str, ...]
    citation: Citation
