"""All that a site records that belongs to no one family: supporters, sessions, evaluations, meetings, training."""

from datetime import datetime

from peersupport._attrs import record
from peersupport.dates import PartialDate
from peersupport.records.community import (
    Enquiry,
    IntegrationMilestone,
    JointProject,
    Meeting,
    NeedsProfile,
    Output,
    TrainingEvent,
)
from peersupport.records.encounters import VisitingRecord
from peersupport.records.exemptions import Exemption
from peersupport.records.feedback import Feedback, Story
from peersupport.records.identifiers import ProgrammeId, SiteId
from peersupport.records.sessions import Evaluation, InformationSheet, Session, SessionSeries
from peersupport.records.supporters import Supporter


@record
class Cost:
    """Money that the programme spent in a period, in pounds (MM36)."""

    what: str
    pounds: float | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None


@record
class Activity:
    """One site's own records. A collection that is `None` is not recorded; an empty one is "recorded: none", closed.

    `feedback` and `stories` are those of professionals; a participant's belong to her case (MM17, MM46).
    """

    programme: ProgrammeId
    site: SiteId | None = None
    supporters: tuple[Supporter, ...] | None = None
    series: tuple[SessionSeries, ...] | None = None
    sessions: tuple[Session, ...] | None = None
    sheets: tuple[InformationSheet, ...] | None = None
    visiting: tuple[VisitingRecord, ...] | None = None
    evaluations: tuple[Evaluation, ...] | None = None
    meetings: tuple[Meeting, ...] | None = None
    training: tuple[TrainingEvent, ...] | None = None
    outputs: tuple[Output, ...] | None = None
    enquiries: tuple[Enquiry, ...] | None = None
    projects: tuple[JointProject, ...] | None = None
    milestones: tuple[IntegrationMilestone, ...] | None = None
    needs: tuple[NeedsProfile, ...] | None = None
    costs: tuple[Cost, ...] | None = None
    feedback: tuple[Feedback, ...] | None = None
    stories: tuple[Story, ...] | None = None
    exemptions: tuple[Exemption, ...] | None = None
    """From a programme's prohibitions, each for one supporter, with its reason and until when."""
    recorded_at: datetime | None = None
