"""A drawn case as the laws of disclosure put it to a service: changed a little, asked again, answers compared."""

from collections.abc import Iterable, Sequence
from copy import copy
from functools import lru_cache
from typing import Any, TypeVar

from peersupport.testing.choices import Choices
from peersupport.testing.consent.cases import ConsentCase, Record
from peersupport.testing.consent.service import ConsentService, Explains, Rule, TakesRules, TakesWorlds, Told
from peersupport.testing.consent.setting import Lines, setting
from peersupport.testing.oracle.forms import Answer, Bar, Item, Request, Standing, Statement, World

T = TypeVar("T")
PERMIT, DENY, REQUIRED = "PERMIT", "DENY", "REQUIRED"
ROUTES = frozenset({"duty", "onward", "immediate-danger", "anonymised"})
"""The routes of the core, as `determining` names them."""


class Asked:
    """The last question that was put, and the answer."""

    def __init__(self) -> None:
        self.records: Sequence[Record] = ()
        self.request: Request | None = None
        self.answer: Answer | None = None


class Near:
    """Records near a request, in a world, with what a programme's rules say. Nothing of it is changed in place."""

    def __init__(
        self,
        service: ConsentService,
        records: Iterable[Record],
        request: Request,
        bars: Iterable[Bar] = (),
        choices: int = 0,
    ) -> None:
        self.service = self.plain = service
        self.records, self.request, self.bars = tuple(records), request, tuple(bars)
        self.rules: tuple[Rule, ...] = ()
        self.last = Asked()
        self.choices = Choices.seeded(choices)
        self.pick, self.chance = self.choices.pick, self.choices.chance
        self._put(service.world)
        self._ruled()

    @classmethod
    def of(cls, service: ConsentService, case: ConsentCase) -> "Near":
        """A case, put to a service."""
        return cls(in_world(service, case.world), case.records, case.request, case.bars, case.choices)

    def _put(self, world: World) -> None:
        self.world, self.setting = world, setting(world)
        self.categories, self.purposes = above(world)

    def _ruled(self) -> None:
        rules = (*(Rule(bar.rule, bar.category, "prohibit", bar.fired) for bar in self.bars), *self.rules)
        # Asked only where it matters: whether a class has all of a protocol takes long to find out.
        self.service = self.plain.ruled_by(rules) if rules and isinstance(self.plain, TakesRules) else self.plain

    def but(
        self,
        records: Iterable[Record] | None = None,
        request: Request | None = None,
        world: World | None = None,
        bars: Iterable[Bar] | None = None,
        rules: Iterable[Rule] | None = None,
    ) -> "Near":
        """This case with something changed, and with the same choices to come."""
        other = copy(self)
        if records is not None:
            other.records = tuple(records)
        if request is not None:
            other.request = request
        if bars is not None:
            other.bars = tuple(bars)
        if rules is not None:
            other.rules = tuple(rules)
        if world is not None:
            other.plain = in_world(self.plain, world)
            other._put(world)
        if not (bars is None and rules is None and world is None):
            other._ruled()
        return other

    def adding(self, *records: Record) -> "Near":
        """This case with further records."""
        return self.but(records=(*self.records, *records))

    def asking(self, **changes: Any) -> "Near":
        """This case with some of the request changed."""
        return self.but(request=self.request._replace(**changes))

    def ordinary(self) -> "Near":
        """This case with a request for which no route is asked: each flag is no, or not recorded."""
        flags = ("suspicion", "anonymised", "immediate_danger")
        return self.asking(**{flag: None if self.chance(0.15) else False for flag in flags})

    # What there is

    def of_kind(self, *kinds: str) -> list[Statement]:
        """The subject's statements of some kinds."""
        subject = self.request.subject
        return [
            one for one in self.records if isinstance(one, Statement) and one.subject == subject and one.kind in kinds
        ]

    @property
    def standings(self) -> list[Standing]:
        """The roles, competence and authority of everybody."""
        return [one for one in self.records if isinstance(one, Standing)]

    def without(self, *dropped: Record) -> list[Record]:
        """The records but for some."""
        return [one for one in self.records if one not in dropped]

    def changed(self, old: Record, new: Record) -> list[Record]:
        """The records with one in the place of another."""
        return [new if one == old else one for one in self.records]

    # What is asked

    def decide(self) -> Answer:
        """The service's answer."""
        last = self.last
        last.records, last.request, last.answer = self.records, self.request, None
        last.answer = self.service.decide(self.records, self.request)
        return last.answer

    def effect(self) -> str:
        """The service's effect, by name."""
        return self.decide().effect

    def told(self) -> Told:
        """The service's reasons and advice; none where it gives none."""
        service = self.service
        return service.explain(self.records, self.request) if isinstance(service, Explains) else Told()

    def said(self) -> tuple[Answer, Told]:
        """All that the service says."""
        return self.decide(), self.told()

    def alone(self, item: Item, *statements: Statement) -> Answer:
        """The answer on one item by these statements and everybody's standing alone, without rules and routes."""
        request = self.request._replace(items=(item,), suspicion=False, anonymised=False, immediate_danger=False)
        records: list[Record] = [*self.standings, *statements]
        last = self.last
        last.records, last.request, last.answer = records, request, None
        last.answer = self.plain.decide(records, request)
        return last.answer

    def permits(self, item: Item, *statements: Statement) -> bool:
        """Whether these statements alone permit one item."""
        return self.alone(item, *statements).effect == PERMIT

    def live(self, item: Item) -> list[Statement]:
        """The grants that live for an item: each would permit it, were it the only one."""
        return [one for one in self.of_kind("grant") if self.permits(item, one, *self.of_kind("withdrawal"))]

    def carried(self) -> dict[int, str]:
        """By place: the route that carries an item, as the service says of that item without any statement."""
        request, found = self.request, dict[int, str]()
        # One item that identifies makes an ordinary request of what was to be anonymous.
        flag = request.anonymised if all(item.identifies is False for item in request.items) else False
        bare = self.but(records=self.standings)
        for place, item in enumerate(request.items):
            routes = bare.asking(items=(item,), anonymised=flag).decide().determining & ROUTES
            found |= dict.fromkeys([place] if routes else [], next(iter(routes), ""))
        return found


def in_world(service: ConsentService, world: World) -> ConsentService:
    """A service in a world; as it is, where it has one of its own."""
    return service.in_world(world) if isinstance(service, TakesWorlds) else service


@lru_cache(256)
def above(world: World) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Of each category, and of each purpose: itself and all that it lies under."""
    ready = setting(world)
    return _above(ready.categories), _above(ready.purposes)


def _above(lines: Lines) -> dict[str, frozenset[str]]:
    return {name: frozenset(line.above) for name, line in lines.items()}


def touching(lines: dict[str, frozenset[str]], name: str | None) -> list[str]:
    """The names with which something lies under both."""
    return sorted({other for line in lines.values() if name in line for other in line})


def below(lines: dict[str, frozenset[str]], name: str | None) -> list[str]:
    """The names that lie under one, itself included."""
    return [other for other, line in lines.items() if name in line]


def neighbours(case: Near, count: int) -> list[Request]:
    """Requests at and beside the instants at which something changes, as known at several positions.

    Most differences of two services lie on such edges, and a request beside a case costs a tenth of a new case.
    """
    instants = {case.request.at}
    for one in case.records:
        given = (*(one.given or ()), one.end) if isinstance(one, Statement) else ()
        instants |= {when for when in (one.start, one.recorded, *given) if when is not None}
    moments, places = sorted(instants), (case.request.known, None, None, len(case.records), len(case.records) // 2)
    requests: list[Request] = []
    for _ in range(count):
        at = case.pick(moments) + case.pick((0, 0, -1, 1))
        request = case.request._replace(at=at, known=case.pick(places))
        if case.chance(0.2):
            request = request._replace(purpose=case.pick(tuple(case.purposes)))
        requests.append(request)
    return requests
