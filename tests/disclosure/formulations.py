"""Two other formulations against the engine: `python -m tests.disclosure.formulations fold 7`, or `... cedar 1000000`.

The fold over events, on every history of at most so many events over eight symbols; Cedar, on so many requests of the
fragment that both can express. Exits with 1 on a difference.
"""

import sys
from time import perf_counter

from tests.disclosure.cedar import comparable, policies
from tests.disclosure.cedar_drawing import compare
from tests.disclosure.engine import engine
from tests.disclosure.fold import exhaustive


def fold(longest: int) -> int:
    """Every history, the empty one included."""
    start = perf_counter()
    count, differing = exhaustive(engine, longest, progress=lambda done: print(f"\r{done:,}", end="", file=sys.stderr))
    seconds = perf_counter() - start
    print(*differing[:3], sep="\n")
    print(f"{count} histories agreed in {seconds:.0f} s ({count / seconds:,.0f}/s), {len(differing)} differences")
    return 1 if differing or not count else 0


def cedar(requests: int) -> int:
    """Effect and determining statements of every request."""
    start = perf_counter()
    kinds, differing = compare(engine, requests)
    seconds = perf_counter() - start
    for kind, count in sorted(kinds.items()):
        print(f"{count / kinds.total():7.2%}  {kind}")
    for case, answer, decided in differing[:3]:
        print(case[1], *case[0], policies(*case), comparable(case, answer), decided, sep="\n  ")
    print(f"{kinds.total()} requests agreed in {seconds:.0f} s, {len(differing)} differences")
    return 1 if differing or not kinds.total() else 0


if __name__ == "__main__":
    name, number, *_ = (*sys.argv[1:], "7")
    sys.exit({"fold": fold, "cedar": cedar}[name](int(number)))
