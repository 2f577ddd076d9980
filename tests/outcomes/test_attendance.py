from datetime import date

import pytest

from peersupport import DateRange, since
from peersupport._attrs import evolve
from peersupport.outcomes.attendance import meetings_attended
from peersupport.records.activity import Activity
from peersupport.records.community import Meeting, MeetingKind
from peersupport.records.identifiers import ProgrammeId, SupporterId
from peersupport.records.supporters import Supporter

ANNA, BELLA = SupporterId("anna"), SupporterId("bella")
YEAR = since("2026-01-01", "2027-01-01")
KIND = MeetingKind.GROUP_SUPPORT
ACTIVITY = Activity(
    programme=ProgrammeId("community-mothers"),
    supporters=(Supporter(id=BELLA), Supporter(id=ANNA)),
    meetings=(
        Meeting(kind=KIND, on=date(2026, 1, 1), attended=(ANNA, BELLA)),
        Meeting(kind=KIND, on=date(2026, 1, 15), cancelled=False, attended=(ANNA,)),
        Meeting(kind=KIND, on=date(2026, 1, 29), cancelled=False),
        Meeting(kind=KIND, on=date(2026, 2, 12), cancelled=True),
        Meeting(kind=KIND, on=date(2026, 2, 26)),
        Meeting(kind=KIND, on=date(2027, 1, 1), attended=(BELLA,)),
        Meeting(kind=KIND, on=DateRange(first=date(2026, 12, 31), last=date(2027, 1, 1)), attended=(BELLA,)),
        Meeting(kind=MeetingKind.REGIONAL_WORKSHOP, on=date(2026, 3, 1), attended=(BELLA,)),
    ),
)


@pytest.mark.requirement("TC49")
def test_attendance_is_counted_for_each_volunteer() -> None:
    """Of meetings that were surely held; one of which nobody recorded who came is told apart from an absence."""
    found = meetings_attended(ACTIVITY, KIND, YEAR)
    assert found is not None
    assert [(one.supporter, one.came, one.unknown, one.held) for one in found] == [(ANNA, 2, 1, 3), (BELLA, 1, 1, 3)]


def test_what_is_not_recorded_is_no_attendance_of_nought() -> None:
    """Without supporters or meetings nothing can be said."""
    assert meetings_attended(evolve(ACTIVITY, meetings=None), KIND, YEAR) is None
    assert meetings_attended(evolve(ACTIVITY, supporters=None), KIND, YEAR) is None
    assert meetings_attended(evolve(ACTIVITY, supporters=()), KIND, YEAR) == ()
