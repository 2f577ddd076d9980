"""What nobody recorded is told as not recorded: never as none, and never as nought."""

from datetime import date

import pytest
from tests.reports.caseload import END, START, activity, caseload
from tests.reports.test_reports import HOME, said, table

from peersupport._attrs import evolve
from peersupport.programmes.host import Host
from peersupport.records.activity import Activity
from peersupport.records.assessments import Assessment
from peersupport.records.case import Case
from peersupport.records.community import Meeting, MeetingKind, Output, OutputKind, TrainingEvent
from peersupport.records.encounters import Encounter
from peersupport.records.identifiers import AssessmentId, PersonId, ProgrammeId, ReferralId, SessionId, SupporterId
from peersupport.records.people import Sex
from peersupport.records.referrals import OnwardReferral
from peersupport.records.roles import Role
from peersupport.records.sessions import Attendance, Evaluation, Session
from peersupport.records.supporters import Supporter
from peersupport.reports.making import make_report
from peersupport.reports.model import Report
from peersupport.rules.reporting import ReportKind

HOST = Host.load()
IN_PERIOD = date(2026, 8, 1)


def made(kind: ReportKind, cases: tuple[Case, ...] = (), own: Activity | None = None) -> Report:
    """A report of what is given, and of nothing else."""
    return make_report(HOST, kind, HOME[kind], START, END, cases, activity=own, births=100)


def own(kind: ReportKind, **records: object) -> Activity:
    """The activity of a site that recorded this alone."""
    return Activity(programme=ProgrammeId(HOME[kind]), **records)  # type: ignore[arg-type]


def caveats(report: Report) -> str:
    """All that it says of itself."""
    return "\n".join(report.caveats)


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        (ReportKind.TERM, "Sessions"),
        (ReportKind.TERM, "Evaluations of the group"),
        (ReportKind.LEARNING, "Meetings of the learning community"),
        (ReportKind.LEARNING, "Outputs"),
        (ReportKind.TOOLKIT, "Outputs"),
        (ReportKind.TOOLKIT, "Training events"),
    ],
)
def test_a_collection_that_is_not_recorded_is_no_nought(kind: ReportKind, what: str) -> None:
    """Of a site whose file does not hold it nothing is told, and the report says so."""
    report = made(kind, own=own(kind))
    assert f"{what} are not recorded: nothing is told of them." in caveats(report)
    for nought in ("Sessions held: 0", "0 different parents", "Evaluations of the group: 0", "0 people were trained"):
        assert nought not in said(report)
    assert "community: 0" not in said(report)
    assert "themselves: 0" not in said(report)


def test_what_has_no_day_may_lie_in_the_period() -> None:
    """It is not counted, and how many they are stands in the report."""
    sessions = (Session(id=SessionId("a"), on=IN_PERIOD, cancelled=False), Session(id=SessionId("b")))
    report = made(ReportKind.TERM, own=own(ReportKind.TERM, sessions=sessions, evaluations=(Evaluation(),)))
    assert "Sessions of which it cannot be told whether they lie in the period: 1." in caveats(report)
    assert "Evaluations of the group of which it cannot be told whether they lie in the period: 1." in caveats(report)
    assert "Sessions of which nobody recorded who came: 1." in caveats(report)


def test_what_may_have_been_cancelled_was_not_surely_held() -> None:
    """A session, or a meeting, of which neither is recorded and to which nobody is known to have come."""
    report = made(ReportKind.TERM, own=own(ReportKind.TERM, sessions=(Session(id=SessionId("a"), on=IN_PERIOD),)))
    assert "Sessions held: 0; cancelled: 0." in said(report)
    assert "Sessions of which it is not recorded whether they were held or cancelled: 1." in caveats(report)
    met = (Meeting(kind=MeetingKind.LEARNING_COMMUNITY, on=IN_PERIOD),)
    report = made(ReportKind.LEARNING, own=own(ReportKind.LEARNING, meetings=met))
    assert "Meetings of which it is not recorded whether they were held or cancelled: 1." in caveats(report)


def test_training_of_which_the_content_is_not_recorded_did_not_leave_a_topic_out() -> None:
    """It is not among those that a topic is counted of."""
    events = (
        TrainingEvent(title="A", on=IN_PERIOD, people=9, content=("peer support",)),
        TrainingEvent(title="B", on=IN_PERIOD),
    )
    report = made(ReportKind.TOOLKIT, own=own(ReportKind.TOOLKIT, training=events))
    assert {row.label: row.cells for row in table(report, "topics").rows}["Peer support"] == ("1", "1")
    assert "Events of which what they covered is not recorded: 1." in caveats(report)


def test_a_toolkit_whose_sites_are_not_recorded_is_not_one_that_nobody_uses() -> None:
    """No number of sites is told then."""
    outputs = (Output(kind=OutputKind.TOOLKIT, title="Toolkit"),)
    report = made(ReportKind.TOOLKIT, own=own(ReportKind.TOOLKIT, outputs=outputs))
    assert "Sites that use the toolkit" not in said(report)
    assert "Toolkits of which the sites are not recorded: 1." in caveats(report)


def test_supporters_whose_role_or_start_is_not_recorded_are_told() -> None:
    """Without their number: they are people."""
    supporters = (Supporter(id=SupporterId("S")),)
    report = made(ReportKind.REACH, own=own(ReportKind.REACH, supporters=supporters))
    assert "Of some supporters the role, or the day on which they began, is not recorded." in caveats(report)


def test_a_mean_of_nobody_knows_how_many_is_hidden() -> None:
    """It may be that of one person."""
    silent = (Evaluation(on=IN_PERIOD, satisfaction=1.5),)
    report = made(ReportKind.TERM, own=own(ReportKind.TERM, evaluations=silent))
    assert [row.cells for row in table(report, "evaluations").rows] == [("not recorded", "*")]


@pytest.mark.parametrize("unknown", ["programme", "on", "status"])
def test_an_encounter_known_in_part_is_no_contact_and_no_lack_of_one(unknown: str) -> None:
    """Whose programme, day or end is not recorded: whether she was met, or first met, cannot be told."""
    cases = tuple(
        evolve(case, encounters=tuple(_without(one, unknown) for one in case.encounters or ()))
        for case in caseload(HOME[ReportKind.REACH], 5)
    )
    report = made(ReportKind.REACH, cases)
    assert "0 families were met" in said(report)
    assert "Of 5 families it cannot be told whether they were met." in said(report)
    assert "Of 5 families it cannot be told whether their first contact was in the period." in said(
        made(ReportKind.WAITING, cases)
    )


def _without(one: Encounter, field: str) -> Encounter:
    return evolve(one, **{"on": IN_PERIOD, field: None})


def test_encounters_that_are_not_recorded_are_told_with_waits_and_plans() -> None:
    """Not only where families are counted as reached."""
    cases = tuple(evolve(case, encounters=None) for case in caseload(HOME[ReportKind.WAITING], 6))
    assert "Of 6 families it cannot be told whether their first contact" in said(made(ReportKind.WAITING, cases))
    assert "Of 6 families it cannot be told whether they were met." in said(made(ReportKind.PLANNING, cases))


def test_a_family_that_was_surely_met_before_had_no_first_contact_in_the_period() -> None:
    """Then it is neither counted nor open; what may have been earlier leaves it open."""
    (case,) = caseload(HOME[ReportKind.WAITING], 1)
    first = next(iter(case.encounters or ()))
    before, later = evolve(first, on=date(2026, 1, 1)), evolve(first, on=IN_PERIOD)
    for encounters, counts in (
        ((before, later), (0, 0)),
        ((later,), (1, 0)),
        ((later, evolve(first, on=None)), (0, 1)),
    ):
        report = made(ReportKind.WAITING, (evolve(case, encounters=encounters),))
        assert report.counts["first contacts"].hidden is bool(counts[0])
        assert ("first contacts unsure" in report.counts) is bool(counts[1])


@pytest.mark.parametrize("kind", [ReportKind.REACH, ReportKind.NATIONAL, ReportKind.VALUE, ReportKind.PLANNING])
def test_without_sessions_it_is_said_that_groups_are_not_counted(kind: ReportKind) -> None:
    """Families who only come to a group would be missing without a word."""
    assert "Who came to groups is not counted" in caveats(made(kind))
    assert "Who came to groups is not counted" not in caveats(made(kind, own=activity(HOME[kind])))


def test_scores_of_which_the_order_is_not_known_make_no_pair() -> None:
    """An undated score may be the first, or the last: neither is taken for it."""
    kind = ReportKind.EVALUATION
    cases = tuple(
        evolve(
            case,
            assessments=tuple(
                Assessment(id=AssessmentId(f"{on}"), instrument="epds", about=case.participant.id, on=on, total=total)
                for on, total in ((None, 25), (date(2026, 7, 2), 10), (date(2026, 9, 2), 20))
            ),
        )
        for case in caseload(HOME[kind], 8)
    )
    report = made(kind, cases)
    assert "on average" not in said(report)
    assert "Of 8 people with a score" in said(report)
    silent = tuple(evolve(case, assessments=None) for case in cases)
    assert "Of 8 families questionnaires are not recorded." in said(made(kind, silent))


def test_onward_referrals_that_are_not_recorded_are_told() -> None:
    """Children of whom nobody recorded it are not "not referred on"."""
    cases = tuple(evolve(case, onward_referrals=None) for case in caseload(HOME[ReportKind.TERM], 7))
    assert "Of 7 families it cannot be told whether a child was referred on." in said(made(ReportKind.TERM, cases))
    known = tuple(evolve(case, onward_referrals=()) for case in cases)
    assert "cannot be told whether a child" not in said(made(ReportKind.TERM, known))


def test_two_people_with_many_lines_are_still_two() -> None:
    """The lines of scores are let out by how many people they are of."""
    cases = tuple(
        evolve(
            case,
            participant=evolve(case.participant, ethnicity="Arab" if number < 2 else "Pakistani", sex=Sex.MALE),
            residences=None,
            assessments=tuple(
                Assessment(id=AssessmentId(f"{name}-{on}"), instrument=name, about=case.participant.id, on=on, total=3)
                for name in (("epds", "phq-9", "gad-7") if number < 2 else ("epds",))
                for on in (date(2026, 7, 2), date(2026, 9, 2))
            ),
        )
        for number, case in enumerate(caseload(HOME[ReportKind.NATIONAL], 14))
    )
    rows = table(made(ReportKind.NATIONAL, cases), "scores").rows
    assert len(rows) == 18
    assert not [row for row in rows if "Other ethnic group" in row.cells]
    assert table(made(ReportKind.NATIONAL, cases[:2]), "scores").rows == ()


def test_one_child_with_many_referrals_is_one_child() -> None:
    """A mean of her referrals would be hers alone."""
    (case,) = caseload(HOME[ReportKind.TERM], 1)
    child = next(iter(case.children or ())).id
    referrals = tuple(
        OnwardReferral(id=ReferralId(f"r{day}"), about=child, concern_raised=date(2026, 7, 1), made=date(2026, 7, day))
        for day in range(2, 9)
    )
    report = made(ReportKind.TERM, (evolve(case, onward_referrals=referrals),))
    assert "From concern to referral: * days on average (referrals of * children)." in said(report)


def test_staff_and_children_at_a_session_are_no_parents() -> None:
    """Whose role is recorded is somebody else (D10)."""
    came = tuple(
        Attendance(participant=PersonId(f"p{one}"), attended=True, role=Role.FAMILY_MEMBER if one >= 6 else None)
        for one in range(12)
    )
    sessions = (Session(id=SessionId("a"), on=IN_PERIOD, cancelled=False, attendance=came),)
    report = made(ReportKind.TERM, own=own(ReportKind.TERM, sessions=sessions))
    assert "6 different parents came." in said(report)
