"""How decisions are asked for: at which sites, on what day, by which rules and for whom."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

import click

from peersupport.cli.shared import with_options
from peersupport.dates import parse_date
from peersupport.decisions import Decision
from peersupport.errors import InvalidDate
from peersupport.programmes.host import Host
from peersupport.records.codec import to_json
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


def decision_options(command: F) -> F:
    """The options that say where, on what day, by which rules and for whom decisions are made."""
    options = (
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
    return with_options(options, command)


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


def decision_text(decision: Decision, audience: Audience) -> str:
    """The decision as this reader may see it, as JSON on one line, with its site's id (empty where it has none)."""
    told = to_json(decision.told(audience)).decode()
    return f'{told[:-1]}, "site_id": {json.dumps(decision.rule_set.provenance.site, ensure_ascii=False)}}}'
