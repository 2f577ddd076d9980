"""The Python examples of the README and of the documentation are tests; each document is one story, read downwards.

A scenario is a test of the statements that its sentence and the rules it expects are named after.
"""

import re

import pytest
from hypothesis import HealthCheck, settings
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

# Hypothesis reads the whole library at its first draw where it is installed from this tree, which takes its time.
settings.register_profile("documents", deadline=None, suppress_health_check=[HealthCheck.too_slow])

pytest_collect_file = Sybil(
    setup=lambda _: settings.load_profile("documents"),
    teardown=lambda _: settings.load_profile("default"),
    parsers=[PythonCodeBlockParser(), SkipParser()],
    patterns=["README.md", "docs/*.md", "docs/*/*.md", "docs/*/*/*.md"],
    excludes=["plugins/*", "docs/reference/faults/*"],  # those raise on purpose: tests/docs/test_fault_pages.py
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
