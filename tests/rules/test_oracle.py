"""The reference evaluator against two independent readings of design.md."""

from collections import Counter
from datetime import date
from random import Random
from typing import Any

from peersupport.rules.criteria import Kind
from peersupport.rules.document import criterion_document
from peersupport.rules.evaluate import evaluate
from peersupport.rules.facts import Fact
from peersupport.rules.parameters import Parameter
from peersupport.rules.values import RecordValues
from peersupport.testing.oracle.truths import OPEN, Between, World, completions, holds, possible
from peersupport.testing.rules.drawing import drawn_criterion, drawn_settings, drawn_subject
from peersupport.testing.rules.vocabulary import BY_NAME, CODES, EPOCHS, FACTS
from peersupport.testing.rules.worlds import LANGUAGE, TRUTHS, named_in, world_of
from peersupport.truth import Truth

DAY = date(2022, 6, 1)
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


def _blanks(names: set[str]) -> dict[str, World]:
    """A member of each collection of whom nothing is known that the criterion asks for."""

    def facts(kind: str) -> dict[str, None]:
        return dict.fromkeys(name for name, one in FACTS.items() if one.subject == kind and name in names)

    return {
        "members": World(facts("member"), {"pets": None} if "pets" in names else {}),
        "pets": World(facts("pet")),
    }


def _count(world: World, domains: dict[str, list[Any]], blanks: dict[str, World]) -> int:
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


def test_reference_says_what_the_words_say() -> None:
    """Every truth is the one that design.md's words give: no more, and no less, is told than what is known."""
    random, truths = Random(7), Counter[Truth]()
    for _ in range(600):
        criterion, settings = drawn_criterion(random, depth=random.choice((1, 2, 3, 4))), drawn_settings(random)
        document = criterion_document(criterion)
        for _ in range(5):
            subject = drawn_subject(random)
            expected = TRUTHS[possible(document, world_of(subject, DAY, settings, named_in(document)), LANGUAGE)]
            truth = evaluate(criterion, RecordValues(subject, DAY, settings)).truth
            assert truth is expected, f"{document} of {subject}"
            truths[truth] += 1
    assert all(truths[truth] > 600 for truth in Truth), truths


def test_what_is_decided_holds_however_the_unknown_turns_out() -> None:
    """TRUE and FALSE are sound: no completion of what is not recorded contradicts them."""
    random, truths, completed = Random(11), Counter[Truth](), 0
    domains = _domains()
    for _ in range(6_000):
        criterion, settings = drawn_criterion(random, depth=random.choice((2, 3, 4))), drawn_settings(random)
        document = criterion_document(criterion)
        names = named_in(document)
        subject, blanks = drawn_subject(random, blank=0.4), _blanks(names)
        world = world_of(subject, DAY, settings, names)
        truth = evaluate(criterion, RecordValues(subject, DAY, settings)).truth
        if truth is Truth.UNKNOWN or not 1 < _count(world, domains, blanks) <= MOST:
            continue
        truths[truth] += 1
        for complete in completions(world, domains, blanks):
            assert holds(document, complete, LANGUAGE) is (truth is Truth.TRUE), f"{document} of {subject}: {complete}"
            completed += 1
    assert truths[Truth.TRUE] > 400, truths
    assert truths[Truth.FALSE] > 400, truths
    print(dict(truths), completed)
    assert completed > 10_000
