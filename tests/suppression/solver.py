"""A reader who wants to know: she has the printed report, knows the rule by which numbers were hidden, and can solve.

Written apart from the library's own check: it reads the printed texts, by a table of its own of what each rule prints,
and asks for the least and the greatest value of each hidden count by integer programs.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy
import numpy.typing
from scipy.optimize import linprog


class Rule(NamedTuple):
    """What a rule prints: the least count that can be hidden, what a stand-in may stand for, how far rounding goes."""

    least: int
    stand_in: tuple[str, int, int] | None
    rounding: int


RULES = {
    "nhs_hes": Rule(1, ("5", 1, 7), 2),
    "nhs_hes_star": Rule(1, None, 2),
    "lt5": Rule(1, None, 0),
    "lt7": Rule(1, None, 0),
    "lt8": Rule(0, None, 2),
    "lt10": Rule(1, None, 0),
    "lt10_zero": Rule(0, None, 0),
}
Known = tuple[float, float | None]
"""The least and the greatest value that a text can stand for."""
FAR = 100_000
Sums = list[tuple[str, tuple[str, ...]]]


def read(printed: Mapping[str, str], sums: Sums, rule: Rule) -> dict[str, Known]:
    """What each text tells by itself. Where all that hangs together is hidden, zeros may be hidden too."""
    blank = _wholly_hidden(printed, sums)
    bounds: dict[str, Known] = {}
    for name, text in printed.items():
        if text == "*":
            bounds[name] = (0 if name in blank else rule.least, None)
        elif rule.stand_in is not None and text == rule.stand_in[0]:
            bounds[name] = rule.stand_in[1:]
        elif int(text) == 0:
            bounds[name] = (0, 0)
        else:
            bounds[name] = (int(text) - rule.rounding, int(text) + rule.rounding)
    return bounds


def recovered(printed: Mapping[str, str], sums: Sums, policy: str) -> dict[str, int]:
    """The hidden counts of one report that can have one value only, with it."""
    rule = RULES[policy]
    aims = [name for name, text in printed.items() if text == "*" or (rule.stand_in and text == rule.stand_in[0])]
    return _settled(read(printed, sums, rule), sums, aims)


def recovered_from_two(first: Mapping[str, str], second: Mapping[str, str], sums: Sums, policy: str) -> dict[str, int]:
    """The same of a report that was published twice, by a reader who knows that exactly one person came in between.

    What the person is counted in can be recovered too: it is named `since: ...`. (What she is not counted in is no
    secret where zeros are printed.)
    """
    rule = RULES[policy]
    parts = {part for _, each in sums for part in each}
    bounds: dict[str, Known] = {}
    both: Sums = []
    for when, printed in (("first", first), ("second", second)):
        bounds |= {f"{when}: {name}": known for name, known in read(printed, sums, rule).items()}
        both += [(f"{when}: {total}", tuple(f"{when}: {part}" for part in each)) for total, each in sums]
    for name in first:
        bounds[f"since: {name}"] = (0, 1) if name in parts else (1, 1)
        both.append((f"second: {name}", (f"first: {name}", f"since: {name}")))
    hidden = [
        f"{when}: {name}"
        for when, printed in (("first", first), ("second", second))
        for name, text in printed.items()
        if text == "*" and (name in parts or first[name] == "*" == second[name])
    ]
    found = _settled(bounds, both, [*hidden, *(f"since: {name}" for name in parts)])
    joined = [name for name, value in found.items() if name.startswith("since") and value]
    if joined:  # not a matter of what is hidden where everything else she could be counted in is a printed zero
        zeros = {
            name: known if known == (0, 0) or name.startswith("since") else (0, None) for name, known in bounds.items()
        }
        joined = [name for name in joined if name not in _settled(zeros, both, joined)]
    return {name: value for name, value in found.items() if name in joined or not name.startswith("since")}


def _settled(bounds: Mapping[str, Known], sums: Sums, aims: Iterable[str]) -> dict[str, int]:
    """Those of the `aims` that have the same value in every solution. One that two solutions differ in is open."""
    place = {name: number for number, name in enumerate(bounds)}
    matrix = numpy.zeros((len(sums), len(place)))
    for row, (total, parts) in enumerate(sums):
        for name, sign in ((total, 1), *((part, -1) for part in parts)):
            matrix[row, place[name]] += sign
    limits = [(low, FAR if high is None else high) for low, high in bounds.values()]

    def solution(cost: numpy.typing.NDArray[numpy.float64]) -> list[int]:
        sides, whole = numpy.zeros(len(sums)), numpy.ones(len(place))
        solved = linprog(cost, A_eq=matrix, b_eq=sides, bounds=limits, integrality=whole, method="highs")
        assert solved.status == 0, f"a report that was printed contradicts itself: {solved.message}"
        return [round(value) for value in solved.x]

    wanted = list(aims)
    if not wanted:
        return {}
    mixed = numpy.array([(1.0 if number % 3 else -1.0) * (1 + number % 4) for number in range(len(place))])
    seen = [solution(mixed), solution(-mixed)]
    found: dict[str, int] = {}
    for aim in wanted:
        if len({one[place[aim]] for one in seen}) > 1:
            continue
        cost = numpy.zeros(len(place))
        cost[place[aim]] = 1
        seen += [solution(cost), solution(-cost)]
        values = {one[place[aim]] for one in seen}
        if len(values) == 1:
            found[aim] = values.pop()
    return found


def _wholly_hidden(printed: Mapping[str, str], sums: Sums) -> set[str]:
    """The counts that hang together, by sums, with nothing that is printed."""
    told = {name for name, text in printed.items() if text != "*"}
    while more := {name for total, parts in sums for name in (total, *parts) if told & {total, *parts}} - told:
        told |= more
    return set(printed) - told
