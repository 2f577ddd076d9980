"""A programme's rules on disclosure, put to one item at a time. They bar, and add duties; they permit nothing.

What cannot be told bars: a prohibition or requirement that is unknown, that raises, or whose plugin could not be taken.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import attrs

from peersupport._attrs import record
from peersupport.days import day_of
from peersupport.errors import Fault
from peersupport.findings import finding_of, missing_of
from peersupport.policies.disclosure.decision import Bar, Owed
from peersupport.records.disclosure import ProposedDisclosure
from peersupport.rules.document import Json
from peersupport.rules.facts import Fact, FactValue
from peersupport.rules.recorded import recorded_rules, recorded_values
from peersupport.rules.rule import Effect, Rule
from peersupport.rules.rule_set import Overrides, Provenance, rule_parameters, settings_on
from peersupport.rules.structure import criteria_of, facts_of
from peersupport.rules.values import RecordValues, Settings, Values
from peersupport.truth import Truth


@record
class FactsRead:
    """What a plugin's own facts came to for one item, by name, and the codes of the errors that made some unknown.

    `day` is the day, in London, on which they were worked out: the rules in force then are those that judge.
    """

    day: date
    values: Mapping[str, FactValue] = attrs.field(factory=dict[str, FactValue])
    errors: Mapping[str, str] = attrs.field(factory=dict[str, str])


@attrs.frozen(eq=False)
class Judged:
    """What the rules say to one item: bars, duties, and the names of rules whose duty cannot be told."""

    bars: tuple[Bar, ...]
    owed: tuple[Owed, ...]
    untold: tuple[str, ...]


@attrs.frozen(eq=False)
class ProgrammeRules:
    """The disclosure rules of one programme at one site."""

    programme: str
    rules: tuple[Rule, ...]
    overrides: Overrides
    unavailable: tuple[Fault, ...] = ()
    provenance: Provenance | None = None

    def in_force(self, day: date) -> tuple[Rule, ...]:
        """The rules in force on a day, by name."""
        live = (rule for rule in self.rules if rule.in_force is not None and rule.in_force.contains(day))
        return tuple(sorted(live, key=lambda rule: rule.name))

    def settings(self, day: date) -> Settings:
        """The values of the rules' parameters on a day."""
        return settings_on(rule_parameters(self.rules), day, self.overrides)

    def read(self, proposed: ProposedDisclosure) -> FactsRead:
        """Work out the facts that plugins bring: the only code of theirs, and never run while a lock is held."""
        day = day_of(proposed.request.at)
        values = RecordValues(proposed, day, self.settings(day))
        own = [one for one in facts_of(criteria_of(self.in_force(day))) if _of_a_plugin(one)]
        known = {one.name: values.value(one) for one in own}
        errors = {one.name: code for one in own if (code := values.error(one)) is not None}
        return FactsRead(day=day, values=known, errors=errors)

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

    def recorded_values(self, proposed: ProposedDisclosure, read: FactsRead) -> Json:
        """What the rules read of one item, as JSON."""
        return recorded_values(self.in_force(read.day), self._values(proposed, read))

    def judge(self, place: int, proposed: ProposedDisclosure, read: FactsRead | None = None) -> Judged:
        """Judge one item. `read` is what `read` gave earlier; None: work it out now."""
        given = read if read is not None else self.read(proposed)
        codes = [fault.code for fault in self.unavailable]
        return judged(place, self.in_force(given.day), self._values(proposed, given), codes)

    def _values(self, proposed: ProposedDisclosure, read: FactsRead) -> RecordValues:
        values = RecordValues(proposed, read.day, self.settings(read.day))
        values.take(read.values, read.errors)
        return values


def judged(place: int, rules: Sequence[Rule], values: Values, unavailable: Iterable[str] = ()) -> Judged:
    """What rules say to the item at a place, whose facts have these values. `unavailable` are codes of what is wrong
    with a plugin that touches the programme: each bars."""
    bars = [Bar(rule=f"unavailable/{code}", item=place, truth="unknown") for code in unavailable]
    owed: list[Owed] = []
    untold: list[str] = []
    for rule in rules:
        truth, unknown = _judged(rule, values)
        against = truth is not Truth.TRUE if rule.effect is Effect.REQUIRE else truth is not Truth.FALSE
        if rule.effect in {Effect.REQUIRE, Effect.PROHIBIT} and against:
            known = "unknown" if truth is Truth.UNKNOWN else "true"
            bars.append(Bar(rule=rule.name, item=place, truth=known, unknown=unknown))
        elif rule.effect is Effect.OBLIGE and rule.obligation is not None:
            if truth is Truth.TRUE:
                owed.append(Owed(rule=rule.name, item=place, duty=rule.obligation.duty))
            elif truth is Truth.UNKNOWN:
                untold.append(rule.name)
    return Judged(bars=tuple(bars), owed=tuple(owed), untold=tuple(untold))


def _judged(rule: Rule, values: Values) -> tuple[Truth, tuple[str, ...]]:
    """What a rule comes to, and the facts that keep it unknown."""
    try:
        finding = finding_of(rule, values)
        return finding.truth, tuple(one.name for one in missing_of([finding]))
    except Exception:  # noqa: BLE001 - a rule that cannot be evaluated is unknown, and bars
        return Truth.UNKNOWN, ()


def _of_a_plugin(one: Fact) -> bool:
    return not one.function.__module__.startswith("peersupport.")
