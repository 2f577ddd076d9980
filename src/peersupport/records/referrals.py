"""Referrals into a programme, what its vetting found, and referrals on to other services."""

from datetime import datetime
from enum import Enum

from peersupport._attrs import evolve, record
from peersupport.dates import PartialDate
from peersupport.records.identifiers import PersonId, ProgrammeId, ReferralId
from peersupport.records.moves import Moves, moved
from peersupport.records.roles import Role


class Severity(Enum):
    """The referrer's judgement of mental health needs (MM2). It is never computed from a score."""

    NONE = "none"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class Vetting(Enum):
    """What the co-ordinator's vetting of a referral decided (TC28)."""

    SUITABLE_EARLY = "suitable_early"
    REDIRECT = "redirect"
    DECLINE = "decline"


ANY_PROGRAMME = ProgrammeId("any")
"""A referral to whichever programme suits: every programme judges it as its own."""


class Connection(Enum):
    """How far an onward referral has come (MM15)."""

    OFFERED = "offered"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    ATTENDED = "attended"


CONNECTION_MOVES: Moves[Connection] = {
    None: (Connection.OFFERED,),
    Connection.OFFERED: (Connection.ACCEPTED, Connection.DECLINED),
    Connection.DECLINED: (Connection.OFFERED, Connection.ACCEPTED),
    Connection.ACCEPTED: (Connection.ATTENDED, Connection.DECLINED),
}
"""Nothing is accepted that was not offered, nor attended that was not accepted; who declined may think again."""


@record
class Referral:
    """One referral into a programme, or to `ANY_PROGRAMME`. `programme` None: not recorded to which.

    `child_protection` and `violence_risk` are the mandatory vetting answers of TC30 and TC31: yes, no, or not recorded.
    """

    id: ReferralId
    programme: ProgrammeId | None = None
    received: PartialDate | None = None
    referrer_role: Role | None = None
    reason: str | None = None
    severity: Severity | None = None
    child_protection: bool | None = None
    violence_risk: bool | None = None
    vetting: Vetting | None = None
    vetting_reason: str | None = None
    recorded_at: datetime | None = None


@record
class OnwardReferral:
    """A referral of the participant or of a child to another service (CM27, TC42, TC43, MM15).

    `wished` is the parent's own wish. `path` names who passed the request on, first to last (TC43).
    `concern_raised` is when the concern that led to it was first told (CM27), `attended` the first contact with the
    service (HL8).
    """

    id: ReferralId
    service: str | None = None
    about: PersonId | None = None
    wished: bool | None = None
    safeguarding: bool | None = None
    path: tuple[Role, ...] | None = None
    concern_raised: PartialDate | None = None
    made: PartialDate | None = None
    attended: PartialDate | None = None
    status: Connection | None = None
    recorded_at: datetime | None = None

    def moved(self, to: Connection) -> "OnwardReferral":
        """The referral with its next status. Raises `InvalidRecord` for an illegal move, naming the legal ones."""
        return evolve(self, status=moved(self.status, to, CONNECTION_MOVES))
