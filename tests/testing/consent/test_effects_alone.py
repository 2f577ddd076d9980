"""A service of one's own that says yes and no, and neither what determined it nor what is owed: laws ask it no more."""

from collections.abc import Sequence

import pytest

from peersupport.testing import laws
from peersupport.testing.consent.cases import Record
from peersupport.testing.consent.worlds import WORLDS
from peersupport.testing.laws.disclosure import DisclosureLaw
from peersupport.testing.oracle import Answer, Request, Statement, decide


class YesOrNo:
    """The right effect, and nothing else."""

    effects_alone = True
    world = WORLDS[0]

    def decide(self, records: Sequence[Record], request: Request) -> Answer:
        """The specification's answer, of which only the effect is told."""
        answer = decide(records, request, self.world, ())
        return Answer(answer.effect, answer.told, frozenset())


class Deaf(YesOrNo):
    """Refusals are not heard."""

    def decide(self, records: Sequence[Record], request: Request) -> Answer:
        """As if nobody had refused."""
        heard = [one for one in records if not isinstance(one, Statement) or one.kind != "refusal"]
        return super().decide(heard, request)


ASKED = [
    one for one in laws.DISCLOSURE if one.applies_to(YesOrNo()) and one is not laws.at_another_time_all_is_the_same
]
"""All that such a service can be asked; its world has names of several days, which moving days must change."""


@pytest.mark.parametrize("law", ASKED, ids=str)
def test_the_effects_alone_keep_every_law(law: DisclosureLaw) -> None:
    """A law that speaks of what may be told demands nothing else."""
    law(YesOrNo(), cases=60)


@pytest.mark.parametrize(
    "law", [laws.refusal_overrides, laws.unknown_refusals_deny, laws.agrees_with_the_oracle], ids=str
)
def test_a_wrong_effect_is_seen_all_the_same(law: DisclosureLaw) -> None:
    """By laws of refusals, and beside the specification."""
    with pytest.raises(laws.LawBroken):
        law(Deaf())


def test_what_determined_is_not_asked() -> None:
    """Of a service that does not tell."""
    spared = (laws.determining_is_exact, laws.determining_explains, laws.obligations_are_exact)
    assert [law.applies_to(YesOrNo()) for law in spared] == [False, False, False]
    with pytest.raises(laws.LawUntested, match="not `Ruled` or `EffectsAlone`"):
        laws.determining_is_exact(YesOrNo())
