"""How an event reaches a log and a trace. Neither package is imported before it is needed.

OpenTelemetry is never imported here: an application that traces has imported it. Logging is imported when there is
first something that may be told.
"""

import sys
from functools import cache
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Self

from peersupport.errors import error_code
from peersupport.observing.events import Event, Value

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from logging import Logger

    from opentelemetry.trace import Span, Tracer


def began(event: Event) -> float | None:
    """The time on a stop-watch where somebody listens to an event; None where telling it would be work for nobody."""
    return perf_counter() if _logger(event.logger).isEnabledFor(event.level) else None


def tell(event: Event, since: float | None = None, /, **fields: Value) -> None:
    """Log an event, if somebody listens. `since` is what `began` gave, for how long it took."""
    logger = _logger(event.logger)
    if logger.isEnabledFor(event.level):
        took = {} if since is None else {"duration_ms": _milliseconds(since)}
        logger.log(event.level, event.message, extra=_named({**fields, **took}))


class Observed:
    """A `with` block of which is told when it ends: as a log record, and as a span where the application traces.

    An error goes on its way; its code is told, never its words.
    """

    __slots__ = ("_began", "_event", "_fields", "_span", "_tracing")

    def __init__(self, event: Event) -> None:
        self._event = event
        self._fields: dict[str, Value] = {}
        self._tracing: AbstractContextManager[Span] | None = None
        self._span: Span | None = None

    def __enter__(self) -> Self:
        tracer = _tracer() if "opentelemetry.trace" in sys.modules else None
        if tracer is not None:
            self._tracing = tracer.start_as_current_span(
                f"peersupport {self._event.message}", record_exception=False, set_status_on_exception=False
            )
            self._span = self._tracing.__enter__()
        self._began = perf_counter()
        return self

    @property
    def heard(self) -> bool:
        """Whether anybody listens: only then is it worth counting what there is to tell."""
        traced = self._span is not None and self._span.is_recording()
        return traced or _logger(self._event.logger).isEnabledFor(self._event.level)

    def note(self, **fields: Value) -> None:
        """Add fields to what will be told."""
        self._fields.update(fields)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is not None:
            self._fields["error"] = error_code(error)
        if self._tracing is not None and self._span is not None:
            if self._span.is_recording():
                self._told(self._span)
            self._tracing.__exit__(None, None, None)
        tell(self._event, self._began, **self._fields)

    def _told(self, span: "Span") -> None:
        from opentelemetry.trace import Status, StatusCode  # noqa: PLC0415 - whoever traces has imported it

        span.set_attributes(_named(self._fields))
        if "error" in self._fields:
            span.set_status(Status(StatusCode.ERROR, str(self._fields["error"])))


def _named(fields: dict[str, Value]) -> dict[str, Value]:
    return {f"peersupport.{name}": value for name, value in fields.items()}


def _milliseconds(since: float) -> float:
    return round((perf_counter() - since) * 1000, 3)


@cache
def _logger(name: str) -> "Logger":
    """A logger below `peersupport`, which has but a handler that does nothing: how to log is the application's."""
    from logging import NullHandler, getLogger  # noqa: PLC0415 - the import of the library does without

    ours = getLogger("peersupport")
    if not ours.handlers:
        ours.addHandler(NullHandler())
    return getLogger(name)


def _tracer() -> "Tracer | None":
    """The application's tracer; None as long as it has given OpenTelemetry no provider."""
    from opentelemetry.trace import ProxyTracerProvider, get_tracer_provider  # noqa: PLC0415 - see above

    provider = get_tracer_provider()
    return None if isinstance(provider, ProxyTracerProvider) else provider.get_tracer("peersupport")
