"""Criteria as documents: every one comes back, and what is none is refused as a document, not by a crash."""

import json
from datetime import date
from enum import Enum
from typing import Any

import pytest

from peersupport.errors import InvalidDocument, shown_path
from peersupport.rules.combinators import count_of, select
from peersupport.rules.criteria import Criterion, Kind, as_operand
from peersupport.rules.document import canonical, criterion_document
from peersupport.rules.reading import criterion_from
from peersupport.rules.render import render
from peersupport.testing.rules.vocabulary import BY_NAME, COLLECTIONS, FACTS, MEMBERS, reading_fact


class Letter(Enum):
    """Its values sort otherwise than its names."""

    A = "z"
    B = "y"


class Number(Enum):
    """Its values are no texts."""

    ONE = 1
    TWO = 2


@pytest.mark.parametrize("category", [Letter, Number])
def test_a_selection_comes_back_from_its_document(category: type[Enum]) -> None:
    """Whatever the members of a category are called, the stored criterion is the one that was judged."""
    one, two = category
    fact, flag = reading_fact("a.category", Kind.CATEGORY, category=category), reading_fact("a.flag", Kind.BOOLEAN)
    criterion = select(fact, {one: flag, two: ~flag}, otherwise=flag)
    sent = json.loads(canonical(criterion_document(criterion)))
    assert criterion_from(sent, {"a.category": fact, "a.flag": flag}, {}, {}) == criterion


YEARS = FACTS["family.years"]


@pytest.mark.parametrize(
    "criterion",
    [
        as_operand(3, YEARS) < YEARS,
        YEARS < 3,
        as_operand(date(2026, 1, 1), FACTS["family.moved"]) < FACTS["family.moved"],
        count_of(MEMBERS, FACTS["member.flag"]) >= 2,
    ],
    ids=["a constant first", "a constant last", "a day first", "a count"],
)
def test_a_comparison_comes_back_from_its_document(criterion: Criterion) -> None:
    """Whichever side a constant stands on; a count is told in the same words."""
    sent = json.loads(canonical(criterion_document(criterion)))
    back = criterion_from(sent, FACTS, BY_NAME, COLLECTIONS)
    assert back == criterion
    assert render(back) == render(criterion)


NOT_CRITERIA: dict[str, Any] = {
    "nothing": None,
    "a list": [],
    "an empty object": {},
    "two keys": {"all": [], "any": []},
    "a fact that is not there": {"holds": {"fact": "family.other"}},
    "a parameter that is not there": {"holds": {"parameter": "site.other"}},
    "a collection that is not there": {"any_of": ["others", {"all": []}]},
    "a value that is no member": {"in": [{"fact": "family.colour"}, ["pink"]]},
    "a constant alone": {"holds": {"value": True}},
    "two constants": {"<": [{"value": 1}, {"value": 2}]},
    "a text for parts": {"all": "xy"},
    "a text where a number is": {"<": [{"fact": "family.years"}, {"value": "3"}]},
}
NEARLY: dict[str, Any] = {
    "an unknown key": {"none": []},
    "no number of parts": {"at_least": []},
    "no part": {"at_least": [0]},
    "more than there are": {"at_least": [2, {"all": []}]},
    "a text for a number": {"at_least": ["1", {"all": []}]},
    "no operands": {"<": []},
    "one operand": {"<": [{"fact": "family.years"}]},
    "no reading": {"choose": []},
    "an empty set": {"in": [{"fact": "family.colour"}]},
    "a number where a day is": {"<": [{"fact": "family.moved"}, {"value": 3}]},
    "a day where a number is": {"<": [{"fact": "family.years"}, {"value": "2020-01-01"}]},
    "a fraction where a whole number is": {"<": [{"fact": "family.years"}, {"value": 2.5}]},
}


PLACES: dict[str, str] = {
    "nothing": "(document) value-type",
    "a list": "(document) value-type",
    "an empty object": "(document) value-type",
    "two keys": "(document) value-type",
    "a fact that is not there": "holds.fact name-unknown",
    "a parameter that is not there": "holds.parameter name-unknown",
    "a collection that is not there": "any_of[0] name-unknown",
    "a constant alone": "holds key-unknown",
    "a text for parts": "all value-type",
    "an unknown key": "(document) key-unknown",
    "no number of parts": "at_least value-type",
    "a text for a number": "at_least[0] value-type",
    "no operands": "< value-type",
    "one operand": "< value-type",
    "no reading": "choose value-type",
    "an empty set": "in value-type",
}
"""Where it is told where shape or names are wrong; the others compare or combine what does not go together."""


def _refused(document: Any) -> list[str]:
    with pytest.raises(InvalidDocument) as caught:
        criterion_from(document, FACTS, BY_NAME, COLLECTIONS)
    return [f"{shown_path(one.path)} {one.code}" for one in caught.value.faults]


@pytest.mark.parametrize("title", [*NOT_CRITERIA, *NEARLY])
def test_what_is_no_criterion_is_refused(title: str) -> None:
    """A document from outside fails as a document, with code and path; so does what no author could have written."""
    told = _refused({**NOT_CRITERIA, **NEARLY}[title])
    assert told == [PLACES.get(title, "(document) criterion-document")]


def test_every_fault_of_a_criterion_is_told_with_its_path() -> None:
    """Whoever mends a rule by hand mends all of it at once; what a key or a name says is not repeated."""
    deep: dict[str, Any] = {"unknown": []}
    for _ in range(80):
        deep = {"not": deep}
    document = {
        "all": [
            {"holds": {"fact": "family.flga"}},
            {"CANARY": []},
            {"select": [{"fact": "family.colour"}, {"CANARY": {"hold": 1}, "\ud800": {"unknown": []}}, None]},
            {"<": [{"count_of": ["members", {"known": {}}]}, {"value": None}]},
            {"in": [{"fact": "family.colour"}, ["red", None, {"a": 1}]]},
            deep,
        ]
    }
    told = _refused(document)
    assert told[:-1] == [
        "all[0].holds.fact name-unknown",
        "all[1] key-unknown",
        "all[2].select[1][0] key-unknown",
        "all[2].select[1][1] value-text",
        "all[2].select[2] value-type",
        "all[3].<[0].count_of[1].known value-type",
        "all[3].<[1].value value-type",
        "all[4].in[1][1] value-type",
        "all[4].in[1][2] value-type",
    ]
    assert told[-1].endswith(" json-depth")
    with pytest.raises(InvalidDocument) as caught:
        criterion_from(document, FACTS, BY_NAME, COLLECTIONS)
    assert "CANARY" not in str(caught.value)
    assert "did you mean `family.flag`?" in str(caught.value)


def test_no_refusal_repeats_the_document() -> None:
    """A document may hold what was recorded of somebody; the error names the fault, never the value."""
    with pytest.raises(InvalidDocument) as caught:
        criterion_from({"in": [{"fact": "family.colour"}, ["CANARY"]]}, FACTS, BY_NAME, COLLECTIONS)
    assert "CANARY" not in str(caught.value)
