"""A named link worker, a plan of both, and reviews at the mother's own rhythm (MM11 to MM13, MM34, MM35)."""

from datetime import date, timedelta

import pytest

import peersupport_link_workers as plugin
from peersupport import Case, Host, Participant
from peersupport.plugin import EndReason, Role, SupportPlan
from peersupport.policies.progression import NextSteps, Opening
from peersupport.records.enrolments import Enrolment
from peersupport.records.plans import Action, Goal

PROGRAMME = "link-workers"
HOST = Host.load(plugins=[plugin], discover=False)
TODAY = date(2026, 6, 1)
BEFORE = TODAY - timedelta(days=30)
GOALS = (Goal(words="to sleep again", actions=(Action(title="buggy walk", steps=("find one", "go once")),)),)


def enrolled(stage: str, *, supporter: str | None = "jo") -> Enrolment:
    """A time at a stage, with a link worker by name."""
    return Enrolment(
        id="e",  # type: ignore[arg-type]
        programme=PROGRAMME,  # type: ignore[arg-type]
        stage=stage,
        start=BEFORE,
        paused=False,
        supporter=supporter,  # type: ignore[arg-type]
    )


def plan(**given: object) -> SupportPlan:
    """A plan that both made, with her wish for reviews."""
    known: dict[str, object] = {
        "id": "p",
        "programme": PROGRAMME,
        "authors": (Role.PARTICIPANT, Role.LINK_WORKER),
        "agreed": BEFORE,
        "goals": GOALS,
        "review_wish": "over a walk, when I ask",
    }
    return SupportPlan(**{**known, **given})  # type: ignore[arg-type]


def steps(*enrolments: Enrolment, plans: tuple[SupportPlan, ...] | None = (), on: date = TODAY) -> NextSteps:
    """What comes next for a mother."""
    case = Case(id="c", participant=Participant(id="anna"), enrolments=enrolments, plans=plans)  # type: ignore[arg-type]
    return HOST.progression(PROGRAMME).next_steps(case, on)


@pytest.mark.requirement("MM11")
def test_a_family_has_one_link_worker_by_name_before_a_plan_is_made() -> None:
    """One: open. Not known: the co-ordinator is asked, who holds it. Two: not open, and she is told to name one."""
    one, unnamed = steps(enrolled("supported")), steps(enrolled("supported", supporter=None))
    assert one.by_stage["planning"].opening is Opening.OPEN
    asked = unnamed.by_stage["planning"]
    assert (asked.opening, asked.missing[0].asked_of.value) == (Opening.UNDETERMINED, "co-ordinator")
    assert [held.hold.by for held in asked.holds] == ["co-ordinator"]
    two = steps(enrolled("supported"), enrolled("supported", supporter="kim")).by_stage["planning"]
    assert (two.opening, two.unmet) == (Opening.NOT_OPEN, ("MM11",))
    assert [one.redirect.to for one in two.redirects] == ["co-ordinator"]
    (way,) = HOST.programmes[PROGRAMME].pathways
    assert "MM11" in way.requirements
    assert way.stages[0].joins == ""
    assert steps().steps[0].stage.id == "supported"


@pytest.mark.requirement("MM12")
@pytest.mark.parametrize(
    ("given", "opening"),
    [
        ({}, Opening.OPEN),
        ({"authors": (Role.LINK_WORKER,)}, Opening.NOT_OPEN),
        ({"authors": (Role.PARTICIPANT,)}, Opening.NOT_OPEN),
        ({"authors": None}, Opening.UNDETERMINED),
        ({"agreed": None}, Opening.UNDETERMINED),
        ({"agreed": TODAY + timedelta(days=1)}, Opening.NOT_OPEN),
        ({"programme": None}, Opening.UNDETERMINED),
        ({"programme": "elsewhere"}, Opening.NOT_OPEN),
    ],
)
def test_the_plan_is_of_both(given: dict[str, object], opening: Opening) -> None:
    """Both are authors, and it is agreed by the day; a plan of another programme does not do."""
    step = steps(enrolled("planning"), plans=(plan(**given),)).by_stage["plan-in-use"]
    assert step.opening is opening
    assert [one.redirect.to for one in step.redirects] == (["link worker"] if opening is Opening.NOT_OPEN else [])


@pytest.mark.requirement("MM12")
def test_a_plan_is_made_at_any_time_and_ends_when_it_is_done() -> None:
    """By when is not stated: no time closes it. A plan that is done may end the support, besides her choice."""
    late = enrolled("supported")
    assert steps(late, on=TODAY + timedelta(days=700)).by_stage["planning"].opening is Opening.OPEN
    found = steps(enrolled("plan-in-use"), plans=(plan(),))
    assert {EndReason.PLAN_COMPLETED, EndReason.PARTICIPANT_CHOICE} <= set(found.ends)
    (way,) = HOST.programmes[PROGRAMME].pathways
    assert way.stage("planning") is not None


@pytest.mark.requirement("MM13")
def test_reviews_come_as_she_wishes_and_are_due_only_on_a_day_that_she_chose() -> None:
    """Her wish is asked for and kept. No day of hers: nothing is due, however long it is."""
    unasked = steps(enrolled("planning"), plans=(plan(review_wish=None),)).by_stage["plan-in-use"]
    assert (unasked.opening, unasked.missing[0].asked_of.value) == (Opening.UNDETERMINED, "participant")
    assert steps(enrolled("plan-in-use"), plans=(plan(),), on=TODAY + timedelta(days=900)).obligations == ()
    chosen = plan(review_wish=None, next_review=TODAY)
    assert steps(enrolled("planning"), plans=(chosen,)).by_stage["plan-in-use"].opening is Opening.OPEN
    for day, owed in ((TODAY - timedelta(days=1), 0), (TODAY, 1)):
        assert len(steps(enrolled("plan-in-use"), plans=(chosen,), on=day).obligations) == owed


@pytest.mark.requirement("MM13")
def test_she_goes_back_to_planning_and_rests_as_it_suits_her() -> None:
    """A review may lead to a new plan; a rest asks for nothing."""
    found = steps(enrolled("plan-in-use"), plans=(plan(),))
    assert "planning" in found.open
    assert found.may_pause
    (way,) = HOST.programmes[PROGRAMME].pathways
    assert way.stage("plan-in-use") is not None


@pytest.mark.requirement("MM34", "MM35")
@pytest.mark.parametrize(
    ("goals", "advised"),
    [
        (GOALS, set()),
        ((), {"MM34", "MM35"}),
        ((Goal(words="", actions=GOALS[0].actions),), {"MM34"}),
        ((Goal(words="to sleep again", actions=(Action(title="walk", steps=()),)),), {"MM35"}),
        (None, set()),
    ],
)
def test_what_matters_to_her_stands_in_her_words_and_tasks_are_broken_down(
    goals: tuple[Goal, ...] | None, advised: set[str]
) -> None:
    """Both are said to whoever makes the plan with her, and close nothing."""
    found = steps(enrolled("planning"), plans=(plan(goals=goals),)).by_stage["plan-in-use"]
    assert found.opening is Opening.OPEN
    assert {one.rule.partition("/")[2] for one in found.decision.advice} == advised
