"""A decision: an outcome at once, and everything behind it when somebody asks."""

from datetime import date
from typing import Any

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
    finding_of,
    missing_of,
)
from peersupport.rules.document import Json, digest, value_document
from peersupport.rules.evaluate import evaluate
from peersupport.rules.facts import AskedOf, Audience
from peersupport.rules.rule import Effect, Rule
from peersupport.rules.rule_set import RuleSet
from peersupport.rules.sheet import Sheet
from peersupport.rules.values import RecordValues
from peersupport.truth import Truth


class Decision:
    """The answer to "may she join?" for one case, one offer, one day.

    `outcome` is there at once; findings, questions, redirects and explanations are worked out when asked for, from the
    same frozen rules and records, so they never change. Nothing here is settable.
    """

    __slots__ = ("_failed", "_found", "_outcome", "_rules", "_sheet", "_unknown")

    def __init__(self, rules: RuleSet, sheet: Sheet, failed: int, unknown: int) -> None:
        self._rules = rules
        self._sheet = sheet
        self._failed = failed
        self._unknown = unknown
        if rules.unavailable:
            self._outcome = Outcome.UNDETERMINED
        else:
            self._outcome = Outcome.NOT_ELIGIBLE if failed else Outcome.UNDETERMINED if unknown else Outcome.ELIGIBLE

    @property
    def outcome(self) -> Outcome:
        """ELIGIBLE, NOT_ELIGIBLE or UNDETERMINED."""
        return self._outcome

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
    def rule_set(self) -> RuleSet:
        """The rules that were in force, with parameter values and provenance."""
        return self._rules

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
        """What each requirement came to, by rule id. Quick: it reads the bits."""
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
        try:
            return self._found
        except AttributeError:
            values = self._values()
            rules = (*self._rules.requirements, *self._rules.annotations)
            self._found: tuple[Finding, ...] = tuple(finding_of(rule, values) for rule in rules)
            return self._found

    @property
    def missing(self) -> tuple[MissingFact, ...]:
        """What to ask, when the outcome is UNDETERMINED; else nothing."""
        if self._outcome is not Outcome.UNDETERMINED:
            return ()
        faults = tuple(
            MissingFact(
                name=f"plugin:{fault.code}", question=f"Can this be mended? {fault.message}", asked_of=AskedOf.SERVICE
            )
            for fault in self._rules.unavailable
        )
        return (*faults, *missing_of(one for one in self.findings if one.rule.effect is Effect.REQUIRE))

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
        values = self._values()
        routed: list[Routed] = []
        for finding in self._annotated(Effect.ROUTE):
            truths = {target: evaluate(way, values).truth for target, way in finding.rule.targets}
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

    def explain(self, audience: Audience | str = Audience.CO_ORDINATOR) -> Explanation:
        """The decision told to a participant, supporter, co-ordinator or auditor, who sees only what she may see."""
        provenance = self._rules.provenance
        told = Told(
            address=self.address,
            title=self._rules.title,
            outcome=self._outcome,
            on=self.on.isoformat(),
            findings=self.findings,
            missing=self.missing,
            redirects=self.redirects,
            holds=self.holds,
            annotations=(*self.priority, *self.advice),
            routes=self.routes,
            obligations=self.obligations,
            notes=self.unavailable,
            settings=self._rules.settings,
            provenance=(
                f"host {provenance.host_digest[:12]}",
                f"site {provenance.site or 'none'} {provenance.site_digest[:12]}".strip(),
                *(f"{plugin} {version}" for plugin, version in provenance.versions),
                f"decision {self.digest[:12]}",
            ),
        )
        return explain(told, Audience(audience))

    def document(self, audience: Audience | str = Audience.AUDITOR) -> Json:
        """The decision as JSON, limited to what the audience may see (D13). The rules' texts stand in the host's catalogue."""
        reader = Audience(audience)
        shown = [one for one in self.findings if one.visible_to(reader)]
        visible = {one.rule.name for one in shown}
        provenance = self._rules.provenance
        document: dict[str, Any] = {
            "case": getattr(self._sheet.subject, "id", None),
            "programme": self.programme,
            "offer": self.offer,
            "on": self.on.isoformat(),
            "outcome": self._outcome.value,
            "determining": [name for name in self.determining if f"{self.programme}/{name}" in visible],
            "findings": [_finding_document(one) for one in shown],
            "missing": [
                {
                    "name": one.name,
                    "question": one.question,
                    "asked_of": one.asked_of.value,
                    "member": one.member,
                    "error": one.error,
                }
                for one in self.missing
                if reader in one.visible_to
            ],
            "redirects": [
                {"rule": one.rule, "to": one.redirect.to, "advice": one.redirect.advice}
                for one in self.redirects
                if one.rule in visible
            ],
            "holds": [
                {"rule": one.rule, "by": one.hold.by, "reason": one.hold.reason}
                for one in self.holds
                if one.rule in visible
            ],
            "priority": [{"rule": one.rule, "truth": one.truth.value} for one in self.priority if one.rule in visible],
            "advice": [{"rule": one.rule, "advice": one.advice} for one in self.advice if one.rule in visible],
            "routes": [
                {"rule": one.rule, "targets": list(one.targets), "unknown": list(one.unknown)}
                for one in self.routes
                if one.rule in visible
            ],
            "obligations": [
                {"rule": one.rule, "truth": one.truth.value, "duty": one.obligation.duty}
                for one in self.obligations
                if one.rule in visible
            ],
            "unavailable": list(self.unavailable),
            "parameters": {name: value_document(value) for name, value in self._rules.settings.items()},
            "host": provenance.host_digest,
            "site": provenance.site_digest,
        }
        return document

    @property
    def digest(self) -> str:
        """SHA-256 of the whole decision: the same decision has the same digest for ever."""
        return digest(self.document(Audience.AUDITOR))

    def _values(self) -> RecordValues:
        return RecordValues(self._sheet.subject, self._sheet.day, self._rules.settings)

    def _requirements(self, wanted: Truth) -> list[Rule]:
        truths = self.truths
        return [rule for rule in self._rules.requirements if truths[rule.id] is wanted]

    def _annotated(self, effect: Effect) -> list[Finding]:
        return [one for one in self.findings if one.rule.effect is effect]

    def _annotations(self, effect: Effect, wanted: set[Truth]) -> tuple[Annotation, ...]:
        return tuple(
            Annotation(rule=one.rule.name, truth=one.truth, advice=one.rule.advice)
            for one in self._annotated(effect)
            if one.truth in wanted
        )


def _finding_document(finding: Finding) -> Json:
    inputs = {one.fact.name: value_document(one.value) for one in finding.readings()}
    return {
        "rule": finding.rule.id,
        "requirements": list(finding.rule.requirements),
        "effect": finding.rule.effect.value,
        "truth": finding.truth.value,
        "inputs": inputs,
    }
