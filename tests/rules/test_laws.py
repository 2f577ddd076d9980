"""Laws of criteria that hold for every criterion and every subject."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from math import inf
from random import Random
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from peersupport.dates import DateRange
from peersupport.errors import InvalidDocument
from peersupport.rules.bounds import Bounds
from peersupport.rules.check import check_criterion
from peersupport.rules.criteria import All, AnyOf, AtLeast, Choose, Criterion, Not, Quantified, Select
from peersupport.rules.document import canonical, criterion_document, digest
from peersupport.rules.evaluate import evaluate
from peersupport.rules.facts import Fact
from peersupport.rules.reading import criterion_from
from peersupport.rules.render import render
from peersupport.rules.values import RecordValues, Settings
from peersupport.testing.rules.drawing import FOLDS, WITHIN, drawn_criterion, drawn_settings, drawn_subject, known_value
from peersupport.testing.rules.vocabulary import BY_NAME, CODES, COLLECTIONS, FACTS, Colour, Subject
from peersupport.truth import Truth

DAY = date(2022, 6, 1)
# A seed is drawn, not each choice: Hypothesis prefers small choices, which make small criteria.
CHANCES = st.randoms(use_true_random=True)
CODE = ("None", "Colour.", "Criterion", "frozenset", "object at", "datetime", "lambda")
"""What no English sentence holds."""


def _truth(criterion: Criterion, subject: Subject, given: Settings) -> Truth:
    return evaluate(criterion, RecordValues(subject, DAY, given)).truth


def _narrowed(random: Random, fact: Fact, value: object) -> object:
    """A value that tells more: something for nothing, a narrower span for a span; what is exact stays."""
    if value is None or isinstance(value, BaseException) or value != value:
        return known_value(random, fact)
    if isinstance(value, DateRange):
        first = value.first + timedelta(days=random.randint(0, (value.last - value.first).days))
        return DateRange(first=first, last=random.choice((first, value.last)))
    if isinstance(value, Bounds):
        ends = [end for end in (value.low, value.high) if abs(end) != inf] or [5]
        one = random.choice(ends)
        return random.choice((one, Bounds(low=one, high=value.high), Bounds(low=value.low, high=one)))
    return value


def _told_more(random: Random, subject: Subject, kind: str = "family") -> Subject:
    """The subject with some of its blanks filled, some bounds narrowed, some collections recorded."""
    values = {
        name: _narrowed(random, FACTS[name], value) if random.random() < 0.6 else value
        for name, value in subject.values.items()
    }
    folds: dict[str, tuple[Subject, ...] | None] = {"members": subject.members, "pets": subject.pets}
    if kind in FOLDS:
        attribute, inner = FOLDS[kind].attribute, WITHIN[kind]
        members = folds[attribute]
        if members is not None:
            folds[attribute] = tuple(_told_more(random, one, inner) for one in members)
        elif random.random() < 0.7:
            folds[attribute] = tuple(drawn_subject(random, inner) for _ in range(random.randint(0, 2)))
    return Subject(values, **folds)


def _settled(random: Random, given: Settings) -> dict[str, Any]:
    """The settings with some of those that were open now given."""
    values: Mapping[str, Any] = {
        "site.limit": 5,
        "site.heavy": 2.5,
        "site.deadline": date(2024, 1, 1),
        "site.colours": frozenset({Colour.RED}),
        "site.colour": Colour.BLUE,
        "site.codes": frozenset(CODES[:2]),
        "site.code": CODES[1],
        "site.open": True,
        "site.reading": "wide",
        "site.unread": "other",
        "site.shift": 1,
    }
    return {name: values[name] if value is None and random.random() < 0.6 else value for name, value in given.items()}


@settings(max_examples=3_000, deadline=None)
@given(CHANCES)
def test_knowing_more_never_turns_an_answer_round(random: Random) -> None:
    """Knowledge is monotone: filling blanks, narrowing bounds, recording members keeps a yes and a no."""
    criterion, given = drawn_criterion(random, depth=3), drawn_settings(random)
    subject = drawn_subject(random, blank=0.5)
    before = _truth(criterion, subject, given)
    after = _truth(criterion, _told_more(random, subject), _settled(random, given))
    assert before in {Truth.UNKNOWN, after}, f"{criterion_document(criterion)} of {subject}"


def _turned_round(random: Random, node: Criterion) -> Criterion:
    """The same criterion with the parts of every node in another order."""
    match node:
        case All() | AnyOf() | AtLeast():
            parts = [_turned_round(random, part) for part in node.parts]
            random.shuffle(parts)
            if isinstance(node, AtLeast):
                return AtLeast(needed=node.needed, parts=tuple(parts))
            return type(node)(parts=tuple(parts))
        case Not():
            return Not(part=_turned_round(random, node.part))
        case Quantified():
            part = _turned_round(random, node.part)
            return Quantified(collection=node.collection, part=part, every=node.every)
        case Choose():
            readings = [(name, _turned_round(random, part)) for name, part in node.readings]
            return Choose(parameter=node.parameter, readings=tuple(random.sample(readings, len(readings))))
        case Select():
            branches = [(value, _turned_round(random, part)) for value, part in node.branches]
            branches = random.sample(branches, len(branches))
            other = _turned_round(random, node.otherwise)
            return Select(operand=node.operand, branches=tuple(branches), otherwise=other)
    return node


@settings(max_examples=1_000, deadline=None)
@given(CHANCES)
def test_the_order_of_parts_never_matters(random: Random) -> None:
    """Order never matters, of parts, readings, branches or members (design.md, Combining)."""
    criterion, given, subject = drawn_criterion(random, depth=4), drawn_settings(random), drawn_subject(random)
    members = subject.members
    other = Subject(subject.values, members=members and tuple(random.sample(members, len(members))))
    assert _truth(criterion, subject, given) is _truth(_turned_round(random, criterion), other, given)


@settings(max_examples=1_000, deadline=None)
@given(CHANCES)
def test_a_criterion_comes_back_from_its_document(random: Random) -> None:
    """What is hashed, stored and exchanged is the whole criterion: written, sent as JSON, read, it is equal."""
    criterion = drawn_criterion(random, depth=4)
    document = criterion_document(criterion)
    sent = json.loads(canonical(document))
    if check_criterion(criterion, "family", "drawn"):
        event("refused at load")
        with pytest.raises(InvalidDocument):
            criterion_from(sent, FACTS, BY_NAME, COLLECTIONS)
        return
    event("sound")
    back = criterion_from(sent, FACTS, BY_NAME, COLLECTIONS)
    assert back == criterion
    assert hash(back) == hash(criterion)
    assert digest(criterion_document(back)) == digest(document)


@settings(max_examples=1_000, deadline=None)
@given(CHANCES)
def test_every_criterion_reads_as_english(random: Random) -> None:
    """A criterion can always be shown, with and without the site's values, and never as the code's own names."""
    criterion = drawn_criterion(random, depth=4)
    for text in (render(criterion), render(criterion, drawn_settings(random))):
        assert text.strip()
        assert not [word for word in CODE if word in text]
