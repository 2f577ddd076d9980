"""Facts about one item that somebody is about to tell, for a programme's rules on disclosure."""

from collections.abc import Callable, Iterable
from datetime import date

from peersupport.records.disclosure import ProposedDisclosure
from peersupport.records.roles import LEADS, PROFESSIONALS, SUPPORTERS, Role
from peersupport.rules.facts import STAFF, AskedOf, Fact, fact
from peersupport.rules.once import made_once


def _held(roles: Iterable[Role], sure: frozenset[Role], possible: frozenset[Role]) -> bool | None:
    asked = frozenset(roles)
    if asked & sure:
        return True
    return None if asked & possible else False


@fact(
    "core.disclosure_agreed",
    meaning="she agreed beforehand that this may be told to this recipient",
    question="Has she agreed beforehand that this may be told?",
)
def disclosure_agreed(proposed: ProposedDisclosure, day: date) -> bool | None:
    """Whether a live grant covers the item (TC32, TC33)."""
    return proposed.agreed


@fact("core.disclosure_category", meaning="the category of what is to be told", asked_of=AskedOf.SUPPORTER)
def disclosure_category(proposed: ProposedDisclosure, day: date) -> str:
    """The item's category, a name of the vocabulary."""
    return proposed.item.category


@fact(
    "core.disclosure_purpose",
    meaning="what it is to be told for",
    question="What is it to be told for?",
    asked_of=AskedOf.SUPPORTER,
)
def disclosure_purpose(proposed: ProposedDisclosure, day: date) -> str | None:
    """The request's purpose, a name of the vocabulary."""
    return proposed.request.purpose


@fact(
    "core.disclosure_anonymised",
    meaning="it is to be told without saying who she is",
    question="Is it to be told without saying who she is?",
    asked_of=AskedOf.SUPPORTER,
)
def disclosure_anonymised(proposed: ProposedDisclosure, day: date) -> bool | None:
    """Whether the item is told anonymously, and does not identify her (TC34)."""
    if proposed.item.identifying is True or proposed.request.anonymised is False:
        return False
    return proposed.request.anonymised if proposed.item.identifying is False else None


@fact(
    "core.disclosure_suspicion",
    meaning="a child is suspected to suffer, or to be at risk of, significant harm",
    question="Do you suspect that a child suffers significant harm, or is at risk of it?",
    asked_of=AskedOf.SUPPORTER,
    visible_to=STAFF,
)
def disclosure_suspicion(proposed: ProposedDisclosure, day: date) -> bool | None:
    """Whether harm to a child is suspected: the lower of the two thresholds (TC35, TC36)."""
    return proposed.request.suspicion


@made_once
def sender_is(*roles: Role) -> Fact:
    """A yes-or-no fact: whether the sender holds one of these roles in the programme."""
    return _party_fact("sender", roles, lambda one: _held(roles, one.sender_roles, one.sender_may_hold))


@made_once
def recipient_is(*roles: Role) -> Fact:
    """A yes-or-no fact: whether the recipient holds one of these roles in the programme."""
    return _party_fact("recipient", roles, lambda one: _held(roles, one.recipient_roles, one.recipient_may_hold))


def _party_fact(party: str, roles: tuple[Role, ...], read: Callable[[ProposedDisclosure], bool | None]) -> Fact:
    names = [role.value for role in sorted(roles, key=lambda role: role.value)]
    words = " or ".join(name.replace("_", " ") for name in names)

    @fact(
        f"core.disclosure_{party}_is_{'_or_'.join(names)}",
        meaning=f"the {party} is {words}",
        question=f"Is the {party} {words}, in this programme?",
        asked_of=AskedOf.CO_ORDINATOR,
    )
    def held(proposed: ProposedDisclosure, day: date) -> bool | None:
        return read(proposed)

    return held


@fact(
    "core.disclosure_sender_professional",
    meaning="the sender is a professional",
    question="Does the sender hold the role of a professional here?",
    asked_of=AskedOf.CO_ORDINATOR,
)
def sender_professional(proposed: ProposedDisclosure, day: date) -> bool | None:
    """Whether the sender holds a professional role (TC32)."""
    return _held(PROFESSIONALS, proposed.sender_roles, proposed.sender_may_hold)


@fact(
    "core.disclosure_sender_supporter",
    meaning="the sender is a supporter",
    question="Does the sender hold the role of a supporter here?",
    asked_of=AskedOf.CO_ORDINATOR,
)
def sender_supporter(proposed: ProposedDisclosure, day: date) -> bool | None:
    """Whether the sender holds a supporter's role (TC33)."""
    return _held(SUPPORTERS, proposed.sender_roles, proposed.sender_may_hold)


@fact(
    "core.disclosure_recipient_professional",
    meaning="the recipient is a professional",
    question="Does the recipient hold the role of a professional here?",
    asked_of=AskedOf.CO_ORDINATOR,
)
def recipient_professional(proposed: ProposedDisclosure, day: date) -> bool | None:
    """Whether the recipient holds a professional role (TC33)."""
    return _held(PROFESSIONALS, proposed.recipient_roles, proposed.recipient_may_hold)


@fact(
    "core.disclosure_recipient_supporter",
    meaning="the recipient is a supporter",
    question="Does the recipient hold the role of a supporter here?",
    asked_of=AskedOf.CO_ORDINATOR,
)
def recipient_supporter(proposed: ProposedDisclosure, day: date) -> bool | None:
    """Whether the recipient holds a supporter's role (TC32)."""
    return _held(SUPPORTERS, proposed.recipient_roles, proposed.recipient_may_hold)


@fact(
    "core.disclosure_recipient_lead",
    meaning="the recipient is the safeguarding lead",
    question="Is the recipient the co-ordinator, the safeguarding lead or the deputy here?",
    asked_of=AskedOf.CO_ORDINATOR,
)
def recipient_lead(proposed: ProposedDisclosure, day: date) -> bool | None:
    """Whether the recipient is co-ordinator, safeguarding lead or deputy (TC36)."""
    return _held(LEADS, proposed.recipient_roles, proposed.recipient_may_hold)
