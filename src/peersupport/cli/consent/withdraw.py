"""`peersupport consent withdraw`: always accepted. No plugin, site or programme has a say, and none is loaded."""

from collections.abc import Iterator, Sequence
from uuid import uuid4

import click

from peersupport.cli.ledgers import Kept, ledger_given
from peersupport.cli.parties import Given
from peersupport.cli.shared import Discreet
from peersupport.cli.telling import tell_recorded
from peersupport.cli.typed import ID, TEXT
from peersupport.engine import Engine
from peersupport.errors import did_you_mean
from peersupport.programmes.host import Host
from peersupport.records.consent import ConsentStatement, StatementKind
from peersupport.records.identifiers import StatementId
from peersupport.records.vocabulary import CATEGORIES, PURPOSES

WHEN = "INSTANT|DATE"
NO_STATEMENT = "--statement: the participant has no statement of this id, so that nothing is withdrawn"
NO_NAME = "no name of the core's: unless a programme has it, it is taken to mean everything"


@click.command(cls=Discreet)
@click.option("--participant", required=True, type=ID, metavar="ID", help="Whose information it is about.")
@click.option("--giver", type=ID, metavar="ID", help="Who says so; by default the participant.")
@click.option(
    "--statement", "target", type=ID, metavar="ID", help="Only this statement: a grant ends, a refusal is lifted."
)
@click.option("--from", "sender", type=TEXT, metavar="PARTY", help="Only what these tell: person:ID or role:ROLE.")
@click.option("--to", "recipient", type=TEXT, metavar="PARTY", help="Only what these are told: person:ID or role:ROLE.")
@click.option("--category", "categories", multiple=True, type=TEXT, metavar="NAME", help="Only this; repeatable.")
@click.option("--purpose", "purposes", multiple=True, type=TEXT, metavar="NAME", help="Only for this; repeatable.")
@click.option("--given-at", metavar=WHEN, help="When it was said or signed; by default now.")
@click.option("--start", metavar=WHEN, help="From when it has effect; by default from when it was given.")
@click.option("--evidence", type=TEXT, help="Where the paper is.")
@click.option("--id", "id_", type=ID, metavar="ID", help="The withdrawal's id: the same id is recorded once.")
@ledger_given
def withdraw(
    kept: Kept,
    as_json: bool,
    participant: str,
    giver: str | None,
    target: str | None,
    sender: str | None,
    recipient: str | None,
    categories: Sequence[str],
    purposes: Sequence[str],
    given_at: str | None,
    start: str | None,
    evidence: str | None,
    id_: str | None,
) -> None:
    """Record that consent was withdrawn: all of it, or what the options say. Always accepted."""
    given = Given()
    person = given.person("--participant", participant)
    withdrawal = ConsentStatement(
        id=StatementId(id_ or uuid4().hex),
        kind=StatementKind.WITHDRAWAL,
        subject=person,
        giver=person if giver is None else given.person("--giver", giver),
        given_at=given.day("--given-at", given_at),
        start=given.day("--start", start),
        sender=given.party("--from", sender),
        recipient=given.party("--to", recipient),
        categories=tuple(categories) or None,
        purposes=tuple(purposes) or None,
        target=None if target is None else StatementId(target),
        evidence=evidence,
    )
    given.settle()
    with kept.recording() as ledger:
        engine = Engine(Host.load(discover=False), ledger=ledger)
        tell_recorded(engine.withdraw(withdrawal), "withdrawal", as_json)
        for warning in _warnings(engine, withdrawal):
            click.echo(warning, err=True)


def _warnings(engine: Engine, withdrawal: ConsentStatement) -> Iterator[str]:
    """What may not be meant. It was recorded all the same."""
    statements = {one.id for one in engine.history(withdrawal.subject).consent if isinstance(one, ConsentStatement)}
    if withdrawal.target is not None and withdrawal.target not in statements - {withdrawal.id}:
        yield NO_STATEMENT
    for option, names, terms in (
        ("--category", withdrawal.categories, CATEGORIES.terms),
        ("--purpose", withdrawal.purposes, PURPOSES.terms),
    ):
        for name in names or ():
            if name not in terms:
                help = did_you_mean(name, terms)
                yield f"{option}: {NO_NAME}" + (f"; {help}" if help else "")
