"""`peersupport mutate`: a plugin's rules are changed one at a time; which changes do its tests not notice?"""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.progress import Progress

from peersupport.cli.scenario.needs import testing_kit
from peersupport.cli.shared import console, print_json, print_table

if TYPE_CHECKING:  # the command line does without pytest until it is needed
    from peersupport.testing.mutation.mutant import Mutant
    from peersupport.testing.mutation.trial import Result

UNNOTICED = 1


@click.command()
@click.argument("plugin")
@click.option(
    "--tests",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Tests or scenarios; else `tests` beside its file or `src`, and its `scenarios`. Repeatable.",
)
@click.option("--only", default="", metavar="WORDS", help="Only the changes whose names hold all these whole words.")
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="How many are tried at a time.")
@click.option("--list", "listed", is_flag=True, help="Name the changes, and try none.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
def mutate(plugin: str, tests: tuple[Path, ...], only: str, jobs: int, listed: bool, as_json: bool) -> int:
    """Which changes of a plugin's rules do its tests not notice?

    PLUGIN is a plugin's name, its distribution or its package, where it is installed; the path of a plugin of one
    file; or the folder of a project. Its thresholds, operators, connectives, readings, consequences
    and citations are changed as data, one at a time, and its tests are run against each change until one fails. Exits
    with 1 when a change went unnoticed.
    """
    with testing_kit():
        from peersupport.testing.conformance.finding import find_plugin, found_as  # noqa: PLC0415 - the kit is an extra
        from peersupport.testing.mutation.run import mutants_named, results  # noqa: PLC0415 - the same
        from peersupport.testing.mutation.tests_of import tests_of  # noqa: PLC0415 - the same

    candidate = find_plugin(plugin)
    found = found_as(candidate)
    mutants = mutants_named(found, only)
    if listed:
        _list(candidate.title, mutants, as_json)
        return 0
    places = tests or tests_of(candidate, plugin)
    click.echo(f"Tests: {', '.join(map(str, places))}", err=True)
    if not tests and places[0].name != "tests":
        click.echo(
            "There are no tests beside it, so only its scenarios are run: give the rest with --tests PATH", err=True
        )
    with Progress(console=console(), transient=True, disable=as_json) as progress:
        task = progress.add_task("Changing the rules", total=len(mutants))
        tried = results(found, mutants, places, jobs=jobs, told=lambda _: progress.advance(task))
    return _report(candidate.title, tried, places, as_json)


def _list(plugin: str, mutants: "Sequence[Mutant]", as_json: bool) -> None:
    if as_json:
        print_json([_named(one) for one in mutants])
        return
    print_table(f"{len(mutants)} changes of {plugin}", ["Of", "Change"], [[one.place, one.change] for one in mutants])


def _report(plugin: str, tried: "Sequence[Result]", places: Sequence[Path], as_json: bool) -> int:
    counted = Counter(one.outcome.value for one in tried)
    missed = [one for one in tried if one.outcome.value in {"unnoticed", "broken"}]
    if as_json:
        changes = [{**_named(one.mutant), "outcome": one.outcome.value, "by": one.by} for one in tried]
        told = {"plugin": plugin, "tests": [*map(str, places)], "changes": changes}
        print_json({**told, "counts": dict(sorted(counted.items()))})
    else:
        if missed:
            rows = [[one.mutant.place, one.mutant.change, one.by or one.outcome.value] for one in missed]
            print_table("What no test noticed", ["Of", "Change", "What happened"], rows)
        counts = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counted.items()))
        click.echo(f"{plugin}: {len(tried)} changes: {counts or 'none'}")
    return UNNOTICED if missed else 0


def _named(mutant: "Mutant") -> dict[str, object]:
    return {
        "name": mutant.name,
        "of": mutant.place,
        "change": mutant.change,
        "requirements": list(mutant.requirements),
    }
