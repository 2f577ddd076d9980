"""The changes of a rule: its criterion and guard, its effect and what follows from it, its words, the whole of it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from peersupport._attrs import evolve
from peersupport.programmes.contributions import Contribution
from peersupport.rules.criteria import AnyOf, Criterion
from peersupport.rules.rule import Effect, Rule
from peersupport.testing.mutation.citations import changed_citation, changed_requirements
from peersupport.testing.mutation.criteria import Change, Codes, changes
from peersupport.testing.mutation.equivalence import equivalent
from peersupport.testing.mutation.mutant import Mutant, Subject
from peersupport.testing.mutation.values import changed_period

ELSEWHERE = "somebody else"
Changed = Iterator[tuple[Rule | None, str]]
"""A rule with one change (None: it is gone), and the change in words."""


def rule_mutants(hook: str, rule: Rule, known: Sequence[str], codes: Codes, inherited: bool) -> Iterator[Mutant]:
    """Every change of one rule. `known` are the statements that the plugin carries, in order; `inherited`: the rule's
    period is its programme's, and is changed there."""
    working = (*_whole(rule), *_criteria(rule, codes), *_effect(rule), *_consequences(rule))
    found = [(Subject.RULE, *one) for one in working]
    found += [(Subject.RULE, *one) for one in (() if inherited else _period(rule))]
    found += [(Subject.CITATION, *one) for one in _words(rule, known)]
    for subject, changed, words in found:
        yield Mutant(
            subject=subject,
            place=f"rule {rule.id}",
            change=words,
            alter=lambda whole, new=changed: with_rule(whole, hook, rule, new),  # type: ignore[misc]
            requirements=rule.requirements,
            rules=(rule.id,),
        )


def with_rule(contribution: Contribution, hook: str, rule: Rule, new: Rule | None) -> Contribution:
    """The contribution with a rule replaced, or without it."""
    if all((where, one.name) != (hook, rule.name) for where, one in contribution.rules):
        return contribution
    kept = ((where, new if (where, one.name) == (hook, rule.name) else one) for where, one in contribution.rules)
    return evolve(contribution, rules=tuple((where, one) for where, one in kept if one is not None))


def _whole(rule: Rule) -> Changed:
    yield None, "the whole rule dropped"
    if rule.offer:
        yield evolve(rule, offer=None), f"of the offer {rule.offer} -> of every offer"


def _criteria(rule: Rule, codes: Codes) -> Changed:
    if rule.when is not None:
        yield evolve(rule, when=None), "always, without its `when`"
        for one in _real(rule.when, codes):
            yield evolve(rule, when=one.changed), f"when {one.words}"
    if rule.effect is Effect.ROUTE:
        yield from _targets(rule, codes)
        return
    for change in _real(rule.criterion, codes):
        yield evolve(rule, criterion=change.changed), change.words


def _targets(rule: Rule, codes: Codes) -> Changed:
    def routed(targets: tuple[tuple[str, Criterion], ...]) -> Rule:
        return evolve(rule, targets=targets, criterion=AnyOf(parts=tuple(way for _, way in targets)))

    for place, (target, way) in enumerate(rule.targets):
        before, after = rule.targets[:place], rule.targets[place + 1 :]
        if before or after:
            yield routed((*before, *after)), f"without the route to {target}"
        for change in _real(way, codes):
            yield routed((*before, (target, change.changed), *after)), f"to {target}: {change.words}"
    for (one, first), (other, second) in pairwise(rule.targets):
        swapped = {one: second, other: first}
        yield (
            routed(tuple((target, swapped.get(target, way)) for target, way in rule.targets)),
            f"the ways to {one} and {other} exchanged",
        )


def _real(criterion: Criterion, codes: Codes) -> Iterator[Change]:
    """The changes that differ from the criterion and from each other."""
    seen: set[Criterion] = set()
    for one in changes(criterion, codes):
        if one.changed not in seen and not equivalent(one.changed, criterion):
            seen.add(one.changed)
            yield one


def _effect(rule: Rule) -> Changed:
    other = {Effect.REQUIRE: Effect.EXPECT, Effect.EXPECT: Effect.REQUIRE}.get(rule.effect)
    if other is not None:
        yield evolve(rule, effect=other), f"{rule.effect.value} -> {other.value}"


def _consequences(rule: Rule) -> Changed:
    if rule.otherwise is not None:
        yield evolve(rule, otherwise=None), f"without the redirect to {rule.otherwise.to}"
        sent = evolve(rule.otherwise, to=ELSEWHERE)
        yield evolve(rule, otherwise=sent), f"redirect to {rule.otherwise.to} -> to {ELSEWHERE}"
    if rule.unknown is not None:
        yield evolve(rule, unknown=None), f"without the hold by {rule.unknown.by}"
        yield evolve(rule, unknown=evolve(rule.unknown, by=ELSEWHERE)), f"held by {rule.unknown.by} -> by {ELSEWHERE}"
    if rule.obligation is not None:
        yield evolve(rule, obligation=None), "without its duty"
    if rule.advice:
        yield evolve(rule, advice=""), "without its advice"


def _period(rule: Rule) -> Changed:
    if rule.in_force is not None:
        for period in changed_period(rule.in_force):
            yield evolve(rule, in_force=period), f"in force {rule.in_force} -> {period}"


def _words(rule: Rule, known: Sequence[str]) -> Changed:
    for citation, words in changed_citation(rule.citation):
        yield evolve(rule, citation=citation), words
    for requirements, words in changed_requirements(rule.requirements, known):
        yield evolve(rule, requirements=requirements), words
    if rule.reading:
        yield evolve(rule, reading=""), "without its reading"
