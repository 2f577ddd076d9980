"""Goal 19: compiling a rule set of ten, against Python's own `compile` of the same source and nothing else."""

import linecache

from benchmarks.family import rules
from benchmarks.harness import against
from benchmarks.report import Result


def measure(rounds: int) -> list[Result]:
    """One figure."""
    sources = generated_sources()
    source = "\n".join(sources)

    def bare() -> None:
        compile(source, "<bare>", "exec")

    def ours() -> None:
        rules()
        for name in _generated():
            del linecache.cache[name]

    ratio = against(ours, bare, items=1, rounds=rounds)
    detail = f"{ratio.ours / 1e6:.2f} ms, bare {ratio.theirs / 1e6:.2f} ms for {len(source.splitlines())} lines"
    return [
        Result(
            number=19, measure="compile ten rules", unit="x", figure=ratio.median, least=ratio.least, goal=4, stretch=2,
            detail=detail,
        )
    ]  # fmt: skip


def generated_sources() -> list[str]:
    """Every function that compiling the ten rules writes."""
    before = set(_generated())
    rules()
    return ["".join(linecache.getlines(name)) for name in _generated() if name not in before]


def _generated() -> list[str]:
    return [name for name in linecache.cache if name.startswith("<peersupport")]
