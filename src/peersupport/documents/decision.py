"""What the JSON of a decision holds: these classes are what it is written from, read into, and described by."""

from collections.abc import Mapping
from datetime import date

from peersupport._attrs import record
from peersupport.findings import Outcome
from peersupport.rules.facts import AskedOf
from peersupport.rules.rule import Effect
from peersupport.rules.told_values import Told
from peersupport.truth import Truth


@record
class FindingDocument:
    """One rule, what it came to, and what it read: by fact, a member's with her place (`core.child_age_years[0]`)."""

    rule: str
    requirements: tuple[str, ...]
    effect: Effect
    truth: Truth
    inputs: Mapping[str, Told]


@record
class MissingDocument:
    """What would have to be known, the question, and whom to ask; `error` is the code of what went wrong."""

    name: str
    question: str
    asked_of: AskedOf
    member: int | None
    error: str | None


@record
class RedirectDocument:
    """Where to turn after a refusal; `rule` null where the reader may not see it."""

    rule: str | None
    to: str
    advice: str


@record
class HoldDocument:
    """Who must settle what is unknown."""

    rule: str
    by: str
    reason: str


@record
class PriorityDocument:
    """A rule that says who comes first, and whether it holds."""

    rule: str
    truth: Truth


@record
class AdviceDocument:
    """An expectation that is not met."""

    rule: str
    advice: str


@record
class RouteDocument:
    """Who would take the case, and of whom it cannot be told."""

    rule: str
    targets: tuple[str, ...]
    unknown: tuple[str, ...]


@record
class ObligationDocument:
    """What must be done; `unknown` where it cannot be told whether it must."""

    rule: str
    truth: Truth
    duty: str


@record
class DecisionDocument:
    """A decision on eligibility as JSON, limited to what one reader may see.

    Made by `Decision.told`, written by `document_of`, and read back by `structured`, equal.
    """

    case: str | None
    programme: str
    offer: str
    on: date
    rules_as_of: date
    outcome: Outcome
    determining: tuple[str, ...]
    findings: tuple[FindingDocument, ...]
    missing: tuple[MissingDocument, ...]
    redirects: tuple[RedirectDocument, ...]
    holds: tuple[HoldDocument, ...]
    priority: tuple[PriorityDocument, ...]
    advice: tuple[AdviceDocument, ...]
    routes: tuple[RouteDocument, ...]
    obligations: tuple[ObligationDocument, ...]
    unavailable: tuple[str, ...]
    parameters: Mapping[str, Told]
    host: str
    site: str
