"""Goal 7: one decision from a case's records, its facts derived on the way, as an embedding service asks for it."""

from benchmarks.by_hand import decide, facts_of
from benchmarks.case_records import cases
from benchmarks.families import families
from benchmarks.family import ON
from benchmarks.harness import against
from benchmarks.programme import eligibility
from benchmarks.report import Result


def measure(rounds: int) -> list[Result]:
    """Microseconds a decision; beside it E by hand from filled facts, which tells how fast this machine is just now."""
    given = cases()
    facts = [facts_of(one) for one in families(len(given))]
    policy = eligibility()

    def decisions() -> None:
        for one in given:
            policy.decide(one, ON)

    def by_hand() -> None:
        for one in facts:
            decide(one)

    ratio = against(decisions, by_hand, items=len(given), rounds=rounds)
    return [
        Result(
            number=7, measure="E from a case's records", unit="us", figure=ratio.ours / 1e3,
            least=ratio.least_ours / 1e3, goal=10, stretch=5,
            detail=f"{ratio.median:.0f} x E by hand from filled facts ({ratio.theirs:,.0f} ns)",
        )
    ]  # fmt: skip
