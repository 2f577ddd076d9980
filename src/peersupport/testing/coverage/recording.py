"""Watching every decision of a process while it is made. Where nobody asks for it, nothing of this is there at all.

The decision is made as ever, by the compiled rules; beside it the same rules are judged by the specification, which
tells what each node came to. The seam is where answers come into being: the constructors of the three kinds of
decisions, and the one place at which rules that bind are judged. They are put back when the watching ends.
"""

from collections.abc import Callable, Collection, Generator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from typing import Any
from unittest.mock import patch

from peersupport import judging
from peersupport.decisions import Decision
from peersupport.findings import Finding, finding_of
from peersupport.policies.boundaries import BoundaryDecision
from peersupport.policies.disclosure import DisclosureDecision
from peersupport.programmes.host import Host
from peersupport.rules.document import canonical, rule_document
from peersupport.rules.evaluate import evaluate
from peersupport.rules.rule import Effect, Rule
from peersupport.rules.rule_set import RuleSet
from peersupport.rules.sheet import Sheet
from peersupport.rules.values import RecordValues, Values
from peersupport.testing.coverage.counts import Counts, acts
from peersupport.truth import Truth

Rules = Mapping[str, Rule]
"""The rules that are watched, by name."""


def rules_of(host: Host, programmes: Collection[str] = ()) -> Rules:
    """The rules of all programmes of a host, or of those named. Raises `UnknownName` for one that is not there."""
    for programme in programmes:
        host.offers(programme)
    return {
        rule.name: rule
        for rules in host.rules.values()
        for rule in rules
        if not programmes or rule.programme in programmes
    }


@contextmanager
def recording(rules: Rules) -> Generator[Counts]:
    """Count what every decision made inside comes to, by these rules; a changed rule of the same name is left out."""
    counts = Counts()
    watch = _Watch(rules, counts)
    with ExitStack() as seams:
        for kind, watched in (
            (Decision, watch.decision),
            (BoundaryDecision, watch.determined),
            (DisclosureDecision, watch.determined),
        ):
            seams.enter_context(patch.object(kind, "__init__", _after(kind.__init__, watched)))
        seams.enter_context(patch.object(judging, "finding_of", watch.finding))
        yield counts


def _after(made: Callable[..., None], watched: Callable[[Any], None]) -> Callable[..., None]:
    """A constructor that has what it made watched."""

    def init(self: object, *arguments: object, **named: object) -> None:
        made(self, *arguments, **named)
        watched(self)

    return init


class _Watch:
    """What is done at the seams."""

    def __init__(self, rules: Rules, counts: Counts) -> None:
        self.rules = rules
        self.counts = counts
        self.known: dict[int, tuple[Rule, bool]] = {}
        """By identity, with the rule, so that no other takes its place."""

    def decision(self, decided: Decision) -> None:
        """A decision of requirements and annotations, judged once more, node by node."""
        rules: RuleSet = decided.rule_set
        watched = [one for one in (*rules.requirements, *rules.annotations) if self._watches(one)]
        if not watched:
            return
        try:
            values = RecordValues(*_judged(decided), rules.settings)
            for rule in watched:
                found = finding_of(rule, values)
                self.counts.judged(found)
                if rule.effect is Effect.ROUTE and found.applies is not Truth.FALSE:
                    for target, way in rule.targets:
                        self.counts.routed(rule, target, evaluate(way, values))
                if rule.id in decided.determining or (rule.effect is not Effect.REQUIRE and acts(rule, found.truth)):
                    self.counts.decided(rule.name)
        except Exception:  # noqa: BLE001 - who is watched must not come out otherwise for it
            self.counts.unrecorded += 1

    def finding(self, rule: Rule, values: Values) -> Finding:
        """A rule that binds, as it is judged: by the specification already."""
        found = finding_of(rule, values)
        if self._watches(rule):
            self.counts.judged(found)
            if rule.effect in {Effect.OBLIGE, Effect.EXPECT} and acts(rule, found.truth):
                self.counts.decided(rule.name)
        return found

    def determined(self, decided: BoundaryDecision | DisclosureDecision) -> None:
        """The rules that determined a decision on an act or a disclosure."""
        for name in decided.determining:
            if name in self.rules:
                self.counts.decided(name)

    def _watches(self, rule: Rule) -> bool:
        if id(rule) not in self.known:
            ours = self.rules.get(rule.name)
            same = ours is rule or (ours is not None and _said(ours) == _said(rule))
            self.known[id(rule)] = (rule, same)
        return self.known[id(rule)][1]


def _said(rule: Rule) -> bytes:
    """All that a rule says; who brought it, and when it holds, aside."""
    document = rule_document(rule)
    return canonical({key: document[key] for key in ("effect", "criterion", "when", "targets") if key in document})


def _judged(decided: Decision) -> tuple[object, date]:
    sheet: Sheet = decided._sheet  # pyright: ignore[reportPrivateUsage] - what it was judged on
    return sheet.subject, sheet.day
