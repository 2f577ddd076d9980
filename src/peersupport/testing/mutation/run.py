"""A whole run: every change of a plugin tried against its tests."""

import gc
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout, suppress
from importlib import import_module
from io import StringIO
from pathlib import Path
from time import process_time
from typing import TextIO

import attrs
import pytest

from peersupport.errors import PeerSupportError, did_you_mean
from peersupport.programmes.contributions import contribution_of
from peersupport.programmes.discovery import Found, in_file, installed
from peersupport.programmes.host import Host
from peersupport.testing.mutation.catalogue import mutants_of
from peersupport.testing.mutation.forking import DID_NOT_END, Answer, forked
from peersupport.testing.mutation.mutant import Mutant
from peersupport.testing.mutation.order import files_in_order
from peersupport.testing.mutation.others import Others
from peersupport.testing.mutation.trial import QUIET, Outcome, Result, names_in, tried

Told = Callable[[Result], object]
"""Is told what became of each change, as soon as that is settled."""


def plugin_named(name: str) -> Found:
    """An installed plugin, or a single file that is one. Raises `PeerSupportError` with the nearest name."""
    if name.endswith(".py"):
        return in_file(Path(name))
    known = {one.name: one for one in installed(None, ())}
    if name not in known:
        raise PeerSupportError("there is no such plugin", code="mutation-plugin", help=did_you_mean(name, known))
    return known[name]


def mutants_named(plugin: Found, only: str = "") -> tuple[Mutant, ...]:
    """The changes of a plugin whose names hold all these words. Raises `PluginFaulty` for one that does not load."""
    words = only.lower().split()
    return tuple(one for one in mutants_of(contribution_of(plugin)) if all(word in one.name.lower() for word in words))


def results(
    plugin: Found, mutants: Sequence[Mutant], tests: Sequence[Path], *, jobs: int = 1, told: Told = lambda _: None
) -> list[Result]:
    """What becomes of each change, in the order of the changes.

    Pytest is started once; each change is tried in a process that is forked from it, `jobs` at a time. Raises
    `PeerSupportError` when the tests cannot be collected, or fail with nothing changed.
    """
    contribution_of(plugin)
    loop = _Loop(plugin, mutants, [one.resolve() for one in tests], jobs, told, sys.stdout, Others(plugin))
    with redirect_stdout(StringIO()):
        ended = pytest.main([*QUIET, "--capture=no", *map(str, tests)], plugins=[loop])
    if loop.error is not None:
        raise loop.error
    if not loop.begun:
        help = f"run: pytest {' '.join([*QUIET, *map(str, tests)])}"
        raise PeerSupportError(f"pytest does not begin (exit code {int(ended)})", code="mutation-tests", help=help)
    return sorted(loop.results, key=lambda one: mutants.index(one.mutant))


@attrs.define(eq=False)
class _Loop:
    """A plugin of pytest that does the trials where pytest would run the tests."""

    plugin: Found
    mutants: Sequence[Mutant]
    tests: Sequence[Path]
    jobs: int
    told: Told
    screen: TextIO
    others: Others
    results: list[Result] = attrs.field(factory=list[Result])
    error: BaseException | None = None
    begun: bool = False
    """Whether pytest came as far as running tests: a wrong configuration ends it before."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> bool:
        """Collect nothing here: what is collected holds hosts without the change."""
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every change; an error is raised once pytest has ended."""
        self.begun = True
        try:
            with redirect_stdout(self.screen):
                self._try_all(session)
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
        if not answer.value:
            help = answer.failed or f"run: pytest {' '.join(map(str, self.tests))}"
            raise PeerSupportError("no tests can be collected", code="mutation-tests", help=help)
        return {file: frozenset(names) for file, names in answer.value.items()}

    def _hold_to_pass(self, session: pytest.Session, files: Sequence[str]) -> Mapping[str, float]:
        """Run all tests with nothing changed, and load here what they loaded, so that no later process has to.

        Returns how many seconds each file took.
        """

        def run(names: Sequence[str]) -> tuple[str, dict[str, float], list[str]]:
            took: dict[str, float] = {}
            for name in names:
                begun = process_time()
                outcome, by = tried(session, self.plugin, self.others, None, [name])
                took[name] = process_time() - begun
                if outcome != Outcome.UNNOTICED.value:
                    return by, took, []
            return (
                "",
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
            raise PeerSupportError("the tests fail with nothing changed", code="mutation-baseline", help=failed)
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
    return Result(mutant=mutant, outcome=Outcome(outcome), by=by)
