"""The example services, in the real frameworks: what they answer, what their errors show, what a second try does."""

import json
import logging
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from fastapi.testclient import TestClient as FastAPIClient
from litestar.testing import TestClient as LitestarClient
from tests.examples.services import FRAMEWORKS, VERA, Service, module_of

from peersupport import Audience, Case, Competence, ConsentStatement, Host, PersonId, ProgrammeId, Role, RoleHeld
from peersupport.instants import format_instant
from peersupport.ledger import LedgerUncertain
from peersupport.records.codec import structured
from peersupport.web import Answers, Caller

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "embed-disclosure-checks.md"
EXCHANGE = re.compile(
    r"```text\nPOST (?P<path>\S+)\nIdempotency-Key: (?P<key>\S+)\n\((?P<person>\w+), (?P<audience>[\w-]+)\)\n\n"
    r"(?P<asked>.+?)\n```\n\n```json\n(?P<answered>.+?)\n```",
    re.DOTALL,
)
PROGRAMME = ProgrammeId("community-mothers")
ANNA, JOAN = PersonId("anna"), PersonId("joan")
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


CASE = {
    "id": "case-7",
    "participant": {"id": "anna", "parent_role": "mother", "birth_date": "2002-05-01"},
    "children": [{"id": "ben", "birth_date": "2025-09-01"}],
}


@pytest.fixture(params=FRAMEWORKS)
def service(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Service:
    """Each of the three services."""
    return Service(request.param, monkeypatch)


@pytest.fixture
def fastapi(monkeypatch: pytest.MonkeyPatch) -> Service:
    """The service that answers everything."""
    return Service("fastapi", monkeypatch)


def set_up(service: Service) -> None:
    """Roles and competence, as enrolment records them."""
    start = datetime.now(UTC) - timedelta(days=1)
    for person, role in ((JOAN, Role.COMMUNITY_MOTHER), (VERA, Role.CO_ORDINATOR)):
        service.engine.record(RoleHeld(person=person, role=role, programme=PROGRAMME, on=True, start=start))
    service.engine.record(Competence(subject=ANNA, purposes=("care",), on=True, start=start, judged_by=VERA))


def grant(service: Service, **changes: Any) -> None:
    """What Anna granted."""
    service.engine.record(structured(GRANT | {"subject": "anna"} | changes, ConsentStatement))


def test_a_case_is_answered_with_reasons_and_what_to_ask(service: Service) -> None:
    """A supporter sends what is known, and gets an answer for each offer: a yes, a no, or the questions."""
    service.log_in(JOAN, Audience.SUPPORTER)
    answered = service.send("/eligibility?programme=young-parents-connect&on=2026-11-01", CASE)
    assert (answered.status_code, answered.headers["cache-control"]) == (200, "no-store")
    (one,) = answered.json()["decisions"]
    assert (one["address"], one["decision"]["outcome"]) == ("young-parents-connect", "undetermined")
    assert [asked["question"] for asked in one["decision"]["missing"]] == ["Where does the family live?"]
    assert one["explanation"]["audience"] == "supporter"
    assert "Young Parents Connect" in one["explanation"]["title"]
    everything = service.send("/eligibility", CASE).json()["decisions"]
    assert {each["address"] for each in everything} == {*service.engine.host.offers()}
    two = service.send("/eligibility?programme=crafty-mummies&programme=community-mothers/groups", CASE).json()
    assert [each["address"] for each in two["decisions"]] == ["crafty-mummies", "community-mothers/groups"]


def test_answers_are_for_whoever_asks(service: Service) -> None:
    """What a participant may not see is in no part of her answer, and in the co-ordinator's it is."""
    vetted = CASE | {"referrals": [{"id": "r", "programme": "link-workers", "referrer_role": "gp"}]}
    seen = {}
    for audience in (Audience.PARTICIPANT, Audience.AUDITOR):
        service.log_in(JOAN, audience)
        (one,) = service.send("/eligibility?programme=link-workers&on=2026-11-01", vetted).json()["decisions"]
        decision = service.engine.eligibility(structured(vetted, Case), "link-workers", on=date(2026, 11, 1))
        assert one["decision"] == decision.document(audience)
        seen[audience] = len(json.dumps(one))
    assert seen[Audience.PARTICIPANT] < seen[Audience.AUDITOR]


def test_an_act_is_answered(service: Service) -> None:
    """Whether a volunteer may do something, by the rules of her programme, with whose words they are."""
    service.log_in(JOAN, Audience.SUPPORTER)
    act = {"action": "lend_money", "role": "community_mother"}
    answered = service.send("/programmes/community-mothers/acts", act)
    assert (answered.status_code, answered.json()["effect"]) == (200, "deny")
    assert any(reason["quotation"] for reason in answered.json()["reasons"])


def as_shown(answered: Any, page: Any) -> Any:
    """The answer, with dots for what the page leaves out."""
    return {name: "..." if page.get(name) == "..." else value for name, value in answered.items()}


def test_the_page_shows_what_is_answered(fastapi: Service) -> None:
    """Every exchange of the page, in order; dots stand for what differs each time."""
    set_up(fastapi)
    shown = list(EXCHANGE.finditer(PAGE.read_text("utf-8")))
    assert len(shown) >= 5
    for one in shown:
        fastapi.log_in(PersonId(one["person"]), Audience(one["audience"]))
        headers = {"Idempotency-Key": one["key"]}
        answered = fastapi.send(one["path"], one["asked"].encode(), headers).json()
        page = json.loads(one["answered"])
        assert as_shown(answered, page) == page, one["key"]


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_it_answers_nobody_before_there_is_a_log_in(framework: str, tmp_path: Path, monkeypatch: Any) -> None:
    """Whoever copies an example and forgets the log-in has a service that tells nothing."""
    module = module_of(framework)
    service = Service(framework, monkeypatch)
    monkeypatch.undo()  # the example's own `caller`
    monkeypatch.setattr(module, "answers", lambda *_: Answers(service.engine))
    for path in ("/eligibility", "/programmes/crafty-mummies/acts"):
        assert service.send(path, CASE).status_code == 401
    everything = ("statements", "concerns", "concerns/c1/actions") if framework == "fastapi" else ()
    for path in ("withdrawals", "disclosures", *everything):
        answered = service.post(path, {})
        assert (answered.status_code, answered.json()["code"]) == (401, "caller-unknown")
        assert answered.headers["www-authenticate"]
    if framework == "fastapi":
        assert service.get("/duties").status_code == 401


def test_a_statement_permits_and_a_withdrawal_ends_it(fastapi: Service) -> None:
    """The story of most disclosures, over HTTP."""
    set_up(fastapi)
    assert fastapi.post("statements", GRANT).status_code == 201
    fastapi.log_in(JOAN, Audience.SUPPORTER)
    permitted = fastapi.post("disclosures", QUESTION).json()
    assert (permitted["effect"], permitted["told"]) == ("permit", [0])
    assert permitted["obligations"] == {"by-telephone-only": "by-telephone-only"}
    assert fastapi.post("withdrawals", {"id": "w1", "giver": "anna"}).status_code == 201
    denied = fastapi.post("disclosures", QUESTION)
    assert denied.status_code == 200
    assert (denied.json()["effect"], denied.json()["told"]) == ("deny", [])


def test_an_obligation_that_a_client_cannot_meet_denies(service: Service) -> None:
    """A client that never heard of a condition must not tell as if there were none (property 29)."""
    set_up(service)
    grant(service)
    service.log_in(JOAN, Audience.SUPPORTER)
    answered = service.post("disclosures", QUESTION | {"understood": []}).json()
    assert (answered["effect"], answered["told"]) == ("deny", [])
    assert answered["not_understood"] == ["by-telephone-only"]


def test_reasons_are_for_those_who_may_see_them(service: Service) -> None:
    """A supporter learns the answer; what a mother refused or withdrew, and by which statement, is for staff."""
    set_up(service)
    grant(service, kind="refusal", id="r1")
    service.log_in(JOAN, Audience.SUPPORTER)
    answered = service.post("disclosures", QUESTION, "k").text
    assert "deny" in answered
    assert "refused" not in answered
    assert "r1" not in answered
    service.log_in(JOAN, Audience.CO_ORDINATOR)
    seen = service.post("disclosures", QUESTION, "k").json()
    assert any("r1" in line["text"] for line in seen["reasons"])


def test_a_concern_is_told_acted_on_and_closed(fastapi: Service) -> None:
    """The duty is there at once, the way to tell it is open, and only action ends it."""
    set_up(fastapi)
    fastapi.log_in(JOAN, Audience.SUPPORTER)
    raised = fastapi.post("concerns", {"id": "c1", "programme": "community-mothers", "categories": ["concern"]})
    assert raised.status_code == 201
    assert raised.json()["open"]
    assert fastapi.get("/duties").status_code == 403
    told = fastapi.post("disclosures", SUSPICION | {"understood": []}).json()
    assert (told["effect"], told["told"]) == ("required", [0])
    fastapi.log_in(VERA, Audience.CO_ORDINATOR)
    (shown,) = fastapi.get("/duties").json()["duties"]
    assert shown["duty"]["concern"] == "c1"
    assert shown["duty"]["told_at"]
    assert shown["overdue"] == []
    now = format_instant(datetime.now(UTC))
    action = {"taken_at": now, "by_role": "co_ordinator", "what": "called social care"}
    assert not fastapi.post("concerns/c1/actions", action).json()["open"]
    assert fastapi.get("/duties?participant=anna").json()["duties"] == []


def test_a_body_does_not_say_who_asks_or_about_whom(fastapi: Service) -> None:
    """Whoever is logged in cannot speak as somebody else, nor of another participant than the path's."""
    set_up(fastapi)
    fastapi.post("statements", GRANT | {"subject": "bea"})
    assert fastapi.engine.history("bea").consent == ()
    fastapi.log_in(JOAN, Audience.SUPPORTER)
    fastapi.post("concerns", {"id": "c1", "subject": "bea", "raised_by": "tom"})
    (concern,) = fastapi.engine.history("anna").concerns
    assert (concern.subject, concern.raised_by) == (ANNA, JOAN)
    assert fastapi.post("disclosures", QUESTION | {"sender": "tom"}).status_code == 422


def test_a_refusal_under_suspicion_says_what_to_do(fastapi: Service) -> None:
    """Telling the wrong person is refused, and the answer still carries the duty and the emergency number."""
    set_up(fastapi)
    fastapi.log_in(JOAN, Audience.SUPPORTER)
    answered = fastapi.post("disclosures", SUSPICION | {"recipient": "tom"})
    assert answered.status_code == 200
    assert answered.json()["effect"] == "deny"
    assert "999" in answered.json()["advice"][0]
    assert "tell-co-ordinator" in answered.json()["obligations"]


WRONG = [
    ("/eligibility", CASE | {"participant": {"id": "anna", "birth_date": SECRET}}, 422),
    ("/eligibility", CASE | {SECRET: 1, "children": SECRET}, 422),
    ("/eligibility", b"{Malley", 422),
    ("/eligibility?on=Malley", CASE, 422),
    ("/eligibility?programme=Malley", CASE, 404),
    ("/eligibility?programme=crafty-mummies/Malley", CASE, 404),
    ("/programmes/Malley/acts", {"action": "lend_money"}, 404),
    ("/programmes/crafty-mummies/acts", {"action": "lend_money", "paid": SECRET}, 422),
    ("withdrawals", {"id": SECRET}, 422),
    ("disclosures", QUESTION | {"items": SECRET}, 422),
    ("disclosures", QUESTION | {"programme": SECRET}, 404),
    ("disclosures", QUESTION | {"known_at": 3}, 422),
]
WRONG_ABOUT_ALL = [
    ("statements", GRANT | {"giver": [SECRET]}, 422),
    ("statements", GRANT | {SECRET: 1}, 422),
    ("statements", GRANT | {"categories": [SECRET]}, 422),
    ("statements", GRANT | {"sender": {"role": SECRET}}, 422),
    ("statements", GRANT | {"given_at": SECRET}, 422),
    ("statements", [SECRET], 422),
    ("concerns/none/actions", {"taken_at": "2026-01-01T10:00:00Z", "by_role": "gp", "what": SECRET}, 404),
]


def test_faults_hold_codes_and_paths_and_no_values(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    """Bodies, headers and names are wrong in every way, and no answer and no log repeats what was sent."""
    set_up(service)
    with caplog.at_level(logging.DEBUG):
        for path, document, status in WRONG + (WRONG_ABOUT_ALL if service.framework == "fastapi" else []):
            answered = service.send(path, document) if path.startswith("/") else service.post(path, document)
            assert answered.status_code == status, (path, answered.text)
            assert answered.headers["content-type"] == "application/problem+json"
            assert answered.json()["code"]
            assert all(fault["code"] and fault["path"] for fault in answered.json()["faults"])
            assert "Malley" not in answered.text
        for headers in ({}, {"Idempotency-Key": "Malley" * 50}):
            answered = service.send("/participants/anna/withdrawals", {"id": "w", "giver": "anna"}, headers)
            assert answered.status_code == 422
            assert answered.json()["faults"][0]["path"] == "header.Idempotency-Key"
            assert "Malley" not in answered.text
    ours = [one for one in caplog.records if not one.name.startswith(("httpx", "asyncio"))]
    assert not [one for one in ours if "Malley" in f"{one.getMessage()}{vars(one)}"]


def test_an_error_that_is_not_ours_tells_nothing(
    service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An exception of a plugin, a clock or a driver may quote a case: neither the answer nor any log repeats it."""

    def broken(*_: object, **__: object) -> object:
        raise LookupError(SECRET)

    monkeypatch.setattr(Host, "offers", broken)
    with caplog.at_level(logging.DEBUG):
        answered = service.send("/eligibility", CASE)
    assert (answered.status_code, answered.json()["code"]) == (500, "request-failed")
    assert "Malley" not in answered.text
    (told,) = [one for one in caplog.records if one.name == "peersupport.web"]
    assert vars(told)["peersupport.error"] == "LookupError"
    assert "test_services.py" in vars(told)["peersupport.traceback"]
    assert not [one for one in caplog.records if "Malley" in f"{one.getMessage()}{vars(one)}" or one.exc_info]


def test_a_second_try_with_the_same_key_records_once(fastapi: Service) -> None:
    """A client that heard nothing sends the same again, and gets the answer of the first time."""
    set_up(fastapi)
    first, second = fastapi.post("statements", GRANT, "k1"), fastapi.post("statements", GRANT, "k1")
    assert first.json() == second.json()
    fastapi.log_in(JOAN, Audience.SUPPORTER)
    before = fastapi.post("disclosures", QUESTION, "k2").json()
    fastapi.post("withdrawals", {"id": "w1", "giver": "anna"}, "k3")
    assert fastapi.post("disclosures", QUESTION, "k2").json() == before
    assert fastapi.post("disclosures", QUESTION, "k4").json()["effect"] == "deny"


def test_a_key_stands_for_one_question(fastapi: Service) -> None:
    """A key that was used for another question must not lend it the answer."""
    set_up(fastapi)
    fastapi.post("statements", GRANT)
    fastapi.log_in(JOAN, Audience.SUPPORTER)
    assert fastapi.post("disclosures", QUESTION, "k").json()["effect"] == "permit"
    answered = fastapi.post("disclosures", QUESTION | {"recipient": "tom"}, "k")
    assert answered.status_code == 409
    assert answered.json()["code"] == "ledger-conflict"
    fastapi.log_in(VERA, Audience.CO_ORDINATOR)
    other = fastapi.post("statements", GRANT | {"id": "g2"}, "s")
    again = fastapi.post("statements", GRANT | {"id": "g3"}, "s")
    assert (other.status_code, again.status_code) == (201, 409)


def test_what_is_uncertain_may_be_sent_again(fastapi: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a failed commit the client is told to try again with its key, and nothing is recorded twice."""
    set_up(fastapi)
    ledger = fastapi.engine.ledger
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

    with monkeypatch.context() as patch:
        patch.setattr(store, "writing", Failing)
        failed = fastapi.post("statements", GRANT, "k")
    assert failed.status_code == 503
    assert failed.json()["code"] == "ledger-uncertain"
    assert failed.headers["retry-after"] == "1"
    before = len(ledger.entries("participant:anna"))
    assert fastapi.post("statements", GRANT, "k").status_code == 201
    assert len(ledger.entries("participant:anna")) == before


def test_threads_share_one_engine(fastapi: Service) -> None:
    """Endpoints run in threads: of many withdrawals and disclosures at once, each is answered, and in one order."""
    set_up(fastapi)
    fastapi.post("statements", GRANT | {"obligations": []})
    fastapi.log_in(JOAN, Audience.SUPPORTER)
    answers: list[tuple[int, str]] = []
    barrier = Barrier(8)

    def ask(number: int) -> None:
        barrier.wait()
        if number == 0:
            withdrawn = fastapi.post("withdrawals", {"id": "w1", "giver": "anna"}).json()
            answers.append((withdrawn["position"], "withdrawn"))
        else:
            decided = fastapi.post("disclosures", QUESTION).json()
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


@pytest.mark.parametrize(("framework", "made"), [("fastapi", FastAPIClient), ("litestar", LitestarClient)])
def test_the_ledger_is_kept_in_a_file(framework: str, made: Any, tmp_path: Path, monkeypatch: Any) -> None:
    """What one process of the service recorded, the next one knows; both open and close what they need."""
    module = module_of(framework)
    monkeypatch.setenv("PEERSUPPORT_LEDGER", str(tmp_path / "ledger.db"))
    monkeypatch.setattr(module, "caller", lambda _: Caller(person=VERA, audience=Audience.CO_ORDINATOR))
    headers = {"Idempotency-Key": "k"}
    answers = []
    for _ in range(2):
        with made(module.app) as client:
            withdrawal = {"id": "w", "giver": "anna"}
            answers.append(client.post("/participants/anna/withdrawals", json=withdrawal, headers=headers).json())
            (kept,) = module.app.state.answers.engine.history("anna").consent
    assert answers[0] == answers[1]
    assert kept.position == answers[0]["position"]


def test_djangos_ledger_is_kept_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Django has no moment at which it starts: what answers is made by the first request."""
    module = module_of("django")
    monkeypatch.setenv("PEERSUPPORT_LEDGER", str(tmp_path / "ledger.db"))
    made = module.answers()
    assert made is module.answers()
    made.engine.ledger.close()
    module.answers.cache_clear()
