"""A site's calendar: the terms of its schools, and the days on which it is closed. All of it is data (D5, D9)."""

from datetime import date, timedelta
from enum import Enum
from itertools import pairwise

from peersupport._attrs import frozen
from peersupport.errors import InvalidRecord

DAY = timedelta(days=1)
ORDER = ("autumn", "spring", "summer")
"""The terms of a school year. A half term is no term (D9)."""


class ClosureKind(Enum):
    """Why a site may be closed. Which of these do close it is the site's choice: no source says (D5)."""

    BANK_HOLIDAY = "bank_holiday"
    SCHOOL_HOLIDAY = "school_holiday"
    HALF_TERM = "half_term"
    INSET = "inset"
    OWN = "own"
    """The site's own: it is always closed then."""


class Division(Enum):
    """The parts of the United Kingdom that have bank holidays of their own."""

    ENGLAND_AND_WALES = "england-and-wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


@frozen
class SchoolTerm:
    """One term: both days are in it. `year` is that in which its school year begins. Raises `InvalidRecord`."""

    year: int
    name: str
    start: date
    end: date

    def __attrs_post_init__(self) -> None:
        if self.end < self.start:
            raise InvalidRecord("a term ends before it starts")

    def contains(self, day: date) -> bool:
        """Whether a day lies in the term, its half term included."""
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return f"{self.name} term {self.year}-{(self.year + 1) % 100:02}"


@frozen
class Closure:
    """Days from `start` to `end`, both included. Raises `InvalidRecord`."""

    kind: ClosureKind
    start: date
    end: date
    title: str = ""

    def __attrs_post_init__(self) -> None:
        if self.end < self.start or self.end == date.max:
            raise InvalidRecord("a closure ends before it starts, or never")

    def __str__(self) -> str:
        return self.title or self.kind.value.replace("_", " ")


@frozen
class Calendar:
    """The terms in order, and the closures of every kind; `closed` are the kinds that close this site.

    Make it with `calendar_of`, which adds the school holidays between terms that follow each other.
    """

    terms: tuple[SchoolTerm, ...] = ()
    closures: tuple[Closure, ...] = ()
    closed: frozenset[ClosureKind] = frozenset({ClosureKind.OWN})

    def closure_on(self, day: date) -> Closure | None:
        """The closure that closes the site on a day."""
        closing = (one for one in self.closures if one.kind in self.closed)
        return next((one for one in closing if one.start <= day <= one.end), None)

    def open_from(self, day: date) -> date:
        """The first day from `day` on that is not closed. After the last known closure every day counts as open."""
        while (closure := self.closure_on(day)) is not None:
            day = closure.end + DAY
        return day

    def knows(self, day: date) -> bool:
        """Whether the calendar can say which term, or holiday between two terms, a day lies in."""
        return any(one.contains(day) for one in self.terms) or any(
            one.kind is ClosureKind.SCHOOL_HOLIDAY and one.start <= day <= one.end for one in self.closures
        )


def calendar_of(
    terms: tuple[SchoolTerm, ...] = (),
    closures: tuple[Closure, ...] = (),
    closed: frozenset[ClosureKind] = frozenset(),
) -> Calendar:
    """A calendar in order. Raises `InvalidRecord` for terms that overlap, stand twice, or have other names."""
    ordered = sorted(terms, key=lambda one: one.start)
    if any(one.name not in ORDER for one in ordered):
        raise InvalidRecord("a term is the autumn, spring or summer term")
    if len({(one.year, one.name) for one in ordered}) < len(ordered):
        raise InvalidRecord("a term stands twice")
    holidays: list[Closure] = []
    for one, following in pairwise(ordered):
        if following.start <= one.end:
            raise InvalidRecord("two terms overlap")
        if _follows(one, following) and following.start > one.end + DAY:
            holidays.append(Closure(kind=ClosureKind.SCHOOL_HOLIDAY, start=one.end + DAY, end=following.start - DAY))
    every = sorted((*closures, *holidays), key=lambda one: (one.start, one.end, one.kind.value, one.title))
    return Calendar(terms=tuple(ordered), closures=tuple(every), closed=closed | {ClosureKind.OWN})


def _follows(one: SchoolTerm, following: SchoolTerm) -> bool:
    """Whether no term can lie between: else the days between are not known to be a holiday."""
    first, second = (each.year * len(ORDER) + ORDER.index(each.name) for each in (one, following))
    return second == first + 1
