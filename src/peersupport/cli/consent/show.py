"""`peersupport consent show`: a participant's statements, where each stands in its life, and which of them conflict."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from peersupport.cli.ledgers import Kept, ledger_given, present
from peersupport.cli.parties import Given
from peersupport.cli.shared import Discreet, host_given, print_json, print_table
from peersupport.cli.telling import day_shown, scope_shown
from peersupport.cli.typed import ID, Place
from peersupport.engine import Engine
from peersupport.instants import format_instant
from peersupport.policies.disclosure import Register
from peersupport.policies.disclosure.audit import Conflict, conflicts
from peersupport.policies.disclosure.lifecycle import status
from peersupport.policies.disclosure.standing import Moment
from peersupport.programmes.host import Host
from peersupport.records.codec import document_of
from peersupport.records.consent import ConsentStatement, StatementKind


@click.command(cls=Discreet)
@click.option("--participant", required=True, type=ID, metavar="ID", help="Whose statements.")
@click.option("--programme", required=True, type=ID, metavar="ID", help="The programme whose roles and names count.")
@click.option("--site-id", type=ID, metavar="ID", help="The programme's site, where it has several.")
@click.option("--at", metavar="INSTANT|DATE", help="As it stood then, a day at its start; by default now.")
@click.option("--known-at", type=Place(), help="As known up to this place of the ledger.")
@click.option("--conflicts", "with_conflicts", is_flag=True, help="Grants and refusals that both apply to something.")
@host_given
@ledger_given
def show(
    host: Host,
    kept: Kept,
    as_json: bool,
    participant: str,
    programme: str,
    site_id: str | None,
    at: str | None,
    known_at: int | None,
    with_conflicts: bool,
) -> None:
    """A participant's statements with their status, by the terms of W3C DPV."""
    given = Given()
    person = given.person("--participant", participant)
    policy = given.disclosure(host, programme, site_id)
    asked_at = given.instant("--at", at)
    given.settle()
    with kept.reading() as ledger:
        records = Engine(host, ledger=ledger).history(person, programme).consent
    instant = asked_at or present(records)
    moment = Moment(instant, known_at)
    known = [one for one in records if moment.knows(one)]
    register = policy.register(known, person)
    found = conflicts(policy, register, person) if with_conflicts else None
    if as_json:
        print_json(_document(register, instant, known_at, found))
    else:
        _tables(register, instant, known_at, found)


def _status(register: Register, one: ConsentStatement, at: datetime, known_at: int | None) -> str | None:
    """Where a grant or a refusal stands; a withdrawal has no life of its own."""
    return None if one.kind is StatementKind.WITHDRAWAL else status(register, one.id, at, known_at).value


def _document(
    register: Register, at: datetime, known_at: int | None, found: Sequence[Conflict] | None
) -> dict[str, Any]:
    document: dict[str, Any] = {
        "participant": register.subject,
        "at": format_instant(at),
        "known_at": known_at,
        "statements": [
            {**document_of(one), "status": _status(register, one, at, known_at)} for one in register.statements
        ],
    }
    if found is not None:
        document["conflicts"] = [
            {"grant": one.grant.id, "refusal": one.refusal.id, "witness": document_of(one.witness)} for one in found
        ]
    return document


def _tables(register: Register, at: datetime, known_at: int | None, found: Sequence[Conflict] | None) -> None:
    print_table(
        f"{len(register.statements)} statements at {format_instant(at)}"
        + ("" if known_at is None else f", as known at place {known_at}"),
        ["Place", "Statement", "Status", "From, to", "What, what for", "Given, until"],
        [
            [
                str(one.position),
                f"{one.kind.value} {one.id}" + (f" of {one.target}" if one.target is not None else ""),
                _status(register, one, at, known_at) or "",
                *scope_shown(one),
                f"{day_shown(one.given_at or one.recorded_at)} {day_shown(one.end)}".rstrip(),
            ]
            for one in register.statements
        ],
    )
    if found is None:
        return
    if not found:
        click.echo("No conflicts.")
    for conflict in found:
        asked = conflict.witness
        click.echo(
            f"Conflict: grant {conflict.grant.id} and refusal {conflict.refusal.id} both apply when {asked.sender} "
            f"tells {asked.recipient} {asked.items[0].category} for {asked.purpose} at {format_instant(asked.at)}. "
            "The refusal counts."
        )
