"""The Python examples of the README and of the documentation are tests; each document is one story, read downwards.

A scenario is a test of the statements that its sentence and the rules it expects are named after.
"""

import re

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    patterns=["README.md", "docs/*.md", "docs/*/*.md"],
    excludes=["plugins/*"],
).pytest()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--pairs`, the size of the differential tests: few for a change, many for `nox -s differential`."""
    parser.addoption("--pairs", type=int, default=5_000, help="random (criterion, facts) pairs of a differential test")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each scenario with the statements that it shows."""
    for item in items:
        scenario = getattr(item, "scenario", None)
        if scenario is not None:
            named = " ".join((scenario.sentence, *scenario.expect.get("rules", {})))
            item.add_marker(pytest.mark.requirement(*sorted(set(re.findall(r"\b(?:CM|TC|HL|MM|YP)\d+", named)))))
