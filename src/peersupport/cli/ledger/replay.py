"""`peersupport ledger replay`: recorded decisions are made again from the ledger alone, and come out the same."""

from typing import TYPE_CHECKING

import click

from peersupport.cli.ledger.working import progress_bar
from peersupport.cli.ledgers import Kept, ledger_given
from peersupport.cli.parties import Given
from peersupport.cli.shared import Discreet, print_json
from peersupport.cli.typed import ID, Place
from peersupport.engine import Engine
from peersupport.errors import Fault, UnknownName
from peersupport.programmes.host import Host

if TYPE_CHECKING:
    from peersupport.engine.replaying import Replayed

DIFFERS = 1
MEANING = "made again, the decision does not come out the same"


@click.command(cls=Discreet)
@click.option("--participant", type=ID, metavar="ID", help="Only hers.")
@click.option("--sequence", type=Place(), help="Only the decision at this place of the ledger.")
@ledger_given
def replay(kept: Kept, as_json: bool, participant: str | None, sequence: int | None) -> int:
    """Make recorded decisions again, without any plugin. Exit code 1: one comes out otherwise; all such are listed.

    Decisions whose keys were erased are left out.
    """
    given = Given()
    person = None if participant is None else given.person("--participant", participant)
    given.settle()
    replayed = 0
    differing: list[Replayed] = []
    with kept.reading() as ledger, progress_bar("Replaying", shown=not as_json) as progress:
        for one in Engine(Host.load(discover=False), ledger=ledger).replay(person):
            if sequence not in {None, one.sequence}:
                continue
            replayed += 1
            progress(replayed, 0)
            if not one.same:
                differing.append(one)
    if sequence is not None and not replayed:
        raise UnknownName("there is no decision at this place that can be read", help="its keys may have been erased")
    if as_json:
        rows = [{"sequence": one.sequence, "kind": one.kind, "code": one.difference} for one in differing]
        print_json({"replayed": replayed, "differing": rows})
    else:
        for one in differing:
            click.echo(str(Fault(code=one.difference, message=MEANING, path=("entries", one.sequence))), err=True)
        click.echo(f"{replayed} decisions made again; {len(differing) or 'none'} came out otherwise.")
    return DIFFERS if differing else 0
