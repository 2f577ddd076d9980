"""Criteria, settings of parameters, and rules, drawn from a vocabulary: whatever evaluators can be given."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import Enum
from typing import Any

from peersupport._attrs import frozen
from peersupport.facts import CORE_FACTS
from peersupport.facts.children import children
from peersupport.programmes.host import Host
from peersupport.rules.combinators import any_of, choose, count_of, every_of, select, unknown
from peersupport.rules.criteria import (
    All,
    AnyOf,
    AtLeast,
    Collection,
    Compare,
    Comparison,
    Criterion,
    Kind,
    Not,
    Operand,
    as_operand,
)
from peersupport.rules.facts import Fact
from peersupport.rules.parameters import Parameter
from peersupport.rules.rule import Rule, expect, oblige, prioritise, redirect, require
from peersupport.rules.rule_set import settings_on
from peersupport.rules.values import Settings
from peersupport.testing.choices import Choices
from peersupport.testing.rules import vocabulary as plain
from peersupport.testing.strategies.facts import CODES, NUMBERS, WHOLES
from peersupport.testing.strategies.moments import DAY, days
from peersupport.testing.strategies.strategy import strategy

COMPARISONS = [one for one in Comparison if one is not Comparison.EQUAL] * 3 + [Comparison.EQUAL]


@frozen
class Vocabulary:
    """What criteria are made of. `subject` is the kind of subject that they speak of, members aside."""

    subject: str
    facts: tuple[Fact, ...]
    parameters: tuple[Parameter, ...] = ()
    collections: tuple[Collection, ...] = ()

    def of(self, subject: str, kind: Kind | None = None) -> list[Fact]:
        """The facts of one kind of subject, and of one kind of value."""
        return [one for one in self.facts if one.subject == subject and kind in {None, one.kind}]


PLAIN = Vocabulary(
    subject="family",
    facts=tuple(plain.FACTS.values()),
    parameters=plain.PARAMETERS,
    collections=tuple(plain.COLLECTIONS.values()),
)
"""Facts of every kind, none of which means anything (`peersupport.testing.rules.vocabulary`)."""
CORE = Vocabulary(
    subject="Case",
    facts=tuple(one for one in CORE_FACTS if one.subject in {"Case", "Child"} and one.kind is not Kind.TABLE),
    collections=(children,),
)
"""The core's facts about a family and its children."""


def vocabulary_of(host: Host) -> Vocabulary:
    """The facts about families and the parameters of a host."""
    facts = tuple(one for one in host.facts.values() if one.subject in {"Case", "Child"})
    parameters = tuple(one for one in host.parameters.values() if one.kind is not Kind.TABLE)
    return Vocabulary(subject="Case", facts=facts, parameters=parameters, collections=(children,))


@strategy
def criteria(
    choices: Choices, /, *, vocabulary: Vocabulary = PLAIN, depth: int = 3, subject: str | None = None
) -> Criterion:
    """A criterion, at most so many nodes deep, folds over members counted in.

    Shrinks to a plain question about the first fact. Constants are numbers at which arithmetic goes wrong, and the
    values of parameters with what lies one below and one above; sets are never empty, and now and then hold all.
    """
    about = vocabulary.subject if subject is None else subject
    if depth <= 1 or not choices.chance(0.75):
        return _leaf(choices, vocabulary, about)

    def inner() -> Criterion:
        return criteria.by(choices, vocabulary=vocabulary, depth=depth - 1, subject=about)

    def parts() -> tuple[Criterion, ...]:
        return tuple(inner() for _ in range(choices.pick((1, 2, 2, 3))))

    folds = [one for one in vocabulary.collections if one.owner == about and vocabulary.of(one.member)]
    makers: list[Callable[[], Criterion]] = [
        lambda: All(parts=parts()),
        lambda: AnyOf(parts=parts()),
        lambda: _at_least(choices, parts()),
        lambda: _opposite(inner()),
    ]
    makers += [lambda: _fold(choices, vocabulary, folds, depth)] * 2 if folds else []
    if about == vocabulary.subject:
        readings = [one for one in vocabulary.parameters if one.options is not None]
        makers += [lambda: choose(*_readings(choices, readings, inner))] if readings else []
        categories = vocabulary.of(about, Kind.CATEGORY)
        makers += [lambda: _select(choices, categories, inner)] if categories else []
    return choices.pick(makers)()


@strategy
def parameter_settings(
    choices: Choices, /, *, parameters: Sequence[Parameter] = plain.PARAMETERS, around: date = DAY
) -> Settings:
    """The values of parameters on a day on which one of them changes, the day before it, or any.

    Shrinks to the values that hold on `around`. In three of ten draws one parameter, or several, are left open.
    """
    changes = sorted({day for one in parameters for day in one.changes()})
    edges = [day.fromordinal(day.toordinal() - step) for day in changes for step in (0, 1)]
    on = choices.pick((around, *edges)) if edges else around
    found = dict(settings_on(parameters, on, {}))
    while parameters and choices.chance(0.3):
        found[choices.pick(parameters).name] = None
    return found


@strategy
def rules(choices: Choices, /, *, vocabulary: Vocabulary = CORE, id: str = "R1", depth: int = 2) -> Rule:
    """A rule that no programme has bound yet: `programme.rules(...)` binds it.

    Shrinks to a requirement. The others are expectations, priorities and duties; one in three has a guard.
    """
    criterion = criteria.by(choices, vocabulary=vocabulary, depth=depth)
    when = criteria.by(choices, vocabulary=vocabulary, depth=1) if choices.chance(0.3) else None
    quote = "drawn"
    made: list[Callable[[], Rule]] = [
        lambda: require(id, criterion, quote=quote, when=when, otherwise=redirect("GP", "Ask your GP.")),
        lambda: require(id, criterion, quote=quote, when=when),
        lambda: expect(id, criterion, quote=quote, when=when, advice="unusual"),
        lambda: prioritise(id, criterion, quote=quote, when=when, advice="comes first"),
        lambda: oblige(id, criterion, quote=quote, when=when, duty="tell her", discharged="she was told"),
    ]
    return choices.pick(made)()


def _opposite(criterion: Criterion) -> Criterion:
    return criterion.part if isinstance(criterion, Not) else Not(part=criterion)


def _at_least(choices: Choices, parts: tuple[Criterion, ...]) -> Criterion:
    return AtLeast(needed=choices.number(1, len(parts)), parts=parts)


def _fold(choices: Choices, vocabulary: Vocabulary, folds: Sequence[Collection], depth: int) -> Criterion:
    collection = choices.pick(folds)
    part = criteria.by(choices, vocabulary=vocabulary, depth=depth - 1, subject=collection.member)
    if choices.chance(0.4):
        count = count_of(collection, part)
        return _compared(choices, count, as_operand(choices.pick((0, 1, 2)), count))
    return choices.pick((any_of, every_of))(collection, part)


def _readings(
    choices: Choices, readings: Sequence[Parameter], inner: Callable[[], Criterion]
) -> tuple[Parameter, dict[str, Criterion]]:
    one = choices.pick(readings)
    return one, {option: inner() for option in one.options or ()}


def _select(choices: Choices, categories: Sequence[Fact], inner: Callable[[], Criterion]) -> Criterion:
    fact = choices.pick(categories)
    members: list[Enum] = list(fact.category or ())
    chosen = [one for one in members if choices.chance(0.6)] or members[:1]
    return select(fact, {one: inner() for one in chosen}, otherwise=inner())


def _leaf(choices: Choices, vocabulary: Vocabulary, subject: str) -> Criterion:
    one = choices.pick(vocabulary.of(subject))
    if choices.chance(0.12):
        return _unusual(choices, vocabulary, one)
    if one.kind is Kind.BOOLEAN:
        return one.is_false() if choices.chance(0.4) else one.is_true()
    if one.kind in {Kind.CATEGORY, Kind.CODE}:
        allowed = _allowed(choices, vocabulary, one)
        return one.is_not_in(allowed) if choices.chance(0.4) else one.is_in(allowed)
    return _compared(choices, one, _beside(choices, vocabulary, one))


def _unusual(choices: Choices, vocabulary: Vocabulary, one: Fact) -> Criterion:
    """That something is known, what nobody has settled, or a switch of the site."""
    switches = [each for each in vocabulary.parameters if each.kind is Kind.BOOLEAN and not each.many]
    kind = choices.pick(("known", "known", "known", "set", "unknown", "on", "off"))
    if kind == "unknown":
        return unknown()
    if kind == "set" and vocabulary.parameters:
        return choices.pick(vocabulary.parameters).is_known()
    if kind in {"on", "off"} and switches:
        switch = choices.pick(switches)
        return switch.is_true() if kind == "on" else switch.is_false()
    return one.is_known()


def _allowed(choices: Choices, vocabulary: Vocabulary, one: Fact) -> "Iterable[str | Enum] | Operand":
    alike = [two for two in vocabulary.parameters if _alike(one, two) and two.options is None]
    if alike and choices.chance(0.35):
        return choices.pick(alike)
    members: list[str | Enum] = list(one.category) if one.category is not None else list(CODES)
    return set(choices.shuffled(members)[: choices.number(1, len(members))])


def _alike(one: Fact, two: Parameter) -> bool:
    return two.kind is one.kind and two.category is one.category


def _beside(choices: Choices, vocabulary: Vocabulary, one: Fact) -> Operand:
    """Something of the fact's kind and unit: a constant, a parameter, another fact."""
    facts = [two for two in vocabulary.of(one.subject, one.kind) if two.unit == one.unit and two is not one]
    own = vocabulary.parameters if one.subject == vocabulary.subject else ()
    limits = [two for two in own if two.kind is one.kind and two.unit == one.unit and not two.many]
    others: list[Operand] = [*facts, *limits]
    if others and choices.chance(0.4):
        return choices.pick(others)
    set_to: list[Any] = [entry.value for two in limits for entry in two.values if entry.value is not None]
    if one.kind is Kind.DATE:
        return as_operand(days.by(choices, around=choices.pick(set_to or [DAY])), one)
    near = [each + step for each in set_to for step in (0, -1, 1)]
    return as_operand(choices.pick((*(WHOLES if one.kind is Kind.WHOLE else NUMBERS), *near)), one)


def _compared(choices: Choices, left: Operand, right: Operand) -> Criterion:
    return Compare(comparison=choices.pick(COMPARISONS), left=left, right=right)
