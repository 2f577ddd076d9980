"""A service that asks before it answers, in Litestar: who may join, what may be done, what may be told.

    PEERSUPPORT_LEDGER=ledger.db uvicorn litestar_service:app

It answers nobody until `caller` knows your log-in. `docs/how-to/embed-in-a-service.md` explains it.
"""

import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Annotated, Any

from litestar import Litestar, Request, Response, get, post
from litestar.params import FromPath, FromQuery, HeaderParameter, QueryParameter, RawBody

from peersupport import Engine, Host, open_ledger
from peersupport.web import Answer, Answers, Caller, openapi

Asked = Request[Any, Any, Any]
Key = Annotated[str | None, HeaderParameter(name="Idempotency-Key")]
Programmes = Annotated[list[str] | None, QueryParameter(name="programme")]
described = openapi("May she, and may this be told?", "1.0", "eligibility", "boundaries", "withdraw", "disclose")


@asynccontextmanager
async def lifespan(app: Litestar) -> AsyncGenerator[None, None]:
    """One host, one ledger and one engine for the life of the process; its threads share all three."""
    with open_ledger(os.environ["PEERSUPPORT_LEDGER"], keys=os.environ.get("PEERSUPPORT_KEYS")) as ledger:
        app.state.answers = Answers(Engine(Host.load(), ledger=ledger))
        yield


def caller(request: Asked) -> Caller | None:
    """Put your log-in here: who asks, and as whom she reads the answers. None is a 401."""


def answers(request: Asked) -> Answers:
    """What answers, in this process."""
    kept: Answers = request.app.state.answers
    return kept


def reply(answer: Answer) -> Response[bytes]:
    """An answer as Litestar sends it."""
    return Response(answer.content, status_code=answer.status, headers=answer.headers, media_type=answer.media_type)


# `sync_to_thread=True`: Litestar runs these in its thread pool, and the ledger waits for locks and disks.


@post("/eligibility", sync_to_thread=True)
def eligibility(
    request: Asked, body: RawBody, programmes: Programmes = None, on: FromQuery[str | None] = None
) -> Response[bytes]:
    """Which offers may this case join?"""
    return reply(answers(request).eligibility(caller(request), body, programmes=programmes or (), on=on))


@post("/programmes/{programme:str}/acts", sync_to_thread=True)
def boundaries(request: Asked, programme: FromPath[str], body: RawBody) -> Response[bytes]:
    """May she do this?"""
    return reply(answers(request).boundaries(caller(request), programme, body))


@post("/participants/{participant:str}/withdrawals", sync_to_thread=True)
def withdraw(request: Asked, participant: FromPath[str], body: RawBody, key: Key = None) -> Response[bytes]:
    """What she withdrew."""
    return reply(answers(request).withdraw(caller(request), participant, body, key))


@post("/participants/{participant:str}/disclosures", sync_to_thread=True)
def disclose(request: Asked, participant: FromPath[str], body: RawBody, key: Key = None) -> Response[bytes]:
    """May this be told?"""
    return reply(answers(request).disclose(caller(request), participant, body, key))


@get("/openapi.json", sync_to_thread=False)
def openapi_document() -> dict[str, Any]:
    """What can be asked, and what comes back."""
    return described


app = Litestar(
    [eligibility, boundaries, withdraw, disclose, openapi_document],
    lifespan=[lifespan],
    openapi_config=None,
    logging_config=None,
)
