"""The calendar that is written, read back by another library than wrote it."""

from datetime import UTC, date, datetime

import vobject
from hypothesis import given
from hypothesis import strategies as st

from peersupport import DateRange
from peersupport._attrs import evolve
from peersupport.interop.calendar_events import calendar_text, uid_of
from peersupport.policies.schedule import OPEN, About, Due, Status, Why
from peersupport.policies.schedule.windows import first_of
from peersupport.records.identifiers import CaseId
from peersupport.rules.schedules import Anchor

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 1, 1))
IDS = st.text(alphabet='abc-0123456789 ,;:\\\n"äé漢', min_size=1, max_size=90)
DUES = st.builds(
    Due,
    schedule=st.sampled_from(["community-mothers/TC9", "crafty-mummies/CM4"]),
    requirements=st.just(("TC9",)),
    what=st.sampled_from(["a home visit is offered", "the group's session; weekly, as ever"]),
    anchor=st.just(Anchor.ENROLMENT),
    subject=IDS.map(str.strip).filter(bool),
    status=st.sampled_from(list(Status)),
    case=st.none() | st.just(CaseId("case-7")),
    due=st.none() | DAYS | DAYS.map(lambda day: DateRange(first=day, last=date(2036, 1, 1))),
)
ONE = Due(
    schedule="community-mothers/TC9",
    requirements=("TC9",),
    what="a home visit is offered",
    anchor=Anchor.ENROLMENT,
    subject="family-1",
    status=Status.DUE,
    due=date(2026, 11, 2),
    why=(Why(about=About.RECORD, name="visit-77", text="declined"),),
    ask=("On which day did she join?",),
)


@given(st.lists(DUES, max_size=8))
def test_another_library_reads_the_same_events(found: list[Due]) -> None:
    """Each open thing that has a day is one event: its UID, its day, what is due and of whom."""
    expected = {
        uid_of(one): (first_of(one.due), f"{one.what}: {one.subject}", [one.schedule])
        for one in found
        if one.status in OPEN and one.due is not None
    }
    read = vobject.readOne(calendar_text(found, AT))
    events = {
        event.uid.value: (event.dtstart.value, event.summary.value, event.categories.value)
        for event in getattr(read, "vevent_list", [])
    }
    assert events == expected
    for event in getattr(read, "vevent_list", []):
        assert (event.dtend.value - event.dtstart.value).days == 1
        assert event.dtstamp.value == AT
    assert read.version.value == "2.0"


def test_a_uid_stays_the_same_and_belongs_to_one_thing() -> None:
    """A calendar that is read again replaces its events, and never another's."""
    assert uid_of(ONE) == uid_of(evolve(ONE, status=Status.OVERDUE, why=(), ask=()))
    others = ({"subject": "family-2"}, {"due": date(2026, 11, 3)}, {"schedule": "x/TC9"}, {"case": CaseId("c")})
    assert len({uid_of(ONE), *(uid_of(evolve(ONE, **change)) for change in others)}) == 5


def test_a_calendar_holds_nothing_that_is_recorded_about_anybody() -> None:
    """No reason, no question, no status: what is due, its day, and ids."""
    text = calendar_text([ONE], AT)
    for word in ("declined", "visit-77", "join", "overdue"):
        assert word not in text
    assert "CLASS:PRIVATE" in text
