"""Reading what a command works on: a caseload, by its mapping if it is a table, with its areas looked up."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from peersupport._attrs import frozen
from peersupport.cli.caseloads import Asked
from peersupport.errors import Fault, InvalidDocument
from peersupport.interop.activity import read_activity
from peersupport.interop.areas import located
from peersupport.interop.caseload import Caseload, open_caseload, read_caseload
from peersupport.programmes.places import chosen_site
from peersupport.records.activity import Activity
from peersupport.records.areas import AreaTable
from peersupport.records.case import Case
from peersupport.records.sites import Site


@frozen
class Input:
    """The cases, and the day that their mapping names, if it does."""

    cases: tuple[Case, ...]
    on: date | None


@frozen
class Opened:
    """The same where there may be more cases than memory holds: each iteration reads them one by one."""

    caseload: Caseload
    tables: tuple[AreaTable, ...]
    on: date | None

    def __len__(self) -> int:
        return len(self.caseload)

    def __iter__(self) -> Iterator[Case]:
        return (_located(case, self.tables) for case in self.caseload)


def read_input(asked: Asked, sites: Iterable[Site], progress: Callable[[int], None] | None = None) -> Input:
    """Read a caseload, all or nothing. Raises `InvalidDocument` with every fault."""
    source = asked.source()
    plan = asked.plan(source)
    tables = _tables(sites)
    read = read_caseload(source, plan, progress, sheet=asked.sheet)
    return Input(cases=tuple(_located(case, tables) for case in read), on=None if plan is None else plan.on)


def open_input(
    asked: Asked,
    sites: Iterable[Site],
    progress: Callable[[int], None] | None = None,
    *,
    skip_faulty: bool = False,
) -> Opened:
    """Read a caseload to its end and keep nothing of it. Raises `InvalidDocument` with every fault, also where leaving
    out the rows with faults would leave no case."""
    source = asked.source()
    plan = asked.plan(source)
    found = open_caseload(source, plan, progress, sheet=asked.sheet, skip_faulty=skip_faulty)
    if found.left_out.rows and not len(found):
        message = f"no case is left; rows with faults: {len(found.left_out.rows)}"
        nothing = Fault(code="caseload-empty", message=message)
        raise InvalidDocument("no case is left", [*found.left_out.listed, nothing])
    return Opened(caseload=found, tables=_tables(sites), on=None if plan is None else plan.on)


def _tables(sites: Iterable[Site]) -> tuple[AreaTable, ...]:
    return tuple(site.areas for site in sites if site.areas is not None)


def _located(case: Case, tables: tuple[AreaTable, ...]) -> Case:
    for table in tables:
        case = located(case, table)
    return case


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
