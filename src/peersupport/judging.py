"""Rules that bind, put to one subject and failing closed: for acts and for disclosures, where unknown denies.

What cannot be told stands against: a prohibition or requirement that is unknown or that raises.
"""

from collections.abc import Iterable
from datetime import date

import attrs

from peersupport.errors import Fault
from peersupport.findings import MissingFact, finding_of, missing_of
from peersupport.rules.document import Json
from peersupport.rules.recorded import recorded_rules
from peersupport.rules.rule import Effect, Rule
from peersupport.rules.rule_set import Overrides, Provenance, rule_parameters, settings_on
from peersupport.rules.values import Settings, Values
from peersupport.truth import Truth


@attrs.frozen(eq=False)
class BindingRules:
    """The rules of one programme at one site, all of one hook. `unavailable` is what keeps others from being known."""

    programme: str
    rules: tuple[Rule, ...]
    overrides: Overrides
    unavailable: tuple[Fault, ...] = ()
    provenance: Provenance | None = None

    @property
    def site(self) -> str:
        """The id of the site; empty where there is none."""
        return "" if self.provenance is None else str(self.provenance.site)

    def in_force(self, day: date) -> tuple[Rule, ...]:
        """The rules in force on a day, by name."""
        live = (rule for rule in self.rules if rule.in_force is not None and rule.in_force.contains(day))
        return tuple(sorted(live, key=lambda rule: rule.name))

    def settings(self, day: date) -> Settings:
        """The values of the rules' parameters on a day."""
        return settings_on(rule_parameters(self.rules), day, self.overrides)

    def recorded(self, day: date) -> Json:
        """The rules in force on a day, the values of their parameters, and where all that comes from, as JSON."""
        source = self.provenance
        return {
            "programme": self.programme,
            "rules": recorded_rules(self.in_force(day), self.settings(day)),
            "unavailable": [fault.code for fault in self.unavailable],
            "host": "" if source is None else source.host_digest,
            "site": "" if source is None else source.site,
            "site_digest": "" if source is None else source.site_digest,
            "versions": [] if source is None else [list(one) for one in source.versions],
        }


@attrs.frozen(eq=False)
class Judgement:
    """One rule, what it came to, and what keeps it unknown."""

    rule: Rule
    truth: Truth
    missing: tuple[MissingFact, ...] = ()

    @property
    def against(self) -> bool:
        """Whether the rule denies: also where it cannot be told."""
        truth = self.truth
        against = truth is not Truth.TRUE if self.rule.effect is Effect.REQUIRE else truth is not Truth.FALSE
        return self.rule.effect in {Effect.REQUIRE, Effect.PROHIBIT} and against


def judgements(rules: Iterable[Rule], values: Values) -> tuple[Judgement, ...]:
    """What each rule comes to for a subject whose facts have these values, in the order given."""
    return tuple([_judgement(rule, values) for rule in rules])


def _judgement(rule: Rule, values: Values) -> Judgement:
    try:
        finding = finding_of(rule, values)
        return Judgement(rule, finding.truth, missing_of([finding]))
    except Exception:  # noqa: BLE001 - a rule that cannot be evaluated is unknown, and stands against
        return Judgement(rule, Truth.UNKNOWN)
