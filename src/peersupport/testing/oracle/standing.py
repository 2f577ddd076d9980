"""What the oracle rests on: hierarchies, what was known when, and roles, competence and authority at an instant.

Truth is Kleene's: True (surely), False (surely not), None (cannot be told). The numbers are those of the readings.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import inf

from peersupport.testing.oracle.forms import Party, Request, Standing, Statement, Term

When = tuple[float, float]
"""Between which instants something happened, both included."""
ANYWHEN: When = (-inf, inf)


class Hierarchy:
    """What lies under what, since when, and what has something under it in common."""

    def __init__(self, terms: Iterable[Term]) -> None:
        known = {term.name: term for term in terms}

        def above(name: str, since: float) -> Iterator[tuple[str, float]]:
            """All that the chain of parents reaches, and from when on all names of the chain exist."""
            if name in known:
                own = known[name].since
                since = since if own is None else max(since, own)
                yield name, since
                for parent in known[name].parents:
                    yield from above(parent, since)

        self.since: dict[str, dict[str, float]] = {}
        for name in known:
            reached = self.since[name] = {}
            for reach, since in above(name, -inf):
                reached[reach] = min(since, reached.get(reach, inf))
        self.meets = {pair for above_one in self.since.values() for pair in product(above_one, repeat=2)}

    def covers(self, names: Sequence[str] | None, name: str | None, when: float = inf) -> bool:
        """8: whether a name surely lies under one of these by the names that existed then; inf: by all there are."""
        if names is None or name not in self.since:
            return False
        return any(one in self.since[name] and self.since[name][one] <= when for one in names)

    def touches(self, names: Sequence[str] | None, name: str | None) -> bool:
        """7, 8: whether something may lie under both a name and one of these; never of `()`, always of None."""
        if names is None:
            return True
        if name not in self.since:
            return bool(names)
        return any((one, name) in self.meets or one not in self.since for one in names)


@lru_cache(256)
def hierarchy(terms: tuple[Term, ...]) -> Hierarchy:
    """The hierarchy of these terms, worked out once."""
    return Hierarchy(terms)


def given(statement: Statement) -> When:
    """1, 2: when a statement was given; where that is not recorded, when it was recorded."""
    if statement.given is not None:
        return statement.given
    return ANYWHEN if statement.recorded is None else (statement.recorded, statement.recorded)


def known(record: Statement | Standing, request: Request) -> bool | None:
    """3: whether a record was known at the request's instant, as known at its position."""
    if request.known is None:
        return None if record.recorded is None else record.recorded < request.at
    return None if record.position is None else record.position <= request.known


def prior(record: Statement | Standing, request: Request) -> bool:
    """3: what widens must be surely known, and surely recorded before the disclosure."""
    return bool(known(record, request)) and record.recorded is not None and record.recorded < request.at


def surely_on(starts: Iterable[int], ends: Sequence[int], when: When) -> bool:
    """11: one of the starts holds at every instant of `when`: no end from it on, one at the same instant included."""
    low, high = when
    return any(start <= low and not any(start <= end <= high for end in ends) for start in starts)


def surely_over(starts: Iterable[int], ends: Sequence[int], when: When) -> bool:
    """11: each start that may matter in `when` has an end strictly later, before all of `when`."""
    low, high = when
    return all(start > high or any(start < end <= low for end in ends) for start in starts)


class Register:
    """Roles, competence and authority of one history, as one request may read them."""

    def __init__(self, records: Sequence[Statement | Standing], request: Request, purposes: Hierarchy) -> None:
        self.request, self.purposes = request, purposes
        # What surely was not known at the time is as if it did not exist (3).
        self.standings = [
            (record, prior(record, request))
            for record in records
            if isinstance(record, Standing) and known(record, request) is not False
        ]
        self.roles: dict[tuple[str, str], bool | None] = {}

    def holds(self, person: str | None, role: str) -> bool | None:
        """6, 11: whether a person holds a role in the request's programme at the request's instant."""
        if person is None:
            return None
        if (person, role) not in self.roles:
            self.roles[person, role] = self._holds(person, role)
        return self.roles[person, role]

    def _holds(self, person: str, role: str) -> bool | None:
        programme, when = self.request.programme, (self.request.at, self.request.at)
        register = [
            (one, prior)
            for one, prior in self.standings
            if one.kind == "role" and one.person == person and one.programme == programme
        ]
        own = [(one, prior) for one, prior in register if one.role == role]
        if surely_on(
            [on.start for on, prior in own if on.on and prior], [off.start for off, _ in own if not off.on], when
        ):
            return True
        settled = any(prior for _, prior in register)
        starts, ends = [on.start for on, _ in own if on.on], [off.start for off, prior in own if prior and not off.on]
        return False if settled and surely_over(starts, ends, when) else None

    def surely_any(self, person: str | None, roles: Iterable[str]) -> bool:
        """15: whether a person surely holds one of the roles."""
        return any(self.holds(person, role) for role in roles)

    def surely_none(self, person: str | None, roles: Iterable[str]) -> bool:
        """15, 17: whether a person surely holds none of the roles."""
        return all(self.holds(person, role) is False for role in roles)

    def matches(self, party: Party | None, person: str | None) -> bool | None:
        """6, 7, 19: whether a party is, or includes, the person; None where either is not recorded."""
        if party is None or person is None:
            return None
        return party.name == person if party.kind == "person" else self.holds(person, party.name)

    def competent(self, subject: str, when: When) -> bool | None:
        """11, 12: whether the subject was competent for the request's purpose at every instant of `when`."""
        own = [(one, prior) for one, prior in self.standings if one.kind == "competence" and one.person == subject]
        for on in (True, False):
            starts = [one.start for one, prior in own if one.on is on and prior and self._covers(one)]
            opposite = [one.start for one, _ in own if one.on is not on and self._touches(one)]
            if surely_on(starts, opposite, when):
                return on
        return None

    def authorised(self, proxy: str, subject: str, when: When) -> bool | None:
        """11, 12: whether somebody had authority to speak for the subject on the request's purpose, in all of `when`.

        A record may give authority when it touches and surely gives it when it covers; that it ends is likewise.
        """
        own = [
            (one, prior)
            for one, prior in self.standings
            if one.kind == "authority" and one.person == proxy and one.subject == subject
        ]
        starts = [one.start for one, prior in own if one.on and prior and self._covers(one)]
        if surely_on(starts, [one.start for one, _ in own if not one.on and self._touches(one)], when):
            return True
        starts = [one.start for one, _ in own if one.on and self._touches(one)]
        ends = [one.start for one, prior in own if prior and not one.on and self._covers(one)]
        return False if any(prior for _, prior in own) and surely_over(starts, ends, when) else None

    def entitled(self, giver: str, subject: str, when: When) -> bool:
        """13: whether a giver surely had authority: the competent subject, or a proxy while she surely was not."""
        if giver == subject:
            return self.competent(subject, when) is True
        return self.competent(subject, when) is False and self.authorised(giver, subject, when) is True

    def discounted(self, giver: str, subject: str, when: When) -> bool:
        """14: whether what narrows surely does not count: another's, while the subject decided or without authority."""
        if giver == subject:
            return False
        return self.competent(subject, when) is True or self.authorised(giver, subject, when) is False

    def _covers(self, one: Standing) -> bool:
        return self.purposes.covers(one.purposes, self.request.purpose)

    def _touches(self, one: Standing) -> bool:
        return self.purposes.touches(one.purposes, self.request.purpose)
