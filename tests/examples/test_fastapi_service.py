"""The example service, in the real FastAPI: what it answers, what its errors show, what a second try does."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from threading import Barrier, Thread
from types import ModuleType
from typing import Any

import pytest
from fastapi.testclient import TestClient

from peersupport import (
    Audience,
    Competence,
    ConsentStatement,
    Engine,
    Host,
    PersonId,
    ProgrammeId,
    Role,
    RoleHeld,
    memory_ledger,
)
from peersupport.instants import format_instant
from peersupport.ledger import LedgerUncertain

ROOT = Path(__file__).parents[2]
FILE = ROOT / "examples" / "fastapi_service.py"
PAGE = ROOT / "docs" / "how-to" / "embed-disclosure-checks.md"
EXCHANGE = re.compile(
    r"```text\nPOST (?P<path>\S+)\nIdempotency-Key: (?P<key>\S+)\n\((?P<person>\w+), (?P<audience>[\w-]+)\)\n\n"
    r"(?P<asked>.+?)\n```\n\n```json\n(?P<answered>.+?)\n```",
    re.DOTALL,
)
PROGRAMME = ProgrammeId("community-mothers")
ANNA, JOAN, VERA, TOM = (PersonId(name) for name in ("anna", "joan", "vera", "tom"))
SECRET = "O’Malley of 7 Marsh Lane"

GRANT = {
    "id": "g1",
    "kind": "grant",
    "giver": "anna",
    "sender": {"role": "community_mother"},
    "recipient": {"role": "co_ordinator"},
    "categories": ["support"],
    "purposes": ["supervision"],
    "obligations": ["by-telephone-only"],
}
QUESTION = {
    "programme": "community-mothers",
    "recipient": "vera",
    "items": [{"category": "visits", "identifying": True}],
    "purpose": "supervision",
    "understood": ["by-telephone-only"],
}
SUSPICION = QUESTION | {
    "items": [{"category": "concern", "identifying": True}],
    "purpose": "safeguarding",
    "suspicion": True,
}


class Service:
    """The service with a ledger in memory, and somebody logged in."""

    def __init__(self, module: ModuleType, client: TestClient) -> None:
        self.module, self.client = module, client
        self.engine = Engine(Host.load(), ledger=memory_ledger())
        self.keys = iter(range(10**6))
        module.app.dependency_overrides[module.engine] = lambda: self.engine
        self.log_in(VERA, Audience.CO_ORDINATOR)

    def log_in(self, person: PersonId, audience: Audience) -> None:
        """Somebody else asks from now on."""
        who = self.module.Caller(person, audience)
        self.module.app.dependency_overrides[self.module.caller] = lambda: who

    def post(self, path: str, document: Any, key: str | None = None) -> Any:
        """A POST under a key of its own, or a given one."""
        headers = {"Idempotency-Key": key or f"k{next(self.keys)}"}
        return self.client.post(f"/participants/anna/{path}", json=document, headers=headers)

    def set_up(self) -> None:
        """Roles and competence, as enrolment records them."""
        start = datetime.now(UTC) - timedelta(days=1)
        for person, role in ((JOAN, Role.COMMUNITY_MOTHER), (VERA, Role.CO_ORDINATOR)):
            self.engine.record(RoleHeld(person=person, role=role, programme=PROGRAMME, on=True, start=start))
        self.engine.record(Competence(subject=ANNA, purposes=("care",), on=True, start=start, judged_by=VERA))


@pytest.fixture
def module() -> ModuleType:
    """The example as a module of its own for each test."""
    spec = spec_from_file_location("fastapi_service", FILE)
    assert spec is not None
    assert spec.loader is not None
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture
def service(module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """The running service; its own ledger is a file, which these tests leave alone."""
    monkeypatch.setenv("PEERSUPPORT_LEDGER", str(tmp_path / "ledger.db"))
    with TestClient(module.app) as client:
        yield Service(module, client)


def as_shown(answered: Any, page: Any) -> Any:
    """The answer, with dots for what the page leaves out."""
    return {name: "..." if page.get(name) == "..." else value for name, value in answered.items()}


def test_the_page_shows_what_is_answered(service: Service) -> None:
    """Every exchange of the page, in order; dots stand for what differs each time."""
    service.set_up()
    shown = list(EXCHANGE.finditer(PAGE.read_text("utf-8")))
    assert len(shown) >= 5
    for one in shown:
        service.log_in(PersonId(one["person"]), Audience(one["audience"]))
        headers = {"Idempotency-Key": one["key"]}
        answered = service.client.post(one["path"], content=one["asked"].encode(), headers=headers).json()
        page = json.loads(one["answered"])
        assert as_shown(answered, page) == page, one["key"]


def test_it_answers_nobody_before_there_is_a_log_in(module: ModuleType, tmp_path: Path, monkeypatch: Any) -> None:
    """Whoever copies the example and forgets the log-in has a service that tells nothing."""
    monkeypatch.setenv("PEERSUPPORT_LEDGER", str(tmp_path / "ledger.db"))
    with TestClient(module.app) as client:
        for path in ("statements", "withdrawals", "disclosures", "concerns", "concerns/c1/actions"):
            answered = client.post(f"/participants/anna/{path}", json={}, headers={"Idempotency-Key": "k"})
            assert answered.status_code == 401
        assert client.get("/duties").status_code == 401
    assert (tmp_path / "ledger.db").exists()


def test_a_statement_permits_and_a_withdrawal_ends_it(service: Service) -> None:
    """The story of most disclosures, over HTTP."""
    service.set_up()
    assert service.post("statements", GRANT).status_code == 201
    service.log_in(JOAN, Audience.SUPPORTER)
    permitted = service.post("disclosures", QUESTION).json()
    assert (permitted["effect"], permitted["told"]) == ("permit", [0])
    assert permitted["obligations"] == {"by-telephone-only": "by-telephone-only"}
    assert service.post("withdrawals", {"id": "w1", "giver": "anna"}).status_code == 201
    denied = service.post("disclosures", QUESTION)
    assert denied.status_code == 200
    assert (denied.json()["effect"], denied.json()["told"]) == ("deny", [])


def test_an_obligation_that_a_client_cannot_meet_denies(service: Service) -> None:
    """A client that never heard of a condition must not tell as if there were none (property 29)."""
    service.set_up()
    service.post("statements", GRANT)
    service.log_in(JOAN, Audience.SUPPORTER)
    answered = service.post("disclosures", QUESTION | {"understood": []}).json()
    assert (answered["effect"], answered["told"]) == ("deny", [])
    assert answered["not_understood"] == ["by-telephone-only"]


def test_reasons_are_for_those_who_may_see_them(service: Service) -> None:
    """A supporter learns the answer; what a mother refused or withdrew, and by which statement, is for staff."""
    service.set_up()
    service.post("statements", GRANT | {"kind": "refusal", "id": "r1"})
    service.log_in(JOAN, Audience.SUPPORTER)
    answered = service.post("disclosures", QUESTION, "k").text
    assert "deny" in answered
    assert "refused" not in answered
    assert "r1" not in answered
    service.log_in(JOAN, Audience.CO_ORDINATOR)
    seen = service.post("disclosures", QUESTION, "k").json()
    assert any("r1" in line["text"] for line in seen["reasons"])


def test_a_concern_is_told_acted_on_and_closed(service: Service) -> None:
    """The duty is there at once, the way to tell it is open, and only action ends it."""
    service.set_up()
    service.log_in(JOAN, Audience.SUPPORTER)
    raised = service.post("concerns", {"id": "c1", "programme": "community-mothers", "categories": ["concern"]})
    assert raised.status_code == 201
    assert raised.json()["open"]
    assert service.client.get("/duties").status_code == 403
    told = service.post("disclosures", SUSPICION | {"understood": []}).json()
    assert (told["effect"], told["told"]) == ("required", [0])
    service.log_in(VERA, Audience.CO_ORDINATOR)
    (duty,) = service.client.get("/duties").json()
    assert duty["concern"] == "c1"
    assert duty["told_at"]
    assert duty["overdue"] == []
    now = format_instant(datetime.now(UTC))
    action = {"taken_at": now, "by_role": "co_ordinator", "what": "called social care"}
    assert not service.post("concerns/c1/actions", action).json()["open"]
    assert service.client.get("/duties", params={"participant": "anna"}).json() == []


def test_a_body_does_not_say_who_asks_or_about_whom(service: Service) -> None:
    """Whoever is logged in cannot speak as somebody else, nor of another participant than the path's."""
    service.set_up()
    service.post("statements", GRANT | {"subject": "bea"})
    assert service.engine.history("bea").consent == ()
    service.log_in(JOAN, Audience.SUPPORTER)
    service.post("concerns", {"id": "c1", "subject": "bea", "raised_by": "tom"})
    (concern,) = service.engine.history("anna").concerns
    assert (concern.subject, concern.raised_by) == (ANNA, JOAN)
    assert service.post("disclosures", QUESTION | {"sender": "tom"}).status_code == 422


def test_a_refusal_under_suspicion_says_what_to_do(service: Service) -> None:
    """Telling the wrong person is refused, and the answer still carries the duty and the emergency number."""
    service.set_up()
    service.log_in(JOAN, Audience.SUPPORTER)
    answered = service.post("disclosures", SUSPICION | {"recipient": "tom"})
    assert answered.status_code == 200
    assert answered.json()["effect"] == "deny"
    assert "999" in answered.json()["advice"][0]
    assert "tell-co-ordinator" in answered.json()["obligations"]


def test_faults_hold_codes_and_paths_and_no_values(service: Service) -> None:
    """Bodies, headers and names are wrong in every way, and no answer repeats what was sent."""
    service.set_up()
    wrong = [
        ("statements", GRANT | {"giver": [SECRET]}, 422),
        ("statements", GRANT | {SECRET: 1}, 422),
        ("statements", GRANT | {"categories": [SECRET]}, 422),
        ("statements", GRANT | {"sender": {"role": SECRET}}, 422),
        ("statements", GRANT | {"given_at": SECRET}, 422),
        ("statements", [SECRET], 422),
        ("withdrawals", {"id": SECRET}, 422),
        ("disclosures", QUESTION | {"items": SECRET}, 422),
        ("disclosures", QUESTION | {"programme": SECRET}, 404),
        ("disclosures", QUESTION | {"known_at": 3}, 422),
        ("concerns/none/actions", {"taken_at": "2026-01-01T10:00:00Z", "by_role": "gp", "what": SECRET}, 404),
    ]
    for path, document, status in wrong:
        answered = service.post(path, document)
        assert answered.status_code == status, (path, answered.text)
        assert answered.headers["content-type"] == "application/problem+json"
        assert answered.json()["code"]
        assert all(fault["code"] and fault["path"] for fault in answered.json()["faults"])
        assert "Malley" not in answered.text
    for headers in ({}, {"Idempotency-Key": "Malley" * 50}):
        answered = service.client.post("/participants/anna/statements", json=GRANT, headers=headers)
        assert answered.status_code == 422
        assert answered.json()["faults"][0]["path"] == "header.Idempotency-Key"
        assert "Malley" not in answered.text
    broken = service.client.post("/participants/anna/statements", content=b"{Malley", headers={"Idempotency-Key": "k"})
    assert broken.json()["faults"][0]["code"] == "json-syntax"
    assert "Malley" not in broken.text


def test_a_second_try_with_the_same_key_records_once(service: Service) -> None:
    """A client that heard nothing sends the same again, and gets the answer of the first time."""
    service.set_up()
    first, second = service.post("statements", GRANT, "k1"), service.post("statements", GRANT, "k1")
    assert first.json() == second.json()
    service.log_in(JOAN, Audience.SUPPORTER)
    before = service.post("disclosures", QUESTION, "k2").json()
    service.post("withdrawals", {"id": "w1", "giver": "anna"}, "k3")
    assert service.post("disclosures", QUESTION, "k2").json() == before
    assert service.post("disclosures", QUESTION, "k4").json()["effect"] == "deny"


def test_a_key_stands_for_one_question(service: Service) -> None:
    """A key that was used for another question must not lend it the answer."""
    service.set_up()
    service.post("statements", GRANT)
    service.log_in(JOAN, Audience.SUPPORTER)
    assert service.post("disclosures", QUESTION, "k").json()["effect"] == "permit"
    answered = service.post("disclosures", QUESTION | {"recipient": "tom"}, "k")
    assert answered.status_code == 409
    assert answered.json()["code"] == "ledger-conflict"
    service.log_in(VERA, Audience.CO_ORDINATOR)
    other = service.post("statements", GRANT | {"id": "g2"}, "s")
    again = service.post("statements", GRANT | {"id": "g3"}, "s")
    assert (other.status_code, again.status_code) == (201, 409)


def test_what_is_uncertain_may_be_sent_again(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a failed commit the client is told to try again with its key, and nothing is recorded twice."""
    service.set_up()
    ledger = service.engine.ledger
    assert ledger is not None
    store = ledger._store  # type: ignore[attr-defined]
    writing = store.writing

    class Failing:
        def __init__(self, lock: int) -> None:
            self.inner = writing(lock)

        def __enter__(self) -> object:
            return self.inner.__enter__()

        def __exit__(self, *error: object) -> None:
            self.inner.__exit__(*error)
            raise LedgerUncertain("the commit failed and what was written cannot be told")

    monkeypatch.setattr(store, "writing", Failing)
    failed = service.post("statements", GRANT, "k")
    assert failed.status_code == 503
    assert failed.json()["code"] == "ledger-uncertain"
    assert failed.headers["retry-after"] == "1"
    monkeypatch.undo()
    before = len(ledger.entries("participant:anna"))
    assert service.post("statements", GRANT, "k").status_code == 201
    assert len(ledger.entries("participant:anna")) == before


def test_threads_share_one_engine(service: Service) -> None:
    """Endpoints run in threads: of many withdrawals and disclosures at once, each is answered, and in one order."""
    service.set_up()
    service.post("statements", GRANT | {"obligations": []})
    service.log_in(JOAN, Audience.SUPPORTER)
    answers: list[tuple[int, str]] = []
    barrier = Barrier(8)

    def ask(number: int) -> None:
        barrier.wait()
        if number == 0:
            withdrawn = service.post("withdrawals", {"id": "w1", "giver": "anna"}).json()
            answers.append((withdrawn["position"], "withdrawn"))
        else:
            decided = service.post("disclosures", QUESTION).json()
            answers.append((decided["disclosure"], decided["effect"]))

    threads = [Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    effects = [effect for _, effect in sorted(answers)]
    place = effects.index("withdrawn")
    assert set(effects[:place]) <= {"permit"}
    assert set(effects[place + 1 :]) <= {"deny"}


def test_the_ledger_is_kept_in_a_file(module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one process of the service recorded, the next one knows."""
    monkeypatch.setenv("PEERSUPPORT_LEDGER", str(tmp_path / "ledger.db"))
    who = module.Caller(VERA, Audience.CO_ORDINATOR)
    module.app.dependency_overrides[module.caller] = lambda: who
    headers = {"Idempotency-Key": "k"}
    with TestClient(module.app) as client:
        first = client.post("/participants/anna/statements", json=GRANT, headers=headers)
    with TestClient(module.app) as client:
        again = client.post("/participants/anna/statements", json=GRANT, headers=headers)
        (kept,) = module.app.state.engine.history("anna").consent
    assert first.json() == again.json()
    assert isinstance(kept, ConsentStatement)
    assert kept.categories == ("support",)
