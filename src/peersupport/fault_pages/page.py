"""The pages of the codes: read from the package's own data, so that they are there without a network."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from peersupport._attrs import frozen
from peersupport.errors import UnknownName, did_you_mean

PLUGIN = "toddlers.py"
SEEN = f"peersupport plugins --plugin {PLUGIN}"
PROGRAMME = """\
toddlers = Programme(id="toddlers", title="Toddlers", source="leaflet.txt", runs=since("2025-01-01"))


@hookimpl
def programmes():
    return [toddlers]
"""
RULES = """\
@hookimpl
def eligibility_rules():
    return toddlers.rules(require("T1", any_child(core.child_age_years < 3), quote="under-threes"))
"""
"""What the plugin of an example has besides what it shows, unless it shows its own."""


@frozen
class FaultPage:
    """What there is to know of one code, and an example that gives just this code.

    An example is a text of Python, or `files` by their names and the `command` that meets the fault in them.
    """

    code: str
    wrong: str
    why: str
    remedy: str
    python: str = ""
    files: tuple[tuple[str, str], ...] = ()
    command: str = ""

    @property
    def address(self) -> str:
        """Where the page stands in the documentation: it never changes."""
        return f"reference/faults/{self.code}"

    @property
    def markdown(self) -> str:
        """The page as Markdown."""
        wrong = f"{self.wrong[0].upper()}{self.wrong[1:]}."
        parts = [f"# `{self.code}`", wrong, "## How it comes about", self.why, "## What to do", self.remedy]
        if self.python or self.files:
            parts += ["## An example"]
        if self.python:
            parts += [_block("python", self.python)]
        for name, text in self.files:
            parts += [f"`{name}`:", _block(name.rpartition(".")[2].replace("py", "python"), text)]
        if self.command:
            parts += [_block("console", f"$ {self.command}\n")]
        return "\n\n".join(parts) + "\n"

    def document(self) -> dict[str, Any]:
        """The page as JSON."""
        return {
            "code": self.code,
            "wrong": self.wrong,
            "why": self.why,
            "remedy": self.remedy,
            "python": self.python,
            "files": dict(self.files),
            "command": self.command,
            "page": self.address,
        }


@cache
def fault_pages() -> dict[str, FaultPage]:
    """Every page by its code, in the order of the alphabet."""
    found: dict[str, FaultPage] = {}
    for file in files("peersupport.fault_pages").iterdir():
        if file.name.endswith(".toml"):
            for code, given in tomllib.loads(file.read_text("utf-8")).items():
                found[code] = _page(code, **given)
    return dict(sorted(found.items()))


def fault_page(code: str) -> FaultPage:
    """The page of one code, as an error or a log gives it. Raises `UnknownName`."""
    pages = fault_pages()
    if code not in pages:
        raise UnknownName("there is no such code of a fault", help=did_you_mean(code, pages))
    return pages[code]


def _page(code: str, *, plugin: str = "", files: dict[str, str] | None = None, **texts: str) -> FaultPage:
    given = dict(files or {})
    if plugin:
        given = {**given, PLUGIN: _plugin(plugin)}
        texts = {"command": SEEN, **texts}
    return FaultPage(code=code, files=tuple(given.items()), **texts)


def _plugin(shown: str) -> str:
    """A whole plugin around the part that an example shows, with the imports that it needs."""
    from peersupport import plugin  # noqa: PLC0415 - for these pages alone

    before = "" if "def programmes(" in shown else PROGRAMME
    after = "" if "def eligibility_rules(" in shown else RULES
    whole = "\n\n".join(filter(None, (before, shown, after)))
    names = {*re.findall(r"\w+", whole)} & {*plugin.__all__}
    used = sorted(names, key=lambda name: (not name.isupper(), name[0].islower(), name))
    return f"from peersupport.plugin import {', '.join(used)}\n\n{whole}"


def _block(language: str, text: str) -> str:
    return f"```{language}\n{text.strip()}\n```"
