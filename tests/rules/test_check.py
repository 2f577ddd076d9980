"""Every fault that a rule can have when a plugin loads, each brought about by one small rule."""

from datetime import date
from math import inf, nan

import pytest

from peersupport._attrs import evolve
from peersupport.dates import since
from peersupport.programmes.programme import Programme
from peersupport.rules.check import check_rule
from peersupport.rules.combinators import any_of, at_least, choose, count_of, every_of, select, unknown
from peersupport.rules.criteria import All, AnyOf, AtLeast, Criterion, Operand, as_operand
from peersupport.rules.parameters import parameter
from peersupport.rules.rule import Rule, expect, prioritise, prohibit, require, route
from peersupport.testing.rules.vocabulary import BY_NAME, FACTS, MEMBERS, Colour, Size

PROGRAMME = Programme(id="programme", title="A programme", source="sources/leaflet.txt", runs=since("2020-01-01"))
FLAG, COLOUR, SIZE, CODE = (FACTS[f"family.{name}"] for name in ("flag", "colour", "size", "code"))
YEARS, POUNDS, WEIGHT, MOVED = (FACTS[f"family.{name}"] for name in ("years", "pounds", "weight", "moved"))
URGENT, WAITED, AGE, CHILD_FLAG = (
    FACTS[name] for name in ("family.urgent", "family.waited", "member.age", "member.flag")
)
COLOURS, ONE_COLOUR, CODES, OPEN, LIMIT, READING = (
    BY_NAME[f"site.{name}"] for name in ("colours", "colour", "codes", "open", "limit", "reading")
)


def bound(criterion: Criterion | Operand, **more: object) -> Rule:
    """A requirement of the programme."""
    (rule,) = PROGRAMME.rules(require("X1", criterion, quote="words", **more))  # type: ignore[arg-type]
    return rule


def codes(rule: Rule, seals: frozenset[str] = frozenset()) -> list[str]:
    """The codes of all faults of a rule about families."""
    return [fault.code for fault in check_rule(rule, "family", seals)]


FAULTY: dict[str, tuple[Criterion | Operand, str]] = {
    "a category has no order": (COLOUR < 3, "criterion-order"),
    "a yes or no has no order": (FLAG < 3, "criterion-type"),
    "a code has no order": (CODE < 3, "criterion-type"),
    "a set has no order": (parameter("a.set", {1, 2}, mark="seed", quote="w", unit="years") > YEARS, "criterion-type"),
    "a whole number with a measure": (WEIGHT < LIMIT, "criterion-type"),
    "a whole number with a fraction": (YEARS < 2.5, "criterion-type"),
    "a whole number with a day": (date(2020, 1, 1) > YEARS, "criterion-type"),
    "a measure with a whole number beyond 2^53": (WEIGHT < 2**53 + 1, "criterion-type"),
    "a measure beyond 2^53": (WEIGHT < 2.0**54, "criterion-type"),
    "a measure without end": (inf > WEIGHT, "criterion-type"),
    "a measure that is no number": (as_operand(nan, WEIGHT) > WEIGHT, "criterion-type"),
    "years with pounds": (YEARS < POUNDS, "criterion-unit"),
    "a count with years": (count_of(MEMBERS, CHILD_FLAG) < LIMIT, "criterion-unit"),
    "a number in a set": (YEARS.is_in({1, 2}), "criterion-type"),
    "a yes or no in a set": (FLAG.is_in({True}), "criterion-type"),
    "a parameter in a set": (ONE_COLOUR.is_in({Colour.RED}), "criterion-type"),
    "a category among names": (COLOUR.is_in({"red"}), "criterion-type"),
    "a category among those of another": (COLOUR.is_in({Size.SMALL}), "criterion-type"),
    "a category in a parameter of another kind": (COLOUR.is_in(CODES), "criterion-type"),
    "a category in a parameter of another category": (SIZE.is_in(COLOURS), "criterion-type"),
    "a category in another fact": (COLOUR.is_in(FACTS["family.shade"]), "criterion-type"),
    "a code among numbers": (CODE.is_in({1}), "criterion-type"),
    "a code among categories": (CODE.is_in({Colour.RED}), "criterion-type"),
    "an empty set": (CODE.is_in(set()), "criterion-type"),
    "a number is no yes or no": (YEARS.is_true(), "criterion-type"),
    "a category is no yes or no": (FLAG & COLOUR, "criterion-type"),
    "a set is no yes or no": (parameter("a.flags", {True}, mark="seed", quote="w").is_true(), "criterion-type"),
    "not known": (~YEARS.is_known(), "criterion-negation"),
    "not known, further in": (~(FLAG & YEARS.is_known()), "criterion-negation"),
    "a negated comparison of what may not apply": (~(WAITED < 3), "criterion-negation"),
    "a negated membership of what may not apply": (~(FLAG | SIZE.is_in({Size.SMALL})), "criterion-negation"),
    "a negated yes of what may not apply": (~URGENT, "criterion-negation"),
    "a negated selection by what may not apply": (
        ~select(SIZE, {Size.SMALL: FLAG}, otherwise=FLAG),
        "criterion-negation",
    ),
    "a negated quantifier over what may not apply": (~any_of(MEMBERS, AGE < 5), "criterion-negation"),
    "a negated count of what may not apply": (~(count_of(MEMBERS, AGE < 5) < 1), "criterion-negation"),
    "readings that are no options": (choose(READING, {"strict": FLAG, "other": FLAG}), "criterion-readings"),
    "a reading too few": (choose(READING, {"strict": FLAG}), "criterion-readings"),
    "a choice among no options": (choose(BY_NAME["site.code"], {"E1": FLAG}), "criterion-readings"),
    "a selection by a code": (select(CODE, {Colour.RED: FLAG}, otherwise=FLAG), "criterion-type"),
    "a selection by a setting": (select(ONE_COLOUR, {Colour.RED: FLAG}, otherwise=FLAG), "criterion-type"),
    "a selection by another category": (select(COLOUR, {Size.SMALL: FLAG}, otherwise=FLAG), "criterion-type"),
    "a selection among nothing": (select(COLOUR, {}, otherwise=FLAG), "criterion-type"),
    "a member where a family is meant": (CHILD_FLAG.is_true(), "rule-subject"),
    "a family where a member is meant": (any_of(MEMBERS, FLAG), "rule-subject"),
    "members of another subject": (any_of(MEMBERS, any_of(MEMBERS, CHILD_FLAG)), "rule-subject"),
    "a fault within a quantifier": (every_of(MEMBERS, AGE < 2.5), "criterion-type"),
    "a fault within a count": (count_of(MEMBERS, AGE < 2.5) > 0, "criterion-type"),
    "a fault within a reading": (choose(READING, {"strict": COLOUR < 3, "wide": FLAG}), "criterion-order"),
    "a fault within a selection": (select(COLOUR, {Colour.RED: FLAG}, otherwise=COLOUR < 3), "criterion-order"),
    "a fault within a negation": (~(COLOUR < 3), "criterion-order"),
    "a fault among alternatives": (at_least(1, FLAG, COLOUR < 3), "criterion-order"),
}


@pytest.mark.parametrize("title", FAULTY)
def test_a_faulty_criterion_is_named(title: str) -> None:
    """Wrong types, units, orders, subjects, readings and negations stop a plugin when it loads, no decision later."""
    criterion, code = FAULTY[title]
    rule = bound(criterion)
    assert codes(rule) == [code]
    (fault,) = check_rule(rule, "family", frozenset())
    assert "programme/X1" in fault.message


@pytest.mark.parametrize("title", FAULTY)
def test_a_faulty_guard_is_named(title: str) -> None:
    """`when` is checked like the criterion."""
    criterion, code = FAULTY[title]
    assert codes(bound(FLAG, when=criterion)) == [code]


def test_a_choice_by_a_fact_is_named() -> None:
    """A wrongly built rule is a fault of its plugin, not an exception that stops the host."""
    (fault,) = check_rule(bound(choose(CODE, {"E1": FLAG})), "family", frozenset())
    assert (fault.code, fault.help) == ("criterion-readings", "`choose(parameter, ...)`")
    assert fault.message == "`programme/X1`: `family.code` is not a parameter and chooses no reading"


def test_whether_a_count_is_known_is_named() -> None:
    """What the evaluators cannot judge is refused at load."""
    (fault,) = check_rule(bound(count_of(MEMBERS, CHILD_FLAG).is_known()), "family", frozenset())
    assert (fault.code, fault.help) == ("criterion-type", "compare it")
    assert fault.message == "`programme/X1`: `number of members` is neither a fact nor a parameter"


SOUND: dict[str, Criterion | Operand] = {
    "the opposite comparison": WAITED >= 3,
    "not in": SIZE.is_not_in({Size.SMALL}),
    "a recorded no": URGENT.is_false(),
    "a negation of what always applies": ~(FLAG & (YEARS < 3)),
    "known, of what may not apply": WAITED.is_known(),
    "a measure with a whole number": WEIGHT < 3,
    "a measure up to 2^53": WEIGHT < 2**53,
    "a count with a number": count_of(MEMBERS, AGE < 5) >= 2,
    "a negated quantifier": ~any_of(MEMBERS, CHILD_FLAG),
    "a code in a set of the site": CODE.is_in(CODES),
    "a setting by itself": OPEN.is_true(),
    "what nobody has settled": unknown(),
}


@pytest.mark.parametrize("title", SOUND)
def test_a_sound_criterion_passes(title: str) -> None:
    """The checks refuse nothing that is well written: what they help with is itself accepted."""
    assert codes(bound(SOUND[title])) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"requirements": ()}, "rule-uncited"),
        ({"requirements": ("X1", "")}, "rule-uncited"),
        ({"citation": evolve(bound(FLAG).citation, quotation=" ")}, "rule-uncited"),
        ({"citation": evolve(bound(FLAG).citation, document="")}, "rule-unbound"),
        ({"programme": ""}, "rule-unbound"),
        ({"in_force": None}, "rule-undated"),
    ],
)
def test_an_uncited_unbound_or_undated_rule_is_named(change: dict[str, object], code: str) -> None:
    """A rule without source or period is refused at load (design.md, Rules)."""
    rule: Rule = evolve(bound(FLAG), **change)
    assert codes(rule) == [code]


def test_a_rule_as_its_author_wrote_it_is_unbound() -> None:
    """A rule that was never handed to its programme names all that it lacks at once."""
    assert codes(require("X1", FLAG, quote="words")) == ["rule-unbound", "rule-undated"]


@pytest.mark.parametrize(
    "rule",
    [
        require("X1", COLOUR.is_(Colour.RED), quote="words"),
        prohibit("X1", COLOUR.is_(Colour.RED), quote="words"),
        require("X1", FLAG, quote="words", when=COLOUR.is_known()),
    ],
    ids=["require", "prohibit", "when"],
)
def test_no_gate_may_decide_on_a_sealed_fact(rule: Rule) -> None:
    """What a programme has promised not to decide on, no rule decides on; guards are no way round (HL6, YP5, CM16)."""
    (rule,) = PROGRAMME.rules(rule)
    assert codes(rule, frozenset({"family.colour"})) == ["rule-sealed"]
    assert codes(rule, frozenset({"family.code"})) == []


def test_seals_reach_presuppositions_and_members() -> None:
    """A sealed fact that is only presupposed, or read of a child, would still decide."""
    assert codes(bound(WAITED > 1), frozenset({"family.referred"})) == ["rule-sealed"]
    assert codes(bound(any_of(MEMBERS, AGE < 5)), frozenset({"member.born"})) == ["rule-sealed"]
    assert codes(bound(count_of(MEMBERS, CHILD_FLAG) > 1), frozenset({"member.flag"})) == ["rule-sealed"]


def test_annotations_may_speak_of_sealed_facts() -> None:
    """Focus is no gate: priority, expectation and route never touch the outcome (YP5)."""
    sealed = frozenset({"family.colour"})
    red = COLOUR.is_(Colour.RED)
    rules = PROGRAMME.rules(
        prioritise("X1", red, quote="words", advice="first"),
        expect("X2", red, quote="words", advice="unusual"),
        route("X3", {"here": red}, quote="words"),
    )
    assert [codes(rule, sealed) for rule in rules] == [[], [], []]


def test_what_is_no_criterion_is_named() -> None:
    """Of a kind that no evaluator knows; nothing of what it holds is looked at."""

    class Odd(Criterion):
        """No criterion of the core's."""

    (fault,) = check_rule(evolve(bound(FLAG), criterion=Odd()), "family", frozenset())
    assert (fault.code, fault.help) == ("criterion-type", "")
    assert fault.message == "`programme/X1` holds something that is no criterion"


ONE = (FLAG.is_true(),)


@pytest.mark.parametrize(
    "joined",
    [All(parts=()), AnyOf(parts=()), AtLeast(needed=0, parts=ONE), AtLeast(needed=2, parts=ONE)],
    ids=["all of nothing", "any of nothing", "at least none", "more than there are"],
)
def test_nothing_is_never_joined(joined: Criterion) -> None:
    """Whatever way it came in: a rule that holds of everybody, or of nobody, would be no rule."""
    (fault,) = check_rule(bound(joined), "family", frozenset())
    assert (fault.code, fault.help) == ("criterion-count", "")
    assert fault.message.endswith("nothing, or too little, is joined: it would hold of everybody, or of nobody")
    assert "`programme/X1`: nothing, or" in fault.message
    for sound in (All(parts=ONE), AnyOf(parts=ONE), AtLeast(needed=1, parts=ONE)):
        assert codes(bound(sound)) == []
