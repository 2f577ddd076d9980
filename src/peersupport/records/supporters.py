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


class SupervisionKind(Enum):
    """One to one, in a group, or on an accompanied visit (TC49, TC51 to TC53)."""

    ONE_TO_ONE = "one_to_one"
    GROUP = "group"
    ACCOMPANIED_VISIT = "accompanied_visit"


@record
class Supervision:
    """One meeting of a supporter with whoever supervises her, or the offer of one."""

    kind: SupervisionKind
    on: PartialDate | None = None
    by_role: Role | None = None
    declined: bool | None = None
    topics: tuple[str, ...] | None = None


@record
class StageSpell:
    """A time that she spent at a stage of a pathway, [start, end); `paused` where she rested there (YP13)."""

    pathway: str
    stage: str
    start: PartialDate | None = None
    end: PartialDate | None = None
    paused: bool | None = None


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
    supervisions: tuple[Supervision, ...] | None = None
    stages: tuple[StageSpell, ...] | None = None
    attended: tuple[PartialDate, ...] | None = None
    """Days on which she came to a group of the programme as a parent (YP12)."""
    part_of_group: bool | None = None
    """Whether she is a parent in a group of the programme now (YP12)."""
    experienced_mother: bool | None = None
    """Whether she is a mother of experience, as the co-ordinator judges (TC7)."""
    recommended_by: str | None = None
    """How she was found: the agency or person by whose word of mouth she came (TC45)."""
    recorded_at: datetime | None = None
