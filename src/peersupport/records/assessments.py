"""Answers to a questionnaire on one day. Scoring belongs to outcomes."""

from datetime import datetime

from peersupport._attrs import record
from peersupport.dates import PartialDate
from peersupport.records.identifiers import AssessmentId, PersonId


@record
class Assessment:
    """One completed instrument: its item scores in order (`None`: not answered), or only the total that is known."""

    id: AssessmentId
    instrument: str
    about: PersonId | None = None
    on: PartialDate | None = None
    items: tuple[int | None, ...] | None = None
    total: int | None = None
    recorded_at: datetime | None = None
