"""`peersupport changes`: what changed in a programme's rules and values, and when (MM31)."""

from pathlib import Path

import click

from peersupport.cli.shared import host_of, host_options, print_json, print_table
from peersupport.programmes.change_log import change_log


@click.command()
@host_options
@click.option("--programme", required=True, metavar="ID", help="Whose rules.")
@click.option("--at", "site", metavar="SITE", help="At which of its sites, where it has several.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
def changes(
    sites: tuple[Path, ...],
    files: tuple[Path, ...],
    deny: tuple[str, ...],
    overlays: tuple[str, ...],
    programme: str,
    site: str | None,
    as_json: bool,
) -> None:
    """What changed in a programme's rules and in the values that they read, day by day."""
    log = change_log(host_of(sites, files, deny, overlays), programme, site)
    if as_json:
        print_json(
            [
                {
                    "on": one.on.isoformat(),
                    "change": one.kind.value,
                    "name": one.name,
                    "requirements": list(one.requirements),
                    "value": one.value,
                    "quotation": one.citation.quotation,
                    "mark": one.citation.mark.value,
                    "source": one.source,
                }
                for one in log
            ]
        )
        return
    print_table(
        f"{len(log)} changes of `{programme}`",
        ["On", "Change", "What", "To", "By"],
        [
            [one.on.isoformat(), one.kind.value, one.name, "" if one.value is None else str(one.value), one.source]
            for one in log
        ],
    )
