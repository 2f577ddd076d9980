"""Every example of the documentation is looked after, and every task that a contributor can run is named."""

import ast
import re

from tests.docs.test_documented import PAGES, ROOT

CONFTEST = (ROOT / "conftest.py").read_text("utf-8")
FENCE = re.compile(r"^([ \t>]*)(`{3,}|~{3,})[ \t]*\{?(?:code-block|code)?\}?[ \t]*(py\w*|pycon)\b(.*)$", re.M)
SHOWN = re.compile(r"^```console\n(.*?)^```", re.M | re.S)


def test_every_python_block_is_collected() -> None:
    """An example that no test runs is wrong one day: it is fenced as the rest, on a page that the tests read."""
    (patterns,) = re.findall(r"patterns=(\[[^\]]+\])", CONFTEST)
    with_python = 0
    for page in PAGES:
        fences = FENCE.findall(page.read_text("utf-8"))
        assert {fence for fence in fences if fence != ("", "```", "python", "")} == set(), page
        if fences:
            with_python += 1
            path = page.relative_to(ROOT)
            assert any(path.match(one) for one in ast.literal_eval(patterns)), page
    assert with_python > 15


def test_no_example_is_skipped_without_a_reason() -> None:
    """Sybil skips what a comment says; the comment says why."""
    found = [line for page in PAGES for line in re.findall(r"<!--+ *skip:.*?-->", page.read_text("utf-8"))]
    assert [line for line in found if 'reason="' not in line] == []


def test_the_first_pages_show_what_commands_print() -> None:
    """The examples that a newcomer types first are typed by the tests, and print what the page shows."""
    assert 'CodeBlockParser("console"' in CONFTEST
    for name in ("README.md", "docs/tutorials/read-a-decision.md", "docs/tutorials/write-a-programme.md"):
        blocks = SHOWN.findall((ROOT / name).read_text("utf-8"))
        printed = [one for one in blocks if "$ peersupport" in one and re.search(r"^(?!\$ )\S", one, re.M)]
        assert printed, name


def test_every_session_stands_in_contributing() -> None:
    """A task that is not named is not run."""
    tree = ast.parse((ROOT / "noxfile.py").read_text("utf-8"))
    sessions = {
        one.name
        for one in tree.body
        if isinstance(one, ast.FunctionDef) and "nox.session" in map(_name, one.decorator_list)
    }
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = {word for line in re.findall(r"`nox (?:-R )?-s ([\w ]+)", text) for word in line.split()}
    assert len(sessions) > 15
    assert sessions - named == set()


def _name(decorator: ast.expr) -> str:
    return ast.unparse(decorator).partition("(")[0]


def test_the_documentation_is_built_without_a_network() -> None:
    """Nothing is fetched: no inventory of another project, no font, no script of another host."""
    conf = (ROOT / "docs" / "conf.py").read_text("utf-8")
    assert "intersphinx" not in conf
    assert "//" not in conf
