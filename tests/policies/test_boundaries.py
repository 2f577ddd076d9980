"""What may be done: the laws of combining, whatever the rules; exemptions; the core's floor, which nothing moves."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.facts.cases import acts

from peersupport import PersonId, Role, UnknownName
from peersupport._attrs import evolve
from peersupport.citations import cited
from peersupport.dates import Period, since
from peersupport.errors import Fault
from peersupport.facts import act_action, act_alone, act_kept, act_paid, act_role, act_violence_risk
from peersupport.judging import BindingRules
from peersupport.policies.boundaries import Boundaries, BoundaryDecision, BoundaryEffect, Ground
from peersupport.policies.boundaries.telling import document, explain
from peersupport.programmes.programme import Overlay, Programme
from peersupport.records.acts import FLAGS, Act
from peersupport.records.exemptions import Exemption
from peersupport.records.roles import SUPPORTERS
from peersupport.rules.actions import NamedAction
from peersupport.rules.criteria import Criterion
from peersupport.rules.facts import AskedOf, Audience, fact
from peersupport.rules.parameters import parameter
from peersupport.rules.rule import Rule, expect, oblige, permit, prohibit, require

DAY = date(2026, 11, 1)
NAMES = ("visit", "lend")
ACTIONS = tuple(NamedAction(id=one, title=one, requirements=("X1",), citation=cited("x")) for one in NAMES)
PROGRAMME = Programme(id="own", title="Own", source="sources/own.txt", runs=since("2020-01-01"), actions=ACTIONS)
OVERLAY = Overlay(programme="own", source="sources/council.txt", runs=since("2020-01-01"))
PERMIT, DENY, REQUIRED = BoundaryEffect.PERMIT, BoundaryEffect.DENY, BoundaryEffect.REQUIRED
MOTHER = Role.COMMUNITY_MOTHER
ANNA = PersonId("supporter")


@fact("own.raising", meaning="something that breaks")
def raising(act: Act, day: date) -> bool:
    """A fact that cannot be worked out."""
    raise ValueError(act.action)


PARTS: list[Criterion] = [
    act_alone.is_true(),
    act_paid.is_false(),
    act_kept.is_true(),
    act_role.is_in({MOTHER}),
    act_action.is_in({"lend"}),
    act_action.is_in({"visit"}),
]
criteria = st.recursive(
    st.sampled_from(PARTS),
    lambda inner: (
        st.tuples(inner, inner).map(lambda two: two[0] & two[1])
        | st.tuples(inner, inner).map(lambda two: two[0] | two[1])
    ),
    max_leaves=3,
)


def _rule(number: int, kind: str, criterion: Criterion, when: Criterion | None) -> Rule:
    common = {"id": f"R{number}", "quote": "words", "when": when}
    if kind == "oblige":
        return oblige("X1", criterion, duty="do", discharged="done", **common)  # type: ignore[arg-type]
    if kind == "expect":
        return expect("X1", criterion, advice="mind", **common)  # type: ignore[arg-type]
    made = {"permit": permit, "prohibit": prohibit, "require": require}[kind]
    return made("X1", criterion, **common)  # type: ignore[arg-type]


kinds = st.sampled_from(["permit", "permit", "prohibit", "require", "oblige", "expect"])


@st.composite
def rule_sets(draw: st.DrawFn, kinds: st.SearchStrategy[str] = kinds, start: int = 0) -> tuple[Rule, ...]:
    """A few rules of the programme, stamped as the host stamps them."""
    drawn = draw(st.lists(st.tuples(kinds, criteria, criteria | st.none()), max_size=4))
    return tuple(
        evolve(one, plugin="owner")
        for one in PROGRAMME.rules(*(_rule(start + n, *each) for n, each in enumerate(drawn)))
    )


narrowing = st.sampled_from(["prohibit", "require", "oblige", "expect"])
ACTS = acts(NAMES)


def policy(rules: tuple[Rule, ...], unavailable: tuple[Fault, ...] = ()) -> Boundaries:
    """The programme with these rules."""
    return Boundaries(BindingRules("own", rules, {}, unavailable), actions=ACTIONS, owner="owner")


def told(decided: BoundaryDecision) -> object:
    """All of a decision that somebody sees."""
    return document(decided, "auditor")


def exempting(forbidding: Rule, /, **changes: object) -> Exemption:
    """A sound exemption of Anna from a rule."""
    sound = Exemption(
        id="e1",
        rule=forbidding.name,
        supporter=ANNA,
        reason="it was agreed in supervision",
        author=PersonId("co"),
        author_role=Role.CO_ORDINATOR,
        start=date(2026, 10, 1),
        until=date(2026, 12, 1),
    )
    return evolve(sound, **changes)


@given(rule_sets(), rule_sets(narrowing, start=10), ACTS)
def test_a_further_prohibition_or_requirement_never_widens(
    rules: tuple[Rule, ...], more: tuple[Rule, ...], act: Act
) -> None:
    """What was denied stays denied, whatever is forbidden or required besides."""
    if policy(rules).decide(act, DAY).effect is DENY:
        assert policy((*rules, *more)).decide(act, DAY).effect is DENY


@given(rule_sets(), rule_sets(start=10), ACTS)
def test_an_overlay_never_widens(rules: tuple[Rule, ...], more: tuple[Rule, ...], act: Act) -> None:
    """Another party's rules permit nothing, not even by a permission that slipped through the checks."""
    laid_over = tuple(evolve(one, plugin="council") for one in more)
    before, after = policy(rules).decide(act, DAY), policy((*rules, *laid_over)).decide(act, DAY)
    assert (before.effect, after.effect) in {(DENY, DENY), (PERMIT, PERMIT), (PERMIT, DENY)}


@given(rule_sets(), ACTS)
def test_what_is_permitted_is_permitted_whatever_fills_the_blanks(rules: tuple[Rule, ...], act: Act) -> None:
    """Unknown never permits: a PERMIT rests on what is known, so no answer to any question takes it back."""
    if policy(rules).decide(act, DAY).effect is PERMIT:
        for name in FLAGS:
            if act.flag(name) is None:
                for value in (True, False):
                    assert policy(rules).decide(evolve(act, **{name: value}), DAY).effect is PERMIT
        if act.present is None:
            for present in ((), (Role.TRAINER,)):
                assert policy(rules).decide(evolve(act, present=present), DAY).effect is PERMIT


@given(rule_sets(), st.permutations(range(4)), ACTS)
def test_order_never_matters(rules: tuple[Rule, ...], order: list[int], act: Act) -> None:
    """The same rules in another order give the same decision, word for word."""
    turned = tuple(rules[place] for place in order if place < len(rules))
    assert told(policy(turned).decide(act, DAY)) == told(policy(rules).decide(act, DAY))


@given(rule_sets(), kinds, ACTS)
def test_an_error_in_a_fact_never_permits(rules: tuple[Rule, ...], kind: str, act: Act) -> None:
    """A rule that reads a fact which raises widens nothing; a prohibition or requirement on it denies."""
    broken = evolve(PROGRAMME.rules(_rule(20, kind, raising.is_true(), None))[0], plugin="owner")
    before, after = policy(rules).decide(act, DAY), policy((*rules, broken)).decide(act, DAY)
    if before.effect is DENY or kind in {"prohibit", "require"}:
        assert after.effect is DENY
        assert "ValueError" not in str(explain(after))
    else:
        assert after.effect is PERMIT


@given(rule_sets(), ACTS)
def test_a_lost_plugin_denies_for_now(rules: tuple[Rule, ...], act: Act) -> None:
    """A plugin that could not be loaded might have forbidden it."""
    decided = policy(rules, (Fault(code="plugin-import", message="broken"),)).decide(act, DAY)
    assert decided.effect is DENY
    sure = {Ground.PROHIBITED, Ground.NOT_MET} & {one.ground for one in decided.reasons}
    assert decided.provisional is not bool(sure)


@pytest.mark.requirement("TC36")
@given(rule_sets(), st.sampled_from([*Role, None]), st.booleans())
def test_nobody_is_kept_from_raising_a_concern(rules: tuple[Rule, ...], role: Role | None, lost: bool) -> None:
    """The floor: REQUIRED of every supporter, in whatever programme; forbidden to nobody, also with a plugin lost."""
    unavailable = (Fault(code="plugin-import", message="broken"),) if lost else ()
    forbidding = evolve(
        PROGRAMME.rules(_rule(20, "prohibit", act_action.is_in({"raise_concern"}), None))[0], plugin="owner"
    )
    decided = policy((*rules, forbidding), unavailable).decide(Act(action="raise_concern", role=role), DAY)
    assert decided.effect is (REQUIRED if role in SUPPORTERS else PERMIT)
    assert decided.obligations[0].startswith("Contact the co-ordinator at once")
    assert not decided.provisional


@given(rule_sets(), ACTS)
def test_an_exemption_touches_neither_the_floor_nor_what_is_unknown(rules: tuple[Rule, ...], act: Act) -> None:
    """It turns one prohibition of the programme's own that fires into a warning; all else stands as it stood."""
    given_to = tuple(exempting(rule) for rule in rules)
    floor = Act(action="raise_concern", role=act.role, by=ANNA)
    assert told(policy(rules).decide(floor, DAY, given_to)) == told(policy(rules).decide(floor, DAY))
    without, with_them = policy(rules).decide(act, DAY), policy(rules).decide(act, DAY, given_to)
    grounds = {Ground.NOT_MET, Ground.UNTOLD, Ground.UNAVAILABLE}
    kept = [one.about for one in without.reasons if one.ground in grounds]
    assert [one.about for one in with_them.reasons if one.ground in grounds] == kept
    if without.effect is PERMIT:
        assert with_them.effect is PERMIT
    elif with_them.effect is PERMIT:
        assert act.by == ANNA
        assert any(one.ground is Ground.PROHIBITED for one in without.reasons)
        assert any(one.ground is Ground.EXEMPTED for one in with_them.reasons)


LENDING = evolve(PROGRAMME.rules(_rule(1, "prohibit", act_action.is_in({"lend"}), None))[0], plugin="owner")
LEND = Act(action="lend", role=MOTHER, by=ANNA)


def test_an_exemption_permits_what_it_names_and_says_so() -> None:
    """With its name, until when, and why, to staff; a supporter sees that there is one."""
    decided = policy((LENDING,)).decide(LEND, DAY, [exempting(LENDING)])
    assert decided.effect is PERMIT
    assert "exemption e1, until 2026-12-01: it was agreed in supervision" in str(explain(decided))
    assert "an exemption allows it" in str(explain(decided, "supporter"))
    assert "supervision" not in str(explain(decided, "supporter"))


@pytest.mark.parametrize(
    "changes",
    [
        {"until": DAY},
        {"until": None},
        {"start": date(2026, 11, 2)},
        {"start": None},
        {"reason": " "},
        {"reason": None},
        {"author": None},
        {"author": ANNA},
        {"author_role": None},
        {"author_role": Role.HEALTH_VISITOR},
        {"supporter": None},
        {"supporter": PersonId("vera")},
        {"rule": "own/R2"},
    ],
    ids=str,
)
def test_an_exemption_that_is_not_sound_has_no_effect(changes: dict[str, object]) -> None:
    """Expired, not begun, without a reason or an end, by nobody who may, or for somebody else: it changes nothing."""
    decided = policy((LENDING,)).decide(LEND, DAY, [exempting(LENDING, **changes)])
    assert told(decided) == told(policy((LENDING,)).decide(LEND, DAY))


def test_nobody_exempts_from_another_partys_rule() -> None:
    """A council's prohibition is not the programme's own to lift."""
    theirs = evolve(LENDING, plugin="council")
    assert policy((theirs,)).decide(LEND, DAY, [exempting(theirs)]).effect is DENY


def test_who_is_not_named_is_not_exempted() -> None:
    """An act of which it is not recorded who does it is nobody's exemption."""
    assert policy((LENDING,)).decide(evolve(LEND, by=None), DAY, [exempting(LENDING)]).effect is DENY


def test_what_no_rule_permits_is_not_covered() -> None:
    """Silence is no yes: the answer says whom to ask. A prohibition that does not fire permits nothing either."""
    quiet = evolve(PROGRAMME.rules(_rule(2, "prohibit", act_action.is_in({"lend"}), None))[0], plugin="owner")
    decided = policy((quiet,)).decide(Act(action="visit", role=MOTHER), DAY)
    assert (decided.effect, decided.provisional) == (DENY, False)
    assert [(one.ground, one.about) for one in decided.reasons] == [(Ground.NOT_COVERED, "ask the co-ordinator")]


def test_what_cannot_be_told_names_what_to_ask() -> None:
    """A permission that rests on something unknown is a no for now, with the question."""
    rule = evolve(PROGRAMME.rules(_rule(3, "permit", act_paid.is_true(), None))[0], plugin="owner")
    decided = policy((rule,)).decide(Act(action="visit", role=MOTHER), DAY)
    assert (decided.effect, decided.provisional) == (DENY, True)
    assert [(one.question, one.asked_of) for one in decided.missing] == [("Is she paid for it?", AskedOf.CO_ORDINATOR)]


def test_a_name_that_nobody_knows_is_a_slip_of_the_pen() -> None:
    """It is told with the name that was meant; another programme's action is not covered here."""
    with pytest.raises(UnknownName, match="`lend`"):
        policy((LENDING,)).decide(Act(action="lnd"), DAY)
    here = beside_another(policy((LENDING,)))
    assert here.decide(Act(action="fly"), DAY).effect is DENY


def beside_another(one: Boundaries) -> Boundaries:
    """The same programme beside one that has an action of its own."""
    return Boundaries(one.rules, one.actions, frozenset({"fly"}), one.owner)


def test_a_hidden_reason_is_not_told_by_how_sure_the_answer_is() -> None:
    """A volunteer cannot tell a risk that is recorded from one that is not known."""
    rule = evolve(PROGRAMME.rules(_rule(4, "prohibit", act_violence_risk.is_true(), None))[0], plugin="owner")
    allowed = evolve(PROGRAMME.rules(_rule(5, "permit", act_action.is_in({"visit"}), None))[0], plugin="owner")
    asked = policy((rule, allowed))
    known, unknown = (asked.decide(Act(action="visit", role=MOTHER, violence_risk=risk), DAY) for risk in (True, None))
    assert str(explain(known, "supporter")) == str(explain(unknown, "supporter"))
    assert document(known, "supporter") == document(unknown, "supporter")
    assert str(explain(known)) != str(explain(unknown))


def test_a_question_that_only_a_hidden_reason_needs_is_not_asked() -> None:
    """It would come up only where there is a risk, and so tell of it; staff are asked."""
    criterion = act_violence_risk.is_true() & act_paid.is_true()
    rule = evolve(PROGRAMME.rules(_rule(4, "prohibit", criterion, None))[0], plugin="owner")
    allowed = evolve(PROGRAMME.rules(_rule(5, "permit", act_action.is_in({"visit"}), None))[0], plugin="owner")
    decided = policy((rule, allowed)).decide(Act(action="visit", role=MOTHER, violence_risk=True), DAY)
    assert "Is she paid for it?" in str(explain(decided))
    assert "Is she paid for it?" not in str(explain(decided, "supporter"))
    assert document(decided, "supporter")["ask"] == []


def test_rules_of_another_day_say_nothing() -> None:
    """Only what is in force on the day counts."""
    assert policy((LENDING,)).decide(LEND, date(2019, 12, 31)).reasons[0].ground is Ground.NOT_COVERED


def test_an_exemption_from_a_way_of_doing_permits_nobody_else_to_do_it() -> None:
    """Mothers may visit, and nobody alone: who is no mother is not covered, with or without that exemption."""
    given = PROGRAMME.rules(
        permit("X1", act_role.is_in({MOTHER}) & act_action.is_in({"visit"}), id="V", quote="words"),
        prohibit("X1", act_action.is_in({"visit"}) & act_alone.is_true(), id="A", quote="words"),
    )
    may, alone = (evolve(one, plugin="owner") for one in given)
    visit = Act(action="visit", role=MOTHER, by=ANNA, present=())
    exempted = [exempting(alone)]
    assert policy((may, alone)).decide(visit, DAY, exempted).effect is PERMIT
    other = policy((may, alone)).decide(evolve(visit, role=Role.CRECHE_WORKER), DAY, exempted)
    assert (other.effect, other.reasons[0].ground) == (DENY, Ground.NOT_COVERED)


def test_where_the_site_does_not_run_nothing_is_covered_but_the_floor() -> None:
    """Before it opens and after it closes: denied, and the answer says why; a concern is raised all the same."""
    rule = evolve(PROGRAMME.rules(_rule(1, "permit", act_action.is_in({"visit"}), None))[0], plugin="owner")
    closed = attrs.evolve(policy((rule,)), runs=Period(start=None, end=DAY))
    visit = Act(action="visit", role=MOTHER)
    assert closed.decide(visit, date(2026, 10, 31)).effect is PERMIT
    denied = closed.decide(visit, DAY)
    assert denied.effect is DENY
    assert "the site does not run on that day" in str(explain(denied, "supporter"))
    assert closed.decide(evolve(visit, action="raise_concern"), DAY).effect is REQUIRED


def test_the_family_itself_goes_with_nobody() -> None:
    """The parent, or kin of hers, at home is no company on a visit that nobody makes alone."""
    for present, alone in (((Role.PARTICIPANT, Role.FAMILY_MEMBER), True), ((Role.PARTICIPANT, MOTHER), False)):
        assert act_alone.function(Act(action="visit", present=present), DAY) is alone


def test_an_exemption_from_a_bar_on_her_role_lets_her_do_what_others_may() -> None:
    """The programme permits it, and bars one role from it: whoever is exempted from that bar is covered."""
    given = PROGRAMME.rules(
        permit("X1", act_role.is_in({Role.TRAINER}) & act_action.is_in({"visit"}), id="V", quote="words"),
        prohibit("X1", act_action.is_in({"visit"}) & act_role.is_in({MOTHER}), id="B", quote="words"),
    )
    may, barred = (evolve(one, plugin="owner") for one in given)
    visit = Act(action="visit", role=MOTHER, by=ANNA)
    assert policy((may, barred)).decide(visit, DAY).effect is DENY
    assert policy((may, barred)).decide(visit, DAY, [exempting(barred)]).effect is PERMIT


MOST = parameter("own.most", {"2020-01-01": 5, "2026-11-01": 1}, mark="default", quote="w", unit="letters", type=int)


@fact("own.length", meaning="how long the name of the action is", unit="letters")
def length(act: Act, day: date) -> int:
    """Longer from the second day of the month on."""
    return len(act.action) if day <= DAY else len(act.action) + 1


@pytest.mark.parametrize(
    ("on", "effect"), [(date(2026, 10, 31), PERMIT), (DAY, DENY), (date(2026, 11, 2), DENY), (date(2019, 1, 1), DENY)]
)
def test_settings_and_facts_are_those_of_the_day(on: date, effect: BoundaryEffect) -> None:
    """A parameter has the value of the day that is asked about, and a fact is worked out on it."""
    given = PROGRAMME.rules(
        permit("X1", act_action.is_in({"lend"}), id="P", quote="words"),
        prohibit("X1", length > MOST, id="L", quote="words"),
        oblige("X1", length >= 5, id="O", quote="words", duty="do", discharged="done"),
    )
    rules = tuple(evolve(one, plugin="owner") for one in given)
    decided = policy(rules).decide(Act(action="lend"), on)
    assert decided.effect is effect
    assert decided.obligations == (("do",) if on > DAY else ())
    assert not decided.provisional


def test_an_explanation_is_of_the_reader_whom_it_is_for() -> None:
    """So that nobody hands it to another; two statements that a rule carries are both named."""
    rule = evolve(PROGRAMME.rules(_rule(1, "permit", act_action.is_in({"visit"}), None))[0], plugin="owner")
    decided = policy((evolve(rule, requirements=("X1", "X2")),)).decide(Act(action="visit"), DAY)
    for reader in Audience:
        told = explain(decided, reader)
        assert told.audience is reader
        assert ("“words” (X1, X2)" in str(told)) is (reader is not Audience.PARTICIPANT)
