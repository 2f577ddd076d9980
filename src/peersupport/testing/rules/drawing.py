"""Criteria, settings and subjects drawn at random, by a seeded `random.Random` or by Hypothesis's."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from math import inf, nan
from random import Random

from peersupport.dates import DateRange
from peersupport.errors import RuleError
from peersupport.rules.bounds import Bounds
from peersupport.rules.combinators import any_of as any_member
from peersupport.rules.combinators import choose, count_of, every_of, select, unknown
from peersupport.rules.criteria import (
    All,
    AnyOf,
    AtLeast,
    Collection,
    Compare,
    Comparison,
    Criterion,
    Kind,
    Operand,
    as_operand,
)
from peersupport.rules.facts import Fact
from peersupport.rules.rule_set import settings_on
from peersupport.rules.values import Settings
from peersupport.testing.rules.vocabulary import (
    BY_NAME,
    CODES,
    EPOCHS,
    FACTS,
    MEMBERS,
    PARAMETERS,
    PETS,
    Colour,
    Size,
    Subject,
)

FIRST_DAY = date(2022, 1, 1)
HUGE = 2**53
WHOLES = (0, 1, 2, 4, 5, 6, 7, HUGE, HUGE + 1, -(HUGE + 2))
NUMBERS = (0.0, 0.5, 2.5, 2.75, 3.0, 4.0, 1e300)

FOLDS: dict[str, Collection] = {"family": MEMBERS, "member": PETS}
WITHIN = {"family": "member", "member": "pet"}
BY_SUBJECT: dict[str, dict[Kind, list[Fact]]] = {
    subject: {kind: [one for one in FACTS.values() if one.subject == subject and one.kind is kind] for kind in Kind}
    for subject in ("family", "member", "pet")
}


def drawn_criterion(random: Random, depth: int = 3, subject: str = "family") -> Criterion:
    """A criterion of one kind of subject, at most `depth` nodes deep; any that evaluators can be given."""
    if depth <= 1 or random.random() < 0.25:
        return _leaf(random, subject)
    makers: list[Callable[[], Criterion]] = [
        lambda: All(parts=_parts(random, depth, subject)),
        lambda: AnyOf(parts=_parts(random, depth, subject)),
        lambda: _at_least(random, _parts(random, depth, subject)),
        lambda: ~drawn_criterion(random, depth - 1, subject),
    ]
    if subject in FOLDS:
        makers += [lambda: _fold(random, depth, subject)] * 2
    if subject == "family":
        makers += [lambda: _choose(random, depth), lambda: _select(random, depth)]
    return random.choice(makers)()


def drawn_settings(random: Random) -> Settings:
    """The parameters' values in one of their epochs; now and then one is left open."""
    found = dict(settings_on(PARAMETERS, random.choice((*EPOCHS, *EPOCHS[1:3])), {}))
    if random.random() < 0.3:
        found[random.choice(PARAMETERS).name] = None
    return found


def drawn_subject(random: Random, kind: str = "family", blank: float = 0.22) -> Subject:
    """A subject of which each value is not recorded with the probability `blank`; some values raise when read."""
    values = {one.name: drawn_value(random, one, blank) for one in FACTS.values() if one.subject == kind}
    folds: dict[str, tuple[Subject, ...] | None] = {"members": None, "pets": None}
    if kind in FOLDS and random.random() > blank / 2:
        count = random.choice((0, 1, 1, 2, 3))
        folds[FOLDS[kind].attribute] = tuple(drawn_subject(random, WITHIN[kind], blank) for _ in range(count))
    return Subject(values, **folds)


def drawn_value(random: Random, one: Fact, blank: float) -> object:
    """A value of a fact: exact, in part, not recorded, or an exception that it raises; seldom of a wrong type."""
    if random.random() < blank:
        return random.choice(
            (None, None, None, ValueError("a value"), RuleError("a value", code="fact-type"), SystemExit(2))
        )
    if random.random() < 0.01:
        return random.choice((True, 1, 1.5, "red", Size.SMALL, datetime(2022, 1, 1, tzinfo=UTC), object()))
    return known_value(random, one)


def known_value(random: Random, one: Fact) -> object:
    """A value of the fact's type, within bounds for one ordered value in three."""
    in_part = random.random() < 0.33
    match one.kind:
        case Kind.BOOLEAN:
            return random.random() < (0.8 if one.name in {"family.referred", "member.born"} else 0.5)
        case Kind.CATEGORY:
            return random.choice(list(one.category or ()))
        case Kind.CODE:
            return random.choice(CODES)
        case Kind.DATE:
            return _range(random) if in_part else _day(random)
        case Kind.WHOLE:
            return _bounds(random, WHOLES) if in_part else random.choice(WHOLES)
        case _:
            return _bounds(random, NUMBERS) if in_part else random.choice((*NUMBERS, 3, inf, -inf, nan))


def _bounds(random: Random, values: Sequence[float]) -> Bounds:
    low, high = sorted((random.choice(values), random.choice(values)))
    return Bounds(low=-inf if random.random() < 0.1 else low, high=inf if random.random() < 0.1 else high)


def _day(random: Random) -> date:
    return FIRST_DAY + timedelta(days=random.choice((0, 1, 30, 365, 730, 731)))


def _range(random: Random) -> DateRange:
    first, last = sorted((_day(random), _day(random)))
    return DateRange(first=first, last=last)


def _parts(random: Random, depth: int, subject: str) -> tuple[Criterion, ...]:
    return tuple(drawn_criterion(random, depth - 1, subject) for _ in range(random.choice((1, 2, 2, 3))))


def _at_least(random: Random, parts: tuple[Criterion, ...]) -> Criterion:
    return AtLeast(needed=random.randint(1, len(parts)), parts=parts)


def _fold(random: Random, depth: int, subject: str) -> Criterion:
    collection, part = FOLDS[subject], drawn_criterion(random, depth - 1, WITHIN[subject])
    if random.random() < 0.4:
        return _compared(
            random, count_of(collection, part), as_operand(random.choice((0, 1, 2)), count_of(collection, part))
        )
    return (any_member if random.random() < 0.5 else every_of)(collection, part)


def _choose(random: Random, depth: int) -> Criterion:
    one = BY_NAME[random.choice(("site.reading", "site.reading", "site.unread"))]
    return choose(one, {option: drawn_criterion(random, depth - 1) for option in one.options or ()})


def _select(random: Random, depth: int) -> Criterion:
    operand = random.choice(BY_SUBJECT["family"][Kind.CATEGORY])
    members: list[Enum] = list(operand.category or ())
    chosen = [one for one in members if random.random() < 0.6]
    branches = {one: drawn_criterion(random, depth - 1) for one in chosen or members[:1]}
    return select(operand, branches, otherwise=drawn_criterion(random, depth - 1))


def _leaf(random: Random, subject: str) -> Criterion:
    facts = BY_SUBJECT[subject]
    one = random.choice([fact for found in facts.values() for fact in found])
    if random.random() < 0.06:
        return one.is_known()
    if random.random() < 0.01:
        return random.choice(PARAMETERS).is_known()
    if random.random() < 0.02:
        return unknown()
    if random.random() < 0.04:
        return BY_NAME["site.open"].is_true() if random.random() < 0.5 else BY_NAME["site.open"].is_false()
    if one.kind is Kind.BOOLEAN:
        return one.is_true() if random.random() < 0.6 else one.is_false()
    if one.kind in {Kind.CATEGORY, Kind.CODE}:
        allowed = _allowed(random, one)
        return one.is_in(allowed) if random.random() < 0.6 else one.is_not_in(allowed)
    return _compared(random, one, _beside(random, one))


def _allowed(random: Random, one: Fact) -> "set[Colour | Size | str] | Operand":
    if random.random() < 0.35 and one.category is not Size:
        names = ("site.codes", "site.code") if one.kind is Kind.CODE else ("site.colours", "site.colour")
        return BY_NAME[random.choice(names)]
    members = list(one.category) if one.category is not None else CODES
    return set(random.sample(members, random.randint(1, len(members))))  # type: ignore[arg-type]


def _beside(random: Random, one: Fact) -> Operand:
    """Something of the fact's kind and unit: a constant, a parameter, another fact."""
    others: list[Operand] = [
        two for two in BY_SUBJECT[one.subject][one.kind] if two.unit == one.unit and two is not one
    ]
    if one.subject == "family":
        others += [two for two in PARAMETERS if two.kind is one.kind and two.unit == one.unit and not two.many]
    if others and random.random() < 0.4:
        return random.choice(others)
    constants: dict[Kind, Sequence[int | float | date]] = {
        Kind.WHOLE: WHOLES,
        Kind.NUMBER: NUMBERS,
        Kind.DATE: (_day(random),),
    }
    return as_operand(random.choice(constants[one.kind]), one)


def _compared(random: Random, left: Operand, right: Operand) -> Criterion:
    comparisons = [one for one in Comparison if one is not Comparison.EQUAL] * 3 + [Comparison.EQUAL]
    return Compare(comparison=random.choice(comparisons), left=left, right=right)
