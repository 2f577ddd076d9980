"""Whether a plugin's tests notice a change: run until one fails, those first that speak of what was changed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import Enum
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from peersupport._attrs import frozen
from peersupport.errors import PeerSupportError
from peersupport.programmes.assembly import assembled
from peersupport.programmes.discovery import Found
from peersupport.programmes.host import Host
from peersupport.testing.mutation.altering import altered
from peersupport.testing.mutation.mutant import Mutant
from peersupport.testing.mutation.others import Others
from peersupport.testing.mutation.why import reason
from peersupport.testing.scenario_files import PLUGINS, named
from peersupport.testing.scenarios.collecting import HOST

LOADED = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
"""The library is loaded before pytest is: its assertions, of which there are none, are not rewritten."""
XDIST = ("-n0",) if find_spec("xdist") is not None else ("-p", "no:xdist")
"""Every trial is a process of its own, whatever the configuration of the tests asks for."""
QUIET = ("-q", "-m", "", *XDIST, "-p", "no:cacheprovider", "--tb=no", "--no-header", *LOADED)
PROFILE = "peersupport-mutation"
"""The profile of Hypothesis under which the tests are run: the same examples in every run, and few of them."""


class Outcome(Enum):
    """What became of a change."""

    NOTICED = "noticed"
    REFUSED = "refused at load"
    UNNOTICED = "unnoticed"
    BROKEN = "broken"


@frozen
class Result:
    """A change and what became of it; `by` is the test that noticed, the fault's code, or what broke."""

    mutant: Mutant
    outcome: Outcome
    by: str = ""


def names_of(item: pytest.Item) -> set[str]:
    """The statements that a test is marked with, and the words of its name: a scenario's sentence, a rule's id."""
    marked = {str(name) for mark in item.iter_markers("requirement") for name in mark.args}
    expected: Any = getattr(getattr(item, "scenario", None), "expect", {})
    return marked | set(expected.get("rules", ())) | set(re.findall(r"\b[A-Z]+\d+[\w-]*", item.nodeid))


class Likely:
    """Puts the tests first that speak of the changed rule, and remembers the one that failed, or one that passed."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self.wanted = wanted
        self.failed = ""
        self.passed = ""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Those that name it before those that do not; otherwise in their own order."""
        items.sort(key=lambda item: self.wanted.isdisjoint(names_of(item)))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember the first failure, and the last test that ran."""
        if report.failed and not self.failed:
            self.failed = report.nodeid
        if report.passed and report.when == "call":
            self.passed = report.nodeid


class Uncollected:
    """Remembers why a file cannot be collected."""

    def __init__(self) -> None:
        self.why = ""

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember the first failure: where, and its error."""
        if report.failed and not self.why:
            self.why = f"{report.nodeid}: {reason(report.longreprtext)}"


def settle_hypothesis() -> None:
    """Make property tests take the same few examples in every run."""
    from hypothesis import Phase, settings  # noqa: PLC0415 - only where tests are run

    phases = (Phase.explicit, Phase.generate)
    settings.register_profile(
        PROFILE, max_examples=30, derandomize=True, database=None, deadline=None, phases=phases, print_blob=False
    )
    settings.load_profile(PROFILE)


def names_in(session: pytest.Session, tests: Sequence[Path]) -> tuple[dict[str, list[str]], str]:
    """In a process of its own: by test file, which statements and rules its tests speak of; and why they cannot be
    collected, else empty."""
    found: dict[str, set[str]] = defaultdict(set)
    uncollected = Uncollected()
    session.config.pluginmanager.register(uncollected)
    items = session.perform_collect([*map(str, tests)])
    for place in tests:
        if not uncollected.why and not any(item.path.is_relative_to(place) for item in items):
            uncollected.why = f"there is no test in {place}"
    for item in items:
        # The conformance suite holds of any rules: what it finds says nothing of what these must say.
        if not item.name.startswith("test_conformance["):
            found[str(item.path)] |= names_of(item)
    return {file: sorted(names) for file, names in found.items()}, uncollected.why


def tried(
    session: pytest.Session, plugin: Found, others: Others, mutant: Mutant | None, files: Iterable[str]
) -> tuple[str, str]:
    """In a process of its own: build the plugin with the change, then run its tests until one fails.

    Returns the outcome and by what; of a change that went unnoticed, a test that passed. Without a mutant nothing is
    changed: the tests are held to pass.
    """
    settle_hypothesis()
    wanted = frozenset((*mutant.rules, *mutant.requirements)) if mutant is not None else frozenset[str]()
    likely = Likely(wanted)
    session.config.pluginmanager.register(likely)
    with others.known(), altered(mutant.alter if mutant is not None else lambda whole: whole):
        try:
            _, statuses = assembled([plugin], {})
        except PeerSupportError as error:  # a value that its parameter would not have been declared with
            return Outcome.REFUSED.value, error.code
        if faults := [fault.code for one in statuses for fault in one.faults]:
            return Outcome.REFUSED.value, faults[0]
        if plugin.origin != "installed" and not named(session.config, PLUGINS):
            session.config.stash[HOST] = Host.load(plugins=[plugin.load()])  # for its scenarios
        for file in files:
            _run(session, file)
            if session.testsfailed:
                return Outcome.NOTICED.value, likely.failed or f"{Path(file).name} cannot be collected"
    return Outcome.UNNOTICED.value, likely.passed


def _run(session: pytest.Session, file: str) -> None:
    items = session.perform_collect([file])
    for item, following in zip(items, [*items[1:], None], strict=True):
        if session.testsfailed:
            return
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
