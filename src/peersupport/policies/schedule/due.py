"""What is due: its status, its days, and why."""

from enum import Enum

from peersupport._attrs import frozen, record
from peersupport.dates import PartialDate
from peersupport.records.identifiers import CaseId
from peersupport.rules.document import Json, value_document
from peersupport.rules.schedules import Anchor


class Status(Enum):
    """How something stands on a day. What cannot be told is UNKNOWN: never silently "not overdue"."""

    OVERDUE = "overdue"
    DUE = "due"
    UNKNOWN = "unknown"
    UPCOMING = "upcoming"
    NO_DAY = "no day chosen"
    """The parent sets the rhythm and has chosen no day: nothing can be overdue (MM13)."""
    DONE = "done"
    DECLINED = "declined"
    """It was offered and not wanted, which is not missed (TC9)."""
    CANCELLED = "cancelled"
    CLOSED = "closed"


OPEN = (Status.OVERDUE, Status.DUE, Status.UNKNOWN, Status.UPCOMING)
"""What somebody may have to act on, the most urgent first."""


class About(Enum):
    """What a reason is about."""

    RULE = "rule"
    PARAMETER = "parameter"
    RECORD = "record"
    CLOSURE = "closure"


@frozen
class Why:
    """One reason, by name: of a schedule, a parameter, a record (its opaque id), or a closure."""

    about: About
    name: str
    text: str = ""


@record
class Due:
    """One thing that is, was or will be due. A day that is known in part is a range.

    `subject` is the opaque id of whom or what it is due of; `case` that of the family, where there is one. `on` is the
    day on which it was done or declined. `kept` is, of a series, how many of the planned weeks that are over were held
    (D5). `ask` says what would have to be known.
    """

    schedule: str
    requirements: tuple[str, ...]
    what: str
    anchor: Anchor
    subject: str
    status: Status
    case: CaseId | None = None
    earliest: PartialDate | None = None
    due: PartialDate | None = None
    overdue_from: PartialDate | None = None
    on: PartialDate | None = None
    why: tuple[Why, ...] = ()
    ask: tuple[str, ...] = ()
    kept: tuple[int, int] | None = None


def due_document(one: Due) -> Json:
    """An answer as JSON; what there is not is left out."""
    document = {
        "schedule": one.schedule,
        "requirements": list(one.requirements),
        "what": one.what,
        "of": one.anchor.value,
        "subject": one.subject,
        "case": one.case,
        "status": one.status.value,
        "earliest": value_document(one.earliest),
        "due": value_document(one.due),
        "overdue_from": value_document(one.overdue_from),
        "on": value_document(one.on),
        "kept": None if one.kept is None else {"held": one.kept[0], "planned": one.kept[1]},
        "why": [{"about": each.about.value, "name": each.name, "text": each.text} for each in one.why],
        "ask": list(one.ask),
    }
    return {key: value for key, value in document.items() if value not in (None, [])}
