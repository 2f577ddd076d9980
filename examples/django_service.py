"""A service that asks before it answers, in Django, in one file: who may join, what may be done, what may be told.

    PEERSUPPORT_LEDGER=ledger.db uvicorn django_service:app

It answers nobody until `caller` knows your log-in. `docs/how-to/embed-in-a-service.md` explains it.
"""

import os
from asyncio import to_thread
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from peersupport import Engine, Host, open_ledger
from peersupport.web import Answer, Answers, Caller, openapi

if not settings.configured:  # in a project of yours this stands in settings.py
    settings.configure(
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=os.environ.get("ALLOWED_HOSTS", "localhost,testserver").split(","),
        # Django logs the path of whatever goes wrong, and paths hold participants' ids; the library logs what failed.
        LOGGING={
            "version": 1,
            "disable_existing_loggers": False,
            "loggers": {"django.request": {"level": "CRITICAL"}},
        },
    )


def caller(request: HttpRequest) -> Caller | None:
    """Put your log-in here: who asks, and as whom she reads the answers. None is a 401."""


@cache
def answers() -> Answers:
    """One host, one ledger and one engine for the life of the process; its threads share all three."""
    ledger = open_ledger(os.environ["PEERSUPPORT_LEDGER"], keys=os.environ.get("PEERSUPPORT_KEYS"))
    return Answers(Engine(Host.load(), ledger=ledger))


async def reply(call: Callable[..., Answer], *given: object, **named: object) -> HttpResponse:
    """An answer as Django sends it. In a thread of its own: the ledger waits for locks and disks.

    A plain view would do where threads serve requests (WSGI); under ASGI all plain views share one thread.
    """
    answer = await to_thread(call, *given, **named)
    return HttpResponse(answer.content, answer.media_type, answer.status, headers=answer.headers)


@require_POST
async def eligibility(request: HttpRequest) -> HttpResponse:
    """Which offers may this case join?"""
    asked = {"programmes": request.GET.getlist("programme"), "on": request.GET.get("on")}
    return await reply(answers().eligibility, caller(request), request.body, **asked)


@require_POST
async def boundaries(request: HttpRequest, programme: str) -> HttpResponse:
    """May she do this?"""
    return await reply(answers().boundaries, caller(request), programme, request.body)


@require_POST
async def withdraw(request: HttpRequest, participant: str) -> HttpResponse:
    """What she withdrew."""
    key = request.headers.get("Idempotency-Key")
    return await reply(answers().withdraw, caller(request), participant, request.body, key)


@require_POST
async def disclose(request: HttpRequest, participant: str) -> HttpResponse:
    """May this be told?"""
    key = request.headers.get("Idempotency-Key")
    return await reply(answers().disclose, caller(request), participant, request.body, key)


@require_GET
def openapi_document(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """What can be asked, and what comes back."""
    described = openapi("May she, and may this be told?", "1.0", "eligibility", "boundaries", "withdraw", "disclose")
    return JsonResponse(described)


urlpatterns = [
    path("eligibility", eligibility),
    path("programmes/<str:programme>/acts", boundaries),
    path("participants/<str:participant>/withdrawals", withdraw),
    path("participants/<str:participant>/disclosures", disclose),
    path("openapi.json", openapi_document),
]
app = get_asgi_application()
