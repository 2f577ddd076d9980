"""What is remarked on sessions and visits, word for word: of a record as planned, one thing at a time otherwise."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from tests.policies.test_sessions import DAY, GROUP, SHEETS, SUPPORTERS, VISIT, VISITOR, VOLUNTEER
from tests.wording.comparing import same_words

from peersupport import PersonId, ProgrammeId, Role
from peersupport._attrs import evolve
from peersupport.dates import DateRange
from peersupport.policies.sessions import (
    Coverage,
    Intake,
    Review,
    accompanied_visits,
    coverage,
    for_supervision,
    intake,
    mothers_present,
    review,
    review_series,
    review_visit,
)
from peersupport.records.encounters import Encounter, EncounterStatus
from peersupport.records.identifiers import EncounterId, SeriesId, SessionId, SupporterId
from peersupport.records.plans import Action
from peersupport.records.sessions import Attendance, Session, SessionPart, SessionSeries
from peersupport.rules.session_plans import AttendanceBand

ANN, BEA, CAT, DOT = (SupporterId(one) for one in ("ann-1", "bea-1", "cat-1", "dot-1"))
TALK = SessionPart(title="part", minutes=15, kind="discussion", leader=VISITOR, topics=("sleep",))
CRAFT = SessionPart(title="part", minutes=75, kind="craft", leader=VOLUNTEER, topics=())


def came(*names: str, **more: Any) -> tuple[Attendance, ...]:
    """People who came."""
    return tuple(Attendance(participant=PersonId(one), **{"attended": True, **more}) for one in names)


SESSION = Session(
    id=SessionId("s"), staff=(ANN, BEA, CAT), parts=(TALK, CRAFT), venue="centre", facilities=("room",), block="one",
    attendance=came("a", "b"),
)  # fmt: skip
OTHERWISE: dict[str, dict[str, Any]] = {
    "as planned": {},
    "cancelled": {"cancelled": True, "staff": ()},
    "not known to be cancelled": {"cancelled": None, "staff": ()},
    "no staff recorded": {"staff": None},
    "nobody": {"staff": ()},
    "one visitor": {"staff": (ANN, CAT)},
    "one visitor, twice": {"staff": (ANN, ANN, CAT)},
    "one visitor and a stranger": {"staff": (ANN, DOT)},
    "no volunteer": {"staff": (ANN, BEA)},
    "no parts recorded": {"parts": None},
    "one part": {"parts": (TALK,)},
    "three parts": {"parts": (TALK, CRAFT, CRAFT)},
    "parts the other way round": {"parts": (CRAFT, TALK)},
    "a shorter part": {"parts": (evolve(TALK, minutes=14), CRAFT)},
    "a part of unknown length": {"parts": (TALK, evolve(CRAFT, minutes=None))},
    "a part of an unknown kind": {"parts": (evolve(TALK, kind=None), CRAFT)},
    "a part without a leader on record": {"parts": (evolve(TALK, leader=None), evolve(CRAFT, leader=None))},
    "a part without topics": {"parts": (evolve(TALK, topics=()), CRAFT)},
    "a part without topics on record": {"parts": (evolve(TALK, topics=None), CRAFT)},
    "no venue recorded": {"venue": None},
    "elsewhere": {"venue": "hall"},
    "nothing recorded of the room": {"facilities": None},
    "no room": {"facilities": ()},
    "no attendance recorded": {"attendance": None},
    "one": {"attendance": came("a")},
    "one and perhaps another": {"attendance": (*came("a"), *came("b", attended=None))},
    "one, and one who declined": {"attendance": (*came("a"), *came("b", attended=None, declined=True))},
    "two and a child": {"attendance": (*came("a", "b"), *came("c", "d", role=Role.FAMILY_MEMBER))},
    "three": {"attendance": came("a", "b", "c")},
    "three and perhaps a fourth": {"attendance": (*came("a", "b", "c"), *came("d", attended=None))},
    "four": {"attendance": came("a", "b", "c", "d")},
    "two who stayed away": {"attendance": (*came("a", "b"), *came("c", "d", attended=False))},
}
PLANS = {
    "with minutes": GROUP,
    "without minutes": evolve(GROUP, minutes=None),
    "without band and venue": evolve(GROUP, attendance=None, venue=None),
    "staffed in a part": evolve(GROUP, staffing=(evolve(GROUP.staffing[0], part="craft"),)),
}


def remarks(found: Review) -> Iterator[str]:
    """Each remark as a line."""
    for one in found.remarks:
        yield f"  {one.about} {' '.join(one.requirements)} {'!' if one.known else '?'} {one.text}"


def test_remarks_on_a_session_are_told_word_for_word() -> None:
    """Which part, which statement, a warning or a question: of everything that can be otherwise."""
    told: list[str] = []
    for plan, of_plan in PLANS.items():
        for title, changes in OTHERWISE.items():
            told += [f"{plan}: {title}", *remarks(review(of_plan, evolve(SESSION, **changes), SUPPORTERS))]
    told += ["of unknown supporters", *remarks(review(GROUP, SESSION))]
    same_words("sessions", told)


SERIES = SessionSeries(
    id=SeriesId("s"), programme=ProgrammeId("p"), every_days=7, minutes=90, parts=(TALK, CRAFT)
)  # fmt: skip


def test_remarks_on_a_series_are_told_word_for_word() -> None:
    """Its rhythm, its length, its parts."""
    told: list[str] = []
    for changes in ({}, {"every_days": 14}, {"every_days": None}, {"minutes": 60}, {"minutes": None}, {"parts": None}):
        told += [f"{changes}", *remarks(review_series(GROUP, evolve(SERIES, **changes)))]
    nothing = evolve(GROUP, every_days=None, minutes=None)
    told += ["of a plan that names neither", *remarks(review_series(nothing, evolve(SERIES, every_days=14, minutes=1)))]
    same_words("series", told)


VISITED = Encounter(
    id=EncounterId("v"), status=EncounterStatus.COMPLETED, on=DAY, sheets=("new",),
    prompts=("review", "sheets", "praise", "health", "set"),
    targets=(Action(title="t", author=Role.PARTICIPANT),), achievements="she sang", health_concern=False,
)  # fmt: skip
MISSED = evolve(VISITED, status=EncounterStatus.MISSED)
OWN, THEIRS, ANYBODYS = (Action(title="t", author=one) for one in (Role.PARTICIPANT, VOLUNTEER, None))
VISITS: dict[str, tuple[dict[str, Any], list[Encounter] | None]] = {
    "as planned": ({}, [VISITED]),
    "missed": ({"status": EncounterStatus.MISSED, "prompts": ()}, [VISITED]),
    "the first": ({}, []),
    "the first, without a review": ({"prompts": ("sheets", "praise", "health", "set")}, []),
    "without a review": ({"prompts": ("sheets", "praise", "health", "set")}, [VISITED]),
    "without a review after a missed one": ({"prompts": ("sheets", "praise", "health", "set")}, [MISSED]),
    "without a review of no targets": (
        {"prompts": ("sheets", "praise", "health", "set")},
        [VISITED, evolve(VISITED, targets=())],
    ),
    "without a review of unknown targets": (
        {"prompts": ("sheets", "praise", "health", "set")},
        [evolve(VISITED, targets=None)],
    ),
    "without a review, and no earlier visits recorded": ({"prompts": ("sheets", "praise", "health", "set")}, None),
    "steps in another order": ({"prompts": ("set", "review", "praise", "sheets", "health")}, [VISITED]),
    "a step of no plan": ({"prompts": ("review", "song", "sheets", "praise", "health", "set")}, [VISITED]),
    "no steps": ({"prompts": ()}, [VISITED]),
    "no steps, and no earlier visits recorded": ({"prompts": ()}, None),
    "no steps but a review of unknown targets": ({"prompts": ("review",)}, [evolve(VISITED, targets=None)]),
    "no steps recorded": ({"prompts": None}, [VISITED]),
    "no target": ({"targets": ()}, [VISITED]),
    "no target, for a reason": ({"targets": (), "no_target_reason": "none wanted"}, [VISITED]),
    "no target, and a blank for a reason": ({"targets": (), "no_target_reason": " "}, [VISITED]),
    "no targets recorded": ({"targets": None}, [VISITED]),
    "targets of others": ({"targets": (OWN, THEIRS, ANYBODYS)}, [VISITED]),
    "nothing to praise": ({"achievements": " "}, [VISITED]),
    "nothing to praise recorded": ({"achievements": None}, [VISITED]),
    "a concern, signposted": ({"health_concern": True, "signposted": True}, [VISITED]),
    "a concern, not signposted": ({"health_concern": True, "signposted": False}, [VISITED]),
    "a concern, perhaps signposted": ({"health_concern": True}, [VISITED]),
    "perhaps a concern, signposted": ({"health_concern": None, "signposted": True}, [VISITED]),
    "perhaps a concern, not signposted": ({"health_concern": None, "signposted": False}, [VISITED]),
    "perhaps a concern": ({"health_concern": None}, [VISITED]),
    "no sheet": ({"sheets": ()}, [VISITED]),
    "no sheets recorded": ({"sheets": None}, [VISITED]),
    "a sheet that nobody knows": ({"sheets": ("other", "new")}, [VISITED]),
    "an old sheet": ({"sheets": ("old",)}, [VISITED]),
    "an old sheet, on no day on record": ({"sheets": ("old",), "on": None}, [VISITED]),
    "an old sheet, on its last day": ({"sheets": ("old",), "on": date(2026, 1, 1)}, [VISITED]),
    "an old sheet, a day later": ({"sheets": ("old",), "on": date(2026, 1, 2)}, [VISITED]),
    "an old sheet, around its last day": (
        {"sheets": ("old",), "on": DateRange(first=date(2025, 12, 31), last=date(2026, 1, 2))},
        [VISITED],
    ),
    "an old sheet, until its last day": (
        {"sheets": ("old",), "on": DateRange(first=date(2025, 12, 31), last=date(2026, 1, 1))},
        [VISITED],
    ),
}
NEW = SHEETS[1]
SHELVES: dict[str, Any] = {
    "no sheets recorded": None,
    "no version": [evolve(NEW, version=None)],
    "no source": [evolve(NEW, source=None)],
    "no topic": [evolve(NEW, topic=None)],
    "another topic": [evolve(NEW, topic="b")],
    "no languages": [evolve(NEW, languages=())],
    "no cultures": [evolve(NEW, cultures=())],
    "another language": [evolve(NEW, languages=("fr",))],
}


def test_remarks_on_a_visit_are_told_word_for_word() -> None:
    """Steps, sheets, targets, praise, health: a warning, a question or nothing, in the order of the form."""
    told: list[str] = []
    for title, (changes, earlier) in VISITS.items():
        told += [title, *remarks(review_visit(VISIT, evolve(VISITED, **changes), earlier, SHEETS, ("en",)))]
    closed = evolve(VISIT, parts=tuple(evolve(one, topics=("a", "c"), topics_open=False) for one in VISIT.parts))
    for shelf, sheets in SHELVES.items():
        for plan, of_plan in {"topics open": VISIT, "topics closed": closed}.items():
            found = review_visit(of_plan, VISITED, [VISITED], sheets, ("en", "de"))
            told += [f"{shelf}, {plan}", *remarks(found)]
    told += [
        "read languages unknown",
        *remarks(review_visit(VISIT, VISITED, [VISITED], [evolve(NEW, languages=("fr",))])),
    ]
    same_words("visits", told)


def test_visits_are_counted_and_chosen_as_somebody_said() -> None:
    """Only completed visits that somebody in the role went along to; a topic is what somebody flagged."""
    along = evolve(VISITED, accompanied_by=(Role.TRAINER,))
    other = evolve(VISITED, id=EncounterId("w"), accompanied_by=(VISITOR,), dependence_flagged_by=VISITOR)
    assert accompanied_visits([along, other, VISITED, evolve(along, status=EncounterStatus.MISSED)]) == 1
    assert accompanied_visits([along, other], VISITOR) == 1
    assert for_supervision([along, other]) == (EncounterId("w"),)


def test_attendance_is_counted_between_the_sure_and_the_possible() -> None:
    """Who declined did not come, who is not recorded may have, children and staff are nobody to count."""
    counted = {title: mothers_present(evolve(SESSION, **changes)) for title, changes in OTHERWISE.items()}
    assert counted["no attendance recorded"] == (0, None)
    assert counted["one and perhaps another"] == (1, 2)
    assert counted["one, and one who declined"] == (1, 1)
    assert counted["two and a child"] == (2, 2)
    assert counted["two who stayed away"] == (2, 2)


@pytest.mark.parametrize(
    ("waiting", "members", "expected"),
    [(True, None, Intake.UNKNOWN), (True, 2, Intake.PLACE), (True, 3, Intake.WAITING_LIST),
     (True, 4, Intake.WAITING_LIST), (False, 4, Intake.PLACE), (False, None, Intake.PLACE)],
)  # fmt: skip
def test_a_newcomer_waits_only_above_a_band_that_has_a_list(
    waiting: bool, members: int | None, expected: Intake
) -> None:
    """At the top of the band the group is full."""
    band = evolve(GROUP.attendance or AttendanceBand, waiting_list=waiting)
    assert intake(evolve(GROUP, attendance=band), members) is expected
    assert intake(evolve(GROUP, attendance=None), members) is Intake.PLACE


def test_coverage_counts_sessions_that_were_held() -> None:
    """By block in the plan's order, elsewhere, and unknown; what was cancelled is not counted."""
    held = [evolve(SESSION, block=one) for one in ("two", "three", None, "two", "one")]
    cancelled = evolve(SESSION, cancelled=True)
    expected = Coverage(sessions=(("one", 1), ("two", 2)), elsewhere=1, unknown=1)
    assert coverage(GROUP, [*held, cancelled]) == expected
