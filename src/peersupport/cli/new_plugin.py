"""`peersupport new-plugin`: a plugin to begin with, which passes the conformance suite as it stands."""

from pathlib import Path
from shlex import quote

import click

from peersupport.cli.scenario.needs import testing_kit


@click.command("new-plugin")
@click.argument("name")
@click.option(
    "--out",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder in which the plugin's own folder is made; else the current one.",
)
@click.option("--requirement-prefix", metavar="XX", help="What the ids of statements begin with; else the initials.")
def new_plugin(name: str, out: Path, requirement_prefix: str | None) -> None:
    """Write a package for a new programme: rules, source, scenarios, tests and documentation of an example.

    NAME is the programme's id: small letters, digits and dashes, such as toddler-together. Nothing is overwritten. Its
    README says what to change first.
    """
    with testing_kit():
        from peersupport.testing.template import write_plugin  # noqa: PLC0415 - the kit is an extra

    folder = write_plugin(name, out, requirement_prefix)
    click.echo(f"{folder} is written; {folder / 'README.md'} says what to change first. Now try:")
    named = quote(str(folder))
    click.echo(f"  peersupport conformance {named}")
    click.echo(f"  python -m pip install -e {named} && python -m pytest {named}")
