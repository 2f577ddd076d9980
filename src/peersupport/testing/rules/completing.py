"""Every way in which what the oracle is not told may turn out, where there are few enough to walk through."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from peersupport.rules.criteria import Kind
from peersupport.rules.facts import Fact
from peersupport.rules.parameters import Parameter
from peersupport.testing.oracle.truths import OPEN, Between, World, completions
from peersupport.testing.rules.vocabulary import BY_NAME, CODES, EPOCHS, FACTS

DOMAINS: dict[Kind, list[Any]] = {
    Kind.BOOLEAN: [True, False],
    Kind.CODE: list(CODES),
    Kind.WHOLE: [0, 5, 7],
    Kind.NUMBER: [0.5, 2.6, 9.0],
    Kind.DATE: [day.toordinal() for day in EPOCHS[1:]],
}
SETS = {"site.colours": [{"red"}, {"green", "blue"}], "site.codes": [{"E1"}, {"E2", "E3"}]}
MOST = 3_000
"""Of how many completions a criterion is judged; whoever has more is left out."""


def _domains() -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {OPEN: [True, False]}
    things: list[Fact | Parameter] = [*FACTS.values(), *BY_NAME.values()]
    for one in things:
        found[one.name] = DOMAINS[one.kind] if one.category is None else [each.value for each in one.category]
    for name, one in BY_NAME.items():
        found[name] = list(one.options) if one.options else SETS.get(name, found[name])
    return found


BY_DOMAIN = _domains()


def completed(world: World, names: Iterable[str]) -> Iterator[World]:
    """The completions of what a criterion is told that names these; none at all where there are too many, or one."""
    blanks = _blanks(set(names))
    if 1 < _count(world, BY_DOMAIN, blanks) <= MOST:
        yield from completions(world, BY_DOMAIN, blanks)


def _blanks(names: set[str]) -> dict[str, World]:
    """A member of each collection of whom nothing is known that the criterion asks for."""

    def facts(kind: str) -> dict[str, None]:
        return dict.fromkeys(name for name, one in FACTS.items() if one.subject == kind and name in names)

    return {
        "members": World(facts("member"), {"pets": None} if "pets" in names else {}),
        "pets": World(facts("pet")),
    }


def _count(world: World, domains: Mapping[str, list[Any]], blanks: Mapping[str, World]) -> int:
    """At most how many completions there are, so that nobody starts on millions."""
    many = 1
    for name, value in (*world.facts.items(), *world.settings.items()):
        many *= 1 if value is not None and not isinstance(value, Between) else len(domains[name]) + 2
    for name, members in world.members.items():
        if members is None:
            one = _count(blanks[name], domains, blanks)
            many *= 1 + one + one**2
        for member in members or ():
            many *= _count(member, domains, blanks)
    return many
