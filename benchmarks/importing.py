"""Goal 17: what `import peersupport` costs over a bare Python, in time and in memory, and what it must not load."""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.report import Result
from peersupport._attrs import frozen

TURNS = 15
"""Fewest interpreters of each kind; every one is started anew, importing and bare in turn."""
HEAVY = frozenset(
    {"cattrs", "click", "duckdb", "hypothesis", "narwhals", "numpy", "pandas", "pendulum", "polars", "pyarrow",
     "pyspark", "rich", "scipy", "sqlalchemy", "yaml"}
)  # fmt: skip
"""What nobody who only asks for a decision should pay for."""
REPORT = """
import sys
try:
    lines = open("/proc/self/status").read().splitlines()
except OSError:
    lines = []
print(*[line.split()[1] for line in lines if line.startswith("VmHWM")] or [0], *sorted(sys.modules))
"""
"""Written so that it loads nothing itself."""


@frozen
class Loaded:
    """The peak of resident memory in KiB (0 where the system does not tell), and the modules that were loaded."""

    peak: int
    modules: tuple[str, ...]


def measure(rounds: int) -> list[Result]:
    """Time, memory, and the number of heavy packages loaded; also for `peersupport.plugin`, which plugins import."""
    with TemporaryDirectory() as cache:
        # A developer's environment may keep Python from writing bytecode: every import would then compile all sources.
        world = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        world["PYTHONPYCACHEPREFIX"] = cache
        turns = max(TURNS, rounds // 4)
        return _measured("peersupport", turns, world, 90, 65, 12) + _measured("peersupport.plugin", turns, world)


def heavy(modules: Iterable[str]) -> list[str]:
    """The heavy packages among the modules."""
    return sorted(HEAVY & {name.partition(".")[0] for name in modules})


def asked(statement: str, world: Mapping[str, str] | None = None) -> Loaded:
    """What a fresh interpreter that runs the statement has loaded at its end."""
    command = [sys.executable, "-c", f"{statement}\n{REPORT}"]
    peak, *modules = subprocess.run(command, check=True, capture_output=True, env=world, text=True).stdout.split()
    return Loaded(peak=int(peak), modules=tuple(modules))


def _measured(
    module: str,
    turns: int,
    world: Mapping[str, str],
    goal: float | None = None,
    stretch: float | None = None,
    most: float | None = None,
) -> list[Result]:
    statement = f"import {module}"
    ours, bare = asked(statement, world), asked("pass", world)  # the first ones fill the cache of bytecode
    pairs = [(_seconds(statement, world), _seconds("pass", world)) for _ in range(turns)]
    times = [1e3 * (one - other) for (one, _), (other, _) in pairs]
    clock = median(1e3 * (one - other) for (_, one), (_, other) in pairs)
    ours = asked(statement, world)
    more, found = (ours.peak - bare.peak) / 1024, heavy(ours.modules)
    found_more = len(ours.modules) - len(bare.modules)
    detail = f"bare {1e3 * median(other for _, (other, _) in pairs):.0f} ms; by the clock {clock:.0f}"
    results = [
        Result(
            number=17, measure=f"{statement}, processor time over bare Python", unit="ms", figure=median(times),
            least=min(times), goal=goal, stretch=stretch, detail=f"{detail}; {found_more} modules",
        ),
        Result(
            number=17, measure=f"{statement}, peak memory over bare Python", unit="MB", figure=more, least=more,
            goal=most, detail=f"bare {bare.peak / 1024:.1f} MB",
        ),
        Result(
            number=17, measure=f"{statement}, heavy packages", unit="", figure=len(found), least=len(found),
            goal=None if goal is None else 0, detail=", ".join(found),
        ),
    ]  # fmt: skip
    return results if ours.peak else [results[0], results[2]]


def _seconds(statement: str, world: Mapping[str, str]) -> tuple[float, float]:
    """Of a fresh interpreter: processor time, in which other programs do not count, and time by the clock."""
    before, start = getrusage(RUSAGE_CHILDREN), perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True, env=world)
    after, end = getrusage(RUSAGE_CHILDREN), perf_counter()
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, end - start
