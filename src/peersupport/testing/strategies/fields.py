"""A record drawn by what its fields say of themselves: each by its type, blank where it may be."""

import types
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from peersupport._attrs import frozen
from peersupport.dates import DateRange, PartialDate, Period
from peersupport.records.consent import Party
from peersupport.records.identifiers import PersonId
from peersupport.records.roles import Role
from peersupport.testing.choices import Choices
from peersupport.testing.strategies.moments import DAY, days, days_in_part, instants, periods, times

T = TypeVar("T")
BLANK = 0.4
"""How often what may be blank is not recorded."""
TEXTS = ("", "words", "Words, and others", "ещё – 50 %\n\U0001f476")
WHOLES = (0, 1, 2, 3, 7, 100)
NUMBERS = (0.0, 0.5, 1.0, 2.5, 100.0)


Orders = Mapping[str, tuple[tuple[str, str], ...]]
SPELL = (("start", "end"),)
MUST: Orders = {
    "SchoolTerm": SPELL,
    "Closure": SPELL,
    "ConsentStatement": (("given_at", "recorded_at"),),
}
"""By class, which of its days come before which: those that the class itself insists on."""
IN_ORDER: Orders = {
    **MUST,
    "ConsentStatement": (("start", "end"), ("given_at", "recorded_at")),
    **dict.fromkeys(("Enrolment", "Residence", "StageSpell", "Supporter", "Cost", "JointProject"), SPELL),
    "Need": (("since", "until"),),
    "Exemption": (("start", "until"),),
    "OnwardReferral": (("concern_raised", "made"), ("made", "attended")),
    "SupportPlan": (("agreed", "next_review"),),
    "ServiceUse": (("observed_from", "observed_to"),),
    "Difficulty": (("noted", "seen_again"),),
    "Enquiry": (("on", "answered"),),
    "Concern": (("raised_at", "recorded_at"),),
    "ProfessionalAction": (("taken_at", "recorded_at"),),
    **dict.fromkeys(("RoleHeld", "Competence", "ProxyAuthority"), (("start", "recorded_at"),)),
}
"""The same, with what happens in this order."""


@frozen
class Setting:
    """What the fields of a record are drawn near: the day about which is asked, and what else drawings share."""

    on: date = DAY
    texts: Mapping[str, Sequence[Any]] = attrs.field(factory=dict[str, Sequence[Any]])
    """By the name of a field, or of an identifier's type: what stands there, where any text would say nothing."""
    made: Mapping[Any, "Maker"] = attrs.field(factory=dict[Any, "Maker"])
    """By type: how values are made here."""
    blank: float = BLANK
    mentioned: frozenset[Any] = frozenset()
    """Texts and members of enums that are to come often: those of which a rule speaks."""
    coherent: bool = True
    """Whether what comes later is dated later."""


Maker = Callable[[Choices, Setting, str], Any]
"""Draws a value of a type for the field of a name."""


def value_of(choices: Choices, hint: Any, setting: Setting, name: str = "") -> Any:
    """A value of a type; `name` is that of the field for which it is. Raises `TypeError` for a type not known here."""
    maker = setting.made.get(hint) or MADE.get(hint)
    if maker is not None:
        return maker(choices, setting, name)
    if isinstance(hint, NewType):
        return choices.pick(setting.texts.get(hint.__name__) or _names(hint))
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return _one_of(choices, get_args(hint), setting, name)
    if origin in {tuple, frozenset}:
        member, count = get_args(hint)[0], choices.pick((0, 1, 1, 2, 3))
        found = [value_of(choices, member, setting, name) for _ in range(count)]
        return tuple(found) if origin is tuple else frozenset(found)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key, value = get_args(hint)
        count = choices.pick((0, 1, 2))
        return {value_of(choices, key, setting, name): value_of(choices, value, setting, name) for _ in range(count)}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _often(choices, setting, tuple(hint))
    if isinstance(hint, type) and attrs.has(hint):
        return record_of(choices, hint, setting)
    raise TypeError(f"no strategy for {hint!r}")


def record_of(choices: Choices, kind: type[T], setting: Setting, given: Mapping[str, object] | None = None) -> T:
    """A record of a class; `given` are the fields that are not drawn. What is blank is left out."""
    values = dict(given or {})
    every: Any = kind
    for name, hint, optional in fields_of(every):
        if name not in values and (not optional or choices.chance(1 - setting.blank)):
            values[name] = value_of(choices, hint, setting, name)
    for earlier, later in IN_ORDER.get(kind.__name__, ()) if setting.coherent else MUST.get(kind.__name__, ()):
        _in_order(values, earlier, later, given or {})
    return kind(**values)


def _in_order(values: dict[str, Any], earlier: str, later: str, given: Mapping[str, object]) -> None:
    """Two days in the order in which they come; what is given stays as it is."""
    one, two = values.get(earlier), values.get(later)
    if one is None or two is None or _start(one) <= _start(two) or {earlier, later} <= set(given):
        return
    if later in given or isinstance(two, datetime):
        values[earlier] = two
    if later not in given and not isinstance(two, datetime):
        values[later] = one
        values[earlier] = one if earlier in given else two


def _start(day: datetime | PartialDate) -> datetime:
    """When a day begins, or the first of those that it can be."""
    if isinstance(day, datetime):
        return day
    first = day.first if isinstance(day, DateRange) else day
    return datetime(first.year, first.month, first.day, tzinfo=UTC)


@cache
def fields_of(kind: Any) -> tuple[tuple[str, Any, bool], ...]:
    """Of each field its name, its type, and whether it may be left out; what is blank when left out is not typed so."""
    hints = get_type_hints(kind)
    return tuple(
        (
            field.name,
            _without_none(hints[field.name]) if field.default is None else hints[field.name],
            field.default is not attrs.NOTHING,
        )
        for field in attrs.fields(kind)
        if field.init
    )


def _without_none(hint: Any) -> Any:
    if get_origin(hint) not in {Union, types.UnionType} or hint == PartialDate:
        return hint
    members = [one for one in get_args(hint) if one is not types.NoneType]
    return Union[tuple(members)]  # noqa: UP007 - made of what is found


def _one_of(choices: Choices, members: Sequence[Any], setting: Setting, name: str) -> Any:
    known = [one for one in members if one is not types.NoneType]
    if len(known) < len(members) and not choices.chance(1 - setting.blank):
        return None
    return value_of(choices, PartialDate if set(known) == {date, DateRange} else choices.pick(known), setting, name)


def _often(choices: Choices, setting: Setting, values: Sequence[Any]) -> Any:
    """One of some values: often one of those that are mentioned, if any is."""
    mentioned = [one for one in values if one in setting.mentioned]
    return choices.pick(values if not mentioned or choices.chance(0.3) else mentioned)


def _text(choices: Choices, setting: Setting, name: str) -> Any:
    words = sorted(one for one in setting.mentioned if isinstance(one, str))
    return _often(choices, setting, [*words, *setting.texts.get(name, TEXTS)])


def _names(hint: NewType) -> tuple[str, ...]:
    plain = hint.__name__.removesuffix("Id").lower()
    return tuple(f"{plain}-{number}" for number in (1, 2, 3))


def _party(choices: Choices, setting: Setting, _: str) -> Party:
    if choices.chance(0.5):
        return Party(role=choices.pick(tuple(Role)))
    return Party(person=value_of(choices, PersonId, setting))


MADE: dict[Any, Maker] = {
    str: _text,
    bool: lambda choices, _, __: choices.chance(0.5),
    int: lambda choices, setting, name: choices.pick(setting.texts.get(name, WHOLES)),
    float: lambda choices, setting, name: choices.pick(setting.texts.get(name, NUMBERS)),
    date: lambda choices, setting, _: days.by(choices, around=setting.on),
    datetime: lambda choices, setting, _: instants.by(choices, around=setting.on),
    time: lambda choices, _, __: times.by(choices),
    Period: lambda choices, setting, _: periods.by(choices, around=setting.on),
    DateRange: lambda choices, setting, _: _range(days_in_part.by(choices, around=setting.on)),
    PartialDate: lambda choices, setting, _: days_in_part.by(choices, around=setting.on),
    Party: _party,
}
"""How a value of a type is drawn where the type alone does not tell."""


def _range(day: PartialDate) -> DateRange:
    return day if isinstance(day, DateRange) else DateRange(first=day, last=day)
