"""The expression language: operands that compare, and criteria that combine. Nodes are data; `bool()` is refused.

How a node is judged stands in `evaluate.py`; how it reads in English, in `render.py`.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import NoReturn

from peersupport._attrs import frozen
from peersupport.errors import RuleError

Constant = bool | int | float | date | str | Enum


class Kind(Enum):
    """The kinds of value that a fact or parameter has."""

    BOOLEAN = "boolean"
    CATEGORY = "category"
    CODE = "code"
    WHOLE = "whole number"
    NUMBER = "number"
    DATE = "date"
    TABLE = "table"

    @property
    def ordered(self) -> bool:
        """Whether `<` makes sense and the value is held as bounds."""
        return self in {Kind.WHOLE, Kind.NUMBER, Kind.DATE}


class Comparison(Enum):
    """The comparisons of ordered values."""

    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="
    EQUAL = "=="


class Criterion:
    """Something that is true, false or unknown of one subject on one day. Combine with `&`, `|` and `~`."""

    __slots__ = ()

    def __and__(self, other: "Criterion | Operand") -> "Criterion":
        return All(parts=(*_parts(All, self), *_parts(All, as_criterion(other))))

    def __or__(self, other: "Criterion | Operand") -> "Criterion":
        return AnyOf(parts=(*_parts(AnyOf, self), *_parts(AnyOf, as_criterion(other))))

    def __invert__(self) -> "Criterion":
        return self.part if isinstance(self, Not) else Not(part=self)

    def __bool__(self) -> NoReturn:
        raise RuleError(
            "a criterion has no truth until it is judged of a case",
            code="criterion-bool",
            help="combine with `&`, `|` and `~` (not `and`, `or`, `not`); write `between(a, b)` for `a <= x < b`",
        )


class Operand:
    """Something with a value: a fact, a parameter, a count. Comparing it makes a criterion."""

    __slots__ = ()
    name: str
    kind: Kind
    unit: str | None

    def __lt__(self, other: "Operand | int | float | date") -> Criterion:
        return Compare(comparison=Comparison.BELOW, left=self, right=as_operand(other, self))

    def __le__(self, other: "Operand | int | float | date") -> Criterion:
        return Compare(comparison=Comparison.AT_MOST, left=self, right=as_operand(other, self))

    def __gt__(self, other: "Operand | int | float | date") -> Criterion:
        return Compare(comparison=Comparison.ABOVE, left=self, right=as_operand(other, self))

    def __ge__(self, other: "Operand | int | float | date") -> Criterion:
        return Compare(comparison=Comparison.AT_LEAST, left=self, right=as_operand(other, self))

    def equals(self, other: "Operand | int | float | date") -> Criterion:
        """TRUE when both are known and the same (`==` stays Python's own)."""
        return Compare(comparison=Comparison.EQUAL, left=self, right=as_operand(other, self))

    def between(self, low: "Operand | int | float | date", high: "Operand | int | float | date") -> Criterion:
        """Half-open: at least `low` and below `high` (D4). For other ends write the two comparisons with `&`."""
        return (self >= low) & (self < high)

    def is_in(self, allowed: "Iterable[Constant] | Operand") -> Criterion:
        """TRUE when the value is one of `allowed`: a set of enum members or codes, or a set-valued parameter."""
        return Member(operand=self, allowed=_allowed(allowed))

    def is_not_in(self, allowed: "Iterable[Constant] | Operand") -> Criterion:
        """The opposite of `is_in` (it can be written where `~` is refused)."""
        return Member(operand=self, allowed=_allowed(allowed), negated=True)

    def is_(self, value: Constant) -> Criterion:
        """TRUE when the value is this one: `core.parent_role.is_(ParentRole.MOTHER)`."""
        return self.is_in({value})

    def is_true(self) -> Criterion:
        """The yes-or-no value as a criterion. `&`, `|` and `~` do this by themselves."""
        return Holds(operand=self)

    def is_false(self) -> Criterion:
        """TRUE when the recorded answer is no."""
        return Holds(operand=self, expected=False)

    def is_known(self) -> Criterion:
        """TRUE when the value is known, or cannot apply; else UNKNOWN. Never FALSE."""
        return IsKnown(operand=self)

    def __and__(self, other: "Criterion | Operand") -> Criterion:
        return self.is_true() & other

    def __or__(self, other: "Criterion | Operand") -> Criterion:
        return self.is_true() | other

    def __invert__(self) -> Criterion:
        return ~self.is_true()

    def __bool__(self) -> NoReturn:
        raise RuleError(
            "a fact or parameter has no value until it is judged of a case",
            code="criterion-bool",
            help="combine with `&`, `|` and `~`; compare with `<`, `.is_in(...)`, `.is_known()`",
        )


@frozen
class Literal(Operand):
    """A constant as an operand; it takes the unit of what it is compared with."""

    name: str
    kind: Kind
    value: Constant
    unit: str | None = None


@frozen
class Compare(Criterion):
    """`left` `comparison` `right`, both ordered and of one unit."""

    comparison: Comparison
    left: Operand
    right: Operand


@frozen
class Member(Criterion):
    """Whether a category or code is one of `allowed`."""

    operand: Operand
    allowed: frozenset[Constant] | Operand
    negated: bool = False


@frozen
class Holds(Criterion):
    """A yes-or-no fact or parameter, by itself."""

    operand: Operand
    expected: bool = True


@frozen
class IsKnown(Criterion):
    """Whether a fact is known or cannot apply."""

    operand: Operand


@frozen
class All(Criterion):
    """Every part (Kleene's AND)."""

    parts: tuple[Criterion, ...]


@frozen
class AnyOf(Criterion):
    """At least one part (Kleene's OR)."""

    parts: tuple[Criterion, ...]


@frozen
class AtLeast(Criterion):
    """At least `needed` of the parts."""

    needed: int
    parts: tuple[Criterion, ...]


@frozen
class Not(Criterion):
    """The opposite of a part."""

    part: Criterion


@frozen
class Quantified(Criterion):
    """Whether a criterion holds of any, or of every, member of a collection of the subject."""

    collection: "Collection"
    part: Criterion
    every: bool = False


@frozen
class Count(Operand):
    """How many members of a collection a criterion holds of: an ordered value, within bounds where unknown."""

    collection: "Collection"
    part: Criterion
    name: str
    unit: str | None = None
    kind: Kind = Kind.WHOLE


@frozen
class Choose(Criterion):
    """All readings of an ambiguous source; the parameter's value says which holds. No value: UNKNOWN."""

    parameter: Operand
    readings: tuple[tuple[str, Criterion], ...]


@frozen
class Select(Criterion):
    """One criterion per value of a category; `otherwise` for the rest. Where it is unknown, what all agree on."""

    operand: Operand
    branches: tuple[tuple[Enum, Criterion], ...]
    otherwise: Criterion


@frozen
class Unknown(Criterion):
    """What no source says and nobody has settled: UNKNOWN, always."""


@frozen
class Collection:
    """Members of a subject that are subjects of their own: the children of a case.

    `owner` and `member` are the kinds of subject, `attribute` is where the members stand, `question` asks for them.
    """

    name: str
    owner: str
    member: str
    attribute: str
    question: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.attribute.isidentifier():
            raise RuleError(f"`{self.name}` needs the name of an attribute", code="fact-signature")


def as_criterion(value: "Criterion | Operand") -> Criterion:
    """A criterion as it is; a yes-or-no fact or parameter as the criterion that it holds."""
    if isinstance(value, Criterion):
        return value
    if isinstance(value, Operand):  # pyright: ignore[reportUnnecessaryIsInstance] - authors pass anything
        return value.is_true()
    raise RuleError("a criterion is needed here", help="a comparison such as `core.child_age_years < 5`")


def as_operand(value: "Operand | int | float | date", beside: Operand) -> Operand:
    """A constant wrapped with the unit of what stands beside it; operands as they are."""
    if isinstance(value, Operand):
        return value
    kinds: dict[type, Kind] = {int: Kind.WHOLE, float: Kind.NUMBER, date: Kind.DATE}
    kind = kinds.get(type(value))
    if kind is None:
        raise RuleError("only numbers, dates, facts and parameters can be compared", code="criterion-type")
    if kind is Kind.WHOLE and beside.kind is Kind.NUMBER and abs(value) <= 2**53:  # type: ignore[arg-type]
        kind = Kind.NUMBER
    return Literal(name=str(value), kind=kind, value=value, unit=beside.unit)


def _allowed(allowed: "Iterable[Constant] | Operand") -> "frozenset[Constant] | Operand":
    return allowed if isinstance(allowed, Operand) else frozenset(allowed)


def _parts(node: type[All] | type[AnyOf], criterion: Criterion) -> tuple[Criterion, ...]:
    return criterion.parts if isinstance(criterion, node) else (criterion,)
