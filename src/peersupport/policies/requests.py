"""A parent's request for a service, passed on by others: what she wishes becomes grants of its own (TC43)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from peersupport.errors import InvalidRecord
from peersupport.records.consent import ConsentStatement, Party, StatementKind
from peersupport.records.identifiers import PersonId, StatementId
from peersupport.records.referrals import OnwardReferral
from peersupport.records.roles import Role


def grants_of_request(
    onward: OnwardReferral,
    *,
    subject: PersonId,
    recipient: Party,
    categories: Sequence[str],
    at: datetime,
    end: datetime | None = None,
    people: Mapping[Role, PersonId] | None = None,
) -> tuple[ConsentStatement, ...]:
    """The grants that a parent's request for a service amounts to: one for each step of its path, one to the agency.

    Each says for which purpose (referral), to whom, what (`categories`) and when, so that it permits what she asked for
    and nothing else. `people` names who holds a role of the path: then she alone is meant, and not everybody in it;
    `end` says until when. Her own wish is their ground: raises `InvalidRecord` while it is not recorded that she wishes
    it, where the path does not begin with her, or where nothing is named.
    """
    if onward.wished is not True:
        raise InvalidRecord("nothing is passed on that the parent does not wish", help="record her wish, or ask her")
    path = onward.path or ()
    if len(path) < 2 or path[0] is not Role.PARTICIPANT or Role.PARTICIPANT in path[1:]:
        raise InvalidRecord("the path of a request begins with the parent", help="participant, supporter, co-ordinator")
    if not categories:
        raise InvalidRecord("a request names what may be told", help="`categories`, as narrow as can be")
    known = people or {}
    parties = [Party(person=known[role]) if role in known else Party(role=role) for role in path[1:]]
    return tuple(
        ConsentStatement(
            id=StatementId(f"{onward.id}-{place}"),
            kind=StatementKind.GRANT,
            subject=subject,
            giver=subject,
            given_at=at,
            end=end,
            sender=sender,
            recipient=to,
            categories=tuple(categories),
            purposes=("referral",),
        )
        for place, (sender, to) in enumerate(pairwise([*parties, recipient]), start=1)
    )
