"""Belonging to the group lasts for as long as she chooses (CM16), and her own view prompts a talk (CM17)."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

import peersupport_crafty_mummies as plugin
from peersupport import Case, Child, HealthVisitingLevel, Host, ParentRole, Participant, since
from peersupport.plugin import Criterion, EndReason, Overlay, Rule, fact, hookimpl, require
from peersupport.policies.progression import NextSteps, Opening
from peersupport.records.answers import Answer
from peersupport.records.enrolments import Enrolment

PROGRAMME = "crafty-mummies"
HOST = Host.load(plugins=[plugin], discover=False)
JOINED = date(2018, 1, 8)
LATER = date(2026, 6, 1)
MEMBER = Enrolment(id="e", programme=PROGRAMME, start=JOINED, paused=False)  # type: ignore[arg-type]


def mother(*enrolments: Enrolment, views: tuple[bool | None, bool | None] = (None, None)) -> Case:
    """A mother whose child has long turned five, with her own view of both questions."""
    matters = ("crafty-mummies.supports_her", "crafty-mummies.good_for_child")
    return Case(
        id="case",  # type: ignore[arg-type]
        participant=Participant(
            id="anna",  # type: ignore[arg-type]
            parent_role=ParentRole.MOTHER,
            health_visiting_level=HealthVisitingLevel.UNIVERSAL_PLUS,
        ),
        children=(Child(id="child", birth_date=date(2016, 3, 1)),),  # type: ignore[arg-type]
        pregnancies=(),
        enrolments=enrolments,
        answers=tuple(
            Answer(matter=matter, value=view, given_on=LATER) for matter, view in zip(matters, views, strict=True)
        ),
    )


def steps(case: Case, on: date) -> NextSteps:
    """What comes next for her."""
    return HOST.progression(PROGRAMME).next_steps(case, on)


@pytest.mark.requirement("CM16")
def test_she_joins_as_eligibility_says_and_stays_for_as_long_as_she_chooses() -> None:
    """The child's fifth birthday closes joining and ends no membership; the only end is her choice."""
    outside = steps(mother(), date(2018, 1, 8))
    assert outside.open == ("member",)
    assert steps(mother(), LATER).by_stage["member"].opening is Opening.NOT_OPEN
    member = steps(mother(MEMBER), LATER)
    assert (member.standing.stage, member.steps) == ("member", ())
    assert set(member.ends) == {EndReason.PARTICIPANT_CHOICE, EndReason.SAFEGUARDING, EndReason.PROGRAMME_CLOSED}
    assert member.may_pause
    (way,) = HOST.programmes[PROGRAMME].pathways
    assert way.stages[0].citation.quotation in way.citation.quotation


@fact("council.came_often", meaning="she came more than twelve times")
def came_often(case: Case, day: date) -> bool | None:
    """A cap that no name and no unit gives away."""
    return None if case.encounters is None else len(case.encounters) > 12


@fact("council.long_here", meaning="she has been here for a year")
def long_here(case: Case, day: date) -> bool | None:
    """A limit of time that no name gives away."""
    starts = [one.start for one in case.enrolments or () if isinstance(one.start, date)]
    return any(day - one > timedelta(days=365) for one in starts)


def faults(*rules: Rule) -> list[str]:
    """What keeps a council's overlay out."""
    council = Overlay(programme=PROGRAMME, source="council.txt", runs=since("2018-01-01"))
    bound = council.rules(*rules)
    overlay = SimpleNamespace(
        __name__="council",
        eligibility_rules=hookimpl(lambda: [rule for rule in bound if rule.stage is None]),
        progression_rules=hookimpl(lambda: [rule for rule in bound if rule.stage is not None]),
    )
    host = Host.load(plugins=[plugin, overlay], discover=False, overlays={"council": [PROGRAMME]})
    return [fault.code for one in host.plugins if one.name == "council" for fault in one.faults]


@pytest.mark.requirement("CM16")
@pytest.mark.parametrize("criterion", [came_often.is_false(), long_here.is_false()], ids=["sessions", "time"])
def test_nobody_may_set_a_limit_of_sessions_or_time(criterion: Criterion) -> None:
    """An overlay that does is refused, in eligibility as on the pathway, and so is one that holds her."""
    assert faults(require("C1", criterion, quote="twelve weeks")) == ["promise-broken"]
    assert faults(require("C1", criterion, quote="twelve weeks", stage="membership/member")) == ["promise-broken"]


@pytest.mark.requirement("CM16")
def test_nobody_may_hold_her_or_put_her_out() -> None:
    """A condition on leaving or staying is refused."""
    wish = plugin.progression.supports_her.is_true()
    for place in ("exit", "stay"):
        assert faults(require("C1", wish, quote="words", stage=f"membership/{place}")) == ["stage-gated"]


@pytest.mark.requirement("CM17")
@pytest.mark.parametrize(
    ("views", "talks"),
    [
        ((True, True), 0),
        ((True, False), 1),
        ((False, True), 1),
        ((None, False), 1),
        ((True, None), 0),
        ((None, None), 0),
    ],
)
def test_a_no_of_hers_prompts_a_talk_and_never_ends_it(views: tuple[bool | None, bool | None], talks: int) -> None:
    """Both are asked; one no is enough for a talk; she is a member all the same."""
    found = steps(mother(MEMBER, views=views), LATER)
    assert len(found.advice) == talks
    assert found.standing.stage == "member"
