"""Facts: named, typed values of one kind of subject on a date, with the question to ask when they are unknown."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from inspect import signature
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from peersupport._attrs import named
from peersupport.dates import DateRange
from peersupport.errors import RuleError, UnknownName, did_you_mean
from peersupport.rules.bounds import Bounds
from peersupport.rules.criteria import Kind, Operand
from peersupport.rules.parameters import Parameter, kind_of

FactValue = bool | int | float | str | date | Enum | Bounds | DateRange | None
FactFunction = Callable[..., FactValue]


class AskedOf(Enum):
    """Who can answer. A question asked of the co-ordinator is never read out to the participant (MM5)."""

    PARTICIPANT = "participant"
    REFERRER = "referrer"
    SUPPORTER = "supporter"
    CO_ORDINATOR = "co-ordinator"
    SERVICE = "service"


class Audience(Enum):
    """Who reads an explanation. Each sees only the facts that are `visible_to` her."""

    PARTICIPANT = "participant"
    SUPPORTER = "supporter"
    CO_ORDINATOR = "co-ordinator"
    AUDITOR = "auditor"


def audience_of(given: Audience | str) -> Audience:
    """A reader by her name, as `participant`. Raises `UnknownName`, which does not repeat it."""
    known = {one.value: one for one in Audience}
    name = given.value if isinstance(given, Audience) else given
    if type(name) is not str or name not in known:
        raise UnknownName("there is no such audience", help=did_you_mean(name, known))
    return known[name]


EVERYBODY = frozenset(Audience)
STAFF = frozenset({Audience.CO_ORDINATOR, Audience.AUDITOR})
"""For facts that must not reach a supporter or the participant's household: risk, vetting, safeguarding (TC32)."""


@named
class Fact(Operand):
    """One fact. `subject` names the record class that it speaks of; `reads` the parameters its function is given.

    `presupposes` is a yes-or-no fact without which this one has no meaning (an age presupposes that she is born): a
    comparison is then FALSE where the presupposition is, and UNKNOWN where it is.
    """

    name: str
    subject: str
    kind: Kind
    function: FactFunction
    meaning: str
    question: str = ""
    unit: str | None = None
    category: type[Enum] | None = None
    asked_of: AskedOf = AskedOf.PARTICIPANT
    visible_to: frozenset[Audience] = EVERYBODY
    presupposes: "Fact | None" = None
    reads: tuple[tuple[str, Parameter], ...] = ()


def fact(
    name: str,
    *,
    meaning: str,
    question: str = "",
    unit: str | None = None,
    asked_of: AskedOf = AskedOf.PARTICIPANT,
    visible_to: frozenset[Audience] = EVERYBODY,
    presupposes: Fact | None = None,
    reads: Mapping[str, Parameter] | None = None,
) -> Callable[[FactFunction], Fact]:
    """Declare the decorated function as a fact.

    The function takes the subject and the day, and each parameter of `reads` by keyword; its first annotation is the
    kind of subject, its return annotation the type: `bool`, `int`, `float`, `str`, `date` or an Enum, `| None` for
    unknown, `| Bounds` or `| DateRange` for partly known. Raises `RuleError` when these are missing or of no such type.
    """

    def declare(function: FactFunction) -> Fact:
        subject, returned = _annotations(function, name)
        given = dict(reads or {})
        if not all(keyword.isidentifier() for keyword in given):
            raise RuleError(f"`{name}` reads parameters by keywords that are no names", code="fact-signature")
        if presupposes is not None and (presupposes.kind is not Kind.BOOLEAN or presupposes.subject != subject):
            raise RuleError(
                f"`{name}` can only presuppose a yes-or-no fact of the same subject", code="fact-presupposes"
            )
        kind, category = kind_of(returned, name)
        if kind.ordered and kind is not Kind.DATE and unit is None:
            raise RuleError(f"`{name}` is a number and needs a unit", code="fact-unit", help='such as unit="years"')
        return Fact(
            name=name,
            subject=subject,
            kind=kind,
            function=function,
            meaning=meaning,
            question=question,
            unit=unit,
            category=category,
            asked_of=asked_of,
            visible_to=visible_to,
            presupposes=presupposes,
            reads=tuple(sorted(given.items())),
        )

    return declare


def as_fact(operand: Operand) -> Fact:
    """An operand that can only be a fact. Raises `RuleError` when it is not."""
    if isinstance(operand, Fact):
        return operand
    raise RuleError(f"`{operand.name}` is not a fact", code="criterion-type")


def presuppositions(one: Fact) -> tuple[Fact, ...]:
    """What a fact presupposes, what that presupposes, and so on; nearest first."""
    found: list[Fact] = []
    while one.presupposes is not None:
        one = one.presupposes
        found.append(one)
    return tuple(found)


def _annotations(function: FactFunction, name: str) -> tuple[str, type[object]]:
    hints: dict[str, Any] = get_type_hints(function)
    taken = list(signature(function).parameters)
    subject = hints.get(taken[0]) if taken else None
    if not isinstance(subject, type) or len(taken) < 2:
        raise RuleError(f"`{name}` needs a function of (subject, day) with annotations", code="fact-signature")
    returned = hints.get("return")
    members = get_args(returned) if get_origin(returned) in {Union, UnionType} else (returned,)
    types = [member for member in members if member not in {NoneType, Bounds, DateRange}]
    if len(types) != 1 or not isinstance(types[0], type):
        raise RuleError(f"`{name}` needs one return type, besides `None` and bounds", code="fact-type")
    return subject.__name__, types[0]
