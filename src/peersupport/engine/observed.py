"""What is told of decisions on eligibility: how many there were and what they came to, never whose they were."""

from collections import Counter
from collections.abc import Iterable

from peersupport.decisions import Decision
from peersupport.findings import Outcome
from peersupport.observing.events import Value


def decision_fields(decision: Decision) -> dict[str, Value]:
    """The fields of one decision."""
    missing = decision.missing
    return {
        "programme": decision.programme,
        "offer": decision.offer,
        "outcome": decision.outcome.value,
        "missing": len(missing),
        "raised": sum(one.error is not None for one in missing),
        "host": decision.rule_set.provenance.host_digest,
    }


def counted_fields(decisions: Iterable[Decision]) -> dict[str, Value]:
    """The fields of several decisions."""
    counts = Counter(one.outcome.value for one in decisions)
    return {"decisions": counts.total(), **{one.value: counts[one.value] for one in Outcome}}
