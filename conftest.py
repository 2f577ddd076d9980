"""The examples of the README and of the documentation are tests; each document is one story, read downwards.

It is told in a folder of its own, beside the examples of the repository: `<!-- file: NAME -->` above a block saves it
there, Python runs, and a command that is shown with its output is typed and must print just that. A scenario is a test
of the statements that its sentence and the rules it expects are named after.
"""

import os
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sybil import Document, Example, Region, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser

ROOT = Path(__file__).parent
FILE = re.compile(r"^<!-- file: (\S+) -->\n```\w+\n(.*?)^```", re.M | re.S)
TYPED = re.compile(r"^\$ peersupport (.+)\n((?:(?!\$ ).*\n?)*)", re.M)
WIDTH = "100"
"""How wide the terminal is in which the documents are typed."""

# Hypothesis reads the whole library at its first draw where it is installed from this tree, which takes its time.
settings.register_profile("documents", deadline=None, suppress_health_check=[HealthCheck.too_slow])


def files(document: Document) -> Iterator[Region]:
    """The files that a document has its reader save."""
    for found in FILE.finditer(document.text):
        yield Region(found.start(), found.start() + 1, found.groups(), saved)


def saved(example: Example) -> None:
    """Write a file of the story."""
    name, text = example.parsed
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, "utf-8")


def typed(example: Example) -> str | None:
    """Type the commands of a block that are shown with their output; None where they print just that."""
    told = [
        (words, shown.strip("\n"), printed(words)) for words, shown in TYPED.findall(example.parsed) if shown.strip()
    ]
    return next(
        (f"`peersupport {words}` prints\n{came}\nand not\n{shown}" for words, shown, came in told if came != shown),
        None,
    )


def printed(words: str) -> str:
    """What a command prints, without the blanks at the ends of lines."""
    from peersupport.cli.main import main  # noqa: PLC0415 - most runs of the tests do without

    out = StringIO()
    with redirect_stdout(out), redirect_stderr(out), pytest.raises(SystemExit):
        main(shlex.split(words))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()).strip("\n")


def begun(namespace: dict[str, Any]) -> None:
    """Begin a document: in an empty folder beside the examples, where Hypothesis takes its time."""
    settings.load_profile("documents")
    folder = TemporaryDirectory()
    for name in ("examples", "plugins", "conformance"):
        Path(folder.name, name).symlink_to(ROOT / name)
    namespace["_ended"] = (folder, Path.cwd(), os.environ.get("COLUMNS"))
    os.environ["COLUMNS"] = WIDTH
    os.chdir(folder.name)


def ended(namespace: dict[str, Any]) -> None:
    """Leave the folder of a document as if nothing had been there."""
    folder, before, columns = namespace["_ended"]
    os.chdir(before)
    os.environ.pop("COLUMNS")
    if columns is not None:
        os.environ["COLUMNS"] = columns
    folder.cleanup()
    settings.load_profile("default")


pytest_collect_file = Sybil(
    setup=begun,
    teardown=ended,
    parsers=[files, PythonCodeBlockParser(), CodeBlockParser("console", typed), SkipParser()],
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
