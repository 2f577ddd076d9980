"""One question put to one statement: does this grant count, does this refusal or withdrawal reach it (clause 4)?"""

from datetime import UTC, date, datetime, timedelta

import attrs

from peersupport.days import start_of_day
from peersupport.errors import InvalidDate
from peersupport.records.consent import ConsentStatement, Day, Party
from peersupport.records.vocabulary import Hierarchy

FIRST = datetime.min.replace(tzinfo=UTC)
LAST = datetime.max.replace(tzinfo=UTC)
TICK = timedelta(microseconds=1)


@attrs.frozen(repr=False)
class Question:
    """Who tells whom one category of thing, for what, in which programme."""

    sender: str | None
    recipient: str | None
    programme: str
    purpose: str | None
    category: str


@attrs.frozen(eq=False, repr=False)
class Dated:
    """A statement with its instants as bounds, both included (readings 1 and 2); `end` is the first instant after."""

    statement: ConsentStatement
    given_low: datetime
    given_high: datetime
    start_low: datetime
    start_high: datetime
    end: datetime | None

    @property
    def begins_low(self) -> datetime:
        """The earliest instant from which a withdrawal can have effect: never before it was given."""
        return max(self.given_low, self.start_low)

    @property
    def begins_high(self) -> datetime:
        """The latest instant from which a withdrawal can have effect."""
        return max(self.given_high, self.start_high)

    def instants(self) -> list[datetime]:
        """The instants at which what it does may change."""
        recorded = self.statement.recorded_at
        found = [self.given_low, self.given_high, self.start_low, self.start_high, self.end, recorded]
        return [one for one in found if one is not None]


def dated(statement: ConsentStatement) -> Dated:
    """The statement with its instants as bounds."""
    given, start, end = statement.given_at, statement.start, statement.end
    if given is None:
        given = statement.recorded_at
    low, high = (FIRST, LAST) if given is None else _bounds(given)
    begins = (low, high) if start is None else (_start(start),) * 2
    return Dated(statement, low, high, begins[0], begins[1], None if end is None else _end(end))


def _bounds(given: Day) -> tuple[datetime, datetime]:
    if isinstance(given, datetime):
        return given, given
    return _start(given), _end(given) - TICK


def _start(day: Day) -> datetime:
    if isinstance(day, datetime):
        return day
    try:
        return start_of_day(day)
    except InvalidDate:
        return FIRST


def _end(day: Day) -> datetime:
    if isinstance(day, datetime):
        return day
    try:
        return start_of_day(date.fromordinal(day.toordinal() + 1))
    except (InvalidDate, ValueError):
        return LAST


def names_person(party: Party | None, person: str | None) -> bool | None:
    """Whether a party is this person, as far as persons alone tell: None where that is untold, or takes her roles."""
    if party is None or party.person is None or person is None:
        return None
    return party.person == person


def covers(names: tuple[str, ...] | None, name: str | None, terms: Hierarchy, on: datetime | None) -> bool | None:
    """Whether a name surely lies under one of some, by the hierarchy of a day (None: now); None where untold."""
    if names is None or (name is None and names):
        return None
    return any(terms.covers(upper, name or "", on) for upper in names)


def touches(names: tuple[str, ...] | None, name: str | None, terms: Hierarchy) -> bool | None:
    """Whether something lies under both a name and one of some; None where untold."""
    if names is None or (name is None and names):
        return None
    return any(terms.touches(other, name or "") for other in names)
