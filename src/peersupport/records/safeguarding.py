"""Concerns that a child suffers or risks significant harm, and the professional action taken on them."""

from datetime import datetime

from peersupport._attrs import record
from peersupport.records.consent import require_utc
from peersupport.records.identifiers import ConcernId, PersonId, ProgrammeId
from peersupport.records.roles import Role


@record
class ProfessionalAction:
    """What was done about a concern, by whom in which role, and when (TC37). Instants are in UTC."""

    taken_at: datetime
    by_role: Role
    what: str
    by: PersonId | None = None
    recorded_at: datetime | None = None

    def __attrs_post_init__(self) -> None:
        require_utc(self.taken_at, self.recorded_at)


@record
class Concern:
    """A concern somebody raised about a family. Nobody cancels it; it is open until professional action is recorded
    (TC36, TC37).

    `subject` is the participant of whose family it speaks, `about` the child, `categories` what is told (names of
    `vocabulary.py`, need-to-know ones only), `note` what is suspected and why.
    """

    id: ConcernId
    subject: PersonId | None = None
    programme: ProgrammeId | None = None
    about: PersonId | None = None
    raised_by: PersonId | None = None
    raised_by_role: Role | None = None
    raised_at: datetime | None = None
    categories: tuple[str, ...] | None = None
    note: str | None = None
    actions: tuple[ProfessionalAction, ...] | None = None
    recorded_at: datetime | None = None
    position: int | None = None

    def __attrs_post_init__(self) -> None:
        require_utc(self.raised_at, self.recorded_at)
