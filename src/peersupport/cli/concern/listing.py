"""`peersupport concern open`: the duties that are open, the most urgent first."""

import click

from peersupport.cli.concern.duties import duty_document, host_given_all_the_same, last_day
from peersupport.cli.ledgers import Kept, ledger_given, now
from peersupport.cli.shared import Discreet, print_json, print_table
from peersupport.cli.typed import ID
from peersupport.engine import Engine
from peersupport.programmes.host import Host


@click.command("open", cls=Discreet)
@click.option("--participant", type=ID, metavar="ID", help="Only hers.")
@host_given_all_the_same
@ledger_given
def open_duties(host: Host, kept: Kept, as_json: bool, participant: str | None) -> None:
    """The open duties of safeguarding, the most urgent first; what is overdue is marked."""
    with kept.reading() as ledger:
        duties = Engine(host, ledger=ledger).open_duties(participant)
    at = now()
    if as_json:
        print_json([duty_document(one, at) for one in duties])
        return
    print_table(
        f"{len(duties)} open duties",
        ["Overdue", "Concern", "Participant", "Tell the co-ordinator", "Act by", "What"],
        [
            [
                " and ".join(one.overdue(at)).upper(),
                one.concern,
                f"{one.subject}, {one.programme}" if one.programme else one.subject,
                f"by {last_day(one.tell_by).isoformat()}" if one.told_at is None else "told",
                last_day(one.act_by).isoformat(),
                ", ".join(one.categories),
            ]
            for one in duties
        ],
    )
