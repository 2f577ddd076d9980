"""`peersupport report`: what a programme did in a period, with small numbers hidden."""

from datetime import date
from pathlib import Path

import click
from rich.progress import Progress

from peersupport.cli.caseloads import Asked, caseload_given
from peersupport.cli.files import write_together
from peersupport.cli.inputs import read_input
from peersupport.cli.shared import console, host_given, print_json, print_table
from peersupport.engine.engine import utc_now
from peersupport.errors import InvalidDate
from peersupport.interop.activity import read_activity
from peersupport.interop.texts import file_bytes
from peersupport.outcomes.suppression import DEFAULT_POLICY, POLICIES, suppression_policy
from peersupport.programmes.host import Host
from peersupport.reports.model import Report
from peersupport.reports.periods import period_of
from peersupport.reports.published import published

READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)
WRITABLE = click.Path(dir_okay=False, path_type=Path)


class PeriodOption(click.ParamType[tuple[date, date]]):
    """A period on the command line."""

    name = "2026-Q3|2026|START/END"

    def convert(
        self, value: str | tuple[date, date], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[date, date]:
        """Read the period strictly."""
        try:
            return value if isinstance(value, tuple) else period_of(value)
        except InvalidDate as error:
            self.fail("; ".join(filter(None, (error.message, error.help))), param, ctx)


@click.command()
@click.argument("kind")
@caseload_given
@click.option("--programme", required=True, metavar="ID", help="Whose report it is.")
@click.option("--period", required=True, type=PeriodOption(), help="END is the first day that is no longer in it.")
@click.option("--activity", type=READABLE, help="The site's own records: sessions, meetings, training, costs (JSON).")
@click.option("--births", type=click.IntRange(min=0), help="Births in the area, for a planning figure.")
@click.option(
    "--suppression",
    metavar="RULE",
    help=f"The rule for small numbers: {', '.join(POLICIES)}. By default {DEFAULT_POLICY.id}, and the report says so.",
)
@click.option(
    "--earlier",
    type=READABLE,
    multiple=True,
    help="The JSON of the same report as it was published before: nothing is given away by what changed; repeatable.",
)
@click.option("--html", type=WRITABLE, help="Write the report as one page with plots.")
@click.option("--csv", type=WRITABLE, help="Write its tables as CSV.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON instead of tables.")
@host_given
def report(
    host: Host,
    kind: str,
    caseload: Asked,
    programme: str,
    period: tuple[date, date],
    activity: Path | None,
    births: int | None,
    suppression: str | None,
    earlier: tuple[Path, ...],
    html: Path | None,
    csv: Path | None,
    as_json: bool,
) -> None:
    """What did the programme do in a period, for whom, and with what result?

    KIND is term, evaluation, reach, waiting, learning, toolkit, value, planning or national. CASELOAD is JSON Lines of
    cases, or a table with a mapping. Every count of people passes the rule for small numbers; no report names anybody.
    """
    try:  # who makes no report needs none of what draws and solves
        from peersupport.reports.csv_text import csv_of  # noqa: PLC0415
        from peersupport.reports.html import html_of  # noqa: PLC0415
        from peersupport.reports.making import kind_of, make_report  # noqa: PLC0415
    except ImportError:
        raise click.UsageError("reports need further packages: install peersupport[reports]") from None
    chosen = kind_of(kind)
    rule = None if suppression is None else suppression_policy(suppression)
    before = [published(file_bytes(path), chosen.value, programme) for path in earlier]
    site = None if activity is None else read_activity(activity)
    given = read_input(caseload, host.sites)
    with Progress(console=console(), transient=True, disable=as_json) as progress:
        task = progress.add_task("Counting", total=len(given.cases))
        made = make_report(
            host,
            chosen,
            programme,
            *period,
            given.cases,
            activity=site,
            births=births,
            at=utc_now(),
            suppression=rule,
            earlier=before,
            tick=lambda: progress.advance(task),
        )
    forms = ((html, html_of), (csv, csv_of))
    write_together({path: form(made) for path, form in forms if path is not None})
    if as_json:
        print_json(made.document())
        return
    _tell(made)
    for path in (html, csv):
        if path is not None:
            click.echo(f"Written: {path}")


def _tell(made: Report) -> None:
    click.echo(f"{made.title}: {made.programme_title}, {made.period}\n{made.counted}\n{made.small_numbers}\n")
    for one in made.said:
        shown = f" ({', '.join(one.requirements)})" if one.requirements else ""
        click.echo(f"- {one.text}{shown}")
    for table in made.tables:
        click.echo()
        print_table(table.caption, table.headings, [[row.label, *row.cells] for row in table.rows])
        if table.note:
            click.echo(table.note)
    click.echo()
    for text in made.caveats:
        click.echo(f"* {text}")
