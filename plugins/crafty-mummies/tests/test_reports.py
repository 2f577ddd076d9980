"""What the term report of the group tells, because the source does."""

from datetime import date, timedelta

import pytest

from peersupport.outcomes.suppression import suppression_policy
from peersupport.programmes.host import Host
from peersupport.records.activity import Activity
from peersupport.records.case import Case
from peersupport.records.community import NeedsProfile
from peersupport.records.identifiers import CaseId, PersonId, ProgrammeId, ReferralId, SessionId
from peersupport.records.people import Child, Participant
from peersupport.records.referrals import Connection, OnwardReferral
from peersupport.records.sessions import Attendance, Evaluation, Session
from peersupport.reports.making import make_report
from peersupport.reports.model import Report
from peersupport.rules.reporting import ReportKind

START, END = date(2026, 9, 2), date(2026, 12, 20)


def activity(sizes: tuple[int, ...]) -> Activity:
    """Weekly sessions to which so many mothers came."""
    sessions = [
        Session(
            id=SessionId(str(week)),
            on=START + timedelta(days=7 * week),
            cancelled=size < 0,
            attendance=tuple(Attendance(participant=PersonId(f"m{one}"), attended=True) for one in range(size)),
        )
        for week, size in enumerate(sizes)
    ]
    return Activity(
        programme=ProgrammeId("crafty-mummies"),
        sessions=tuple(sessions),
        evaluations=(Evaluation(on=date(2026, 12, 1), responses=12, satisfaction=4.5),),
        needs=(NeedsProfile(area="Weymouth", poor_maternal_mental_health=0.2),),
    )


def referred(number: int) -> Case:
    """A family with a child who was referred on, eight days after the concern."""
    child = PersonId(f"c{number}")
    return Case(
        id=CaseId(str(number)),
        participant=Participant(id=PersonId(f"p{number}")),
        children=(Child(id=child),),
        onward_referrals=(
            OnwardReferral(
                id=ReferralId(str(number)),
                about=child,
                concern_raised=date(2026, 10, 1),
                made=date(2026, 10, 9),
                status=Connection.ACCEPTED,
            ),
        ),
    )


def term(sizes: tuple[int, ...] = (5, 6, 15, 16, -1), children: int = 7) -> Report:
    """The report of a term."""
    cases = [referred(number) for number in range(children)]
    return make_report(Host.load(), ReportKind.TERM, "crafty-mummies", START, END, cases, activity=activity(sizes))


def column(report: Report, id: str) -> dict[str, str]:
    """The first column of a table."""
    return {row.label: row.cells[0] for table in report.tables if table.id == id for row in table.rows}


@pytest.mark.requirement("CM19", "CM15")
def test_a_term_in_numbers() -> None:
    """Sessions, attendance beside 6 to 15, evaluations, children referred on; and the words that ask for it."""
    report = term()
    assert [one.text for one in report.said if "CM19" in one.requirements] == [
        "Sessions held: 4; cancelled: 1.",
        "16 different parents came.",
        "Evaluations of the group: 1.",
        "7 children were referred on to another service.",
    ]
    assert column(report, "band") == {"Fewer than 6": "1", "6 to 15": "2", "More than 15": "1", "Not recorded": "0"}
    assert "evidence the impact of our work" in " ".join(one.quotation for one in report.answers)


@pytest.mark.requirement("CM19")
def test_a_session_of_few_is_hidden_and_a_band_that_would_tell_of_it() -> None:
    """Three who came are not printed; by a rule that hides up to 9, neither is how many sessions had fewer than 6."""
    assert list(column(term((3, 8)), "attendance").values()) == ["*", "8"]
    report = make_report(
        Host.load(),
        ReportKind.TERM,
        "crafty-mummies",
        START,
        END,
        (),
        activity=activity((3, 8)),
        suppression=suppression_policy("lt10"),
    )
    assert set(column(report, "band").values()) == {"*"}


@pytest.mark.requirement("CM25")
def test_what_the_area_needs_in_three_indicators_without_a_number_of_ours() -> None:
    """What is not recorded is not told; the source gives no numbers, and the report says so."""
    report = term()
    needs = next(one for one in report.tables if one.id == "needs")
    assert [row.cells for row in needs.rows] == [("20%", "not recorded", "not recorded")]
    told = [one for one in report.answers if "CM25" in one.requirements]
    assert "27-month development review" in told[0].quotation
    assert "no number" in told[0].note
