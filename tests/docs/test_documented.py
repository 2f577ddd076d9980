"""What is not documented is not done: hooks, fault codes, commands and options are looked up in the reference."""

import inspect
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from peersupport.cli.main import commands
from peersupport.programmes import hookspecs
from peersupport.programmes.contributions import KINDS

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"

PAGES = [
    *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "SECURITY")),
    *sorted(page for page in (ROOT / "docs").rglob("*.md") if page.parent.name != "faults"),
]
"""What people wrote, and what is kept as they would; the pages of faults are part of the package."""


def test_every_hook_stands_in_the_reference_with_its_signature() -> None:
    """A rule author reads the contract in one sitting; a hook that is not there does not exist for her."""
    text = (REFERENCE / "hooks.md").read_text("utf-8")
    assert sorted(re.findall(r"^## `(\w+)\(\)", text, flags=re.M)) == sorted(KINDS)
    for hook in KINDS:
        returned = inspect.signature(getattr(hookspecs, hook)).return_annotation
        named = isinstance(returned, str)  # one that the import of the library does without
        shown = returned[9:-1] if named else getattr(returned, "__args__", (returned,))[0].__name__
        assert f"## `{hook}() -> Iterable[{shown}]`" in text


def every(group: click.Group, prefix: str = "peersupport") -> Iterator[tuple[str, click.Command]]:
    """Each command by what a user types, those inside groups too."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from every(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


def test_every_command_and_option_stands_in_the_reference() -> None:
    """The page of the command line names every command and every long option."""
    text = (REFERENCE / "command-line.md").read_text("utf-8")
    for name, command in every(commands):
        assert f"`{name}" in text
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert all(option in text for option in parameter.opts if option.startswith("--")), (name, parameter)


def test_every_command_that_a_page_shows_can_be_typed() -> None:
    """An example with a misspelt option stops a reader at her first step."""
    shown = [line for page in PAGES for line in re.findall(r"^\$ peersupport (.+)$", page.read_text("utf-8"), re.M)]
    assert len(shown) > 15
    for line in shown:
        command: click.Command = commands
        words = shlex.split(line.partition(" > ")[0])
        while isinstance(command, click.Group):
            assert words[0] in command.commands, line
            command = command.commands[words.pop(0)]
        command.make_parser(click.Context(command)).parse_args(words)


def test_every_file_that_a_page_names_is_there() -> None:
    """Promises point at their tests, by path; a path that leads nowhere shows nothing."""
    named = {
        (page.name, path)
        for page in PAGES
        for path in re.findall(r"`((?:tests|examples|plugins|src|docs)/[\w./-]+)`", page.read_text("utf-8"))
    }
    assert len(named) > 15
    assert {one for one in named if not (ROOT / one[1]).exists()} == set()
