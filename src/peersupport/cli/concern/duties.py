"""What the commands on concerns share: a host that no fault keeps from them, and how a duty is told."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from peersupport.cli.shared import host_of, host_options
from peersupport.days import day_of
from peersupport.errors import InvalidDocument
from peersupport.instants import format_instant
from peersupport.policies.disclosure.statements import TICK
from peersupport.policies.safeguarding import Duty
from peersupport.programmes.host import Host
from peersupport.records.roles import LEADS
from peersupport.records.sites import Contact

CORE_ONLY = "the sites were left out: the core's deadlines hold, and no contacts are known"


def host_given_all_the_same(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of the host. A site with faults is told, and keeps nobody from recording a concern."""

    @wraps(command)
    def called(
        sites: Sequence[Path], files: Sequence[Path], deny: Sequence[str], overlays: Sequence[str], **rest: Any
    ) -> Any:
        try:
            host = host_of(sites, files, deny, overlays)
        except InvalidDocument as error:
            for fault in error.faults:
                click.echo(str(fault), err=True)
            click.echo(CORE_ONLY, err=True)
            host = host_of((), files, deny, overlays)
        return command(host=host, **rest)

    return host_options(called)


def last_day(too_late: datetime) -> date:
    """The last day in time, in the United Kingdom, where an instant is the first that is too late."""
    return day_of(too_late - TICK)


def contacts_of(host: Host, programme: str | None) -> list[Contact]:
    """Whom to tell and whom to reach in a crisis, at the sites of a programme; the leads first."""
    known = [one for site in host.sites if site.programme == programme for one in site.contacts]
    wanted = [one for one in dict.fromkeys(known) if one.crisis or one.role in LEADS]
    return sorted(wanted, key=lambda one: one.crisis)


def contact_shown(one: Contact) -> str:
    """A contact in one line."""
    how = ", ".join(part for part in (one.name, one.telephone, one.email) if part)
    return f"{one.role.value}{' (crisis)' if one.crisis else ''}: {how or 'no number is recorded'}"


def duty_document(duty: Duty, at: datetime) -> dict[str, Any]:
    """A duty as JSON; `tell_by` and `act_by` are the first instants that are too late."""
    return {
        "concern": duty.concern,
        "participant": duty.subject,
        "programme": duty.programme,
        "to_tell": [role.value for role in duty.to_tell],
        "categories": list(duty.categories),
        "raised_at": format_instant(duty.raised_at),
        "tell_by": format_instant(duty.tell_by),
        "act_by": format_instant(duty.act_by),
        "told_at": None if duty.told_at is None else format_instant(duty.told_at),
        "acted_at": None if duty.acted_at is None else format_instant(duty.acted_at),
        "open": duty.open,
        "overdue": list(duty.overdue(at)),
    }
