"""Recording statements, withdrawing, disclosing: each one transaction under the participant's lock, core code only."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from peersupport._attrs import evolve
from peersupport.days import day_of
from peersupport.engine.history import consent_known
from peersupport.engine.logged import LoggedDisclosure, decision_document, logged
from peersupport.engine.payloads import (
    DISCLOSURE,
    append_once,
    conflict,
    document,
    draft_of,
    participant_subject,
    payload_of,
    programme_subject,
    record_of,
    subject_of,
)
from peersupport.engine.rule_sets import RuleSets
from peersupport.errors import Fault, InvalidDocument, InvalidRecord, did_you_mean
from peersupport.ledger.entries import Draft, Entry
from peersupport.ledger.errors import LedgerConflict
from peersupport.ledger.protocol import Ledger, Transaction
from peersupport.policies.disclosure import Disclosure
from peersupport.policies.disclosure.identifiers import identifiers_in
from peersupport.policies.disclosure.programme_rules import FactsRead
from peersupport.policies.disclosure.statements import dated
from peersupport.records.codec import document_of
from peersupport.records.consent import Competence, ConsentRecord, ConsentStatement, ProxyAuthority, StatementKind
from peersupport.records.disclosure import UNDATED, DisclosureRequest, Item
from peersupport.records.vocabulary import Hierarchy
from peersupport.rules.document import canonical, digest


def record(ledger: Ledger, one: ConsentRecord, key: str, categories: Hierarchy, purposes: Hierarchy) -> ConsentRecord:
    """Record a statement or standing; as recorded, with its instant and place. The same key records once.

    What widens must be right: `InvalidDocument` for a grant, competence or authority of a name that nothing has (it
    would silently cover nothing), `InvalidRecord` for a grant given later than now. A refusal is taken as a withdrawal
    is. Raises `LedgerConflict` for an id that stands for another statement, and the ledger's errors.
    """
    faults = tuple(_name_faults(one, categories, purposes))
    if faults:
        raise InvalidDocument("the record names what is not there", faults)
    if isinstance(one, ConsentStatement) and one.kind is StatementKind.REFUSAL:
        return _narrowing(ledger, one, key)
    draft = draft_of(one, key)
    with ledger.transaction(subject_of(one)) as transaction:
        if isinstance(one, ConsentStatement):
            if _later(one, transaction.instant):
                raise InvalidRecord("a grant was given later than now", help="check the clocks, or leave it out")
            _require_own_id(transaction, one)
        entry = transaction.append(draft)
    return evolve(one, recorded_at=entry.recorded_at, position=entry.sequence)


def withdraw(ledger: Ledger, one: ConsentStatement, key: str) -> ConsentStatement:
    """Record a withdrawal: always accepted, after no other check and no plugin (property 22).

    What was said of its time that cannot be is put right so that it narrows no less: a time later than now becomes now,
    and effect never begins before it was given.
    """
    if one.kind is not StatementKind.WITHDRAWAL:
        raise InvalidRecord("this is no withdrawal", help="`engine.record` takes grants and refusals")
    return _narrowing(ledger, one, key)


def _narrowing(ledger: Ledger, one: ConsentStatement, key: str) -> ConsentStatement:
    """Record what narrows. Of the two forms, one is for a `given_at` that has not come."""
    on_time = one
    if one.kind is StatementKind.WITHDRAWAL and isinstance(one.start, datetime) and isinstance(one.given_at, datetime):
        on_time = evolve(one, start=max(one.start, one.given_at))
    subject = subject_of(one)
    drafts = [draft_of(form, key) for form in (on_time, evolve(one, given_at=None))]
    with ledger.transaction(subject) as transaction:
        if one.kind is StatementKind.REFUSAL:
            _require_own_id(transaction, one)
        entry = append_once(ledger, transaction, subject, drafts, first=int(_later(one, transaction.instant)))
    kept = record_of(entry)
    if not isinstance(kept, ConsentStatement):
        raise conflict()
    return kept


def _require_own_id(transaction: Transaction, one: ConsentStatement) -> None:
    """A withdrawal names a statement by its id: no two of them may have the same."""
    known = (record_of(entry) for entry in transaction.entries())
    same = [each for each in known if isinstance(each, ConsentStatement) and each.id == one.id]
    plain = evolve(one, given_at=None, recorded_at=None, position=None)
    if any(evolve(each, given_at=None, recorded_at=None, position=None) != plain for each in same):
        raise LedgerConflict("the statement's id stands for another one", help="give each statement an id of its own")


def disclose(
    ledger: Ledger, policy: Disclosure, request: DisclosureRequest, key: str, rule_sets: RuleSets, now: datetime
) -> LoggedDisclosure:
    """Decide a disclosure and record what was decided, in one transaction under the participant's lock.

    Plugins' facts are worked out before the lock is taken, and anew where the ledger's instant turns out to lie on
    another day than `now`: its rules are those that judge. The same key gives the decision that it was recorded with.
    Raises `LedgerConflict` for a key of something else, and the ledger's errors.
    """
    subject = participant_subject(request.subject)
    asked = without_contents(request)
    payload_of(asked)
    entry: Entry | None = None
    while entry is None:
        rule_set = rule_sets.keep(policy.recorded_rules(now))
        before = consent_known((*ledger.entries(subject), *_of_programme(ledger, asked)))
        read = policy.read(before.records, evolve(asked, at=now, known_at=before.last))
        with ledger.transaction(subject) as transaction:
            entry = ledger.find(subject, key)
            if entry is None and day_of(transaction.instant) == day_of(now):
                entry = transaction.append(_draft(transaction, ledger, policy, asked, read, key, rule_set))
            now = transaction.instant
    if entry.kind != DISCLOSURE or entry.payload is None:
        raise conflict()
    found = logged(entry, document(entry))
    if evolve(found.request, at=UNDATED, known_at=None) != evolve(asked, at=UNDATED, known_at=None):
        raise conflict()
    return found


def _draft(
    transaction: Transaction,
    ledger: Ledger,
    policy: Disclosure,
    asked: DisclosureRequest,
    read: Sequence[FactsRead],
    key: str,
    rule_set: str,
) -> Draft:
    # The programme's roles are read last: nothing up to the last place read is then left out (property 24).
    known = consent_known((*transaction.entries(), *_of_programme(ledger, asked)))
    request = evolve(asked, at=transaction.instant, known_at=known.last)
    register = policy.register(known.records, request.subject)
    decision = policy.decide(register, request, read)
    facts = policy.recorded(register, request, read)
    content = {
        "request": document_of(request),
        "decision": decision_document(decision),
        "rule_set": rule_set,
        "facts": facts,
        "facts_digest": digest(facts),
    }
    sensitive = request.suspicion is True or request.immediate_danger is True
    return Draft(kind=DISCLOSURE, payload=canonical(content), key=key, sensitive=sensitive)


def without_contents(request: DisclosureRequest) -> DisclosureRequest:
    """The request with the kinds of identifiers found in its contents instead of these, and without names sought."""
    items = tuple(
        evolve(item, content=None, found=tuple(sorted({*item.found, *_found(request, item)}))) for item in request.items
    )
    return evolve(request, items=items, known_names=())


def _found(request: DisclosureRequest, item: Item) -> tuple[str, ...]:
    return identifiers_in(item.content or "", request.known_names) if request.anonymised is True else ()


def _of_programme(ledger: Ledger, request: DisclosureRequest) -> tuple[Entry, ...]:
    return ledger.entries(programme_subject(request.programme)) if request.programme else ()


def _later(one: ConsentStatement, now: datetime) -> bool:
    """Whether a statement says that it was given at an instant, or on a day, that has not come."""
    return one.given_at is not None and dated(one).given_low > now


def _name_faults(one: ConsentRecord, categories: Hierarchy, purposes: Hierarchy) -> Iterator[Fault]:
    named: list[tuple[str, tuple[str, ...] | None, Hierarchy]] = []
    if isinstance(one, ConsentStatement):
        if one.kind is StatementKind.GRANT:
            named = [("categories", one.categories, categories), ("purposes", one.purposes, purposes)]
    elif isinstance(one, Competence | ProxyAuthority) and one.on:
        named = [("purposes", one.purposes, purposes)]
    for field, names, terms in named:
        for place, name in enumerate(names or ()):
            if name not in terms.terms:
                help = did_you_mean(name, terms.terms)
                yield Fault(code="name-unknown", message="there is no such name", path=(field, place), help=help)
