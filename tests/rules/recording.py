"""Recording and reading back in tests: rules, values with their types, traces, and documents with one thing altered."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from peersupport._attrs import evolve
from peersupport.dates import ALWAYS, DateRange
from peersupport.errors import InvalidDocument
from peersupport.rules.bounds import Bounds
from peersupport.rules.combinators import at_least
from peersupport.rules.criteria import Criterion, Kind
from peersupport.rules.document import canonical
from peersupport.rules.recorded import recorded_rules, recorded_values, rules_from, subject_from
from peersupport.rules.rule import Rule, require
from peersupport.rules.trace import Trace
from peersupport.rules.values import RecordValues, Settings
from peersupport.testing.rules.vocabulary import reading_fact

T = TypeVar("T")
DAY = date(2022, 6, 1)


class Level(Enum):
    """Its values are no texts, and its order is not that of its names."""

    HIGH = 2
    LOW = 1
    YES = "1.0"


LEVEL = reading_fact("family.level", Kind.CATEGORY, category=Level)


def rule_of(*criteria: Criterion) -> Rule:
    """A rule that reads whatever the criteria read."""
    return evolve(require("R1", at_least(1, *criteria), quote="words", in_force=ALWAYS), programme="p")


def sent(document: Any) -> Any:
    """A document as a ledger gives it back."""
    return json.loads(canonical(document))


def back(rules: list[Rule], subject: object, of_day: Settings) -> RecordValues:
    """The values of a subject as they come back from what was recorded of it."""
    recorded = rules_from(sent(recorded_rules(rules, of_day)))
    document = sent(recorded_values(rules, RecordValues(subject, DAY, of_day)))
    return RecordValues(subject_from(document, recorded, id=None), DAY, recorded.settings)


def told(value: object) -> str:
    """A value with its types: `3` and `3.0` are two; members of enums by their values."""
    if isinstance(value, Enum):
        return repr(value.value)
    if isinstance(value, Bounds):
        return f"from {value.low!r} to {value.high!r}"
    if isinstance(value, DateRange):
        return f"from {value.first} to {value.last}"
    if isinstance(value, frozenset):
        return str(sorted(told(one) for one in value))
    return repr(value)


def same(one: Trace, other: Trace) -> bool:
    """Whether two traces tell the same: truths, what was read and why it was unknown, parts, members, readings."""
    return (
        (one.truth, one.member, one.chosen, _read(one)) == (other.truth, other.member, other.chosen, _read(other))
        and len(one.parts) == len(other.parts)
        and all(same(*pair) for pair in zip(one.parts, other.parts, strict=True))
    )


def _read(trace: Trace) -> list[object]:
    found: list[object] = [(one.parameter.name, told(one.value)) for one in trace.used]
    for one in trace.readings:
        blocked, unset = (None if why is None else why.name for why in (one.blocked, one.unset))
        found.append((one.fact.name, told(one.value), one.error, blocked, unset))
    return found


def places(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a document."""
    yield path
    inner: Any = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    for key, one in inner:
        yield from places(one, (*path, key))


OTHERS: list[Any] = [
    *(None, True, False, 0, 1, -1, 1.0, 2.5, 1e400, 10**400),
    *("", "red", "2020-01-01", "9" * 500, "__class__", "mro", "CANARY"),
    *([], {}, [None], {"fact": "family.flag"}, {"table": -1}, {"low": None, "high": None}),
    ...,
]
"""What may stand anywhere; `...` is nothing at all."""


def altered(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    """The document with another value at a place; `...`: without it."""
    if not path:
        return value
    changed = deepcopy(document)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    if value is ...:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return changed


def refused(read: Callable[[], T]) -> T | None:
    """What reading gives, or None where it refuses the document; the refusal shows nothing of it."""
    try:
        return read()
    except InvalidDocument as error:
        caught = error
    shown = f"{caught} {caught!r} {caught.__cause__!r} {caught.__context__!r}"
    assert "CANARY" not in shown
    assert (caught.__cause__, caught.__context__) == (None, None)
    return None
