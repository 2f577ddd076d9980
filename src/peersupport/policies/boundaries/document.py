"""What the JSON of a decision on an act holds: it is written from these classes, read into them, described by them."""

from datetime import date

from peersupport._attrs import record
from peersupport.policies.boundaries.decision import BoundaryEffect, Ground
from peersupport.records.roles import Role
from peersupport.rules.facts import AskedOf


@record
class BoundaryReasonDocument:
    """One reason, and the words of its source; `mark` is empty where no rule speaks."""

    ground: Ground
    about: str
    rule: str | None
    requirements: tuple[str, ...]
    quotation: str
    mark: str
    exemption: str | None


@record
class BoundaryObligationDocument:
    """What whoever does it must do besides, and how that counts as done."""

    duty: str
    discharged: str
    rule: str | None


@record
class BoundaryQuestionDocument:
    """What would have to be known, the question, and whom to ask (`of`)."""

    fact: str
    question: str
    of: AskedOf
    error: str | None


@record
class BoundaryDecisionDocument:
    """A decision on an act as JSON, limited to what one reader may see."""

    action: str
    role: Role | None
    on: date
    effect: BoundaryEffect
    provisional: bool
    reasons: tuple[BoundaryReasonDocument, ...]
    obligations: tuple[BoundaryObligationDocument, ...]
    ask: tuple[BoundaryQuestionDocument, ...]
