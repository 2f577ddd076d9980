"""Facts of every kind, parameters and collections: what drawn criteria are made of.

A subject is a bag of values: a fact reads its own by name, and raises it when it is an exception. Families have
members, members have pets: quantifiers nest.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum

from peersupport.rules.criteria import Collection, Kind
from peersupport.rules.facts import AskedOf, Fact, FactValue
from peersupport.rules.parameters import Parameter, parameter


class Colour(Enum):
    """A category without an order."""

    RED = "red"
    GREEN = "green"
    BLUE = "blue"


class Size(Enum):
    """Another."""

    SMALL = "small"
    LARGE = "large"


class Subject:
    """What facts read: values by fact name, and the members of collections (None: not recorded)."""

    __slots__ = ("members", "pets", "values")

    def __init__(
        self,
        values: Mapping[str, object] | None = None,
        members: "tuple[Subject, ...] | None" = None,
        pets: "tuple[Subject, ...] | None" = None,
    ) -> None:
        self.values = dict(values or {})
        self.members = members
        self.pets = pets

    def __repr__(self) -> str:
        return f"Subject({self.values!r}, members={self.members!r}, pets={self.pets!r})"


def reading_fact(
    name: str,
    kind: Kind,
    *,
    unit: str | None = None,
    category: type[Enum] | None = None,
    presupposes: Fact | None = None,
    subject: str | None = None,
) -> Fact:
    """A fact that reads its own name's value of a `Subject`; the first part of its name is its kind of subject."""

    def read(subject: Subject, _day: date) -> FactValue:
        value = subject.values.get(name)
        if isinstance(value, BaseException):
            raise value
        return value  # type: ignore[return-value]

    return Fact(
        name=name,
        subject=subject or name.partition(".")[0],
        kind=kind,
        function=read,
        meaning=f"the {name.replace('.', ' ')}",
        question=f"What is {name}?",
        unit=unit,
        category=category,
        presupposes=presupposes,
        asked_of=AskedOf.PARTICIPANT,
    )


def _shifted(subject: Subject, _day: date, *, shift: int | None) -> FactValue:
    value = subject.values.get("family.shifted")
    if isinstance(value, BaseException):
        raise value
    return value + shift if isinstance(value, int) and shift is not None else None


def _today(_subject: Subject, day: date) -> date:
    return day


def _family() -> list[Fact]:
    referred = reading_fact("family.referred", Kind.BOOLEAN)
    urgent = reading_fact("family.urgent", Kind.BOOLEAN, presupposes=referred)
    return [
        referred,
        urgent,
        reading_fact("family.flag", Kind.BOOLEAN),
        reading_fact("family.colour", Kind.CATEGORY, category=Colour),
        reading_fact("family.size", Kind.CATEGORY, category=Size, presupposes=referred),
        reading_fact("family.code", Kind.CODE),
        reading_fact("family.years", Kind.WHOLE, unit="years"),
        reading_fact("family.pounds", Kind.WHOLE, unit="pounds"),
        reading_fact("family.weight", Kind.NUMBER, unit="kg"),
        reading_fact("family.moved", Kind.DATE),
        reading_fact("family.received", Kind.DATE, presupposes=referred),
        reading_fact("family.waited", Kind.WHOLE, unit="years", presupposes=urgent),
        reading_fact("family.shade", Kind.CATEGORY, category=Colour, presupposes=urgent),
        Fact(
            name="family.shifted",
            subject="family",
            kind=Kind.WHOLE,
            function=_shifted,
            meaning="the shifted years",
            unit="years",
            reads=(("shift", SHIFT),),
        ),
        Fact(name="family.today", subject="family", kind=Kind.DATE, function=_today, meaning="today"),
    ]


def _member() -> list[Fact]:
    born = reading_fact("member.born", Kind.BOOLEAN)
    return [
        born,
        reading_fact("member.age", Kind.WHOLE, unit="years", presupposes=born),
        reading_fact("member.colour", Kind.CATEGORY, category=Colour),
        reading_fact("member.flag", Kind.BOOLEAN),
    ]


def _declared(name: str, values: object, **more: object) -> Parameter:
    return parameter(f"site.{name}", values, mark="default", quote="words", meaning=f"the {name}", **more)  # type: ignore[arg-type]


SHIFT = _declared("shift", {"2020-01-01": 0, "2022-01-01": 2, "2024-01-01": None}, unit="years", type=int)
PARAMETERS: tuple[Parameter, ...] = (
    SHIFT,
    _declared("limit", {"2020-01-01": 5, "2024-01-01": 6}, unit="years"),
    _declared("heavy", {"": 2.5, "2022-01-01": 3}, unit="kg", type=float),
    _declared("deadline", {"2020-01-01": date(2024, 1, 1), "2024-01-01": None}, type=date),
    _declared("colours", {"2020-01-01": {Colour.RED}, "2024-01-01": {Colour.RED, Colour.BLUE}}),
    _declared("colour", {"2022-01-01": Colour.GREEN}),
    _declared("codes", {"": {"E1"}, "2022-01-01": {"E1", "E2"}}),
    _declared("code", {"2020-01-01": "E2"}),
    _declared("open", {"2020-01-01": False, "2022-01-01": True, "2024-01-01": None}, type=bool),
    _declared("reading", {"2020-01-01": "strict", "2024-01-01": "wide"}, options=["strict", "wide"]),
    _declared("unread", None, type=str, options=["one", "other"]),
)
"""Their values change on `EPOCHS`, and most have none before the first."""
CODES = ("E1", "E2", "E3")
EPOCHS = (date(2019, 6, 1), date(2020, 1, 1), date(2023, 6, 1), date(2024, 1, 1))

MEMBERS = Collection(name="members", owner="family", member="member", attribute="members", question="Who?")
PETS = Collection(name="pets", owner="member", member="pet", attribute="pets", question="Which pets?")
COLLECTIONS = {one.name: one for one in (MEMBERS, PETS)}
FACTS: dict[str, Fact] = {
    one.name: one
    for one in (
        *_family(),
        *_member(),
        reading_fact("pet.flag", Kind.BOOLEAN),
        reading_fact("pet.age", Kind.WHOLE, unit="years"),
    )
}
BY_NAME: dict[str, Parameter] = {one.name: one for one in PARAMETERS}
