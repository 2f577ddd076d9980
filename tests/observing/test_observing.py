"""What is logged and traced: the fields that are documented, the same in both, and nothing of a person."""

import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace
from typing import Any

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from peersupport import (
    Audience,
    Case,
    CaseId,
    Child,
    Competence,
    Concern,
    ConcernId,
    ConsentStatement,
    DisclosureRequest,
    Engine,
    Host,
    Item,
    Participant,
    PersonId,
    ProgrammeId,
    Role,
    StatementId,
    StatementKind,
    UnknownName,
    memory_ledger,
)
from peersupport.ledger.errors import LedgerUnavailable
from peersupport.observing.events import EVENTS, FIELDS
from peersupport.records.acts import Act
from peersupport.rules.document import canonical
from peersupport.web import Answers, Caller

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "log-and-trace.md"
CANARY = "O’Malley"
RESERVED = vars(logging.makeLogRecord({})).keys() | {"message", "asctime"}
PROGRAMME = ProgrammeId("community-mothers")
ANNA = PersonId(f"{CANARY}-anna")


@pytest.fixture
def records(caplog: pytest.LogCaptureFixture) -> Iterator[Callable[[], list[logging.LogRecord]]]:
    """What an application that listens to everything gets to see, and nothing of other packages."""
    with caplog.at_level(logging.DEBUG, "peersupport"):
        yield lambda: [one for one in caplog.records if one.name.startswith("peersupport")]


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> InMemorySpanExporter:
    """What an application that traces gets to see; its provider lasts as long as the test."""
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr("opentelemetry.trace._TRACER_PROVIDER", provider)
    return exporter


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """What the library added to a record."""
    return {name: value for name, value in vars(record).items() if name not in RESERVED}


def everything() -> Engine:
    """One of each thing that is told, about people whose every text is a canary."""
    broken = SimpleNamespace(__name__="broken", TOUCHES=("toddlers",))
    engine = Engine(Host.load(plugins=[broken]), ledger=memory_ledger())
    case = Case(
        id=CaseId(f"{CANARY}-case"),
        participant=Participant(id=ANNA, birth_date=date(2002, 5, 1)),
        children=(Child(id=PersonId(f"{CANARY}-ben"), birth_date=date(2025, 9, 1)),),
    )
    engine.eligibility(case, "young-parents-connect")
    engine.log(engine.eligibilities(case), ANNA)
    engine.may(Act(action="lend_money", by=ANNA, role=Role.COMMUNITY_MOTHER), PROGRAMME)
    engine.withdraw(
        ConsentStatement(id=StatementId(f"{CANARY}-w"), kind=StatementKind.WITHDRAWAL, subject=ANNA, giver=ANNA)
    )
    engine.raise_concern(Concern(id=ConcernId(f"{CANARY}-c"), subject=ANNA, programme=PROGRAMME, raised_by=ANNA))
    engine.disclose(question())
    with pytest.raises(UnknownName):
        engine.disclose(question(CANARY))
    engine.erase(f"{CANARY}-nobody")
    engine.record(Competence(subject=ANNA, purposes=("care",), on=True, start=datetime(2026, 1, 1, tzinfo=UTC)))
    broken_clock = Engine(engine.host, ledger=engine.ledger, today=failing)
    Answers(broken_clock).eligibility(
        Caller(person=ANNA, audience=Audience.SUPPORTER), canonical({"id": CANARY, "participant": {"id": ANNA}})
    )
    return engine


def failing() -> Any:
    """A clock that says whom it stopped for."""
    raise LookupError(CANARY)


def question(programme: str = PROGRAMME) -> DisclosureRequest:
    """One disclosure under suspicion: whether it was, no log may tell."""
    return DisclosureRequest(
        subject=ANNA,
        sender=ANNA,
        recipient=PersonId(f"{CANARY}-vera"),
        items=(Item(category="concern", identifying=True),),
        purpose="safeguarding",
        programme=ProgrammeId(programme),
        suspicion=True,
        at=datetime.now(UTC),
    )


def test_every_event_is_told_with_its_fields(records: Any, spans: InMemorySpanExporter) -> None:
    """What the page promises is there, by one set of names: a log record's and a span's fields are the same."""
    everything()
    for event in EVENTS:
        told = [one for one in records() if one.message == event.message]
        assert told, event.message
        for one in told:
            assert (one.name, one.levelno) == (event.logger, event.level)
            assert fields_of(one).keys() == {f"peersupport.{name}" for name in event.fields}
        traced = [one for one in spans.get_finished_spans() if one.name == f"peersupport {event.message}"]
        assert bool(traced) is event.span
        for span in traced:
            wanted = {f"peersupport.{name}" for name in event.fields} - {"peersupport.duration_ms"}
            assert (span.attributes or {}).keys() == wanted
    assert {one.message for one in records()} == {event.message for event in EVENTS}
    assert {name for event in EVENTS for name in event.fields} | {"error"} == FIELDS.keys()


def test_nothing_of_a_person_is_told(records: Any, spans: InMemorySpanExporter) -> None:
    """A log is read by people who may not know who is in the programme, and kept where nobody can be forgotten."""
    engine = everything()
    told = [f"{one.getMessage()} {fields_of(one)}" for one in records()]
    told += [f"{one.name} {dict(one.attributes or {})} {one.status.description}" for one in spans.get_finished_spans()]
    assert len(told) > 20
    assert not [line for line in told if CANARY in line]
    assert not [line for line in told if any(word in line for word in ("required", "suspicion", "concern", "deny"))]
    assert any(engine.host.digest in line for line in told)


def test_a_decision_under_suspicion_looks_like_any_other(records: Any) -> None:
    """Who reads the log cannot tell by its shape which disclosure was one of a suspicion."""
    engine = Engine(Host.load(), ledger=memory_ledger())
    seen = []
    for suspicion in (True, None):
        records().clear()
        before = len(records())
        engine.disclose(
            DisclosureRequest(
                subject=ANNA,
                sender=ANNA,
                recipient=ANNA,
                items=(Item(category="visits", identifying=True),),
                purpose="supervision",
                programme=PROGRAMME,
                suspicion=suspicion,
            )
        )
        seen.append([fields_of(one) | {"peersupport.duration_ms": 0} for one in records()[before:]][-2:])
    assert seen[0] == seen[1]


def test_an_error_is_told_by_its_code_alone(
    records: Any, spans: InMemorySpanExporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A span must not hold what an exception says: whoever wrote a clock or a fact may have put a name into it."""
    with pytest.raises(LookupError):
        Engine(Host.load(), ledger=memory_ledger(), now=failing).disclose(question())
    (span,) = [one for one in spans.get_finished_spans() if one.name == "peersupport disclosure decided"]
    assert (span.status.is_ok, span.status.description, span.events) == (False, "LookupError", ())
    assert fields_of(records()[-1])["peersupport.error"] == "LookupError"
    ledger = memory_ledger()
    monkeypatch.setattr(ledger._store, "writing", failing_store)
    with pytest.raises(LedgerUnavailable), ledger.transaction("participant:x"):
        pass
    assert fields_of(records()[-1])["peersupport.error"] == "ledger-unavailable"


def failing_store(lock: int) -> Any:
    """A store whose database is away."""
    raise LedgerUnavailable(f"the database could not do it {CANARY}")


def test_a_batch_is_counted(records: Any) -> None:
    """The counts of a batch are those of its decisions."""
    engine = Engine(Host.load())
    decisions = engine.eligibilities(Case(id=CaseId("c"), participant=Participant(id=ANNA)))
    told = fields_of(records()[-1])
    assert told["peersupport.decisions"] == len(decisions)
    outcomes = [one.outcome.value for one in decisions]
    for outcome in ("eligible", "not_eligible", "undetermined"):
        assert told[f"peersupport.{outcome}"] == outcomes.count(outcome)


def test_spans_nest() -> None:
    """Who reads a trace sees the ledger's time within that of the disclosure."""
    lines = ran(
        """
        from opentelemetry import trace
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import SimpleSpanProcessor
        from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
        from peersupport.observing.telling import Observed
        from peersupport.observing.events import DISCLOSURE_DECIDED, LEDGER_WRITTEN

        with Observed(DISCLOSURE_DECIDED):  # before there is a provider: told to nobody
            pass
        exporter, provider = InMemorySpanExporter(), TracerProvider()
        provider.add_span_processor(SimpleSpanProcessor(exporter))
        trace.set_tracer_provider(provider)
        with Observed(DISCLOSURE_DECIDED), Observed(LEDGER_WRITTEN):
            pass
        inner, outer = exporter.get_finished_spans()
        print(inner.name, outer.name, inner.parent.span_id == outer.context.span_id)
        """
    )
    assert lines == ["peersupport ledger written peersupport disclosure decided True"]


def test_who_does_not_listen_pays_nothing_and_sees_nothing() -> None:
    """Importing the library loads neither package; deciding loads no OpenTelemetry; no handler prints, none is set."""
    lines = ran(
        """
        import sys
        from types import SimpleNamespace
        from peersupport import Case, CaseId, Engine, Host, Participant, PersonId

        print("logging" in sys.modules, "opentelemetry" in sys.modules)
        engine = Engine(Host.load(plugins=[SimpleNamespace(__name__="broken")]))
        engine.eligibilities(Case(id=CaseId("c"), participant=Participant(id=PersonId("p"))))
        import logging
        ours = logging.getLogger("peersupport")
        print("opentelemetry" in sys.modules, [type(one).__name__ for one in ours.handlers], ours.level, ours.propagate)
        print(logging.root.handlers, logging.root.level)
        """
    )
    assert lines == ["False False", "False ['NullHandler'] 0 True", "[] 30"]


def ran(program: str) -> list[str]:
    """What a program prints in an interpreter of its own; it must not write to standard error."""
    done = subprocess.run([sys.executable, "-c", dedent(program)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_the_page_lists_every_event_and_field() -> None:
    """Who writes an alert or a query has all names on one page."""
    page = PAGE.read_text("utf-8")
    for event in EVENTS:
        level = logging.getLevelName(event.level)
        fields = ", ".join(f"`{name}`" for name in event.fields)
        span = "yes" if event.span else ""
        assert f"| {event.message} | `{event.logger}` | {level} | {span} | {fields} |" in page
    for name, meaning in FIELDS.items():
        assert f"| `peersupport.{name}` | {meaning} |" in page
