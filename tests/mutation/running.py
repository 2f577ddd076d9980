"""A plugin of pytest: collect once, then try each mutant in a fork that runs the tests of its function."""

import gc
import json
import resource
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest
from hypothesis import HealthCheck, Phase, settings
from tests.mutation import trampolines
from tests.mutation.forks import in_forks
from tests.mutation.measuring import Tests
from tests.mutation.order import Order

from peersupport.testing.laws import law

TASKS = Path("tasks.json")
"""The mutants to try, written by `tests.mutation`."""
VERDICTS = Path("verdicts.jsonl")
"""What came of each: its name, the exit code that mutmut understands, the seconds, the test that noticed it."""
KILLED, SURVIVED, NO_TESTS, TIMEOUT = 1, 0, 33, 36
BATCH = 400
"""After how many mutants those that live are tried again: a run that is stopped leaves few undecided."""
MEMORY = 3 << 30
"""How many bytes a mutant may take before its tests fail."""
QUICK = settings(
    max_examples=25,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
"""Few examples, the same each time, none shrunk: a mutant only has to be noticed."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add how many processes work, and for how many seconds of tests a mutant is tried: again, if it lives."""
    parser.addoption("--jobs", type=int, default=2)
    parser.addoption("--budget", type=float, action="append", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Let neither Hypothesis nor a law make what it finds smaller: that it finds something is enough."""
    law.STEPS = 1
    settings.register_profile("mutation", QUICK)
    settings.load_profile("mutation")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Few examples also where a test says how many it wants."""
    for item in items:
        function = getattr(item, "obj", None)
        function = getattr(function, "__func__", function)
        own = getattr(function, "_hypothesis_internal_use_settings", None)
        if own is not None:
            function._hypothesis_internal_use_settings = settings(QUICK, max_examples=min(own.max_examples, 50))


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Measure the tests that are not measured yet; then try the mutants."""
    if session.testsfailed:
        raise session.Interrupted("a file of tests cannot be read")
    jobs: int = session.config.getoption("--jobs")
    gc.freeze()  # else a fork copies each page that the collector of garbage visits
    tests = Tests(session)
    order = Order(tests.measured(jobs))
    budgets: list[float] = session.config.getoption("--budget") or [2.0]
    mutants: list[str] = json.loads(TASKS.read_text()) if TASKS.exists() else []
    with VERDICTS.open("a") as out:
        for start in range(0, len(mutants), BATCH):
            living = mutants[start : start + BATCH]
            for budget in budgets:
                found = list(_tried(tests, order, living, budget, jobs, out))
                living = [str(one["mutant"]) for one in found if one["verdict"] == SURVIVED]
            print(f"tried {min(start + BATCH, len(mutants))} of {len(mutants)}", flush=True)
    return True


def _tried(
    tests: Tests, order: Order, mutants: list[str], budget: float, jobs: int, out: TextIO
) -> Iterator[dict[str, object]]:
    """What came of each mutant, on tests of so many seconds."""
    started: dict[str, float] = {}
    counted: Counter[int] = Counter()

    def tasks() -> Iterator[tuple[str, list[str], float]]:
        for mutant in mutants:
            started[mutant] = time.monotonic()
            yield mutant, *order.of(_function(mutant), budget)

    def work(task: tuple[str, list[str], float]) -> str | None:
        mutant, names, seconds = task
        limit = int(10 + 5 * seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.alarm(6 * limit)
        trampolines.activate(mutant)
        return tests.first_failure(names)

    for (mutant, names, _), code, killer in in_forks(tasks(), work, jobs):
        verdict = _verdict(code, killer, names)
        if killer:
            order.noticed(_function(mutant), killer)
        counted[verdict] += 1
        if counted.total() % 50 == 0 or counted.total() == len(mutants):
            print(f"{counted.total()} of {len(mutants)} on {budget} seconds of tests: {dict(counted)}", flush=True)
        seconds = round(time.monotonic() - started[mutant], 3)
        record = {"mutant": mutant, "verdict": verdict, "seconds": seconds, "tests": len(names), "killer": killer}
        out.write(json.dumps(record) + "\n")
        out.flush()
        yield record


def _function(mutant: str) -> str:
    return mutant.partition("__mutmut_")[0]


def _verdict(code: int, killer: str | None, names: list[str]) -> int:
    if not names:
        return NO_TESTS
    if -code in (signal.SIGXCPU, signal.SIGKILL, signal.SIGALRM):
        return TIMEOUT
    return KILLED if code or killer else SURVIVED
