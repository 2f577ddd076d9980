"""What a report showed before, read from its JSON, so that publishing it again gives nothing away."""

from typing import cast

from peersupport._attrs import record
from peersupport.errors import Fault, InvalidDocument
from peersupport.outcomes.suppression import Shown
from peersupport.outcomes.suppression.counts import Published
from peersupport.records.codec import Json, parse_json, structured
from peersupport.reports.model import FORMAT


@record
class _Count:
    text: str
    low: int
    high: int | None = None


def published(text: str | bytes, kind: str, programme: str) -> Published:
    """The counts of a report's JSON. Raises `InvalidDocument` for what is no report of this kind and programme."""
    document: Json = parse_json(text)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise _fault("this is no report of ours")
    if document.get("kind") != kind or document.get("programme") != programme:
        raise _fault("this is a report of another kind, or of another programme")
    counts = document.get("counts")
    if not isinstance(counts, dict):
        raise _fault("the report has no counts")
    read = {name: structured(one, _Count) for name, one in cast("dict[str, Json]", counts).items()}
    return {name: Shown(text=one.text, low=one.low, high=one.high) for name, one in read.items()}


def _fault(message: str) -> InvalidDocument:
    return InvalidDocument(message, [Fault(code="report-earlier", message=message)])
