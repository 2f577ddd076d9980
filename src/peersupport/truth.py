"""Three truths: Kleene's strong logic of TRUE, FALSE and UNKNOWN. Unknown is never silently a yes or a no."""

from collections.abc import Iterable
from enum import Enum
from typing import NoReturn

from peersupport.errors import RuleError


class Truth(Enum):
    """A judgement that knows when it cannot tell. `&`, `|` and `~` are Kleene's; `bool()` is refused."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    def __and__(self, other: "Truth") -> "Truth":
        return all_of((self, other))

    def __or__(self, other: "Truth") -> "Truth":
        return any_of((self, other))

    def __invert__(self) -> "Truth":
        return _OPPOSITE[self]

    def __bool__(self) -> NoReturn:
        raise RuleError("a truth is not a bool: it may be unknown", help="compare it: `truth is Truth.TRUE`")


_OPPOSITE = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.UNKNOWN}


def truth_of(value: bool | None) -> Truth:
    """The truth of a recorded yes, no or nothing (`None`: not recorded)."""
    if value is None:
        return Truth.UNKNOWN
    return Truth.TRUE if value else Truth.FALSE


def at_least(needed: int, truths: Iterable[Truth]) -> Truth:
    """Whether at least `needed` of the truths are TRUE: TRUE or FALSE as soon as the unknown ones cannot matter."""
    given = tuple(truths)
    sure = sum(truth is Truth.TRUE for truth in given)
    possible = len(given) - sum(truth is Truth.FALSE for truth in given)
    if sure >= needed:
        return Truth.TRUE
    return Truth.FALSE if possible < needed else Truth.UNKNOWN


def all_of(truths: Iterable[Truth]) -> Truth:
    """Kleene's AND of any number of truths; of none: TRUE."""
    given = tuple(truths)
    return at_least(len(given), given)


def any_of(truths: Iterable[Truth]) -> Truth:
    """Kleene's OR of any number of truths; of none: FALSE."""
    return at_least(1, truths)
