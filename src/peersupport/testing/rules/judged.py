"""A criterion with a subject and a site's settings: drawn, made smaller, written as JSON and read again."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from random import Random
from typing import Any

from peersupport._attrs import evolve, frozen
from peersupport.errors import RuleError, error_code
from peersupport.rules.check import check_criterion
from peersupport.rules.criteria import All, AnyOf, AtLeast, Choose, Criterion, Kind, Not, Quantified, Select
from peersupport.rules.document import criterion_document, value_document
from peersupport.rules.facts import Fact
from peersupport.rules.parameters import Parameter
from peersupport.rules.reading import criterion_from
from peersupport.rules.recorded_values import value_from
from peersupport.rules.values import Settings
from peersupport.testing.choices import Choices
from peersupport.testing.rules.drawing import FOLDS, WITHIN, drawn_criterion, drawn_settings, drawn_subject
from peersupport.testing.rules.vocabulary import BY_NAME, COLLECTIONS, FACTS, Subject
from peersupport.testing.rules.worlds import fits, named_in

DAY = date(2022, 6, 1)
MISTYPED = object()
"""What stands for a value of another type than its fact declares."""

SEEDS = 2**20
"""From so many seeds a criterion and its subject are drawn."""


@frozen
class Judged:
    """A criterion, the subject of which it is asked, and the values of the parameters."""

    criterion: Criterion
    subject: Subject
    settings: Settings
    chance: int
    """From which further choices are made, where a law makes any."""

    @property
    def document(self) -> Any:
        """The criterion as JSON."""
        return criterion_document(self.criterion)


def draw(_: object, choices: Choices) -> Judged:
    """A criterion up to four nodes deep that loads, of a subject with much or little recorded."""
    random = Random(choices.number(0, SEEDS - 1))  # noqa: S311 - what is drawn are examples
    criterion = drawn_criterion(random, depth=random.choice((1, 2, 3, 4)))
    while not _loads(criterion):
        criterion = drawn_criterion(random, depth=random.choice((1, 2, 3, 4)))
    subject = drawn_subject(random, blank=random.choice((0.2, 0.5)))
    return Judged(
        criterion=criterion, subject=subject, settings=drawn_settings(random), chance=choices.number(0, SEEDS - 1)
    )


def smaller(case: Judged) -> Iterator[Judged]:
    """A part of the criterion alone, or with less in one of its parts; then less about the subject."""
    for criterion in (*_parts(case.criterion), *_less(case.criterion)):
        if _loads(criterion):
            yield evolve(case, criterion=criterion)
    named = _named(case)
    for subject in _less_known(case.subject, named):
        yield evolve(case, subject=subject)
    for name, value in case.settings.items():
        if name in named and value is not None:
            yield evolve(case, settings={**case.settings, name: None})


def _loads(criterion: Criterion) -> bool:
    """Whether a plugin may have this criterion: only then it comes back from its document."""
    return not check_criterion(criterion, "family", "drawn")


def _named(case: Judged) -> set[str]:
    """What the criterion names, and the parameters that its facts read."""
    names = named_in(case.document)
    return names | {one.name for name in names & FACTS.keys() for _, one in FACTS[name].reads}


def _parts(node: Criterion) -> tuple[Criterion, ...]:
    """The criteria of the same subject that a node is made of."""
    match node:
        case All() | AnyOf() | AtLeast():
            return node.parts
        case Not():
            return (node.part,)
        case Choose():
            return tuple(part for _, part in node.readings)
        case Select():
            return (*(part for _, part in node.branches), node.otherwise)
        case _:
            return ()


def _less(node: Criterion) -> Iterator[Criterion]:
    """The node with one part fewer, or a smaller one."""
    match node:
        case All() | AnyOf():
            for place in range(len(node.parts)) if len(node.parts) > 1 else ():
                yield evolve(node, parts=(*node.parts[:place], *node.parts[place + 1 :]))
            for place, part in enumerate(node.parts):
                for one in (*_parts(part), *_less(part)):
                    yield evolve(node, parts=(*node.parts[:place], one, *node.parts[place + 1 :]))
        case Not() | Quantified():
            for one in (*_parts(node.part), *_less(node.part)):
                yield evolve(node, part=one)
        case _:
            return


def _less_known(subject: Subject, named: Iterable[str]) -> Iterator[Subject]:
    wanted = set(named)
    unread = {name for name, value in subject.values.items() if value is not None and name not in wanted}
    if unread:
        yield _with(subject, {name: value for name, value in subject.values.items() if name not in unread})
    for name, value in subject.values.items():
        if name in wanted and value is not None:
            yield _with(subject, {**subject.values, name: None})
    for attribute in ("members", "pets"):
        held: tuple[Subject, ...] | None = getattr(subject, attribute)
        if held is not None and attribute not in wanted:
            yield _folded(subject, attribute, None)
        for place, member in enumerate(held or ()):
            rest = held or ()
            yield _folded(subject, attribute, (*rest[:place], *rest[place + 1 :]))
            for less in _less_known(member, wanted):
                yield _folded(subject, attribute, (*rest[:place], less, *rest[place + 1 :]))


def _with(subject: Subject, values: Mapping[str, object]) -> Subject:
    return Subject(values, members=subject.members, pets=subject.pets)


def _folded(subject: Subject, attribute: str, held: tuple[Subject, ...] | None) -> Subject:
    folds = {"members": subject.members, "pets": subject.pets, attribute: held}
    return Subject(subject.values, **folds)


def write(case: Judged) -> object:
    """All that the criterion reads, as JSON."""
    named = _named(case)
    settings = {name: value_document(one) for name, one in case.settings.items() if name in named and one is not None}
    return {
        "criterion": case.document,
        "subject": _subject_document(case.subject, named, "family"),
        "settings": settings,
        "chance": case.chance,
    }


def _subject_document(subject: Subject, named: set[str], kind: str) -> dict[str, Any]:
    held = {name: one for name, one in subject.values.items() if name in named and one is not None}
    written: dict[str, Any] = {"facts": {name: _value_document(FACTS[name], one) for name, one in held.items()}}
    if kind in FOLDS:
        members: tuple[Subject, ...] | None = getattr(subject, FOLDS[kind].attribute)
        inner = [_subject_document(one, named, WITHIN[kind]) for one in members or ()]
        written["members"] = None if members is None else inner
    return written


def _value_document(fact: Fact, value: Any) -> Any:
    if isinstance(value, BaseException):
        return {"raises": error_code(value)}
    return value_document(value) if fits(fact, value) or value != value else {"mistyped": True}


def read(_: object, document: Any) -> Judged:
    """What `write` wrote. Raises whatever another document brings about."""
    settings = {name: _setting(one, document["settings"].get(name)) for name, one in BY_NAME.items()}
    return Judged(
        criterion=criterion_from(document["criterion"], FACTS, BY_NAME, COLLECTIONS),
        subject=_subject_from(document["subject"], "family"),
        settings=settings,
        chance=document["chance"],
    )


def _setting(one: Parameter, given: Any) -> Any:
    return value_from(one.kind, one.category, given, many=one.many)


def _subject_from(document: Any, kind: str) -> Subject:
    values = {name: _value_from(FACTS[name], one) for name, one in document["facts"].items()}
    folds: dict[str, tuple[Subject, ...] | None] = {"members": None, "pets": None}
    if kind in FOLDS and document["members"] is not None:
        folds[FOLDS[kind].attribute] = tuple(_subject_from(one, WITHIN[kind]) for one in document["members"])
    return Subject(values, **folds)


def _value_from(fact: Fact, given: Any) -> object:
    match given:
        case {"raises": code}:
            return RuleError("a fact that raises", code=code)
        case {"mistyped": True}:
            return MISTYPED
        case _:
            made: object = value_from(fact.kind, fact.category, given)
            return float(given) if fact.kind is Kind.NUMBER and isinstance(given, str) else made
