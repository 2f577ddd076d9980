"""All that an engine refuses, entries that cannot be read, plugins that fail, and what records show of themselves."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.durability.listening import NHS_NUMBER, Told, Words
from tests.durability.participants import HERE, NURSE, VISITOR, engine_over
from tests.durability.provoked_documents import (
    Provocation,
    case_document,
    concern_document,
    request_document,
    statement_document,
)

from peersupport import Case, Engine, Host, Participant, PersonId
from peersupport.ledger import Draft
from peersupport.ledger.sealed import SealedLedger
from peersupport.programmes.host import Host as AnyHost
from peersupport.records.codec import case_from, structured
from peersupport.records.consent import ConsentStatement, StatementKind
from peersupport.records.disclosure import DisclosureRequest, Item
from peersupport.records.identifiers import CaseId, ConcernId, ProgrammeId, StatementId
from peersupport.records.roles import Role
from peersupport.records.safeguarding import Concern, ProfessionalAction

_RAISING = """
TOUCHES = ("good-mornings",)
from datetime import date
from peersupport.plugin import Case, Programme, ProposedDisclosure, any_child, core, fact, hookimpl, require, since

mornings = Programme(id="good-mornings", title="Good Mornings", source="leaflet.txt", runs=since("2020-01-01"))

@fact("good.raises", meaning="it works")
def raises(case: Case, day: date) -> bool | None:
    raise RuntimeError(f"{case.participant.names} {case.participant.nhs_number} {case!r}")

@fact("good.tells", meaning="it works")
def tells(asked: ProposedDisclosure, day: date) -> bool | None:
    raise ValueError(asked.request.subject, asked.request.purpose, asked.request.items)

@hookimpl
def programmes():
    return [mornings]

@hookimpl
def eligibility_rules():
    return mornings.rules(require("GM1", raises, quote="words"), require("GM2", core.age_years > 3, quote="words"))

@hookimpl
def disclosure_rules():
    return mornings.rules(require("GM3", tells, quote="words"))
"""
GOOD_MORNINGS = ProgrammeId("good-mornings")


def raising_host(folder: Path) -> Host:
    """A host whose plugin's facts raise with what they were given."""
    path = folder / "raising.py"
    path.write_text(_RAISING, encoding="utf-8")
    host = AnyHost.load(files=[path], discover=False)
    if faults := [str(fault) for one in host.plugins for fault in one.faults]:
        raise AssertionError(faults)
    return host


def _statement(words: Words, **named: object) -> ConsentStatement:
    who = PersonId(words.word("id"))
    fields = {"id": StatementId(words.word("s")), "kind": StatementKind.GRANT, "subject": who, "giver": who, **named}
    return ConsentStatement(**fields, evidence=words.word("evidence"))  # type: ignore[arg-type]


def _request(words: Words, **named: object) -> DisclosureRequest:
    item = Item(category="health", identifying=True, content=f"{words.word('content')} {NHS_NUMBER}")
    fields = {"subject": PersonId(words.word("id")), "sender": VISITOR, "recipient": NURSE, "items": (item,)}
    fields |= {"purpose": "referral", "programme": HERE, "known_names": (words.word("name"),), **named}
    return DisclosureRequest(**fields)  # type: ignore[arg-type]


class Engines:
    """An engine over a ledger, and one whose plugin fails."""

    def __init__(self, ledger: SealedLedger, folder: Path) -> None:
        self._ledger = ledger
        self._engine = engine_over(ledger)
        self._raising = Engine(raising_host(folder), ledger=ledger)

    def unknown_names(self, words: Words) -> object:
        """Categories, purposes, programmes, sites and concerns that nothing has."""
        word, engine = words.word("name"), self._engine
        makers: tuple[Callable[[], object], ...] = (
            lambda: engine.record(_statement(words, categories=(word, "health"))),
            lambda: engine.record(_statement(words, purposes=(word,))),
            lambda: engine.disclose(_request(words, programme=ProgrammeId(word))),
            lambda: engine.disclose(_request(words), site=word),
            lambda: engine.eligibility(Case(id=CaseId(word), participant=Participant(id=PersonId(word))), word),
            lambda: engine.register(word, word),
            lambda: engine.act(
                word,
                ConcernId(word),
                ProfessionalAction(taken_at=datetime.now(UTC), by_role=Role.GP, what=words.word("what")),
            ),
            lambda: engine.host.offers(word),
        )
        return words.random.choice(makers)()

    def refused(self, words: Words) -> object:
        """What is not so."""
        engine, soon = self._engine, datetime.now(UTC) + timedelta(days=3)
        makers: tuple[Callable[[], object], ...] = (
            lambda: engine.record(_statement(words, given_at=soon)),
            lambda: engine.withdraw(_statement(words)),
            lambda: engine.raise_concern(Concern(id=ConcernId(words.word("c")), note=words.word("note"))),
            lambda: Engine(engine.host).record(_statement(words)),
        )
        return words.random.choice(makers)()

    def conflict(self, words: Words) -> object:
        """One key for two things."""
        if words.random.random() < 0.5:
            one, key = _statement(words), words.word("key")
            self._engine.record(one, key=key)
            return self._engine.record(_statement(words, subject=one.subject), key=key)
        request, key = _request(words), words.word("key")
        self._engine.disclose(request, key=key)
        return self._engine.disclose(_request(words, subject=request.subject, purpose="care"), key=key)

    def duty_open(self, words: Words) -> object:
        """An erasure that may not be."""
        who = PersonId(words.word("id"))
        concern = Concern(id=ConcernId(words.word("c")), subject=who, programme=HERE, note=words.word("note"))
        self._engine.raise_concern(concern)
        return self._engine.erase(who, sensitive=True)

    def unreadable(self, words: Words) -> object:
        """Entries that say something else than their kind."""
        who = words.word("id")
        text = words.random.choice(
            (words.word("text"), f'{{"id": "{words.word("id")}", "kind": "{words.word("kind")}"}}', "[" * 900, "\ud800")
        )
        kind = words.random.choice(("statement", "role", "competence", "authority", "concern", "action", "disclosure"))
        with self._ledger.transaction(f"participant:{who}") as transaction:
            payload = text.encode("utf-8", "surrogatepass")
            transaction.append(Draft(kind=kind, payload=payload, key=words.word("key")))
        if words.random.random() < 0.5:
            return self._engine.disclose(_request(words, subject=PersonId(who)))
        return self._engine.history(who, HERE)

    def plugin_on_eligibility(self, words: Words) -> object:
        """A fact that raises with the case in its message."""
        decision = self._raising.eligibility(case_from(_case(words)), "good-mornings")
        raise Told(decision, *decision.findings)

    def plugin_on_disclosure(self, words: Words) -> object:
        """A fact that raises with the request in its message."""
        logged = self._raising.disclose(_request(words, programme=GOOD_MORNINGS))
        raise Told(logged.effect, logged.reasons, logged)

    def reprs(self, words: Words) -> object:
        """What records, and what an engine gives back, show of themselves."""
        case = case_from(_case(words))
        statement = structured({**statement_document(words), "categories": []}, ConsentStatement)
        request = structured(request_document(words), DisclosureRequest)
        grant = self._engine.record(_statement(words, categories=("health",)))
        assert isinstance(grant, ConsentStatement)
        logged = self._engine.disclose(_request(words, subject=grant.subject))
        concern = structured(concern_document(words), Concern)
        duty = self._engine.raise_concern(concern)
        history = self._engine.history(grant.subject, HERE)
        entries = self._ledger.entries(f"participant:{grant.subject}")
        raise Told(
            case, case.participant, case.children, case.consent, statement, request, grant, logged, logged.request,
            concern, duty, history, entries, history.disclosures, self._engine, self._ledger,
        )  # fmt: skip

    def all(self) -> dict[str, Provocation]:
        """By name."""
        names = ("unknown_names", "refused", "conflict", "duty_open", "unreadable")
        names += ("plugin_on_eligibility", "plugin_on_disclosure", "reprs")
        return {f"engine: {name}": getattr(self, name) for name in names}


def _case(words: Words) -> dict[str, object]:
    document = case_document(words)
    document["consent"] = []
    document["concerns"] = [concern_document(words)]
    return document
