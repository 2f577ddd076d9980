"""A programme of one file, with rules for every question that a scenario can ask, and scenarios written for it."""

from pathlib import Path

import pytest

from peersupport import Host
from peersupport.testing.scenarios import Difference, Scenario, check_scenario, load_scenarios

PLUGIN = """
from peersupport.plugin import Programme, Role, any_child, core, hookimpl, parameter, redirect, require, since

limit = parameter("toddler.age_limit", {"2025-01-01": 3}, unit="years", mark="seed", quote="parents of under-threes",
                  meaning="the age under which a child must be")
toddlers = Programme(
    id="toddler-together", title="Toddler Together", source="sources/leaflet.txt", runs=since("2025-01-01")
)


@hookimpl
def programmes():
    return [toddlers]


@hookimpl
def eligibility_rules():
    return toddlers.rules(
        require("TT1", any_child(core.child_age_years < limit), quote="parents of under-threes",
                otherwise=redirect("family hub", "The family hub has groups for older children.")),
        require("TT2", core.referrer_role.is_in({Role.MIDWIFE, Role.GP}), quote="your midwife or GP"),
    )
"""
GIVEN = """
  programme: toddler-together
  on: 2026-02-28
  given:
    children: [{birth_date: 2023-03-01}]
    referrals: [{programme: any, referrer_role: midwife}]
"""
HOLDS = f"- scenario: The day before the third birthday (TT1){GIVEN}  expect: {{outcome: eligible}}\n"


def toddlers(folder: Path) -> Path:
    """The plugin, written into a folder."""
    path = folder / "toddler_together.py"
    path.write_text(PLUGIN, "utf-8")
    return path


def written(folder: Path, text: str) -> list[Scenario]:
    """Scenarios, read from a file of a folder."""
    path = folder / "toddlers.yaml"
    path.write_text(text, "utf-8")
    return load_scenarios(path)


def differences(folder: Path, text: str) -> list[Difference]:
    """How the answer to one scenario differs."""
    (scenario,) = written(folder, text)
    return check_scenario(Host.load(files=[toddlers(folder)], discover=False), scenario)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of its own."""
    return tmp_path
