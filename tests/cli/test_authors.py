"""What the author of a plugin types: a new plugin, and how far one has come."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from tests.cli.conftest import ROOT, Run

from peersupport.cli.conformance import LEVELS
from peersupport.cli.main import READING, commands
from peersupport.cli.scenario import needs
from peersupport.testing.conformance.catalogue import CHECKS
from peersupport.testing.conformance.check import Level


@pytest.fixture
def new(run: Run, tmp_path: Path) -> Iterator[Path]:
    """A plugin that the command has just written."""
    paths, modules = list(sys.path), set(sys.modules)
    code, out, _ = run("new-plugin", "cli-example", "--out", tmp_path, "--requirement-prefix", "CE")
    assert (code, str(tmp_path / "cli-example") in out) == (0, True)
    yield tmp_path / "cli-example"
    sys.path[:] = paths
    for module in set(sys.modules) - modules:
        del sys.modules[module]


def test_a_new_plugin_stands_on_the_top_level(new: Path, run: Run) -> None:
    """As a table that names every check, and exit code 0."""
    code, out, _ = run("conformance", new)
    assert code == 0
    assert "cli-example: exact" in out
    assert all(one.title in out for one in CHECKS)


def test_what_is_lacking_is_told_with_what_to_do_and_the_exit_code(new: Path, run: Run) -> None:
    """A build fails below the level that it asks for; JSON says the same as the table."""
    leaflet = new / "src" / "peersupport_cli_example" / "sources" / "example-leaflet.txt"
    leaflet.write_text(leaflet.read_text("utf-8") + "Bring a friend.\n", "utf-8")
    code, out, _ = run("conformance", new)
    assert code == 1
    assert "nothing quotes “Bring a friend.”; carry it by a rule, parameter or detail, or take it out" in out
    assert run("conformance", new, "--level", "loads")[0] == 0
    code, out, _ = run("conformance", new, "--level", "cited", "--json")
    told = json.loads(out)
    assert (code, told["level"], told["top"]) == (1, "loads", False)
    assert [one["check"] for one in told["checks"]] == [one.name for one in CHECKS]
    (problem,) = [each for one in told["checks"] for each in one["problems"]]
    assert set(problem) == {"where", "what", "do"}


def test_a_plugin_of_one_file_can_be_checked(run: Run) -> None:
    """What a file cannot have is told to be not applicable."""
    code, out, _ = run("conformance", ROOT / "examples" / "breast_feeding_support.py", "--level", "explained")
    assert code == 0
    assert "a plugin of one file has no metadata" in out


def test_a_name_that_is_not_there_is_told_with_the_one_that_was_meant(run: Run) -> None:
    """Exit code 2, as for every name that is not there."""
    code, _, err = run("conformance", "crafty-mumies")
    assert (code, "did you mean `crafty-mummies`?" in err) == (2, True)


def test_faults_of_a_new_plugin_are_all_told_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    """Exit code 1, each fault with the word that it is about."""
    code, _, err = run("new-plugin", "Toddler Together", "--out", tmp_path, "--requirement-prefix", "t")
    assert code == 1
    assert "NAME: " in err
    assert "--requirement-prefix: " in err
    assert "2 faults; nothing was written" in err
    assert list(tmp_path.iterdir()) == []


def test_a_command_that_only_reads_does_not_say_that_nothing_was_written() -> None:
    """Named by the commands themselves: a name that is misspelt would say it of a command that never writes."""
    assert set(commands.commands) >= READING
    assert READING & {"next", "may", "review"} == {"next", "may"}
    assert "conformance" not in READING


def test_the_levels_of_the_command_are_those_of_the_scale() -> None:
    """The command names them without the kit, which it need not have."""
    assert list(LEVELS) == [one.value for one in Level]


def test_what_is_missing_of_the_library_itself_is_no_missing_extra() -> None:
    """Telling somebody to install what she has would hide a mistake of ours."""
    with pytest.raises(click.UsageError, match=r"peersupport\[testing\]"), needs.testing_kit():
        raise ModuleNotFoundError("no hypothesis", name="hypothesis")
    with pytest.raises(ModuleNotFoundError), needs.testing_kit():
        raise ModuleNotFoundError("no such module", name="peersupport.testing.misspelt")
