"""Looking back and looking for trouble: disclosures that a late withdrawal touches, and statements that conflict."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import product

from peersupport._attrs import evolve, record
from peersupport.errors import InvalidRecord
from peersupport.policies.disclosure.decision import DisclosureEffect
from peersupport.policies.disclosure.policy import Disclosure, Records
from peersupport.policies.disclosure.register import Register
from peersupport.policies.disclosure.statements import LAST, TICK, covers, dated, touches
from peersupport.records.consent import ConsentRecord, ConsentStatement, Party, RoleHeld, StatementKind
from peersupport.records.disclosure import DisclosureRequest, Item
from peersupport.records.identifiers import PersonId, ProgrammeId
from peersupport.records.vocabulary import Hierarchy


@record
class Conflict:
    """A grant and a refusal that both apply to some request, and the request: putting it again shows the conflict."""

    grant: ConsentStatement
    refusal: ConsentStatement
    witness: DisclosureRequest


def touched_by(
    policy: Disclosure,
    records: Iterable[ConsentRecord],
    withdrawal: ConsentStatement,
    disclosures: Iterable[DisclosureRequest],
) -> tuple[DisclosureRequest, ...]:
    """The disclosures made that would be DENY had the withdrawal been known then, and were not (property 25).

    `disclosures` are logged requests, each with the instant and the position as known at which it was decided. What was
    decided stands: the list is for telling recipients. `withdrawal` may be among the records.
    """
    given = tuple(records)
    return tuple(
        one
        for one in disclosures
        if one.subject == withdrawal.subject
        and policy.decide(given, one).effect is not DisclosureEffect.DENY
        and denied_with(policy, given, withdrawal, one)
    )


def denied_with(
    policy: Disclosure, records: Iterable[ConsentRecord], withdrawal: ConsentStatement, request: DisclosureRequest
) -> bool:
    """Whether a request would be DENY, had the withdrawal been known when it was decided.

    Raises `InvalidRecord` for what is no withdrawal.
    """
    if withdrawal.kind is not StatementKind.WITHDRAWAL:
        raise InvalidRecord("this is no withdrawal")
    known = _known_then(withdrawal, request)
    return policy.decide((*records, known), request).effect is DisclosureEffect.DENY


def _known_then(withdrawal: ConsentStatement, request: DisclosureRequest) -> ConsentStatement:
    """The withdrawal as if it had been known when a request was decided; when it was given stays as it is."""
    given_at = withdrawal.recorded_at if withdrawal.given_at is None else withdrawal.given_at
    recorded_at = None if request.known_at is None else withdrawal.recorded_at
    return evolve(withdrawal, given_at=given_at, recorded_at=recorded_at, position=request.known_at)


def conflicts(policy: Disclosure, records: Records, subject: str) -> tuple[Conflict, ...]:
    """Every grant and refusal of a subject that both apply to some request, each with such a request (property 30).

    Persons are looked for among those that the records name; instants among those at which something changes.
    """
    asked = policy.register(records, subject)
    grants = [one for one in asked.statements if one.kind is StatementKind.GRANT]
    refusals = [one for one in asked.statements if one.kind is StatementKind.REFUSAL]
    found: dict[tuple[str, str], Conflict] = {}
    for grant, refusal in product(grants, refusals):
        if (grant.id, refusal.id) in found:
            continue
        witness = next(_witnesses(asked, grant, refusal), None)
        if witness is not None:
            found[grant.id, refusal.id] = Conflict(grant=grant, refusal=refusal, witness=witness)
    return tuple(found[pair] for pair in sorted(found))


def _witnesses(asked: Register, grant: ConsentStatement, refusal: ConsentStatement) -> Iterator[DisclosureRequest]:
    names = _common(grant.categories, refusal.categories, asked.categories)
    purposes = _common(grant.purposes, refusal.purposes, asked.purposes)
    senders = _persons(asked, grant.sender, refusal.sender)
    recipients = _persons(asked, grant.recipient, refusal.recipient)
    programmes = sorted({one.programme for one in asked.records if isinstance(one, RoleHeld)} | {ProgrammeId("")})
    for programme, at, sender, recipient, purpose, name in product(
        programmes, _instants(asked), senders, recipients, purposes, names
    ):
        verdict = asked.verdict(sender, recipient, programme, purpose, name, at)
        if grant.id in verdict.grants and refusal.id in verdict.refusals:
            yield DisclosureRequest(
                subject=PersonId(asked.subject),
                sender=sender,
                recipient=recipient,
                items=(Item(category=name, identifying=True),),
                purpose=purpose,
                at=at,
                programme=programme,
            )


def _common(given: tuple[str, ...] | None, refused: tuple[str, ...] | None, terms: Hierarchy) -> list[str]:
    return [
        name for name in terms.terms if covers(given, name, terms, None) and touches(refused, name, terms) is not False
    ]


def _persons(asked: Register, given: Party | None, refused: Party | None) -> list[PersonId]:
    """Who could be a party to both: the person that is named, else those who ever held the role of the grant."""
    if given is None:
        return []
    named = given.person if given.person is not None else refused.person if refused is not None else None
    if named is not None:
        return [named]
    return sorted({one.person for one in asked.records if isinstance(one, RoleHeld) and one.role is given.role})


def _instants(asked: Register) -> list[datetime]:
    found = {when for one in asked.statements for when in dated(one).instants()}
    standing = [one for one in asked.records if not isinstance(one, ConsentStatement)]
    found |= {when for one in standing for when in (one.start, one.recorded_at) if when is not None}
    return sorted(found | {when + TICK for when in found if when != LAST})
