"""`peersupport ledger backup`, `export` and `migrate`."""

from pathlib import Path

import click

from peersupport.cli.ledger.working import files, ledger_packages, progress_bar
from peersupport.cli.ledgers import Kept, ledger_given
from peersupport.cli.shared import Discreet, print_json

OUT = click.option("--out", required=True, metavar="FILE", help="A new file.")


@click.command(cls=Discreet)
@OUT
@ledger_given
def backup(kept: Kept, as_json: bool, out: str) -> None:
    """Copy the ledger, sealed, while it is in use. Its keys are not in the copy: keep them apart."""
    with kept.reading() as ledger, files(), progress_bar("Copying", shown=not as_json) as progress:
        ledger.backup(Path(out), progress)
    _tell("backup", as_json)


@click.command(cls=Discreet)
@OUT
@ledger_given
def export(kept: Kept, as_json: bool, out: str) -> None:
    """Write all entries, sealed, as JSON Lines: anybody can verify them, and nobody without the keys can read them."""
    with kept.reading() as ledger, files(), progress_bar("Writing", shown=not as_json) as progress:
        ledger.export(Path(out), progress)
    _tell("export", as_json)


@click.command(cls=Discreet)
@ledger_given
def migrate(kept: Kept, as_json: bool) -> None:
    """Make the tables of the ledger, or bring them to this version of the library."""
    with ledger_packages():
        from peersupport.ledger.migrating import migrate as migrated  # noqa: PLC0415 - an extra

    migrated(kept.place)
    _tell("migrate", as_json)


def _tell(what: str, as_json: bool) -> None:
    if as_json:
        print_json({"done": what})
    else:
        click.echo("Done.")
