"""What somebody is about to tell somebody else about a participant."""

from datetime import UTC, datetime

from peersupport._attrs import record
from peersupport.errors import InvalidRecord
from peersupport.records.identifiers import PersonId, ProgrammeId
from peersupport.records.roles import Role

UNDATED = datetime.min.replace(tzinfo=UTC)
"""The instant of a request that is not yet to be decided."""


@record
class Item:
    """One thing to be told: its category (a name of `vocabulary.py`), and whether it shows who she is.

    `identifying` None is "not recorded": it is then taken to identify. `content` is what would be told, given only
    where it is to be searched for identifiers (anonymised consultation, TC34); it is never stored. `found` are the
    kinds of identifiers that an earlier search found.
    """

    category: str
    identifying: bool | None = None
    content: str | None = None
    found: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        _require_flags(self.identifying)


@record
class DisclosureRequest:
    """May the sender tell these items about the subject to the recipient, for this purpose, at the instant `at`?

    `at` is in UTC; a request that the engine is to decide now leaves it out. `known_at` is a position in the ledger:
    the answer as known then; None: all that was recorded before `at`.
    `suspicion` is that a child suffers, or risks, significant harm (TC35, TC36: the lower threshold),
    `immediate_danger` that a life is in danger. Each of the three flags may be not recorded (None): it opens no route.
    `known_names` are the names recorded of the family, looked for in the contents of an anonymised consultation.
    Raises `InvalidRecord` when `at` is not in UTC, and for a flag that is neither True, False nor None.
    """

    subject: PersonId
    sender: PersonId | None
    recipient: PersonId | None
    items: tuple[Item, ...]
    purpose: str | None
    at: datetime = UNDATED
    known_at: int | None = None
    programme: ProgrammeId = ProgrammeId("")
    anonymised: bool | None = False
    suspicion: bool | None = False
    immediate_danger: bool | None = False
    known_names: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.at.tzinfo is not UTC:
            raise InvalidRecord("the instant of a disclosure is not in UTC", help="`instant.astimezone(UTC)`")
        _require_flags(self.anonymised, self.suspicion, self.immediate_danger)


def _require_flags(*flags: bool | None) -> None:
    """A suspicion that is true without being `True` (1, "yes") must not be taken for none."""
    if any(flag is not None and flag is not True and flag is not False for flag in flags):
        raise InvalidRecord("a flag is neither True, False nor None (not recorded)")


@record
class ProposedDisclosure:
    """One item of a request, as a programme's rules see it: one at a time, with the parties' roles and her agreement.

    `agreed` is whether a live grant covers it, TRUE or FALSE, or None where that cannot be told. The roles are those
    that each party surely holds, and those that she may hold.
    """

    request: DisclosureRequest
    item: Item
    agreed: bool | None
    sender_roles: frozenset[Role]
    sender_may_hold: frozenset[Role]
    recipient_roles: frozenset[Role]
    recipient_may_hold: frozenset[Role]
