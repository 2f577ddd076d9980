"""The review of a caseload for one reader: by offer and site the outcomes, what keeps people out, and what to ask."""

from collections import Counter
from collections.abc import Iterable

import attrs

from peersupport._attrs import frozen, record
from peersupport.decisions import Decision
from peersupport.findings import Outcome
from peersupport.reports.visibility import may_see
from peersupport.rules.document import Json
from peersupport.rules.facts import Audience
from peersupport.rules.rule_set import RuleSet
from peersupport.truth import Truth


@frozen
class Question:
    """A question that open cases wait for. `cases` wait for it; `settles` of them wait for no other question that the
    reader may see."""

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


@record
class Answered:
    """What one offer answers in one case, as far as the reader may see: the requirements that are not met, those that
    cannot be told, and the questions that the case waits for, by their names."""

    outcome: Outcome
    failed: tuple[str, ...]
    open: tuple[str, ...]
    missing: tuple[str, ...]


@attrs.define(slots=True)
class OfferReview:
    """What the decisions of one offer at one site say together to one reader (D13). Counts are of cases.

    Outcomes are told to everybody; rules, questions and routes only as far as the reader may see them.
    """

    address: str
    site: str
    title: str
    audience: Audience
    outcomes: Counter[Outcome] = attrs.field(factory=Counter[Outcome])
    against: Counter[str] = attrs.field(factory=Counter[str])
    """Requirements that are not met, by rule id: a case may count for several."""
    open: Counter[str] = attrs.field(factory=Counter[str])
    """Requirements that cannot be told, by rule id."""
    waiting: Counter[str] = attrs.field(factory=Counter[str])
    alone: Counter[str] = attrs.field(factory=Counter[str])
    routes: Counter[str] = attrs.field(factory=Counter[str])
    unavailable: tuple[str, ...] = ()
    hidden: bool = False
    """Whether some rule that judged is not shown to the reader; the same for every case, so that it tells of none."""
    _asked: dict[str, tuple[str, str]] = attrs.field(factory=dict[str, tuple[str, str]])
    _visible: dict[RuleSet, frozenset[str]] = attrs.field(factory=dict[RuleSet, frozenset[str]])

    def add(self, decision: Decision) -> Answered:
        """Count one decision of this offer at this site, and tell what was counted."""
        visible = self._shown(decision.rule_set)
        truths = [(rule, truth) for rule, truth in decision.truths.items() if rule in visible]
        missing = {one.name: one for one in decision.missing if one.may_be_told_to(self.audience)}
        answered = Answered(
            outcome=decision.outcome,
            failed=tuple(rule for rule, truth in truths if truth is Truth.FALSE),
            open=tuple(rule for rule, truth in truths if truth is Truth.UNKNOWN),
            missing=tuple(missing),
        )
        self.unavailable = decision.unavailable
        self.outcomes[answered.outcome] += 1
        for counts, names in (
            (self.against, answered.failed),
            (self.open, answered.open),
            (self.waiting, answered.missing),
        ):
            for name in names:
                counts[name] += 1
        for name, one in missing.items():
            self._asked.setdefault(name, (one.question, one.asked_of.value))
        if len(missing) == 1:
            self.alone.update(answered.missing)
        if decision.outcome is not Outcome.NOT_ELIGIBLE:
            routes = [routed for routed in decision.routes if routed.rule.partition("/")[2] in visible]
            self.routes.update(target for routed in routes for target in routed.targets)
        return answered

    def _shown(self, rules: RuleSet) -> frozenset[str]:
        """The ids of the rules that the reader may see: asked once for all cases."""
        if rules not in self._visible:
            judged = (*rules.requirements, *rules.annotations)
            self._visible[rules] = frozenset(rule.id for rule in judged if may_see(rule, self.audience))
            self.hidden = self.hidden or not all(rule.id in self._visible[rules] for rule in judged)
        return self._visible[rules]

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
            "site_id": self.site,
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
    """The reviews of all offers and sites for one reader, in the order in which they were first asked."""

    audience: Audience
    _offers: dict[tuple[str, str], OfferReview] = attrs.field(factory=dict[tuple[str, str], OfferReview])

    def add(self, decisions: Iterable[Decision]) -> tuple[Answered, ...]:
        """Count decisions, of whatever offers and sites, and tell of each what was counted."""
        return tuple(self._offer(decision).add(decision) for decision in decisions)

    def _offer(self, decision: Decision) -> OfferReview:
        place = (decision.address, decision.rule_set.provenance.site)
        if place not in self._offers:
            self._offers[place] = OfferReview(*place, decision.rule_set.title, self.audience)
        return self._offers[place]

    @property
    def offers(self) -> tuple[OfferReview, ...]:
        """The review of each offer at each site."""
        return tuple(self._offers.values())

    @property
    def hidden(self) -> bool:
        """Whether some of what was judged is not shown to the reader."""
        return any(one.hidden for one in self.offers)

    def document(self) -> Json:
        """All reviews as JSON."""
        return [one.document() for one in self.offers]


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
