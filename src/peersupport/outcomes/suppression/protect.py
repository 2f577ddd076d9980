"""Hiding: the small counts, then others until no reader can work one out. Checked by `audit`, whatever was chosen."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from math import inf

import attrs

from peersupport.outcomes.suppression.audit import Reached, exposed
from peersupport.outcomes.suppression.counts import Counts, Published, Range, Sum
from peersupport.outcomes.suppression.earlier import joined
from peersupport.outcomes.suppression.policies import HIDDEN, Shown, Suppression

NOTHING_TOLD = Shown(text=HIDDEN, low=0, high=None)
"""A count in a table of which nothing is printed: even a zero may stand behind it."""


def protected(
    counts: Counts, policy: Suppression, earlier: Iterable[Published] = (), *, secondary: bool = True
) -> dict[str, Shown]:
    """Each count that is printed, as it may leave by the policy, so that nothing hidden can be worked out.

    `earlier` are the same report's counts as they were published before: what changed by a small number since is
    hidden as well. Where no pattern protects, all of the tables that hang together is hidden. `secondary=False` hides
    the small counts alone: it is there to show that the check of the result can fail.
    """
    search = _search(counts, policy, earlier)
    if secondary:
        search.settle()
    return search.shown


@attrs.define
class _Search:
    """The counts as they would be shown so far."""

    policy: Suppression
    values: Mapping[str, int]
    sums: tuple[Sum, ...]
    shown: dict[str, Shown]
    known: Mapping[str, Range]
    """Of the counts that are not printed now: what a reader knows of each."""
    guarded: Mapping[str, int]
    """Those among them that must stay open, and how wide."""
    told: Mapping[str, int]
    unsure: frozenset[str]
    moved: frozenset[str]
    ceiling: int
    _reached: Reached = attrs.field(factory=Reached)

    def settle(self) -> None:
        """Hide more until nothing is exposed, or nothing is left that could be hidden."""
        if self.moved:
            self._hide_all(self.moved)
        while found := self._exposed():
            name = self._next(found)
            if name is None:
                self._hide_all(found)
                return
            self.shown[name] = self.policy.blank

    def _exposed(self) -> frozenset[str]:
        guarded = {**self.guarded, **dict(self._masked())}
        if alone := frozenset(self._alone(guarded)):
            return alone
        ranges = {**self.known, **{name: _range(one) for name, one in self.shown.items()}}
        found = exposed(ranges, self.sums, guarded, self.ceiling, self._reached)
        return frozenset(name for name, (low, _) in found.items() if name not in self.unsure or self._few(low))

    def _few(self, change: float) -> bool:
        return change != 0 and self.policy.small(int(abs(change)))

    def _masked(self) -> Iterator[tuple[str, int]]:
        """What is hidden or printed as a stand-in, and how wide it must stay open."""
        for name, one in self.shown.items():
            if one.hidden or self.policy.small(self.values[name]):
                yield name, self.told.get(name, self.policy.protection)

    def _alone(self, guarded: Collection[str]) -> Iterator[str]:
        """Counts that are the only uncertain one of a sum: found without solving anything."""
        for one in self.sums:
            uncertain = [name for name in one.names if not self._certain(name)]
            if len(uncertain) == 1 and uncertain[0] in guarded:
                yield uncertain[0]

    def _certain(self, name: str) -> bool:
        low, high = _range(self.shown[name]) if name in self.shown else self.known[name]
        return low == high

    def _next(self, found: frozenset[str]) -> str | None:
        """What to hide next: of what is near the exposed counts in the sums, parts before totals, small before large.

        A zero that the policy shows is not hidden for another's sake: often everybody knows it, so that it would
        protect nothing.
        """
        totals = {one.total for one in self.sums}
        for near in self._rings(found):
            if left := [name for name in near if self._can_be_hidden(name)]:
                return min(left, key=lambda name: (name in totals, self.values[name], name))
        return None

    def _rings(self, found: frozenset[str]) -> Iterator[frozenset[str]]:
        """The counts that are exposed, with all that stand in a sum with them, and so on outwards."""
        reached: frozenset[str] = frozenset()
        ring = found
        while ring - reached:
            reached |= ring
            yield reached
            ring = frozenset(name for one in self.sums if not reached.isdisjoint(one.names) for name in one.names)

    def _can_be_hidden(self, name: str) -> bool:
        return name in self.shown and not self.shown[name].hidden and self.values[name] >= self.policy.smallest

    def _hide_all(self, found: frozenset[str]) -> None:
        """No pattern protects: nothing is told of the tables that hang together with what is exposed."""
        *_, together = self._rings(found)
        self.shown.update({name: NOTHING_TOLD for name in self.shown if name in together})


def _range(one: Shown) -> Range:
    return one.low, inf if one.high is None else one.high


def _search(counts: Counts, policy: Suppression, earlier: Iterable[Published]) -> _Search:
    printed = {name: value for name, value in counts.values.items() if name not in counts.unprinted}
    before = joined(counts, policy, earlier)
    aside = {name for name in counts.unprinted if policy.small(counts.values[name])}
    return _Search(
        policy=policy,
        values=printed,
        sums=(*counts.sums, *before.sums),
        shown={name: policy.shown(value) for name, value in printed.items()},
        known={**dict.fromkeys(counts.unprinted, (0.0, inf)), **before.known},
        guarded={**dict.fromkeys(aside, policy.protection), **before.guarded},
        told=before.told,
        unsure=frozenset(before.unsure),
        moved=frozenset(before.moved),
        ceiling=2 * (sum(counts.values.values()) + before.largest + policy.largest + 10),
    )
