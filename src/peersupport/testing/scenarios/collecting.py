"""Scenario files as tests: one item for each sentence, which is its name."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from peersupport.errors import PeerSupportError
from peersupport.programmes.host import Host
from peersupport.testing.scenario_files import PLUGINS, named
from peersupport.testing.scenarios.checking import Difference, check_scenario
from peersupport.testing.scenarios.reading import load_scenarios
from peersupport.testing.scenarios.scenario import Scenario

HOST = pytest.StashKey[Host]()


class ScenarioFile(pytest.File):
    """One file of scenarios."""

    def collect(self) -> Iterator["ScenarioItem"]:
        """Its scenarios. What is wrongly written is told at once, every fault with its line."""
        try:
            found = load_scenarios(self.path)
        except PeerSupportError as error:
            raise self.CollectError(str(error)) from None
        for one in found:
            made: ScenarioItem = ScenarioItem.from_parent(self, name=one.sentence, scenario=one)  # pyright: ignore[reportUnknownMemberType]
            yield made


class ScenarioItem(pytest.Item):
    """One sentence, which holds or does not."""

    def __init__(self, *, scenario: Scenario, **rest: Any) -> None:
        super().__init__(**rest)  # pyright: ignore[reportUnknownMemberType] - pytest leaves it open
        self.scenario = scenario

    def runtest(self) -> None:
        """Put it to the host. Raises `SentenceBroken` with all that is otherwise."""
        differences = check_scenario(host_of(self.config), self.scenario)
        if differences:
            raise SentenceBroken(differences)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What is otherwise, or wrongly written: without a traceback, which says nothing to who wrote the sentence."""
        if isinstance(excinfo.value, SentenceBroken | PeerSupportError):
            return f"{self.scenario.sentence}\n\n{excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the sentence stands."""
        line = self.scenario.document.lines[(self.scenario.place,)]
        return self.path, line - 1, self.name


class SentenceBroken(AssertionError):
    """The answer is not what the sentence says."""

    def __init__(self, differences: Iterable[Difference]) -> None:
        super().__init__("\n".join(map(str, differences)))


def collected(path: Path, parent: pytest.Collector) -> ScenarioFile:
    """A file of scenarios, to be collected."""
    made: ScenarioFile = ScenarioFile.from_parent(parent, path=path)  # pyright: ignore[reportUnknownMemberType]
    return made


def host_of(config: pytest.Config) -> Host:
    """The host that all scenarios of a run are put to: what is installed, and the plugins that the options name."""
    if HOST not in config.stash:
        config.stash[HOST] = Host.load(files=named(config, PLUGINS))
    return config.stash[HOST]
