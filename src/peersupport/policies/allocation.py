"""May this supporter be given this family? Only one who is cleared, at a site that is ready, with its risks known."""

from datetime import date

import attrs

from peersupport._attrs import evolve
from peersupport.dates import plain_days
from peersupport.decisions import Decision, decided
from peersupport.errors import RuleError
from peersupport.explanations import Explanation, Line
from peersupport.facts.latest import ends_of_day
from peersupport.findings import Annotation, Held, MissingFact, Outcome, Owed
from peersupport.records.allocations import ProposedAllocation
from peersupport.records.case import Case
from peersupport.records.identifiers import ProgrammeId
from peersupport.rules.document import Json
from peersupport.rules.epochs import RulesInForce
from peersupport.rules.facts import Audience

WORDS = {
    Outcome.ELIGIBLE: "may be allocated",
    Outcome.NOT_ELIGIBLE: "may not be allocated",
    Outcome.UNDETERMINED: "cannot be told yet",
}


@attrs.frozen(eq=False, repr=False)
class AllocationDecision:
    """The answer: `clearance` of the supporter, and the `allocation` itself. Both have to say yes."""

    clearance: Decision
    allocation: Decision

    @property
    def parts(self) -> tuple[Decision, Decision]:
        """What was judged: the supporter alone, and the allocation."""
        return self.clearance, self.allocation

    @property
    def outcome(self) -> Outcome:
        """Any no: no; else anything unknown: cannot be told; else yes."""
        found = {one.outcome for one in self.parts}
        for worst in (Outcome.NOT_ELIGIBLE, Outcome.UNDETERMINED):
            if worst in found:
                return worst
        return Outcome.ELIGIBLE

    @property
    def unmet(self) -> tuple[str, ...]:
        """The rules that stand against it."""
        return tuple(rule for one in self.parts if one.outcome is Outcome.NOT_ELIGIBLE for rule in one.determining)

    @property
    def missing(self) -> tuple[MissingFact, ...]:
        """What to ask, of supporter, family and site, where that side cannot be told."""
        return tuple(missing for one in self.parts for missing in one.missing)

    @property
    def holds(self) -> tuple[Held, ...]:
        """Who must settle what is unknown."""
        return tuple(held for one in self.parts for held in one.holds)

    @property
    def obligations(self) -> tuple[Owed, ...]:
        """What must be done if she is allocated."""
        return tuple(owed for one in self.parts for owed in one.obligations)

    @property
    def preferences(self) -> tuple[Annotation, ...]:
        """What makes them fit, and what does not; never a bar (TC8)."""
        return self.allocation.priority

    def explain(self, audience: Audience | str = Audience.CO_ORDINATOR) -> Explanation:
        """The answer told to one audience, who sees only what she may see."""
        told = [one.explain(audience) for one in self.parts]
        lines = tuple(Line(text=one.title, lines=one.lines) for one in told)
        return evolve(told[0], title=f"Allocation: {WORDS[self.outcome]}, on {self.clearance.on}", lines=lines)

    def document(self, audience: Audience | str = Audience.AUDITOR) -> Json:
        """The answer as JSON, limited to what the audience may see."""
        parts = {"clearance": self.clearance, "allocation": self.allocation}
        return {"outcome": self.outcome.value, **{name: one.document(audience) for name, one in parts.items()}}


@attrs.frozen(eq=False)
class Allocation:
    """Allocation in one programme at one site, ready to answer."""

    programme: str
    clearance: tuple[RulesInForce, ...]
    """What clears a supporter: of each stage at which supporters are active, that she stands there, and its rules."""
    rules: RulesInForce

    def decide(self, proposed: ProposedAllocation, on: date, *, rules_as_of: date | None = None) -> AllocationDecision:
        """Whether she may be given the family on the day.

        Raises `InvalidDate`, and `RuleError` for what is no proposal. Of
        several active stages the one that clears her counts, else the one of which it cannot be told.
        """
        if proposed.__class__ is not ProposedAllocation:
            raise RuleError(f"an allocation is judged on a ProposedAllocation, not a {type(proposed).__name__}")
        plain_days(on, rules_as_of)
        case = _recorded_by(proposed.case.addressed_to(ProgrammeId(self.programme)), on)
        addressed = evolve(proposed, case=case)
        found = [decided(one, proposed.supporter, on, rules_as_of) for one in self.clearance]
        order = (Outcome.ELIGIBLE, Outcome.UNDETERMINED, Outcome.NOT_ELIGIBLE)
        return AllocationDecision(
            clearance=min(found, key=lambda one: order.index(one.outcome)),
            allocation=decided(self.rules, addressed, on, rules_as_of),
        )


def _recorded_by(case: Case, on: date) -> Case:
    """The case without referrals and answers of later days: what is yet to be said of a risk settles nothing now."""
    referrals, answers = case.referrals, case.answers
    return evolve(
        case,
        referrals=referrals and tuple([one for one in referrals if ends_of_day(one.received)[0] <= on]),
        answers=answers and tuple([one for one in answers if ends_of_day(one.given_on)[0] <= on]),
    )
