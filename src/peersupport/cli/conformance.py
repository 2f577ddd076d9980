"""`peersupport conformance`: how far a plugin keeps to what its users rest on, and what it lacks for the next level."""

import click
from rich.progress import Progress

from peersupport.cli.scenario.needs import testing_kit
from peersupport.cli.shared import console, print_json, print_table

LEVELS = ("loads", "cited", "explained", "exercised", "exact")


@click.command()
@click.argument("plugin")
@click.option(
    "--level",
    type=click.Choice(LEVELS),
    default=LEVELS[-1],
    show_default=True,
    help="The level that must be reached for the exit code 0.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
def conformance(plugin: str, level: str, as_json: bool) -> int:
    """Which level does a plugin reach, and what does it lack?

    PLUGIN is a plugin's name, its distribution or its package, where it is installed; the path of a plugin of one
    file; or the folder of a project. Every check is run, and nothing can be switched off. Exit code 1 below the level.
    """
    with testing_kit():
        from peersupport.testing.conformance.catalogue import CHECKS  # noqa: PLC0415 - the kit is an extra
        from peersupport.testing.conformance.finding import find_plugin  # noqa: PLC0415 - the same
        from peersupport.testing.conformance.scale import weighed  # noqa: PLC0415 - the same

    candidate = find_plugin(plugin)
    with Progress(console=console(), transient=True, disable=as_json) as progress:
        task = progress.add_task("Checking", total=len(CHECKS))
        scale = weighed(candidate, done=lambda: progress.advance(task))
    reached = -1 if scale.level is None else LEVELS.index(scale.level.value)
    code = 0 if reached >= LEVELS.index(level) else 1
    if as_json:
        print_json(scale.document())
        return code
    print_table(
        f"{scale.plugin}: {'below the first level' if scale.level is None else scale.level.value}",
        ["Level", "Check", "State"],
        [
            [one.check.level.value, one.check.title, f"{one.state.value}{f': {one.note}' if one.note else ''}"]
            for one in scale.results
        ],
    )
    for one in scale.results:
        if one.problems:
            click.echo(f"\n{one.check.name}: {one.check.statement}")
            for problem in one.problems:
                click.echo(f"  - {problem}")
    if scale.level is not None:
        click.echo(f"\n{scale.level.value}: {scale.level.meaning}")
    return code
