"""The tests that a plugin's test file imports: one for each check."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from peersupport.testing.conformance.candidate import Candidate
from peersupport.testing.conformance.catalogue import CHECKS
from peersupport.testing.conformance.check import Check
from peersupport.testing.conformance.finding import find_plugin, project_of
from peersupport.testing.conformance.scale import State, run
from peersupport.testing.suite.reporting import PROPERTY, recorded
from peersupport.testing.suite.requirements import SuiteRequirements, switched_off


@pytest.fixture(scope="module")
def peersupport_plugin(request: pytest.FixtureRequest) -> Candidate:
    """The plugin under test: the one that `Requirements.plugin` names, else that of the folder."""
    named = _requirements(request).plugin
    return find_plugin(named or project_of(Path(request.path)))


@pytest.mark.parametrize("check", CHECKS, ids=lambda one: one.name)
def test_conformance(
    check: Check,
    peersupport_plugin: Candidate,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    """The plugin passes one check of the suite; the message says what to do."""
    off = switched_off(_requirements(request)).get(check.capability, "")
    result = run(check, peersupport_plugin, off)
    record_property(PROPERTY, json.dumps(recorded(peersupport_plugin.title, result)))
    if result.state is State.SWITCHED_OFF:
        pytest.skip(f"switched off: {result.note}")
    if not result.passed:
        problems = "\n".join(f"  - {one}" for one in result.problems)
        pytest.fail(f"{check.statement}\n{problems}", pytrace=False)


def _requirements(request: pytest.FixtureRequest) -> type[SuiteRequirements]:
    module = cast("object", request.module)  # pyright: ignore[reportUnknownMemberType] - pytest does not say its type
    found: type[SuiteRequirements] = getattr(module, "Requirements", SuiteRequirements)
    return found
