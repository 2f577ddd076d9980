"""An answer, whatever it is: a document with its status, or a problem document (RFC 9457)."""

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from peersupport._attrs import record
from peersupport.errors import (
    InvalidDate,
    InvalidDocument,
    InvalidRecord,
    PeerSupportError,
    UnknownName,
    error_code,
    shown_path,
)
from peersupport.ledger.errors import InvalidEntry, LedgerConflict, LedgerRefused, LedgerUnavailable, LedgerUncertain
from peersupport.observing.events import REQUEST_FAILED
from peersupport.observing.telling import tell
from peersupport.records.codec import document_of
from peersupport.tracebacks import traceback_without_values
from peersupport.web.caller import CallerRefused, CallerUnknown
from peersupport.web.documents import Problem, ProblemFault

P = ParamSpec("P")
S = TypeVar("S")
STATUS: Mapping[type[PeerSupportError], int] = {
    InvalidDocument: 422,
    InvalidRecord: 422,
    InvalidDate: 422,
    InvalidEntry: 422,
    UnknownName: 404,
    CallerUnknown: 401,
    CallerRefused: 403,
    LedgerConflict: 409,
    LedgerRefused: 409,
    LedgerUnavailable: 503,
    LedgerUncertain: 503,
}
"""The status of each error that a request can bring about; any other is the service's own, and a 500."""
BESIDE = {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": "1"}}
"""Headers that go with a status. What is unavailable or uncertain may be sent again, with the same key."""
UNEXPECTED = PeerSupportError("the service could not answer", code="request-failed")
"""What is said of an error that is not the library's: nothing that it says itself."""


@record
class Answer:
    """What to send: `content` (UTF-8), `status`, `media_type`, `headers`. It is about a person: no cache keeps it."""

    status: int
    document: Any

    @property
    def media_type(self) -> str:
        """The type of the content."""
        return "application/json" if self.status < 400 else "application/problem+json"

    @property
    def headers(self) -> dict[str, str]:
        """The headers beside that of the type."""
        return {"Cache-Control": "no-store", **BESIDE.get(self.status, {})}

    @property
    def content(self) -> bytes:
        """The document as bytes."""
        return json.dumps(self.document, ensure_ascii=False, allow_nan=False).encode()


def answered(status: int) -> Callable[[Callable[Concatenate[S, P], object]], Callable[Concatenate[S, P], Answer]]:
    """Make a method that gives a record one that gives an `Answer`, whatever happens in it."""

    def made(call: Callable[Concatenate[S, P], object]) -> Callable[Concatenate[S, P], Answer]:
        @wraps(call)
        def answer(self: S, /, *given: P.args, **named: P.kwargs) -> Answer:
            try:
                return Answer(status=status, document=document_of(call(self, *given, **named)))
            except Exception as error:  # noqa: BLE001 - what it says may hold values, and the framework would log it
                return problem(error)

        return answer

    return made


def problem(error: Exception) -> Answer:
    """The problem document of an error. One that no request should bring about is told to whoever runs the service."""
    status = next((found for kind, found in STATUS.items() if isinstance(error, kind)), 500)
    if status == 500:
        tell(REQUEST_FAILED, error=error_code(error), traceback=traceback_without_values(error))
    ours = error if isinstance(error, PeerSupportError) else UNEXPECTED
    shown = tuple(
        ProblemFault(code=one.code, path=shown_path(one.path), message=one.message, help=one.help)
        for one in ours.faults
    )
    made = Problem(type="about:blank", title=ours.message, status=status, code=ours.code, faults=shown)
    return Answer(status=status, document=document_of(made))
