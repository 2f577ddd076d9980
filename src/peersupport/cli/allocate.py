"""`peersupport allocate`: may this supporter be given this family?"""

from datetime import date
from pathlib import Path

import click

from peersupport.cli.asking import Day
from peersupport.cli.caseloads import Asked, caseload_given
from peersupport.cli.inputs import own_activity, read_input
from peersupport.cli.shared import host_given, print_json, print_tree
from peersupport.engine import Engine
from peersupport.errors import UnknownName
from peersupport.programmes.host import Host
from peersupport.rules.facts import Audience

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@caseload_given
@click.option("--case", "case_id", required=True, metavar="ID", help="The family's case.")
@click.option("--supporter", "supporter_id", required=True, metavar="ID", help="The supporter, by her id.")
@click.option("--activity", type=EXISTING, required=True, help="The site's own records as JSON, with its supporters.")
@click.option("--programme", required=True, metavar="ID", help="The programme's id.")
@click.option("--site-id", metavar="ID", help="The programme's site, where it has several.")
@click.option("--accompanied/--alone", default=None, help="Whether somebody always goes with her.")
@click.option("--on", type=Day(), help="The day that is asked about; else the mapping's, else today.")
@click.option(
    "--audience",
    type=click.Choice([one.value for one in Audience]),
    default=Audience.CO_ORDINATOR.value,
    show_default=True,
    help="Who may read what is printed.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a tree.")
@host_given
def allocate(
    host: Host,
    caseload: Asked,
    case_id: str,
    supporter_id: str,
    activity: Path,
    programme: str,
    site_id: str | None,
    accompanied: bool | None,
    on: date | None,
    audience: str,
    as_json: bool,
) -> None:
    """May this supporter be given this family, and what is missing?

    She must be cleared, the site ready, and the risks known. Nothing is written: who allocates is the co-ordinator.
    """
    given = read_input(caseload, host.sites)
    cases = {str(one.id): one for one in given.cases}
    supporters = {str(one.id): one for one in own_activity(activity, programme, site_id, host.sites).supporters or ()}
    if case_id not in cases:
        raise UnknownName("there is no such case in the caseload")
    if supporter_id not in supporters:
        raise UnknownName("there is no such supporter in the site's records")
    found = Engine(host).allocation(
        supporters[supporter_id],
        cases[case_id],
        programme,
        on=on or given.on,
        site=site_id,
        accompanied=accompanied,
    )
    if as_json:
        print_json(found.document(audience))
        return
    told = found.explain(audience)
    print_tree(told.title, told.lines)
