"""`peersupport ledger verify`: whether the ledger is what was written."""

from pathlib import Path

import click

from peersupport.cli.ledger.working import files, ledger_packages, progress_bar
from peersupport.cli.ledgers import Kept, ledger_given
from peersupport.cli.parties import text_from
from peersupport.cli.shared import Discreet, print_json
from peersupport.cli.typed import TEXT

FAULTS_FOUND = 1
WHO_SIGNED = "without --public-key nobody vouches for the checkpoint"


@click.command(cls=Discreet)
@click.option("--checkpoint", metavar="FILE", help="A signed checkpoint: its entries must be there, and the same.")
@click.option("--public-key", type=TEXT, metavar="KEY", help="The key that must have signed it, or a file with it.")
@click.option("--export", "exported", metavar="FILE", help="Check this export or backup: needs no ledger and no keys.")
@ledger_given
def verify(kept: Kept, as_json: bool, checkpoint: str | None, public_key: str | None, exported: str | None) -> int:
    """Check that no entry was changed, moved or taken out. Exit code 1: it was; all that is wrong is listed.

    Without a checkpoint it is not noticed when entries were taken off the end. Where the keys are there, each entry is
    opened too; without them, and for an export, the chain is checked.
    """
    if public_key is not None and checkpoint is None:
        raise click.UsageError("--public-key says who must have signed the --checkpoint: give that too")
    if exported is None:
        kept.require(keys=False)
    note = None if checkpoint is None else text_from(checkpoint)
    if public_key is not None and Path(public_key).is_file():
        public_key = text_from(public_key).strip()
    if note is not None and public_key is None:
        click.echo(WHO_SIGNED, err=True)
    with ledger_packages():
        from peersupport.ledger.exporting import rows_in  # noqa: PLC0415 - an extra
        from peersupport.ledger.verification import verify as verified  # noqa: PLC0415 - an extra
    with files(), progress_bar("Verifying", shown=not as_json) as progress:
        source = Path(exported) if exported is not None else None if kept.has_keys() else kept.file
        if source is not None:
            found = verified(rows_in(source), note, public_key, progress)
        else:
            with kept.reading() as ledger:
                found = ledger.verify(note, public_key, progress)
    if as_json:
        faults = [{"code": one.code, "message": one.message, "path": list(one.path)} for one in found.faults]
        print_json(
            {
                "size": found.size,
                "root": found.root.hex(),
                "digest": found.digest.hex(),
                "opened": source is None,
                "found": found.found,
                "faults": faults,
            }
        )
    else:
        for one in found.faults:
            click.echo(str(one), err=True)
        how = "each was opened with its key" if source is None else "the chain was checked, without keys"
        click.echo(f"{found.size} entries; {how}; {found.found or 'no'} faults. Root {found.root.hex()}")
    return 0 if found.intact else FAULTS_FOUND
