"""The documents that are asked with and answered, beside the records: what each class holds is what its schema says."""

from collections.abc import Mapping
from datetime import datetime

from peersupport._attrs import frozen, record
from peersupport.documents import DecisionDocument
from peersupport.explanations import Explanation, Line
from peersupport.policies.disclosure import DisclosureEffect
from peersupport.policies.safeguarding import Duty
from peersupport.records.disclosure import Item
from peersupport.records.identifiers import PersonId, ProgrammeId


@record
class DisclosureQuestion:
    """May she tell it? Who tells is who is logged in, of whom stands in the path, when is now.

    `understood` are the obligations that the client can meet.
    """

    programme: ProgrammeId
    recipient: PersonId | None
    items: tuple[Item, ...]
    purpose: str | None
    anonymised: bool | None = False
    suspicion: bool | None = None
    immediate_danger: bool | None = None
    understood: tuple[str, ...] = ()


@record
class ToldDecision:
    """One offer's decision as data, and in words for whoever asked."""

    address: str
    decision: DecisionDocument
    explanation: Explanation


@record
class EligibilityAnswer:
    """The decisions on one case, one for each offer at each site."""

    decisions: tuple[ToldDecision, ...]


@record
class DisclosureAnswer:
    """What was decided of a disclosure, and recorded under the number `disclosure`.

    `told` are the places of the items that may be told: nothing else may. `obligations` are what telling obliges to,
    with their words; `not_understood` those that the client does not meet, for which a PERMIT is a DENY.
    """

    disclosure: int
    effect: DisclosureEffect
    told: tuple[int, ...]
    obligations: Mapping[str, str]
    not_understood: tuple[str, ...]
    advice: tuple[str, ...]
    reasons: tuple[Line, ...]


@record
class RecordedAnswer:
    """What was recorded stands in the ledger at a position since an instant."""

    position: int | None
    recorded_at: datetime | None


@record
class DutyAnswer:
    """A duty of safeguarding, whether it is open, and what of it is late."""

    duty: Duty
    open: bool
    overdue: tuple[str, ...]


@record
class DutiesAnswer:
    """The duties that are open, the most urgent first."""

    duties: tuple[DutyAnswer, ...]


@frozen
class ProblemFault:
    """One thing that is wrong: its code, its path in the request, and what helps. Holds no value of the request."""

    code: str
    path: str
    message: str
    help: str


@frozen
class Problem:
    """A problem document (RFC 9457). `code` and those of the faults have a page in the documentation."""

    type: str
    title: str
    status: int
    code: str
    faults: tuple[ProblemFault, ...]
