"""What is told, and in which fields: the same in log records and spans, and nothing of a person.

No id of a case or participant, no value, no question; nor what was decided about a disclosure or an act, since the
answer alone can tell of a suspicion to whoever lays the log beside that of a web server.
"""

from peersupport._attrs import frozen

Value = str | int | float | tuple[str, ...]
DEBUG, INFO, WARNING, ERROR = 10, 20, 30, 40
"""The levels of the standard library's logging, which is not imported for four numbers."""

FIELDS = {
    "host": "the digest of the host that decided",
    "plugin": "the name of a plugin",
    "plugins": "how many plugins were found",
    "refused": "how many of them could not be taken",
    "codes": "the codes of what is wrong with a plugin",
    "programmes": "how many programmes can be asked",
    "programme": "the id of a programme",
    "offer": "the id of an offer; empty where the programme has one",
    "outcome": "`eligible`, `not_eligible` or `undetermined`",
    "missing": "how many facts have to be asked for",
    "raised": "how many of those are not known because the code of the fact raised",
    "decisions": "how many decisions were made",
    "eligible": "how many of them are a yes",
    "not_eligible": "how many of them are a no",
    "undetermined": "how many of them are neither yet",
    "entries": "how many entries were appended to the ledger",
    "duration_ms": "how long it took, in milliseconds",
    "traceback": "where an error was raised: files, lines, functions and classes of errors, never a message or a value",
    "error": "the code of the error with which it ended, or the name of its class",
}
"""Every field, and what it holds. In records and spans each name begins with `peersupport.`."""


@frozen
class Event:
    """One kind of thing that is told. `message` is the text of the log record, and names the span where it has one.

    Where something ended with an error, `error` is told beside whichever `fields` were known by then.
    """

    message: str
    logger: str
    level: int
    span: bool
    fields: tuple[str, ...]


HOST_LOADED = Event(
    message="host loaded",
    logger="peersupport.host",
    level=INFO,
    span=True,
    fields=("host", "plugins", "refused", "programmes", "duration_ms"),
)
PLUGIN_REFUSED = Event(
    message="plugin refused", logger="peersupport.host", level=WARNING, span=False, fields=("plugin", "codes")
)
DECISION_MADE = Event(
    message="decision made",
    logger="peersupport.decisions",
    level=INFO,
    span=False,
    fields=("programme", "offer", "outcome", "missing", "raised", "host", "duration_ms"),
)
DECISIONS_MADE = Event(
    message="decisions made",
    logger="peersupport.decisions",
    level=INFO,
    span=True,
    fields=("decisions", "eligible", "not_eligible", "undetermined", "host", "duration_ms"),
)
ACT_DECIDED = Event(
    message="act decided",
    logger="peersupport.boundaries",
    level=INFO,
    span=True,
    fields=("programme", "host", "duration_ms"),
)
DISCLOSURE_DECIDED = Event(
    message="disclosure decided",
    logger="peersupport.disclosures",
    level=INFO,
    span=True,
    fields=("programme", "host", "duration_ms"),
)
LEDGER_WRITTEN = Event(
    message="ledger written", logger="peersupport.ledger", level=DEBUG, span=True, fields=("entries", "duration_ms")
)
REQUEST_FAILED = Event(
    message="request failed", logger="peersupport.web", level=ERROR, span=False, fields=("error", "traceback")
)
EVENTS = (
    HOST_LOADED,
    PLUGIN_REFUSED,
    DECISION_MADE,
    DECISIONS_MADE,
    ACT_DECIDED,
    DISCLOSURE_DECIDED,
    LEDGER_WRITTEN,
    REQUEST_FAILED,
)
"""Every kind of thing that is told."""
