"""How everything here is measured: two things in turn, A B A B, in one process, and the ratio of each round.

Machines drift and share their processors; a ratio of neighbours in time drifts little. The median of the ratios is the
figure, the least shows the luckiest round. What only computes is measured in processor time, which does not count the
turns of other programs; what waits for a disk or uses several threads needs `clock=perf_counter_ns`.
"""

import gc
from collections.abc import Callable
from statistics import median
from time import thread_time_ns

from peersupport._attrs import frozen

Part = Callable[[], object]
Clock = Callable[[], int]
"""Nanoseconds from some moment on."""
ROUNDS = 60
PART = 3_000_000
"""Nanoseconds that a timed part lasts at least: long beside the clock, short beside a neighbour's burst of work."""


@frozen
class Ratio:
    """One thing against another: the median and the least ratio over the rounds.

    `ours` and `theirs` are the medians in nanoseconds an item, `least_ours` the least.
    """

    median: float
    least: float
    ours: float
    least_ours: float
    theirs: float


def against(ours: Part, theirs: Part, *, items: int, rounds: int = ROUNDS, clock: Clock = thread_time_ns) -> Ratio:
    """How many times as long `ours` takes as `theirs`; a call of either goes over `items` items once."""
    first, second = _repeats(ours, clock), _repeats(theirs, clock)
    measured = [(timed(ours, first, clock) / first, timed(theirs, second, clock) / second) for _ in range(rounds)]
    ratios = [one / other for one, other in measured]
    return Ratio(
        median=median(ratios),
        least=min(ratios),
        ours=median(one for one, _ in measured) / items,
        least_ours=min(one for one, _ in measured) / items,
        theirs=median(other for _, other in measured) / items,
    )


def timed(part: Part, repeats: int = 1, clock: Clock = thread_time_ns) -> int:
    """Nanoseconds that so many calls take, without the collector of garbage."""
    turns = range(repeats)
    was_on = gc.isenabled()
    gc.disable()
    try:
        start = clock()
        for _ in turns:
            part()
        return clock() - start
    finally:
        if was_on:
            gc.enable()


def _repeats(part: Part, clock: Clock) -> int:
    """How many calls last long enough; the calls made to find out warm the code up."""
    repeats = 1
    while (took := timed(part, repeats, clock)) < PART:
        repeats = max(repeats + 1, min(repeats * 10, repeats * PART // max(took, 1) + 1))
    return repeats
