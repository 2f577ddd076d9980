"""Cases near the rules of an offer: each rule true, false and unknown in turn, each parameter at its boundary."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from peersupport._attrs import evolve
from peersupport.errors import UnknownName, did_you_mean
from peersupport.facts.children import children
from peersupport.programmes.host import Host
from peersupport.records.case import Case
from peersupport.records.identifiers import PersonId, ProgrammeId
from peersupport.records.people import Child
from peersupport.rules.criteria import Collection
from peersupport.rules.evaluate import evaluate
from peersupport.rules.facts import presuppositions
from peersupport.rules.rule import Rule
from peersupport.rules.rule_set import RuleSet
from peersupport.rules.values import GivenValues, RecordValues, Settings, Values
from peersupport.testing.choices import Choices
from peersupport.testing.strategies.aims import Aiming, Wishes
from peersupport.testing.strategies.families import cases
from peersupport.testing.strategies.moments import DAY
from peersupport.testing.strategies.putting import Around, Put, way_back
from peersupport.testing.strategies.reach import reachable, reachable_by
from peersupport.testing.strategies.strategy import strategy
from peersupport.truth import Truth, any_of

TRIES = 5
"""How many cases are drawn, at most, until a rule comes to what it is aimed at."""
ROUNDS = 3
"""How often it is tried to meet what the wish for another requirement has undone."""
TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


@strategy
def near(
    choices: Choices,
    /,
    *,
    host: Host,
    offer: str,
    site: str | None = None,
    on: date = DAY,
    rule: str | None = None,
    truth: Truth | None = None,
    ways: Mapping[str, Put] | None = None,
) -> Case:
    """Cases near the rules of an offer, as they stand on a day.

    Three in ten meet every requirement, as far as records can. In the others one rule, any or the named one, is aimed
    at `truth`, any or the given one, while the rest are met; one in ten takes what it likes. Numbers and days lie at
    the boundary at which the rule's truth turns, or one below or above it. Shrinks to a case with every requirement
    met and little else recorded.

    `rule` is one that is in force on the day: where you name none, on 1 June 2025. `ways` says for facts of a plugin
    of its own how a record is written of which they have a value. Raises `UnknownName` for an offer, a site or a rule
    that is not there.
    """
    policy = host.eligibility(offer, site)
    rules = policy.rules_on(on)
    programme = host.programmes.get(policy.programme) or policy.programme
    around = Around(on=on, settings=rules.settings, programme=ProgrammeId(policy.programme))
    facts = tuple(host.facts.values())
    aimed = None if rule is None else _named(rules, rule, on, policy.rules)
    for attempt in range(TRIES):
        wishes, aim = _wished(choices, rules, on, aimed, truth)
        drawn = cases.by(choices, on=on, programmes=(programme,), facts=facts, blank=0.3 if attempt else 0.7)
        case: Case = granted(choices, drawn, wishes, around, ways or {})
        values = RecordValues(case.addressed_to(around.programme), on, rules.settings)
        if aim is None or truth_of(aim[0], values) is aim[1]:
            break
    return case  # type: ignore[possibly-undefined] # pyright: ignore[reportPossiblyUnboundVariable] - tried at least once


def _wished(
    choices: Choices, rules: RuleSet, on: date, named: Rule | None, truth: Truth | None
) -> tuple[Wishes, tuple[Rule, Truth] | None]:
    """That every requirement is met, then that one rule comes to what it is aimed at."""
    wishes, aiming = Wishes(), Aiming(choices, rules.settings, on)
    loose = named is None and choices.chance(0.1)
    wanted = [one for one in rules.requirements if not loose or choices.chance(0.5)]
    for _ in range(ROUNDS):
        values = _given(wishes, rules.settings)
        for one in wanted:
            if truth_of(one, values) is not TRUE:
                aim_at(aiming, one, TRUE, wishes)
                values = _given(wishes, rules.settings)
    if named is None and not choices.chance(0.7):
        return wishes, None
    aimed = choices.pick((*rules.requirements, *rules.annotations)) if named is None else named
    able = [one for one in Truth if one in reachable_by(aimed, rules.settings)]
    chosen = choices.pick(able) if truth is None else truth
    aim_at(aiming, aimed, chosen, wishes)
    return wishes, (aimed, chosen)


def truth_of(rule: Rule, values: Values) -> Truth:
    """What a rule comes to: TRUE where it does not apply, and never FALSE where nobody knows whether it does."""
    applies = TRUE if rule.when is None else evaluate(rule.when, values).truth
    truth = evaluate(rule.criterion, values).truth
    return any_of((~applies, truth)) if applies is not UNKNOWN else TRUE if truth is TRUE else UNKNOWN


def _given(wishes: Wishes, settings: Settings) -> GivenValues:
    members = {
        one.name: None if each is None else [_given(member, settings) for member in each]
        for one, each in wishes.members.items()
    }
    facts = {fact.name: value for fact, value in wishes.facts.items()}
    return GivenValues(facts=facts, collections=members, settings=settings)


def aim_at(aiming: Aiming, rule: Rule, truth: Truth, wishes: Wishes) -> None:
    """Wish that a rule comes to a truth; it is met where it does not apply, and open where nobody knows if it does."""
    if rule.when is None:
        aiming.aim(rule.criterion, truth, wishes)
    elif truth is TRUE and FALSE in reachable(rule.when, aiming.settings) and aiming.choices.chance(0.3):
        aiming.aim(rule.when, FALSE, wishes)
    else:
        unsure = truth is UNKNOWN and aiming.choices.chance(0.3)
        aiming.aim(rule.criterion, FALSE if unsure else truth, wishes)
        aiming.aim(rule.when, UNKNOWN if unsure else TRUE, wishes)


def granted(choices: Choices, record: Any, wishes: Wishes, around: Around, ways: Mapping[str, Put]) -> Any:
    """The record with what was wished, as far as there is a way back to it: members first, then what others rest on."""
    for collection, members in wishes.members.items():
        found = None if members is None else _members(choices, record, collection, members, around, ways)
        record = evolve(record, **{collection.attribute: found})
    for fact, value in sorted(wishes.facts.items(), key=lambda one: len(presuppositions(one[0]))):
        if (way := way_back(fact, ways)) is not None:
            record = way(choices, record, value, around)
    return record


def _members(
    choices: Choices, record: Any, of: Collection, wishes: list[Wishes], around: Around, ways: Mapping[str, Put]
) -> tuple[Any, ...]:
    given = getattr(record, of.attribute) or ()
    if of is children:
        given = (*given, *(Child(id=PersonId(f"child-{place}")) for place in range(len(given) + 1, len(wishes) + 1)))
    return tuple(granted(choices, one, wish, around, ways) for one, wish in zip(given, wishes, strict=False))


def _named(rules: RuleSet, name: str, on: date, of_any_day: tuple[Rule, ...]) -> Rule:
    known = _by_names((*rules.requirements, *rules.annotations))
    if name not in known:
        told = f"no such rule is in force on {on.isoformat()}"
        other = "it is on other days: name one as `on=`"
        raise UnknownName(told, help=other if name in _by_names(of_any_day) else did_you_mean(name, known))
    return known[name]


def _by_names(rules: tuple[Rule, ...]) -> dict[str, Rule]:
    return {one.id: one for one in rules} | {one.name: one for one in rules}
