"""A disclosure as it was decided and recorded: all that was decided, as data, from the ledger alone."""

from collections.abc import Collection
from datetime import datetime

from peersupport._attrs import record
from peersupport.ledger.entries import Entry
from peersupport.policies.disclosure.decision import DisclosureDecision, DisclosureEffect, Reason
from peersupport.policies.disclosure.document import disclosure_document
from peersupport.records.codec import document_of, structured
from peersupport.records.disclosure import DisclosureRequest
from peersupport.rules.document import Json


@record
class LoggedDisclosure:
    """One disclosure that was decided, and is recorded whatever the answer was.

    `told` are the places of the request's items that may be told. `request` holds the instant and the position as known
    at which it was decided. `sequence` and `recorded_at` are the entry's.
    """

    sequence: int
    recorded_at: datetime
    request: DisclosureRequest
    effect: DisclosureEffect
    told: tuple[int, ...]
    determining: tuple[str, ...]
    obligations: tuple[str, ...]
    advice: tuple[str, ...]
    reasons: tuple[Reason, ...]
    document: Json

    @property
    def told_places(self) -> tuple[int, ...]:
        """The same, by the name that a decision has for it."""
        return self.told

    def effect_for(self, understood: Collection[str]) -> DisclosureEffect:
        """The effect for a caller that can meet only these obligations: a PERMIT that asks for more is a DENY."""
        if self.effect is DisclosureEffect.PERMIT and not set(self.obligations) <= set(understood):
            return DisclosureEffect.DENY
        return self.effect


def decision_document(decision: DisclosureDecision) -> Json:
    """What was decided, as JSON: the same decision has the same canonical bytes for ever."""
    return document_of(disclosure_document(decision))


def logged(entry: Entry, content: Json) -> LoggedDisclosure:
    """A recorded disclosure from its entry and the entry's content."""
    decided = content["decision"]
    return LoggedDisclosure(
        sequence=entry.sequence,
        recorded_at=entry.recorded_at,
        request=structured(content["request"], DisclosureRequest),
        effect=DisclosureEffect(decided["effect"]),
        told=tuple(decided["told"]),
        determining=tuple(decided["determining"]),
        obligations=tuple(decided["obligations"]),
        advice=tuple(decided["advice"]),
        reasons=tuple(structured(one, Reason) for one in decided["reasons"]),
        document=content,
    )
