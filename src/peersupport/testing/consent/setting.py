"""A world made ready to draw in: what lies near each name, who may tell whom, and how often what is drawn."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from peersupport.testing.oracle.forms import Term, World

T = TypeVar("T")


class Line(NamedTuple):
    """What lies near one name: what it lies under (itself included), what shares something with it, and the rest."""

    above: tuple[str, ...]
    sharing: tuple[str, ...]
    apart: tuple[str, ...]


Lines = dict[str, Line]
Direction = tuple[tuple[str, ...], tuple[str, ...]]
"""The roles that tell, and those that are told."""


def weighted(weights: Mapping[T, int]) -> tuple[T, ...]:
    """Each key as often as its weight: to draw from in one step."""
    return tuple(key for key, weight in weights.items() for _ in range(weight))


GRANTS = weighted({0: 2, 1: 18, 2: 40, 3: 40})
REFUSALS = weighted({0: 12, 1: 52, 2: 36})
WITHDRAWALS = (0, 0, 0, 0, 1, 1, 2)
ITEMS = weighted({1: 62, 2: 29, 3: 8, 0: 1})
ITEMS_OF_DUTY = weighted({1: 9, 2: 53, 3: 37, 0: 1})
BARS = weighted({0: 45, 1: 4, 2: 1})
FIRED: tuple[bool | None, ...] = (True, True, True, True, None, None, False)


class Setting(NamedTuple):
    """What drawing needs of a world."""

    world: World
    roles: tuple[str, ...]
    categories: Lines
    purposes: Lines
    directions: tuple[Direction, ...]
    """Each as often as it is drawn."""
    routes: tuple[str, ...]
    """For which route a request is drawn, each as often as it is; only those that there can be."""
    supporters: tuple[str, ...]
    professionals: tuple[str, ...]
    leads: tuple[str, ...]
    statutory: tuple[str, ...]
    emergency: tuple[str, ...]
    needed: tuple[str, ...]
    """The categories that are need-to-know."""
    advice: tuple[str, ...]
    """The purposes under which something is talked over anonymously."""
    safeguarding: tuple[str, ...]
    ordinary: tuple[str, ...]
    """All purposes but the one on which onward disclosure rests."""


def lines_of(terms: Sequence[Term]) -> Lines:
    """What lies near each name. A parent that is no name itself is passed over."""
    parents = {term.name: term.parents for term in terms}

    def climb(name: str) -> set[str]:
        return {name}.union(*(climb(parent) for parent in parents[name] if parent in parents))

    above = {name: climb(name) for name in parents}
    lines: Lines = {}
    for name, own in above.items():
        sharing = {other for line in above.values() if name in line for other in line} - own
        lines[name] = Line(tuple(sorted(own)), tuple(sorted(sharing)), tuple(sorted(above.keys() - own - sharing)))
    return lines


def under(lines: Lines, uppers: Iterable[str]) -> tuple[str, ...]:
    """The names that lie under one of these."""
    names = {*uppers}
    return tuple(name for name, line in lines.items() if names & {*line.above})


@lru_cache(64)
def setting(world: World) -> Setting:
    """A world made ready, once."""
    categories, purposes = lines_of(world.categories), lines_of(world.purposes)
    kinds = (world.supporters, world.professionals, world.leads, world.statutory, world.emergency)
    supporters, professionals, leads, statutory, emergency = (tuple(sorted(kind)) for kind in kinds)
    needed = under(categories, world.need_to_know)
    advice, safeguarding = under(purposes, (world.advice,)), under(purposes, (world.safeguarding,))
    directions: dict[Direction, int] = {
        (supporters, professionals): 40,
        (professionals, supporters): 18,
        (supporters, leads): 18,
        (leads, statutory): 12,
        (supporters, (*supporters, *statutory)): 8,
        ((*supporters, *leads), emergency): 4,
    }
    routes = {
        "ordinary": 65,
        "duty": 14 * bool(supporters and leads and needed),
        "onward": 6 * bool(leads and statutory and needed and safeguarding),
        "anonymised": 9 * bool(supporters and professionals and advice),
        "danger": 3 * bool(emergency),
        "suspicion": 3,
    }
    possible = weighted({one: weight for one, weight in directions.items() if all(one)})
    return Setting(
        world=world,
        roles=world.roles,
        categories=categories,
        purposes=purposes,
        directions=possible or ((world.roles, world.roles),),
        routes=weighted(routes),
        supporters=supporters,
        professionals=professionals,
        leads=leads,
        statutory=statutory,
        emergency=emergency,
        needed=needed,
        advice=advice,
        safeguarding=safeguarding,
        ordinary=tuple(name for name in purposes if name != world.safeguarding) or tuple(purposes),
    )
