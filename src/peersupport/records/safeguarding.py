"""Concerns that a child suffers or risks significant harm, and the professional action taken on them."""

from datetime import datetime

from peersupport._attrs import record
from peersupport.records.identifiers import ConcernId, PersonId, SupporterId
from peersupport.records.roles import Role


@record
class ProfessionalAction:
    """What the co-ordinator did about a concern (TC37)."""

    taken_at: datetime
    by_role: Role
    what: str


@record
class Concern:
    """A concern somebody raised. Nobody cancels it; it is open until professional action is recorded (TC36, TC37)."""

    id: ConcernId
    about: PersonId | None = None
    raised_by: SupporterId | None = None
    raised_by_role: Role | None = None
    raised_at: datetime | None = None
    actions: tuple[ProfessionalAction, ...] | None = None
    recorded_at: datetime | None = None
