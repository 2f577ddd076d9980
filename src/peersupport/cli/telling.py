"""How what was recorded is told: one line, or the record as JSON."""

from datetime import datetime

import click

from peersupport.cli.shared import print_json
from peersupport.instants import format_instant
from peersupport.records.codec import document_of
from peersupport.records.consent import ConsentRecord, ConsentStatement, Day, Party, StatementKind

NOT_RECORDED, NOTHING = "(not recorded)", "(none)"


def tell_recorded(one: ConsentRecord, what: str, as_json: bool) -> None:
    """What was recorded, where and when."""
    if as_json:
        print_json(document_of(one))
        return
    name = f" {one.id}" if isinstance(one, ConsentStatement) else ""
    at = "" if one.recorded_at is None else format_instant(one.recorded_at)
    click.echo(f"Recorded: {what}{name}, at place {one.position} of the ledger, {at}.")


def scope_shown(one: ConsentStatement) -> tuple[str, str]:
    """Between whom, and what for what: of a withdrawal, what it leaves out is all; of others, it is not recorded."""
    all_of_it = one.kind is StatementKind.WITHDRAWAL
    anybody, anything = ("anybody", "anything") if all_of_it else (NOT_RECORDED, NOT_RECORDED)
    what, purpose = (anything if names is None else ", ".join(names) for names in (one.categories, one.purposes))
    return (
        f"{_party(one.sender) or anybody} -> {_party(one.recipient) or anybody}",
        f"{what or NOTHING} for {purpose or NOTHING}",
    )


def _party(party: Party | None) -> str:
    if party is None:
        return ""
    return f"person:{party.person}" if party.role is None else f"role:{party.role.value}"


def day_shown(day: Day | None) -> str:
    """A day or an instant; empty where there is none."""
    if day is None:
        return ""
    return format_instant(day) if isinstance(day, datetime) else day.isoformat()
