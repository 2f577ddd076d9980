"""A whole run: every change of a plugin tried against its tests."""

import gc
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from importlib import import_module
from io import StringIO
from pathlib import Path
from time import process_time
from typing import TextIO

import attrs
import pytest

from peersupport.errors import PeerSupportError
from peersupport.programmes.contributions import contribution_of
from peersupport.programmes.discovery import Found
from peersupport.programmes.host import Host
from peersupport.testing.mutation.catalogue import mutants_of
from peersupport.testing.mutation.forking import DID_NOT_END, Answer, forked
from peersupport.testing.mutation.mutant import Mutant
from peersupport.testing.mutation.order import files_in_order
from peersupport.testing.mutation.others import Others
from peersupport.testing.mutation.trial import QUIET, Outcome, Result, names_in, tried
from peersupport.testing.mutation.why import reason
from peersupport.testing.scenario_files import SCENARIOS

Told = Callable[[Result], object]
"""Is told what became of each change, as soon as that is settled."""


def mutants_named(plugin: Found, only: str = "") -> tuple[Mutant, ...]:
    """The changes of a plugin whose names hold all these words: whole ones, so that `CM2` is in `CM2-report` and not in
    `CM20`. Raises `PluginFaulty` for a plugin that does not load, `PeerSupportError` where no name holds the words."""
    words = [re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE) for word in only.split()]
    found = tuple(one for one in mutants_of(contribution_of(plugin)) if all(word.search(one.name) for word in words))
    if words and not found:
        message, help = "no change has all these words in its name", "words are whole ones; `--list` names every change"
        raise PeerSupportError(message, code="mutation-only", help=help)
    return found


def results(
    plugin: Found, mutants: Sequence[Mutant], tests: Sequence[Path], *, jobs: int = 1, told: Told = lambda _: None
) -> list[Result]:
    """What becomes of each change, in the order of the changes.

    Pytest is started once; each change is tried in a process that is forked from it, `jobs` at a time. Raises
    `PeerSupportError` when pytest cannot start, the tests cannot be collected, or fail with nothing changed.
    """
    contribution_of(plugin)
    places, said = [one.resolve() for one in tests], StringIO()
    loop = _Loop(plugin, mutants, places, jobs, told, (sys.stdout, sys.stderr), Others(plugin))
    with redirect_stdout(said), redirect_stderr(said), suppress(SystemExit, pytest.exit.Exception):
        pytest.main([*QUIET, "--capture=no", *map(str, places)], plugins=[loop])
    if loop.error is not None:
        raise loop.error
    if not loop.ended:
        raise loop.uncollected("pytest cannot start with the tests", said.getvalue())
    return sorted(loop.results, key=lambda one: mutants.index(one.mutant))


@attrs.define(eq=False)
class _Loop:
    """A plugin of pytest that does the trials where pytest would run the tests."""

    plugin: Found
    mutants: Sequence[Mutant]
    tests: Sequence[Path]
    jobs: int
    told: Told
    screen: tuple[TextIO, TextIO]
    others: Others
    results: list[Result] = attrs.field(factory=list[Result])
    error: BaseException | None = None
    ended: bool = False

    def pytest_configure(self, config: pytest.Config) -> None:
        """Take the scenarios that are given for scenarios, also those of a plugin that is not installed."""
        for one in self.tests:
            if one.suffix == ".yaml" or one.name == "scenarios":
                config.addinivalue_line(SCENARIOS, str(one if one.is_file() else one / "*.yaml"))

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> bool:
        """Collect nothing here: what is collected holds hosts without the change."""
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every change; an error is raised once pytest has ended."""
        try:
            with redirect_stdout(self.screen[0]), redirect_stderr(self.screen[1]):
                self._try_all(session)
            self.ended = True
        except BaseException as error:  # noqa: BLE001 - raised again outside
            self.error = error
        return True

    def _try_all(self, session: pytest.Session) -> None:
        files = self._files(session)
        took = self._hold_to_pass(session, sorted(files))
        noticed: Counter[tuple[str, str]] = Counter()

        def attempt(mutant: Mutant) -> tuple[str, str]:
            return tried(session, self.plugin, self.others, mutant, files_in_order(mutant, files, noticed, took))

        for mutant, answer in forked(self.mutants, attempt, jobs=self.jobs):
            result = _result(mutant, answer)
            if result.outcome is Outcome.NOTICED:
                noticed.update((mutant.subject.value, file) for file in files if Path(file).name in result.by)
            self.results.append(result)
            self.told(result)

    def _files(self, session: pytest.Session) -> Mapping[str, frozenset[str]]:
        ((_, answer),) = forked([self.tests], lambda tests: names_in(session, tests))
        files: dict[str, list[str]]
        why: str
        files, why = answer.value or ({}, answer.failed)
        if why or not files:
            raise self.uncollected("the tests cannot be collected", why or "there are none of the plugin's own")
        return {file: frozenset(names) for file, names in files.items()}

    def uncollected(self, message: str, said: str) -> PeerSupportError:
        """The fault of tests that cannot be run at all: why, and where to see it whole."""
        return PeerSupportError(message, code="mutation-tests", help=f"{reason(said)}; {self._seen()}")

    def _seen(self) -> str:
        return f"to see it, run: pytest {' '.join(map(str, self.tests))}"

    def _hold_to_pass(self, session: pytest.Session, files: Sequence[str]) -> Mapping[str, float]:
        """Run all tests with nothing changed, and load here what they loaded, so that no later process has to.

        Returns how many seconds each file took.
        """

        def run(names: Sequence[str]) -> tuple[str, dict[str, float], list[str]]:
            took: dict[str, float] = {}
            passed = ""
            for name in names:
                begun = process_time()
                outcome, by = tried(session, self.plugin, self.others, None, [name])
                took[name] = process_time() - begun
                if outcome != Outcome.UNNOTICED.value:
                    return by, took, []
                passed = passed or by
            return (
                "" if passed else "all are skipped",
                took,
                [
                    name
                    for name, module in list(sys.modules.items())
                    if (place := getattr(module, "__file__", None))
                    and not any(Path(place).is_relative_to(tests) for tests in self.tests)
                ],
            )

        ((_, answer),) = forked([files], run, seconds=1_800)
        failed: str
        took: dict[str, float]
        loaded: list[str]
        failed, took, loaded = (answer.failed, dict[str, float](), list[str]()) if answer.failed else answer.value
        if failed:
            message, help = "the tests do not pass with nothing changed", f"{reason(failed)}; {self._seen()}"
            raise PeerSupportError(message, code="mutation-baseline", help=help)
        for name in loaded:
            with suppress(ImportError):
                import_module(name)
        with self.others.known():
            Host.load()
        gc.collect()
        gc.freeze()
        return took


def _result(mutant: Mutant, answer: Answer) -> Result:
    if answer.failed == DID_NOT_END:
        return Result(mutant=mutant, outcome=Outcome.NOTICED, by="the tests did not end")
    if answer.failed:
        return Result(mutant=mutant, outcome=Outcome.BROKEN, by=answer.failed)
    outcome, by = answer.value
    return Result(mutant=mutant, outcome=Outcome(outcome), by="" if outcome == Outcome.UNNOTICED.value else by)
