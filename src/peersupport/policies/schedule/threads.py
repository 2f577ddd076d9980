"""What is due again and again of one subject: since when, until when, and what happened."""

from enum import Enum

from peersupport._attrs import record
from peersupport.dates import PartialDate
from peersupport.records.identifiers import CaseId


class Outcome(Enum):
    """What became of one occurrence."""

    DONE = "done"
    DECLINED = "declined"
    MISSED = "missed"
    CANCELLED = "cancelled"


@record
class Event:
    """One occurrence that is recorded. `certain`: the record says that it had this outcome, and that it counts here.

    An event that is not certain may have happened, or not: its outcome is the most that it can have been.
    """

    record: str
    on: PartialDate | None
    outcome: Outcome = Outcome.DONE
    certain: bool = True


@record
class Thread:
    """One subject of a schedule. `events` None: not recorded. `day` is a day that its own record names.

    `doubt` is what would have to be asked to know that anything is due here at all; `note` what its record says
    otherwise than the schedule.
    """

    subject: str
    start: PartialDate | None = None
    end: PartialDate | None = None
    day: PartialDate | None = None
    events: tuple[Event, ...] | None = None
    case: CaseId | None = None
    doubt: str = ""
    note: str = ""
