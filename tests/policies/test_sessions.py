"""Reviews of sessions and visits, as laws: what was warned of stays, whatever is recorded later; nothing is refused."""

from datetime import date
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from peersupport import PersonId, ProgrammeId, Role
from peersupport._attrs import evolve
from peersupport.citations import cited
from peersupport.policies.sessions import coverage, mothers_present, review, review_series, review_visit
from peersupport.policies.sessions.remarks import Review
from peersupport.records.encounters import Encounter, EncounterStatus
from peersupport.records.identifiers import EncounterId, SeriesId, SessionId, SupporterId
from peersupport.records.plans import Action
from peersupport.records.sessions import Attendance, InformationSheet, Session, SessionPart, SessionSeries
from peersupport.records.supporters import Supporter
from peersupport.rules.session_plans import AttendanceBand, Block, PlannedPart, SessionPlan, Staffing, Venue

C: Any = {"requirements": ("X1",), "citation": cited("words")}
DAY = date(2026, 11, 2)
VISITOR, VOLUNTEER = Role.HEALTH_VISITOR, Role.PARENT_VOLUNTEER
GROUP = SessionPlan(
    id="group",
    title="group",
    minutes=90,
    every_days=7,
    parts=(
        PlannedPart(id="talk", title="talk", minutes=15, leader=VISITOR, kind="discussion", topics=("sleep",), **C),
        PlannedPart(id="craft", title="craft", minutes=75, leader=VOLUNTEER, kind="craft", **C),
    ),
    staffing=(Staffing(id="visitors", role=VISITOR, count=2, **C),),
    attendance=AttendanceBand(id="band", low=2, high=3, **C),
    venue=Venue(id="venue", kind="centre", provides=("room",), **C),
    blocks=(Block(id="one", title="One", **C), Block(id="two", title="Two", **C)),
    **C,
)
KINDS = {"review": "review", "sheets": "sheets", "praise": "achievements", "health": "health", "set": "targets"}
VISIT = SessionPlan(
    id="visit",
    title="visit",
    parts=tuple(
        PlannedPart(id=name, title=name, kind=kind, from_visit=2 if kind == "review" else 1, topics=("a",), **C)
        for name, kind in KINDS.items()
    ),
    **C,
)
SUPPORTERS = (
    Supporter(id=SupporterId("ann-1"), role=VISITOR),
    Supporter(id=SupporterId("bea-1"), role=VISITOR),
    Supporter(id=SupporterId("cat-1"), role=VOLUNTEER),
)
BLANK = st.none()
YES_NO = st.booleans() | BLANK
PEOPLE = st.sampled_from([PersonId(one) for one in "abcde"])
attendances = st.builds(
    Attendance, participant=PEOPLE, attended=YES_NO, declined=YES_NO, role=st.sampled_from([None, Role.FAMILY_MEMBER])
).filter(lambda one: not (one.attended and one.declined))
"""Nobody both came and declined; of somebody who is written down twice, both lines are drawn apart."""
parts = st.builds(
    SessionPart,
    title=st.just("part"),
    minutes=st.sampled_from([15, 20, 70, 75]) | BLANK,
    kind=st.sampled_from(["discussion", "craft"]) | BLANK,
    leader=st.sampled_from([VISITOR, VOLUNTEER]) | BLANK,
    topics=st.sampled_from([(), ("sleep",)]) | BLANK,
)
some_parts = st.lists(parts, max_size=3).map(tuple) | BLANK
sessions = st.builds(
    Session,
    id=st.just(SessionId("s")),
    staff=st.lists(st.sampled_from([SupporterId(one) for one in ("ann-1", "bea-1", "cat-1", "dot-1")]), max_size=4).map(
        tuple
    )
    | BLANK,
    parts=some_parts,
    venue=st.sampled_from(["centre", "hall"]) | BLANK,
    facilities=st.sampled_from([(), ("room",)]) | BLANK,
    block=st.sampled_from(["one", "two", "three"]) | BLANK,
    attendance=st.lists(attendances, max_size=5).map(tuple) | BLANK,
)
series = st.builds(
    SessionSeries,
    id=st.just(SeriesId("s")),
    programme=st.just(ProgrammeId("p")),
    every_days=st.sampled_from([7, 14]) | BLANK,
    minutes=st.sampled_from([60, 90]) | BLANK,
    parts=some_parts,
)
targets = st.builds(Action, title=st.just("t"), author=st.sampled_from([Role.PARTICIPANT, VOLUNTEER]) | BLANK)
visits = st.builds(
    Encounter,
    id=st.just(EncounterId("v")),
    status=st.sampled_from([EncounterStatus.COMPLETED, EncounterStatus.COMPLETED, EncounterStatus.MISSED]),
    on=st.just(DAY) | BLANK,
    sheets=st.lists(st.sampled_from(["old", "new"]), max_size=2).map(tuple) | BLANK,
    prompts=st.lists(st.sampled_from([*KINDS]), unique=True).map(tuple) | BLANK,
    targets=st.lists(targets, max_size=2).map(tuple) | BLANK,
    no_target_reason=st.just("none wanted") | BLANK,
    achievements=st.sampled_from(["", "she sang"]) | BLANK,
    health_concern=YES_NO,
    signposted=YES_NO,
)
SHEETS = (
    InformationSheet(id="old", topic="a", version="1", source="x", review_by=date(2026, 1, 1), languages=("en",)),
    InformationSheet(id="new", topic="a", version="2", source="x", languages=("en",), cultures=("any",)),
)
PLACES = {"attendance", "parts", "targets"}


def warned(found: Review) -> set[tuple[str, str]]:
    """What was surely not as planned."""
    return {(one.about, one.text) for one in found.warnings}


def blanked(whole: Any) -> list[Any]:
    """The record with one field, or one field of a member, not recorded; a status is always known."""
    less: list[Any] = []
    for field in attrs.fields(type(whole)):
        value = getattr(whole, field.name)
        if value is None or field.name in {"id", "status", "programme", "title", "participant", "role"}:
            continue
        if field.name != "no_target_reason":
            less.append(evolve(whole, **{field.name: None}))
        if field.name in PLACES:
            less += [
                evolve(whole, **{field.name: (*value[:place], one, *value[place + 1 :])})
                for place, member in enumerate(value)
                for one in blanked(member)
            ]
    return less


@given(sessions)
def test_recording_more_of_a_session_takes_no_warning_back(session: Session) -> None:
    """What is warned of with less on record is warned of with all of it, in the same words."""
    whole = warned(review(GROUP, session, SUPPORTERS))
    for less in blanked(session):
        assert warned(review(GROUP, less, SUPPORTERS)) <= whole


@given(series)
def test_recording_more_of_a_series_takes_no_warning_back(one: SessionSeries) -> None:
    """The same of how it is arranged."""
    whole = warned(review_series(GROUP, one))
    for less in blanked(one):
        assert warned(review_series(GROUP, less)) <= whole


@given(visits, st.lists(visits, max_size=2))
def test_recording_more_of_a_visit_takes_no_warning_back(visit: Encounter, earlier: list[Encounter]) -> None:
    """Nor knowing the visits before it, or the sheets that there are."""
    whole = warned(review_visit(VISIT, visit, earlier, SHEETS, ("en",)))
    for less in blanked(visit):
        assert warned(review_visit(VISIT, less, earlier, SHEETS, ("en",))) <= whole
    assert warned(review_visit(VISIT, visit, None, None, None)) <= whole


@given(sessions, st.permutations(range(5)))
def test_who_came_first_does_not_matter(session: Session, order: list[int]) -> None:
    """Nor does somebody who is written down twice count twice."""
    came = session.attendance or ()
    turned = evolve(session, attendance=tuple(came[place] for place in order if place < len(came)))
    low, high = mothers_present(evolve(session, attendance=came))
    assert mothers_present(turned) == (low, high)
    assert mothers_present(evolve(session, attendance=(*came, *came))) == (low, high)
    assert high is not None
    assert low <= high <= len({one.participant for one in came})


@given(sessions)
def test_a_remark_says_what_it_is_about_and_nobodys_name(session: Session) -> None:
    """Each belongs to a part of the plan, carries its statements, and repeats nothing of who was there."""
    known = {"group", "talk", "craft", "visitors", "band", "venue"}
    for one in review(GROUP, session, SUPPORTERS).remarks:
        assert one.about in known
        assert one.requirements == ("X1",)
        assert one.text
        assert not any(name in one.text for name in ("ann-1", "bea-1", "cat-1", "dot-1"))


@given(st.lists(sessions, max_size=6))
def test_coverage_counts_every_session_once(held: list[Session]) -> None:
    """In a block of the plan, in one of its own, or not recorded."""
    found = coverage(GROUP, held)
    assert sum(count for _, count in found.sessions) + found.elsewhere + found.unknown == len(held)
