"""A drawn case as the laws of disclosure put it to the engine: changed a little, asked again, answers compared."""

from collections.abc import Iterable, Sequence
from copy import copy
from functools import lru_cache
from random import Random
from typing import Any, TypeVar

from tests.disclosure.adapter import Adapter, bar_rule
from tests.disclosure.drawing import draw
from tests.disclosure.forms import Bar, Item, Request, Standing, Statement, Term, World

from peersupport.policies.disclosure import Disclosure, DisclosureDecision
from peersupport.policies.disclosure.programme_rules import ProgrammeRules
from peersupport.records.consent import ConsentRecord
from peersupport.records.disclosure import DisclosureRequest
from peersupport.rules.rule import Rule

T = TypeVar("T")
Record = Statement | Standing
Lines = dict[str, frozenset[str]]
PERMIT, DENY, REQUIRED = "PERMIT", "DENY", "REQUIRED"


@lru_cache(256)
def above(terms: tuple[Term, ...]) -> Lines:
    """Of each name: itself and all that it lies under."""
    parents = {term.name: term.parents for term in terms}

    def climb(name: str) -> frozenset[str]:
        return frozenset({name}).union(*(climb(parent) for parent in parents[name]))

    return {name: climb(name) for name in parents}


def touching(lines: Lines, name: str | None) -> list[str]:
    """The names with which something lies under both."""
    return sorted({other for line in lines.values() if name in line for other in line})


def below(lines: Lines, name: str | None) -> list[str]:
    """The names that lie under one, itself included."""
    return [other for other, line in lines.items() if name in line]


@lru_cache(64)
def adapter(world: World) -> Adapter:
    """The adapter of a world; of many worlds that are met once, not all are kept."""
    return Adapter(world)


class Near:
    """Records near a request, in a world, with what a programme's rules say. Nothing of it is changed in place."""

    def __init__(
        self, records: Iterable[Record], request: Request, world: World, bars: Iterable[Bar] = (), seed: int = 0
    ) -> None:
        self.records, self.request, self.bars = tuple(records), request, tuple(bars)
        self.rules: tuple[Rule, ...] = ()
        self.seed, self.random = seed, Random(seed)
        self.put_in(world)

    def put_in(self, world: World) -> None:
        """Let this case, while it is made, lie in a world."""
        self.world, self.ways = world, adapter(world)
        self.categories, self.purposes = above(world.categories), above(world.purposes)

    @classmethod
    def drawn(cls, random: Random) -> "Near":
        """A case drawn at random."""
        return cls(*draw(random), seed=random.getrandbits(32))

    def __repr__(self) -> str:
        worlds = [term for term in (*self.world.categories, *self.world.purposes) if term.since is not None]
        lines = (self.request, *self.records, *self.bars, *worlds)
        return "\n".join(f"    {one}" for one in lines) + f"\n    choices: {self.seed}"

    def pick(self, values: Sequence[T]) -> T:
        """One of some values."""
        return values[int(self.random.random() * len(values))]

    def chance(self, probability: float) -> bool:
        """Whether something happens that does so often."""
        return self.random.random() < probability

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
            other.put_in(world)
        return other

    def asking(self, **changes: Any) -> "Near":
        """This case with some of the request changed."""
        return self.but(request=self.request._replace(**changes))

    def ordinary(self) -> "Near":
        """This case with a request for which no route is asked: each flag is no, or not recorded."""
        flags = ("suspicion", "anonymised", "immediate_danger")
        return self.asking(**{flag: None if self.chance(0.15) else False for flag in flags})

    # What there is

    def of(self, *kinds: str) -> list[Statement]:
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

    def asked(self) -> DisclosureRequest:
        """The library's request."""
        return self.ways.request(self.request)

    def made(self) -> list[ConsentRecord]:
        """The library's records."""
        return [self.ways.record(one) for one in self.records]

    def policy(self) -> Disclosure:
        """The policy of this case's world, with its bars and further rules."""
        if not self.bars and not self.rules:
            return self.ways.policy
        bars = tuple(bar_rule(bar.rule, self.ways.name(bar.category), bar.fired) for bar in self.bars)
        judged = ProgrammeRules("mothers", (*bars, *self.rules), {})
        return Disclosure(judged, self.ways.categories, self.ways.purposes)

    def decide(self) -> DisclosureDecision:
        """The engine's decision, by a register that nobody asked before."""
        return self.policy().decide(self.made(), self.asked())

    def effect(self) -> str:
        """The engine's effect, by name."""
        return self.decide().effect.name

    def alone(self, item: Item, *statements: Statement) -> DisclosureDecision:
        """The decision on one item by these statements and everybody's standing alone, without rules and routes."""
        request = self.request._replace(items=(item,), suspicion=False, anonymised=False, immediate_danger=False)
        return self.but(records=(*self.standings, *statements), request=request, bars=(), rules=()).decide()

    def permits(self, item: Item, *statements: Statement) -> bool:
        """Whether these statements alone permit one item."""
        return self.alone(item, *statements).effect.name == PERMIT

    def live(self, item: Item) -> list[Statement]:
        """The grants that live for an item: each would permit it, were it the only one."""
        return [one for one in self.of("grant") if self.permits(item, one, *self.of("withdrawal"))]


def said(decision: DisclosureDecision) -> tuple[object, ...]:
    """All that a decision says."""
    return (
        decision.effect,
        decision.told_places,
        decision.determining,
        decision.obligations,
        decision.advice,
        decision.reasons,
        decision.untold,
    )
