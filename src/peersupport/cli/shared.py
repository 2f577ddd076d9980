"""What several commands share: groups, options, the host they ask, and the output of tables and trees."""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from peersupport.errors import did_you_mean
from peersupport.explanations import SIGNS, Line
from peersupport.interop.site_files import read_sites
from peersupport.outcomes.instruments import Instrument
from peersupport.programmes.host import Host

F = TypeVar("F", bound=Callable[..., Any])
COLOURS = {"true": "green", "false": "red", "unknown": "yellow"}


class Suggesting(click.Group):
    """A group that suggests the command that was meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; for an unknown one, name the nearest."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise click.UsageError(f"there is no such command; {did_you_mean(args[0], self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)


class Discreet(click.Command):
    """A command about persons: what is one word too many is not repeated, since it may be a name."""

    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options; nothing may be left."""
        if super().parse_args(ctx, args):
            raise click.UsageError("there is a word too many: values follow their options, in quotes if need be", ctx)
        return []


def host_options(command: F) -> F:
    """The options that say which plugins, overlays and sites make the host."""
    site = click.option(
        "--site",
        "sites",
        multiple=True,
        type=click.Path(exists=True, path_type=Path),
        help="A site.toml, or a folder of them; repeatable.",
    )
    return site(plugin_options(command))


def plugin_options(command: F) -> F:
    """The options that say which plugins and overlays make the host."""
    options = (
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


def host_given(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same options, for a command that takes the `host` they describe."""

    @wraps(command)
    def called(
        sites: Sequence[Path], files: Sequence[Path], deny: Sequence[str], overlays: Sequence[str], **rest: Any
    ) -> Any:
        return command(host=host_of(sites, files, deny, overlays), **rest)

    return host_options(called)


def with_options(options: Sequence[Callable[[F], F]], command: F) -> F:
    """The command with these options, in their order."""
    for option in reversed(options):
        command = option(command)
    return command


def host_of(
    sites: Sequence[Path],
    files: Sequence[Path],
    deny: Sequence[str],
    overlays: Sequence[str],
    instruments: Sequence[Instrument] = (),
) -> Host:
    """The host that the options describe. Broken plugins are told on standard error."""
    named: dict[str, list[str]] = {}
    for overlay in overlays:
        plugin, equals, programme = overlay.partition("=")
        if not (plugin and equals and programme):
            raise click.UsageError("write an overlay as PLUGIN=PROGRAMME")
        named.setdefault(plugin, []).append(programme)
    read = [site for path in sites for site in read_sites(path)]
    host = Host.load(files=files, deny=deny, overlays=named, sites=read, instruments=instruments)
    for one in host.plugins:
        for fault in one.faults:
            click.echo(f"plugin {one.name}: {fault}", err=True)
    return host


def console() -> Console:
    """Where tables and trees go: standard output, plain when it is no terminal."""
    return Console(highlight=False, soft_wrap=False)


def numbered(count: int, word: str) -> str:
    """A number of things: `1 row`, `2 rows`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def print_json(document: object) -> None:
    """A document as JSON on standard output."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def print_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on standard output."""
    table = Table(title=title, title_justify="left", show_lines=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console().print(table)


def print_tree(title: str, lines: Iterable[Line]) -> None:
    """Lines under a title as a tree on standard output."""
    tree = Tree(f"[bold]{escape(title)}[/bold]")
    for line in lines:
        _grow(tree, line)
    console().print(tree)


def _grow(tree: Tree, line: Line) -> None:
    colour = COLOURS[line.truth.value] if line.truth is not None else ""
    sign = f"[{colour}]{SIGNS[line.truth]}:[/{colour}] " if line.truth is not None else ""
    branch = tree.add(sign + escape(line.text))
    for part in line.lines:
        _grow(branch, part)
