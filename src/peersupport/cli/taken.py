"""What a review takes of a caseload: the rows that it leaves out, and what it would do without `--dry-run`."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from peersupport.cli.shared import numbered, print_json, with_options
from peersupport.interop.caseload import Caseload
from peersupport.interop.left_out import LeftOut


def taking_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what becomes of a caseload with faults, and of one without."""
    options = (
        click.option(
            "--skip-faulty",
            is_flag=True,
            help="Leave rows with faults out, and list them, instead of refusing the whole caseload.",
        ),
        click.option(
            "--dry-run", is_flag=True, help="Read and check everything, say what would be done, write nothing."
        ),
    )
    return with_options(options, command)


def taken_document(caseload: Caseload) -> dict[str, Any]:
    """How a caseload was read, and which of its rows were left out, if that was asked for."""
    left_out = {"left_out": caseload.left_out.document()} if caseload.plan.skip_faulty else {}
    return {"read": dict(caseload.told), **left_out}


def tell_left_out(left_out: LeftOut, word: str = "Left out") -> None:
    """List the faults of the rows that were left out on standard error; nothing where there are none."""
    if not left_out.rows:
        return
    for fault in left_out.listed:
        click.echo(str(fault), err=True)
    rows, faults = len(left_out.rows), left_out.codes.total()
    more = f"; only the first {len(left_out.listed)} are listed" if faults > len(left_out.listed) else ""
    click.echo(f"{word}: {numbered(rows, 'row')} with {numbered(faults, 'fault')}{more}", err=True)


def tell_dry_run(caseload: Caseload, offers: int, day: date, writing: Iterable[Path | str], *, as_json: bool) -> None:
    """Say what a review would do, on standard output."""
    places = [str(one) for one in writing]
    if as_json:
        would = {"cases": len(caseload), "offers": offers, "on": day.isoformat(), "write": places}
        print_json({"dry_run": True, **would, **taken_document(caseload)})
        return
    told = ", ".join(f"{key} {value}" for key, value in caseload.told.items())
    click.echo(f"Read: {numbered(len(caseload), 'case')} ({told})")
    click.echo(f"Would decide: for {numbered(offers, 'offer')}, on {day.isoformat()}")
    click.echo(f"Would write: {', '.join(places) or 'nothing'}")
    click.echo("Nothing was written: this was a dry run")
