"""What a reader who solves all the sums of a report can learn of the counts that are hidden in it.

Each count that is not printed for certain is a whole number within bounds; each sum is an equation. The least and the
greatest value that a count can have are found by integer programs (HiGHS, through scipy).
"""

from collections.abc import Iterable, Mapping
from math import inf
from typing import Any

import attrs
import scipy.optimize  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]

from peersupport.outcomes.suppression.counts import Range, Sum

_OPTIMIZE: Any = scipy.optimize
"""scipy brings no types."""


@attrs.define
class Reached:
    """The least and greatest value of each count in the solutions found so far: each is one that a reader must allow
    for, whatever it was found for. It stays so when more is hidden, since that takes no solution away."""

    _ends: dict[str, Range] = attrs.field(factory=dict[str, Range])

    def add(self, names: Iterable[str], solution: Iterable[float]) -> None:
        """Take one more solution into account."""
        for name, value in zip(names, map(round, solution), strict=True):
            low, high = self.range(name)
            self._ends[name] = (min(low, value), max(high, value))

    def range(self, name: str) -> Range:
        """The least and the greatest value of a count so far; the wrong way round where there is no solution yet."""
        return self._ends.get(name, (inf, -inf))

    def width(self, name: str) -> float:
        """How many further values of a count have been found possible."""
        low, high = self.range(name)
        return high - low


def exposed(
    ranges: Mapping[str, Range],
    sums: Iterable[Sum],
    guarded: Mapping[str, int],
    ceiling: int,
    reached: Reached | None = None,
) -> dict[str, Range]:
    """Those of the `guarded` counts whose range a reader can narrow to less than the width that each is to keep, with
    that range.

    `ranges` says what each count tells by itself. No count is searched beyond `ceiling`, which can only make a range
    look narrower than it is. `reached` holds what was found possible while less was hidden, and is added to. A system
    that cannot be solved exposes everything, as if each were 1: errors never show more.
    """
    reached = Reached() if reached is None else reached
    free = [name for name, (low, high) in ranges.items() if low != high]
    place = {name: index for index, name in enumerate(free)}
    watched = sorted(name for name in guarded if name in place)
    found = {name: ranges[name] for name in guarded if name not in place}
    if all(reached.width(name) >= guarded[name] for name in watched):
        return found
    rows, sides = _equations(ranges, sums, place)
    lows, highs = ([max(-ceiling, min(ranges[name][end], ceiling)) for name in free] for end in (0, 1))
    limits = _OPTIMIZE.Bounds(lows, highs)
    constraints = [_OPTIMIZE.LinearConstraint(rows, sides, sides)] if rows else []
    for name in watched:
        for direction in (-1.0, 1.0):
            if reached.width(name) >= guarded[name]:
                break
            aim = [direction if one == name else 0.0 for one in free]
            solved = _OPTIMIZE.milp(aim, integrality=[1] * len(free), bounds=limits, constraints=constraints)
            if not solved.success:
                return dict.fromkeys(guarded, (1.0, 1.0))
            reached.add(free, solved.x)
        if reached.width(name) < guarded[name]:
            found[name] = reached.range(name)
    return found


def _equations(
    ranges: Mapping[str, Range], sums: Iterable[Sum], place: Mapping[str, int]
) -> tuple[list[list[float]], list[float]]:
    """The sums as equations of the counts that are not certain: total - parts = what the certain ones leave."""
    rows: list[list[float]] = []
    sides: list[float] = []
    for one in sums:
        row, side = [0.0] * len(place), 0.0
        for name, sign in ((one.total, 1.0), *((part, -1.0) for part in one.parts)):
            if name in place:
                row[place[name]] += sign
            else:
                side -= sign * ranges[name][0]
        if any(row):
            rows.append(row)
            sides.append(side)
    return rows, sides
