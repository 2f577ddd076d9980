"""`peersupport standing`: who holds which role, who was judged able to decide, and who may decide for somebody else."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from peersupport.cli.ledgers import Kept, ledger_given, now
from peersupport.cli.parties import Given
from peersupport.cli.shared import Discreet, Suggesting, host_given
from peersupport.cli.telling import tell_recorded
from peersupport.cli.typed import ID, TEXT
from peersupport.engine import Engine
from peersupport.programmes.host import Host
from peersupport.records.consent import Competence, ProxyAuthority, RoleHeld
from peersupport.records.identifiers import ProgrammeId
from peersupport.records.roles import Role

F = TypeVar("F", bound=Callable[..., Any])
PURPOSES = click.option(
    "--purpose",
    "purposes",
    required=True,
    multiple=True,
    metavar="NAME",
    help="What the decisions are about; repeatable.",
)
START = click.option("--start", metavar="INSTANT|DATE", help="From when on, a day from its start; by default now.")


@click.group(cls=Suggesting)
def standing() -> None:
    """Roles, competence and proxies, each from a day on."""


@standing.command(cls=Discreet)
@click.option("--person", required=True, type=ID, metavar="ID", help="Who.")
@click.option("--role", "role_name", required=True, type=TEXT, metavar="ROLE", help="The role.")
@click.option("--programme", required=True, type=ID, metavar="ID", help="The programme in which it is held.")
@click.option("--off", is_flag=True, help="The role is laid down.")
@START
@host_given
@ledger_given
def role(
    host: Host, kept: Kept, as_json: bool, person: str, role_name: str, programme: str, off: bool, start: str | None
) -> None:
    """Record that somebody takes up a role in a programme, or lays it down."""
    given = Given()
    given.programme(host, programme)
    found = given.one_of("--role", role_name, Role)
    who, begins = given.person("--person", person), given.instant("--start", start) or now()
    given.settle()
    held = RoleHeld(person=who, role=found, programme=ProgrammeId(programme), on=not off, start=begins)
    with kept.recording() as ledger:
        tell_recorded(Engine(host, ledger=ledger).record(held), "role", as_json)


@standing.command(cls=Discreet)
@click.option("--participant", required=True, type=ID, metavar="ID", help="Who was judged.")
@PURPOSES
@click.option("--not-competent", is_flag=True, help="She was judged not able to decide.")
@click.option("--judged-by", required=True, type=ID, metavar="ID", help="Who judged so.")
@START
@host_given
@ledger_given
def competence(
    host: Host,
    kept: Kept,
    as_json: bool,
    participant: str,
    purposes: Sequence[str],
    not_competent: bool,
    judged_by: str,
    start: str | None,
) -> None:
    """Record a judgement whether a participant can decide for herself. It is never worked out from an age."""
    given = Given()
    given.names("--purpose", purposes, host.vocabulary()[1].terms)
    judgement = Competence(
        subject=given.person("--participant", participant),
        purposes=tuple(purposes),
        on=not not_competent,
        start=given.instant("--start", start) or now(),
        judged_by=given.person("--judged-by", judged_by),
    )
    given.settle()
    with kept.recording() as ledger:
        tell_recorded(Engine(host, ledger=ledger).record(judgement), "competence", as_json)


@standing.command(cls=Discreet)
@click.option("--participant", required=True, type=ID, metavar="ID", help="For whom.")
@click.option("--proxy", "proxy_id", required=True, type=ID, metavar="ID", help="Who may decide for her.")
@PURPOSES
@click.option("--off", is_flag=True, help="The authority has ended.")
@click.option("--evidence", required=True, type=TEXT, help="By what: an order, a registration.")
@START
@host_given
@ledger_given
def proxy(
    host: Host,
    kept: Kept,
    as_json: bool,
    participant: str,
    proxy_id: str,
    purposes: Sequence[str],
    off: bool,
    evidence: str,
    start: str | None,
) -> None:
    """Record that somebody may decide for a participant who cannot, or no longer may."""
    given = Given()
    given.names("--purpose", purposes, host.vocabulary()[1].terms)
    authority = ProxyAuthority(
        subject=given.person("--participant", participant),
        proxy=given.person("--proxy", proxy_id),
        purposes=tuple(purposes),
        on=not off,
        start=given.instant("--start", start) or now(),
        evidence=evidence,
    )
    given.settle()
    with kept.recording() as ledger:
        tell_recorded(Engine(host, ledger=ledger).record(authority), "proxy", as_json)
