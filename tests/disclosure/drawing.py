"""Histories near a request, drawn at random: most of what is drawn concerns what is asked.

Field by field from small pools, one case in 3,000 would hold a grant that applies, and every law would pass unseen. So
each field that shall match the request does in about 97 of 100 draws, and instants are those that occur, or one aside.

An instant counts microseconds from a midnight that is London's and UTC's. Every interval is one day, from one midnight
to before the next, and no day is later than 75 after the first: with the first in early January all are winter days,
and a `given` that is an interval can be written as a date. Positions follow when records were recorded, as in a ledger.
"""

from collections.abc import Sequence
from random import Random
from typing import Any, Literal

from tests.disclosure.forms import Bar, Interval, Item, Party, Request, Standing, Statement, World
from tests.disclosure.worlds import (
    BARS,
    DAY,
    DIRECTIONS,
    EMERGENCY,
    FIRED,
    GRANTS,
    ITEMS,
    ITEMS_OF_DUTY,
    LEADS,
    OTHER,
    OTHER_PROGRAMME,
    PROFESSIONALS,
    PROGRAMME,
    PROXY,
    RECIPIENT,
    REFUSALS,
    ROLES,
    ROUTES,
    SENDER,
    STATUTORY,
    SUBJECTS,
    SUPPORTERS,
    UNHEARD,
    WITHDRAWALS,
    WORLDS,
    YOUNG,
    Lines,
)

MATCHING = 0.97
"""How often a field that shall match does."""
Kind = Literal["grant", "refusal", "withdrawal"]
Case = tuple[list[Statement | Standing], Request, World, list[Bar]]


def draw(random: Random) -> Case:
    """A history, a request near which it lies, what is fixed, and what the programme's rules said."""
    return _Drawing(random).case()


class _Drawing:
    """One case in the making: later records are drawn beside earlier ones."""

    def __init__(self, random: Random) -> None:
        self.random = random.random
        self.world, self.categories, self.purposes = self.pick(WORLDS)
        day = self.number(26, 60)
        self.at = day * DAY + self.pick((0, 0, 1, DAY // 2, DAY - 1))
        self.moments = [self.number(3, day - 1) * DAY + self.pick((0, 0, 1, DAY // 3)) for _ in range(3)]
        if self.chance(0.3):
            self.moments.append(YOUNG)
        self.records: list[Statement | Standing] = []

    def case(self) -> Case:
        self.request = self.drawn_request(self.pick(ROUTES))
        self.draw_roles(SENDER, self.roles[0])
        self.draw_roles(RECIPIENT, self.roles[1])
        self.competent = self.chance(0.85)
        self.draw_competence()
        kinds: tuple[tuple[Kind, Sequence[int]], ...] = (
            ("grant", GRANTS),
            ("refusal", REFUSALS),
            ("withdrawal", WITHDRAWALS),
        )
        for kind, numbers in kinds:
            for _ in range(self.pick(numbers)):
                self.records.append(self.statement(kind))
        if self.records and self.chance(0.02):
            self.records.append(self.pick(self.records))
        last = len(self.records)
        known = self.pick((None,) * 60 + (last,) * 36 + (self.number(0, last + 1),) * 4)
        at = max(1, self.moment()) if self.chance(0.07) else self.at
        return self.in_positions(), self.request._replace(at=at, known=known), self.world, self.bars()

    # What is drawn from: `random.choice` and its like would take most of the time.

    def pick(self, values: Sequence[Any]) -> Any:
        return values[int(self.random() * len(values))]

    def number(self, low: int, high: int) -> int:
        return low + int(self.random() * (high - low))

    def chance(self, probability: float) -> bool:
        return self.random() < probability

    def mostly(self, value: Any, others: Sequence[Any], matching: float = MATCHING) -> Any:
        """The value, or now and then another."""
        return value if self.random() < matching or not others else self.pick(others)

    # The request

    def drawn_request(self, route: str) -> Request:
        senders, recipients = self.pick(DIRECTIONS)
        purposes, names = [name for name in self.purposes if name != "safeguarding"], list(self.categories)
        if route in ("duty", "onward") and self.chance(0.9):
            names = [name for name, (above, *_) in self.categories.items() if "harm" in above] + ["mood", "debt"]
        if route == "duty":
            senders, recipients = SUPPORTERS, LEADS
        elif route == "onward":
            senders, recipients = LEADS, STATUTORY
            purposes = ["safeguarding", "strategy meeting"] * 3 + ["referral"]
        elif route == "anonymised":
            senders, recipients = SUPPORTERS, PROFESSIONALS
            purposes = [name for name, (above, *_) in self.purposes.items() if "advice" in above] * 4 + ["support"]
        elif route == "danger":
            recipients = EMERGENCY
        self.roles = self.pick(senders), self.pick(recipients)
        identifies, subject = 0.03 if route == "anonymised" else 0.9, self.pick(SUBJECTS)
        return Request(
            subject=subject,
            sender=self.mostly(SENDER, (None, subject), 0.98),
            recipient=self.mostly(RECIPIENT, (None,), 0.99),
            items=tuple(
                Item(self.mostly(self.pick(names), (UNHEARD,), 0.99), self.mostly(self.chance(identifies), (None,)))
                for _ in range(self.pick(ITEMS_OF_DUTY if route == "duty" else ITEMS))
            ),
            purpose=self.mostly(self.pick(purposes), (None, UNHEARD), 0.98),
            at=self.at,
            programme=PROGRAMME,
            anonymised=self.mostly(route == "anonymised", (None, None, True, False), 0.95),
            suspicion=self.mostly(route in ("duty", "onward", "suspicion"), (None, None, True, False), 0.95),
            immediate_danger=self.mostly(route == "danger", (None, True, False)),
        )

    # Instants

    def moment(self) -> int:
        """An instant that occurs in this history, or one beside it."""
        return self.pick(self.moments) + self.pick((-1, 0, 0, 0, 1))

    def beside(self) -> int:
        """The request's instant, or one beside it."""
        return self.at + self.pick((-DAY, -1, 0, 1, DAY))

    def past(self) -> int:
        """An instant that is mostly before the request."""
        return self.beside() if self.chance(0.04) else self.moment()

    def recorded(self, earliest: int = 0) -> int | None:
        """When something was recorded that happened then: mostly before the request."""
        if self.chance(0.015):
            return None
        at = self.beside() if self.chance(0.03) else self.moment()
        return max(at, earliest + self.pick((0, 0, 1, DAY)))

    # Roles, competence, authority

    def draw_roles(self, person: str, role: str) -> None:
        def standing(on: bool, start: int, role: str) -> None:
            here = self.mostly(PROGRAMME, (OTHER_PROGRAMME,), 0.98)
            self.records.append(Standing("role", on, person, start, self.recorded(), None, role, here))

        if self.chance(0.015):
            return
        start = self.past() if self.chance(0.2) else DAY
        standing(self.mostly(True, (False,)), start, role)
        if self.chance(0.09):
            stop = self.pick((start, start + 1, self.past(), self.beside()))
            standing(False, stop, role)
            if self.chance(0.5):
                standing(True, self.pick((stop, stop + 1, self.past())), role)
        if self.chance(0.2 if self.request.anonymised else 0.07):
            standing(self.chance(0.7), self.past(), self.pick(ROLES))

    def draw_competence(self) -> None:
        subject = self.request.subject

        def since() -> int:
            return self.past() if self.chance(0.07) else DAY

        def standing(on: bool, start: int, proxy: str = "", matching: float = 0.96) -> int:
            above = self.purposes.get(self.request.purpose or "", (tuple(self.purposes),))[0]
            other = self.touching(self.purposes, self.request.purpose)
            purposes = self.mostly(
                (self.pick(above),), (None, (), other, other, (self.pick([*self.purposes]),)), matching
            )
            person, whom = (
                (proxy, self.mostly(subject, SUBJECTS, 0.98)) if proxy else (self.mostly(subject, SUBJECTS, 0.99), "")
            )
            kind: Literal["authority", "competence"] = "authority" if proxy else "competence"
            self.records.append(Standing(kind, on, person, start, self.recorded(), None, "", "", whom, purposes))
            return start

        def changed(start: int) -> int:
            return self.pick((start, start + 1, self.past(), self.past()))

        if self.chance(0.985):
            start = standing(self.competent, since())
            if self.chance(0.09):
                standing(not self.competent, changed(start), matching=0.6)
        if self.chance(0.16 if self.competent else 0.97):
            start = standing(True, since(), PROXY)
            if self.chance(0.25):
                start = standing(False, changed(start), PROXY, matching=0.6)
                if self.chance(0.2):
                    standing(self.chance(0.5), changed(start), PROXY, matching=0.6)
        elif self.chance(0.04):
            standing(False, since(), PROXY)

    # Statements

    def statement(self, kind: Kind) -> Statement:
        low, subject = self.past(), self.request.subject
        given: Interval | None = (low, low)
        recorded = self.recorded(low)
        form = self.random()
        if form < 0.05:
            given = None
        elif form < 0.2:
            low -= low % DAY
            given = (low, low + DAY - 1)
            recorded = self.recorded(low)
            if form < 0.07:
                # On the day of the request, and recorded before it: whether it was given before cannot be told.
                low = self.at - self.at % DAY
                given, recorded = (low, low + DAY - 1), max(low, self.at - self.pick((0, 1, 1)))
        if given is not None:
            self.moments += given
        target = self.target() if kind == "withdrawal" else None
        lifts = target is not None and target.kind == "refusal"
        giver = subject if self.chance(0.94 if self.competent else 0.15) else PROXY
        if lifts and target is not None and self.chance(0.4):
            giver = target.giver
        start = self.pick((None, None, None, self.moment(), self.moment(), self.past()))
        end = self.pick((None, None, None, self.at + DAY * self.number(1, 9), self.at + DAY, self.past()))
        return Statement(
            id=f"{kind[0]}{len(self.records)}",
            kind=kind,
            subject=self.mostly(subject, SUBJECTS),
            giver=self.mostly(giver, (OTHER,), 0.99),
            given=given,
            start=start,
            end=end if end is None or end > max(low, low if start is None else start) else None,
            recorded=recorded,
            sender=self.party(kind, self.request.sender, self.roles[0]),
            recipient=self.party(kind, self.request.recipient, self.roles[1]),
            categories=self.names(kind, lifts, self.categories, self.about()),
            purposes=self.names(kind, lifts, self.purposes, self.request.purpose),
            target=None if target is None else self.mostly(target.id, ("nothing",)),
            obligations=("tell her first",) if self.chance(0.2) else (),
        )

    def about(self) -> str:
        return self.pick(self.request.items or (Item("all"),)).category

    def target(self) -> Statement | None:
        """What a withdrawal names, if anything: mostly a refusal, which it may lift."""
        earlier = [one for one in self.records if isinstance(one, Statement)]
        refusals = [one for one in earlier if one.kind == "refusal"]
        if refusals and self.chance(0.55):
            return self.pick(refusals)
        return self.pick(earlier) if earlier and self.chance(0.35) else None

    def party(self, kind: Kind, person: str | None, role: str) -> Party | None:
        if self.chance(0.5 if kind == "withdrawal" else 0.015):
            return None
        if self.chance(0.5):
            return Party("person", self.mostly(person or OTHER, (OTHER, SENDER, RECIPIENT)))
        return Party("role", self.mostly(role, ROLES))

    def names(self, kind: Kind, lifts: bool, lines: Lines, name: str | None) -> tuple[str, ...] | None:
        """Categories or purposes of a statement near a name: a grant covers it, a refusal touches it."""
        if kind == "withdrawal" and self.chance(0.5):
            return None
        if self.chance(0.02):
            return self.pick((None, (), (UNHEARD,)))
        if kind == "grant" or self.chance(0.7 if lifts else 0.4):
            above, sharing, apart = lines.get(name or "", ((), (), ()))
            chosen = (self.mostly(self.pick(above), (*sharing, *apart)),) if above else ()
            return (*chosen, self.pick([*lines])) if self.chance(0.12) else chosen
        return self.touching(lines, name)

    def touching(self, lines: Lines, name: str | None) -> tuple[str, ...]:
        above, sharing, apart = lines.get(name or "", ((), (), tuple(lines)))
        chosen = self.mostly(self.pick((*above, *sharing) or apart), apart)
        return (chosen, self.pick([*lines])) if self.chance(0.12) else (chosen,)

    # The whole

    def in_positions(self) -> list[Statement | Standing]:
        """All records in any order, each with its position in the ledger: by when they were recorded, if that is."""
        placed = sorted(self.records, key=lambda one: (one.recorded or self.moment(), self.random()))
        placed = [one._replace(position=None if self.chance(0.01) else number + 1) for number, one in enumerate(placed)]
        return sorted(placed, key=lambda _: self.random())

    def bars(self) -> list[Bar]:
        """What the programme's rules said: of one item, mostly."""
        return [
            Bar(f"rule {number}", self.mostly(self.about(), list(self.categories), 0.9), self.pick(FIRED))
            for number in range(self.pick(BARS))
        ]
