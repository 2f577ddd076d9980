"""The specification of criteria in three truths, read twice: for criterion documents, sharing no code with the library.

`possible` reads the three truths as the set of answers that remain possible: {True}, {False}, or both for UNKNOWN.
Whatever combines two parts combines every answer of one with every answer of the other; that is Kleene's logic.

`completions` and `holds` know only two truths: every way in which all that is unknown may turn out, and what a
criterion comes to then. Whoever says TRUE or FALSE must agree with all of them.

What is known is plain data (`World`): a value of a fact is None, a bool, a str, a number, a day's ordinal number, or
`Between`, for what lies between two ends.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from math import inf
from typing import Any, NamedTuple

BOTH = frozenset({True, False})
YES = frozenset({True})
NO = frozenset({False})
OPEN = "(what nobody has settled)"
"""A setting that stands for all that criteria leave open, in a world where all is known."""
Possible = frozenset[bool]


class Between(NamedTuple):
    """An ordered value of which only the ends are known."""

    low: Any
    high: Any


@dataclass
class World:
    """What is known of one subject: its facts, its members by collection (None: not recorded), the site's settings."""

    facts: Mapping[str, Any]
    members: "Mapping[str, Sequence[World] | None]" = field(default_factory=dict[str, "Sequence[World] | None"])
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass
class Language:
    """What the names mean: the fact that each fact presupposes, and which names have an order."""

    presupposes: Mapping[str, str | None]
    ordered: frozenset[str]


COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "==": lambda left, right: left == right,
}


def possible(document: Any, world: World, language: Language) -> Possible:
    """The answers that remain possible of a criterion, by design.md's words."""
    ((kind, given),) = document.items()

    def parts(documents: Sequence[Any]) -> list[tuple[bool, ...]]:
        return list(product(*(possible(one, world, language) for one in documents)))

    def combined(documents: Sequence[Any], join: Callable[[tuple[bool, ...]], bool]) -> Possible:
        return frozenset(join(answers) for answers in parts(documents))

    match kind:
        case "all":
            return combined(given, all)
        case "any":
            return combined(given, any)
        case "at_least":
            return combined(given[1:], lambda answers: sum(answers) >= given[0])
        case "not":
            return combined([given], lambda answers: not answers[0])
        case "unknown":
            return BOTH
        case "choose":
            reading = given[1].get(world.settings.get(given[0]["parameter"]))
            return BOTH if reading is None else possible(reading, world, language)
        case "select":
            return _selected(given, world, language)
        case "any_of" | "every_of":
            counts = _counts(given, world, language)
            if counts is None:
                return BOTH
            members = len(world.members[given[0]] or ())
            return frozenset(count == members if kind == "every_of" else count > 0 for count in counts)
        case "known":
            return _known(given, world, language)
        case "holds" | "holds_not":
            return _where_it_applies([given], world, language, _is(kind == "holds"))
        case "in" | "not_in":
            allowed = world.settings.get(given[1]["parameter"]) if isinstance(given[1], dict) else given[1]
            if allowed is None:
                return _where_it_applies([given[0]], world, language, None)
            return _where_it_applies([given[0]], world, language, _is_in(allowed, kind == "in"))
        case _:
            pass
    return _where_it_applies(given, world, language, COMPARISONS[kind])


def _where_it_applies(
    operands: Sequence[Any], world: World, language: Language, test: Callable[..., bool] | None
) -> Possible:
    """A comparison: FALSE where a presupposition is, UNKNOWN where one is unknown, else what the values make it."""
    given = [applies(one["fact"], world, language) for one in operands if "fact" in one]
    if NO in given:
        return NO
    if BOTH in given or test is None:
        return BOTH
    values = [found for one in operands if (found := _values(one, world, language)) is not None]
    if len(values) < len(operands):
        return BOTH
    if len(values) == 2:
        values = [_with_ends_of(values[0], values[1]), _with_ends_of(values[1], values[0])]
    return frozenset(test(*each) for each in product(*values))


def _is(expected: bool) -> Callable[[Any], bool]:
    return lambda value: bool(value is expected)


def _is_in(allowed: Any, expected: bool) -> Callable[[Any], bool]:
    return lambda value: _inside(value, allowed) is expected


def _inside(value: Any, allowed: Any) -> bool:
    """Whether a value is the one that is allowed, or among several."""
    return value in (allowed if isinstance(allowed, list | set | frozenset) else [allowed])


def applies(fact: str, world: World, language: Language) -> Possible:
    """Whether what a fact presupposes holds: itself a yes-or-no that may presuppose another."""
    needed = language.presupposes.get(fact)
    return YES if needed is None else possible({"holds": {"fact": needed}}, world, language)


def _values(operand: Any, world: World, language: Language) -> list[Any] | None:
    """The values that an operand may have: its ends, if ordered; None when it may be anything without an order."""
    ((kind, given),) = operand.items()
    if kind == "value":
        return [_constant(given)]
    if kind == "count_of":
        counts = _counts(given, world, language)
        return [-inf, inf] if counts is None else sorted(counts)
    value = (world.facts if kind == "fact" else world.settings).get(given)
    if value is None:
        return [-inf, inf] if given in language.ordered else None
    return [*value] if isinstance(value, Between) else [value]


def _constant(given: Any) -> Any:
    return date.fromisoformat(given).toordinal() if isinstance(given, str) else given


def _with_ends_of(one: list[Any], other: list[Any]) -> list[Any]:
    """The ends of one value, and what lies between them of the other's: two spans meet exactly where an end does."""
    return [*one, *(value for value in other if min(one) <= value <= max(one))]


def _counts(given: Any, world: World, language: Language) -> frozenset[int] | None:
    members = world.members.get(given[0])
    if members is None:
        return None
    answers = [possible(given[1], World(one.facts, one.members, world.settings), language) for one in members]
    return frozenset(sum(each) for each in product(*answers))


def _known(operand: Any, world: World, language: Language) -> Possible:
    """TRUE when known or inapplicable, else UNKNOWN; never FALSE."""
    ((kind, given),) = operand.items()
    value = (world.facts if kind == "fact" else world.settings).get(given)
    exact = value is not None and not (isinstance(value, Between) and value.low != value.high)
    applicable = applies(given, world, language) if kind == "fact" else YES
    return YES if applicable == NO or (exact and applicable == YES) else BOTH


def _selected(given: Any, world: World, language: Language) -> Possible:
    operand, branches, otherwise = given
    applicable = applies(operand["fact"], world, language)
    if applicable == NO:
        return NO
    value = world.facts.get(operand["fact"])
    if value is not None:
        answers = possible(branches.get(value, otherwise), world, language)
        return answers if applicable == YES else BOTH
    agreed = frozenset(answer for one in (*branches.values(), otherwise) for answer in possible(one, world, language))
    return agreed if applicable == YES else BOTH


def completions(world: World, domains: Mapping[str, Sequence[Any]], blanks: Mapping[str, World]) -> Iterator[World]:
    """Every way in which what is unknown may turn out.

    `domains` gives the values that each fact and setting may have; the ends that occur are added. `blanks` gives a
    member of each collection of whom nothing is known: a collection that is not recorded turns out to have none to two.
    """
    facts = [[(name, value) for value in _filled(world.facts[name], domains[name])] for name in world.facts]
    settings = [[(name, value) for value in _filled(world.settings[name], domains[name])] for name in world.settings]
    groups = [
        [(name, group) for group in _groups(world.members[name], domains, blanks[name], blanks)]
        for name in world.members
    ]
    for each in product(product(*facts), product(*settings), product(*groups)):
        yield World(dict(each[0]), dict(each[2]), dict(each[1]))


def _filled(value: Any, domain: Sequence[Any]) -> Sequence[Any]:
    if isinstance(value, Between):
        return [one for one in {*domain, value.low, value.high} if value.low <= one <= value.high and abs(one) != inf]
    return domain if value is None else [value]


def _groups(
    members: Sequence[World] | None, domains: Mapping[str, Sequence[Any]], blank: World, blanks: Mapping[str, World]
) -> Iterator[tuple[World, ...]]:
    for group in ((), (blank,), (blank, blank)) if members is None else (tuple(members),):
        yield from product(*(list(completions(one, domains, blanks)) for one in group))


def holds(document: Any, world: World, language: Language) -> bool:
    """What a criterion comes to when all is known: plain two-valued logic."""
    ((kind, given),) = document.items()

    def fact_holds(name: str) -> bool:
        needed = language.presupposes.get(name)
        return needed is None or (world.facts[needed] is True and fact_holds(needed))

    def value(operand: Any) -> Any:
        ((sort, name),) = operand.items()
        if sort == "count_of":
            return sum(holds(name[1], _within(one, world), language) for one in world.members[name[0]] or ())
        return _constant(name) if sort == "value" else (world.facts if sort == "fact" else world.settings)[name]

    def all_apply(*operands: Any) -> bool:
        return all(fact_holds(one["fact"]) for one in operands if "fact" in one)

    match kind:
        case "all":
            return all(holds(one, world, language) for one in given)
        case "any":
            return any(holds(one, world, language) for one in given)
        case "at_least":
            return bool(sum(holds(one, world, language) for one in given[1:]) >= given[0])
        case "not":
            return not holds(given, world, language)
        case "known":
            return True
        case "unknown":
            return world.settings[OPEN] is True
        case "choose":
            return holds(given[1][value(given[0])], world, language)
        case "select":
            return all_apply(given[0]) and holds(given[1].get(value(given[0]), given[2]), world, language)
        case "any_of":
            return any(holds(given[1], _within(one, world), language) for one in world.members[given[0]] or ())
        case "every_of":
            return all(holds(given[1], _within(one, world), language) for one in world.members[given[0]] or ())
        case "holds" | "holds_not":
            return all_apply(given) and bool(value(given) is (kind == "holds"))
        case "in" | "not_in":
            allowed = value(given[1]) if isinstance(given[1], dict) else given[1]
            return all_apply(given[0]) and _inside(value(given[0]), allowed) is (kind == "in")
        case _:
            pass
    return all_apply(*given) and COMPARISONS[kind](value(given[0]), value(given[1]))


def _within(member: World, world: World) -> World:
    return World(member.facts, member.members, world.settings)
