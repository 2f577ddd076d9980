"""`peersupport review`: the main job. Eligibility of every case for every programme, with reasons and questions."""

import json
import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO

import click
from rich.progress import Progress

from peersupport.cli.inputs import read_input
from peersupport.cli.shared import Day, console, host_of, host_options, print_json, print_table
from peersupport.engine import Engine, today_in_london
from peersupport.findings import Outcome
from peersupport.programmes.host import Host
from peersupport.reports.review import Review
from peersupport.rules.facts import Audience


@click.command()
@click.argument("caseload", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="How a CSV's columns become records.",
)
@click.option("--programme", "programmes", multiple=True, metavar="ID", help="Only these programmes; repeatable.")
@click.option("--on", type=Day(), help="The day of the decisions; else the mapping's, else today.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Where decisions.jsonl and summary.json go."
)
@click.option(
    "--audience",
    type=click.Choice([one.value for one in Audience]),
    default=Audience.CO_ORDINATOR.value,
    show_default=True,
    help="Who may read decisions.jsonl.",
)
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON instead of a table.")
@host_options
def review(
    caseload: Path,
    mapping: Path | None,
    programmes: tuple[str, ...],
    on: date | None,
    out: Path | None,
    audience: str,
    as_json: bool,
    sites: tuple[Path, ...],
    files: tuple[Path, ...],
    deny: tuple[str, ...],
    overlays: tuple[str, ...],
) -> None:
    """Which of these mothers may join which programme, why, and what must still be asked?

    CASELOAD is JSON Lines of cases, or CSV with a mapping. Writes nothing unless --out is given, and nothing at all
    when the input has faults.
    """
    host = host_of(sites, files, deny, overlays)
    addresses = [address for one in (programmes or (None,)) for address in host.offers(one)]
    given = read_input(caseload, mapping, host.sites)
    day = on or given.on or today_in_london()
    engine = Engine(host)
    found = Review()
    with (
        _written(out, "decisions.jsonl") as decisions,
        Progress(console=console(), transient=True, disable=as_json) as progress,
    ):
        for case in progress.track(given.cases, description="Reviewing"):
            for address in addresses:
                decision = engine.eligibility(case, address, on=day)
                found.add([decision])
                if decisions is not None:
                    decisions.write(json.dumps(decision.document(audience), ensure_ascii=False) + "\n")
    summary = {
        "on": day.isoformat(),
        "cases": len(given.cases),
        "host": host.digest,
        "sites": {site.id: site.digest for site in host.sites},
        "offers": found.document(),
        "catalogue": host.catalogue(),
    }
    with _written(out, "summary.json") as file:
        if file is not None:
            json.dump(summary, file, ensure_ascii=False, indent=2)
    if as_json:
        print_json({key: value for key, value in summary.items() if key != "catalogue"})
        return
    _tables(host, found, len(given.cases), day)
    if out is not None:
        click.echo(f"Results: {out / 'decisions.jsonl'} and {out / 'summary.json'}")


def _tables(host: Host, found: Review, cases: int, day: date) -> None:
    outcomes = (Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE, Outcome.UNDETERMINED)
    print_table(
        f"{cases} cases on {day.isoformat()}",
        ["Offer", "May join", "May not", "Cannot be told yet"],
        [[one.address, *(str(one.outcomes[outcome]) for outcome in outcomes)] for one in found.offers.values()],
    )
    quotations = {rule.name: rule.citation.quotation for rules in host.rules.values() for rule in rules}
    for one in found.offers.values():
        click.echo(f"\n{one.address}")
        for why in one.unavailable:
            click.echo(f"  cannot decide: {why}")
        for rule, number in one.against.most_common(2):
            words = quotations.get(f"{one.address.partition('/')[0]}/{rule}", "outside the period it runs")
            click.echo(f"  keeps out {number}: {rule} “{words}”")
        for asked in one.questions[:2]:
            settles = f"settles {asked.settles} of {one.outcomes[Outcome.UNDETERMINED]} open cases"
            click.echo(f"  ask the {asked.asked_of}: {asked.question} ({settles}; {asked.cases} wait for it)")


@contextmanager
def _written(folder: Path | None, name: str) -> Generator[IO[str] | None]:
    """A file that appears only when it is complete; None when no folder was asked for."""
    if folder is None:
        yield None
        return
    folder.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            yield file
        Path(temporary).replace(folder / name)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
