"""The counts of a caseload and what hangs together among them, so that what is hidden cannot be worked out.

Every count is a set of cases. A reader knows the rules: that whoever is refused by one is refused by another, that two
programmes ask for the same. What sets have in common in this caseload is more than she can know, so it is taken for
what she knows: sets that are the same are one count, and where one lies within another their difference is a count too.
So is what several sets leave of another, such as the ages that a rule keeps out, if no two of them share a case.
"""

from collections.abc import Iterable

import attrs

from peersupport.findings import Outcome
from peersupport.outcomes.suppression import Suppression
from peersupport.reports.caseload.gathering import Gathering
from peersupport.reports.draft import Draft, People


@attrs.define(eq=False)
class Counting:
    """Counts by name for a draft; the same cases are the same count, whatever they were counted for."""

    draft: Draft
    policy: Suppression
    everybody: int
    _names: dict[int, str] = attrs.field(factory=dict[int, str])
    _families: list[tuple[int, ...]] = attrs.field(factory=list[tuple[int, ...]])
    """Sets of which no two share a case, as they were noted: ages, the outcomes of an offer at a site, and so on."""

    def count(self, cases: int) -> People:
        """A count that is printed."""
        made = self._named(cases)
        self.draft.unprinted.discard(made.name)
        return made

    def adds_up(self, total: int, parts: Iterable[int]) -> None:
        """Note that sets of cases, no two of which share one, are a whole together."""
        family = tuple(parts)
        self._families.append(tuple(one for one in family if one))
        self._sum(total, family)

    def covers(self, total: int, parts: Iterable[int]) -> None:
        """Note that sets of cases, which may share some, are a whole together."""
        given = list(parts)
        sizes = sum(part.bit_count() for part in given)
        place = len(self.draft.values)
        sum_ = self.draft.people(f"added up {place}", sizes)
        overlap = self.draft.people(f"counted again {place}", sizes - total.bit_count())
        self.draft.unprinted |= {sum_.name, overlap.name}
        self.draft.adds_up(sum_, [self._named(part) for part in given])
        self.draft.adds_up(sum_, [self._named(total), overlap])

    def nest(self) -> None:
        """Note each count that lies within another: directly, or with few cases between them."""
        sets = sorted(self._printed(), key=int.bit_count)
        for place, outer in enumerate(sets):
            inner = [one for one in sets[:place] if one and one & ~outer == 0]
            for one in inner:
                between = any(one & ~other == 0 for other in inner if other is not one)
                rest = outer & ~one
                if not between or self.policy.small(rest.bit_count()):
                    self._sum(outer, [one, rest])

    def divide(self) -> None:
        """Note what each count leaves of sets of one family: of those within it, and of those printed that it meets."""
        printed = dict.fromkeys(one for one in self._printed() if one)
        for cases in printed:
            for family in self._families:
                within = [one for one in family if one & ~cases == 0]
                if len(within) > 1:
                    self._sum(cases, [*within, *_rest(cases, within)])
                met = [one for one in family if one & cases]
                together = sum(met)
                if len(met) > max(1, len(within)) and cases & ~together == 0 and printed.keys() >= set(met):
                    self._sum(together, met)
                    self._sum(together, [cases, *_rest(together, [cases])])

    def _printed(self) -> list[int]:
        return [cases for cases, name in self._names.items() if name not in self.draft.unprinted]

    def _sum(self, total: int, parts: Iterable[int]) -> None:
        self.draft.adds_up(self._named(total), [self._named(part) for part in parts])

    def _named(self, cases: int) -> People:
        if cases not in self._names:
            made = self.draft.people(f"count {len(self._names) + 1}", cases.bit_count())
            self.draft.unprinted.add(made.name)
            self._names[cases] = made.name
        return People(self._names[cases])


def hang_together(found: Gathering, counting: Counting) -> None:
    """Note all that adds up in a review."""
    everybody = counting.everybody
    for place, asked in enumerate(found.asked):
        offer = str(place)
        outcomes = {one: found.counted("outcome", offer, one.value) for one in Outcome}
        counting.adds_up(everybody, outcomes.values())
        failed = [found.counted("failed", offer, rule.id) for rule in asked.visible]
        if asked.whole and outcomes[Outcome.NOT_ELIGIBLE]:
            counting.covers(outcomes[Outcome.NOT_ELIGIBLE], failed)
        alone = [found.counted("alone", offer, name) for name in found.names("alone", place)]
        several = outcomes[Outcome.UNDETERMINED]
        for one in alone:
            several &= ~one
        counting.adds_up(outcomes[Outcome.UNDETERMINED], [*alone, several])
    counting.nest()
    counting.divide()


def _rest(cases: int, parts: Iterable[int]) -> list[int]:
    for one in parts:
        cases &= ~one
    return [cases] if cases else []
