"""Which tests show a statement: those marked `@pytest.mark.requirement("TC9")`."""

import re
from collections import defaultdict
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TRAP = re.compile(r"test_trap_(\d\d)_")
QUIETLY = ("-q", "-m=", "-p", "no:xdist", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
"""How pytest is run in a process that has the library already, and with it the kit's plugin for pytest."""
EVERYTHING = (*QUIETLY, "--collect-only")


class Shown:
    """Collects the marks of all tests while pytest collects."""

    def __init__(self) -> None:
        self.tests: dict[str, list[str]] = defaultdict(list)
        """The node ids of the tests, without their parameters, by statement."""
        self.traps: set[int] = set()
        """The traps of requirements.md 1.7 that a test is named after."""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Read the marks."""
        for item in items:
            node = item.nodeid.partition("[")[0]
            if found := TRAP.search(node):
                self.traps.add(int(found[1]))
            for mark in item.iter_markers("requirement"):
                for requirement in mark.args:
                    if node not in self.tests[requirement]:
                        self.tests[requirement].append(node)


def shown() -> Shown:
    """What the project's tests say that they show. Raises `RuntimeError` when they cannot be collected."""
    found, said = Shown(), StringIO()
    with redirect_stdout(said):
        status = pytest.main([*EVERYTHING, str(ROOT / "tests"), str(ROOT / "plugins")], plugins=[found])
    if status != pytest.ExitCode.OK:
        raise RuntimeError(f"the tests cannot be collected:\n{said.getvalue()[-3000:]}")
    return found
