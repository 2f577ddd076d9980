"""Statements of consent as they were made (consent.md). How they are judged is a policy's matter, not the record's."""

from datetime import datetime
from enum import Enum

from peersupport._attrs import record
from peersupport.records.identifiers import PersonId, StatementId
from peersupport.records.roles import Role


class StatementKind(Enum):
    """What a statement does. A withdrawal is a statement of its own; nothing is edited."""

    GRANT = "grant"
    REFUSAL = "refusal"
    WITHDRAWAL = "withdrawal"


@record
class Party:
    """A person, or everybody in a role."""

    person: PersonId | None = None
    role: Role | None = None


@record
class ConsentStatement:
    """One statement about the sharing of a subject's information, [start, end).

    `categories` and `purposes` are names in hierarchies. `target` is what a withdrawal names; none: all in its scope.
    """

    id: StatementId
    kind: StatementKind
    subject: PersonId
    giver: PersonId
    given_at: datetime | None = None
    start: datetime | None = None
    end: datetime | None = None
    sender: Party | None = None
    recipient: Party | None = None
    categories: tuple[str, ...] | None = None
    purposes: tuple[str, ...] | None = None
    target: StatementId | None = None
    evidence: str | None = None
    recorded_at: datetime | None = None
