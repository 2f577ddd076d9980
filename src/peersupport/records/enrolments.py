"""Taking part in a programme: from when, at which site and stage, and why it ended."""

from datetime import datetime
from enum import Enum

from peersupport._attrs import record
from peersupport.dates import PartialDate
from peersupport.records.identifiers import EnrolmentId, ProgrammeId, SiteId, SupporterId


class EndReason(Enum):
    """Why an enrolment ended. Programmes without an end of their own end by the participant's choice (CM16, HL7)."""

    PARTICIPANT_CHOICE = "participant_choice"
    PLAN_COMPLETED = "plan_completed"
    MOVED_AWAY = "moved_away"
    SAFEGUARDING = "safeguarding"
    PROGRAMME_CLOSED = "programme_closed"


@record
class Enrolment:
    """One spell in a programme, [start, end). FHIR's EpisodeOfCare; DHIS2's enrolment."""

    id: EnrolmentId
    programme: ProgrammeId
    site: SiteId | None = None
    offer: str | None = None
    stage: str | None = None
    paused: bool | None = None
    supporter: SupporterId | None = None
    """Who supports her by name: her link worker, her Community Mother (MM11)."""
    start: PartialDate | None = None
    end: PartialDate | None = None
    end_reason: EndReason | None = None
    recorded_at: datetime | None = None
