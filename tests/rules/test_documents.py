"""Criteria as documents: every one comes back, and what is none is refused as a document, not by a crash."""

import json
from enum import Enum
from typing import Any

import pytest

from peersupport.errors import InvalidDocument
from peersupport.rules.combinators import select
from peersupport.rules.criteria import Kind
from peersupport.rules.document import canonical, criterion_document
from peersupport.rules.reading import criterion_from
from peersupport.testing.rules.vocabulary import BY_NAME, COLLECTIONS, FACTS, reading_fact


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


def _refused(document: Any) -> None:
    with pytest.raises(InvalidDocument) as caught:
        criterion_from(document, FACTS, BY_NAME, COLLECTIONS)
    assert caught.value.faults[0].code == "criterion-document"


@pytest.mark.parametrize("title", NOT_CRITERIA)
def test_what_is_no_criterion_is_refused(title: str) -> None:
    """A document from outside fails as a document, with a code, whatever is wrong with it."""
    _refused(NOT_CRITERIA[title])


@pytest.mark.parametrize("title", NEARLY)
def test_what_is_nearly_a_criterion_is_refused(title: str) -> None:
    """A criterion that no author could have written must not come in through a document."""
    _refused(NEARLY[title])


def test_no_refusal_repeats_the_document() -> None:
    """A document may hold what was recorded of somebody; the error names the fault, never the value."""
    with pytest.raises(InvalidDocument) as caught:
        criterion_from({"in": [{"fact": "family.colour"}, ["CANARY"]]}, FACTS, BY_NAME, COLLECTIONS)
    assert "CANARY" not in str(caught.value)
