"""`peersupport scenario run`: which sentences hold, and of those that do not, why."""

from collections import Counter
from collections.abc import Iterable
from os.path import commonpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.progress import Progress

from peersupport.cli.scenario.needs import plugins_given, testing_kit
from peersupport.cli.shared import console, print_json, print_table
from peersupport.errors import Fault, InvalidDocument
from peersupport.programmes.host import Host

if TYPE_CHECKING:
    from peersupport.testing.scenarios import Difference, Scenario

BROKEN = 1
"""The exit code where a sentence does not hold."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH...")
@click.option(
    "--coverage",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write what was seen of the programmes' rules to DIR/index.html and DIR/coverage.json.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
@plugins_given
def run(host: Host, paths: tuple[Path, ...], coverage: Path | None, as_json: bool) -> int:
    """Put the scenarios of files, or of all files of folders, to the plugins. Exit code 1: one does not hold."""
    with testing_kit():
        from peersupport.cli.scenario.covering import covered  # noqa: PLC0415
        from peersupport.testing.scenarios import check_scenario, load_scenarios  # noqa: PLC0415

    scenarios = _gathered([load_scenarios(path) for path in paths])
    found: list[tuple[Scenario, list[Difference]]] = []
    faults: list[Fault] = []
    programmes = {one.programme.partition("/")[0] for one in scenarios}
    with (
        covered(host, coverage, programmes) as told,
        Progress(console=console(), transient=True, disable=as_json) as progress,
    ):
        for one in progress.track(scenarios, description="Asking"):
            try:
                found.append((one, check_scenario(host, one)))
            except InvalidDocument as error:
                faults += error.faults
        if faults:
            raise InvalidDocument("scenarios do not fit the plugins", faults)
    broken = [(one, differences) for one, differences in found if differences]
    if as_json:
        print_json(_document(scenarios, broken))
    else:
        _print(scenarios, broken)
        for line in told:
            click.echo(line)
    return BROKEN if broken else 0


def _gathered(loaded: "list[list[Scenario]]") -> "list[Scenario]":
    scenarios = [one for these in loaded for one in these]
    if not scenarios:
        raise click.UsageError("there is no scenario: name files of scenarios, or folders of `*.yaml`")
    return scenarios


def _print(scenarios: "list[Scenario]", broken: "list[tuple[Scenario, list[Difference]]]") -> None:
    for one, differences in broken:
        click.echo(f"{one.where()[0]}: {one.sentence}")
        for difference in differences:
            click.echo("\n".join(f"    {line}" for line in str(difference).splitlines()))
        click.echo()
    every = Counter(one.document.file for one in scenarios)
    failing = Counter(one.document.file for one, _ in broken)
    unread = Counter(one.document.file for one in scenarios if one.recorded is not None)
    names = zip(every, _short(every), strict=True)
    rows = [
        [name, *map(str, (every[file], every[file] - failing[file], failing[file], unread[file]))]
        for file, name in names
    ]
    title = f"{len(scenarios)} scenarios, {len(broken)} of them do not hold"
    print_table(title, ["File", "Scenarios", "Hold", "Do not", "Recorded, to be read"], rows)


def _short(files: Iterable[str]) -> list[str]:
    """The files without what all of them have in common, so that a narrow terminal can show them."""
    paths = [Path(file) for file in files]
    above = Path(commonpath([path.parent for path in paths])) if len(paths) > 1 else paths[0].parent
    return [str(path.relative_to(above)) for path in paths]


def _document(scenarios: "list[Scenario]", broken: "list[tuple[Scenario, list[Difference]]]") -> dict[str, Any]:
    return {
        "scenarios": len(scenarios),
        "hold": len(scenarios) - len(broken),
        "recorded": sum(one.recorded is not None for one in scenarios),
        "broken": [
            {
                "at": one.where()[0],
                "scenario": one.sentence,
                "differences": [
                    {
                        "key": each.key,
                        "expected": each.expected,
                        "came": each.came,
                        "help": each.help,
                        "rules": each.lines(),
                    }
                    for each in differences
                ],
            }
            for one, differences in broken
        ],
    }
