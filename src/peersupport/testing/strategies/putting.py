"""Writing into a record what a fact is to say: the way back from the facts of the core, and from answers, to records.

A fact for which there is no way back is left as it was drawn.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import Enum
from typing import Any

from peersupport._attrs import evolve, frozen
from peersupport.dates import DateRange, LeapDay, add_months, born_with_age
from peersupport.facts import CORE_FACTS
from peersupport.records.acts import Act
from peersupport.records.allocations import ProposedAllocation
from peersupport.records.answers import Answer
from peersupport.records.areas import Residence
from peersupport.records.case import Case
from peersupport.records.community import LearningItem, Meeting, Message
from peersupport.records.disclosure import ProposedDisclosure
from peersupport.records.identifiers import PregnancyId, ProgrammeId, ReferralId
from peersupport.records.people import Child, Participant, Pregnancy, PregnancyOutcome
from peersupport.records.referrals import OnwardReferral, Referral
from peersupport.records.supporters import Supporter
from peersupport.rules.bounds import Bounds
from peersupport.rules.facts import Fact
from peersupport.rules.values import Settings
from peersupport.testing.choices import Choices
from peersupport.testing.strategies.fields import fields_of

ANSWERED = "peersupport.facts.answers"
DAY = timedelta(days=1)
LONG = 900 * DAY
OLDEST = 120
"""Whoever is to be older is made this old: the years do not reach back for ever."""
PARTICIPANT = frozenset(name for name, _, __ in fields_of(Participant))


@frozen
class Around:
    """What a record stands in: the day, the parameters' values, the programme that judges."""

    on: date
    settings: Settings
    programme: ProgrammeId

    @property
    def leap_day(self) -> LeapDay:
        """How the birthday of 29 February is read here."""
        value = self.settings.get("core.leap_day")
        return value if isinstance(value, LeapDay) else LeapDay.MARCH_1


RECORDS: tuple[tuple[Any, str], ...] = (
    (Act, "act_"),
    (OnwardReferral, "onward_"),
    (Meeting, "meeting_"),
    (Message, "message_"),
    (LearningItem, "learning_item_"),
    (Supporter, ""),
    (ProposedAllocation, ""),
    (ProposedDisclosure, "disclosure_"),
)
FIELDS: dict[str, dict[str, str]] = {
    kind.__name__: {f"{stem}{name}": name for name, _, __ in fields_of(kind)} for kind, stem in RECORDS
}
"""By kind of subject, the facts of the core that are a field of the record, and the field."""
ALLOCATED = "allocated."
BY_NAME = {fact.name: fact for fact in CORE_FACTS}

Put = Callable[[Choices, Any, Any, Around], Any]
"""Gives the record in which a fact has a value; None: in which it is not known."""


def way_back(fact: Fact, own: Mapping[str, Put]) -> Put | None:
    """How a value of the fact is written into its record, if that is known; `own` are ways for facts of a plugin."""
    if (way := own.get(fact.name) or WAYS.get(fact.name)) is not None:
        return way
    if fact.function.__module__ == ANSWERED:
        return _answered(fact.name)
    stem, _, last = fact.name.rpartition("_")
    if stem == "core.child_until_birthday":
        return _until_birthday(int(last))
    core, _, name = fact.name.partition(".")
    if core == "core" and fact.subject == "Case" and name in PARTICIPANT:
        return lambda _, case, value, __: evolve(case, participant=evolve(case.participant, **{name: value}))
    if fact.name.startswith(ALLOCATED):
        matter = fact.name.removeprefix(ALLOCATED)
        return _of_its_case(way_back(BY_NAME[matter], own) if matter in BY_NAME else _answered(matter))
    field = FIELDS.get(fact.subject, {}).get(name)
    return None if field is None else lambda _, record, value, __: _with(record, field, value)


def _with(record: Any, field: str, value: Any) -> Any:
    """The record with another value in a field; one that it may not leave blank stays."""
    kind: Any = record.__class__
    optional = {name for name, _, optional in fields_of(kind) if optional}
    return record if value is None and field not in optional else evolve(record, **{field: value})


def _of_its_case(way: Put | None) -> Put | None:
    if way is None:
        return None
    return lambda choices, one, value, around: evolve(one, case=way(choices, one.case, value, around))


def _answered(matter: str) -> Put:
    def write(_: Choices, case: Case, value: Any, around: Around) -> Case:
        others = tuple(one for one in case.answers or () if one.matter != matter)
        if value is None:
            return evolve(case, answers=others or None)
        given = value.value if isinstance(value, Enum) else value
        return evolve(case, answers=(*others, Answer(matter=matter, value=given, given_on=around.on)))

    return write


def born_at(choices: Choices, age: Any, around: Around) -> date | DateRange | None:
    """A birth of somebody of an age in years: mostly the first or the last that has it, or one between bounds."""
    if isinstance(age, Bounds):
        return DateRange(first=_births(age.high, around).first, last=_births(age.low, around).last)
    if age is None or age < 0:
        return None
    births = _births(age, around)
    return choices.pick((births.last, births.first, births.last - 30 * DAY))


def _births(years: float, around: Around) -> DateRange:
    return born_with_age(int(min(max(years, 0), OLDEST)), around.on, around.leap_day)


def _child_age(choices: Choices, child: Child, age: Any, around: Around) -> Child:
    return evolve(child, birth_date=born_at(choices, age, around))


def _child_months(choices: Choices, child: Child, age: Any, around: Around) -> Child:
    if age is None or isinstance(age, Bounds) or age < 0:
        return evolve(child, birth_date=None)
    months = min(int(age), 12 * OLDEST)
    last, first = add_months(around.on, -months), add_months(around.on, -months - 1) + DAY
    return evolve(child, birth_date=choices.pick((last, first)))


def _child_born(choices: Choices, child: Child, born: Any, around: Around) -> Child:
    if born is None:
        straddling = DateRange(first=around.on - 7 * DAY, last=around.on + 7 * DAY)
        return evolve(child, birth_date=choices.pick((None, straddling)))
    if born:
        known = child.birth_date is not None and not isinstance(child.birth_date, DateRange)
        if known and child.birth_date <= around.on:  # type: ignore[operator]
            return child
        return evolve(child, birth_date=around.on - choices.pick((0, 1, 300)) * DAY)
    return evolve(child, birth_date=around.on + choices.pick((1, 90)) * DAY)


def _until_birthday(years: int) -> Put:
    def write(choices: Choices, child: Child, value: Any, around: Around) -> Child:
        if value is None:
            return evolve(child, birth_date=born_at(choices, Bounds(low=years - 1, high=years), around))
        last = _births(years, around).last
        return evolve(child, birth_date=choices.pick((last, last + DAY) if value else (last - DAY, last - 30 * DAY)))

    return write


def _of_age(choices: Choices, case: Case, age: Any, around: Around) -> Case:
    return evolve(case, participant=evolve(case.participant, birth_date=born_at(choices, age, around)))


def _referred(choices: Choices, case: Case, value: Any, around: Around) -> Case:
    if value is None:
        return evolve(case, referrals=None)
    given = case.addressed_to(around.programme).referrals or ()
    to = tuple(one for one in given if one.programme is not None)
    if not value or to:
        return evolve(case, referrals=to if value else ())
    received = around.on - choices.pick((0, 1, 30)) * DAY
    return evolve(case, referrals=(Referral(id=ReferralId("referral"), programme=around.programme, received=received),))


def _of_referral(name: str) -> Put:
    def write(_: Choices, case: Case, value: Any, __: Around) -> Case:
        given = case.referrals or ()
        return evolve(case, referrals=tuple(evolve(one, **{name: value}) for one in given) or case.referrals)

    return write


def _lives(name: str) -> Put:
    """Where they live now, and have long lived."""

    def write(_: Choices, case: Case, value: Any, around: Around) -> Case:
        if value is None:
            return evolve(case, residences=None)
        here = _home(case)
        return evolve(case, residences=(evolve(here, start=around.on - LONG, end=None, **{name: value}),))

    return write


def _home(case: Case) -> Residence:
    return case.residences[-1] if case.residences else Residence()


def _lived(choices: Choices, case: Case, value: Any, around: Around) -> Case:
    """Where they lived when referred: elsewhere than now, they have moved on the very day."""
    here = _home(case)
    if value is None or here.local_authority in (None, value):
        stayed: Case = _lives("local_authority")(choices, case, value, around)
        return stayed
    moved = around.on - choices.pick((0, 1)) * DAY
    then = evolve(here, local_authority=value, start=around.on - LONG, end=moved)
    sent = tuple(evolve(one, received=moved - DAY) for one in case.referrals or ())
    return evolve(case, residences=(then, evolve(here, start=moved)), referrals=sent or case.referrals)


def _deprived(choices: Choices, case: Case, value: Any, around: Around) -> Case:
    table: Any = around.settings.get("core.areas") or {}
    wanted = [code for code, areas in table.items() if [one.imd_decile for one in areas] == [value]]
    moved: Case = _lives("lsoa")(choices, case, choices.pick(wanted) if wanted else None, around)
    return moved


def _pregnant(choices: Choices, case: Case, value: Any, around: Around) -> Case:
    others = tuple(one for one in case.pregnancies or () if one.outcome is not PregnancyOutcome.ONGOING)
    if value:
        due = around.on + choices.pick((0, 90, 200)) * DAY
        under_way = Pregnancy(id=PregnancyId("pregnancy"), expected=due, outcome=PregnancyOutcome.ONGOING)
        return evolve(case, pregnancies=(under_way,))
    return evolve(case, pregnancies=None if value is None else tuple(one for one in others if one.ended is not None))


WAYS: dict[str, Put] = {
    "core.age_years": _of_age,
    "core.child_age_years": _child_age,
    "core.child_age_months": _child_months,
    "core.child_born": _child_born,
    "core.referred": _referred,
    **{
        f"core.{name}": _of_referral(name)
        for name in ("referrer_role", "severity", "child_protection", "violence_risk", "vetting")
    },
    **{f"core.{name}": _lives(name) for name in ("local_authority", "place", "lsoa")},
    "core.local_authority_at_referral": _lived,
    "core.imd_decile": _deprived,
    "core.pregnant": _pregnant,
}
