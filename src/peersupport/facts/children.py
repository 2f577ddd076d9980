"""Facts about each child, and the quantifiers over them."""

from datetime import date

from peersupport.dates import (
    DateRange,
    LeapDay,
    age_months,
    age_months_bounds,
    age_years,
    age_years_bounds,
    anniversary,
)
from peersupport.facts.latest import ends_of_day
from peersupport.facts.participant import leap_day
from peersupport.records.people import Child
from peersupport.rules.bounds import Bounds
from peersupport.rules.combinators import any_of, count_of, every_of
from peersupport.rules.criteria import Collection, Criterion, Operand
from peersupport.rules.facts import Fact, fact
from peersupport.rules.once import made_once

children = Collection(
    name="children",
    owner="Case",
    member="Child",
    attribute="children",
    # Asked of whoever knows the family: a mother who lost her baby must not meet this question (MM5).
    question="Which children are there in the family?",
)
_BORN = "When was the child born?"


@fact("core.child_born", meaning="the child is born", question=_BORN)
def child_born(child: Child, day: date) -> bool | None:
    """Whether the child is born by that day."""
    first, last = ends_of_day(child.birth_date)
    return True if last <= day else False if first > day else None


@fact(
    "core.child_age_years",
    unit="years",
    meaning="the child's age",
    question=_BORN,
    presupposes=child_born,
    reads={"leap": leap_day},
)
def child_age_years(child: Child, day: date, *, leap: LeapDay) -> int | Bounds | None:
    """The child's age in completed years (D1, D2). `< n` is "before the n-th birthday"."""
    born = child.birth_date
    if born is None or ends_of_day(born)[0] > day:
        return None
    if isinstance(born, DateRange):
        low, high = age_years_bounds(DateRange(first=born.first, last=min(born.last, day)), day, leap)
        return Bounds(low=low, high=high)
    return age_years(born, day, leap)


@fact(
    "core.child_age_months", unit="months", meaning="the child's age in months", question=_BORN, presupposes=child_born
)
def child_age_months(child: Child, day: date) -> int | Bounds | None:
    """The child's age in completed months (D3): not twelve times a year, 29 February differs."""
    born = child.birth_date
    if born is None or ends_of_day(born)[0] > day:
        return None
    if isinstance(born, DateRange):
        low, high = age_months_bounds(DateRange(first=born.first, last=min(born.last, day)), day)
        return Bounds(low=low, high=high)
    return age_months(born, day)


@made_once
def child_until_birthday(years: int) -> Fact:
    """A yes-or-no fact: the day is not after the child's n-th birthday, the birthday itself included (MM3's option)."""

    @fact(
        f"core.child_until_birthday_{years}",
        meaning=f"it is not after the child's birthday number {years}",
        question=_BORN,
        presupposes=child_born,
        reads={"leap": leap_day},
    )
    def until(child: Child, day: date, *, leap: LeapDay) -> bool | None:
        if child.birth_date is None:
            return None
        first, last = (anniversary(end, years, leap) for end in ends_of_day(child.birth_date))
        return True if day <= first else False if day > last else None

    return until


def any_child(criterion: Criterion | Operand) -> Criterion:
    """At least one child: FALSE when there are none, UNKNOWN when children are not recorded."""
    return any_of(children, criterion)


def every_child(criterion: Criterion | Operand) -> Criterion:
    """Every child: TRUE when there are none."""
    return every_of(children, criterion)


def count_children(criterion: Criterion | Operand) -> Operand:
    """How many children: compare it with a number. Twins count as two."""
    return count_of(children, criterion)
