"""The worlds, names and proportions from which histories are drawn."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from tests.disclosure.forms import Term, World

T = TypeVar("T")
DAY = 86_400_000_000
"""One day in the unit of instants, which is the microsecond."""
YOUNG = 20 * DAY + DAY // 2
"""When the newest terms began to exist: at noon, so that what was given on that day may be older or not."""

SENDER, RECIPIENT, OTHER, PROXY = "una", "rosa", "otto", "pat"
SUBJECTS = ("amal", "beth", "cara")
PROGRAMME, OTHER_PROGRAMME = "mothers", "parents"
UNHEARD = "unheard of"
"""A name that no hierarchy has."""

SUPPORTERS, LEADS, EMERGENCY = ("visitor", "befriender"), ("lead", "deputy", "co-ordinator"), ("emergency services",)
PROFESSIONALS, STATUTORY = ("health visitor", "social worker", "co-ordinator"), ("social worker", "police")
ROLES = (*SUPPORTERS, *LEADS, "social worker", "police", "health visitor", *EMERGENCY)

CATEGORIES = (
    Term("all"),
    Term("health", ("all",)),
    Term("mood", ("health",)),
    Term("sleep", ("health", "home")),
    Term("home", ("all",)),
    Term("debt", ("home",)),
    Term("harm", ("all",)),
    Term("bruise", ("harm", "health")),
    Term("neglect", ("harm", "home"), YOUNG),
    Term("diet", ("health",), YOUNG),
    Term("allergy", ("diet",)),
)
PURPOSES = (
    Term("care"),
    Term("support", ("care",)),
    Term("visit", ("support",)),
    Term("supervision", ("support",)),
    Term("referral", ("care",)),
    Term("advice", ("support",)),
    Term("case advice", ("advice",)),
    Term("safeguarding"),
    Term("strategy meeting", ("safeguarding",)),
    Term("peer review", ("advice", "supervision"), YOUNG),
)
Lines = dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]
"""Of each name: what it lies under, what else shares something with it, and what does not."""


def weighted(weights: Mapping[T, int]) -> tuple[T, ...]:
    """Each key as often as its weight: to draw from in one step."""
    return tuple(key for key, weight in weights.items() for _ in range(weight))


def _above(terms: Sequence[Term], name: str) -> set[str]:
    parents = [parent for term in terms if term.name == name for parent in term.parents]
    return {name}.union(*(_above(terms, parent) for parent in parents))


def _lines(terms: Sequence[Term]) -> Lines:
    above = {term.name: _above(terms, term.name) for term in terms}
    lines: Lines = {}
    for name, own in above.items():
        sharing = {other for line in above.values() if name in line for other in line} - own
        lines[name] = tuple(sorted(own)), tuple(sorted(sharing)), tuple(sorted(above.keys() - own - sharing))
    return lines


def _world(categories: Sequence[Term], purposes: Sequence[Term]) -> tuple[World, Lines, Lines]:
    world = World(
        categories=tuple(categories),
        purposes=tuple(purposes),
        need_to_know=frozenset({"harm"}),
        supporters=frozenset(SUPPORTERS),
        professionals=frozenset(PROFESSIONALS),
        leads=frozenset(LEADS),
        statutory=frozenset({*STATUTORY, "health visitor", *EMERGENCY}),
        emergency=frozenset(EMERGENCY),
        advice="advice",
        safeguarding="safeguarding",
    )
    return world, _lines(categories), _lines(purposes)


_ALL = _world(CATEGORIES, PURPOSES)
_DATED_ABOVE = _world(
    # A chain exists when all of it does: here its upper ends are the newest.
    [one._replace(since=YOUNG if one.name in ("all", "home") else None) for one in CATEGORIES],
    [one._replace(since=YOUNG + 1) if one.name in ("support", "visit") else one for one in PURPOSES],
)
_OLD = _world([one for one in CATEGORIES[:8] if one.since is None], [one for one in PURPOSES if one.since is None])
WORLDS = (*[_ALL] * 6, _DATED_ABOVE, *[_OLD] * 3)
"""Worlds with the lines of their categories and purposes, each as often as it is drawn."""

DIRECTIONS = weighted(
    {
        (("visitor",), ("health visitor",)): 40,
        (("health visitor", "social worker"), SUPPORTERS): 18,
        (SUPPORTERS, LEADS): 18,
        (LEADS, (*STATUTORY, *EMERGENCY, "health visitor")): 12,
        (("visitor",), ("befriender", "police")): 8,
        (("visitor", "lead"), EMERGENCY): 4,
    }
)
"""From whom to whom."""
ROUTES = weighted({"ordinary": 65, "duty": 14, "onward": 6, "anonymised": 9, "danger": 3, "suspicion": 3})
"""Which route the request is drawn for."""
ITEMS = weighted({0: 1, 1: 62, 2: 29, 3: 8})
ITEMS_OF_DUTY = weighted({0: 1, 1: 18, 2: 52, 3: 29})
GRANTS, REFUSALS, WITHDRAWALS = (
    weighted({0: 2, 1: 18, 2: 40, 3: 40}),
    weighted({0: 19, 1: 54, 2: 27}),
    (0, 0, 0, 1, 1, 2),
)
BARS = weighted({0: 45, 1: 4, 2: 1})
FIRED: tuple[bool | None, ...] = (True, True, True, True, None, None, False)
