"""Every code has a page, every page's example gives just its code, and nothing else is said twice."""

import ast
import re
import shlex
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from peersupport import Host, PeerSupportError
from peersupport.cli.main import main
from peersupport.fault_pages import FaultPage, fault_pages
from peersupport.fault_pages.page import PLUGIN, SEEN

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"[a-z]+(-[a-z]+)*")
SHOWN = re.compile(r"\[([a-z]+(?:-[a-z]+)*)\]")
GIVES_A_FAULT = re.compile(
    r"_?[fF]ault|add|refused|Unheld|_?invalid|_unreadable|_guarded|_?Mismatch|Unreadable|Invalid\w+|Ledger\w+|\w+Error|UnknownName"
)
"""The functions and classes that a code is handed to."""
WITHOUT_AN_EXAMPLE = {
    "a base that is not raised, or an error that lists others": {
        "caseload-empty",
        "document-invalid",
        "faulty",
        "ledger",
        "plugin-faulty",
    },
    "a rule never has this fault alone": {"rule-undated"},
    "it needs a hundred faults, or a file in another encoding": {"faults-more", "file-encoding"},
    "only documents of rules hold such lists": {"value-repeated"},
    "it needs a spreadsheet as a program writes it": {
        "cell-digits",
        "cell-early",
        "cell-error",
        "spreadsheet-cells",
        "spreadsheet-size",
    },
    "a mapping of many lines leads there": {"nhs-number"},
    "it stands for an error that is not the library's": {"request-failed"},
    "the file has to change at the very moment": {"file-changed"},
    "it needs a damaged database, or one that fails while it commits": {
        "ledger-checkpoint-changed",
        "ledger-checkpoint-missing",
        "ledger-not-durable",
        "ledger-row-gap",
        "ledger-row-instant",
        "ledger-row-unlinked",
        "ledger-schema",
        "ledger-uncertain",
        "replay-differs",
    },
    "it needs packages that are missing": {"change-scipy", "ledger-not-installed", "spreadsheet-not-installed"},
    "it needs a plugin's whole project with its tests": {"mutation-baseline", "mutation-tests", "plugin-elsewhere"},
    "it needs a case of the testing kit": {"case-value", "world-unknown"},
}
"""The pages without an example, by the reason."""


def texts(node: ast.AST | None) -> Iterator[str]:
    """The texts that an argument can be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from chain(texts(node.body), texts(node.orelse))


def codes(source: str) -> Iterator[str]:
    """The codes of faults that a module gives: handed over, yielded, or those of its classes of errors."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if GIVES_A_FAULT.fullmatch(name):
                given = [*node.args[:3], *(one.value for one in node.keywords if one.arg == "code")]
                yield from (code for code in chain.from_iterable(map(texts, given)) if "-" in code)
            case ast.Yield(value=ast.Tuple(elts=[first, *_])):
                yield from (code for code in texts(first) if "-" in code)
            case ast.ClassDef():
                own = (one for one in node.body if isinstance(one, ast.Assign | ast.AnnAssign))
                named = (one for one in own if getattr(getattr(one, "targets", [None])[0], "id", "") == "code")
                yield from chain.from_iterable(texts(one.value) for one in named)
            case _:
                pass


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    """A code in a log can be looked up, and nobody keeps a page of what is never told."""
    sources = {path: path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py")}
    used = {code for source in sources.values() for code in codes(source)}
    used |= {f"ledger-row-{code}" for code in re.findall(r'_fault\("(\w+)"', sources[ROOT / VERIFICATION])}
    assert {"error", "ledger", "ledger-conflict", "ledger-row-gap", "value-type", "path-form"} <= used
    assert used - fault_pages().keys() == set()
    assert fault_pages().keys() - used == set()


VERIFICATION = "src/peersupport/ledger/verification.py"


def test_the_pages_without_an_example_are_those_that_can_have_none() -> None:
    """Each of the others shows how it comes about."""
    without = {page.code for page in fault_pages().values() if not page.python and not page.files and not page.command}
    assert without == set().union(*WITHOUT_AN_EXAMPLE.values())


def met(page: FaultPage, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The codes that the example of a page gives, run as it stands in a folder of its own."""
    for name, text in page.files:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")
    if page.python:
        names: dict[str, Any] = {}
        try:
            exec(compile(page.python, page.code, "exec"), names)
        except PeerSupportError as error:
            return {fault.code for fault in error.faults}
        return {fault.code for fault in names["faults"]}
    if page.command == SEEN:  # as the command does, without the installed plugins: there are many such pages
        return {fault.code for one in Host.load(files=[PLUGIN], discover=False).plugins for fault in one.faults}
    with pytest.raises(SystemExit):
        main(shlex.split(page.command)[1:])
    return set(SHOWN.findall(capsys.readouterr().err))


@pytest.fixture(scope="module")
def installed() -> Host:
    """The host of the installed plugins: most examples ask that one."""
    return Host.load()


@pytest.mark.parametrize("code", sorted(fault_pages().keys() - set().union(*WITHOUT_AN_EXAMPLE.values())))
def test_the_example_of_a_page_gives_just_its_code(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], installed: Host
) -> None:
    """Who meets the code sees what it takes, and nothing else."""
    load = Host.load

    def quick(**given: Any) -> Host:
        return load(**given) if any(given.values()) else installed

    monkeypatch.setattr(Host, "load", quick)
    monkeypatch.chdir(tmp_path)
    assert met(fault_pages()[code], capsys) == {code}


def test_an_example_can_be_copied() -> None:
    """A plugin is whole, with its imports; and every example is short enough to be read."""
    plugins = [dict(page.files)[PLUGIN] for page in fault_pages().values() if page.command == SEEN]
    assert len(plugins) > 60
    for text in plugins:
        compile(text, PLUGIN, "exec")
    assert max(len(text.splitlines()) for page in fault_pages().values() for _, text in page.files) < 60


@pytest.mark.parametrize("part", ["wrong", "why", "remedy"])
def test_a_page_says_something_under_each_heading(part: str) -> None:
    """And as a sentence, but for what is wrong, which stands in tables."""
    for page in fault_pages().values():
        text = getattr(page, part)
        assert len(text) > 10, page.code
        assert text[-1] == "." or part == "wrong" or text[-1] in "`)", page.code
