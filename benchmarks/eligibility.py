"""Goals 1, 2, 5 and 6: one decision from a filled sheet of facts, against the same written out by hand."""

import gc
from collections.abc import Sequence
from statistics import median, quantiles
from time import perf_counter_ns

from benchmarks.by_hand import bits, decide, facts_of
from benchmarks.by_hand_explained import explained
from benchmarks.families import families
from benchmarks.family import ON, rules
from benchmarks.harness import Ratio, against
from benchmarks.report import Result
from peersupport.decisions import Decision
from peersupport.rules.rule_set import RuleSet
from peersupport.rules.sheet import Sheet


def measure(rounds: int) -> list[Result]:
    """The four figures."""
    given = families()
    rule_set = rules()
    judge, fill = rule_set.compiled.judge, rule_set.compiled.fill
    sheets = [fill(one, ON) for one in given]
    facts = [facts_of(one) for one in given]

    def decisions() -> None:
        for sheet in sheets:
            failed, unknown = judge(sheet)
            Decision(rule_set, sheet, failed, unknown)

    def decisions_by_hand() -> None:
        for one in facts:
            decide(one)

    def all_bits() -> list[tuple[int, int]]:
        return [judge(sheet) for sheet in sheets]

    def all_bits_by_hand() -> list[tuple[int, int]]:
        return [bits(one) for one in facts]

    def explanations() -> None:
        for sheet in sheets:
            failed, unknown = judge(sheet)
            [finding.inputs for finding in Decision(rule_set, sheet, failed, unknown).findings]

    def explanations_by_hand() -> None:
        for one in facts:
            explained(one)

    many = len(given)
    lazy = against(decisions, decisions_by_hand, items=many, rounds=rounds)
    to_bits = against(all_bits, all_bits_by_hand, items=many, rounds=rounds)
    told = against(explanations, explanations_by_hand, items=many, rounds=rounds)
    return [
        _result(1, "E to a Decision", lazy, 2.0, 1.5),
        _result(2, "E over a list to bits", to_bits, 1.3, 1.1),
        _result(5, "E with all ten explained", told, 2.0, 1.3),
        _tail(rule_set, sheets, rounds),
    ]


def _result(number: int, measure: str, ratio: Ratio, goal: float, stretch: float) -> Result:
    return Result(
        number=number, measure=measure, unit="x", figure=ratio.median, least=ratio.least, goal=goal, stretch=stretch,
        detail=f"{ratio.ours:,.0f} ns, by hand {ratio.theirs:,.0f}",
    )  # fmt: skip


def _tail(rule_set: RuleSet, sheets: Sequence[Sheet], rounds: int) -> Result:
    """How much longer the slowest decision of a hundred takes than the middle one, each timed by itself."""
    judge = rule_set.compiled.judge
    halves: list[float] = []
    tails: list[float] = []
    was_on = gc.isenabled()
    gc.disable()
    for _ in range(rounds):
        times: list[int] = []
        empty: list[int] = []
        for sheet in sheets:
            start = perf_counter_ns()
            failed, unknown = judge(sheet)
            Decision(rule_set, sheet, failed, unknown)
            end = perf_counter_ns()
            times.append(end - start)
            empty.append(perf_counter_ns() - end)
        clock = median(empty)
        cuts = quantiles(times, n=100)
        halves.append(cuts[49] - clock)
        tails.append(cuts[98] - clock)
    if was_on:
        gc.enable()
    ratios = [tail / half for tail, half in zip(tails, halves, strict=True)]
    return Result(
        number=6, measure="p99 / p50 of E to a Decision", unit="x", figure=median(ratios), least=min(ratios), goal=2.5,
        stretch=2.0, detail=f"p50 {median(halves):,.0f} ns, p99 {median(tails):,.0f}",
    )  # fmt: skip
