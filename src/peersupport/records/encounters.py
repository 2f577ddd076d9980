"""What happened between a family and a supporter: home visits, calls, groups attended."""

from datetime import datetime
from enum import Enum

from peersupport._attrs import record
from peersupport.dates import PartialDate
from peersupport.records.identifiers import CaseId, EncounterId, ProgrammeId, SessionId, SupporterId
from peersupport.records.plans import Action
from peersupport.records.roles import Role


class EncounterKind(Enum):
    """What kind of meeting it was. A home visit is an encounter (FHIR)."""

    HOME_VISIT = "home_visit"
    GROUP = "group"
    TELEPHONE = "telephone"
    ONE_TO_ONE = "one_to_one"
    FIRST_CONTACT = "first_contact"


class EncounterStatus(Enum):
    """Whether it took place. Declined is not missed (TC9)."""

    COMPLETED = "completed"
    DECLINED = "declined"
    MISSED = "missed"
    CANCELLED = "cancelled"


@record
class Encounter:
    """One meeting, or the offer of one. `sheets` are the information sheets that were shared, by id (TC10).

    What a co-ordinator enters of a home visit, from what she is told (TC41): `prompts` are the steps of the form in the
    order in which they were followed (TC13), `targets` those that were set (TC15) or `no_target_reason` why there is
    none, `achievements` what was praised (TC19), `health_concern` that one was raised and `signposted` that the parent
    was asked to contact a health professional (TC20). `dependence_flagged_by` is the role of who saw the parent
    becoming dependent (TC21), `accompanied_by` the roles of those who came too (TC53).
    """

    id: EncounterId
    programme: ProgrammeId | None = None
    kind: EncounterKind | None = None
    status: EncounterStatus | None = None
    on: PartialDate | None = None
    supporter: SupporterId | None = None
    session: SessionId | None = None
    sheets: tuple[str, ...] | None = None
    prompts: tuple[str, ...] | None = None
    targets: tuple[Action, ...] | None = None
    no_target_reason: str | None = None
    achievements: str | None = None
    health_concern: bool | None = None
    signposted: bool | None = None
    dependence_flagged_by: Role | None = None
    accompanied_by: tuple[Role, ...] | None = None
    recorded_at: datetime | None = None


@record
class VisitingRecord:
    """What the co-ordinator alone keeps of a family's visiting (TC40): who is visited, how it goes, what was done about
    the issues that were raised."""

    visited: CaseId | None = None
    progress: str | None = None
    action_taken: str | None = None
    on: PartialDate | None = None
