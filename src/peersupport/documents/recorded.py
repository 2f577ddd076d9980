"""What the JSON of a recorded decision holds."""

from datetime import date

from peersupport._attrs import record
from peersupport.findings import Outcome
from peersupport.records.codec import structured
from peersupport.rules.document import Json
from peersupport.rules.recorded_documents import RecordedScope


@record
class RecordedDecisionDocument:
    """What the rules read of one case, the days, and what was decided: personal."""

    form: int
    rules: str
    case: str | None
    on: date
    rules_as_of: date
    facts: RecordedScope
    outcome: Outcome
    decision: str
    digest: str


def check_recorded_decision(document: Json) -> None:
    """Raise `InvalidDocument` with every fault of the shape of a recorded decision."""
    structured(document, RecordedDecisionDocument)
