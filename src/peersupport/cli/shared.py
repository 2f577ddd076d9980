"""What several commands share: options, the host they ask, and the output of tables."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.table import Table

from peersupport.interop.site_files import read_sites
from peersupport.programmes.host import Host

F = TypeVar("F", bound=Callable[..., Any])


def host_options(command: F) -> F:
    """The options that say which plugins, overlays and sites make the host."""
    options = (
        click.option(
            "--site",
            "sites",
            multiple=True,
            type=click.Path(exists=True, path_type=Path),
            help="A site.toml, or a folder of them; repeatable.",
        ),
        click.option(
            "--plugin",
            "files",
            multiple=True,
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="A single-file plugin; repeatable.",
        ),
        click.option("--deny", multiple=True, help="An installed plugin to leave out; repeatable."),
        click.option(
            "--overlay",
            "overlays",
            multiple=True,
            metavar="PLUGIN=PROGRAMME",
            help="Let a plugin narrow another's programme; repeatable.",
        ),
    )
    return with_options(options, command)


def with_options(options: Sequence[Callable[[F], F]], command: F) -> F:
    """The command with these options, in their order."""
    for option in reversed(options):
        command = option(command)
    return command


def host_of(sites: Sequence[Path], files: Sequence[Path], deny: Sequence[str], overlays: Sequence[str]) -> Host:
    """The host that the options describe. Broken plugins are told on standard error."""
    named: dict[str, list[str]] = {}
    for overlay in overlays:
        plugin, equals, programme = overlay.partition("=")
        if not (plugin and equals and programme):
            raise click.UsageError("write an overlay as PLUGIN=PROGRAMME")
        named.setdefault(plugin, []).append(programme)
    read = [site for path in sites for site in read_sites(path)]
    host = Host.load(files=files, deny=deny, overlays=named, sites=read)
    for one in host.plugins:
        for fault in one.faults:
            click.echo(f"plugin {one.name}: {fault}", err=True)
    return host


def console() -> Console:
    """Where tables and trees go: standard output, plain when it is no terminal."""
    return Console(highlight=False, soft_wrap=False)


def print_json(document: object) -> None:
    """A document as JSON on standard output."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def print_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on standard output."""
    table = Table(title=title, title_justify="left", show_lines=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    console().print(table)
