"""The weekly group beside its plan: each statement of the source, by its id."""

import pytest

from peersupport import Host, PersonId, ProgrammeId, Role
from peersupport._attrs import evolve
from peersupport.policies.sessions import Intake, intake, mothers_present, review, review_series
from peersupport.records.identifiers import SeriesId, SessionId, SupporterId
from peersupport.records.sessions import Attendance, Session, SessionPart, SessionSeries
from peersupport.records.supporters import Supporter
from peersupport.rules.session_plans import SessionPlan

HOST = Host.load()
VISITOR, VOLUNTEER = Role.HEALTH_VISITOR, Role.PARENT_VOLUNTEER
STAFF = {"ann": VISITOR, "bea": VISITOR, "cat": VOLUNTEER}
SUPPORTERS = tuple(Supporter(id=SupporterId(name), role=role) for name, role in STAFF.items())
TALK = SessionPart(
    title="talk", minutes=15, kind="discussion", leader=VISITOR, topics=("healthy lifestyles", "budgeting")
)
CRAFT = SessionPart(title="craft", minutes=75, kind="craft", leader=VOLUNTEER)
SERIES = SessionSeries(
    id=SeriesId("s"), programme=ProgrammeId("crafty-mummies"), every_days=7, minutes=90, parts=(TALK, CRAFT)
)


def plan() -> SessionPlan:
    """The programme's plan."""
    return HOST.programmes["crafty-mummies"].session_plan("group")


def came(mothers: int) -> tuple[Attendance, ...]:
    """So many mothers who came."""
    return tuple(Attendance(participant=PersonId(f"m{one}"), attended=True) for one in range(mothers))


HELD = Session(
    id=SessionId("one"),
    staff=tuple(SupporterId(name) for name in STAFF),
    parts=(TALK, CRAFT),
    venue="children's centre",
    facilities=("room", "crèche"),
    attendance=came(10),
)


def remarked(session: Session, *, known: bool = True) -> set[str]:
    """The ids of what was warned of (or, not known, asked)."""
    found = review(plan(), session, SUPPORTERS)
    return {one.about for one in (found.warnings if known else found.unknown)}


def arranged(**changes: object) -> set[str]:
    """What a series is warned of."""
    return {one.about for one in review_series(plan(), evolve(SERIES, **changes)).warnings}


def test_a_session_as_planned_has_no_remarks() -> None:
    """Nothing is said where there is nothing to say; of a cancelled one neither."""
    assert review(plan(), HELD, SUPPORTERS).remarks == ()
    assert review_series(plan(), SERIES).remarks == ()
    assert review(plan(), Session(id=SessionId("off"), cancelled=True)).remarks == ()


@pytest.mark.requirement("CM4", "CM5")
def test_an_hour_and_a_half_once_a_week() -> None:
    """Every seven days, ninety minutes; what is arranged otherwise is remarked on."""
    assert (plan().every_days, plan().minutes) == (7, 90)
    assert arranged(every_days=14) == {"group"}
    assert arranged(minutes=120) == {"group"}
    assert {one.about for one in review_series(plan(), evolve(SERIES, every_days=None, minutes=None)).unknown} == {
        "group"
    }


@pytest.mark.requirement("CM6", "CM7", "CM9")
def test_trap_10_fifteen_and_seventy_five_against_twenty_and_seventy() -> None:
    """Both add up to ninety: it is the parts that tell. Two parts, in this order."""
    assert [(one.id, one.minutes) for one in plan().parts] == [("discussion", 15), ("craft", 75)]
    longer = (evolve(TALK, minutes=20), evolve(CRAFT, minutes=70))
    assert sum(part.minutes or 0 for part in longer) == 90
    assert arranged(parts=longer) == {"discussion", "craft"}
    assert remarked(evolve(HELD, parts=longer)) == {"discussion", "craft"}
    assert "group" in arranged(parts=(TALK,))
    assert arranged(parts=(CRAFT, TALK)) == {"discussion", "craft"}


@pytest.mark.requirement("CM7", "CM9")
def test_who_leads_which_part() -> None:
    """A health visitor the discussion, a parent volunteer the craft session."""
    assert [one.leader for one in plan().parts] == [VISITOR, VOLUNTEER]
    assert remarked(evolve(HELD, parts=(evolve(TALK, leader=VOLUNTEER), CRAFT))) == {"discussion"}
    assert remarked(evolve(HELD, parts=(TALK, evolve(CRAFT, leader=VISITOR)))) == {"craft"}
    assert remarked(evolve(HELD, parts=(evolve(TALK, leader=None), CRAFT)), known=False) == {"discussion"}


@pytest.mark.requirement("CM8")
def test_the_discussion_has_a_topic_and_the_list_is_open() -> None:
    """Any topic will do, also one that the source does not name; none at all is remarked on."""
    assert plan().parts[0].topics_open
    assert "healthy lifestyles" in plan().parts[0].topics
    assert remarked(evolve(HELD, parts=(evolve(TALK, topics=("teeth",)), CRAFT))) == set()
    assert remarked(evolve(HELD, parts=(evolve(TALK, topics=()), CRAFT))) == {"discussion"}
    assert remarked(evolve(HELD, parts=(evolve(TALK, topics=None), CRAFT)), known=False) == {"discussion"}


@pytest.mark.requirement("CM10")
def test_the_second_part_is_a_craft_session() -> None:
    """Something else in its place is remarked on."""
    assert plan().parts[1].kind == "craft"
    assert remarked(evolve(HELD, parts=(TALK, evolve(CRAFT, kind="singing")))) == {"craft"}


def staffed(*names: str, role: Role | None = None) -> Session:
    """The session with this staff; the last has a role of her own."""
    return evolve(HELD, staff=tuple(SupporterId(one) for one in names))


@pytest.mark.requirement("CM13", "CM7", "CM12")
def test_staff_who_are_absent_are_remarked_on_and_nothing_is_forbidden() -> None:
    """Two health visitors and a parent volunteer; without any health visitor nobody leads the discussion."""
    assert remarked(staffed("ann", "cat")) == {"health-visitors"}
    assert remarked(staffed("ann", "ann", "cat")) == {"health-visitors"}
    assert remarked(staffed("ann", "bea")) == {"parent-volunteer", "craft"}
    assert remarked(staffed("cat")) == {"health-visitors", "support-in-craft", "discussion"}
    assert remarked(staffed("ann", "dot", "cat"), known=False) == {"health-visitors"}
    everything = {"health-visitors", "parent-volunteer", "support-in-craft", "discussion", "craft"}
    assert remarked(evolve(HELD, staff=None), known=False) == everything


@pytest.mark.requirement("CM14")
def test_the_childrens_centre_provides_room_and_creche() -> None:
    """What was not there is remarked on; what is not recorded is asked."""
    assert remarked(evolve(HELD, facilities=("room",))) == {"venue"}
    assert remarked(evolve(HELD, venue="church hall")) == {"venue"}
    assert remarked(evolve(HELD, venue=None, facilities=None), known=False) == {"venue"}
    assert plan().venue is not None
    assert plan().venue.provides == ("room", "crèche")


@pytest.mark.requirement("CM15")
@pytest.mark.parametrize(("mothers", "warned"), [(5, True), (6, False), (15, False), (16, True)])
def test_trap_07_attendance_5_6_15_16(mothers: int, warned: bool) -> None:
    """Both ends are in; outside a warning, and never a refusal at the door."""
    assert remarked(evolve(HELD, attendance=came(mothers))) == ({"attendance"} if warned else set())


@pytest.mark.requirement("CM15")
def test_mothers_are_counted_once_each_and_children_and_staff_are_not() -> None:
    """D10: distinct mothers present. Who declined did not come; of whom it is not recorded, she may have."""
    twice = (*came(6), Attendance(participant=PersonId("m0"), attended=True))
    others = tuple(
        Attendance(participant=PersonId(f"x{place}"), attended=True, role=role)
        for place, role in enumerate((Role.FAMILY_MEMBER, VISITOR, Role.CRECHE_WORKER))
    )
    away = (
        Attendance(participant=PersonId("m7"), attended=False),
        Attendance(participant=PersonId("m8"), declined=True),
    )
    assert mothers_present(evolve(HELD, attendance=(*twice, *others, *away))) == (6, 6)
    perhaps = (*came(5), Attendance(participant=PersonId("m9")))
    assert mothers_present(evolve(HELD, attendance=perhaps)) == (5, 6)
    assert remarked(evolve(HELD, attendance=perhaps)) == set()
    assert remarked(evolve(HELD, attendance=perhaps), known=False) == {"attendance"}
    assert remarked(evolve(HELD, attendance=None), known=False) == {"attendance"}


@pytest.mark.requirement("CM15")
def test_above_fifteen_a_newcomer_waits() -> None:
    """A choice of ours for intake alone: the sixteenth is put on the list, and never sent away."""
    assert [intake(plan(), members) for members in (0, 14, 15, 16, None)] == [
        Intake.PLACE, Intake.PLACE, Intake.WAITING_LIST, Intake.WAITING_LIST, Intake.UNKNOWN,
    ]  # fmt: skip
