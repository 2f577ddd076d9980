"""The executable specification of disclosure: the clauses of the semantics, one by one, over plain tuples.

Written from the statement of the semantics and `docs/decisions/0009-readings-of-consent.md`, whose numbers the comments
give, and never from the engine: what both say is then said twice. C1 to C5 are the clauses.
"""

from collections.abc import Sequence
from typing import NamedTuple

from peersupport.testing.oracle.forms import Answer, Bar, Request, Standing, Statement, World
from peersupport.testing.oracle.standing import Register, given, hierarchy, known, prior

OBLIGATIONS = {
    "duty": frozenset({"tell-at-once", "need-to-know-only", "record-reason", "open-until-action"}),
    "onward": frozenset({"need-to-know-only", "record-reason", "tell-family-unless-unsafe"}),
    "immediate-danger": frozenset({"record-reason"}),
    "anonymised": frozenset({"no-identifiers"}),
}
"""What each route obliges to (C1, C2, C2b, C3)."""
STANDING_DUTY = frozenset({"tell-co-ordinator"})


class Reading(NamedTuple):
    """What clause 4 finds about one category: grants that live, refusals and bars, withdrawals that ended a grant."""

    live: tuple[Statement, ...]
    refused: frozenset[str]
    ended: frozenset[str]


class Case:
    """A history as one request reads it. What does not depend on the item is settled once."""

    def __init__(
        self, records: Sequence[Statement | Standing], request: Request, world: World, bars: Sequence[Bar] = ()
    ) -> None:
        self.request, self.world, self.bars = request, world, bars
        self.categories, self.purposes = hierarchy(world.categories), hierarchy(world.purposes)
        self.register = Register(records, request, self.purposes)
        self.own = [one for one in records if isinstance(one, Statement) and one.subject == request.subject]
        self.readings: dict[str, Reading] = {}

    def settle(self) -> None:
        """Which statements count, but for the category."""
        self.grants = [one for one in self.own if one.kind == "grant" and self.counts(one)]
        self.refusals = [one for one in self.own if one.kind == "refusal" and self.applies(one)]
        withdrawals = [one for one in self.own if one.kind == "withdrawal"]
        self.endings = [one for one in withdrawals if self.grants and self.ends(one)]
        self.liftings = [one for one in withdrawals if self.refusals and one.target is not None and self.lifts(one)]

    def counts(self, grant: Statement) -> bool:
        """C4, a grant: all of it surely true, strictly prior, in its window, under its names, by who had authority."""
        request, when = self.request, given(grant)
        return (
            prior(grant, request)
            and when[1] < request.at  # 3
            and (grant.start is None or grant.start <= request.at)  # 2: None is given, which is before
            and (grant.end is None or request.at < grant.end)
            and self.register.matches(grant.sender, request.sender) is True
            and self.register.matches(grant.recipient, request.recipient) is True
            and self.purposes.covers(grant.purposes, request.purpose, when[0])  # 8
            and self.register.entitled(grant.giver, grant.subject, when)  # 13
        )

    def applies(self, refusal: Statement) -> bool:
        """C4, a refusal: unless something about it is surely not so."""
        request, when = self.request, given(refusal)
        return (
            known(refusal, request) is not False
            and (when[0] if refusal.start is None else refusal.start) <= request.at
            and (refusal.end is None or request.at < refusal.end)
            and self.may_concern(refusal)
            and not self.register.discounted(refusal.giver, refusal.subject, when)  # 14
        )

    def ends(self, withdrawal: Statement) -> bool:
        """C4, a withdrawal, against grants: from the earliest instant it may begin (4), wherever it may reach."""
        request, when = self.request, given(withdrawal)
        return (
            known(withdrawal, request) is not False
            and (when[0] if withdrawal.start is None else max(when[0], withdrawal.start)) <= request.at
            and self.may_concern(withdrawal)
            and not self.register.discounted(withdrawal.giver, withdrawal.subject, when)  # 14
        )

    def lifts(self, withdrawal: Statement) -> bool:
        """C4, a withdrawal, against the refusal it names (10): it widens, so all must surely be so."""
        request, when, matches = self.request, given(withdrawal), self.register.matches
        return (
            prior(withdrawal, request)
            and when[1] < request.at
            and (withdrawal.start is None or withdrawal.start <= request.at)
            and (withdrawal.sender is None or matches(withdrawal.sender, request.sender) is True)
            and (withdrawal.recipient is None or matches(withdrawal.recipient, request.recipient) is True)
            and (withdrawal.purposes is None or self.purposes.covers(withdrawal.purposes, request.purpose))
            and self.register.entitled(withdrawal.giver, withdrawal.subject, when)
        )

    def may_concern(self, statement: Statement) -> bool:
        """7, 9: what narrows concerns the request unless its parties or purposes surely do not."""
        return (
            self.register.matches(statement.sender, self.request.sender) is not False
            and self.register.matches(statement.recipient, self.request.recipient) is not False
            and self.purposes.touches(statement.purposes, self.request.purpose)
        )

    def lifted(self, refusal: Statement, category: str) -> bool:
        """10: by a later withdrawal that names it, of the subject or the refusal's giver, and covers the category."""
        return any(
            one.target == refusal.id
            and one.giver in (refusal.subject, refusal.giver)
            and given(refusal)[1] <= max(given(one)[0], given(one)[0] if one.start is None else one.start)
            and (one.categories is None or self.categories.covers(one.categories, category))
            for one in self.liftings
        )

    def barring(self, category: str) -> frozenset[str]:
        """C4: the rules that fire, or could not be told."""
        return frozenset(bar.rule for bar in self.bars if bar.category == category and bar.fired is not False)

    def ending(self, grant: Statement, category: str) -> list[str]:
        """C4, 4: the withdrawals that end a grant, unless it was surely given after the later of their two instants."""
        return [
            one.id
            for one in self.endings
            if one.target in (None, grant.id)
            and self.categories.touches(one.categories, category)
            and given(grant)[0] <= max(given(one)[1], given(one)[1] if one.start is None else one.start)
        ]

    def read(self, category: str) -> Reading:
        """C4 for one category."""
        if not self.readings:
            self.settle()
        if category not in self.readings:
            granted = [one for one in self.grants if self.categories.covers(one.categories, category, given(one)[0])]
            ended = [(one, self.ending(one, category)) for one in granted]
            refused = (
                one.id
                for one in self.refusals
                if self.categories.touches(one.categories, category) and not self.lifted(one, category)
            )
            self.readings[category] = Reading(
                tuple(grant for grant, endings in ended if not endings),
                self.barring(category).union(refused),
                frozenset(ending for _, endings in ended for ending in endings),
            )
        return self.readings[category]

    def routes(self) -> tuple[bool, bool, bool, bool]:
        """C1 to C3, but for what is asked of each item: duty, onward, immediate danger, anonymised."""
        request, world, register = self.request, self.world, self.register
        suspicion = request.suspicion is True  # 15
        return (
            suspicion
            and register.surely_any(request.recipient, world.leads)
            and not register.surely_none(request.sender, world.supporters),
            suspicion
            and register.surely_any(request.sender, world.leads)
            and register.surely_any(request.recipient, world.statutory)
            and self.purposes.covers((world.safeguarding,), request.purpose),
            request.immediate_danger is True and register.surely_any(request.recipient, world.emergency),
            request.anonymised is True  # 17
            and all(item.identifies is False for item in request.items)
            and self.purposes.covers((world.advice,), request.purpose)
            and register.surely_any(request.sender, world.supporters)
            and register.surely_none(request.sender, world.professionals)
            and register.surely_any(request.recipient, world.professionals)
            and register.surely_none(request.recipient, world.supporters),
        )

    def carried(self) -> list[str | None]:
        """18: the route that carries each item, the first in the order of the clauses; None where none does."""
        duty, onward, danger, anonymised = self.routes()

        def carrier(category: str) -> str | None:
            if (duty or onward) and self.categories.covers(tuple(self.world.need_to_know), category):  # 16
                return "duty" if duty else "onward"
            if danger:
                return "immediate-danger"
            return "anonymised" if anonymised and not self.barring(category) else None

        return [carrier(item.category) for item in self.request.items]


def decide(records: Sequence[Statement | Standing], request: Request, world: World, bars: Sequence[Bar] = ()) -> Answer:
    """C5: what the items come to together."""
    case = Case(records, request, world, bars)
    carriers = case.carried()
    readings = [
        None if route else case.read(item.category) for route, item in zip(carriers, request.items, strict=True)
    ]
    told = tuple(place for place, one in enumerate(readings) if one is None or (one.live and not one.refused))
    if "duty" in carriers or (told and len(told) == len(carriers)):
        routes = {route for route in carriers if route}
        grants = {grant for place in told if (one := readings[place]) for grant in one.live}
        obligations = {name for grant in grants for name in grant.obligations}.union(
            *(OBLIGATIONS[route] for route in routes)
        )
        determining = frozenset(routes.union(grant.id for grant in grants))
        if "duty" in carriers:
            return Answer("REQUIRED", told, determining, frozenset(obligations))
        return Answer("PERMIT", told, determining, frozenset(obligations | standing_duty(case)))
    # 20: of the items that are not permitted, the refusals and bars; else what ended their grants; else nothing.
    untold = [one for one in readings if one and not (one.live and not one.refused)]
    refused = frozenset[str]().union(*(one.refused for one in untold))
    return Answer("DENY", (), refused or frozenset[str]().union(*(one.ended for one in untold)), standing_duty(case))


def standing_duty(case: Case) -> frozenset[str]:
    """C5, 21: what suspicion still asks of one who is or may be a supporter."""
    stands = case.request.suspicion is True and not case.register.surely_none(
        case.request.sender, case.world.supporters
    )
    return STANDING_DUTY if stands else frozenset()
