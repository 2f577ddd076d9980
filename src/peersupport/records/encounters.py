"""What happened between a family and a supporter: home visits, calls, groups attended."""

from datetime import datetime
from enum import Enum

from peersupport._attrs import record
from peersupport.dates import PartialDate
from peersupport.records.identifiers import EncounterId, ProgrammeId, SessionId, SupporterId


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
    """One meeting, or the offer of one. `sheets` are the information sheets that were shared (TC10)."""

    id: EncounterId
    programme: ProgrammeId | None = None
    kind: EncounterKind | None = None
    status: EncounterStatus | None = None
    on: PartialDate | None = None
    supporter: SupporterId | None = None
    session: SessionId | None = None
    sheets: tuple[str, ...] | None = None
    recorded_at: datetime | None = None
