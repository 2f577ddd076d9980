"""Scenes set by hand: few records, of which all is known but what a law is about, and a request at the end of them."""

from collections.abc import Sequence
from random import Random
from typing import Any, NamedTuple, TypeVar

from tests.disclosure.forms import Interval, Item, Party, Request, Standing, Statement
from tests.disclosure.near import PERMIT, Near, Record
from tests.disclosure.worlds import DAY, OTHER_PROGRAMME, PROGRAMME, RECIPIENT, SENDER, WORLDS

from peersupport.policies.disclosure import DisclosureDecision

T = TypeVar("T")
LONG_AGO = -3_000 * DAY
WORLD = WORLDS[0][0]
SUBJECT = "amal"
ABLE = Standing("competence", True, SUBJECT, 2 * LONG_AGO, 2 * LONG_AGO, 0, purposes=("care", "safeguarding"))
"""She could always decide, as far as nothing else is recorded."""


class Event(NamedTuple):
    """A dated record as a model reads it: what it says, from when, and whether that surely was known before."""

    on: bool
    start: int
    prior: bool
    covers: bool = True
    touches: bool = True


def surely(events: Sequence[Event], when: Interval, on: bool) -> bool:
    """Whether records say so at every instant of an interval: one that is prior, and none that may be known against."""
    low, high = when
    against = [one.start for one in events if one.on is not on and one.touches]
    return any(
        one.on is on
        and one.prior
        and one.covers
        and one.start <= low
        and not any(one.start <= start <= high for start in against)
        for one in events
    )


def over(events: Sequence[Event], when: Interval) -> bool:
    """Whether each time it was taken up it was surely laid down, later and before the interval."""
    low, high = when
    ends = [one.start for one in events if not one.on and one.prior and one.covers]
    starts = [one.start for one in events if one.on and one.touches and one.start <= high]
    return all(any(start < end <= low for end in ends) for start in starts)


class Stage:
    """A scene in the making, about one subject, sender and recipient, at one instant."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.at = 40 * DAY + self.pick((0, 1, DAY // 2, DAY - 1))
        self.known: int | None = self.pick((None, 100))
        self.request = Request(
            SUBJECT, SENDER, RECIPIENT, (Item("mood"),), "support", self.at, self.known, programme=PROGRAMME
        )

    def pick(self, values: Sequence[T]) -> T:
        """One of some values."""
        return values[int(self.random.random() * len(values))]

    def chance(self, probability: float) -> bool:
        """Whether something happens that does so often."""
        return self.random.random() < probability

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.random.random() * (high - low + 1))

    def statement(self, kind: Any, name: str = "", **changes: Any) -> Statement:
        """A statement by the subject that applies, as changed: for the two persons, given and recorded long ago."""
        given = (changes.get("given") or (LONG_AGO,))[-1]
        fields: dict[str, Any] = {
            "giver": SUBJECT,
            "given": (given, given),
            "recorded": given,
            "position": 1,
            "sender": Party("person", SENDER),
            "recipient": Party("person", RECIPIENT),
            "categories": ("health",),
            "purposes": ("care",),
        }
        if kind == "withdrawal":
            fields |= dict.fromkeys(("sender", "recipient", "categories", "purposes"))
        return Statement(name or f"{kind}!", kind, SUBJECT, **(fields | changes))

    def near(self, *records: Record, **asked: Any) -> Near:
        """The scene as a case."""
        return Near(records, self.request._replace(**asked), WORLD, seed=1)

    def decide(self, *records: Record, **asked: Any) -> DisclosureDecision:
        """The engine's decision."""
        return self.near(*records, **asked).decide()

    def permits(self, *records: Record, **asked: Any) -> bool:
        """Whether the engine permits."""
        return self.decide(*records, **asked).effect.name == PERMIT

    def recording(self) -> tuple[dict[str, Any], bool | None]:
        """How something is recorded, and whether that is prior; None: so that it was not known at all."""
        form = self.random.random()
        if form < 0.7:
            return {"recorded": self.pick((LONG_AGO, self.at - 1)), "position": self.pick((1, 100))}, True
        if form < 0.8:
            return {"recorded": None, "position": 1}, False
        if form < 0.9:
            # As known at a position it is known, though its record comes too late to widen anything.
            return {"recorded": self.at + self.pick((0, 1)), "position": 100}, None if self.known is None else False
        if self.known is None:
            return {"recorded": self.at, "position": None}, None
        position, prior = self.pick(((None, False), (101, None)))
        return {"recorded": LONG_AGO, "position": position}, prior

    def role(self, person: str, role: str, start: int, on: bool = True, **changes: Any) -> Standing:
        """That somebody takes up or lays down a role in the programme."""
        fields = {"recorded": LONG_AGO, "position": 1, "role": role, "programme": PROGRAMME}
        return Standing("role", on, person, start, **(fields | changes))

    def elsewhere(self, one: Standing) -> Standing:
        """The same in another programme."""
        return one._replace(programme=OTHER_PROGRAMME)
