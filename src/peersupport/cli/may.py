"""`peersupport may`: may, or must, this be done by somebody in this role? With its reasons and what to ask."""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import click

from peersupport._attrs import evolve
from peersupport.citations import Mark
from peersupport.cli.asking import Day
from peersupport.cli.inputs import own_activity
from peersupport.cli.parties import Given
from peersupport.cli.shared import Discreet, host_given, print_json, print_tree
from peersupport.cli.typed import ID
from peersupport.engine import today_in_london
from peersupport.explanations import Line
from peersupport.policies.boundaries import Boundaries, BoundaryEffect
from peersupport.policies.boundaries.listing import Listed, listed
from peersupport.policies.boundaries.telling import document, explain
from peersupport.programmes.host import Host
from peersupport.records.acts import FLAGS, Act
from peersupport.records.exemptions import Exemption
from peersupport.records.identifiers import PersonId
from peersupport.records.roles import Role
from peersupport.rules.facts import Audience
from peersupport.rules.rule import Rule

DENIED = 3
"""The exit code for what may not be done."""
NOBODY = "nobody"


class Answer(Enum):
    """Yes or no: what is not given is not known."""

    YES = "yes"
    NO = "no"


@click.command(cls=Discreet)
@click.argument("role", required=False)
@click.argument("action", required=False)
@click.option("--programme", required=True, type=ID, metavar="ID", help="The programme whose rules count.")
@click.option("--site-id", type=ID, metavar="ID", help="The programme's site, where it has several.")
@click.option("--on", type=Day(), help="The day on which it is done; else today.")
@click.option("--with", "present", multiple=True, metavar="ROLE|nobody", help="Who is there besides; repeatable.")
@click.option("--agreed-by", multiple=True, metavar="ROLE|nobody", help="Who agreed beforehand; repeatable.")
@click.option("--author", metavar="ROLE", help="Who wrote what is written.")
@click.option("--leaders", type=click.IntRange(min=0), metavar="N", help="How many lead together, with her.")
@click.option("--given", "flags", multiple=True, metavar="NAME=yes|no", help="Something about it; repeatable.")
@click.option("--by", type=ID, metavar="PERSON", help="Who does it: exemptions name a person.")
@click.option(
    "--activity",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A site's own records, with its exemptions.",
)
@click.option(
    "--audience",
    type=click.Choice([one.value for one in Audience]),
    default=Audience.CO_ORDINATOR.value,
    show_default=True,
    help="Who may read all that is printed.",
)
@click.option("--list", "listing", is_flag=True, help="The actions that the programme has, and the rules on each.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a tree or table.")
@host_given
def may(
    host: Host,
    role: str | None,
    action: str | None,
    programme: str,
    site_id: str | None,
    on: date | None,
    present: Sequence[str],
    agreed_by: Sequence[str],
    author: str | None,
    leaders: int | None,
    flags: Sequence[str],
    by: str | None,
    activity: Path | None,
    audience: str,
    listing: bool,
    as_json: bool,
) -> int:
    """Decide whether somebody in ROLE may do ACTION, or must. Exit code 3: she may not."""
    if not listing and (role is None or action is None):
        raise click.UsageError("say who and what: ROLE ACTION, or --list for the programme's actions")
    given = Given()
    policy = given.boundaries(host, programme, site_id)
    day = on if on is not None else today_in_london()
    if listing:
        given.settle()
        _print_listing(listed(policy, day), policy, as_json)
        return 0
    if policy.rules.programme:
        known = {*(one.id for one in policy.known), *policy.elsewhere}
        given.names("ACTION", [action or ""], known, "`--list` prints the actions of the programme")
    act = Act(
        action=action or "",
        role=given.one_of("ROLE", role or "", Role),
        by=None if by is None else PersonId(by),
        present=_roles(given, "--with", present),
        agreed_by=_roles(given, "--agreed-by", agreed_by),
        author=None if author is None else given.one_of("--author", author, Role),
        leaders=leaders,
    )
    act = evolve(act, **_flags(given, flags))
    given.settle()
    exemptions = _exemptions(host, activity, programme, site_id)
    decided = policy.decide(act, day, exemptions)
    if as_json:
        print_json(document(decided, audience))
    else:
        told = explain(decided, audience)
        print_tree(f"{decided.effect.value.upper()}: {told.title}", told.lines)
    return DENIED if decided.effect is BoundaryEffect.DENY else 0


def _exemptions(host: Host, activity: Path | None, programme: str, site: str | None) -> Sequence[Exemption]:
    """What this site's own records exempt from; no other's have a say here."""
    return () if activity is None else own_activity(activity, programme, site, host.sites).exemptions or ()


def _roles(given: Given, option: str, names: Sequence[str]) -> tuple[Role, ...] | None:
    """The roles that were named; nobody: none, and not given at all: not known."""
    if not names:
        return None
    if NOBODY in names and len(names) > 1:
        given.fault(option, "value-option", "expected roles, or nobody")
    return tuple(given.one_of(option, name, Role) for name in names if name != NOBODY)


def _flags(given: Given, written: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in written:
        name, equals, value = one.partition("=")
        given.names("--given", [name], FLAGS)
        if not equals:
            given.fault("--given", "value-option", "expected NAME=yes or NAME=no")
            continue
        if found.setdefault(name, told := given.one_of("--given", value, Answer) is Answer.YES) is not told:
            given.fault("--given", "value-option", "the same thing is said to be so and not so")
    return {name: value for name, value in found.items() if name in FLAGS}


def _print_listing(rows: Sequence[Listed], policy: Boundaries, as_json: bool) -> None:
    if as_json:
        print_json([one.document() for one in rows])
        return
    lines = [
        Line(text=f"{one.action.id}: {one.action.title}", lines=tuple(_says(rule) for rule in one.rules))
        for one in rows
    ]
    title = f"Actions of {policy.rules.programme}; what no rule permits: {policy.not_covered}"
    print_tree(title, lines)


def _says(rule: Rule) -> Line:
    marked = "" if rule.citation.mark is Mark.SEED else f" [{rule.citation.mark.value}] {rule.citation.note}"
    return Line(text=f"{rule.effect.value} {rule.name}: “{rule.citation.quotation}”{marked}")
