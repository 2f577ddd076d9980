"""`peersupport consent grant` and `refuse`: a statement as it was made, recorded."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import uuid4

import click

from peersupport._attrs import evolve
from peersupport.cli.ledgers import Kept, ledger_given, now
from peersupport.cli.parties import Given
from peersupport.cli.shared import Discreet, host_given, with_options
from peersupport.cli.telling import tell_recorded
from peersupport.cli.typed import ID, TEXT
from peersupport.engine import Engine
from peersupport.policies.disclosure.statements import dated
from peersupport.programmes.host import Host
from peersupport.records.consent import ConsentStatement, StatementKind
from peersupport.records.identifiers import StatementId

F = TypeVar("F", bound=Callable[..., Any])
WHEN = "INSTANT|DATE"


def _statement_options(command: F) -> F:
    options = (
        click.option("--participant", required=True, type=ID, metavar="ID", help="Whose information it is about."),
        click.option("--giver", type=ID, metavar="ID", help="Who says so; by default the participant."),
        click.option(
            "--from", "sender", required=True, type=TEXT, metavar="PARTY", help="Who tells: person:ID or role:ROLE."
        ),
        click.option(
            "--to", "recipient", required=True, type=TEXT, metavar="PARTY", help="Who is told: person:ID or role:ROLE."
        ),
        click.option(
            "--category", "categories", required=True, multiple=True, metavar="NAME", help="What is told; repeatable."
        ),
        click.option(
            "--purpose", "purposes", required=True, multiple=True, metavar="NAME", help="What for; repeatable."
        ),
        click.option("--given-at", metavar=WHEN, help="When it was said or signed; by default now."),
        click.option("--start", metavar=WHEN, help="From when it holds; by default from when it was given."),
        click.option("--until", metavar=WHEN, help="Until when it holds, a day to its end; by default without end."),
        click.option("--evidence", type=TEXT, help="Where the paper is."),
        click.option(
            "--obligation",
            "obligations",
            multiple=True,
            type=TEXT,
            metavar="TEXT",
            help="A duty that the giver attached; repeatable.",
        ),
        click.option(
            "--id",
            "id_",
            type=ID,
            metavar="ID",
            help="The statement's id: the same id is recorded once. By default a new one.",
        ),
    )
    return with_options(options, command)


def _command(kind: StatementKind, name: str, help: str) -> click.Command:
    @click.command(name, cls=Discreet, help=help)
    @_statement_options
    @host_given
    @ledger_given
    def state(
        host: Host,
        kept: Kept,
        as_json: bool,
        participant: str,
        giver: str | None,
        sender: str,
        recipient: str,
        categories: Sequence[str],
        purposes: Sequence[str],
        given_at: str | None,
        start: str | None,
        until: str | None,
        evidence: str | None,
        obligations: Sequence[str],
        id_: str | None,
    ) -> None:
        given = Given()
        person = given.person("--participant", participant)
        known_categories, known_purposes = host.vocabulary()
        given.names("--category", categories, known_categories.terms)
        given.names("--purpose", purposes, known_purposes.terms)
        statement = ConsentStatement(
            id=StatementId(id_ or uuid4().hex),
            kind=kind,
            subject=person,
            giver=person if giver is None else given.person("--giver", giver),
            given_at=given.day("--given-at", given_at),
            start=given.day("--start", start),
            end=given.day("--until", until),
            sender=given.party("--from", sender),
            recipient=given.party("--to", recipient),
            categories=tuple(categories),
            purposes=tuple(purposes),
            obligations=tuple(obligations),
            evidence=evidence,
        )
        _check_times(given, statement)
        given.settle()
        with kept.recording() as ledger:
            tell_recorded(Engine(host, ledger=ledger).record(statement), kind.value, as_json)

    return state


def _check_times(given: Given, statement: ConsentStatement) -> None:
    """What can be told before the ledger is opened: nothing is made for a statement that cannot be."""
    instant = now()
    bounds = dated(statement if statement.given_at is not None else evolve(statement, given_at=instant))
    if bounds.given_low > instant:
        given.fault("--given-at", "record-invalid", "later than now", "check the clocks, or leave it out")
    elif bounds.end is not None and bounds.end <= bounds.start_low:
        given.fault("--until", "record-invalid", "it would end before it starts")


grant = _command(
    StatementKind.GRANT, "grant", "Record that somebody agreed: this may be told, by and to these, for this."
)
refuse = _command(
    StatementKind.REFUSAL, "refuse", "Record that somebody refused: this may not be told, whatever else was agreed to."
)
