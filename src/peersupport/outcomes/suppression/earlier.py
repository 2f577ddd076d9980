"""The same report published again: what changed since is one more table, which nobody prints and everybody can make."""

from collections.abc import Iterable
from math import inf

import attrs

from peersupport.outcomes.suppression.counts import Counts, Published, Range, Sum
from peersupport.outcomes.suppression.policies import Shown, Suppression


@attrs.define
class Before:
    """What earlier publications add to the sums that a reader can do, under names of their own."""

    known: dict[str, Range] = attrs.field(factory=dict[str, Range])
    sums: list[Sum] = attrs.field(factory=list[Sum])
    guarded: dict[str, int] = attrs.field(factory=dict[str, int])
    """What must stay open, and how wide."""
    unsure: set[str] = attrs.field(factory=set[str])
    """Changes of counts that were hidden before: nobody here knows them, and a reader may know them only if they are
    not small."""
    told: dict[str, int] = attrs.field(factory=dict[str, int])
    """Counts that were printed exactly before: how wide each must stay open now, if it is hidden."""
    moved: set[str] = attrs.field(factory=set[str])
    """Counts for which nothing new may be told, so that the earlier report has to stand."""
    largest: int = 0


def joined(counts: Counts, policy: Suppression, earlier: Iterable[Published]) -> Before:
    """Each earlier count, and each change since then: now = before + change.

    What was hidden before has to stay open, and so has a change by a small number. A reader is taken to know how many
    people there are more in all, and that none was taken away where no count that she can compare has fallen.
    """
    made = Before()
    parts = {part for one in counts.sums for part in one.parts}
    for number, published in enumerate(earlier, start=1):
        told = {name: one for name, one in published.items() if name in counts.values}
        changes = {name: counts.values[name] - one.low for name, one in told.items() if one.low == one.high}
        more = max((abs(changes[name]) for name in changes if name not in parts), default=policy.protection)
        width = max(1, min(policy.protection, more))
        least = -inf if any(change < 0 for change in changes.values()) else 0
        for name, one in told.items():
            was, since = f"{number} before: {name}", f"{number} since: {name}"
            high = inf if one.high is None else one.high
            made.sums.append(Sum(name, (was, since)))
            made.known[was], made.known[since] = (one.low, high), (least, inf)
            made.largest = max(made.largest, one.low if one.high is None else one.high)
            if name in changes:
                made.told[name] = min(width, made.told.get(name, width))
                if name not in parts:
                    made.known[since] = (changes[name], changes[name])
                elif policy.small(abs(changes[name])) and changes[name]:
                    made.guarded[since] = width
            elif one.hidden or policy.small(one.low):
                made.guarded[was] = policy.protection
                if name in parts:
                    made.guarded[since] = 1
                    made.unsure.add(since)
            blind = not _tops(name, counts.sums) <= set(changes)
            if _moved(one, counts.values[name], policy) or (blind and _appears(one, counts.values[name], policy)):
                made.moved.add(name)
        made.sums += [
            Sum(f"{number} before: {one.total}", tuple(f"{number} before: {part}" for part in one.parts))
            for one in counts.sums
            if all(name in told for name in one.names)
        ]
    return made


def _moved(before: Shown, now: int, policy: Suppression) -> bool:
    """Whether a count tells of a few people by its mere look: a rounded number that is another now, or the first few
    where there was nobody."""
    if policy.exact:
        return before.low == before.high == 0 and policy.small(now)
    return before.text != policy.shown(now).text


def _appears(before: Shown, now: int, policy: Suppression) -> bool:
    """Whether a hidden count would be printed now. Where its total was hidden too, nobody here knows how many came in
    between, and a reader may: she would subtract them."""
    return before.hidden and not policy.small(now)


def _tops(name: str, sums: Iterable[Sum]) -> set[str]:
    """The totals that a count is in and that are in no other; itself, where it is in none."""
    above = {one.total for one in sums if name in one.parts}
    return {top for one in above for top in _tops(one, sums)} if above else {name}
