"""The rules that one question is judged by, day by day: a compiled rule set for each time in which none changes."""

from bisect import bisect_right
from datetime import date

import attrs

from peersupport.citations import Citation, Mark
from peersupport.dates import ALWAYS
from peersupport.errors import Fault
from peersupport.rules.check import NO_RULES, RUNS
from peersupport.rules.combinators import unknown
from peersupport.rules.rule import Effect, Hold, Rule
from peersupport.rules.rule_set import Overrides, Provenance, RuleSet, epoch_starts, rule_parameters, rule_set


@attrs.define(slots=True, eq=False)
class RulesInForce:
    """The rules of one offer, stage or other question of a programme at one site.

    Rule sets are compiled on first use, one for each epoch, and kept.
    """

    programme: str
    title: str
    offer: str
    subject: str
    rules: tuple[Rule, ...]
    overrides: Overrides
    provenance: Provenance
    unavailable: tuple[Fault, ...] = ()
    owner: str = ""
    """The plugin that brought the programme: only its own requirements count as the programme's."""
    decides: bool = True
    """False where nothing is decided, and rules only advise and oblige."""
    _starts: tuple[date, ...] = attrs.field(init=False)
    _sets: dict[int, RuleSet] = attrs.field(init=False, factory=dict[int, RuleSet])

    def __attrs_post_init__(self) -> None:
        self._starts = epoch_starts(self.rules, rule_parameters(self.rules), self.overrides)

    @property
    def epochs(self) -> tuple[date, ...]:
        """The days on which a rule or parameter changes."""
        return self._starts

    def rules_on(self, day: date) -> RuleSet:
        """The rules in force on a day."""
        epoch = bisect_right(self._starts, day) - 1
        found = self._sets.get(epoch)
        if found is None:
            made = rule_set(
                programme=self.programme,
                title=self.title,
                offer=self.offer,
                subject=self.subject,
                rules=self._in_force(self._starts[epoch]),
                day=self._starts[epoch],
                overrides=self.overrides,
                provenance=self.provenance,
                unavailable=self.unavailable,
            )
            found = self._sets.setdefault(epoch, made)  # of several threads, all are given the same
        return found

    def _in_force(self, day: date) -> tuple[Rule, ...]:
        """The rules of an epoch; where the programme has no requirement, one that nobody can meet: never a yes."""
        live = tuple(rule for rule in self.rules if rule.in_force is not None and rule.in_force.contains(day))
        own = any(rule.effect is Effect.REQUIRE and rule.plugin == self.owner and rule.id != RUNS for rule in live)
        return live if own or self.unavailable or not self.decides else (*live, _no_rules(self.programme))


def _no_rules(programme: str) -> Rule:
    return Rule(
        id=NO_RULES,
        requirements=("D11",),
        effect=Effect.REQUIRE,
        criterion=unknown(),
        citation=Citation(document="", quotation="no requirement in force", mark=Mark.DEFAULT),
        unknown=Hold(by="service", reason="No requirement of the programme is in force on the day of the rules."),
        in_force=ALWAYS,
        programme=programme,
        plugin="peersupport",
    )
