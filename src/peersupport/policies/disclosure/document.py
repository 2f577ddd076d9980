"""What the JSON of a decision on disclosure holds: it is written from this class, read into it, and described by it."""

from peersupport._attrs import record
from peersupport.policies.disclosure.decision import DisclosureDecision, DisclosureEffect, Reason


@record
class DisclosureDecisionDocument:
    """A decision on disclosure as it is recorded. `told` are the places of the request's items that may be told."""

    effect: DisclosureEffect
    told: tuple[int, ...]
    determining: tuple[str, ...]
    obligations: tuple[str, ...]
    advice: tuple[str, ...]
    reasons: tuple[Reason, ...]
    untold: tuple[str, ...]


def disclosure_document(decision: DisclosureDecision) -> DisclosureDecisionDocument:
    """What was decided, as the value that its JSON is written from."""
    return DisclosureDecisionDocument(
        effect=decision.effect,
        told=decision.told_places,
        determining=decision.determining,
        obligations=decision.obligations,
        advice=decision.advice,
        reasons=tuple(decision.reasons),
        untold=decision.untold,
    )
