"""A model of dated records that say yes or no from an instant on, by which the laws know what a scene must come to."""

from collections.abc import Sequence
from typing import NamedTuple

from peersupport.testing.oracle.forms import Interval


class Event(NamedTuple):
    """A dated record as a model reads it: what it says, from when, and whether that surely was known before."""

    on: bool
    start: int
    prior: bool
    covers: bool = True
    touches: bool = True


def surely(events: Sequence[Event], when: Interval, on: bool) -> bool:
    """Whether records say so at every instant of an interval: one that is prior, and none that may be known against."""
    low, high = when
    against = [one.start for one in events if one.on is not on and one.touches]
    return any(
        one.on is on
        and one.prior
        and one.covers
        and one.start <= low
        and not any(one.start <= start <= high for start in against)
        for one in events
    )


def over(events: Sequence[Event], when: Interval) -> bool:
    """Whether each time it was taken up it was surely laid down, later and before the interval."""
    low, high = when
    ends = [one.start for one in events if not one.on and one.prior and one.covers]
    starts = [one.start for one in events if one.on and one.touches and one.start <= high]
    return all(any(start < end <= low for end in ends) for start in starts)
