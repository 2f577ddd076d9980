"""A decision: an outcome at once, and everything behind it when somebody asks."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from peersupport.dates import plain_days
from peersupport.explanations import Explanation, Told, explain
from peersupport.findings import (
    Annotation,
    Finding,
    Held,
    MissingFact,
    Outcome,
    Owed,
    Routed,
    Turn,
    missing_of,
    to_be_mended,
    turning_finding,
)
from peersupport.rules.changes import together
from peersupport.rules.document import Json, digest
from peersupport.rules.epochs import RulesInForce
from peersupport.rules.evaluate import evaluate
from peersupport.rules.facts import Audience, audience_of
from peersupport.rules.rule import Effect, Rule
from peersupport.rules.rule_set import RuleSet, compiled_annotations
from peersupport.rules.sheet import Sheet
from peersupport.rules.values import RecordValues, derived
from peersupport.truth import Truth

if TYPE_CHECKING:
    from peersupport.documents import DecisionDocument

# Bound once: on CPython 3.11 looking a member up on its enum takes 50 ns, an eighth of making a decision.
_ELIGIBLE, _NOT_ELIGIBLE, _UNDETERMINED = Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE, Outcome.UNDETERMINED


class Decision:
    """The answer to "may she join?" for one case, one offer, one day.

    `outcome` is there at once; findings, questions, redirects and explanations are worked out when asked for, from the
    same frozen rules and records, so they never change. Nothing here is settable.
    """

    __slots__ = ("_as_of", "_failed", "_found", "_judged", "_outcome", "_rules", "_sheet", "_unknown")

    def __init__(self, rules: RuleSet, sheet: Sheet, failed: int, unknown: int, as_of: date | None = None) -> None:
        self._rules = rules
        self._as_of = as_of
        self._sheet = sheet
        self._failed = failed
        self._unknown = unknown
        self._found: tuple[Finding, ...] | None = None
        judged = _NOT_ELIGIBLE if failed else _UNDETERMINED if unknown else _ELIGIBLE
        self._outcome = _UNDETERMINED if rules.unavailable else judged

    @property
    def outcome(self) -> Outcome:
        """ELIGIBLE, NOT_ELIGIBLE or UNDETERMINED."""
        return self._outcome

    @property
    def case(self) -> str | None:
        """The id of the case, or of whatever was judged; None where it has none."""
        return getattr(self._sheet.subject, "id", None)

    @property
    def programme(self) -> str:
        """The programme's id."""
        return self._rules.programme

    @property
    def offer(self) -> str:
        """The offer's id; empty for a programme with one offer."""
        return self._rules.offer

    @property
    def address(self) -> str:
        """The offer as it is asked for: `community-mothers/groups`."""
        return self._rules.address

    @property
    def on(self) -> date:
        """The day that the decision is about (D11)."""
        return self._sheet.day  # type: ignore[no-any-return]

    @property
    def rules_as_of(self) -> date:
        """The day whose rules were applied: the decision's, unless the caller named that of an old application."""
        return self.on if self._as_of is None else self._as_of

    @property
    def rule_set(self) -> RuleSet:
        """The rules that were in force, with parameter values and provenance."""
        return self._rules

    @property
    def values(self) -> RecordValues:
        """What the facts are that the rules read, as the decision rests on them."""
        return derived(self._sheet, self._rules.settings)

    def __repr__(self) -> str:
        return f"<Decision {self.address} {self._outcome.value}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Decision) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def unavailable(self) -> tuple[str, ...]:
        """Why nothing could be decided: plugins that should have spoken and could not."""
        return tuple(str(fault) for fault in self._rules.unavailable)

    @property
    def truths(self) -> dict[str, Truth]:
        """What each requirement came to, by rule id; of the others see `findings`. Quick: it reads the bits."""
        return {
            rule.id: Truth.FALSE
            if self._failed >> place & 1
            else Truth.UNKNOWN
            if self._unknown >> place & 1
            else Truth.TRUE
            for place, rule in enumerate(self._rules.requirements)
        }

    @property
    def determining(self) -> tuple[str, ...]:
        """The rules that made the outcome: those that are FALSE; or UNKNOWN; or, when eligible, all (Cedar's term)."""
        kind = {Outcome.NOT_ELIGIBLE: Truth.FALSE, Outcome.UNDETERMINED: Truth.UNKNOWN, Outcome.ELIGIBLE: Truth.TRUE}
        return tuple(name for name, truth in self.truths.items() if truth is kind[self._outcome])

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every rule in force with what it came to and what it read: requirements first, then annotations."""
        if self._found is None:
            self._found = (*self._gates(), *self._noted())
        return self._found

    @property
    def missing(self) -> tuple[MissingFact, ...]:
        """What to ask, when the outcome is UNDETERMINED; else nothing."""
        if self._outcome is not Outcome.UNDETERMINED:
            return ()
        return (*to_be_mended(self._rules.unavailable), *missing_of(self._gates()))

    @property
    def redirects(self) -> tuple[Turn, ...]:
        """Where to turn, from every requirement that is FALSE."""
        failed = self._requirements(Truth.FALSE)
        return tuple(Turn(rule=rule.name, redirect=rule.otherwise) for rule in failed if rule.otherwise)

    @property
    def holds(self) -> tuple[Held, ...]:
        """Who must settle what is unknown, from every requirement that is UNKNOWN."""
        unknown = self._requirements(Truth.UNKNOWN)
        return tuple(Held(rule=rule.name, hold=rule.unknown) for rule in unknown if rule.unknown)

    @property
    def priority(self) -> tuple[Annotation, ...]:
        """Who comes first: each priority rule and whether it holds."""
        return self._annotations(Effect.PRIORITISE, {Truth.TRUE, Truth.UNKNOWN})

    @property
    def advice(self) -> tuple[Annotation, ...]:
        """Warnings: each expectation that is not met."""
        return self._annotations(Effect.EXPECT, {Truth.FALSE})

    @property
    def routes(self) -> tuple[Routed, ...]:
        """Who would take the case."""
        routed: list[Routed] = []
        for finding in self._annotated(Effect.ROUTE):
            applies = finding.applies
            truths = {target: applies & evaluate(way, self.values).truth for target, way in finding.rule.targets}
            sure = tuple(target for target, truth in truths.items() if truth is Truth.TRUE)
            unknown = tuple(target for target, truth in truths.items() if truth is Truth.UNKNOWN)
            routed.append(Routed(rule=finding.rule.name, targets=sure, unknown=unknown))
        return tuple(routed)

    @property
    def obligations(self) -> tuple[Owed, ...]:
        """What must be done; an UNKNOWN one is advice."""
        return tuple(
            Owed(rule=one.rule.name, truth=one.truth, obligation=one.rule.obligation)
            for one in self._annotated(Effect.OBLIGE)
            if one.rule.obligation and one.truth is not Truth.FALSE
        )

    @property
    def errors(self) -> dict[str, str]:
        """Facts that raised, and the code of what they raised."""
        found = {one.fact.name: one.error for finding in self.findings for one in finding.readings() if one.error}
        return dict(sorted(found.items()))

    def what_would_change(self, audience: Audience | str = Audience.CO_ORDINATOR) -> tuple[frozenset[str], ...]:
        """The smallest sets of facts (by name) that would turn the answer into a yes, smallest first.

        For a participant only what is still missing, and only while the answer is open. Nothing where a rule may not be
        shown to the reader, or where no fact could turn it. The sets say what to look at, not that a value exists.
        """
        reader = audience_of(audience)
        open_ = [one for one in self._gates() if one.truth is not Truth.TRUE]
        if self._rules.unavailable or not open_ or not all(one.visible_to(reader) for one in open_):
            return ()
        sets = together(turning_finding(one) for one in open_)
        if reader is not Audience.PARTICIPANT:
            return sets
        missing = {one.name for one in self.missing if one.may_be_told_to(reader)}
        return tuple(names for names in sets if names <= missing)

    def explain(self, audience: Audience | str = Audience.CO_ORDINATOR) -> Explanation:
        """The decision told to a participant, supporter, co-ordinator or auditor, who sees only what she may see."""
        return explain(self._told(), audience_of(audience))

    def document(self, audience: Audience | str = Audience.AUDITOR) -> Json:
        """The decision as JSON, limited to what the audience may see (D13). The host's catalogue has the rules."""
        from peersupport.records.codec import document_of  # noqa: PLC0415 - loaded by those who ask for JSON

        return document_of(self.told(audience))

    def told(self, audience: Audience | str = Audience.AUDITOR) -> "DecisionDocument":
        """What `document` writes, as a value; `structured(document, DecisionDocument)` reads it back, equal."""
        from peersupport.documents import decision_document  # noqa: PLC0415 - as above

        return decision_document(self._told(), audience_of(audience))

    @property
    def digest(self) -> str:
        """SHA-256 of the whole decision: the same decision has the same digest for ever."""
        return digest(self.document(Audience.AUDITOR))

    def _told(self) -> Told:
        return Told(
            case=self.case,
            rules=self._rules,
            outcome=self._outcome,
            on=self.on,
            rules_as_of=self.rules_as_of,
            determining=self.determining,
            findings=self.findings,
            missing=self.missing,
            redirects=self.redirects,
            holds=self.holds,
            priority=self.priority,
            advice=self.advice,
            routes=self.routes,
            obligations=self.obligations,
            unavailable=self.unavailable,
        )

    def _gates(self) -> tuple[Finding, ...]:
        try:
            return self._judged
        except AttributeError:
            rules, sheet = self._rules, self._sheet
            # Not a method of this decision, which would make a cycle that only the collector can free.
            read = partial(derived, sheet, rules.settings)
            bits = (self._failed, self._unknown)
            self._judged: tuple[Finding, ...] = rules.compiled.explain(sheet, *bits, rules.requirements, Finding, read)
            return self._judged

    def _noted(self) -> tuple[Finding, ...]:
        if not self._rules.annotations:
            return ()
        noted = self._rules.once(compiled_annotations)
        sheet = noted.fill(self._sheet.subject, self.on)
        values = partial(derived, self._sheet, self._rules.settings)
        return noted.explain(sheet, *noted.judge(sheet), self._rules.annotations, Finding, values)

    def _requirements(self, wanted: Truth) -> list[Rule]:
        truths = self.truths
        return [rule for rule in self._rules.requirements if truths[rule.id] is wanted]

    def _annotated(self, effect: Effect) -> list[Finding]:
        live = any(rule.effect is effect for rule in self._rules.annotations)
        return [one for one in self.findings if one.rule.effect is effect] if live else []

    def _annotations(self, effect: Effect, wanted: set[Truth]) -> tuple[Annotation, ...]:
        return tuple(
            Annotation(rule=one.rule.name, truth=one.truth, advice=one.rule.advice)
            for one in self._annotated(effect)
            if one.truth in wanted
        )


def decided(rules: RulesInForce, subject: object, on: date, rules_as_of: date | None = None) -> Decision:
    """Judge a subject on a day by the rules in force then, or on the day of an old application.

    Raises `InvalidDate` when one of them is no plain date.
    """
    plain_days(on, rules_as_of)
    live = rules.rules_on(on if rules_as_of is None else rules_as_of)
    sheet = live.compiled.fill(subject, on)
    failed, unknown = live.compiled.judge(sheet)
    return Decision(live, sheet, failed, unknown, rules_as_of)
