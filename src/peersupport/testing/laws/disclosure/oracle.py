"""All thirty properties at once: the executable specification, asked the same."""

from peersupport.testing.consent.near import Near, neighbours
from peersupport.testing.consent.service import EffectsAlone, Ruled
from peersupport.testing.laws.disclosure.domain import near, same
from peersupport.testing.oracle import Answer, decide


@near(*range(1, 31), floor=0.9, cases=1_500, unless=Ruled)
def agrees_with_the_oracle(case: Near) -> bool:
    """The answer is the executable specification's: effect, what may be told, what determined it, what is owed."""
    for request in (case.request, *neighbours(case, 4)):
        asked = case.but(request=request)
        wanted = decide(case.records, request, case.world, case.bars)
        if isinstance(case.plain, EffectsAlone):
            wanted = Answer(wanted.effect, wanted.told, frozenset())
        same(asked.decide(), wanted, "beside the oracle")
    return bool(case.records)
