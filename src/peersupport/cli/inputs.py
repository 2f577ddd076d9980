"""Reading what a command works on: a caseload, by its mapping if it is a table, with its areas looked up."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import click

from peersupport._attrs import frozen
from peersupport.errors import Fault, InvalidDocument
from peersupport.interop.activity import read_activity
from peersupport.interop.areas import located
from peersupport.interop.caseload import read_caseload
from peersupport.interop.mapping import read_mapping
from peersupport.programmes.places import chosen_site
from peersupport.records.activity import Activity
from peersupport.records.case import Case
from peersupport.records.sites import Site


@frozen
class Input:
    """The cases, and the day that their mapping names, if it does."""

    cases: tuple[Case, ...]
    on: date | None


def read_input(
    caseload: Path, mapping: Path | None, sites: Iterable[Site], progress: Callable[[int], None] | None = None
) -> Input:
    """Read a caseload, all or nothing. Raises `InvalidDocument` with every fault."""
    if caseload.suffix.lower() == ".csv" and mapping is None:
        raise click.UsageError("a CSV needs --mapping FILE.toml, which says what its columns mean")
    plan = None if mapping is None else read_mapping(mapping)
    cases = read_caseload(caseload, plan, progress)
    tables = [site.areas for site in sites if site.areas is not None]
    for table in tables:
        cases = tuple(located(case, table) for case in cases)
    return Input(cases=cases, on=None if plan is None else plan.on)


def own_activity(path: Path, programme: str, site: str | None, sites: Iterable[Site] = ()) -> Activity:
    """A site's own records, if they are this programme's and this site's. Raises `InvalidDocument`.

    Where no site is named, it is the programme's only one among `sites`.
    """
    activity = read_activity(path)
    if site is None and (only := chosen_site(sites, programme, None)) is not None:
        site = str(only.id)
    faults: list[Fault] = []
    if activity.programme != programme:
        message = "these are another programme's records"
        faults.append(Fault(code="activity-other", message=message, path=("programme",)))
    if site is not None and activity.site not in {None, site}:
        faults.append(Fault(code="activity-other", message="these are another site's records", path=("site",)))
    if faults:
        raise InvalidDocument("the activity is another's", faults)
    return activity
