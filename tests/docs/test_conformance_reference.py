"""The reference of the conformance suite says what the checks say."""

import re
from pathlib import Path

from peersupport.testing.conformance.catalogue import CHECKS
from peersupport.testing.conformance.check import Level
from peersupport.testing.conformance.scale import State
from peersupport.testing.suite.requirements import CAPABILITIES

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reference" / "conformance.md").read_text("utf-8")
HOW_TO = (DOCS / "how-to" / "check-a-programme.md").read_text("utf-8")


def test_every_check_stands_under_its_level_with_its_switch_and_its_words() -> None:
    """Who is told that a check failed looks it up here; what is not here is not checked."""
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S))
    for level in Level:
        rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \| (.+) \|$", sections[level.value], re.M)
        assert rows == [(one.name, one.capability, one.statement) for one in CHECKS if one.level is level]
        assert level.meaning in sections[level.value].casefold() or level.meaning[1:] in sections[level.value]


def test_every_state_level_and_switch_is_explained() -> None:
    """A switch that nobody knows is of no use."""
    assert re.findall(r"^\| (\w[\w ]*) \| [\w`]", PAGE, re.M)[-len(State) :] == [one.value for one in State]
    named = re.findall(r"^\| `(\w+)` \|", HOW_TO, re.M)
    assert named == [*CAPABILITIES, *(one.value for one in Level)]
    assert all(f"| `{one.value}` | {one.meaning} |" in HOW_TO for one in Level)
