"""`peersupport consent touched`: the disclosures that were made and that a late withdrawal touches."""

import click

from peersupport.cli.ledgers import Kept, ledger_given
from peersupport.cli.parties import Given
from peersupport.cli.shared import Discreet, host_given, print_json, print_table
from peersupport.cli.typed import ID
from peersupport.engine import Engine
from peersupport.errors import UnknownName, did_you_mean
from peersupport.instants import format_instant
from peersupport.programmes.host import Host
from peersupport.records.consent import ConsentStatement, StatementKind


@click.command(cls=Discreet)
@click.option("--participant", required=True, type=ID, metavar="ID", help="Whose disclosures.")
@click.option("--programme", required=True, type=ID, metavar="ID", help="The programme in which they were made.")
@click.option("--statement", required=True, type=ID, metavar="ID", help="The withdrawal.")
@host_given
@ledger_given
def touched(host: Host, kept: Kept, as_json: bool, participant: str, programme: str, statement: str) -> None:
    """Disclosures that were made and would not have been, had the withdrawal been known. What was decided stands."""
    given = Given()
    person = given.person("--participant", participant)
    given.settle()
    known = (*host.programmes, *host.unavailable)
    if programme not in known:
        raise UnknownName("--programme: there is no such programme", help=did_you_mean(programme, known))
    with kept.reading() as ledger:
        engine = Engine(host, ledger=ledger)
        history = engine.history(person, programme)
        withdrawal = next(
            (
                one
                for one in history.consent
                if isinstance(one, ConsentStatement) and one.id == statement and one.kind is StatementKind.WITHDRAWAL
            ),
            None,
        )
        if withdrawal is None:
            raise UnknownName("there is no such withdrawal", help="`peersupport consent show` lists them")
        found = engine.touched_by(withdrawal, programme)
    made = [one for one in history.disclosures if one.request in found]
    told = {one.sequence: [one.request.items[place].category for place in one.told] for one in made}
    if as_json:
        print_json(
            [
                {
                    "sequence": one.sequence,
                    "at": format_instant(one.request.at),
                    "from": one.request.sender,
                    "to": one.request.recipient,
                    "told": told[one.sequence],
                    "purpose": one.request.purpose,
                }
                for one in made
            ]
        )
        return
    print_table(
        f"{len(made)} disclosures touched",
        ["Place", "At", "From", "To", "Told", "What for"],
        [
            [
                str(one.sequence),
                format_instant(one.request.at),
                one.request.sender or "",
                one.request.recipient or "",
                ", ".join(told[one.sequence]),
                one.request.purpose or "",
            ]
            for one in made
        ],
    )
