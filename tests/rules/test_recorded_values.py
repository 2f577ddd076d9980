"""Values as they are recorded: they come back the same, to the last digit and with their type."""

from copy import copy
from datetime import date
from math import inf
from typing import Any

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
    sent,
    told,
)
from tests.rules.test_recorded import OF_DAY, RICH, RICH_DOCUMENT

from peersupport.dates import DateRange
from peersupport.errors import InvalidDocument, PeerSupportError, RuleError
from peersupport.findings import finding_of, missing_of
from peersupport.records.areas import Area
from peersupport.rules.bounds import Bounds
from peersupport.rules.combinators import any_of, every_of
from peersupport.rules.criteria import Collection, Kind
from peersupport.rules.document import canonical
from peersupport.rules.facts import Fact
from peersupport.rules.parameters import Parameter, parameter
from peersupport.rules.recorded import recorded_rules, recorded_values, rules_from, subject_from
from peersupport.rules.recorded_values import RecordedSubject, scope_of
from peersupport.rules.structure import criteria_of
from peersupport.rules.values import RecordValues, Settings
from peersupport.testing.rules.vocabulary import BY_NAME, FACTS, MEMBERS, PARAMETERS, Colour, Subject

UNSET: Settings = dict.fromkeys(BY_NAME)
ORDERED: dict[Kind, Fact] = {
    Kind.WHOLE: FACTS["family.years"],
    Kind.NUMBER: FACTS["family.weight"],
    Kind.DATE: FACTS["family.moved"],
}
NUMBERS = st.integers() | st.floats(allow_nan=False)
ENDS = st.tuples(NUMBERS | st.sampled_from([inf, -inf]), NUMBERS | st.sampled_from([inf, -inf]))
BOUNDS = ENDS.map(lambda ends: Bounds(low=min(ends), high=max(ends)))
WHOLE_BOUNDS = ENDS.filter(lambda ends: all(end in {inf, -inf} or end == int(end) for end in ends)).map(
    lambda ends: Bounds(low=min(ends), high=max(ends))
)
RANGES = st.tuples(st.dates(), st.dates()).map(lambda ends: DateRange(first=min(ends), last=max(ends)))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


class Blank(PeerSupportError):
    """An error without a code."""

    code = ""


RAISED = st.builds(lambda code: RuleError("a value", code=code), TEXTS) | st.sampled_from([ValueError(), Blank("")])
VALUES: dict[Fact, st.SearchStrategy[object]] = {
    FACTS["family.flag"]: st.booleans(),
    FACTS["family.code"]: TEXTS,
    FACTS["family.colour"]: st.sampled_from(Colour),
    LEVEL: st.sampled_from(Level),
    ORDERED[Kind.WHOLE]: st.integers() | WHOLE_BOUNDS,
    ORDERED[Kind.NUMBER]: NUMBERS | BOUNDS | st.just(float("nan")),
    ORDERED[Kind.DATE]: st.dates() | RANGES,
}
READING = [rule_of(*(fact.is_known() for fact in VALUES))]


@settings(max_examples=600, deadline=None)
@given(st.fixed_dictionaries({fact.name: values | st.none() | RAISED for fact, values in VALUES.items()}))
def test_every_value_of_a_fact_comes_back(values: dict[str, object]) -> None:
    """To the last digit and with its type; what was unknown stays unknown, with the code of its error."""
    subject = Subject(values)
    before, after = RecordValues(subject, DAY, {}), back(READING, subject, {})
    stand_ins = rules_from(recorded_rules(READING, {})).facts
    for fact in VALUES:
        assert told(after.value(stand_ins[fact.name])) == told(before.value(fact)), fact.name
        assert after.error(stand_ins[fact.name]) == before.error(fact)


SETTINGS: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.BOOLEAN: st.booleans(),
    Kind.CATEGORY: st.sampled_from(Level),
    Kind.CODE: TEXTS,
    Kind.WHOLE: st.integers(),
    Kind.NUMBER: st.integers() | st.floats(),
    Kind.DATE: st.dates(),
}
TYPES = {Kind.BOOLEAN: bool, Kind.CATEGORY: Level, Kind.CODE: str, Kind.WHOLE: int, Kind.NUMBER: float, Kind.DATE: date}


@pytest.mark.parametrize("many", [False, True], ids=["one value", "a set"])
@pytest.mark.parametrize("kind", SETTINGS, ids=lambda kind: kind.value)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_value_of_a_parameter_comes_back(kind: Kind, many: bool, data: st.DataObject) -> None:
    """A single value or a set, with the type of each member; no value stays no value."""
    declared = parameter(
        "site.value", None, type=TYPES[kind], mark="default", quote="w", many=many, unit="u", question="Which?"
    )
    value = data.draw((st.frozensets(SETTINGS[kind]) if many else SETTINGS[kind]) | st.none())
    rules = [rule_of(declared.is_known())]
    recorded = rules_from(sent(recorded_rules(rules, {"site.value": value})))
    came_back = recorded.settings["site.value"]
    assert told(came_back) == told(value)
    stand_in = recorded.parameters["site.value"]
    assert stand_in.on(DAY) is came_back
    assert (stand_in.kind, stand_in.many, stand_in.unit, stand_in.question) == (kind, many, "u", "Which?")


def test_of_a_table_only_the_size_is_recorded() -> None:
    """Tables of areas are large and published; a fact that looked something up has its value recorded."""
    table = {"E1": (Area(code="E1", local_authority="E9"),), "E2": ()}
    areas = parameter("site.areas", None, type=dict, mark="default", quote="w")
    document = recorded_rules([rule_of(areas.is_known())], {"site.areas": table})
    assert "E9" not in str(document)
    came_back: Any = rules_from(sent(document)).settings["site.areas"]
    assert (len(came_back), list(came_back)) == (2, [])
    with pytest.raises(KeyError, match="E1"):
        came_back["E1"]


def test_two_collections_of_one_attribute_are_one_list() -> None:
    """Whatever the names under which rules speak of them, members are recorded once, with all that is read of them."""
    others = Collection(name="others", owner="family", member="member", attribute="members")
    rules = [rule_of(any_of(MEMBERS, FACTS["member.flag"]), any_of(others, FACTS["member.colour"].is_(Colour.RED)))]
    subject = Subject(members=(Subject({"member.flag": False, "member.colour": Colour.RED}), Subject()))
    document = recorded_values(rules, RecordValues(subject, DAY, {}))
    assert document["members"] == {
        "members": [
            {"facts": {"member.flag": False, "member.colour": "red"}, "errors": {}, "members": {}},
            {"facts": {"member.flag": None, "member.colour": None}, "errors": {}, "members": {}},
        ]
    }
    assert finding_of(rules[0], RecordValues(subject, DAY, {})).truth is (
        finding_of(rules_from(recorded_rules(rules, {})).rules[0], back(rules, subject, {})).truth
    )


def test_two_attributes_are_two_lists() -> None:
    """Members of one kind that a record holds in two places are recorded in each, with what is read of them there."""
    friends = Collection(name="friends", owner="family", member="member", attribute="friends")
    rules = [rule_of(any_of(MEMBERS, FACTS["member.flag"]), any_of(friends, FACTS["member.colour"].is_(Colour.RED)))]
    scope = scope_of(criteria_of(rules))
    assert [(one.attribute, [fact.name for fact in part.facts]) for one, part in scope.members] == [
        ("friends", ["member.colour"]),
        ("members", ["member.flag"]),
    ]


def test_not_recorded_and_recorded_none_are_two() -> None:
    """Members that nobody recorded are UNKNOWN when judged again, not none."""
    rules = [rule_of(every_of(MEMBERS, FACTS["member.flag"]))]
    for members in (None, ()):
        came_back: Any = back(rules, Subject(members=members), {}).subject
        assert came_back.members == members


MEMBER = Subject({"member.age": Bounds(low=1, high=2.0), "member.flag": ValueError("CANARY")}, pets=(Subject(),))
FAMILY = Subject(
    {
        "family.flag": True,
        "family.years": 3,
        "family.colour": Colour.RED,
        "family.moved": DateRange(first=date(2020, 1, 1), last=date(2020, 1, 31)),
        "family.weight": 2.5,
        "family.code": "E1",
        "family.shifted": RuleError("CANARY", code="some-code"),
        "family.level": Level.HIGH,
    },
    members=(MEMBER,),
)
RECORDED = rules_from(RICH_DOCUMENT)
FAMILY_DOCUMENT = sent(recorded_values(RICH, RecordValues(FAMILY, DAY, OF_DAY)))
FAMILY_PLACES = list(places(FAMILY_DOCUMENT))


def test_errors_are_recorded_by_their_codes_alone() -> None:
    """What an exception says may be personal, or anything; its code stands in the document and comes back."""
    assert "CANARY" not in str(FAMILY_DOCUMENT)
    assert FAMILY_DOCUMENT["errors"] == {"family.shifted": "some-code"}
    assert FAMILY_DOCUMENT["members"]["members"][0]["errors"] == {"member.flag": "ValueError"}
    values = RecordValues(subject_from(FAMILY_DOCUMENT, RECORDED, id=None), DAY, RECORDED.settings)
    assert values.error(RECORDED.facts["family.shifted"]) == "some-code"


@settings(max_examples=1500, deadline=None)
@given(st.sampled_from(FAMILY_PLACES), st.sampled_from(OTHERS))
def test_no_alteration_of_values_breaks_the_reader(path: tuple[Any, ...], value: Any) -> None:
    """Whatever stands in a document of values, it is refused as a document, or holds just what the rules read."""
    document = altered(FAMILY_DOCUMENT, path, value)
    subject = refused(lambda: subject_from(document, RECORDED, id=None))
    if subject is not None:
        written = recorded_values(RECORDED.rules, RecordValues(subject, DAY, RECORDED.settings))
        assert canonical(written) == canonical(document)


def test_a_number_that_json_cannot_write_is_refused() -> None:
    """Wherever it stands: a document that has no canonical bytes is none that was recorded."""
    for path in FAMILY_PLACES:
        for value in (float("inf"), float("nan")):
            with pytest.raises(InvalidDocument, match="recorded-values"):
                subject_from(altered(FAMILY_DOCUMENT, path, value), RECORDED, id=None)


def test_a_whole_number_that_came_out_of_bounds_stays_what_it_was() -> None:
    """Its ends met at a floating-point number, which a whole-number fact could not have given."""
    for name, value in (("family.years", 3.0), ("family.weight", 2.5)):
        subject = Subject({name: Bounds(low=value, high=value)})
        after = back(READING, subject, {}).value(rules_from(recorded_rules(READING, {})).facts[name])
        assert told(after) == told(value)


@pytest.mark.parametrize("path", [path for path in FAMILY_PLACES if path and path[-2:-1] == ("facts",)], ids=str)
def test_a_fact_more_or_less_is_refused(path: tuple[Any, ...]) -> None:
    """A subject of which something is missing would be judged as if it were unknown; one more would be silent."""
    for changed in (altered(FAMILY_DOCUMENT, path, ...), altered(FAMILY_DOCUMENT, (*path[:-1], "family.other"), None)):
        with pytest.raises(InvalidDocument, match="recorded-values"):
            subject_from(changed, RECORDED, id=None)


def test_a_recorded_subject_shows_nothing_and_has_what_was_recorded() -> None:
    """Its repr is safe in a log; what was not recorded is not there, rather than unknown."""
    subject = subject_from(FAMILY_DOCUMENT, RECORDED, id="case")
    assert (subject.id, repr(subject)) == ("case", "<RecordedSubject>")
    with pytest.raises(AttributeError):
        _ = subject.participant
    assert copy(subject) == subject
    with pytest.raises(AttributeError):
        _ = RecordedSubject.__new__(RecordedSubject).members
    with pytest.raises(AttributeError):
        subject.id = "other"  # type: ignore[misc]
    assert isinstance(subject, RecordedSubject)


def test_recorded_rules_cannot_be_changed() -> None:
    """A replay rests on what was recorded, for as long as anybody holds it."""
    for table in (RECORDED.settings, RECORDED.facts, RECORDED.parameters, RECORDED.collections):
        with pytest.raises(TypeError):
            table["x"] = None  # type: ignore[index]


@pytest.mark.parametrize("one", PARAMETERS, ids=lambda one: one.name)
def test_a_parameter_without_a_value_stays_without(one: Parameter) -> None:
    """It is asked of the service again, with the same question."""
    rule = rule_of(one.is_known())
    recorded = rules_from(recorded_rules([rule], UNSET))
    before = missing_of([finding_of(rule, RecordValues(Subject(), DAY, UNSET))])
    assert missing_of([finding_of(recorded.rules[0], back([rule], Subject(), UNSET))]) == before
