"""Whom the Community Mothers reach."""

from datetime import date

import pytest

from peersupport.programmes.host import Host
from peersupport.records.activity import Activity
from peersupport.records.areas import Residence
from peersupport.records.case import Case
from peersupport.records.encounters import Encounter, EncounterStatus
from peersupport.records.identifiers import CaseId, EncounterId, PersonId, ProgrammeId, SupporterId
from peersupport.records.people import Participant
from peersupport.records.roles import Role
from peersupport.records.supporters import Supporter
from peersupport.reports.making import make_report
from peersupport.rules.reporting import ReportKind


def visited(number: int) -> Case:
    """A family that was visited in August."""
    return Case(
        id=CaseId(str(number)),
        participant=Participant(id=PersonId(f"p{number}")),
        residences=(Residence(place="Tilbury" if number % 2 else "Grays"),),
        encounters=(
            Encounter(
                id=EncounterId(str(number)),
                programme=ProgrammeId("community-mothers"),
                status=EncounterStatus.COMPLETED,
                on=date(2026, 8, 3),
            ),
        ),
    )


@pytest.mark.requirement("TC62")
def test_families_volunteers_and_areas_are_counted() -> None:
    """Families visited, Community Mothers at work in the period, areas; the figures of Dublin are no target."""
    volunteers = [
        Supporter(id=SupporterId(f"v{number}"), role=Role.COMMUNITY_MOTHER, end=None if number else date(2020, 1, 1))
        for number in range(9)
    ]
    report = make_report(
        Host.load(),
        ReportKind.REACH,
        "community-mothers",
        date(2026, 7, 1),
        date(2026, 10, 1),
        [visited(number) for number in range(11)],
        activity=Activity(programme=ProgrammeId("community-mothers"), supporters=tuple(volunteers)),
    )
    assert [one.text for one in report.said if one.requirements == ("TC62",)] == [
        "11 families were met in the period.",
        "Areas of the programme that they live in: 2.",
    ]
    supporters = next(one for one in report.tables if one.id == "supporters")
    assert [(row.label, row.cells) for row in supporters.rows] == [("Community mother", ("8",))]
    assert "A much wider population can be reached" in report.answers[0].quotation
    assert "170" not in str(report.document()["tables"])
