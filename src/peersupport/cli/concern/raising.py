"""`peersupport concern raise`: a concern is recorded, and whom to tell of it, by when, is told."""

from collections.abc import Sequence
from uuid import uuid4

import click

from peersupport.cli.concern.duties import (
    contact_shown,
    contacts_of,
    duty_document,
    host_given_all_the_same,
    last_day,
)
from peersupport.cli.ledgers import Kept, ledger_given, now
from peersupport.cli.parties import STDIN, Given, text_from
from peersupport.cli.shared import Discreet, print_json
from peersupport.cli.typed import ID, TEXT
from peersupport.engine import Engine
from peersupport.errors import did_you_mean
from peersupport.policies.disclosure.decision import TELL_CO_ORDINATOR
from peersupport.policies.safeguarding import Duty
from peersupport.programmes.host import Host
from peersupport.records.codec import document_of
from peersupport.records.identifiers import ConcernId, ProgrammeId
from peersupport.records.roles import Role
from peersupport.records.safeguarding import Concern


@click.command("raise", cls=Discreet)
@click.option("--participant", required=True, type=ID, metavar="ID", help="Of whose family it speaks.")
@click.option("--programme", required=True, type=ID, metavar="ID", help="In which programme it was noticed.")
@click.option("--by", "raised_by", required=True, type=ID, metavar="PERSON", help="Who raises it.")
@click.option("--role", "role_name", required=True, type=TEXT, metavar="ROLE", help="In which role.")
@click.option("--about", type=ID, metavar="CHILD", help="Which child it is about.")
@click.option(
    "--note", type=TEXT, metavar="TEXT|-", help="What is suspected and why; - reads it, so that no shell keeps it."
)
@click.option(
    "--category", "categories", required=True, multiple=True, type=TEXT, metavar="NAME",
    help="What is to be told, as far as it must be known; repeatable.",
)  # fmt: skip
@click.option("--raised-at", metavar="INSTANT|DATE", help="When, a day at its start; by default now.")
@click.option("--id", "id_", type=ID, metavar="ID", help="Its id: the same id is recorded once. By default a new one.")
@host_given_all_the_same
@ledger_given
def raise_concern(
    host: Host,
    kept: Kept,
    as_json: bool,
    participant: str,
    programme: str,
    raised_by: str,
    role_name: str,
    about: str | None,
    note: str | None,
    categories: Sequence[str],
    raised_at: str | None,
    id_: str | None,
) -> None:
    """Record a concern that a child suffers or risks harm, and print whom to tell and by when."""
    given = Given()
    given.names("--category", categories, host.vocabulary()[0].terms)
    concern = Concern(
        id=ConcernId(id_ or uuid4().hex),
        subject=given.person("--participant", participant),
        programme=ProgrammeId(programme),
        about=None if about is None else given.person("--about", about),
        raised_by=given.person("--by", raised_by),
        raised_by_role=given.one_of("--role", role_name, Role),
        raised_at=given.instant("--raised-at", raised_at),
        categories=tuple(categories),
        note=(text_from(note) or None) if note == STDIN else note,
    )
    given.settle()
    with kept.recording() as ledger:
        duty = Engine(host, ledger=ledger).raise_concern(concern)
    known = (*host.programmes, *host.unavailable)
    if programme not in known:
        help = did_you_mean(programme, known)
        click.echo(
            f"--programme: there is no such programme here; recorded all the same{help and '; '}{help}", err=True
        )
    contacts = contacts_of(host, programme)
    if as_json:
        print_json({**duty_document(duty, now()), "contacts": [document_of(one) for one in contacts]})
        return
    _print(duty, [contact_shown(one) for one in contacts])


def _print(duty: Duty, contacts: Sequence[str]) -> None:
    click.echo(f"Recorded: concern {duty.concern}. {TELL_CO_ORDINATOR}")
    click.echo(f"Tell at once, and by the end of {last_day(duty.tell_by).isoformat()} at the latest:")
    for contact in contacts:
        click.echo(f"  {contact}")
    if not contacts:
        click.echo(f"  {', '.join(role.value for role in duty.to_tell)} (--site gives their numbers)")
    click.echo(f"Professional action must be recorded by the end of {last_day(duty.act_by).isoformat()}.")
