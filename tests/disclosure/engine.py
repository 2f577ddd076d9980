"""The library with the oracle's signature: for runs that compare the two, or either with another formulation."""

from collections.abc import Sequence

from peersupport.testing.consent import Record, service_of
from peersupport.testing.consent.service import Rule
from peersupport.testing.oracle import Answer, Bar, Request, World

CORE = service_of()


def engine(records: Sequence[Record], request: Request, world: World, bars: Sequence[Bar] = ()) -> Answer:
    """The library's answer. Raises its errors for what cannot be recorded so."""
    core = CORE.in_world(world)
    if not bars:
        return core.decide(records, request)
    ruled = core.ruled_by([Rule(one.rule, one.category, "prohibit", one.fired) for one in bars])
    return ruled.decide(records, request)
