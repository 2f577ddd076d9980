"""What supporters and partners do together: meetings, training for others, outputs, enquiries of new groups."""

from enum import Enum

from peersupport._attrs import record
from peersupport.dates import PartialDate
from peersupport.records.identifiers import SupporterId
from peersupport.records.roles import Role


class MeetingKind(Enum):
    """What a meeting is for (TC49, TC64, MM23, MM28)."""

    GROUP_SUPPORT = "group_support"
    LEARNING_COMMUNITY = "learning_community"
    REGIONAL_WORKSHOP = "regional_workshop"
    EVALUATION_GROUP = "evaluation_group"


class ItemKind(Enum):
    """What link workers bring to their learning community (MM25)."""

    GAP = "gap"
    BARRIER = "barrier"
    OPPORTUNITY = "opportunity"


@record
class Item:
    """One matter that was explored. `factor` names the place that it has in the mosaic of factors (MM27)."""

    kind: ItemKind
    words: str
    factor: str | None = None


@record
class Message:
    """A key message, and who decided that it is taken forward (MM26)."""

    words: str
    approved: bool | None = None
    approved_by: Role | None = None
    decided_by: tuple[SupporterId, ...] | None = None


@record
class Meeting:
    """One meeting: who came, what was spoken of (tags), what came of it."""

    kind: MeetingKind
    on: PartialDate | None = None
    cancelled: bool | None = None
    facilitator: Role | None = None
    attended: tuple[SupporterId, ...] | None = None
    agenda: tuple[str, ...] | None = None
    items: tuple[Item, ...] | None = None
    messages: tuple[Message, ...] | None = None


@record
class TrainingEvent:
    """Training that was given: its content (tags), to how many, in which setting and region (TC56, YP20, YP36)."""

    title: str
    on: PartialDate | None = None
    content: tuple[str, ...] | None = None
    contributor: str | None = None
    people: int | None = None
    setting: str | None = None
    region: str | None = None


@record
class Output:
    """Something that the programme makes: a toolkit, a briefing, a report, a peer service (YP25, MM29, MM30, MM37)."""

    kind: str
    title: str = ""
    due: PartialDate | None = None
    done: PartialDate | None = None
    sites: tuple[str, ...] | None = None


@record
class Enquiry:
    """Somebody asks how to set up a group in her area (YP32). It names an area, and no family."""

    on: PartialDate | None = None
    area: str | None = None
    from_role: Role | None = None
    status: str | None = None
    answered: PartialDate | None = None
