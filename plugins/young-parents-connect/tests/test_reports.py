"""The toolkit and who uses it, and whom the training reached."""

from datetime import date

import pytest

from peersupport.programmes.host import Host
from peersupport.records.activity import Activity
from peersupport.records.community import Output, OutputKind, TrainingEvent
from peersupport.records.identifiers import ProgrammeId
from peersupport.reports.making import make_report
from peersupport.reports.model import Report
from peersupport.rules.reporting import ReportKind

HERE = ProgrammeId("young-parents-connect")
COVERED = ("strengths of young parents", "barriers to services")
ACTIVITY = Activity(
    programme=HERE,
    training=(
        TrainingEvent(title="1", on=date(2026, 5, 1), people=30, setting="health", region="London", content=COVERED),
        TrainingEvent(title="2", on=date(2026, 6, 1), people=12, setting="social care", region="North"),
        TrainingEvent(title="3", on=date(2026, 6, 2), setting="social care", region="North"),
        TrainingEvent(title="4", on=date(2024, 6, 2), people=99, setting="health", region="North"),
    ),
    outputs=(
        Output(kind=OutputKind.TOOLKIT, title="Toolkit", due=date(2026, 12, 31), sites=("Leeds", "Hull", "Leeds")),
    ),
)


def made() -> Report:
    """The report of a year."""
    year = (date(2026, 1, 1), date(2027, 1, 1))
    return make_report(Host.load(), ReportKind.TOOLKIT, HERE, *year, (), activity=ACTIVITY)


def column(report: Report, id: str) -> dict[str, str]:
    """The first column of a table."""
    return {row.label: row.cells[0] for table in report.tables if table.id == id for row in table.rows}


def asked(report: Report, requirement: str) -> str:
    """The words that ask for it."""
    return " ".join(one.quotation for one in report.answers if requirement in one.requirements)


@pytest.mark.requirement("YP20")
def test_people_trained_by_setting_and_region() -> None:
    """Of the period alone; an event of which the number is not recorded is told, and is no zero."""
    report = made()
    assert column(report, "trained by setting") == {"health": "30", "social care": "12", "All": "42"}
    assert column(report, "trained by region") == {"London": "30", "North": "12", "All": "42"}
    assert "Events of which the number of people is not recorded: 1." in report.caveats
    assert "upskill the workforce" in asked(report, "YP20")


@pytest.mark.requirement("YP25", "YP39")
def test_the_toolkit_and_the_sites_that_use_it() -> None:
    """Due at the end of the programme, not yet done; each site once."""
    report = made()
    outputs = next(one for one in report.tables if one.id == "outputs")
    assert [(row.label, row.cells) for row in outputs.rows] == [
        ("Toolkit", ("Toolkit", "2026-12-31", "not recorded", "2"))
    ]
    assert any(one.text.endswith(": 2.") for one in report.said if one.requirements == ("YP39",))
    assert "we will have a toolkit" in asked(report, "YP25")
    assert "within their localities" in asked(report, "YP39")


@pytest.mark.requirement("YP35")
def test_the_published_parts_add_up_to_884_and_not_to_844() -> None:
    """A slip of the published brief is shown and not mended; nobody takes it for a statement of the page."""
    report = made()
    assert column(report, "targets") == {
        "young mums": "300",
        "children": "360",
        "workforce members": "224",
        "All, added up": "884",
        "All, as published": "844",
    }
    assert any("add up to 884, not to the 844" in one.text for one in report.said)
    assert {one.mark for one in report.answers if one.requirements == ("YP35",)} == {"published"}


@pytest.mark.requirement("YP36")
def test_what_training_covered() -> None:
    """By the four topics that the source names."""
    report = made()
    assert column(report, "topics") == {
        "Strengths of young parents": "1",
        "Barriers to services": "1",
        "Peer support": "0",
        "Specialist groups": "0",
    }
    assert "unique strengths" in asked(report, "YP36")
