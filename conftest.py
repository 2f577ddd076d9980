"""The Python examples of the README and of the documentation are tests; each document is one story, read downwards."""

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
