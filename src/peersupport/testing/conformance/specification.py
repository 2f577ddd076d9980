"""What a rule must come to, by the specification of criteria, which shares no code with the engine."""

from collections.abc import Callable, Iterable, Iterator

from peersupport.rules.criteria import Collection, Criterion
from peersupport.rules.document import criterion_document
from peersupport.rules.facts import Fact
from peersupport.rules.parameters import Parameter
from peersupport.rules.rule import CONDITIONS, Rule
from peersupport.rules.structure import collections_of, facts_of, folds_of, operands_of
from peersupport.rules.values import RecordValues
from peersupport.testing.oracle.truths import Language, World, possible
from peersupport.testing.rules.worlds import TRUTHS, plain
from peersupport.truth import Truth

Specified = Callable[[RecordValues], Truth]
"""What something must come to, for a subject whose facts have these values."""


def specification(rule: Rule) -> Specified:
    """What a rule must come to, its guard included."""
    own = _of_criterion(rule.criterion)
    if rule.when is None:
        return own
    guard = _of_criterion(rule.when)
    if rule.effect in CONDITIONS:
        return lambda values: ~guard(values) | own(values)
    return lambda values: guard(values) & own(values)


def _of_criterion(criterion: Criterion) -> Specified:
    facts = tuple(dict.fromkeys(facts_of([criterion])))
    collections = tuple(dict.fromkeys(collections_of([criterion])))
    settings = tuple(dict.fromkeys(_parameters([criterion])))
    language = Language(
        presupposes={one.name: None if one.presupposes is None else one.presupposes.name for one in facts},
        ordered=frozenset(one.name for one in (*facts, *settings) if one.kind.ordered),
    )
    document = criterion_document(criterion)
    return lambda values: TRUTHS[possible(document, _world(values, facts, collections, settings), language)]


def _world(
    values: RecordValues, facts: tuple[Fact, ...], collections: tuple[Collection, ...], settings: tuple[Parameter, ...]
) -> World:
    kind = type(values.subject).__name__
    members = {
        one.name: None if (found := values.members(one)) is None else [_world(each, facts, collections, settings)
                                                                       for each in found]
        for one in collections
        if one.owner == kind
    }  # fmt: skip
    return World(
        facts={one.name: plain(values.value(one)) for one in facts if one.subject == kind},
        members=members,
        settings={one.name: plain(values.setting(one)) for one in settings},
    )


def _parameters(criteria: Iterable[Criterion]) -> Iterator[Parameter]:
    """The parameters that stand in criteria; those that facts read are the facts' own affair."""
    given = tuple(criteria)
    yield from (one for one in operands_of(given) if isinstance(one, Parameter))
    for fold in folds_of(given):
        yield from _parameters([fold.part])
