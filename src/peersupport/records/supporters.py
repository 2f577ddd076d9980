"""Those who give support, paid or not, and what must be in place before they do (TC44 to TC48, TC68)."""

from datetime import datetime
from enum import Enum

from peersupport._attrs import record
from peersupport.dates import PartialDate
from peersupport.records.identifiers import PersonId, SiteId, SupporterId
from peersupport.records.roles import Role


class CheckKind(Enum):
    """A step of safe recruitment (TC44, TC46, TC47, TC48, TC68; standards.md 2.6)."""

    REFERENCE = "reference"
    SOCIAL_SERVICES = "social_services"
    DBS = "dbs"
    INTERVIEW = "interview"
    CONFIDENTIALITY_CLAUSE = "confidentiality_clause"
    CONFIDENTIALITY_GUIDANCE = "confidentiality_guidance"
    CHARTER = "charter"
    TRAINING = "training"


@record
class Check:
    """One step taken: on which day, whether it was passed, and which version or course."""

    kind: CheckKind
    on: PartialDate | None = None
    passed: bool | None = None
    detail: str | None = None


@record
class Supporter:
    """One supporter's file: her role, where she works, her own areas and languages for matching (TC8)."""

    id: SupporterId
    person: PersonId | None = None
    role: Role | None = None
    site: SiteId | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    areas: tuple[str, ...] | None = None
    languages: tuple[str, ...] | None = None
    checks: tuple[Check, ...] | None = None
    recorded_at: datetime | None = None
