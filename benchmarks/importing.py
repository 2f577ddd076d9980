"""Goal 17: what `import peersupport` costs over a bare Python, in time and in memory, and what it must not load."""

import os
import subprocess
import sys
from collections.abc import Mapping
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.report import Result

TURNS = 15
"""Fewest interpreters of each kind; every one is started anew, bare and importing in turn."""
HEAVY = frozenset(
    {"click", "duckdb", "hypothesis", "narwhals", "numpy", "pandas", "pendulum", "polars", "pyarrow", "pyspark", "rich",
     "scipy", "sqlalchemy", "yaml"}
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


def measure(rounds: int) -> list[Result]:
    """Time, memory, and the number of heavy packages that were loaded."""
    turns = max(TURNS, rounds // 4)
    with TemporaryDirectory() as cache:
        # A developer's environment may keep Python from writing bytecode: every import would then compile all sources.
        world = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        world["PYTHONPYCACHEPREFIX"] = cache
        _asked("import peersupport", world)
        pairs = [(_started("import peersupport", world), _started("pass", world)) for _ in range(turns)]
        peak, modules = _asked("import peersupport", world)
        bare_peak, bare_modules = _asked("pass", world)
    times = [1e3 * (one - bare) for one, bare in pairs]
    bare = median(bare for _, bare in pairs) * 1e3
    heavy = sorted(HEAVY & {name.partition(".")[0] for name in modules})
    results = [
        Result(
            number=17, measure="import peersupport, over bare Python", unit="ms", figure=median(times), least=min(times),
            goal=90, stretch=65, detail=f"bare {bare:.0f} ms; {len(modules) - len(bare_modules)} modules",
        ),
        Result(
            number=17, measure="heavy packages loaded by it", unit="", figure=len(heavy), least=len(heavy), goal=0,
            detail=", ".join(heavy),
        ),
    ]  # fmt: skip
    if peak:
        more = (peak - bare_peak) / 1024
        detail = f"bare {bare_peak / 1024:.1f} MB"
        results.insert(
            1, Result(number=17, measure="peak memory, over bare Python", unit="MB", figure=more, least=more, goal=12, detail=detail)
        )
    return results


def _started(statement: str, world: Mapping[str, str]) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True, env=world)
    return perf_counter() - start


def _asked(statement: str, world: Mapping[str, str]) -> tuple[int, list[str]]:
    """The peak of resident memory in KiB (0 where the system does not tell), and the modules loaded."""
    command = [sys.executable, "-c", f"{statement}\n{REPORT}"]
    peak, *modules = subprocess.run(command, check=True, capture_output=True, env=world, text=True).stdout.split()
    return int(peak), modules
