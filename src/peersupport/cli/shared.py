"""What several commands share: options, the host they ask, and the output of tables."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.table import Table

from peersupport.dates import parse_date
from peersupport.decisions import Decision
from peersupport.errors import InvalidDate
from peersupport.interop.site_files import read_sites
from peersupport.programmes.host import Host
from peersupport.rules.facts import Audience

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day on the command line: YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day strictly."""
        try:
            return value if isinstance(value, date) else parse_date(value)
        except InvalidDate:
            self.fail("write a day as YYYY-MM-DD", param, ctx)


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
    return _with(options, command)


def decision_options(command: F) -> F:
    """The options that say where, on what day, by which rules and for whom decisions are made."""
    options = (
        click.option(
            "--mapping",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="How a CSV's columns become records.",
        ),
        click.option(
            "--at",
            multiple=True,
            metavar="PROGRAMME=SITE",
            help="Only this site of a programme, by its id; repeatable. Else every site that it has.",
        ),
        click.option("--on", type=Day(), help="The day of the decisions; else the mapping's, else today."),
        click.option(
            "--rules-as-of",
            type=Day(),
            help="The day whose rules judge, such as that of an old application; else the day of the decisions.",
        ),
        click.option(
            "--audience",
            type=click.Choice([one.value for one in Audience]),
            default=Audience.CO_ORDINATOR.value,
            show_default=True,
            help="Who may read all that is printed and written.",
        ),
    )
    return _with(options, command)


def _with(options: Sequence[Callable[[F], F]], command: F) -> F:
    for option in reversed(options):
        command = option(command)
    return command


def sites_of(at: Iterable[str]) -> dict[str, str]:
    """The one site to ask of each programme that `--at` names."""
    chosen: dict[str, str] = {}
    for one in at:
        programme, equals, site = one.partition("=")
        if not (programme and equals and site):
            raise click.UsageError("write a site as PROGRAMME=SITE")
        if chosen.setdefault(programme, site) != site:
            raise click.UsageError(f"name one site of `{programme}`, or none for all that it has")
    return chosen


def site_shown(host: Host, programme: str, site: str) -> str:
    """What tells the sites of a programme apart in a text: ` @ site`; nothing where the programme has only one."""
    return f" @ {site}" if sum(one.programme == programme for one in host.sites) > 1 else ""


def decision_line(decision: Decision, audience: Audience) -> dict[str, Any]:
    """The decision as this reader may see it, with the id of its site (empty where it has none)."""
    return {**decision.document(audience), "site_id": decision.rule_set.provenance.site}


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
