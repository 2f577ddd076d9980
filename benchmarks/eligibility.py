"""Goals 1, 2, 5 and 6: one decision from a filled sheet of facts, against the same written out by hand."""

from statistics import median, quantiles
from time import perf_counter_ns

from benchmarks.by_hand import bits, decide, facts_of
from benchmarks.by_hand_explained import explained
from benchmarks.families import families
from benchmarks.family import ON, rules
from benchmarks.harness import Ratio, against, timed
from benchmarks.report import Result
from peersupport.decisions import Decision

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
            for finding in Decision(rule_set, sheet, failed, unknown).findings:
                tuple(finding.readings())

    def explanations_by_hand() -> None:
        for one in facts:
            explained(one)
    many = len(given)
    return [
        _result(1, "E to a Decision", against(decisions, decisions_by_hand, items=many, rounds=rounds), 2.0, 1.5),
        _result(2, "E to bits", against(all_bits, all_bits_by_hand, items=many, rounds=rounds), 1.3, 1.1),
        _result(5, "E with all ten explained", against(explanations, explanations_by_hand, items=many, rounds=rounds), 2.0, 1.3),
    ]


def _result(number: int, measure: str, ratio: Ratio, goal: float, stretch: float) -> Result:
    detail = f"{ratio.ours:,.0f} ns, by hand {ratio.theirs:,.0f}"
    return Result(number=number, measure=measure, unit="x", figure=ratio.median, least=ratio.least, goal=goal, stretch=stretch, detail=detail)
