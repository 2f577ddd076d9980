"""Statements of consent as they were made, and the dated standing of those who make and use them (consent.md).

How they are judged is a policy's matter, not the record's. `position` is a record's place in the ledger, which orders
records where two bear one instant. Every instant is in UTC; a date stands for a day in Europe/London.
"""

from datetime import UTC, date, datetime
from enum import Enum

from peersupport._attrs import record
from peersupport.errors import InvalidRecord
from peersupport.records.identifiers import PersonId, ProgrammeId, StatementId
from peersupport.records.roles import Role


class StatementKind(Enum):
    """What a statement does. A withdrawal is a statement of its own; nothing is edited."""

    GRANT = "grant"
    REFUSAL = "refusal"
    WITHDRAWAL = "withdrawal"


class ConsentStatus(Enum):
    """Where a consent stands in its life, by the terms of W3C DPV. Only `GIVEN` and `RENEWED` are valid for use."""

    REQUESTED = "ConsentRequested"
    REQUEST_DEFERRED = "ConsentRequestDeferred"
    REFUSED = "ConsentRefused"
    GIVEN = "ConsentGiven"
    RENEWED = "RenewedConsentGiven"
    EXPIRED = "ConsentExpired"
    WITHDRAWN = "ConsentWithdrawn"
    REVOKED = "ConsentRevoked"
    INVALIDATED = "ConsentInvalidated"
    UNKNOWN = "ConsentUnknown"

    @property
    def valid(self) -> bool:
        """Whether information may be used on it (dpv:ConsentStatusValidForProcessing)."""
        return self in {ConsentStatus.GIVEN, ConsentStatus.RENEWED}


@record
class Party:
    """One person, or everybody in a role. Raises `InvalidRecord` unless exactly one of them is named."""

    person: PersonId | None = None
    role: Role | None = None

    def __attrs_post_init__(self) -> None:
        if (self.person is None) is (self.role is None):
            raise InvalidRecord("a party is a person or a role", help="give one of `person` and `role`")


Day = datetime | date
"""An instant in UTC, or a day of which the time was not recorded."""


@record
class ConsentStatement:
    """One statement about the telling of a subject's information, in force in [start, end).

    A withdrawal needs only `id`, `kind`, `subject` and `giver`: what it leaves out, it withdraws. `target` is the
    statement that a withdrawal names; none: all in its scope. `categories` and `purposes` are names of `vocabulary.py`;
    `()` is "recorded: none". `given_at` is when it was said or signed, by default when it was recorded; `start` is by
    default `given_at`; `end` None is open. `obligations` are duties that the giver attached; `evidence` refers to the
    paper. Raises `InvalidRecord` for an instant that is not in UTC, and one recorded before it can have been given.
    """

    id: StatementId
    kind: StatementKind
    subject: PersonId
    giver: PersonId
    given_at: Day | None = None
    start: Day | None = None
    end: Day | None = None
    sender: Party | None = None
    recipient: Party | None = None
    categories: tuple[str, ...] | None = None
    purposes: tuple[str, ...] | None = None
    target: StatementId | None = None
    obligations: tuple[str, ...] = ()
    evidence: str | None = None
    recorded_at: datetime | None = None
    position: int | None = None

    def __attrs_post_init__(self) -> None:
        require_utc(self.given_at, self.start, self.end, self.recorded_at)
        recorded = self.recorded_at
        if isinstance(self.given_at, datetime) and recorded is not None and recorded < self.given_at:
            raise InvalidRecord("a statement was recorded before it was given")


@record
class RoleHeld:
    """That a person takes up a role in a programme (`on`), or lays it down, from `start` on."""

    person: PersonId
    role: Role
    programme: ProgrammeId
    on: bool
    start: datetime
    recorded_at: datetime | None = None
    position: int | None = None

    def __attrs_post_init__(self) -> None:
        require_utc(self.start, self.recorded_at)


@record
class Competence:
    """That the subject was judged able (`on`), or not able, to decide for some purposes, from `start` on.

    A recorded judgement of `judged_by`, never worked out from an age (Gillick; consent.md, UK anchors).
    """

    subject: PersonId
    purposes: tuple[str, ...] | None
    on: bool
    start: datetime
    judged_by: PersonId | None = None
    recorded_at: datetime | None = None
    position: int | None = None

    def __attrs_post_init__(self) -> None:
        require_utc(self.start, self.recorded_at)


@record
class ProxyAuthority:
    """That somebody may decide for a subject who cannot (`on`), or no longer may, from `start` on; `evidence` says by
    what."""

    subject: PersonId
    proxy: PersonId
    purposes: tuple[str, ...] | None
    on: bool
    start: datetime
    evidence: str | None = None
    recorded_at: datetime | None = None
    position: int | None = None

    def __attrs_post_init__(self) -> None:
        require_utc(self.start, self.recorded_at)


Standing = RoleHeld | Competence | ProxyAuthority
ConsentRecord = ConsentStatement | RoleHeld | Competence | ProxyAuthority
"""All that a decision on disclosure is made from."""


def require_utc(*instants: Day | None) -> None:
    """Raise `InvalidRecord` for an instant that is not in UTC: elsewhere two that are an hour apart can be equal."""
    for one in instants:
        if isinstance(one, datetime) and one.tzinfo is not UTC:
            raise InvalidRecord("an instant is not in UTC", help="`instant.astimezone(UTC)`, or `parse_instant`")
