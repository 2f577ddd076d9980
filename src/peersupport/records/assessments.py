"""Answers to a questionnaire on one day, and what reviews of a child found. Scoring belongs to outcomes."""

from datetime import datetime

from peersupport._attrs import record
from peersupport.dates import PartialDate
from peersupport.records.identifiers import AssessmentId, PersonId, StatementId


@record
class Assessment:
    """One completed instrument: its item scores in order (`None`: not answered), or only the total that is known.

    An item's score is the one that counts, whatever the paper printed first: it is never turned round again.
    """

    id: AssessmentId
    instrument: str
    about: PersonId | None = None
    on: PartialDate | None = None
    items: tuple[int | None, ...] | None = None
    total: int | None = None
    recorded_at: datetime | None = None


@record
class ChildReview:
    """A child's developmental review at 27 months (CM20): `reached` is whether it reached its key milestones.

    `assessment` is the ASQ-3 of that day. A review that was `declined` was not missed.
    """

    about: PersonId
    on: PartialDate | None = None
    declined: bool | None = None
    reached: bool | None = None
    assessment: AssessmentId | None = None


@record
class SchoolReadiness:
    """Whether a child reached a good level of development at the end of reception (CM21).

    Measured years later and by others: it counts only under the `consent` by which it was linked.
    """

    about: PersonId
    on: PartialDate | None = None
    good_level: bool | None = None
    consent: StatementId | None = None
