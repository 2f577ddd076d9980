"""Answers of a caseload that nothing reads: where a matter is misspelt, a fact stays unknown and nobody sees why."""

from collections import Counter

from peersupport.errors import did_you_mean
from peersupport.programmes.host import Host
from peersupport.records.case import Case
from peersupport.rules.document import Json
from peersupport.rules.facts import Audience

MOST = 100
"""How many matters are counted apart."""


class UnreadAnswers:
    """Counts the answers and the feedback to matters that no fact and no measure of a host is recorded under.

    A matter that is not known is not repeated: it is told by the known one that is near, if this reader may see it.
    """

    def __init__(self, host: Host, audience: Audience) -> None:
        measures = [one for programme in host.programmes.values() for one in programme.measures]
        matters = {matter for one in measures for matter in one.matters}
        self._known = {*host.facts, *matters}
        self._shown = {name for name, one in host.facts.items() if audience in one.visible_to}
        self._shown |= {matter for one in measures if one.shown_to(audience) for matter in one.matters}
        self._counts: Counter[str] = Counter()
        self.answers = 0
        """How many there are in all."""

    def add(self, case: Case) -> None:
        """Take a case into account."""
        matters = [one.matter for one in case.answers or ()] + [one.matter for one in case.feedback or ()]
        for matter in matters:
            if matter not in self._known:
                self.answers += 1
                if matter in self._counts or len(self._counts) < MOST:
                    self._counts[matter] += 1

    def near(self) -> list[tuple[str, int]]:
        """What may have been meant, and how many answers nearly name it; those first that most do."""
        found: Counter[str] = Counter()
        for matter, number in self._counts.items():
            help = did_you_mean(matter, self._shown)
            if help.startswith("did you mean"):
                found[help] += number
        return sorted(found.items(), key=lambda one: (-one[1], one[0]))

    def document(self) -> Json:
        """The same as JSON."""
        return {"answers": self.answers, "near": [{"help": help, "answers": number} for help, number in self.near()]}
