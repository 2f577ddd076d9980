"""`peersupport concern act`: what was done about a concern."""

import click

from peersupport.cli.concern.duties import duty_document, host_given_all_the_same, last_day
from peersupport.cli.ledgers import Kept, ledger_given, now
from peersupport.cli.parties import STDIN, Given, text_from
from peersupport.cli.shared import Discreet, print_json
from peersupport.cli.typed import ID, TEXT
from peersupport.engine import Engine
from peersupport.programmes.host import Host
from peersupport.records.identifiers import ConcernId
from peersupport.records.roles import Role
from peersupport.records.safeguarding import ProfessionalAction


@click.command(cls=Discreet)
@click.option("--participant", required=True, type=ID, metavar="ID", help="Of whose family the concern speaks.")
@click.option("--concern", "concern_id", required=True, type=ID, metavar="ID", help="The concern.")
@click.option("--role", "role_name", required=True, type=TEXT, metavar="ROLE", help="In which role it was done.")
@click.option("--by", type=ID, metavar="PERSON", help="Who did it.")
@click.option("--what", required=True, type=TEXT, metavar="TEXT|-", help="What was done; - reads it from the input.")
@click.option("--taken-at", metavar="INSTANT|DATE", help="When, a day at its start; by default now.")
@host_given_all_the_same
@ledger_given
def act(
    host: Host,
    kept: Kept,
    as_json: bool,
    participant: str,
    concern_id: str,
    role_name: str,
    by: str | None,
    what: str,
    taken_at: str | None,
) -> None:
    """Record what was done about a concern. A professional's action closes its duty; nobody else's does."""
    given = Given()
    person = given.person("--participant", participant)
    action = ProfessionalAction(
        taken_at=given.instant("--taken-at", taken_at) or now(),
        by_role=given.one_of("--role", role_name, Role),
        what=text_from(what) if what == STDIN else what,
        by=None if by is None else given.person("--by", by),
    )
    given.settle()
    with kept.reading() as ledger:
        duty = Engine(host, ledger=ledger).act(person, ConcernId(concern_id), action)
    if as_json:
        print_json(duty_document(duty, now()))
    elif duty.open:
        click.echo("Recorded. The duty stays open: a professional's action closes it,")
        click.echo(f"which must be recorded by the end of {last_day(duty.act_by).isoformat()}.")
    else:
        click.echo("Recorded. The duty is closed.")
