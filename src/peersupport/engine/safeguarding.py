"""Concerns and what was done about them: sensitive entries of their own, and core code only."""

from peersupport._attrs import evolve
from peersupport.engine.history import History, history
from peersupport.engine.payloads import ACTION, CONCERN, ActionTaken, append_once, participant_subject, payload_of
from peersupport.errors import InvalidRecord, UnknownName
from peersupport.ledger.entries import Draft, Entry
from peersupport.ledger.protocol import Ledger
from peersupport.policies.safeguarding import Duty
from peersupport.programmes.host import Host
from peersupport.records.identifiers import ConcernId
from peersupport.records.safeguarding import Concern, ProfessionalAction

PARTICIPANTS = "participant:"


def raise_concern(ledger: Ledger, host: Host, concern: Concern, key: str) -> Duty:
    """Record a concern and return the duty that it creates; nothing but a missing subject keeps it from being recorded.

    A time later than now becomes now. Raises `InvalidRecord` without a subject, and the ledger's errors.
    """
    if concern.subject is None:
        raise InvalidRecord("a concern needs the participant of whose family it speaks", help="give `subject`")
    subject = participant_subject(concern.subject)
    kept = evolve(concern, actions=None, recorded_at=None, position=None)
    forms = [_draft(CONCERN, form, key) for form in (kept, evolve(kept, raised_at=None))]
    with ledger.transaction(subject) as transaction:
        now = transaction.instant
        late = concern.raised_at is not None and concern.raised_at > now
        # A concern of which no duty can be told must not be kept: it would hide all others.
        host.safeguarding(concern.programme).duty(evolve(kept, raised_at=now if late else concern.raised_at or now))
        entry = append_once(ledger, transaction, subject, forms, first=int(late))
    found = history(ledger.entries(subject))
    return next(
        one for one, own in zip(duties(host, found), found.concerns, strict=True) if own.position == entry.sequence
    )


def act(ledger: Ledger, host: Host, participant: str, concern: ConcernId, action: ProfessionalAction, key: str) -> Duty:
    """Record professional action on a concern, and return its duty.

    Raises `UnknownName` where there is no such concern, `InvalidRecord` for action later than now or without words.
    """
    subject = participant_subject(participant)
    with ledger.transaction(subject) as transaction:
        if not any(one.id == concern for one in history(transaction.entries()).concerns):
            raise UnknownName("there is no such concern about this participant")
        if action.taken_at > transaction.instant or not action.what.strip():
            raise InvalidRecord("action that was taken later than now, or does not say what was done")
        taken = ActionTaken(concern=concern, action=action)
        append_once(ledger, transaction, subject, [_draft(ACTION, taken, key)])
    return next(one for one in duties(host, history(ledger.entries(subject))) if one.concern == concern)


def _draft(kind: str, record: object, key: str) -> Draft:
    return Draft(kind=kind, payload=payload_of(record), key=key, sensitive=True)


def duties(host: Host, found: History) -> tuple[Duty, ...]:
    """The duties of one participant's concerns, open or not, in the order in which they were raised."""
    made: list[Duty] = []
    for concern in found.concerns:
        told = found.told_at(concern)
        made.append(host.safeguarding(concern.programme).duty(concern, None if told is None else told.recorded_at))
    return tuple(made)


def open_duties(ledger: Ledger, host: Host, participant: str | None = None) -> tuple[Duty, ...]:
    """The open duties of a participant, or of all, those due first coming first. No plugin has a part in it."""
    # Also of those who were forgotten before the concern was raised: their other entries are gone, the duty is not.
    named = None if participant is None else participant_subject(participant)
    subjects = ledger.subjects(PARTICIPANTS, sensitive=True) if named is None else (named,)
    found = [
        one
        for subject in subjects
        for one in duties(host, history(entry for entry in ledger.entries(subject) if entry.sensitive))
        if one.open
    ]
    return tuple(sorted(found, key=lambda one: (one.act_by, one.concern)))


def erasure_refused(host: Host, entries: tuple[Entry, ...]) -> str | None:
    """Why a participant's keys may not be erased: a duty of hers is open."""
    return "duty-open" if any(one.open for one in duties(host, history(entries))) else None
