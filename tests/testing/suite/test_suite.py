"""The suite as a plugin's author meets it: one import, switches, and the level at the end of the run."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.testing.suite.conftest import Write

from peersupport import PeerSupportError
from peersupport.testing.conformance.catalogue import CHECKS
from peersupport.testing.suite import SuiteRequirements, off
from peersupport.testing.suite.requirements import CAPABILITIES, switched_off


def tried(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run the tests of a plugin in a process of their own."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-W", "error", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_one_import_tests_a_plugin_and_tells_its_level(written: Write) -> None:
    """The template's own tests pass, and the top is told at the end."""
    code, told = tried(written(), "-q", "-p", "no:xdist")
    assert code == 0, told
    assert "conformance of plugins" in told
    (line,) = [one for one in told.splitlines() if one.startswith("example-")]
    assert line.endswith(
        "exact: its answers follow from its rules alone: whatever is unknown, asked again, or asked elsewhere"
    )


REQUIREMENTS = """
class Requirements(SuiteRequirements):
    readings = off("the leaflet will be replaced")
"""


def test_what_is_switched_off_or_fails_is_told_and_keeps_the_plugin_below_its_level(written: Write) -> None:
    """Nobody reaches a level by looking away: the reason stands in the report, beside what failed, also of workers."""
    folder = written(
        ("tests/test_conformance.py", "", REQUIREMENTS),
        ("@/scenarios/joining.yaml", "on: 2025-12-31", "on: 2025-12-30"),
    )
    code, told = tried(folder, "-rsf", "-n", "1", "tests/test_conformance.py", "-k", "not another_process")
    assert code == 1
    assert "switched off: the leaflet will be replaced" in told
    assert "FAILED tests/test_conformance.py::test_conformance[every_day_of_change_is_tried]" in told
    assert "`on: 2025-12-31`" in told
    assert ": loads: the host takes it" in told
    assert "  cited needs readings_are_stated: switched off (the leaflet will be replaced)" in told


def test_every_capability_of_a_check_is_a_switch_and_every_switch_has_checks() -> None:
    """A switch that turns nothing off would promise what it does not do."""
    assert {one.capability for one in CHECKS} == set(CAPABILITIES)


@pytest.mark.parametrize(
    ("given", "help"),
    [
        ({"scenarois": off("later")}, "did you mean `scenarios`?"),
        ({"scenarios": False}, 'off("why")'),
        ({"scenarios": "later"}, 'off("why")'),
    ],
)
def test_a_switch_that_is_not_there_or_gives_no_reason_is_refused(given: dict[str, object], help: str) -> None:
    """A slip of the pen would leave a check on, or turn one off without a word."""
    requirements = type("Requirements", (SuiteRequirements,), given)
    with pytest.raises(PeerSupportError) as raised:
        switched_off(requirements)
    assert (raised.value.code, help in raised.value.help) == ("suite-switch", True)


def test_a_reason_is_needed() -> None:
    """A silence cannot be argued with."""
    with pytest.raises(PeerSupportError, match="for a reason"):
        off(" ")
