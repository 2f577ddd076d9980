"""Whom the prototypes reach, what they make and cost, and how they become part of the pathways."""

from datetime import date

import pytest

from peersupport.programmes.host import Host
from peersupport.records.activity import Activity, Cost
from peersupport.records.areas import Area, Residence, Setting
from peersupport.records.case import Case
from peersupport.records.community import (
    IntegrationMilestone,
    ItemKind,
    LearningItem,
    Meeting,
    MeetingKind,
    Message,
    Output,
    OutputKind,
)
from peersupport.records.encounters import Encounter, EncounterStatus
from peersupport.records.identifiers import CaseId, EncounterId, PersonId, ProgrammeId, SiteId, SupporterId
from peersupport.records.people import Participant
from peersupport.records.roles import Role
from peersupport.records.sites import Site
from peersupport.reports.making import make_report
from peersupport.reports.model import Report
from peersupport.rules.reporting import ReportKind

HERE = ProgrammeId("link-workers")
START, END = date(2026, 7, 1), date(2026, 10, 1)
AREAS = {
    code: (Area(code=code, local_authority="E08000024", imd_decile=3, setting=setting),)
    for code, setting in (("R", Setting.RURAL), ("U", Setting.URBAN))
}


def mother(number: int) -> Case:
    """A mother who was met in the quarter; every third lives in the country."""
    met = Encounter(id=EncounterId(str(number)), programme=HERE, status=EncounterStatus.COMPLETED, on=date(2026, 8, 3))
    return Case(
        id=CaseId(str(number)),
        participant=Participant(id=PersonId(f"p{number}"), ethnicity="African" if number < 6 else "Pakistani"),
        residences=(Residence(lsoa="R" if number % 3 == 0 else "U"),),
        encounters=(met,),
    )


def message(words: str, by: Role, decided: bool = True) -> Message:
    """A message that somebody approved."""
    return Message(words=words, approved=True, approved_by=by, decided_by=(SupporterId("s"),) if decided else None)


ACTIVITY = Activity(
    programme=HERE,
    meetings=(
        Meeting(
            kind=MeetingKind.LEARNING_COMMUNITY,
            on=date(2026, 8, 1),
            items=(LearningItem(words="WORDS", kind=ItemKind.GAP), LearningItem(words="WORDS", kind=ItemKind.BARRIER)),
            messages=(
                message("Rural mothers wait longest.", Role.LINK_WORKER),
                message("FACILITATOR", Role.FACILITATOR),
                message("NOBODY", Role.LINK_WORKER, decided=False),
            ),
        ),
    ),
    outputs=(
        Output(kind=OutputKind.THEMED_BRIEFING, title="Younger parents", done=date(2026, 8, 1)),
        Output(kind=OutputKind.INTERIM_REPORT, title="Interim report", done=date(2026, 11, 1)),
        Output(kind=OutputKind.LEARNING_REPORT, title="Learning report", due=date(2026, 12, 1)),
    ),
    milestones=(IntegrationMilestone(area="Sunderland", step="in the pathway", done=date(2026, 9, 1)),),
    costs=(Cost(what="Staff", pounds=6000, start=START, end=date(2026, 9, 30)),),
)


def made(kind: ReportKind, mothers: int = 15) -> Report:
    """A report at a site with a table of areas."""
    host = Host.load(sites=[Site(id=SiteId("sunderland"), programme=HERE, areas=AREAS)])
    return make_report(host, kind, HERE, START, END, [mother(number) for number in range(mothers)], activity=ACTIVITY)


def column(report: Report, id: str) -> dict[str, str]:
    """The first column of a table."""
    return {row.label: row.cells[0] for table in report.tables if table.id == id for row in table.rows}


def asked(report: Report, requirement: str) -> str:
    """The words that ask for it."""
    return " ".join(one.quotation for one in report.answers if requirement in one.requirements)


@pytest.mark.requirement("MM32", "MM33")
def test_by_setting_ethnicity_and_deprivation() -> None:
    """Rural and urban mothers, broad ethnic groups and deciles, each adding up to all who were met."""
    report = made(ReportKind.REACH)
    assert column(report, "setting") == {"Rural": "5", "Urban": "10", "Not known": "0", "All": "15"}
    assert column(report, "ethnicity")["Black, Black British, Caribbean or African"] == "6"
    assert column(report, "deprivation")["3"] == "15"
    assert "urban/rural mix" in asked(report, "MM32")
    assert "health inequalities" in asked(report, "MM33")


@pytest.mark.requirement("MM25", "MM26")
def test_only_messages_that_link_workers_decided_on_are_printed() -> None:
    """Not the facilitator's, nor one of which nobody is recorded; items are counted and never quoted."""
    report = made(ReportKind.LEARNING)
    told = " ".join(one.text for one in report.said)
    assert "Messages taken forward by the link workers: 1 of 3." in told
    assert "Rural mothers wait longest." in told
    assert not any(word in str(report.document()) for word in ("FACILITATOR", "NOBODY", "WORDS"))
    assert column(report, "items") == {"Gap": "1", "Barrier": "1", "Opportunity": "0"}


@pytest.mark.requirement("MM29", "MM30")
def test_briefings_and_reports_done_or_not_yet() -> None:
    """Each kind of output that the page lists, also those of which none is recorded."""
    report = made(ReportKind.LEARNING)
    outputs = next(one for one in report.tables if one.id == "outputs")
    assert [(row.label, row.cells[2]) for row in outputs.rows] == [
        ("Themed briefing", "2026-08-01"),
        ("Mosaic", "none recorded"),
        ("Interim report", "not yet"),
        ("Full report", "none recorded"),
        ("Summary report", "none recorded"),
        ("Learning report", "not recorded"),
    ]
    assert "themed briefings" in asked(report, "MM29")
    assert "Learning report" in asked(report, "MM30")


@pytest.mark.requirement("MM42")
def test_integration_by_area() -> None:
    """The steps by which link work becomes part of a pathway."""
    report = made(ReportKind.LEARNING)
    assert column(report, "milestones") == {"Sunderland": "in the pathway"}
    assert "maternal mental health service pathways" in asked(report, "MM42")


@pytest.mark.requirement("MM36")
def test_what_the_support_cost_for_each_family() -> None:
    """Pounds for each family that was met, from the printed number; a few families are not given away by it."""
    assert [one.text for one in made(ReportKind.VALUE).said] == ["Pounds for each family that was met: 400."]
    assert [one.text for one in made(ReportKind.VALUE, mothers=3).said] == ["Pounds for each family that was met: *."]
    assert "low cost, high value" in asked(made(ReportKind.VALUE), "MM36")
