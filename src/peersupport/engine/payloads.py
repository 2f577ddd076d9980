"""Records as the payloads of ledger entries and back. What the entry itself tells, its instant and its place, is not
in the payload."""

from collections.abc import Sequence
from typing import Any

from peersupport._attrs import evolve, frozen
from peersupport.errors import InvalidRecord, PeerSupportError
from peersupport.ledger.entries import Draft, Entry
from peersupport.ledger.errors import LedgerConflict, LedgerDamaged
from peersupport.ledger.protocol import Ledger, Transaction
from peersupport.records.codec import document_of, parse_json, structured
from peersupport.records.consent import Competence, ConsentRecord, ConsentStatement, ProxyAuthority, RoleHeld
from peersupport.records.identifiers import ConcernId
from peersupport.records.safeguarding import ProfessionalAction
from peersupport.rules.document import Json, canonical

STATEMENT, ROLE, COMPETENCE, AUTHORITY = "statement", "role", "competence", "authority"
CONCERN, ACTION = "concern", "action"
DISCLOSURE, DECISION, RULE_SET = "disclosure", "decision", "rule-set"

KINDS: dict[str, type[ConsentRecord]] = {
    STATEMENT: ConsentStatement,
    ROLE: RoleHeld,
    COMPETENCE: Competence,
    AUTHORITY: ProxyAuthority,
}
"""The kinds of entry that decisions on disclosure are made from."""


@frozen
class ActionTaken:
    """Professional action, and the concern that it was taken on."""

    concern: ConcernId
    action: ProfessionalAction


def participant_subject(participant: str) -> str:
    """The ledger's subject for a participant."""
    return f"participant:{participant}"


def programme_subject(programme: str) -> str:
    """The ledger's subject for what belongs to a programme: who holds which role."""
    return f"programme:{programme}"


SYSTEM = "system"
"""The ledger's subject for what belongs to nobody."""


def subject_of(record: ConsentRecord) -> str:
    """The ledger's subject under which a record is kept."""
    return programme_subject(record.programme) if isinstance(record, RoleHeld) else participant_subject(record.subject)


def draft_of(record: ConsentRecord, key: str) -> Draft:
    """The entry to be of a consent record."""
    kind = next(kind for kind, made in KINDS.items() if isinstance(record, made))
    return Draft(kind=kind, payload=payload_of(evolve(record, recorded_at=None, position=None)), key=key)


def append_once(
    ledger: Ledger, transaction: Transaction, subject: str, forms: Sequence[Draft], first: int = 0
) -> Entry:
    """Append one of several forms of the same record, unless it is recorded in any of them under their key.

    What is put right as it is recorded (a time later than now) has two forms, and a second try may meet the other one.
    Raises `LedgerConflict` where the key stands for something else.
    """
    entry = ledger.find(subject, forms[first].key)
    if entry is None:
        return transaction.append(forms[first])
    if not any((entry.kind, entry.payload) == (form.kind, form.payload) for form in forms):
        raise conflict()
    return entry


def conflict() -> LedgerConflict:
    """That an idempotency key was used for something else before."""
    return LedgerConflict("the idempotency key stands for something else", help="choose a key for each request")


def payload_of(record: object) -> bytes:
    """A record's canonical JSON, which reads back as the same record.

    Raises `InvalidRecord` where it does not, because a value is of another type than its field: an entry that nobody
    can read would stand in the way of all others for ever.
    """
    payload = None
    try:
        payload = canonical(document_of(record))
        same = structured(parse_json(payload), type(record)) == record
    except Exception:  # noqa: BLE001 - whatever a wrong type brings about may quote it
        same = False
    if payload is None or not same:
        raise InvalidRecord("a record holds a value of another type than its field", help="check its types with mypy")
    return payload


def record_of(entry: Entry) -> ConsentRecord | None:
    """The consent record of an entry; None for an entry of another kind, and for one whose key was erased.

    Raises `LedgerDamaged` for a payload that cannot be read: a statement is never left out without a word.
    """
    made = KINDS.get(entry.kind)
    if made is None or entry.payload is None:
        return None
    record: ConsentRecord = read(entry, made)
    return evolve(record, recorded_at=entry.recorded_at, position=entry.sequence)


def read(entry: Entry, kind: type[Any]) -> Any:
    """An entry's payload as a record of a kind. Raises `LedgerDamaged`."""
    content = document(entry)
    try:
        return structured(content, kind)
    except PeerSupportError:
        raise _damaged(entry) from None


def document(entry: Entry) -> Json:
    """An entry's payload as JSON. Raises `LedgerDamaged`."""
    try:
        return parse_json(entry.payload or b"")
    except PeerSupportError:
        raise _damaged(entry) from None


def _damaged(entry: Entry) -> LedgerDamaged:
    return LedgerDamaged(
        f"entry {entry.sequence} cannot be read", help="verify the ledger: `peersupport ledger verify`"
    )
