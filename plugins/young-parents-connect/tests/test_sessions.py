"""The weekly group beside its plan: each statement of the source, by its id."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peersupport import Host
from peersupport._attrs import evolve
from peersupport.policies.sessions import Intake, coverage, intake, review
from peersupport.records.identifiers import SessionId
from peersupport.records.sessions import Session, SessionPart
from peersupport.rules.session_plans import SessionPlan

HOST = Host.load()
BLOCKS = ["all-about-me", "baby-and-me", "my-support"]
HELD = Session(
    id=SessionId("one"),
    parts=(SessionPart(title="a walk", kind="activity"), SessionPart(title="sleep", kind="discussion")),
    venue="community setting",
    block="baby-and-me",
)


def plan() -> SessionPlan:
    """The programme's plan."""
    return HOST.programmes["young-parents-connect"].session_plan("weekly-group")


def test_a_session_as_planned_has_no_remarks() -> None:
    """Also without minutes, staff or attendance, of which the plan says nothing."""
    assert review(plan(), HELD).remarks == ()
    assert intake(plan(), 200) is Intake.PLACE


@pytest.mark.requirement("YP7")
def test_three_blocks_in_the_words_of_the_source() -> None:
    """As written, in its order."""
    assert [one.id for one in plan().blocks] == BLOCKS
    assert plan().blocks[2].title == "My support, my network and my community"


@pytest.mark.requirement("YP8")
@given(st.lists(st.sampled_from([*BLOCKS, "our own", None]), max_size=12))
def test_blocks_guide_and_do_not_gate(blocks: list[str | None]) -> None:
    """Any order, any number, none at all: coverage is reported, and no review says a word about it."""
    sessions = [evolve(HELD, block=one) for one in blocks]
    found = coverage(plan(), sessions)
    assert [name for name, _ in found.sessions] == BLOCKS
    assert sum(count for _, count in found.sessions) + found.elsewhere + found.unknown == len(blocks)
    assert coverage(plan(), [*reversed(sessions)]) == found
    assert all(review(plan(), one).remarks == () for one in sessions)
    assert "YP8" in plan().requirements


@pytest.mark.requirement("YP9")
def test_a_session_has_an_activity_and_a_discussion() -> None:
    """In any order; what was missing is remarked on, what is not recorded asked."""
    assert review(plan(), evolve(HELD, parts=(HELD.parts or ())[::-1])).remarks == ()
    assert [one.about for one in review(plan(), evolve(HELD, parts=(HELD.parts or ())[:1])).warnings] == ["discussion"]
    assert [one.about for one in review(plan(), evolve(HELD, parts=())).warnings] == ["activity", "discussion"]
    assert [one.about for one in review(plan(), evolve(HELD, parts=None)).unknown] == ["activity", "discussion"]
    untold = (SessionPart(title="something"), SessionPart(title="a walk", kind="activity"))
    assert [one.about for one in review(plan(), evolve(HELD, parts=untold)).unknown] == ["discussion"]


@pytest.mark.requirement("YP10")
def test_held_in_a_community_setting() -> None:
    """Elsewhere is remarked on."""
    assert [one.about for one in review(plan(), evolve(HELD, venue="clinic")).warnings] == ["venue"]
    assert [one.about for one in review(plan(), evolve(HELD, venue=None)).unknown] == ["venue"]
