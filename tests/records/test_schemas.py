"""A schema and the reading of its document cannot differ: what one takes the other takes, but for what none can say."""

import json
from functools import cache
from math import inf
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from tests.records.documents.corpus import kinds
from tests.records.documents.judging import trees
from tests.records.documents.mutations import mutated
from tests.records.from_schema import drawn

from peersupport._attrs import frozen
from peersupport.errors import InvalidDocument, RuleError, UnknownName
from peersupport.records.codec import document_of, parse_json, structured
from peersupport.records.codec.schema import schema_of
from peersupport.records.disclosure import DisclosureRequest
from peersupport.rules.bounds import Bounds
from peersupport.rules.recorded_documents import RecordedScope
from peersupport.rules.told_values import TableSize
from peersupport.schemas import documents, schema


@frozen
class Item:
    """Called as the item of a disclosure is."""

    held: int


@frozen
class Both:
    """Holds two classes of one name."""

    mine: Item
    other: DisclosureRequest


UNSAID = {"json-duplicate", "json-depth", "value-range", "value-text", "date-invalid", "record-invalid", "rule-invalid"}
"""The codes of what no schema can say."""
DOCUMENTS = 60
"""How many documents of each kind are drawn, and mutated."""
KINDS = {one.name: one for one in kinds()}


@cache
def validator(name: str) -> Draft202012Validator:
    """What holds documents against a schema, days of the calendar among it."""
    return Draft202012Validator(schema(name), format_checker=FormatChecker())


def refusals(text: str, kind: Any) -> set[str]:
    """The codes of what is wrong with a document; none where it is taken."""
    try:
        structured(parse_json(text, kind), kind)
    except InvalidDocument as error:
        return {one.code for one in error.faults}
    return set()


@pytest.mark.parametrize("name", list(documents()))
def test_every_schema_is_one(name: str) -> None:
    """Each is a schema of the draft that it names, complete in itself, and says what the document is."""
    made = schema(name)
    Draft202012Validator.check_schema(made)
    assert made["title"] == name
    assert documents()[name].says
    for reference in set(_references(made)):
        assert reference.removeprefix("#/$defs/") in made["$defs"], reference


def _references(made: Any) -> list[str]:
    if isinstance(made, dict):
        own = [made["$ref"]] if "$ref" in made else []
        return own + [one for inner in made.values() for one in _references(inner)]
    return [one for inner in made for one in _references(inner)] if isinstance(made, list) else []


@pytest.mark.parametrize("name", KINDS)
def test_what_is_written_is_what_the_schema_says(name: str) -> None:
    """Of every kind: a client who holds to the schema can read whatever we send."""
    for text in KINDS[name].texts:
        validator(name).validate(json.loads(text))


@pytest.mark.parametrize("name", KINDS)
def test_what_the_schema_allows_is_read(name: str) -> None:
    """A document drawn from nothing but its schema is taken, or refused for what no schema can say."""
    random, taken = Random(20261126), 0
    for _ in range(DOCUMENTS):
        document = drawn(random, schema(name))
        codes = refusals(json.dumps(document), KINDS[name].made)
        assert codes <= UNSAID, codes
        taken += not codes
    assert taken > DOCUMENTS / 8


@pytest.mark.parametrize("name", KINDS)
def test_what_the_schema_refuses_is_refused(name: str) -> None:
    """A mutated document that the schema refuses is not taken, and one that it takes is, but for what it cannot say."""
    random, refused = Random(20261127), 0
    for _ in range(DOCUMENTS):
        document = mutated(random, trees()[random.choice(KINDS[name].texts)])
        text = json.dumps(document)
        if "NaN" in text or "Infinity" in text or len(text) > 20_000:
            continue
        codes = refusals(text, KINDS[name].made)
        if "json-depth" in codes:
            continue
        valid = validator(name).is_valid(json.loads(text))
        refused += not valid
        assert codes if not valid else codes <= UNSAID | {"value-type"}, (valid, codes)
        if valid and "value-type" in codes:
            assert ".0" in text, "only to a schema is 3.0 a whole number"
    assert refused > DOCUMENTS / 4


def test_what_a_site_says_of_its_periods_may_be_open() -> None:
    """In a site file an end may be left out; in a record both stand."""
    site = validator("site")
    assert site.is_valid({"id": "s", "programme": "p", "runs": {"start": "2026-01-01"}, "parameters": {"a": {"b": 1}}})
    assert not site.is_valid({"id": "s", "programme": "p", "runs": {"begin": "2026-01-01"}})
    assert not site.is_valid({"id": "s", "programme": "p", "parameters": []})


@pytest.mark.parametrize("days", [[], ["2026-01-01"], ["2026-01-01", None, None]])
def test_a_pair_is_of_two(days: list[str | None]) -> None:
    """A period in force is its two ends, of which either may be open: neither fewer nor more."""
    rule_set = json.loads(next(iter(KINDS["rule-set"].texts)))
    assert validator("rule-set").is_valid(rule_set)
    rule_set["rules"]["rules"][0]["in_force"] = days
    assert not validator("rule-set").is_valid(rule_set)
    assert refusals(json.dumps(rule_set), KINDS["rule-set"].made) == {"value-type"}


MISSHAPEN: list[Any] = [
    {},
    {"nobody": []},
    {"unknown": [], "nobody": []},
    {"unknown": [1]},
    {"at_least": []},
    {"<": [{"fact": "a.age"}]},
    {"<": [{"fact": "a.age"}, {"value": 1}, {"value": 2}]},
    {"any_of": ["children"]},
    {"holds": {}},
    {"holds": {"value": True}},
    {"holds": {"fact": "a.age", "nobody": 1}},
    {"in": [{"fact": "a.age"}, [[]]]},
    {"choose": [{"parameter": "a.way"}, []]},
]


@pytest.mark.parametrize("criterion", MISSHAPEN, ids=json.dumps)
def test_a_criterion_is_one_object_with_one_key(criterion: Any) -> None:
    """And under it stands what that node has: the schema says so as strictly as the reader."""
    rule_set = json.loads(next(iter(KINDS["rule-set"].texts)))
    rule_set["rules"]["rules"][0]["criterion"] = criterion
    assert not validator("rule-set").is_valid(rule_set)
    assert refusals(json.dumps(rule_set), KINDS["rule-set"].made) <= {"value-type", "key-unknown"}
    assert refusals(json.dumps(rule_set), KINDS["rule-set"].made)


def test_what_a_set_holds_may_be_a_text_a_number_or_a_yes() -> None:
    """A category's values are whatever its enum says."""
    rule_set = json.loads(next(iter(KINDS["rule-set"].texts)))
    rule_set["rules"]["rules"][0]["criterion"] = {"in": [{"fact": "a.level"}, ["x", 1, 1.5, True]]}
    assert validator("rule-set").is_valid(rule_set)
    assert refusals(json.dumps(rule_set), KINDS["rule-set"].made) == set()


def test_a_document_that_is_not_there_is_told_with_the_one_that_is_near() -> None:
    """A misspelt name is no dead end."""
    with pytest.raises(UnknownName, match="did you mean `consent-statement`"):
        schema("consent-statment")
    with pytest.raises(UnknownName, match="`peersupport schema` lists them"):
        schema("zzzzzz")


def test_two_classes_of_one_name_are_not_mixed_up() -> None:
    """A schema defines a class by its name: of two of one name the second would be described as the first."""
    with pytest.raises(RuleError, match="`Item`"):
        schema_of(Both)


def test_decisions_come_back_as_they_were_told() -> None:
    """Of every reader: the JSON of a decision is read back into an equal value, which writes the same JSON."""
    for name in ("decision", "boundary-decision", "disclosure-decision", "rule-set", "recorded-decision"):
        made = KINDS[name].made
        for text in KINDS[name].texts:
            value = structured(parse_json(text, made), made)
            assert document_of(value) == json.loads(text)


def test_an_open_end_is_null_wherever_a_value_stands() -> None:
    """Infinity is no JSON: what is known on one side alone is written so inside a map too, and comes back."""
    held = {"a.age": Bounds(low=-inf, high=3), "a.size": TableSize(table=2), "a.set": ("x", 1)}
    value = RecordedScope(facts=held, errors={}, members={})
    document = document_of(value)
    assert document["facts"] == {"a.age": {"low": None, "high": 3}, "a.size": {"table": 2}, "a.set": ["x", 1]}
    assert structured(document, RecordedScope) == value


@pytest.mark.parametrize(
    "value", [{"low": 1, "high": 2}, {"first": "2026-01-01", "last": "2026-01-02"}, {"table": 2}], ids=json.dumps
)
def test_a_value_that_is_told_has_its_own_keys_and_no_other(value: dict[str, Any]) -> None:
    """The schema refuses what the reader refuses: one key more is another thing."""
    told = Draft202012Validator(schema_of(RecordedScope))
    for given, sound in ((value, True), ({**value, "more": 1}, False)):
        scope = {"facts": {"a.fact": given}, "errors": {}, "members": {}}
        assert told.is_valid(scope) is sound
        assert (refusals(json.dumps(scope), RecordedScope) == set()) is sound
