"""A programme's rules on disclosure, put to one item at a time. They bar, and add duties; they permit nothing.

What cannot be told bars: a prohibition or requirement that is unknown, that raises, or whose plugin could not be taken.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import attrs

from peersupport._attrs import record
from peersupport.days import day_of
from peersupport.judging import BindingRules, judgements
from peersupport.policies.disclosure.decision import Bar, Owed
from peersupport.records.disclosure import ProposedDisclosure
from peersupport.rules.document import Json
from peersupport.rules.facts import Fact, FactValue
from peersupport.rules.recorded import recorded_values
from peersupport.rules.rule import Effect, Rule
from peersupport.rules.structure import criteria_of, facts_of
from peersupport.rules.values import RecordValues, Values
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
class ProgrammeRules(BindingRules):
    """The disclosure rules of one programme at one site."""

    def read(self, proposed: ProposedDisclosure) -> FactsRead:
        """Work out the facts that plugins bring: the only code of theirs, and never run while a lock is held."""
        day = day_of(proposed.request.at)
        values = RecordValues(proposed, day, self.settings(day))
        own = [one for one in facts_of(criteria_of(self.in_force(day))) if _of_a_plugin(one)]
        known = {one.name: values.value(one) for one in own}
        errors = {one.name: code for one in own if (code := values.error(one)) is not None}
        return FactsRead(day=day, values=known, errors=errors)

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
    for one in judgements(rules, values):
        rule, truth = one.rule, one.truth
        if one.against:
            known = "unknown" if truth is Truth.UNKNOWN else "true"
            unknown = tuple(missing.name for missing in one.missing)
            bars.append(Bar(rule=rule.name, item=place, truth=known, unknown=unknown))
        elif rule.effect is Effect.OBLIGE and rule.obligation is not None:
            if truth is Truth.TRUE:
                owed.append(Owed(rule=rule.name, item=place, duty=rule.obligation.duty))
            elif truth is Truth.UNKNOWN:
                untold.append(rule.name)
    return Judged(bars=tuple(bars), owed=tuple(owed), untold=tuple(untold))


def _of_a_plugin(one: Fact) -> bool:
    return not one.function.__module__.startswith("peersupport.")
