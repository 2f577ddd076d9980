"""Every change of one plugin: of its programmes' periods, its rules, its parameters, its schedules."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from peersupport._attrs import evolve
from peersupport.programmes.checks import facts_in, parameters_in
from peersupport.programmes.contributions import Contribution
from peersupport.programmes.programme import Programme
from peersupport.rules.actions import CORE_ACTIONS
from peersupport.rules.criteria import Constant, Member
from peersupport.rules.parameters import Parameter
from peersupport.rules.structure import criteria_of, folds_of, nodes_of, parameters_of
from peersupport.testing.mutation.criteria import Codes
from peersupport.testing.mutation.mutant import Mutant, Subject
from peersupport.testing.mutation.parameters import parameter_mutants
from peersupport.testing.mutation.rules import rule_mutants
from peersupport.testing.mutation.schedules import schedule_mutants
from peersupport.testing.mutation.values import changed_period

CORE = "core."
"""The core's own parameters are not a plugin's to change."""


def mutants_of(contribution: Contribution) -> tuple[Mutant, ...]:
    """Every change, each by a name of its own, in an order that is the same in every run."""
    rules = tuple(rule for _, rule in contribution.rules)
    known = _known(contribution)
    codes = _codes(contribution)
    runs = {(one.id, one.runs) for one in contribution.programmes}
    found = [mutant for one in contribution.programmes for mutant in _periods(one)]
    for hook, rule in contribution.rules:
        found += rule_mutants(hook, rule, known, codes, (rule.programme, rule.in_force) in runs)
    for parameter in _parameters(contribution):
        readers = tuple(one for one in rules if parameter in parameters_of(criteria_of([one])))
        found += parameter_mutants(parameter, known, readers)
    for schedule in contribution.schedules:
        found += schedule_mutants(schedule, known)
    return tuple(_named_apart(found))


def _periods(programme: Programme) -> Iterator[Mutant]:
    """The programme's period by a day, and with it that of all that inherits it."""
    for period in changed_period(programme.runs):
        yield Mutant(
            subject=Subject.PROGRAMME,
            place=f"programme {programme.id}",
            change=f"runs {programme.runs.start} to {programme.runs.end} -> {period.start} to {period.end}",
            alter=lambda whole, new=period: _running(whole, programme, new),  # type: ignore[misc]
        )


def _running(whole: Contribution, programme: Programme, period: object) -> Contribution:
    def moved(one: object) -> bool:
        return (getattr(one, "programme", ""), getattr(one, "in_force", None)) == (programme.id, programme.runs)

    if all(one.id != programme.id for one in whole.programmes):
        return whole
    return evolve(
        whole,
        programmes=tuple(evolve(one, runs=period) if one.id == programme.id else one for one in whole.programmes),
        rules=tuple((hook, evolve(one, in_force=period) if moved(one) else one) for hook, one in whole.rules),
        schedules=tuple(evolve(one, in_force=period) if moved(one) else one for one in whole.schedules),
    )


def _parameters(contribution: Contribution) -> list[Parameter]:
    read = (*parameters_in(contribution), *(one for fact in facts_in(contribution) for _, one in fact.reads))
    return sorted({one for one in read if not one.name.startswith(CORE)}, key=lambda one: one.name)


def _known(contribution: Contribution) -> Sequence[str]:
    """The statements that the plugin's rules, parameters and schedules carry."""
    carried = {name for _, rule in contribution.rules for name in rule.requirements}
    carried |= {name for one in contribution.schedules for name in one.requirements}
    carried |= {one.requirement for one in _parameters(contribution) if one.requirement}
    return sorted(carried)


def _codes(contribution: Contribution) -> Codes:
    """By fact, every code that a rule compares it with; not the core's own actions, which no rule can make its own."""
    found: dict[str, set[Constant]] = defaultdict(set)
    criteria = criteria_of(rule for _, rule in contribution.rules)
    for node in nodes_of([*criteria, *(fold.part for fold in folds_of(criteria))]):
        if isinstance(node, Member) and isinstance(node.allowed, frozenset):
            found[node.operand.name] |= node.allowed
    core = {one.id for one in CORE_ACTIONS}
    return {name: frozenset(codes) - core for name, codes in found.items()}


def _named_apart(found: Sequence[Mutant]) -> Iterator[Mutant]:
    """Two changes that read alike (the same part stands twice in a rule) are told apart by a number."""
    seen: Counter[str] = Counter()
    for one in found:
        seen[one.name] += 1
        yield one if seen[one.name] == 1 else evolve(one, change=f"{one.change} ({seen[one.name]})")
