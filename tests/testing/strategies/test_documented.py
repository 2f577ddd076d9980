"""Every public strategy stands in the reference, says to what it shrinks, and takes its arguments by keyword."""

import inspect
import re
from pathlib import Path

import pytest

from peersupport.testing import strategies

REFERENCE = (Path(__file__).parents[3] / "docs" / "reference" / "strategies.md").read_text("utf-8")


def test_the_reference_lists_just_what_there_is() -> None:
    """A strategy that is not documented is not done; one that is gone must not be promised."""
    listed = re.findall(r"^\| `(\w+)(?:\(|` \|)", REFERENCE, flags=re.M)
    assert sorted(listed) == sorted(strategies.__all__)


@pytest.mark.parametrize("name", strategies.__all__)
def test_a_strategy_says_how_it_shrinks(name: str) -> None:
    """In its docstring; and no argument is told by its place."""
    strategy = getattr(strategies, name)
    assert re.search(r"[Ss]hrinks", inspect.getdoc(strategy) or ""), name
    kinds = {one.kind for one in inspect.signature(strategy).parameters.values()}
    assert kinds <= {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD}, name


def test_the_arguments_that_the_reference_names_are_there() -> None:
    """A misspelt argument in the reference stops a reader."""
    for name, arguments in re.findall(r"^\| `(\w+)\(([^)]*)\)` \|", REFERENCE, flags=re.M):
        taken = inspect.signature(getattr(strategies, name)).parameters
        assert {one.strip(" =.") for one in arguments.split(",")} - {""} <= set(taken), name
