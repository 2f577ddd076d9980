"""Goal 7: one decision from a case's records, its facts derived on the way, as an embedding service asks for it."""

from benchmarks.by_hand import decide, facts_of
from benchmarks.case_records import cases
from benchmarks.families import families
from benchmarks.family import ON
from benchmarks.harness import Ratio, against
from benchmarks.programme import eligibility
from benchmarks.report import Result
from peersupport import Case, Host
from peersupport.policies.eligibility import Eligibility


def measure(rounds: int) -> list[Result]:
    """Microseconds a decision: of the programme that is the same in every run, and of each installed one to compare."""
    given = cases()
    results = [_result("E from a case's records", _compared(eligibility(), given, rounds), goal=10, stretch=5)]
    host = Host.load()
    for address in host.offers():
        results.append(_result(f"the same, by {address}", _compared(host.eligibility(address), given, rounds)))
    return results


def _compared(policy: Eligibility, given: list[Case], rounds: int) -> Ratio:
    """Beside E by hand from filled facts, which tells how fast this machine is just now."""
    facts = [facts_of(one) for one in families(len(given))]

    def decisions() -> None:
        for one in given:
            policy.decide(one, ON)

    def by_hand() -> None:
        for one in facts:
            decide(one)

    return against(decisions, by_hand, items=len(given), rounds=rounds)


def _result(measure: str, ratio: Ratio, goal: float | None = None, stretch: float | None = None) -> Result:
    return Result(
        number=7, measure=measure, unit="us", figure=ratio.ours / 1e3, least=ratio.least_ours / 1e3, goal=goal,
        stretch=stretch, detail=f"{ratio.median:.0f} x E by hand from filled facts ({ratio.theirs:,.0f} ns)",
    )  # fmt: skip
