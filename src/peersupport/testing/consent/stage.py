"""Scenes set by hand: few records, of which all is known but what a law is about, and a request at the end of them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from peersupport._attrs import frozen
from peersupport.testing.choices import Choices
from peersupport.testing.consent.cases import Record
from peersupport.testing.consent.near import PERMIT, Asked, Near, in_world
from peersupport.testing.consent.service import ConsentService
from peersupport.testing.consent.setting import Lines, setting
from peersupport.testing.consent.worlds import DAY, OTHER_PROGRAMME, PLAIN, RECIPIENT, SENDER, SUBJECTS
from peersupport.testing.oracle.forms import Answer, Item, Party, Request, Standing, Statement, Term, World

LONG_AGO = -3_000 * DAY
SUBJECT = SUBJECTS[0]


class Around(NamedTuple):
    """A name that is asked for, one above it, and one below it and one apart from it where there are any."""

    asked: str
    top: str
    below: str | None
    apart: str | None


class Place(NamedTuple):
    """The category and the purpose of the scenes of a world, with what lies around them."""

    category: Around
    purpose: Around


def _around(terms: Sequence[Term], lines: Lines, but: str) -> Around:
    """Around the old name with the most above and below it: one that hinges on as many relations as there are."""
    young = {one.name for one in terms if one.since is not None}

    def below(name: str) -> list[str]:
        return [other for other, line in lines.items() if name in line.above and not young & {other, name}]

    old = [name for name in lines if not young & {*lines[name].above}] or [*lines]
    names = [name for name in old if but not in lines[name].above] or old
    asked = max(names, key=lambda name: (len(lines[name].above) > 1, len(below(name)) > 1, len(lines[name].apart)))
    above = [name for name in lines[asked].above if name != asked]
    under = [name for name in below(asked) if name != asked]
    return Around(asked, (above or [asked])[0], next(iter(under), None), next(iter(lines[asked].apart), None))


@lru_cache(64)
def _place(world: World) -> Place:
    ready = setting(world)
    needed = next(iter(world.need_to_know), "")
    return Place(
        _around(world.categories, ready.categories, needed), _around(world.purposes, ready.purposes, world.advice)
    )


@frozen
class Scene:
    """The choices of a scene, as thousandths: the same ones set the same scene, and the plainest choice is 0."""

    choices: tuple[int, ...]

    def again(self) -> Choices:
        """The choices, to be made once more; whatever else is chosen is the plainest."""
        left = iter(self.choices)
        return Choices(lambda: next(left, 0) / 1_000)


class Stage:
    """A scene in the making, about one subject, sender and recipient, at one instant."""

    def __init__(self, service: ConsentService, scene: Scene) -> None:
        self.service = in_world(service, PLAIN)
        self.choices = scene.again()
        self.pick, self.chance, self.number = self.choices.pick, self.choices.chance, self.choices.number
        self.last = Asked()
        self.world = self.service.world
        self.roles = self.world.roles
        self.category, self.purpose = _place(self.world)
        self.at = 40 * DAY + self.pick((0, 1, DAY // 2, DAY - 1))
        self.known: int | None = self.pick((None, 100))
        self.request = Request(
            SUBJECT, SENDER, RECIPIENT, (Item(self.category.asked),), self.purpose.asked, self.at, self.known,
            self.world.programme,
        )  # fmt: skip
        self.able = Standing("competence", True, SUBJECT, 2 * LONG_AGO, 2 * LONG_AGO, 0, purposes=(self.purpose.top,))
        """She could always decide, as far as nothing else is recorded."""

    def role_of(self, kind: Iterable[str], other: str = "") -> str:
        """A role of a kind, but for another one."""
        return next((one for one in sorted(kind) if one != other), next(one for one in self.roles if one != other))

    def statement(self, kind: Literal["grant", "refusal", "withdrawal"], name: str = "", **changes: Any) -> Statement:
        """A statement by the subject that applies, as changed: for the two persons, given and recorded long ago."""
        given = (changes.get("given") or (LONG_AGO,))[-1]
        fields: dict[str, Any] = {
            "giver": SUBJECT,
            "given": (given, given),
            "recorded": given,
            "position": 1,
            "sender": Party("person", SENDER),
            "recipient": Party("person", RECIPIENT),
            "categories": (self.category.top,),
            "purposes": (self.purpose.top,),
        }
        if kind == "withdrawal":
            fields |= dict.fromkeys(("sender", "recipient", "categories", "purposes"))
        return Statement(name or f"{kind}!", kind, SUBJECT, **(fields | changes))

    def near(self, *records: Record, **asked: Any) -> Near:
        """The scene as a case."""
        case = Near(self.service, records, self.request._replace(**asked), choices=1)
        case.last = self.last
        return case

    def decide(self, *records: Record, **asked: Any) -> Answer:
        """The service's answer."""
        request, last = self.request._replace(**asked), self.last
        last.records, last.request, last.answer = records, request, None
        last.answer = self.service.decide(records, request)
        return last.answer

    def permits(self, *records: Record, **asked: Any) -> bool:
        """Whether the service permits."""
        return self.decide(*records, **asked).effect == PERMIT

    def recording(self) -> tuple[dict[str, Any], bool | None]:
        """How something is recorded, and whether that is prior; None: so that it was not known at all."""
        form = self.choices.fraction()
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
        fields: dict[str, Any] = {
            "recorded": LONG_AGO, "position": 1, "role": role, "programme": self.world.programme,
        }  # fmt: skip
        return Standing("role", on, person, start, **(fields | changes))

    def elsewhere(self, one: Standing) -> Standing:
        """The same in another programme."""
        return one._replace(programme=OTHER_PROGRAMME)
