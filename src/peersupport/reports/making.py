"""From a host, a caseload and a site's activity to a report."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from peersupport.errors import RuleError, UnknownName, did_you_mean
from peersupport.outcomes.suppression import DEFAULT_POLICY, Suppression
from peersupport.outcomes.suppression.counts import Published
from peersupport.policies.safeguarding import HOLIDAYS
from peersupport.programmes.host import Host
from peersupport.records.activity import Activity
from peersupport.records.areas import Area
from peersupport.records.case import Case
from peersupport.reports.draft import Draft
from peersupport.reports.kinds.evaluation import evaluation
from peersupport.reports.kinds.learning import learning
from peersupport.reports.kinds.national import national
from peersupport.reports.kinds.planning import planning
from peersupport.reports.kinds.reach import reach
from peersupport.reports.kinds.term import term
from peersupport.reports.kinds.toolkit import toolkit
from peersupport.reports.kinds.value import value
from peersupport.reports.kinds.waiting import waiting
from peersupport.reports.material import Material, Tick, families_of
from peersupport.reports.model import Report
from peersupport.reports.releasing import released
from peersupport.rules.parameters import Setting
from peersupport.rules.reporting import ReportKind
from peersupport.rules.rule_set import settings_on

FOLDS: Mapping[ReportKind, Callable[[Material, Tick | None], Draft]] = {
    ReportKind.TERM: term,
    ReportKind.EVALUATION: evaluation,
    ReportKind.REACH: reach,
    ReportKind.WAITING: waiting,
    ReportKind.LEARNING: learning,
    ReportKind.TOOLKIT: toolkit,
    ReportKind.VALUE: value,
    ReportKind.PLANNING: planning,
    ReportKind.NATIONAL: national,
}
MOST_DEPRIVED = "most_deprived_decile"


def kind_of(name: str) -> ReportKind:
    """The kind of a name. Raises `UnknownName`, naming the nearest."""
    known = {one.value: one for one in ReportKind}
    if name not in known:
        raise UnknownName("there is no such kind of report", help=did_you_mean(name, known))
    return known[name]


def make_report(
    host: Host,
    kind: ReportKind,
    programme: str,
    start: date,
    end: date,
    cases: Iterable[Case],
    *,
    activity: Activity | None = None,
    births: int | None = None,
    at: datetime | None = None,
    suppression: Suppression | None = None,
    earlier: Iterable[Published] = (),
    tick: Tick | None = None,
) -> Report:
    """A report of a programme for the period [start, end), with small numbers hidden.

    Every kind works for every programme; what the programme's own source asks of it (`Programme.reports`) is said in
    the report. `suppression` None: our default, and the report says so. `earlier` are the counts of the same report as
    it was published before. `at` is the instant, in UTC, at which the consent to publish a quotation must stand;
    without one none is printed. Raises `UnknownName`, and `RuleError` for a report that cannot be made.
    """
    if programme not in host.programmes:
        raise UnknownName("there is no such programme", help=did_you_mean(programme, host.programmes))
    own = host.programmes[programme]
    if activity is not None and activity.programme != programme:
        raise RuleError("the activity is that of another programme", code="report-activity")
    holidays = _setting(host, programme, HOLIDAYS.name, end)
    most_deprived = _setting(host, programme, f"{programme}.{MOST_DEPRIVED}", end)
    declared = tuple(one for one in own.reports if one.kind is kind)
    material = Material(
        programme=own,
        start=start,
        end=end,
        cases=(given := tuple(cases)),
        families=families_of(given),
        activity=activity,
        areas=_areas(host, programme),
        declared=declared,
        instruments=tuple(host.instruments.values()),
        at=at,
        births=births,
        holidays=_days(holidays),
        most_deprived=most_deprived if isinstance(most_deprived, int) else None,
    )
    draft = FOLDS[kind](material, tick)
    return released(
        draft,
        kind=kind.value,
        programme=own,
        start=start,
        end=end,
        declared=declared,
        policy=suppression or DEFAULT_POLICY,
        chosen=suppression is not None,
        earlier=earlier,
    )


def _areas(host: Host, programme: str) -> dict[str, tuple[Area, ...]] | None:
    """The tables of all sites of the programme together; None where no site has one."""
    tables = [one.areas for one in host.sites if one.programme == programme and one.areas is not None]
    return {code: areas for table in tables for code, areas in table.items()} if tables else None


def _days(value: Setting) -> frozenset[date]:
    return frozenset(one for one in value if isinstance(one, date)) if isinstance(value, frozenset) else frozenset()


def _setting(host: Host, programme: str, name: str, on: date) -> Setting:
    """What a parameter is on a day at the programme's one site, or by itself; None where there is no such parameter."""
    sites = [one for one in host.sites if one.programme == programme]
    known = [one for one in (host.parameters.get(name),) if one is not None]
    return settings_on(known, on, host.overrides[sites[0].id] if len(sites) == 1 else {}).get(name)
