"""Rules as they are recorded: they come back with all that they read, and what recording does not write is refused."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from enum import Enum
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.recording import (
    DAY,
    LEVEL,
    OTHERS,
    Level,
    altered,
    back,
    places,
    refused,
    rule_of,
    same,
    sent,
)

from peersupport._attrs import evolve
from peersupport.citations import Citation
from peersupport.dates import ALWAYS, since
from peersupport.errors import InvalidDocument, RuleError, shown_path
from peersupport.findings import finding_of, missing_of
from peersupport.records.codec import DEEPEST as READABLE
from peersupport.rules.combinators import any_of, at_least, choose, count_of, every_of, select, unknown
from peersupport.rules.compiled import Compiled, Gate, compile_gates
from peersupport.rules.criteria import Collection, Criterion, Kind
from peersupport.rules.document import canonical, rule_document
from peersupport.rules.facts import AskedOf, Audience, Fact
from peersupport.rules.parameters import parameter
from peersupport.rules.recorded import (
    DEEPEST,
    recorded_rules,
    recorded_values,
    rules_from,
    rules_in_shape,
    subject_from,
    unreadable,
)
from peersupport.rules.recorded_documents import check_rule_set
from peersupport.rules.rule import Effect, Rule, hold, oblige, redirect, require, route
from peersupport.rules.values import RecordValues, Settings
from peersupport.testing.rules.drawing import drawn_criterion, drawn_settings, drawn_subject
from peersupport.testing.rules.vocabulary import (
    BY_NAME,
    FACTS,
    MEMBERS,
    PARAMETERS,
    PETS,
    Colour,
    Subject,
    reading_fact,
)

SUBJECTS = 12
"""How many subjects are judged by each criterion."""


def bits(compiled: Compiled, subject: object) -> tuple[int, int]:
    """What the compiled evaluator says of its gates."""
    return compiled.judge(compiled.fill(subject, DAY))


def drawn(seed: int, count: int) -> Iterator[tuple[Rule, Settings]]:
    """Rules of random criteria that a plugin could bring, with settings; a third have a guard."""
    random = Random(seed)
    while count:
        criteria = [drawn_criterion(random, depth=random.choice((1, 2, 3, 4))) for _ in range(2)]
        when = criteria[1] if random.random() < 0.33 else None
        rule = evolve(rule_of(criteria[0]), when=when)
        if not unreadable([rule]):
            count -= 1
            yield rule, drawn_settings(random)


def test_what_was_recorded_is_judged_alike() -> None:
    """Random rules of random subjects: both evaluators give the same truths, readings and questions without the facts'
    own code."""
    random, pairs, folds = Random(20261124), 0, 0
    for rule, of_day in drawn(20261124, 150):
        recorded = rules_from(sent(recorded_rules([rule], of_day)))
        assert [rule_document(one) for one in recorded.rules] == [rule_document(rule)]
        [stand_in] = recorded.rules
        compiled = compile_gates("original", (Gate(criterion=rule.criterion, when=rule.when),), of_day)
        gates = (Gate(criterion=stand_in.criterion, when=stand_in.when),)
        replayed = compile_gates("recorded", gates, recorded.settings)
        for _ in range(SUBJECTS):
            subject = drawn_subject(random)
            values = RecordValues(subject, DAY, of_day)
            document = sent(recorded_values([rule], values))
            came_back = subject_from(document, recorded, id=None)
            after = RecordValues(came_back, DAY, recorded.settings)
            assert recorded_values(recorded.rules, after) == document
            before, now = finding_of(rule, values), finding_of(stand_in, after)
            assert before.truth is now.truth
            assert all(same(*pair) for pair in zip(before.traces(), now.traces(), strict=True))
            assert missing_of([before]) == missing_of([now])
            assert bits(replayed, came_back) == bits(compiled, subject)
            pairs, folds = pairs + 1, folds + bool(document["members"])
    assert (pairs, folds > pairs / 8) == (150 * SUBJECTS, True)


CHOICES = BY_NAME["site.reading"]
RICH: list[Rule] = [
    evolve(one, programme="p", in_force=one.in_force or since("2020-01-01", "2030-01-01"), plugin="mine")
    for one in (
        require(
            ("R1", "R2"),
            any_of(MEMBERS, (FACTS["member.age"] < 3) & every_of(PETS, FACTS["pet.flag"]))
            | (count_of(MEMBERS, FACTS["member.flag"]) >= 2),
            quote="words",
            id="R1",
            when=~FACTS["family.flag"].is_true(),
            offer="groups",
            note="a note",
            reading="a reading",
            otherwise=redirect("nursery", "Ask there."),
            unknown=hold("co-ordinator", "to settle"),
        ),
        require(
            "R3",
            choose(CHOICES, {"strict": FACTS["family.years"] < BY_NAME["site.limit"], "wide": unknown()}),
            quote="w",
            mark="default",
            in_force=ALWAYS,
        ),
        require(
            "R4",
            select(
                FACTS["family.shade"],
                {Colour.RED: FACTS["family.colour"].is_in(BY_NAME["site.colours"]), Colour.BLUE: BY_NAME["site.open"]},
                otherwise=FACTS["family.moved"] < date(2024, 1, 1),
            ),
            quote="w",
        ),
        require("R5", (FACTS["family.shifted"] > 1) & LEVEL.is_not_in({Level.LOW, Level.YES}), quote="w"),
        route("R6", {"north": FACTS["family.code"].is_in({"E1", "E2"}), "south": BY_NAME["site.unread"].is_known()}),
        oblige("R7", FACTS["family.weight"] >= 2.5, quote="w", duty="do", discharged="done"),
    )
]
OF_DAY: dict[str, Any] = {one.name: one.on(DAY) for one in PARAMETERS}
RICH_DOCUMENT = sent(recorded_rules(RICH, OF_DAY))


def test_rules_come_back_with_all_that_they_say() -> None:
    """Period, guard, redirect, hold, duty, route, reading, mark: nothing of a rule is left behind."""
    recorded = rules_from(deepcopy(RICH_DOCUMENT))
    assert unreadable(RICH) == ()
    assert [one.name for one in recorded.rules] == sorted(one.name for one in RICH)
    by_name = {one.name: one for one in recorded.rules}
    for rule in RICH:
        came_back = by_name[rule.name]
        for field in ("id", "requirements", "effect", "citation", "reading", "offer", "otherwise", "unknown",
                      "obligation", "advice", "in_force", "programme", "plugin"):  # fmt: skip
            assert getattr(came_back, field) == getattr(rule, field)
        assert rule_document(came_back) == rule_document(rule)


def test_facts_come_back_with_all_that_they_declare() -> None:
    """Who may see them, whom to ask and what: a replay tells each reader what the original told."""
    asked = evolve(
        reading_fact("a.one", Kind.CODE, presupposes=reading_fact("a.two", Kind.BOOLEAN)),
        asked_of=AskedOf.SERVICE,
        visible_to=frozenset({Audience.AUDITOR}),
    )
    recorded = rules_from(sent(recorded_rules([rule_of(asked.is_known())], {})))
    came_back = recorded.facts["a.one"]
    for field in ("name", "subject", "kind", "meaning", "question", "unit", "category", "asked_of", "visible_to"):
        assert getattr(came_back, field) == getattr(asked, field)
    assert came_back.presupposes is recorded.facts["a.two"]


def test_the_order_of_parameters_that_a_fact_reads_is_kept() -> None:
    """Of two that are not set the first is asked for, before and after."""

    def read(_subject: Subject, _day: date, *, b: str, a: str) -> str:
        return a + b

    first, second = (parameter(name, None, type=str, mark="default", quote="w") for name in ("z.first", "a.second"))
    fact = Fact(
        name="f.two", subject="family", kind=Kind.CODE, function=read, meaning="m", reads=(("a", first), ("b", second))
    )
    rule = rule_of(fact.is_in({"x"}))
    unset: Settings = {"z.first": None, "a.second": None}
    before = missing_of([finding_of(rule, RecordValues(Subject(), DAY, unset))])
    recorded = rules_from(sent(recorded_rules([rule], unset)))
    after = missing_of([finding_of(recorded.rules[0], back([rule], Subject(), unset))])
    assert before == after
    assert [one.name for one in after] == ["z.first"]


def test_one_list_of_members_is_one_enum() -> None:
    """Members are told by identity: a fact's and a parameter's category must be the same class again."""
    colour, colours = FACTS["family.colour"], BY_NAME["site.colours"]
    recorded = rules_from(recorded_rules([rule_of(colour.is_in(colours), LEVEL.is_known())], OF_DAY))
    assert recorded.facts[colour.name].category is recorded.parameters[colours.name].category
    assert recorded.facts[LEVEL.name].category is not recorded.facts[colour.name].category
    members = list(recorded.facts[LEVEL.name].category or ())
    assert [(one.name, one.value) for one in members] == [(one.name, one.value) for one in Level]


def test_a_name_of_two_things_is_refused() -> None:
    """Which of them a rule meant could not be told from its document."""
    twin = reading_fact("family.flag", Kind.BOOLEAN)
    pets = Collection(name="members", owner="family", member="pet", attribute="pets")
    for criterion in (twin & FACTS["family.flag"], any_of(MEMBERS, unknown()) & any_of(pets, unknown())):
        with pytest.raises(RuleError, match="name-duplicate"):
            recorded_rules([rule_of(criterion)], {})
        assert unreadable([rule_of(criterion)])


class Alike(Enum):
    """Two values that are written alike."""

    NUMBER = 1
    TEXT = "1"


NOT_READABLE: dict[str, Criterion] = {
    "an attribute that Python reserves": any_of(
        Collection(name="c", owner="family", member="member", attribute="class"), unknown()
    ),
    "an attribute of the recorded subject's own": any_of(
        Collection(name="c", owner="family", member="member", attribute="id"), unknown()
    ),
    "values that are written alike": reading_fact("a.alike", Kind.CATEGORY, category=Alike).is_(Alike.TEXT),
    "a negation that no plugin may bring": ~FACTS["family.urgent"].is_true(),
}


@pytest.mark.parametrize("title", NOT_READABLE)
def test_what_would_not_come_back_is_found(title: str) -> None:
    """A plugin is refused for it when it loads: nobody finds out years later that a decision cannot be replayed."""
    sound, other = rule_of(FACTS["family.flag"].is_true()), evolve(rule_of(NOT_READABLE[title]), id="R2")
    assert unreadable([sound, other]) == (other,)


def test_what_is_nested_too_deeply_for_a_ledger_is_found() -> None:
    """A ledger reads documents up to a depth; what stands around a rule needs some of it."""
    deepest = set()
    for criterion in (FACTS["family.flag"].is_true(), ~FACTS["family.flag"].is_true()):
        nested = criterion
        while not unreadable([rule_of(nested)]):
            deepest.add(depth(rule_document(rule_of(nested))))
            nested = at_least(1, nested)
        assert depth(rule_document(rule_of(nested))) > DEEPEST
    assert max(deepest) == DEEPEST
    assert DEEPEST + 10 <= READABLE


def depth(document: Any) -> int:
    """How many objects and lists stand one within another."""
    inner = document.values() if isinstance(document, dict) else document if isinstance(document, list) else None
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)


def test_a_rule_that_says_nothing_besides_its_criterion_comes_back() -> None:
    """What was empty is left out of its document, and is empty again."""
    bare = Rule(
        id="R1",
        requirements=(),
        effect=Effect.REQUIRE,
        criterion=FACTS["family.flag"].is_true(),
        citation=Citation(document="", quotation=""),
        in_force=ALWAYS,
    )
    (came_back,) = rules_from(sent(recorded_rules([bare], {}))).rules
    for field in attrs.fields(Rule):
        if field.name != "criterion":
            assert getattr(came_back, field.name) == getattr(bare, field.name), field.name


MALFORMED: dict[str, Any] = {
    "nothing": None,
    "a list": [],
    "an empty object": {},
    "a text": "rules",
    "another part": {**RICH_DOCUMENT, "others": []},
    "a part too little": {part: RICH_DOCUMENT[part] for part in ("rules", "facts", "parameters")},
    "facts that are an object": {**RICH_DOCUMENT, "facts": {}},
    "a fact twice": {**RICH_DOCUMENT, "facts": [*RICH_DOCUMENT["facts"], RICH_DOCUMENT["facts"][0]]},
    "a rule twice": {**RICH_DOCUMENT, "rules": [*RICH_DOCUMENT["rules"], RICH_DOCUMENT["rules"][-1]]},
    "a fact that nothing reads": {
        **RICH_DOCUMENT,
        "facts": [*RICH_DOCUMENT["facts"], {**RICH_DOCUMENT["facts"][0], "name": "z.z"}],
    },
    "rules in another order": {**RICH_DOCUMENT, "rules": RICH_DOCUMENT["rules"][::-1]},
    "no parameters": {**RICH_DOCUMENT, "parameters": []},
    "no facts": {**RICH_DOCUMENT, "facts": []},
    "no collections": {**RICH_DOCUMENT, "collections": []},
}


@pytest.mark.parametrize("title", MALFORMED)
def test_what_is_no_recorded_rules_is_refused(title: str) -> None:
    """A document that recording could not have written fails as a document."""
    with pytest.raises(InvalidDocument, match=r"recorded-rules|value-type|key-(unknown|missing)"):
        rules_from(MALFORMED[title])


def test_every_fault_of_recorded_rules_is_told_at_once() -> None:
    """Whoever exchanges rules hears of all that is wrong with their shape, each with its place and expected type."""
    document = deepcopy(RICH_DOCUMENT)
    rule, fact = document["rules"][0], document["facts"][0]
    del document["parameters"][0]["unit"]
    rule |= {"effect": "CANARY", "criterion": {"all": [{"holds": 1}]}, "in_force": ["2020-01-01"], "CANARY": 1}
    fact |= {"asked_of": None, "visible_to": "auditor", "category": [["RED"]]}
    with pytest.raises(InvalidDocument) as caught:
        rules_from(document)
    assert [f"{shown_path(one.path)} {one.code}" for one in caught.value.faults] == [
        "rules[0].effect value-option",
        "rules[0].criterion.all[0].holds value-type",
        "rules[0].in_force value-type",
        "rules[0] key-unknown",
        "facts[0].category value-type",
        "facts[0].asked_of value-option",
        "facts[0].visible_to value-type",
        "parameters[0].unit key-missing",
    ]
    assert "CANARY" not in str(caught.value)


def test_a_part_that_recording_does_not_write_is_refused_where_the_shape_was_not_looked_at() -> None:
    """The whole is told, for no part of it is wrong; what recording writes comes back with all that it declares."""
    with pytest.raises(InvalidDocument) as caught:
        rules_in_shape({**RICH_DOCUMENT, "others": []})
    assert [one.path for one in caught.value.faults] == [()]
    assert caught.value.message == "this is not what recording rules writes"
    assert dict(rules_from(RICH_DOCUMENT).collections) == {one.name: one for one in (MEMBERS, PETS)}


def test_a_version_is_a_plugin_and_its_version() -> None:
    """A rule set says of which plugins it was made."""
    with pytest.raises(InvalidDocument) as caught:
        check_rule_set({"versions": [["a"]]})
    told = [(one.path, one.message) for one in caught.value.faults if one.path[:1] == ("versions",)]
    assert told == [(("versions", 0), "expected a plugin and its version")]


def test_values_that_rules_do_not_read_are_told_so() -> None:
    """A record of another decision is not taken for this one's."""
    with pytest.raises(InvalidDocument) as caught:
        subject_from({}, rules_from(RICH_DOCUMENT), id=None)
    assert caught.value.message == "these are not values that the rules read"
    assert [(one.code, one.message) for one in caught.value.faults] == [("recorded-values", caught.value.message)]


def test_a_fact_that_presupposes_itself_is_refused() -> None:
    """Whoever asked for it first would ask for ever."""
    document = deepcopy(RICH_DOCUMENT)
    fact = next(one for one in document["facts"] if one["name"] == "family.referred")
    fact["presupposes"] = "family.urgent"
    with pytest.raises(InvalidDocument, match=r"facts\[\d+\]"):
        rules_from(document)


RICH_PLACES = list(places(RICH_DOCUMENT))


@settings(max_examples=1500, deadline=None)
@given(st.sampled_from(RICH_PLACES), st.sampled_from(OTHERS))
def test_no_alteration_of_rules_breaks_the_reader(path: tuple[Any, ...], value: Any) -> None:
    """Whatever stands anywhere in a document, it is refused as a document, or is one that recording would write."""
    document = altered(RICH_DOCUMENT, path, value)
    recorded = refused(lambda: rules_from(document))
    if recorded is not None:
        assert canonical(recorded_rules(recorded.rules, recorded.settings)) == canonical(document)
        gates = tuple(Gate(criterion=one.criterion, when=one.when) for one in recorded.rules)
        compile_gates("altered", gates, recorded.settings)
