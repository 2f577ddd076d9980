"""What was seen, in numbers: by rule, by point and by what happened there. No value of a fact is ever among them."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from peersupport.findings import Finding
from peersupport.records.codec import Json
from peersupport.rules.rule import CONDITIONS, Rule
from peersupport.rules.trace import Trace
from peersupport.testing.coverage.points import CRITERION, ROUTE, WHEN, others, rejoined, walked
from peersupport.testing.rules import thresholds
from peersupport.testing.rules.thresholds import stands
from peersupport.truth import Truth

DETERMINING = "determining"
DECIDED = "decided"
"""How often the rule was among those that determined a decision."""
BELOW, AT, ABOVE = "one below", "at", "one above"
APART = {thresholds.BELOW: BELOW, thresholds.AT: AT, thresholds.ABOVE: ABOVE}
WHOLE_RULE = ""
Outcome = Callable[[Truth], Truth]
"""What a rule comes to, by what one of its nodes does."""


class Counts:
    """How often what was seen. Those of several processes are added up."""

    __slots__ = ("seen", "unrecorded")

    def __init__(self) -> None:
        self.seen: Counter[tuple[str, str, str]] = Counter()
        """By the rule's name, the path of a point (empty: the rule as a whole) and what happened there."""
        self.unrecorded = 0
        """Decisions that could not be watched: what raised there is no matter of the rules."""

    def of(self, rule: str, path: str, what: str) -> int:
        """How often this was seen."""
        return self.seen[rule, path, what]

    def add(self, other: "Counts") -> None:
        """Add what another process has seen."""
        self.seen.update(other.seen)
        self.unrecorded += other.unrecorded

    def decided(self, rule: str) -> None:
        """Note that a rule was among those that determined a decision."""
        self.seen[rule, WHOLE_RULE, DECIDED] += 1

    def judged(self, finding: Finding) -> None:
        """Note one judgement of one rule, node by node."""
        rule, guard, criterion = finding.rule, finding.guard, finding.trace
        self.seen[rule.name, WHOLE_RULE, finding.truth.value] += 1
        if guard is None:
            self._root(rule, CRITERION, criterion, lambda truth: truth)
            return
        condition = rule.effect in CONDITIONS

        def applied(when: Truth, truth: Truth) -> Truth:
            return (~when | truth) if condition else (when & truth)

        self._root(rule, WHEN, guard, lambda truth: applied(truth, criterion.truth))
        self._root(rule, CRITERION, criterion, lambda truth: applied(guard.truth, truth))

    def routed(self, rule: Rule, target: str, trace: Trace) -> None:
        """Note one way of a route."""
        self._root(rule, f"{ROUTE} {target}", trace, lambda truth: truth)

    def _root(self, rule: Rule, path: str, trace: Trace, outcome: Outcome) -> None:
        for at, one, determining in _visited(path, trace, outcome):
            self.seen[rule.name, at, one.truth.value] += 1
            if determining:
                self.seen[rule.name, at, DETERMINING] += 1
            if (apart := stands(one)) is not None:
                self.seen[rule.name, at, APART[apart]] += 1

    def document(self) -> dict[str, Json]:
        """The counts as JSON."""
        rules: dict[str, dict[str, dict[str, int]]] = {}
        for (rule, path, what), number in sorted(self.seen.items()):
            rules.setdefault(rule, {}).setdefault(path, {})[what] = number
        return {"unrecorded": self.unrecorded, "rules": {**rules}}

    @classmethod
    def from_document(cls, document: dict[str, Json]) -> "Counts":
        """The counts of a document that `document` gave, in this process or another."""
        made = cls()
        unrecorded, rules = document["unrecorded"], document["rules"]
        made.unrecorded = unrecorded if isinstance(unrecorded, int) else 0
        for rule, paths in (rules if isinstance(rules, dict) else {}).items():
            for path, seen in paths.items():
                for what, number in seen.items():
                    made.seen[rule, path, what] = number
        return made


def _visited(path: str, trace: Trace, outcome: Outcome) -> Iterator[tuple[str, Trace, bool]]:
    """Every node that was judged, with its path, and whether it determined the rule's truth.

    `outcome` gives the truth of the rule, had the node come to another truth and all else to what it did.
    """
    yield path, trace, any(outcome(other) is not outcome(trace.truth) for other in others(trace.truth))
    for place, (step, part) in enumerate(walked(trace)):
        yield from _visited(f"{path}/{step}", part, partial(_through, trace, place, outcome))


def _through(trace: Trace, place: int, outcome: Outcome, truth: Truth) -> Truth:
    """The rule's truth, had one part of a node come to this."""
    same = truth is trace.parts[place].truth
    return outcome(trace.truth if same else rejoined(trace, place, truth))


def acts(rule: Rule, truth: Truth) -> bool:
    """Whether a rule does something at this truth: refuses, warns, permits, obliges, puts first."""
    return truth is (Truth.FALSE if rule.effect in CONDITIONS else Truth.TRUE)
