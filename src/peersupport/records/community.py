"""What supporters and partners do together: meetings, training, outputs, new groups, joint projects, local needs."""

from enum import Enum

from peersupport._attrs import evolve, record
from peersupport.dates import PartialDate
from peersupport.records.identifiers import SupporterId
from peersupport.records.moves import Moves, moved
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
class LearningItem:
    """One matter that was explored. `factor` names the place that it has in the mosaic of factors (MM27)."""

    words: str
    kind: ItemKind | None = None
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
    """One meeting: who came, what was spoken of (tags), what came of it.

    `co_designed` says how those who meet have shaped its format (MM24).
    """

    kind: MeetingKind
    on: PartialDate | None = None
    cancelled: bool | None = None
    facilitator: Role | None = None
    attended: tuple[SupporterId, ...] | None = None
    agenda: tuple[str, ...] | None = None
    co_designed: str | None = None
    items: tuple[LearningItem, ...] | None = None
    messages: tuple[Message, ...] | None = None


@record
class TrainingEvent:
    """Training that was given: its content (tags), to how many, in which setting and region (YP20, YP36).

    `contributor` is the agency that contributed to it (TC56); an empty one is "recorded: none".
    """

    title: str
    on: PartialDate | None = None
    content: tuple[str, ...] | None = None
    contributor: str | None = None
    people: int | None = None
    setting: str | None = None
    region: str | None = None


class OutputKind(Enum):
    """What a programme makes (YP25, MM27 to MM30, MM37)."""

    TOOLKIT = "toolkit"
    THEMED_BRIEFING = "themed_briefing"
    MOSAIC = "mosaic"
    INTERIM_REPORT = "interim_report"
    FULL_REPORT = "full_report"
    SUMMARY_REPORT = "summary_report"
    LEARNING_REPORT = "learning_report"
    PEER_SERVICE = "peer_service"


@record
class Output:
    """One of them: due and done when, and the sites that use it (YP39)."""

    kind: OutputKind
    title: str = ""
    due: PartialDate | None = None
    done: PartialDate | None = None
    sites: tuple[str, ...] | None = None


class EnquiryStatus(Enum):
    """How far an enquiry about a group in another area has come (YP32)."""

    RECEIVED = "received"
    ANSWERED = "answered"
    PREPARING = "preparing"
    SET_UP = "set_up"
    CLOSED = "closed"


ENQUIRY_MOVES: Moves[EnquiryStatus] = {
    None: (EnquiryStatus.RECEIVED,),
    EnquiryStatus.RECEIVED: (EnquiryStatus.ANSWERED, EnquiryStatus.CLOSED),
    EnquiryStatus.ANSWERED: (EnquiryStatus.PREPARING, EnquiryStatus.CLOSED),
    EnquiryStatus.PREPARING: (EnquiryStatus.SET_UP, EnquiryStatus.CLOSED),
    EnquiryStatus.CLOSED: (EnquiryStatus.RECEIVED,),
}
"""Nobody sets up a group that nobody answered about; whoever gave it up may ask again."""


@record
class Enquiry:
    """Somebody asks how to set up a group in her area (YP32). It names an area, and no family."""

    on: PartialDate | None = None
    area: str | None = None
    from_role: Role | None = None
    status: EnquiryStatus | None = None
    answered: PartialDate | None = None

    def moved(self, to: EnquiryStatus) -> "Enquiry":
        """The enquiry with its next status. Raises `InvalidRecord` for an illegal move, naming the legal ones."""
        return evolve(self, status=moved(self.status, to, ENQUIRY_MOVES))


@record
class JointProject:
    """Something that the programme does together with other agencies (TC67)."""

    title: str
    partners: tuple[str, ...] | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None


@record
class IntegrationMilestone:
    """A step by which link work becomes part of a maternal mental health pathway in an area (MM42)."""

    area: str
    step: str
    due: PartialDate | None = None
    done: PartialDate | None = None


@record
class NeedsProfile:
    """What an area is like for its families, as shares of those asked (CM25). The source gives no numbers."""

    area: str
    on: PartialDate | None = None
    poor_maternal_mental_health: float | None = None
    below_at_27_months: float | None = None
    not_ready_for_school: float | None = None
