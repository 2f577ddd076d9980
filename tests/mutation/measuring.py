"""The collected tests: run some of them in a fork; measure each once without any mutant."""

import json
import os
import shutil
import signal
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.mutation.forks import in_forks
from tests.mutation.order import Cost
from tests.mutation.states import digest_of, state_of
from tests.mutation.trampolines import Active

COSTS = "tests-{}.json"
"""What each test costs, in seconds, and the functions that it runs: measured once, each file in its own process; and
again whenever the library or its file changes, for a test may then run other functions."""
SLOWEST = 6.0
"""A test that takes longer, in seconds, tries no mutants."""


class Tests:
    """The tests of a session by their names, and which of them failed in this process."""

    def __init__(self, session: pytest.Session) -> None:
        self._items = {item.nodeid: item for item in sorted(session.items, key=lambda item: item.nodeid)}
        self._config = session.config
        self._failed: list[str] = []
        session.config.pluginmanager.register(self)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the name of what failed."""
        if report.failed:
            self._failed.append(report.nodeid)

    def first_failure(self, names: Sequence[str]) -> str | None:
        """In a fork: run tests until one fails; its name."""
        folder = self._settle()
        try:
            for name, following in zip(names, [*names[1:], None], strict=True) if names else ():
                self._run(name, following)
                if self._failed:
                    return self._failed[0]
            return None
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def measured(self, jobs: int) -> dict[str, Cost]:
        """What each test costs; only those are run that were not measured before."""
        file = Path(COSTS.format(digest_of(Path("src"))))
        before: dict[str, dict[str, Any]] = json.loads(file.read_text()) if file.exists() else {}
        states = {path: state_of(path) for path in {item.path for item in self._items.values()}}
        costs: dict[str, Cost] = {}
        files: dict[Path, list[str]] = defaultdict(list)
        for name, item in self._items.items():
            known = before.get(states[item.path], {}).get(name)
            if known is None:
                files[item.path].append(name)
            else:
                costs[name] = Cost(*known)
        for number, (names, code, found) in enumerate(in_forks(files.values(), self._costs, jobs), 1):
            costs |= found or {}
            before.setdefault(states[self._items[names[0]].path], {}).update(found or {})
            file.write_text(json.dumps(before))
            print(f"measured {number} of {len(files)} files of tests", flush=True)
            wrong = [name for name, cost in found.items() if cost.failed] if found else [f"{names[0]}: {code}"]
            print(
                *(f"fails without any mutant, and tries none: {name}\n" for name in wrong), sep="", end="", flush=True
            )
        return costs

    def _costs(self, names: list[str]) -> dict[str, Cost]:
        """In a fork: what the tests of one file cost."""
        folder = self._settle()
        signal.signal(signal.SIGVTALRM, _too_slow)
        found: dict[str, Cost] = {}
        for name, following in zip(names, [*names[1:], None], strict=True):
            Active.seen, self._failed = set(), []
            signal.setitimer(signal.ITIMER_VIRTUAL, SLOWEST)
            started = time.process_time()
            self._run(name, following)
            found[name] = Cost(bool(self._failed), time.process_time() - started, sorted(Active.seen))
        shutil.rmtree(folder, ignore_errors=True)
        return found

    def _run(self, name: str, following: str | None) -> None:
        item, nextitem = self._items[name], None if following is None else self._items[following]
        item.ihook.pytest_runtest_protocol(item=item, nextitem=nextitem)

    def _settle(self) -> Path:
        """Print nothing from here on, and write to a folder of one's own."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        folder = Path(tempfile.mkdtemp(prefix="mutant-"))
        self._config._tmp_path_factory._basetemp = folder
        return folder


def _too_slow(_signum: int, _frame: object) -> None:
    raise TimeoutError(f"takes more than {SLOWEST} seconds")
