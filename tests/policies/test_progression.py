"""What comes next on a pathway: laws that hold for every programme, and what is refused when a plugin loads."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.facts.cases import DAY, SUPPORTERS
from tests.policies.helping import STAGES, Helping, entry, faults, host_of, pathway

from peersupport import Case, Host, Outcome
from peersupport._attrs import evolve
from peersupport.errors import Fault, InvalidDate, RuleError, UnknownName
from peersupport.plugin import (
    OUTSIDE,
    PAUSED,
    EndReason,
    Moves,
    Never,
    Promise,
    Rule,
    Stage,
    Supporter,
    answer,
    cited,
    core,
    expect,
    fact,
    oblige,
    prohibit,
    require,
    since,
    supporters,
)
from peersupport.policies.progression import WHERE, Opening, Progression
from peersupport.records.supporters import Check, CheckKind, StageSpell
from peersupport.rules.document import rule_document
from peersupport.testing.blanks import erasures
from peersupport.testing.strategies import cases

HOST = Host.load()
WAYS = {
    f"{programme.id}/{way.id}": HOST.progression(programme.id, way.id)
    for programme in HOST.programmes.values()
    for way in programme.pathways
}
DECIDED = {Opening.OPEN, Opening.NOT_OPEN}
LAW = settings(max_examples=80, deadline=None, database=None, derandomize=True)


def subjects(way: Progression) -> st.SearchStrategy[Supporter | Case]:
    """Whoever goes that way."""
    return (
        SUPPORTERS
        if way.pathway.subject == "Supporter"
        else cases(facts=HOST.facts.values(), programmes=[HOST.programmes[way.programme]])
    )


@pytest.mark.parametrize("name", WAYS)
def test_filling_blanks_never_turns_open_into_not_open_or_back(name: str) -> None:
    """With less on record a stage was undetermined, or the same; and it never was open where it is not with more."""

    @LAW
    @given(subjects(WAYS[name]))
    def search(subject: Supporter | Case) -> None:
        filled = WAYS[name].next_steps(subject, DAY).by_stage
        for path, less in erasures(subject):
            for stage, blank in WAYS[name].next_steps(less, DAY).by_stage.items():
                if stage in filled and blank.opening in DECIDED:
                    assert filled[stage].opening is blank.opening, path
                assert stage in filled or blank.opening is not Opening.OPEN, path

    search()


@pytest.mark.parametrize("name", WAYS)
def test_no_stage_is_offered_to_which_no_declared_move_leads(name: str) -> None:
    """From where she stands on record, every step is a declared move or a return from a rest; all others are none."""
    way = WAYS[name]

    @LAW
    @given(subjects(way))
    def search(subject: Supporter | Case) -> None:
        found = way.next_steps(subject, DAY)
        here = found.standing.stage
        declared = {target for one in way.pathway.moves if here in one.sources for target in one.targets}
        for stage in way.pathway.stages:
            step = way.step(subject, stage.id, DAY)
            if here is None:
                assert step.opening is not Opening.OPEN
            elif stage.id in declared - {here} or (found.standing.paused and stage.id == here):
                assert step.opening is found.by_stage[stage.id].opening
            else:
                assert (step.opening, stage.id in found.by_stage) == (Opening.NO_MOVE, False)
                assert set(step.instead or ()) == set(found.by_stage)

    search()


@pytest.mark.parametrize("name", WAYS)
def test_what_is_unknown_never_opens_and_always_asks(name: str) -> None:
    """Nothing on record opens nothing, and whatever cannot be told says what to ask or who settles it."""
    way = WAYS[name]

    @LAW
    @given(subjects(way))
    def search(subject: Supporter | Case) -> None:
        for step in way.next_steps(subject, DAY).steps:
            if step.opening is Opening.UNDETERMINED:
                assert step.missing
            else:
                assert step.missing == ()
            if any(truth.value == "unknown" for truth in step.decision.truths.values()):
                assert step.opening is not Opening.OPEN

    search()


@given(st.permutations(entry()), st.permutations([*pathway().moves]), SUPPORTERS)
@settings(max_examples=40, deadline=None, database=None, derandomize=True)
def test_the_order_of_rules_and_moves_never_matters(
    rules: list[Rule], moves: list[Moves], supporter: Supporter
) -> None:
    """The same plugin written in another order gives the same host, to the digest of each answer."""
    shuffled = host_of(Helping(rules, pathway(moves=tuple(moves)))).progression("helping")
    straight = host_of(Helping(entry(), pathway())).progression("helping")
    one, two = (way.next_steps(supporter, DAY) for way in (shuffled, straight))
    assert [(step.stage.id, step.opening) for step in one.steps] == [
        (step.stage.id, step.opening) for step in two.steps
    ]
    assert [step.decision.truths for step in one.steps] == [step.decision.truths for step in two.steps]


def way(*more: Rule) -> Progression:
    """The small programme's pathway."""
    return host_of(Helping([*entry(), *more], pathway())).progression("helping")


def helper(*spells: StageSpell) -> Supporter:
    """One who came to the group, with these times at stages."""
    return Supporter(id="s", attended=(date(2021, 1, 4),), stages=spells)  # type: ignore[arg-type]


def at(stage: str, **given: object) -> StageSpell:
    """A time at a stage."""
    return StageSpell(pathway="helping", stage=stage, **{"start": date(2024, 1, 1), "paused": False, **given})  # type: ignore[arg-type]


def test_an_illegal_move_is_refused_and_the_legal_ones_named() -> None:
    """From outside nobody becomes a keeper at once; and whoever asks is told where she may go."""
    step = way().step(helper(), "keeper", DAY)
    assert (step.opening, step.instead, step.missing) == (Opening.NO_MOVE, ("helper",), ())
    assert "no move of this pathway" in step.explain().title
    assert step.document()["instead"] == ("helper",)


def test_where_she_stands_is_told_only_when_it_is_sure() -> None:
    """Two stages at once, a start that nobody knows, no record at all: she is asked about, and nothing is open."""
    unsure = (
        helper(at("helper"), at("host")),
        helper(at("helper", start=None)),
        Supporter(id="s", attended=(date(2021, 1, 4),)),  # type: ignore[arg-type]
    )
    for supporter in unsure:
        found = way().next_steps(supporter, DAY)
        assert (found.standing.stage, found.open, found.staying) == (None, (), None)
        assert {step.missing[0].name for step in found.steps} == {"core.standing"}
    assert way().next_steps(helper(at("helper", end=DAY)), DAY).standing.stage == OUTSIDE
    assert way().next_steps(helper(at("helper", end=DAY + timedelta(days=1))), DAY).standing.stage == "helper"


def test_an_old_application_is_judged_by_the_rules_of_its_day_and_the_answer_says_so() -> None:
    """A training that is asked for since 2025 does not stand against an application of 2024."""
    newer = require(
        "H3", supporters.trained("safety"), stage="helping/helper", quote="since 2025", in_force=since("2025-01-01")
    )
    applicant = Supporter(id="s", attended=(date(2021, 1, 4),), stages=(), checks=())  # type: ignore[arg-type]
    now, then = (way(newer).next_steps(applicant, DAY, rules_as_of=day) for day in (None, date(2024, 11, 4)))
    assert (now.by_stage["helper"].opening, now.rules_as_of) == (Opening.NOT_OPEN, DAY)
    assert (then.by_stage["helper"].opening, then.rules_as_of) == (Opening.OPEN, date(2024, 11, 4))
    assert "by the rules of 2024-11-04" in then.by_stage["helper"].explain().title
    assert then.by_stage["helper"].document()["rules_as_of"] == "2024-11-04"
    alone = way(newer).step(applicant, "helper", DAY, rules_as_of=date(2024, 11, 4))
    assert alone.document() == then.by_stage["helper"].document()
    assert alone.opening is Opening.OPEN
    staying = way(newer).next_steps(helper(at("helper")), DAY, rules_as_of=date(2024, 11, 4)).staying
    assert staying is not None
    assert (staying.on, staying.rules_as_of) == (DAY, date(2024, 11, 4))


def test_a_pause_is_offered_where_the_pathway_has_one() -> None:
    """Keepers may rest, and come back to where they rest; helpers have no such move."""
    assert not way().next_steps(helper(at("helper")), DAY).may_pause
    assert way().next_steps(helper(at("keeper")), DAY).may_pause
    resting = way().next_steps(helper(at("keeper", paused=True)), DAY)
    assert (resting.may_pause, resting.open) == (False, ("keeper",))


def test_what_is_said_of_those_who_stay_advises_and_decides_nothing() -> None:
    """Whoever is on the pathway meets its advice; nobody else does."""
    said = expect("H4", supporters.trained("safety"), stage="helping/stay", quote="words", advice="Offer the training.")
    stays = Supporter(id="s", attended=(), stages=(at("helper"),), checks=())  # type: ignore[arg-type]
    assert [one.advice for one in way(said).next_steps(stays, DAY).advice] == ["Offer the training."]
    assert way(said).next_steps(helper(), DAY).advice == ()


def test_what_cannot_be_asked_is_refused() -> None:
    """Another kind of subject, a stage or pathway that is not there, a day with a time."""
    with pytest.raises(RuleError):
        way().next_steps(Case(id="c", participant=None), DAY)  # type: ignore[arg-type]
    with pytest.raises(UnknownName, match="did you mean `helper`"):
        way().step(helper(), "helpers", DAY)
    with pytest.raises(InvalidDate):
        way().next_steps(helper(), "2025-01-01")  # type: ignore[arg-type]
    host = host_of(Helping(entry(), pathway()))
    for asked in (("helpers", None), ("helping", "other")):
        with pytest.raises(UnknownName):
            host.progression(*asked)


WORDS = {"requirements": ("H1",), "citation": cited("words")}
HELPERS = Stage(id="helper", title="Helper", **WORDS)  # type: ignore[arg-type]
NOWHERE = Moves(id="on", sources=("helper",), targets=("elsewhere",), **WORDS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("pathway-id", {"id": "stay"}),
        ("pathway-id", {"id": "allocation"}),
        ("pathway-subject", {"subject": "Site"}),
        ("pathway-uncited", {"citation": cited(" ")}),
        ("pathway-uncited", {"requirements": ()}),
        ("stage-id", {"stages": (HELPERS, HELPERS)}),
        ("stage-unreachable", {"moves": pathway().moves[:2]}),
        ("move-unknown", {"moves": (*pathway().moves, NOWHERE)}),
    ],
)
def test_a_pathway_that_cannot_be_is_refused(code: str, given: dict[str, object]) -> None:
    """A plugin whose pathway has a fault is not taken."""
    assert code in faults(entry(), pathway(**given))


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("rule-stage", require("H9", supporters.part_of_group, quote="words", stage="")),
        ("stage-unknown", require("H9", supporters.part_of_group, quote="words", stage="helping/helpers")),
        ("stage-unknown", require("H9", supporters.part_of_group, quote="words", stage="other/helper")),
        ("rule-effect", prohibit("H9", supporters.part_of_group, quote="words", stage="helping/helper")),
        ("rule-subject", require("H9", core.single_parent, quote="words", stage="helping/helper")),
        ("rule-subject", require("H9", supporters.part_of_group, quote="words", stage="allocation")),
        ("stage-gated", require("H9", supporters.part_of_group, quote="words", stage="helping/exit")),
        ("stage-gated", require("H9", supporters.part_of_group, quote="words", stage="helping/stay")),
        ("stage-gated", require("H9", supporters.part_of_group, quote="words", stage=f"helping/{PAUSED}")),
    ],
)
def test_a_rule_that_cannot_be_is_refused(code: str, rule: Rule) -> None:
    """Above all a rule that would keep somebody from leaving, or put her out."""
    assert code in faults([*entry(), rule])


def test_a_stage_without_a_requirement_is_refused_and_so_are_two_that_nobody_can_meet() -> None:
    """An open door by mistake, and one that never opens."""
    assert faults(entry("keeper")) == ["stage-open"]
    never = require("H9", supporters.attended_group.is_false(), stage="helping/helper", quote="words")
    assert faults([*entry(), never]) == ["rules-contradict"]
    assert faults(entry()) == []


@pytest.mark.parametrize("effect", [expect, oblige])
def test_advice_and_duties_may_be_said_of_staying_and_leaving(effect: object) -> None:
    """They prompt, and hold nobody."""
    more = {"advice": "talk"} if effect is expect else {"duty": "talk", "discharged": "talked"}
    for place in ("stay", "exit", PAUSED):
        rule = effect("H9", supporters.part_of_group, quote="words", stage=f"helping/{place}", **more)  # type: ignore[operator]
        assert faults([*entry(), rule]) == []


@fact("helping.came_often", meaning="she came often")
def came_often(case: Case, day: date) -> bool | None:
    """A cap in disguise: no unit and no name gives it away."""
    return None if case.encounters is None else len(case.encounters) > 12


@fact("helping.came_times", unit="sessions", meaning="the number of sessions")
def came_times(case: Case, day: date) -> int | None:
    """A cap by its unit, whatever it reads."""
    return None


@fact("helping.long_here", meaning="she has been here for a year")
def long_here(case: Case, day: date) -> bool | None:
    """A limit of time in disguise."""
    starts = [one.start for one in case.enrolments or () if isinstance(one.start, date)]
    return any((day - one).days > 365 for one in starts)


SESSIONS = Promise(id="no-cap", never=Never.SESSIONS, **WORDS)  # type: ignore[arg-type]
TIME = Promise(id="no-limit", never=Never.TIME, **WORDS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("promise", "criterion", "broken"),
    [
        (SESSIONS, came_often.is_false(), True),
        (SESSIONS, came_times < 13, True),
        (SESSIONS, long_here.is_false(), False),
        (TIME, long_here.is_false(), True),
        (TIME, came_often.is_false(), False),
        (SESSIONS, answer("helping.wish", bool, meaning="wish", question="?").is_true(), False),
    ],
)
def test_a_rule_that_breaks_a_promise_is_refused(promise: Promise, criterion: object, broken: bool) -> None:
    """A cap is found by its unit, and by trying its facts out; what promises nothing else stays free."""
    rule = require("H9", criterion, quote="words")  # type: ignore[arg-type]
    assert faults([*entry(), rule], promises=[promise]) == (["promise-broken"] if broken else [])
    assert faults([*entry(), rule]) == []
    advice = expect("H9", criterion, quote="words", advice="talk")  # type: ignore[arg-type]
    assert faults([*entry(), advice], promises=[promise]) == []


def test_her_own_choice_ends_every_pathway() -> None:
    """No declaration is needed for it, and none can take it away."""
    for one in (way(), *WAYS.values()):
        subject = helper() if one.pathway.subject == "Supporter" else Case(id="c", participant=None)  # type: ignore[arg-type]
        assert EndReason.PARTICIPANT_CHOICE in one.next_steps(subject, DAY).ends


def test_the_digest_of_a_host_covers_its_pathways() -> None:
    """Another move is another host: an old answer must not pass for one of the new."""
    more = Moves(id="down", sources=("keeper",), targets=("host",), **WORDS)  # type: ignore[arg-type]
    before, after = (
        host_of(Helping(entry(), pathway(moves=moves))) for moves in (pathway().moves, (*pathway().moves, more))
    )
    assert before.digest != after.digest
    citation = before.programmes["helping"].pathways[0].stages[0].citation
    assert citation.document == "leaflet.txt"


def test_the_digest_of_a_host_covers_the_stage_that_a_rule_opens() -> None:
    """The same words on another stage are another rule, and come back from a ledger as they were."""
    one, other = (
        host_of(Helping([*entry(), require("H9", supporters.part_of_group, quote="words", stage=stage)], pathway()))
        for stage in ("helping/host", "helping/keeper")
    )
    assert one.digest != other.digest
    told = {rule_document(rule).get("stage") for rule in one.rules["progression_rules"]}
    assert told == {f"helping/{name}" for name in STAGES}


def test_checks_are_told_apart_by_day() -> None:
    """The latest check counts: a good one that a later one takes back is none."""
    good, bad = (Check(kind=CheckKind.DBS, on=date(2024, month, 1), passed=month == 1) for month in (1, 2))
    rule = require("H9", supporters.passed(CheckKind.DBS), stage="helping/helper", quote="words")
    for checks, opening in (((good,), Opening.OPEN), ((good, bad), Opening.NOT_OPEN), ((), Opening.NOT_OPEN)):
        asked = Supporter(id="s", attended=(date(2021, 1, 4),), stages=(), checks=checks)  # type: ignore[arg-type]
        assert way(rule).step(asked, "helper", DAY).opening is opening
    assert STAGES[0] == "helper"


def test_a_step_that_is_not_open_says_so_wherever_it_is_told() -> None:
    """Its rules may all be met: what it comes to, and what to ask or where to go instead, stand in text and JSON."""
    unplaced = way().step(Supporter(id="s", attended=(date(2021, 1, 4),)), "helper", DAY)  # type: ignore[arg-type]
    assert (unplaced.decision.outcome, unplaced.document()["outcome"]) == (Outcome.ELIGIBLE, "undetermined")
    assert "At which stage is she now" in str(unplaced.explain())
    asked = [one["name"] for one in unplaced.document()["missing"]]
    placed = way().step(Supporter(id="s", stages=()), "helper", DAY)  # type: ignore[arg-type]
    refused = way().step(Supporter(id="s", attended=()), "helper", DAY)  # type: ignore[arg-type]
    assert (placed.opening, refused.opening) == (Opening.UNDETERMINED, Opening.NOT_OPEN)
    assert asked == [WHERE.name]
    assert [one["name"] for one in placed.document()["missing"]] == [one.name for one in placed.missing]
    assert WHERE not in placed.missing
    assert refused.document()["missing"] == []
    jump = way().step(helper(), "keeper", DAY)
    assert jump.document()["outcome"] == "not_eligible"
    assert "There are moves to\n    helper" in str(jump.explain())


def test_a_stage_may_be_called_anything() -> None:
    """Its day is the last thing that its title says, whatever the stage is called."""
    named = tuple(evolve(one, title=f"{one.title}, on Mondays") for one in pathway().stages)
    host = host_of(Helping(entry(), pathway(stages=named)))
    title = host.progression("helping", "helping").step(helper(), "helper", DAY).explain().title
    assert title == f"Helping, Helper, on Mondays: open to her, on {DAY}"


def test_a_stage_that_is_not_of_the_pathway_is_asked_about() -> None:
    """A slip of the pen leaves nobody without an answer."""
    found = way().next_steps(helper(at("helpr")), DAY)
    assert found.standing.stage is None
    assert {one.opening for one in found.steps} == {Opening.UNDETERMINED}


def test_who_has_left_stands_outside() -> None:
    """Though the time at her stage was never closed: only what is open to newcomers is open to her."""
    gone = attrs.evolve(helper(at("helper")), end=DAY)
    assert set(way().next_steps(gone, DAY).by_stage) == {"helper"}
    assert way().next_steps(gone, DAY - timedelta(days=1)).standing.stage == "helper"


def test_a_plugin_that_is_lost_is_named_wherever_steps_are_told() -> None:
    """Else a list of steps without its rules would look whole."""
    fault = Fault(code="plugin-import", message="broken")
    found = attrs.evolve(way(), unavailable=(fault,)).next_steps(helper(at("helper")), DAY)
    assert found.unavailable == (str(fault),)
