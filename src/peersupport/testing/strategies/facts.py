"""Values of facts: exact, within bounds, not recorded, or an error; at the numbers with which they are compared."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from math import inf, nan
from typing import Any

from peersupport.dates import DateRange
from peersupport.errors import RuleError
from peersupport.records.answers import AnswerValue
from peersupport.rules.bounds import Bounds
from peersupport.rules.criteria import Kind
from peersupport.rules.facts import Fact, FactValue
from peersupport.rules.values import GivenValues, Settings
from peersupport.testing.choices import Choices
from peersupport.testing.strategies.fields import Setting
from peersupport.testing.strategies.moments import DAY, ONE
from peersupport.testing.strategies.strategy import strategy

HUGE = 2**53
"""From here on not every whole number is a float."""
WHOLES = (0, 1, 2, 4, 5, 6, 7, HUGE, HUGE + 1, -(HUGE + 2))
NUMBERS = (0.0, 0.5, 2.5, 2.75, 3.0, 4.0, 1e300)
CODES = ("E1", "E2", "E3")
BLANK = 0.22
FAULTS: tuple[BaseException, ...] = (ValueError("a value"), RuleError("a value", code="fact-type"), SystemExit(2))
"""What a fact may raise; each says something that no message may repeat."""


@strategy
def fact_values(
    choices: Choices, /, *, fact: Fact, near: Collection[Any] = (), on: date = DAY, in_part: float = 0.33
) -> FactValue:
    """A value of a fact that is known, exactly or in part.

    Shrinks to an exact one: to no, the first of a category, the first of `near`. An ordered value is one of `near`, one
    below or above it; without any it is a number at which arithmetic goes wrong, or a day as `days` draws it. As many
    of them as `in_part` says are known within bounds only.
    """
    if not fact.kind.ordered:
        return _member(choices, fact, near)
    one: float | date = beside(choices, fact.kind, near, on)
    if not choices.chance(in_part):
        return one
    ends: list[Any] = [one, beside(choices, fact.kind, near, on)]
    return span(choices, min(ends), max(ends))


@strategy
def fact_sets(
    choices: Choices,
    /,
    *,
    facts: Collection[Fact],
    near: Mapping[str, Collection[Any]] | None = None,
    settings: Settings | None = None,
    blank: float = BLANK,
) -> GivenValues:
    """Facts as given to an evaluator: each known, not recorded, or failed with the code of an error.

    Shrinks to the same facts, all known and plain. `near` says by name at which values; `settings` go along.
    """
    known: dict[str, FactValue] = {}
    errors: dict[str, str] = {}
    for fact in facts:
        if not choices.chance(blank):
            known[fact.name] = fact_values.by(choices, fact=fact, near=(near or {}).get(fact.name, ()))
        elif choices.chance(0.4):
            errors[fact.name] = choices.pick(("ValueError", "fact-type", "SystemExit"))
    return GivenValues(facts=known, errors=errors, settings=settings or {})


@strategy
def readings(choices: Choices, /, *, fact: Fact, near: Collection[Any] = (), blank: float = BLANK) -> object:
    """What the function of a fact may come to: as `fact_values`, or nothing, or an exception that it raises.

    Shrinks to an exact value. One in a hundred is of another type than the fact declares.
    """
    if choices.chance(blank):
        return choices.pick((None, None, None, *FAULTS))
    if choices.chance(0.01):
        return choices.pick((True, 1, 1.5, "red", nan, datetime(2022, 1, 1, tzinfo=UTC), object()))
    return fact_values.by(choices, fact=fact, near=near)


def beside(choices: Choices, kind: Kind, near: Collection[Any], on: date = DAY) -> Any:
    """One of some values, the one below or the one above it."""
    if kind is Kind.DATE:
        return choices.pick(sorted(near) or (on,)) + choices.pick((timedelta(0), -ONE, ONE, 30 * ONE, 365 * ONE))
    numbers: Sequence[float] = sorted(near) or (WHOLES if kind is Kind.WHOLE else NUMBERS)
    one = choices.pick(numbers)
    if kind is Kind.WHOLE or not near:
        return one + choices.pick((0, -1, 1)) if near else one
    return one + choices.pick((0.0, -0.25, 0.25))


def span(choices: Choices, low: Any, high: Any) -> DateRange | Bounds:
    """From low to high; one end of numbers is now and then open."""
    if isinstance(low, date):
        return DateRange(first=low, last=high)
    return Bounds(low=-inf if choices.chance(0.1) else low, high=inf if choices.chance(0.1) else high)


def answer_to(choices: Choices, fact: Fact, setting: Setting) -> AnswerValue | None:
    """What may be recorded as the answer to the matter that a fact is named after."""
    if not choices.chance(1 - setting.blank / 2):
        return None
    value: Any = fact_values.by(choices, fact=fact, on=setting.on, in_part=0)
    answer: AnswerValue = value.value if isinstance(value, Enum) else value
    return answer


def _member(choices: Choices, fact: Fact, near: Collection[Any]) -> bool | str | Enum:
    if fact.kind is Kind.BOOLEAN:
        return choices.chance(0.5)
    given: list[str | Enum] = sorted(near, key=str)
    others = [one for one in fact.category or CODES if one not in given]
    return choices.pick([*given, *others])
