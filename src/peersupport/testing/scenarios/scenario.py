"""A scenario: one sentence, the question that it asks of a programme, what is given, and what is expected."""

from datetime import date
from typing import Any

from peersupport._attrs import record
from peersupport.errors import Path
from peersupport.records.codec import Json
from peersupport.testing.scenarios.document import Document


@record
class Scenario:
    """One sentence, and all that it says. `expect` is None where nobody, and no recording, has said it yet."""

    sentence: str
    programme: str
    on: date
    given: dict[str, Json]
    expect: dict[str, Any] | None
    document: Document
    place: int
    """Which scenario of its file it is, from 0."""
    ask: str = "eligibility"
    to: str | None = None
    parameters: dict[str, Any]
    site: str | None = None
    """A `site.toml` beside the file: its terms, areas and dated values; `parameters` come before its own."""
    rules_as_of: date | None = None
    recorded: date | None = None
    """When `expect` was recorded from an answer that nobody has read yet; None: a person wrote it, or has read it."""

    def where(self, path: Path = ()) -> Path:
        """Where a part of the scenario stands, as a fault tells it: file and line, then the path."""
        return self.document.place((self.place, *path))
