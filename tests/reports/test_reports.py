"""Reports of made-up caseloads: what they count, what they hide, and what never leaves."""

import json
import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from tests.reports.caseload import END, START, activity, caseload, site

from peersupport._attrs import evolve
from peersupport.errors import InvalidDate, InvalidDocument, RuleError, UnknownName
from peersupport.outcomes.suppression import POLICIES
from peersupport.programmes.host import Host
from peersupport.records.case import Case
from peersupport.records.codec import parse_json
from peersupport.records.consent import ConsentStatement, Party, StatementKind
from peersupport.records.feedback import Attribution, Story, StoryKind
from peersupport.records.identifiers import ProgrammeId, StatementId
from peersupport.records.roles import Role
from peersupport.reports.csv_text import csv_of, safe
from peersupport.reports.html import html_of
from peersupport.reports.making import kind_of, make_report
from peersupport.reports.model import Report, Table
from peersupport.reports.periods import period_of
from peersupport.reports.published import published
from peersupport.rules.reporting import ReportKind

HOME = {
    ReportKind.TERM: "crafty-mummies",
    ReportKind.EVALUATION: "healthy-little-minds",
    ReportKind.REACH: "healthy-little-minds",
    ReportKind.WAITING: "healthy-little-minds",
    ReportKind.LEARNING: "link-workers",
    ReportKind.TOOLKIT: "young-parents-connect",
    ReportKind.VALUE: "link-workers",
    ReportKind.PLANNING: "healthy-little-minds",
    ReportKind.NATIONAL: "link-workers",
}
KINDS = pytest.mark.parametrize("kind", list(ReportKind), ids=lambda kind: kind.value)


def made(
    kind: ReportKind,
    programme: str = "",
    size: int = 140,
    cases: tuple[Case, ...] | None = None,
    rule: str = "lt5",
    births: int | None = 3900,
) -> Report:
    """A report of the made-up caseload."""
    own = programme or HOME[kind]
    given = caseload(own, size) if cases is None else cases
    host = Host.load(sites=[site(own)])
    rules = POLICIES[rule]
    return make_report(host, kind, own, START, END, given, activity=activity(own), births=births, suppression=rules)


def table(report: Report, id: str) -> Table:
    """A table by its id."""
    return next(one for one in report.tables if one.id == id)


def column(report: Report, id: str, place: int = 0) -> dict[str, str]:
    """A column of a table, by the labels of its rows."""
    return {row.label: row.cells[place] for row in table(report, id).rows}


def said(report: Report) -> str:
    """All its sentences."""
    return "\n".join(one.text for one in report.said)


@KINDS
@pytest.mark.parametrize("rule", ["lt5", "nhs_hes"])
def test_no_report_holds_an_identifier_or_the_words_of_a_person(kind: ReportKind, rule: str) -> None:
    """Names, telephone numbers, reasons, services, ids and unapproved messages stay where they are."""
    report = made(kind, size=40, rule=rule)
    for text in (html_of(report), csv_of(report), str(report.document()), repr(report)):
        assert not re.search(r"CANARY|PERSON-|CASE-|CHILD-|REFERRAL-|my own words", text)


@KINDS
def test_no_number_of_a_few_people_is_printed(kind: ReportKind) -> None:
    """Of a handful of families every count of 1 to 4 is hidden, in every table, sentence and plot."""
    for size in (1, 3, 7):
        report = made(kind, size=size)
        assert all(not 1 <= (one.number or 0) <= 4 for one in report.counts.values())
        assert not re.search(r"\b[1-4] (of \d+ )?(families|unique users|children|women met)", said(report))


@KINDS
def test_every_report_says_what_is_counted_and_how_small_numbers_are_hidden(kind: ReportKind) -> None:
    """Families or children (trap 11), and the rule, chosen or by default."""
    own = HOME[kind]
    report = make_report(Host.load(), kind, own, START, END, caseload(own, 5), activity=activity(own), births=1)
    assert re.search(r"counted", report.counted)
    assert "lt5" in report.small_numbers
    assert "our own default" in report.small_numbers
    assert "our own default" not in made(kind, size=2).small_numbers


def test_trap_11_twins_are_one_family_and_two_children() -> None:
    """The report counts the family once and its children twice, and says which it counts."""
    met = [one for one in caseload("healthy-little-minds", 80) if one.encounters is not None][:60]
    twins = tuple(
        evolve(one, children=tuple(evolve(met[0].children[0], id=f"{one.id}-{twin}") for twin in "ab"))  # type: ignore[index]
        for one in met
    )
    report = made(ReportKind.REACH, cases=twins)
    assert column(report, "children")["All"] == "120"
    assert column(report, "age")["All"] == "60"
    assert "Families are counted once each; children have a table of their own." in report.counted


def test_a_family_that_stands_in_two_cases_is_counted_once() -> None:
    """The return says that its users are de-duplicated, so they are."""
    cases = caseload("link-workers", 30)
    doubled = (*cases, *(evolve(one, id=f"again-{one.id}") for one in cases))
    assert made(ReportKind.NATIONAL, cases=doubled).counts == made(ReportKind.NATIONAL, cases=cases).counts


def test_what_is_not_recorded_is_neither_met_nor_not_met() -> None:
    """A case without a record of encounters is told apart: unknown is never silently no."""
    cases = tuple(evolve(one, encounters=None) for one in caseload("link-workers", 12))
    report = make_report(Host.load(), ReportKind.NATIONAL, "link-workers", START, END, cases)
    assert "Of 12 families it cannot be told whether they were met." in said(report)
    assert "0 unique users" in said(report)


@KINDS
def test_the_page_stands_alone_and_can_be_used_by_everybody(kind: ReportKind) -> None:
    """No script, nothing from elsewhere; captions, headers with scope, plots with their content in words."""
    report = made(kind)
    page = html_of(report)
    assert "<script" not in page
    assert not re.search(r"(src|href)=\"(?!#)", page.replace('xlink:href="#', ""))
    assert "prefers-color-scheme: dark" in page
    assert page.count("<caption>") == len(report.tables)
    for figure in report.figures:
        assert figure.alternative
    assert page.count('role="img" aria-label="') == len(report.figures)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    HTMLParser().feed(page)


def test_what_a_site_writes_is_escaped_in_the_page() -> None:
    """A message or a region with markup in it stays text, also in a plot."""
    given = activity("young-parents-connect")
    evil = evolve(given.training[0], region="<script>alert(1)</script> $x$")  # type: ignore[index]
    host = Host.load()
    report = make_report(
        host, ReportKind.TOOLKIT, "young-parents-connect", START, END, (), activity=evolve(given, training=(evil,))
    )
    page = html_of(report)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "start",
    ["=1+1", "+1-1", "-A1", "@SUM(A1)", "\tx", "\u200b=1", "\x0b=1", "\u3000=1", "\rx", " =1", "|x", "%0A", "\uff1d1"],
)
def test_csv_is_safe_to_open(start: str) -> None:
    """What a spreadsheet could take for a formula stands behind an apostrophe; a plain number stays one."""
    assert safe(start) == f"'{start}"
    assert (safe("-4.2"), safe("12")) == ("-4.2", "12")


def test_published_again_with_what_was_published_before() -> None:
    """The JSON of a report is read back; one more family changes no number that would tell of her."""
    cases = caseload("community-mothers", 60)
    host = Host.load(sites=[site("community-mothers")])
    options = {"activity": activity("community-mothers")}
    first = make_report(host, ReportKind.REACH, "community-mothers", START, END, cases[:59], **options)  # type: ignore[arg-type]
    text = json.dumps(first.document())
    before = published(text, "reach", "community-mothers")
    assert before == first.counts
    again = make_report(
        host,
        ReportKind.REACH,
        "community-mothers",
        START,
        END,
        cases,
        earlier=[before],
        **options,  # type: ignore[arg-type]
    )
    apart = make_report(host, ReportKind.REACH, "community-mothers", START, END, cases, **options)  # type: ignore[arg-type]
    hidden = {name for name, one in again.counts.items() if one.hidden}
    changed = {name for name, one in apart.counts.items() if one.text != first.counts[name].text}
    assert {name for name in changed if name.startswith("ethnicity")} <= hidden
    with pytest.raises(InvalidDocument):
        published(text, "term", "community-mothers")
    with pytest.raises(InvalidDocument):
        published('{"kind": "reach"}', "reach", "community-mothers")
    assert isinstance(parse_json(text), dict)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-Q1", date(2026, 1, 1), date(2026, 4, 1)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 10, 1)),
        ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1)),
        ("2026", date(2026, 1, 1), date(2027, 1, 1)),
        ("2026-09-02/2026-12-20", date(2026, 9, 2), date(2026, 12, 20)),
    ],
)
def test_periods_as_people_write_them(text: str, start: date, end: date) -> None:
    """The end is the first day that is no longer in it."""
    assert period_of(text) == (start, end)


@pytest.mark.parametrize("text", ["2026-Q5", "Q3", "2026-09-02", "2026-09-02/2026-09-02", "0000", "now/then", ""])
def test_a_period_that_cannot_be_read_is_refused(text: str) -> None:
    """Nobody gets a report of a period that she did not mean."""
    with pytest.raises(InvalidDate):
        period_of(text)


def test_a_misspelt_kind_or_programme_is_told_with_the_nearest() -> None:
    """Nothing is guessed."""
    with pytest.raises(UnknownName, match="reach"):
        kind_of("reech")
    with pytest.raises(UnknownName, match="link-workers"):
        make_report(Host.load(), ReportKind.REACH, "link-worker", START, END, ())


def test_a_planning_figure_needs_births_and_a_share_that_the_source_states() -> None:
    """No number is made up."""
    for programme, births in (("healthy-little-minds", None), ("link-workers", 100)):
        with pytest.raises(RuleError) as raised:
            made(ReportKind.PLANNING, programme, births=births)
        assert raised.value.code == "report-figures"


def test_a_quotation_is_printed_on_a_consent_that_stands_and_under_no_name() -> None:
    """Her words only where she agreed to their publication, by a grant that the story names; a withdrawal ends it."""
    her = caseload("healthy-little-minds", 1)[0]
    programme = ProgrammeId("healthy-little-minds")
    grant = ConsentStatement(
        id=StatementId("g"),
        kind=StatementKind.GRANT,
        subject=her.participant.id,
        giver=her.participant.id,
        sender=Party(role=Role.FACILITATOR),
        recipient=Party(role=Role.CO_ORDINATOR),
        recorded_at=datetime(2026, 8, 1, 9, tzinfo=UTC),
        categories=("words",),
        purposes=("publication",),
    )
    story = Story(
        kind=StoryKind.QUOTATION,
        programme=programme,
        on=date(2026, 8, 1),
        words="I sleep again.",
        group="Mum, Nottingham",
        attribution=Attribution.FULL_NAME,
        consent=StatementId("g"),
    )
    gone = ConsentStatement(
        id=StatementId("w"),
        kind=StatementKind.WITHDRAWAL,
        subject=her.participant.id,
        giver=her.participant.id,
        recorded_at=datetime(2026, 9, 1, 9, tzinfo=UTC),
    )

    def told(at: datetime | None, *statements: ConsentStatement) -> str:
        given = evolve(her, stories=(story,), consent=statements)
        report = make_report(Host.load(), ReportKind.EVALUATION, programme, START, END, [given], at=at)
        return str(report.document())

    october, august = datetime(2026, 10, 2, tzinfo=UTC), datetime(2026, 8, 20, tzinfo=UTC)
    assert "“I sleep again.”, Mum, Nottingham" in told(october, grant)
    assert "CANARY" not in told(october, grant)
    assert "I sleep" in told(august, grant, gone)
    for at, statements in ((october, ()), (october, (grant, gone)), (None, (grant,))):
        assert "I sleep" not in told(at, *statements)


def test_the_activity_of_another_programme_is_refused() -> None:
    """Its sessions would be counted as this one's."""
    with pytest.raises(RuleError) as raised:
        make_report(Host.load(), ReportKind.TERM, "crafty-mummies", START, END, (), activity=activity("link-workers"))
    assert raised.value.code == "report-activity"


def test_the_lines_of_scores_hold_no_group_of_a_few() -> None:
    """Who is one of few by ethnicity, sex and decile together has none of them; few lines are no lines at all."""
    scores = table(made(ReportKind.NATIONAL, size=140), "scores")
    groups: dict[tuple[str, ...], int] = {}
    for row in scores.rows:
        groups[row.cells[1:4]] = groups.get(row.cells[1:4], 0) + 1
    assert len(groups) > 2
    assert all(count >= 5 for group, count in groups.items())
    assert [row.cells[4:] for row in scores.rows] == sorted(row.cells[4:] for row in scores.rows)
    assert table(made(ReportKind.NATIONAL, size=5), "scores").rows == ()
