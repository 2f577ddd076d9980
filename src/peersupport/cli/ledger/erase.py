"""`peersupport ledger erase`: a participant's keys are erased, and nobody can read her entries again."""

import click

from peersupport.cli.ledgers import Kept, ledger_given
from peersupport.cli.parties import Given
from peersupport.cli.shared import Discreet, print_json
from peersupport.cli.typed import ID
from peersupport.engine import Engine
from peersupport.programmes.host import Host

NOT_CONFIRMED = 1
QUESTION = "Nobody will be able to read her entries again, and nothing brings them back. Erase?"


@click.command(cls=Discreet)
@click.option("--participant", required=True, type=ID, metavar="ID", help="Whose keys.")
@click.option("--sensitive", is_flag=True, help="Those of her safeguarding entries too, which otherwise stay.")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@ledger_given
def erase(kept: Kept, as_json: bool, participant: str, sensitive: bool, yes: bool) -> int:
    """Erase a participant's keys. Refused while a duty of safeguarding is open. The ledger still verifies."""
    given = Given()
    person = given.person("--participant", participant)
    given.settle()
    kept.require()
    if not yes and not click.confirm(QUESTION, err=True):
        click.echo("nothing was erased", err=True)
        return NOT_CONFIRMED
    with kept.reading() as ledger:
        erased = Engine(Host.load(discover=False), ledger=ledger).erase(person, sensitive=sensitive)
    if as_json:
        print_json({"erased": erased})
    else:
        click.echo("Erased." if erased else "There was nothing to erase: no key of this participant is there.")
    return 0
