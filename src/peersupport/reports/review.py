"""The review of a caseload: by offer the outcomes, what keeps people out, and which question would settle most."""

from collections import Counter
from collections.abc import Iterable

import attrs

from peersupport._attrs import frozen
from peersupport.decisions import Decision
from peersupport.findings import Outcome
from peersupport.rules.document import Json
from peersupport.truth import Truth


@frozen
class Question:
    """A question that open cases wait for. `cases` wait for it; `settles` of them wait for nothing else."""

    name: str
    question: str
    asked_of: str
    cases: int
    settles: int

    def document(self) -> Json:
        """The question as JSON."""
        return {
            "name": self.name,
            "question": self.question,
            "asked_of": self.asked_of,
            "cases": self.cases,
            "settles": self.settles,
        }


@attrs.define(slots=True)
class OfferReview:
    """What the decisions of one offer say together. Counts are of cases."""

    address: str
    title: str
    outcomes: Counter[Outcome] = attrs.field(factory=Counter[Outcome])
    against: Counter[str] = attrs.field(factory=Counter[str])
    """Requirements that are not met, by rule id: a case may count for several."""
    open: Counter[str] = attrs.field(factory=Counter[str])
    """Requirements that cannot be told, by rule id."""
    waiting: Counter[str] = attrs.field(factory=Counter[str])
    alone: Counter[str] = attrs.field(factory=Counter[str])
    routes: Counter[str] = attrs.field(factory=Counter[str])
    unavailable: tuple[str, ...] = ()
    _asked: dict[str, tuple[str, str]] = attrs.field(factory=dict[str, tuple[str, str]])

    def add(self, decision: Decision) -> None:
        """Count one decision of this offer."""
        self.outcomes[decision.outcome] += 1
        self.unavailable = decision.unavailable
        for rule, truth in decision.truths.items():
            if truth is Truth.FALSE:
                self.against[rule] += 1
            elif truth is Truth.UNKNOWN:
                self.open[rule] += 1
        missing = {one.name: one for one in decision.missing}
        for name, one in missing.items():
            self.waiting[name] += 1
            self._asked.setdefault(name, (one.question, one.asked_of.value))
            if len(missing) == 1:
                self.alone[name] += 1
        if decision.outcome is not Outcome.NOT_ELIGIBLE:
            self.routes.update(target for routed in decision.routes for target in routed.targets)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that open cases wait for: those that settle most cases alone first."""
        found = [
            Question(
                name=name,
                question=self._asked[name][0],
                asked_of=self._asked[name][1],
                cases=self.waiting[name],
                settles=self.alone[name],
            )
            for name in self.waiting
        ]
        return tuple(sorted(found, key=lambda one: (-one.settles, -one.cases, one.name)))

    def document(self) -> Json:
        """The review of the offer as JSON."""
        return {
            "offer": self.address,
            "title": self.title,
            "outcomes": {outcome.value: self.outcomes[outcome] for outcome in Outcome},
            "not_met": dict(_ranked(self.against)),
            "not_known": dict(_ranked(self.open)),
            "questions": [one.document() for one in self.questions],
            "routes": dict(_ranked(self.routes)),
            "unavailable": list(self.unavailable),
        }


@attrs.define(slots=True)
class Review:
    """The reviews of all offers, in the order in which they were first asked."""

    offers: dict[str, OfferReview] = attrs.field(factory=dict[str, OfferReview])

    def add(self, decisions: Iterable[Decision]) -> None:
        """Count decisions, of whatever offers."""
        for decision in decisions:
            if decision.address not in self.offers:
                self.offers[decision.address] = OfferReview(decision.address, decision.rule_set.title)
            self.offers[decision.address].add(decision)

    def document(self) -> Json:
        """All reviews as JSON."""
        return [one.document() for one in self.offers.values()]


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
