"""What any rule of a host judges, near that rule: a family, an act, a supporter, what is told, a meeting ..."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from peersupport.errors import UnknownName, did_you_mean
from peersupport.programmes.checks import subject_of
from peersupport.programmes.host import Host
from peersupport.records.acts import Act
from peersupport.records.allocations import ProposedAllocation
from peersupport.records.case import Case
from peersupport.records.community import LearningItem, Meeting, Message, TrainingEvent
from peersupport.records.disclosure import ProposedDisclosure
from peersupport.records.identifiers import ProgrammeId
from peersupport.records.referrals import OnwardReferral
from peersupport.records.roles import Role
from peersupport.records.supporters import CheckKind, SupervisionKind, Supporter
from peersupport.rules.criteria import Member
from peersupport.rules.rule import Rule
from peersupport.rules.rule_set import rule_parameters, settings_on
from peersupport.rules.structure import criteria_of, facts_of, nodes_of
from peersupport.rules.values import RecordValues, Settings
from peersupport.testing.choices import Choices
from peersupport.testing.strategies.aims import Aiming, Wishes
from peersupport.testing.strategies.families import COMMON, cases
from peersupport.testing.strategies.fields import Setting, record_of
from peersupport.testing.strategies.moments import DAY
from peersupport.testing.strategies.nearby import aim_at, granted, truth_of
from peersupport.testing.strategies.putting import Around, Put
from peersupport.testing.strategies.reach import reachable_by
from peersupport.testing.strategies.records import TEXTS
from peersupport.testing.strategies.strategy import strategy
from peersupport.truth import Truth

TRIES = 12
"""How many subjects are drawn, at most, until the rule comes to what it is aimed at."""
KINDS: Mapping[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        Act, Case, LearningItem, Meeting, Message, OnwardReferral, ProposedAllocation, ProposedDisclosure, Supporter,
        TrainingEvent,
    )
}  # fmt: skip
NAMED: tuple[type[Enum], ...] = (Role, CheckKind, SupervisionKind)
"""The enums whose members facts of the core are named after."""


@strategy
def subjects(
    choices: Choices,
    /,
    *,
    host: Host,
    rule: str,
    site: str | None = None,
    on: date = DAY,
    truth: Truth | None = None,
    ways: Mapping[str, Put] | None = None,
) -> Any:
    """What one rule of a host judges, whatever hook it is of: the record that its facts speak of.

    The rule is aimed at `truth`, or at any that it may come to; of several records the first that meets it is taken.
    Shrinks to one of which it is true and little is recorded. `ways` is as for `near`. Raises `UnknownName` for a rule
    that the host does not have.
    """
    hook, found = _rule(host, rule)
    overrides = host.overrides[site] if site is not None else {}
    values = settings_on(rule_parameters([found]), on, overrides)
    able = [one for one in Truth if one in reachable_by(found, values)]
    around = Around(on=on, settings=values, programme=ProgrammeId(found.programme))
    draw = _drawing(host, found, subject_of(found, host.programmes[found.programme], hook), on)
    wanted = choices.pick(able) if truth is None else truth
    for attempt in range(TRIES):
        wishes = Wishes()
        aim_at(Aiming(choices, values, on), found, wanted, wishes)
        record = granted(choices, draw(choices, attempt), wishes, around, ways or {})
        if comes_to(found, record, on, values) is wanted:
            break
    return record  # type: ignore[possibly-undefined] # pyright: ignore[reportPossiblyUnboundVariable] - tried at least once


def comes_to(rule: Rule, record: Any, on: date, settings: Settings) -> Truth:
    """What a rule comes to for a record, by the reference evaluator."""
    judged = record.addressed_to(ProgrammeId(rule.programme)) if isinstance(record, Case) else record
    return truth_of(rule, RecordValues(judged, on, settings))


def mentioned(rule: Rule) -> frozenset[Any]:
    """The members of enums and the texts of which a rule speaks, by itself or by the names of its facts."""
    given = criteria_of([rule])
    constants = {
        one
        for node in nodes_of(given)
        if isinstance(node, Member) and isinstance(node.allowed, frozenset)
        for one in node.allowed
    }
    names = [fact.name.partition(".")[2] for fact in facts_of(given)]
    members = {one for kind in NAMED for one in kind if any(str(one.value) in name for name in names)}
    words = {word for name in names for word in _words(name)}
    return frozenset(constants | members | words)


def _words(name: str) -> tuple[str, ...]:
    """What a fact of the core that is made to order is named after: an agenda's matter, a topic, a course."""
    for stem in ("meeting_spoke_of_", "training_covered_", "trained_"):
        if name.startswith(stem):
            return name.removeprefix(stem), name.removeprefix(stem).replace("_", " ")
    return ()


def _rule(host: Host, name: str) -> tuple[str, Rule]:
    known = {one.name: (hook, one) for hook, each in host.rules.items() for one in each}
    if name not in known:
        raise UnknownName("there is no such rule", help=did_you_mean(name, known))
    return known[name]


def _drawing(host: Host, rule: Rule, subject: str, on: date) -> Callable[[Choices, int], Any]:
    """How a record is drawn: the first with little in it, the others with more."""
    programme = host.programmes[rule.programme]
    if subject == Case.__name__:
        facts = tuple(host.facts.values())
        return lambda choices, attempt: cases.by(
            choices, on=on, programmes=(programme,), facts=facts, blank=0.3 if attempt else 0.7
        )
    stages = {pathway.id: [stage.id for stage in pathway.stages] for pathway in programme.pathways}
    every = [stage for each in stages.values() for stage in each]
    texts = {**TEXTS, "pathway": [*stages] or ["way"], "stage": every or ["stage"]}
    words = mentioned(rule)
    roles = frozenset[Any]() if any(isinstance(one, Role) for one in words) else COMMON
    setting = Setting(on=on, texts=texts, mentioned=words | roles, blank=0.25)
    return lambda choices, _: record_of(choices, KINDS[subject], setting)
