"""The same subject with more told, and the same criterion turned round."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import inf
from random import Random
from typing import Any

from peersupport.dates import DateRange
from peersupport.rules.bounds import Bounds
from peersupport.rules.criteria import All, AnyOf, AtLeast, Choose, Criterion, Not, Quantified, Select
from peersupport.rules.facts import Fact
from peersupport.rules.values import Settings
from peersupport.testing.rules.drawing import FOLDS, WITHIN, drawn_subject, known_value
from peersupport.testing.rules.vocabulary import CODES, FACTS, Colour, Subject


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


def _by(chance: str, name: str) -> Random:
    """Choices of one name's own: what else there is, or is not, changes nothing about them."""
    return Random(f"{chance} {name}")  # noqa: S311 - what is drawn are examples


def told_more(chance: str, subject: Subject, kind: str = "family") -> Subject:
    """The subject with some of its blanks filled, some bounds narrowed, some collections recorded."""
    values: dict[str, object] = {}
    for name in (one.name for one in FACTS.values() if one.subject == kind):
        random, value = _by(chance, name), subject.values.get(name)
        values[name] = _narrowed(random, FACTS[name], value) if random.random() < 0.6 else value
    folds: dict[str, tuple[Subject, ...] | None] = {"members": subject.members, "pets": subject.pets}
    if kind in FOLDS:
        attribute, inner = FOLDS[kind].attribute, WITHIN[kind]
        members, random = folds[attribute], _by(chance, FOLDS[kind].attribute)
        if members is not None:
            folds[attribute] = tuple(told_more(f"{chance} {place}", one, inner) for place, one in enumerate(members))
        elif random.random() < 0.7:
            folds[attribute] = tuple(drawn_subject(random, inner) for _ in range(random.randint(0, 2)))
    return Subject(values, **folds)


def settled(chance: str, given: Settings) -> dict[str, Any]:
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
    return {
        name: values[name] if value is None and _by(chance, name).random() < 0.6 else value
        for name, value in given.items()
    }


def turned_round(random: Random, node: Criterion) -> Criterion:
    """The same criterion with the parts of every node in another order."""
    match node:
        case All() | AnyOf() | AtLeast():
            parts = [turned_round(random, part) for part in node.parts]
            random.shuffle(parts)
            if isinstance(node, AtLeast):
                return AtLeast(needed=node.needed, parts=tuple(parts))
            return type(node)(parts=tuple(parts))
        case Not():
            return Not(part=turned_round(random, node.part))
        case Quantified():
            part = turned_round(random, node.part)
            return Quantified(collection=node.collection, part=part, every=node.every)
        case Choose():
            readings = [(name, turned_round(random, part)) for name, part in node.readings]
            return Choose(parameter=node.parameter, readings=tuple(random.sample(readings, len(readings))))
        case Select():
            branches = [(value, turned_round(random, part)) for value, part in node.branches]
            branches = random.sample(branches, len(branches))
            other = turned_round(random, node.otherwise)
            return Select(operand=node.operand, branches=tuple(branches), otherwise=other)
        case _:
            return node
