"""A service that asks before it answers, in FastAPI: who may join, what may be done, what may be told.

    PEERSUPPORT_LEDGER=ledger.db uvicorn fastapi_service:app

It answers nobody until `caller` knows your log-in. `docs/how-to/embed-in-a-service.md` explains it.
"""

import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, Header, Query, Request, Response

from peersupport import Engine, Host, open_ledger
from peersupport.web import Answer, Answers, Caller, openapi


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncGenerator[None, None]:
    """One host, one ledger and one engine for the life of the process; its threads share all three."""
    with open_ledger(os.environ["PEERSUPPORT_LEDGER"], keys=os.environ.get("PEERSUPPORT_KEYS")) as ledger:
        app.state.answers = Answers(Engine(Host.load(), ledger=ledger))
        yield


app = FastAPI(lifespan=lifespan)
described = openapi("May she, and may this be told?", "1.0")
app.openapi = lambda: described  # type: ignore[method-assign]


def caller(request: Request) -> Caller | None:
    """Put your log-in here: who asks, and as whom she reads the answers. None is a 401."""


async def body(request: Request) -> bytes:
    """The body as it came: the library reads it strictly, and its faults hold no values."""
    return await request.body()


Body = Annotated[bytes, Depends(body)]
Key = Annotated[str | None, Header(alias="Idempotency-Key")]
Programmes = Annotated[tuple[str, ...], Query(alias="programme")]


def reply(answer: Answer) -> Response:
    """An answer as FastAPI sends it."""
    return Response(answer.content, answer.status, answer.headers, answer.media_type)


def answers(request: Request) -> Answers:
    """What answers, in this process."""
    kept: Answers = request.app.state.answers
    return kept


# `def`, not `async def`: FastAPI runs these in its thread pool, and the ledger waits for locks and disks.


@app.post("/eligibility")
def eligibility(asked: Request, body: Body, programme: Programmes = (), on: str | None = None) -> Response:
    """Which offers may this case join?"""
    return reply(answers(asked).eligibility(caller(asked), body, programmes=programme, on=on))


@app.post("/programmes/{programme}/acts")
def boundaries(asked: Request, programme: str, body: Body) -> Response:
    """May she do this?"""
    return reply(answers(asked).boundaries(caller(asked), programme, body))


@app.post("/participants/{participant}/disclosures")
def disclose(asked: Request, participant: str, body: Body, key: Key = None) -> Response:
    """May this be told?"""
    return reply(answers(asked).disclose(caller(asked), participant, body, key))


@app.post("/participants/{participant}/statements")
def record(asked: Request, participant: str, body: Body, key: Key = None) -> Response:
    """What she granted or refused."""
    return reply(answers(asked).record(caller(asked), participant, body, key))


@app.post("/participants/{participant}/withdrawals")
def withdraw(asked: Request, participant: str, body: Body, key: Key = None) -> Response:
    """What she withdrew."""
    return reply(answers(asked).withdraw(caller(asked), participant, body, key))


@app.post("/participants/{participant}/concerns")
def raise_concern(asked: Request, participant: str, body: Body, key: Key = None) -> Response:
    """That a child may be at risk."""
    return reply(answers(asked).raise_concern(caller(asked), participant, body, key))


@app.post("/participants/{participant}/concerns/{concern}/actions")
def act(asked: Request, participant: str, concern: str, body: Body, key: Key = None) -> Response:
    """What a professional did about a concern."""
    return reply(answers(asked).act(caller(asked), participant, concern, body, key))


@app.get("/duties")
def duties(asked: Request, participant: str | None = None) -> Response:
    """Which duties are open?"""
    return reply(answers(asked).duties(caller(asked), participant))
