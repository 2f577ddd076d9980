"""`peersupport disclose`: may, or must, this be told to that person? Decided, recorded, and told with its reasons."""

from collections.abc import Sequence
from enum import Enum

import click

from peersupport._attrs import evolve
from peersupport.cli.disclosed import Decided, print_disclosure
from peersupport.cli.ledgers import Kept, ledger_given, present
from peersupport.cli.parties import Given, text_from
from peersupport.cli.shared import Discreet, host_given
from peersupport.cli.typed import ID, TEXT
from peersupport.engine import Engine
from peersupport.policies.disclosure import Disclosure, DisclosureDecision, DisclosureEffect
from peersupport.programmes.host import Host
from peersupport.records.disclosure import DisclosureRequest, Item
from peersupport.records.identifiers import ProgrammeId

DENIED = 3
"""The exit code for what may not be told."""
ANONYMOUS = "anonymous"


class Known(Enum):
    """Yes, no, or not known."""

    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


KNOWN = {Known.YES: True, Known.NO: False, Known.UNKNOWN: None}


@click.command(cls=Discreet)
@click.option("--participant", required=True, type=ID, metavar="ID", help="Whose information it is.")
@click.option("--from", "sender", required=True, type=ID, metavar="PERSON", help="Who tells.")
@click.option("--to", "recipient", required=True, type=ID, metavar="PERSON", help="Who is told.")
@click.option(
    "--item", "items", required=True, multiple=True, type=TEXT, metavar="CATEGORY[:anonymous]",
    help="What is told, and whether it shows nothing of who she is; repeatable.",
)  # fmt: skip
@click.option("--purpose", required=True, type=TEXT, metavar="NAME", help="What for.")
@click.option("--programme", required=True, type=ID, metavar="ID", help="The programme whose roles and rules count.")
@click.option("--site-id", type=ID, metavar="ID", help="The programme's site, where it has several.")
@click.option(
    "--suspicion", default="no", show_default=True, metavar="yes|no|unknown", help="Whether a child may suffer harm."
)
@click.option("--anonymised", is_flag=True, help="Nothing shall show who she is.")
@click.option("--danger", is_flag=True, help="A life is in danger.")
@click.option("--content", metavar="FILE|-", help="What would be told: searched for identifiers, and not kept.")
@click.option("--name", "names", multiple=True, type=TEXT, help="A name of the family's, searched for; repeatable.")
@click.option("--key", type=ID, help="The same key is decided once; again, it gives what was decided.")
@click.option("--dry-run", is_flag=True, help="Ask only: nothing is recorded.")
@host_given
@ledger_given
def disclose(
    host: Host,
    kept: Kept,
    as_json: bool,
    participant: str,
    sender: str,
    recipient: str,
    items: Sequence[str],
    purpose: str,
    programme: str,
    site_id: str | None,
    suspicion: str,
    anonymised: bool,
    danger: bool,
    content: str | None,
    names: Sequence[str],
    key: str | None,
    dry_run: bool,
) -> int:
    """Decide whether something may be told to somebody, and record the decision. Exit code 3: it may not."""
    if (content or names) and not anonymised:
        raise click.UsageError("--content and --name are searched, or searched for, with --anonymised only")
    given = Given()
    policy = given.disclosure(host, programme, site_id)
    given.names("--purpose", [purpose], policy.purposes.terms)
    told = [one.partition(":") for one in items]
    given.names("--item", [category for category, _, _ in told], policy.categories.terms)
    for _, colon, marked in told:
        if colon and marked != ANONYMOUS:
            given.fault("--item", "value-option", "expected CATEGORY or CATEGORY:anonymous")
    text = None if content is None else text_from(content)
    request = DisclosureRequest(
        subject=given.person("--participant", participant),
        sender=given.person("--from", sender),
        recipient=given.person("--to", recipient),
        items=tuple(
            Item(category=category, identifying=False if colon else None, content=text) for category, colon, _ in told
        ),
        purpose=purpose,
        programme=ProgrammeId(programme),
        anonymised=anonymised,
        suspicion=KNOWN[given.one_of("--suspicion", suspicion, Known)],
        immediate_danger=danger,
        known_names=tuple(names),
    )
    given.settle()
    decided: Decided
    if dry_run:
        with kept.reading() as ledger:
            decided = _asked(Engine(host, ledger=ledger), policy, request, site_id)
    else:
        with kept.recording() as ledger:
            decided = Engine(host, ledger=ledger).disclose(request, key=key, site=site_id)
    print_disclosure(host, policy, decided, as_json)
    return DENIED if decided.effect is DisclosureEffect.DENY else 0


def _asked(engine: Engine, policy: Disclosure, request: DisclosureRequest, site: str | None) -> DisclosureDecision:
    """The decision that would be made now."""
    register = engine.register(request.subject, request.programme, site)
    return policy.decide(register, evolve(request, at=present(register.records)))
