"""Mistakes in taking in what others add."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.testing.faults.fault import Fault
from tests.testing.faults.of_eligibility import told

from peersupport import Case
from peersupport.findings import Outcome
from peersupport.testing import laws
from peersupport.testing.services.overlays import Added, HostOverlays


class Answers:
    """A service of which the answers are tampered with."""

    def __init__(self, whole: Any, programme: str, leaks: bool) -> None:
        self.whole, self.programme, self.leaks = whole, programme, leaks

    def offers(self) -> Sequence[str]:
        """All of them."""
        return self.whole.offers()  # type: ignore[no-any-return]

    def decide(self, offer: str, case: Case, on: date) -> Any:
        """Those that should be left as they are are refused, or those that meet what was added are let in."""
        answer, here = self.whole.decide(offer, case, on), offer.partition("/")[0] == self.programme
        if self.leaks:
            return answer if here else told(answer, outcome=Outcome.NOT_ELIGIBLE)
        added = {name: truth.value for name, truth in answer.truths.items() if name.startswith(("COUNCIL", "TRUST"))}
        return told(answer, outcome=Outcome.ELIGIBLE) if here and set(added.values()) == {"true"} else answer


class Widening(HostOverlays):
    """Whoever meets what a council adds need not meet anything else."""

    def overlaid(self, programme: str, added: Sequence[Added]) -> Any:
        """The faulty service."""
        return Answers(super().overlaid(programme, added), programme, leaks=False)


class Leaking(HostOverlays):
    """What a council adds to one programme shuts the others."""

    def overlaid(self, programme: str, added: Sequence[Added]) -> Any:
        """The faulty service."""
        return Answers(super().overlaid(programme, added), programme, leaks=True)


class LastWins(HostOverlays):
    """Who is loaded last has the say."""

    def overlaid(self, programme: str, added: Sequence[Added]) -> Any:
        """Without what the others add."""
        return super().overlaid(programme, added[-1:])


FAULTS = (
    Fault("an overlay widens", laws.overlays_only_narrow, Widening),
    Fault("an overlay shuts other programmes", laws.overlays_touch_no_other_programme, Leaking),
    Fault("the last plugin wins", laws.the_order_of_plugins_never_matters, LastWins, 20),
)
