"""`peersupport due`: what is due, and what is overdue, of families and of a site itself."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.progress import Progress

from peersupport.cli.asking import Day
from peersupport.cli.caseloads import Asked, caseload_given
from peersupport.cli.files import write_together
from peersupport.cli.inputs import own_activity, read_input
from peersupport.cli.shared import console, host_given, print_json, print_table
from peersupport.dates import DateRange, PartialDate, Step
from peersupport.engine import today_in_london
from peersupport.engine.engine import utc_now
from peersupport.errors import InvalidDate
from peersupport.instants import parse_duration
from peersupport.policies.schedule import Due, Scheduling, Status, by_urgency, due_document, within
from peersupport.programmes.host import Host

MOST = 500
"""The rows of a table; JSON and calendars hold all."""
MOST_QUESTIONS = 2
"""The questions that a row of a table shows."""


class Duration(click.ParamType[Step]):
    """A duration on the command line, in ISO 8601: P2W."""

    name = "DURATION"

    def convert(self, value: str | Step, param: click.Parameter | None, ctx: click.Context | None) -> Step:
        """Read the duration strictly."""
        try:
            return value if isinstance(value, Step) else parse_duration(value)
        except InvalidDate as error:
            self.fail(error.help, param, ctx)


@click.command()
@caseload_given
@click.option("--programme", required=True, metavar="ID", help="The programme's id.")
@click.option("--site-id", metavar="ID", help="The programme's site, where it has several.")
@click.option(
    "--activity",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The site's own records as JSON: supporters, series, sessions, meetings, evaluations, sheets, outputs.",
)
@click.option("--on", type=Day(), help="The day that is asked about; else the mapping's, else today.")
@click.option(
    "--within",
    "ahead",
    type=Duration(),
    default="P1M",
    show_default=True,
    help="How far ahead to look, in ISO 8601: P2W.",
)
@click.option("--json", "as_json", is_flag=True, help="All answers as JSON, with the reasons for each.")
@click.option(
    "--ics", type=click.Path(dir_okay=False, path_type=Path), help="Write an iCalendar file, which names nobody."
)
@host_given
def due(
    host: Host,
    caseload: Asked,
    programme: str,
    site_id: str | None,
    activity: Path | None,
    on: date | None,
    ahead: Step,
    as_json: bool,
    ics: Path | None,
) -> None:
    """What is due, what is overdue, and why?

    CASELOAD is JSON Lines of cases, or a table with a mapping. What cannot be told is UNKNOWN, with what would have to
    be asked; a visit that was declined was not missed. Nothing is written unless --ics is given.
    """
    policy = host.schedule(programme, site_id)
    if not policy.schedules:
        click.echo(
            f"`{programme}` declares no schedules: that nothing is listed does not mean that nothing is due", err=True
        )
    given = read_input(caseload, host.sites)
    own = None if activity is None else own_activity(activity, policy.programme, policy.site)
    day = on or given.on or today_in_london()
    found: list[Due] = []
    with Progress(console=console(), transient=True, disable=as_json) as progress:
        for case in progress.track(given.cases, description="Looking"):
            found += policy.of_case(case, day)
    found += policy.of_site(own, day)
    shown = within(found, ahead.after(day))
    if ics is not None:
        _write(ics, shown)
    if as_json:
        print_json(_document(host, policy, day, by_urgency(found)))
        return
    _print(programme, day, shown, found)
    if ics is not None:
        click.echo(f"Calendar: {ics}")


def _write(path: Path, shown: Sequence[Due]) -> None:
    try:
        from peersupport.interop.calendar_events import calendar_text  # noqa: PLC0415 - only --ics needs icalendar
    except ImportError:
        raise click.UsageError("--ics needs `peersupport[calendar]`") from None
    text = calendar_text(shown, utc_now())
    write_together({path: text})


def _print(programme: str, day: date, shown: Sequence[Due], found: Sequence[Due]) -> None:
    counts = Counter(one.status for one in found)
    told = ", ".join(f"{counts[status]} {status.value}" for status in Status if counts[status])
    print_table(
        f"{programme} on {day.isoformat()}: {told or 'nothing is due'}",
        ["Status", "By", "Late from", "What", "Of whom", "Why"],
        [
            [one.status.value, _shown(one.due), _shown(one.overdue_from), one.what, _whom(one), _why(one)]
            for one in shown[:MOST]
        ],
    )
    if len(shown) > MOST:
        click.echo(f"... and {len(shown) - MOST} more: --json holds all")


def _whom(one: Due) -> str:
    return one.subject if one.case is None or str(one.case) == one.subject else f"{one.subject} (case {one.case})"


def _why(one: Due) -> str:
    if one.ask:
        more = len(one.ask) - MOST_QUESTIONS
        return " ".join(one.ask[:MOST_QUESTIONS]) + (f" (and {more} more: --json)" if more > 0 else "")
    reasons = [each.text if each.about.value != "rule" else each.name for each in one.why if each.text or each.name]
    return "; ".join(reasons)


def _shown(day: PartialDate | None) -> str:
    if day is None:
        return ""
    return f"{day.first.isoformat()} to {day.last.isoformat()}" if isinstance(day, DateRange) else day.isoformat()


def _document(host: Host, policy: Scheduling, day: date, found: Sequence[Due]) -> dict[str, Any]:
    return {
        "on": day.isoformat(),
        "programme": policy.programme,
        "site_id": policy.site or "",
        "host": host.digest,
        "due": [due_document(one) for one in found],
    }
