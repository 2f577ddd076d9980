"""A service that asks before it tells: consent, disclosure and safeguarding over HTTP, in one file.

    PEERSUPPORT_LEDGER=ledger.db uvicorn fastapi_service:app

It answers nobody until `caller` knows your log-in. `docs/how-to/embed-disclosure-checks.md` explains it.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any, TypeVar

import attrs
from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from peersupport import (
    Audience,
    Concern,
    ConcernId,
    ConsentStatement,
    DisclosureEffect,
    DisclosureRequest,
    Duty,
    Engine,
    Host,
    Item,
    PeerSupportError,
    PersonId,
    ProfessionalAction,
    ProgrammeId,
    open_ledger,
)
from peersupport.engine.logged import LoggedDisclosure
from peersupport.errors import Fault, shown_path
from peersupport.policies.disclosure import OBLIGATIONS
from peersupport.records.codec import document_of, parse_json, structured

T = TypeVar("T")
Json = dict[str, Any]


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """One host, one ledger and one engine for the life of the process; all three are shared by its threads."""
    with open_ledger(os.environ["PEERSUPPORT_LEDGER"], keys=os.environ.get("PEERSUPPORT_KEYS")) as ledger:
        app.state.engine = Engine(Host.load(), ledger=ledger)
        yield


app = FastAPI(title="May this be told?", lifespan=lifespan)


# What every endpoint is given


@attrs.frozen
class Caller:
    """Who is logged in, and what she may see."""

    person: PersonId
    audience: Audience


def caller() -> Caller:
    """Put your log-in here: an engine knows who may be told, not who is asking."""
    raise HTTPException(401)


def staff(who: Annotated[Caller, Depends(caller)]) -> Caller:
    """A co-ordinator or auditor."""
    if who.audience not in {Audience.CO_ORDINATOR, Audience.AUDITOR}:
        raise HTTPException(403)
    return who


def engine(request: Request) -> Engine:
    """The engine; a test gives another by `app.dependency_overrides`."""
    kept: Engine = request.app.state.engine
    return kept


async def body(request: Request) -> bytes:
    """The body as it came: the library reads it strictly, and its faults hold no values."""
    return await request.body()


Body = Annotated[bytes, Depends(body)]
Asked = Annotated[Engine, Depends(engine)]
AnyCaller = Annotated[Caller, Depends(caller)]
Staff = Annotated[Caller, Depends(staff)]
Key = Annotated[str, Header(alias="Idempotency-Key", min_length=1, max_length=100)]


def read(content: bytes, record: type[T], /, **own: str) -> T:
    """A body as a record. What the service knows better stands over what the body says."""
    document = parse_json(content)
    return structured({**document, **own} if isinstance(document, dict) else document, record)


# The endpoints: `def`, not `async def`, so that FastAPI runs them in its thread pool


@app.post("/participants/{participant}/statements", status_code=201, dependencies=[Depends(staff)])
def record_statement(participant: str, content: Body, key: Key, asked: Asked) -> Json:
    """Record what she granted or refused."""
    recorded = asked.record(read(content, ConsentStatement, subject=participant), key=f"statement:{key}")
    return {"position": recorded.position, "recorded_at": recorded.recorded_at}


@app.post("/participants/{participant}/withdrawals", status_code=201, dependencies=[Depends(caller)])
def withdraw(participant: str, content: Body, key: Key, asked: Asked) -> Json:
    """Record a withdrawal. It takes an id and a giver, and is never turned down for what it leaves out."""
    said = read(content, ConsentStatement, subject=participant, kind="withdrawal")
    recorded = asked.withdraw(said, key=f"statement:{key}")
    return {"position": recorded.position, "recorded_at": recorded.recorded_at}


@attrs.frozen(kw_only=True)
class Question:
    """What a client says of a disclosure. Who tells is who is logged in; when is now."""

    programme: ProgrammeId
    recipient: PersonId | None
    items: tuple[Item, ...]
    purpose: str | None
    anonymised: bool | None = False
    suspicion: bool | None = None
    immediate_danger: bool | None = None
    understood: tuple[str, ...] = ()


@app.post("/participants/{participant}/disclosures")
def disclose(participant: str, content: Body, key: Key, asked: Asked, who: AnyCaller) -> Json:
    """May she tell it? 200 whatever the answer is: read `effect`, and tell only what `told` lists."""
    question = read(content, Question)
    request = DisclosureRequest(
        subject=PersonId(participant),
        sender=who.person,
        recipient=question.recipient,
        items=question.items,
        purpose=question.purpose,
        programme=question.programme,
        anonymised=question.anonymised,
        suspicion=question.suspicion,
        immediate_danger=question.immediate_danger,
    )
    return answer(asked, asked.disclose(request, key=f"disclosure:{key}"), question.understood, who.audience)


@app.post("/participants/{participant}/concerns", status_code=201)
def raise_concern(participant: str, content: Body, key: Key, asked: Asked, who: AnyCaller) -> Json:
    """Record that a child may be at risk; the answer says whom to tell, and by when."""
    concern = read(content, Concern, subject=participant, raised_by=who.person)
    return shown(asked, asked.raise_concern(concern, key=f"concern:{key}"))


@app.post("/participants/{participant}/concerns/{concern}/actions", status_code=201)
def act(participant: str, concern: str, content: Body, key: Key, asked: Asked, who: Staff) -> Json:
    """Record what a professional did; a professional's action closes the duty."""
    action = read(content, ProfessionalAction, by=who.person)
    return shown(asked, asked.act(participant, ConcernId(concern), action, key=f"action:{key}"))


@app.get("/duties", dependencies=[Depends(staff)])
def open_duties(asked: Asked, participant: str | None = None) -> list[Json]:
    """The duties that are open, the most urgent first."""
    return [shown(asked, duty) for duty in asked.open_duties(participant)]


# What is answered


def answer(asked: Engine, decided: LoggedDisclosure, understood: tuple[str, ...], audience: Audience) -> Json:
    """The decision for a client that can meet some obligations, with as much of the reasons as she may see."""
    effect = decided.effect_for(understood)
    policy = asked.host.disclosure(decided.request.programme)
    return {
        "disclosure": decided.sequence,
        "effect": effect.value,
        "told": [] if effect is DisclosureEffect.DENY else list(decided.told),
        "obligations": {one: OBLIGATIONS.get(one, one) for one in decided.obligations},
        "not_understood": sorted({*decided.obligations} - {*understood}),
        "advice": list(decided.advice),
        "reasons": [document_of(line) for line in policy.explain(decided, audience).lines],
    }


def shown(asked: Engine, duty: Duty) -> Json:
    """A duty, and what of it is late."""
    return {**document_of(duty), "open": duty.open, "overdue": list(duty.overdue(asked.now()))}


# What goes wrong: problem documents (RFC 9457)

STATUS = {
    "document-invalid": 422,
    "record-invalid": 422,
    "ledger-entry-invalid": 422,
    "name-unknown": 404,
    "ledger-conflict": 409,
    "ledger-refused": 409,
    "ledger-unavailable": 503,
    "ledger-uncertain": 503,
}


@app.exception_handler(PeerSupportError)
def told_error(_: Request, error: PeerSupportError) -> JSONResponse:
    """An error of the library: its codes and paths, which never hold a value."""
    return problem(STATUS.get(error.code, 500), error.code, error.message, error.faults)


@app.exception_handler(RequestValidationError)
def told_invalid(_: Request, error: RequestValidationError) -> JSONResponse:
    """FastAPI's own faults, without the `input` that it would repeat."""
    faults = [Fault(code=one["type"], message="not as expected", path=tuple(one["loc"])) for one in error.errors()]
    return problem(422, "request-invalid", "the request has faults", faults)


def problem(status: int, code: str, title: str, faults: tuple[Fault, ...] | list[Fault]) -> JSONResponse:
    """A problem document. What is unavailable or uncertain may be sent again, with the same key."""
    content = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "code": code,
        "faults": [
            {"code": one.code, "path": shown_path(one.path), "message": one.message, "help": one.help} for one in faults
        ],
    }
    headers = {"Retry-After": "1"} if status == 503 else None
    return JSONResponse(content, status, headers, media_type="application/problem+json")
