"""What is not documented is not done: hooks, fault codes, commands and options are looked up in the reference."""

import inspect
import re
from pathlib import Path

import click

from peersupport.cli.main import commands
from peersupport.programmes import hookspecs
from peersupport.programmes.contributions import KINDS

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
CALLS = r"code(?:: str)? ?= ?|_fault\(|_?Mismatch\(|yield |\.add\("
CODE = re.compile(rf'(?:{CALLS})\s*"([a-z]+-[a-z-]+)"')


def test_every_hook_stands_in_the_reference_with_its_signature() -> None:
    """A rule author reads the contract in one sitting; a hook that is not there does not exist for her."""
    text = (REFERENCE / "hooks.md").read_text("utf-8")
    assert sorted(re.findall(r"^## `(\w+)\(\)", text, flags=re.M)) == sorted(KINDS)
    for hook in KINDS:
        returned = inspect.signature(getattr(hookspecs, hook)).return_annotation
        shown = getattr(returned, "__args__", (returned,))[0].__name__
        assert f"## `{hook}() -> Iterable[{shown}]`" in text


def test_every_fault_code_stands_in_the_reference() -> None:
    """A code in a log can be looked up."""
    used = {code for file in (ROOT / "src").rglob("*.py") for code in CODE.findall(file.read_text("utf-8"))}
    listed = set(re.findall(r"^\| `([a-z-]+)` \|", (REFERENCE / "faults.md").read_text("utf-8"), flags=re.M))
    assert len(used) > 40
    assert used - listed == set()


def test_every_command_and_option_stands_in_the_reference() -> None:
    """The page of the command line names every command and every long option."""
    text = (REFERENCE / "command-line.md").read_text("utf-8")
    for name, command in commands.commands.items():
        assert f"`peersupport {name}" in text
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert all(option in text for option in parameter.opts if option.startswith("--")), parameter.name
