"""The peer support pathway: who may come to which stage, and that nobody is too old or held (YP11 to YP19)."""

from datetime import date, timedelta
from itertools import pairwise, permutations

import pytest

import peersupport_young_parents_connect as plugin
from peersupport import Case, Host, Outcome, ParentRole, Participant, Residence, Site
from peersupport.plugin import Supporter
from peersupport.policies.progression import NextSteps, Opening
from peersupport.records.enrolments import EndReason
from peersupport.records.sites import DatedValue
from peersupport.records.supporters import Check, CheckKind, StageSpell
from peersupport.rules.structure import criteria_of, facts_of

PROGRAMME = "young-parents-connect"
HOST = Host.load(plugins=[plugin], discover=False)
STAGES = ("peer_volunteer", "peer_facilitation_volunteer", "paid_peer_facilitator")
TODAY = date(2025, 6, 2)


def trained(*courses: str) -> tuple[Check, ...]:
    """Trainings that she completed a month ago."""
    return tuple(
        Check(kind=CheckKind.TRAINING, on=TODAY - timedelta(days=30), passed=True, detail=course) for course in courses
    )


def at(stage: str, *, paused: bool = False, since: date = date(2025, 1, 6)) -> StageSpell:
    """A time at a stage that goes on."""
    return StageSpell(pathway="peer-support", stage=stage, start=since, paused=paused)


def member(**given: object) -> Supporter:
    """A parent who came to a group last year, and is at no stage."""
    known = {"id": "she", "attended": (date(2024, 5, 13),), "stages": (), "checks": trained(*STAGES, "workforce")}
    return Supporter(**{**known, **given})  # type: ignore[arg-type]


def steps(supporter: Supporter, on: date = TODAY, **parameters: object) -> NextSteps:
    """What comes next for her, at a site with these choices."""
    values = {f"{PROGRAMME}.{name}": (DatedValue(value=value),) for name, value in parameters.items()}  # type: ignore[arg-type]
    site = Site(id="one", programme=PROGRAMME, parameters=values)  # type: ignore[arg-type]
    return HOST.at_site(site).progression(PROGRAMME).next_steps(supporter, on)


@pytest.mark.requirement("YP11")
def test_there_are_three_stages_each_with_its_words() -> None:
    """The stages are the source's, in its order, and each quotes it."""
    (pathway,) = HOST.programmes[PROGRAMME].pathways
    assert tuple(stage.id for stage in pathway.stages) == STAGES
    words = [stage.citation.quotation.partition(" – ")[0] for stage in pathway.stages]
    assert words == ["Peer volunteering", "Peer facilitation volunteers", "Paid peer facilitation"]
    assert steps(member()).open == STAGES


@pytest.mark.requirement("YP12")
@pytest.mark.parametrize(
    ("known", "opening"),
    [
        ({"attended": (date(2020, 1, 6),)}, Opening.OPEN),
        ({"attended": (), "part_of_group": True}, Opening.OPEN),
        ({"attended": (), "part_of_group": False}, Opening.NOT_OPEN),
        ({"attended": (TODAY + timedelta(days=1),), "part_of_group": False}, Opening.NOT_OPEN),
        ({"attended": None, "part_of_group": False}, Opening.UNDETERMINED),
        ({"attended": (), "part_of_group": None}, Opening.UNDETERMINED),
    ],
)
def test_one_time_in_a_group_is_enough_and_not_knowing_asks(known: dict[str, object], opening: Opening) -> None:
    """Being part of a group now, or having come once, opens every stage; neither, none; unknown asks."""
    found = steps(member(**known))
    assert {step.opening for step in found.steps} == {opening}
    asked = {one.name for step in found.steps for one in step.missing}
    assert ("core.attended_group" in asked or "core.part_of_group" in asked) is (opening is Opening.UNDETERMINED)


@pytest.mark.requirement("YP12")
def test_trap_03_mother_turns_26_between_two_weekly_sessions() -> None:
    """Too old to join from her birthday on, she stays a past member, for whom the pathway is open."""
    first, birthday, second = date(2025, 6, 2), date(2025, 6, 5), date(2025, 6, 9)
    mother = Case(
        id="case",  # type: ignore[arg-type]
        participant=Participant(
            id="she",  # type: ignore[arg-type]
            birth_date=birthday.replace(year=birthday.year - 26),
            parent_role=ParentRole.MOTHER,
        ),
        children=(),
        residences=(Residence(local_authority="E06000018"),),
    )
    group = HOST.eligibility(PROGRAMME)
    assert group.decide(mother, birthday - timedelta(days=1)).truths["YP1"].value == "true"
    assert group.decide(mother, birthday).outcome is Outcome.NOT_ELIGIBLE
    for day in (first, birthday, second):
        assert steps(member(attended=(first,), part_of_group=False), day).open == STAGES


@pytest.mark.requirement("YP12", "YP14")
def test_trap_19_past_attendee_aged_27_applying_for_stage_2() -> None:
    """Her age is not asked: who came once at 19 may become a peer facilitation volunteer at 27, without stage 1."""
    past = member(attended=(date(2017, 3, 6),), part_of_group=False)
    step = HOST.progression(PROGRAMME).step(past, "peer_facilitation_volunteer", date(2025, 3, 10))
    assert step.opening is Opening.NOT_OPEN, "the training is still to come"
    assert step.unmet == ("YP18-peer_facilitation_volunteer",)
    assert HOST.progression(PROGRAMME).step(past, "peer_facilitation_volunteer", TODAY).opening is Opening.OPEN
    read = {fact.name for fact in facts_of(criteria_of(HOST.rules["progression_rules"]))}
    assert "core.attended_group" in read
    assert not any("age" in name.split("_") for name in read)


@pytest.mark.requirement("YP13")
@pytest.mark.parametrize(("here", "there"), [*permutations(STAGES, 2)])
def test_she_may_move_either_way_at_any_time(here: str, there: str) -> None:
    """On the day on which she came to one stage every other is open, the ones before it too."""
    found = steps(member(stages=(at(here, since=TODAY),)))
    assert there in found.open
    assert here not in found.by_stage


@pytest.mark.requirement("YP13")
def test_she_may_rest_and_come_back_and_leave() -> None:
    """A pause asks for nothing, keeps her stage open, and nothing but her choice ends it."""
    working, resting = steps(member(stages=(at(STAGES[0]),))), steps(member(stages=(at(STAGES[0], paused=True),)))
    assert working.may_pause
    assert not resting.may_pause
    assert STAGES[0] in resting.open
    assert EndReason.PARTICIPANT_CHOICE in working.ends
    assert EndReason.PLAN_COMPLETED not in working.ends


@pytest.mark.requirement("YP14")
def test_any_stage_may_be_the_first_unless_the_site_wants_an_order() -> None:
    """[default] the order is free; where the site sets `sequential`, the stage before comes first."""
    assert steps(member()).open == STAGES
    assert steps(member(), sequential=True).open == STAGES[:1]
    assert steps(member(stages=(at(STAGES[0]),)), sequential=True).open == (STAGES[1],)
    asked = steps(member(stages=None), sequential=True)
    assert asked.open == ()
    assert {one.name for one in asked.steps[0].missing} == {"core.standing"}


@pytest.mark.requirement("YP14")
@pytest.mark.parametrize(("before", "stage"), [*pairwise(STAGES)])
def test_where_the_site_wants_an_order_each_stage_opens_the_next(before: str, stage: str) -> None:
    """Whoever was at the stage before may come; whoever was not is told which stage comes first."""
    assert stage in steps(member(stages=(at(before),)), sequential=True).open
    assert told(steps(member(), sequential=True), stage) == [before]


@pytest.mark.requirement("YP12", "YP18")
@pytest.mark.parametrize("stage", STAGES)
def test_whoever_may_not_come_yet_is_told_where_to_turn(stage: str) -> None:
    """To a group first, or to the programme's own training."""
    assert told(steps(member(attended=(), part_of_group=False)), stage) == ["group"]
    assert told(steps(member(checks=())), stage) == ["training"]


def told(found: NextSteps, stage: str) -> list[str]:
    """Where she may turn instead of a stage."""
    return [one.redirect.to for one in found.by_stage[stage].decision.redirects]


@pytest.mark.requirement("YP18")
@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_has_its_training_first(stage: str) -> None:
    """Training for one stage opens that one; not knowing of it asks; training later than the day is none."""
    assert steps(member(checks=trained(stage))).open == (stage,)
    assert steps(member(checks=trained(stage)), TODAY - timedelta(days=31)).open == ()
    unknown = steps(member(checks=None)).by_stage[stage]
    assert (unknown.opening, unknown.missing[0].name) == (Opening.UNDETERMINED, f"core.trained_{stage}")


@pytest.mark.requirement("YP19")
@pytest.mark.parametrize("stage", STAGES)
def test_workforce_training_warns_those_who_deliver_and_bars_nobody(stage: str) -> None:
    """From stage 2 on the training is expected before she delivers; without it the stage is open all the same."""
    found = steps(member(checks=trained(*STAGES))).by_stage[stage]
    assert found.opening is Opening.OPEN
    assert [one.rule.partition("/")[2] for one in found.decision.advice] == (
        [f"YP19-{stage}"] if stage != STAGES[0] else []
    )
