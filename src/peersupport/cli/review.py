"""`peersupport review`: the main job. Eligibility of every case for every programme, with reasons and questions."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
from rich.progress import Progress

from peersupport.cli.asking import decision_options, decision_text, site_shown, sites_of
from peersupport.cli.caseloads import Asked, caseload_given
from peersupport.cli.files import written_together
from peersupport.cli.inputs import open_input
from peersupport.cli.ledgers import recording_options
from peersupport.cli.recorder import Recorder
from peersupport.cli.review_page import NAME, PageOfReview, page_options, page_wanted, stale_pages
from peersupport.cli.shared import console, host_of, host_options, numbered, print_json, print_table
from peersupport.cli.taken import taken_document, taking_options, tell_dry_run, tell_left_out
from peersupport.engine import Engine, today_in_london
from peersupport.explanations import HIDDEN
from peersupport.findings import Outcome
from peersupport.programmes.host import Host
from peersupport.reports.review import Review
from peersupport.reports.unread import UnreadAnswers
from peersupport.reports.visibility import catalogue
from peersupport.rules.facts import Audience


@click.command()
@caseload_given
@click.option(
    "--programme",
    "programmes",
    multiple=True,
    metavar="ID",
    help="Only these programmes, or programme/offer; repeatable.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where decisions.jsonl, summary.json and report.html go.",
)
@decision_options
@recording_options
@taking_options
@page_options
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON instead of a table.")
@host_options
def review(
    caseload: Asked,
    programmes: tuple[str, ...],
    out: Path | None,
    at: tuple[str, ...],
    on: date | None,
    rules_as_of: date | None,
    audience: str,
    place: str | None,
    keys: str | None,
    skip_faulty: bool,
    dry_run: bool,
    no_report: bool,
    no_suppression: bool,
    as_json: bool,
    sites: tuple[Path, ...],
    files: tuple[Path, ...],
    deny: tuple[str, ...],
    overlays: tuple[str, ...],
) -> None:
    """Which of these mothers may join which programme, why, and what must still be asked?

    CASELOAD is JSON Lines of cases, or a table with a mapping. Writes nothing unless --out or --ledger is given, and
    nothing at all when the input has faults, unless --skip-faulty leaves those rows out. All that is printed and
    written to --out is limited to what --audience may see; the ledger holds all of each decision, encrypted.
    """
    wanted = page_wanted(out, no_report, no_suppression)
    names = ("decisions.jsonl", "summary.json", *((NAME,) if wanted else ()))
    paths = () if out is None else tuple(out / name for name in names)
    host = host_of(sites, files, deny, overlays)
    policies = Engine(host).policies(programmes=programmes or None, sites=sites_of(at))
    with Progress(console=console(), transient=True, disable=as_json) as progress:
        given = open_input(caseload, host.sites, _checking(progress), skip_faulty=skip_faulty)
    day = on or given.on or today_in_london()
    tell_left_out(given.caseload.left_out)
    if dry_run:
        ledger = () if place is None else ("the ledger",)
        tell_dry_run(given.caseload, len(policies), day, (*paths, *ledger), as_json=as_json)
        return
    reader = Audience(audience)
    found, unread = Review(reader), UnreadAnswers(host, reader)
    page = PageOfReview.planned(wanted, policies, reader, day, rules_as_of, suppressed=not no_suppression)
    stale, kept = stale_pages(out, wanted), Recorder()
    with kept.told(), written_together(paths, gone=stale) as opened:
        with (
            kept.opened(host, place, keys),
            Progress(console=console(), transient=True, disable=as_json) as progress,
        ):
            for case in progress.track(given, description="Reviewing"):
                decisions = [policy.decide(case, day, rules_as_of=rules_as_of) for policy in policies]
                page.add(case, found.add(decisions))
                unread.add(case)
                kept.add(decisions, case.participant.id)
                if opened:
                    opened[0].writelines(decision_text(one, reader) + "\n" for one in decisions)
        summary = {
            "on": day.isoformat(),
            "rules_as_of": (rules_as_of or day).isoformat(),
            "audience": audience,
            "hidden": found.hidden,
            "cases": len(given),
            **taken_document(given.caseload),
            **({} if place is None else {"recorded": kept.recorded}),
            "unread": unread.document(),
            "host": host.digest,
            "sites": [{"programme": one.programme, "site_id": one.id, "digest": one.digest} for one in host.sites],
            "offers": found.document(),
            "catalogue": catalogue(host, reader),
        }
        if opened:
            json.dump(summary, opened[1], ensure_ascii=False, indent=2)
        if wanted:
            opened[2].write(page.html(host, found, left_out=bool(given.caseload.left_out.rows)))
    for path in stale:
        click.echo(f"{path.name} of an earlier review was removed", err=True)
    _tell_unread(unread)
    if as_json:
        print_json({key: value for key, value in summary.items() if key != "catalogue"})
        return
    by = f" by the rules of {rules_as_of.isoformat()}" if rules_as_of is not None and rules_as_of != day else ""
    _tables(host, found, f"{numbered(len(given), 'case')} on {day.isoformat()}{by}")
    if place is not None:
        click.echo(f"Recorded in the ledger: {numbered(kept.recorded, 'decision')}")
    if out is not None:
        click.echo(f"Results: {', '.join(str(path) for path in paths)}")


def _tell_unread(unread: UnreadAnswers) -> None:
    if unread.answers:
        click.echo(f"Answers to matters that no programme here knows: {unread.answers}", err=True)
    for help, number in unread.near():
        click.echo(f"  {help} ({numbered(number, 'answer')})", err=True)


def _checking(progress: Progress) -> Callable[[int], None]:
    """Shows how many cases have been checked: nobody knows yet how many there are."""
    task = progress.add_task("Checking", total=None)

    def checked(number: int) -> None:
        if number % 500 == 0:  # showing one takes as long as reading it
            progress.update(task, description=f"Checking: {number:,} cases")

    return checked


def _tables(host: Host, found: Review, title: str) -> None:
    outcomes = (Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE, Outcome.UNDETERMINED)
    named = [(one.address + site_shown(host, one.address.partition("/")[0], one.site), one) for one in found.offers]
    print_table(
        title,
        ["Offer", "May join", "May not", "Cannot be told yet"],
        [[name, *(str(one.outcomes[outcome]) for outcome in outcomes)] for name, one in named],
    )
    quotations = {rule.name: rule.citation.quotation for rules in host.rules.values() for rule in rules}
    for name, one in named:
        click.echo(f"\n{name}")
        for why in one.unavailable:
            click.echo(f"  cannot decide: {why}")
        for rule, number in one.against.most_common(2):
            words = quotations.get(f"{one.address.partition('/')[0]}/{rule}", "outside the period it runs")
            click.echo(f"  keeps out {number}: {rule} “{words}”")
        for asked in one.questions[:2]:
            wait = f"{asked.cases} of {one.outcomes[Outcome.UNDETERMINED]} open cases wait for it"
            click.echo(
                f"  ask the {asked.asked_of}: {asked.question} ({wait}; for {asked.settles} nothing else is asked)"
            )
    if found.hidden:
        click.echo(f"\n{HIDDEN}")
