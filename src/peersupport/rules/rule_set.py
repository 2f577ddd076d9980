"""The rules of one offer of one programme in one epoch, in which neither rules nor parameters change; compiled once."""

from collections.abc import Callable, Iterable
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

import attrs

from peersupport.errors import Fault
from peersupport.rules.compiled import Compiled, Gate, compile_gates
from peersupport.rules.criteria import All
from peersupport.rules.facts import Audience
from peersupport.rules.parameters import Dated, Parameter
from peersupport.rules.rule import CONDITIONS, Effect, Rule
from peersupport.rules.structure import criteria_of, facts_of, parameters_of
from peersupport.rules.values import Settings

T = TypeVar("T")
Overrides = dict[str, tuple[Dated, ...]]
"""A site's own dated values, by parameter name."""


@attrs.frozen(eq=False)
class Provenance:
    """Where a rule set comes from: digests of host and site, and the version of each plugin that contributed."""

    host_digest: str = ""
    site: str = ""
    site_digest: str = ""
    versions: tuple[tuple[str, str], ...] = ()


@attrs.frozen(eq=False)
class RuleSet:
    """`requirements` decide, `annotations` accompany; each sorted by id, so that the order of plugins never matters.

    `unavailable` names plugins that should have contributed and could not: then nothing is decided.
    """

    programme: str
    title: str
    offer: str
    subject: str
    requirements: tuple[Rule, ...]
    annotations: tuple[Rule, ...]
    settings: Settings
    parameters: tuple[Parameter, ...]
    provenance: Provenance
    unavailable: tuple[Fault, ...]
    compiled: Compiled
    _visible: dict[Audience, frozenset[str]] = attrs.field(factory=dict[Audience, frozenset[str]], init=False)
    _read: dict[Audience, tuple[Parameter, ...]] = attrs.field(
        factory=dict[Audience, tuple[Parameter, ...]], init=False
    )
    _made: dict[Callable[["RuleSet"], Any], Any] = attrs.field(
        factory=dict[Callable[["RuleSet"], Any], Any], init=False, repr=False
    )

    def once(self, make: "Callable[[RuleSet], T]") -> T:
        """What a function makes of this rule set, which never changes: made on first use, and kept."""
        if make not in self._made:
            self._made.setdefault(make, make(self))
        made: T = self._made[make]
        return made

    def visible_to(self, audience: Audience) -> frozenset[str]:
        """The names of the rules of which the reader may see every fact that they speak of. Worked out once."""
        if audience not in self._visible:
            rules = (*self.requirements, *self.annotations)
            self._visible[audience] = frozenset(
                rule.name for rule in rules if all(audience in one.visible_to for one in facts_of(criteria_of([rule])))
            )
        return self._visible[audience]

    def parameters_for(self, audience: Audience) -> tuple[Parameter, ...]:
        """The parameters that the rules visible to the reader depend on. Worked out once."""
        if audience not in self._read:
            names = self.visible_to(audience)
            rules = (*self.requirements, *self.annotations)
            self._read[audience] = rule_parameters(rule for rule in rules if rule.name in names)
        return self._read[audience]

    @property
    def address(self) -> str:
        """How the offer is named: the programme, and its offer where it has several."""
        return f"{self.programme}/{self.offer}" if self.offer else self.programme


def rule_parameters(rules: Iterable[Rule]) -> tuple[Parameter, ...]:
    """Every parameter that the rules or their facts read, by name."""
    found = {one.name: one for one in parameters_of(criteria_of(rules))}
    return tuple(found[name] for name in sorted(found))


def settings_on(parameters: Iterable[Parameter], day: date, overrides: Overrides) -> Settings:
    """The value of each parameter on a day, at a site."""
    return MappingProxyType({one.name: one.on(day, overrides.get(one.name)) for one in parameters})


def epoch_starts(rules: Iterable[Rule], parameters: Iterable[Parameter], overrides: Overrides) -> tuple[date, ...]:
    """The days on which a rule or a parameter changes, in order; the first epoch starts at the beginning of time."""
    days = {date.min}
    for rule in rules:
        if rule.in_force is not None:
            days.update(end for end in (rule.in_force.start, rule.in_force.end) if end is not None)
    for one in parameters:
        days.update(one.changes(overrides.get(one.name)))
    return tuple(sorted(days))


def rule_set(
    *,
    programme: str,
    title: str,
    offer: str,
    subject: str,
    rules: Iterable[Rule],
    day: date,
    overrides: Overrides,
    provenance: Provenance,
    unavailable: tuple[Fault, ...] = (),
) -> RuleSet:
    """The rule set in force on a day, compiled."""
    live = sorted(
        (rule for rule in rules if rule.in_force is not None and rule.in_force.contains(day)),
        key=lambda rule: rule.name,
    )
    parameters = rule_parameters(live)
    settings = settings_on(parameters, day, overrides)
    requirements = tuple(rule for rule in live if rule.effect is Effect.REQUIRE)
    gates = tuple(Gate(criterion=rule.criterion, when=rule.when) for rule in requirements)
    return RuleSet(
        programme=programme,
        title=title,
        offer=offer,
        subject=subject,
        requirements=requirements,
        annotations=tuple(rule for rule in live if rule.effect is not Effect.REQUIRE),
        settings=settings,
        parameters=parameters,
        provenance=provenance,
        unavailable=unavailable,
        compiled=compile_gates(f"{programme} {offer}".strip(), gates, settings),
    )


def compiled_annotations(rules: RuleSet) -> Compiled:
    """The rules that accompany an outcome, compiled as those that make it are (`RuleSet.once`)."""
    gates = tuple(_noted(rule) for rule in rules.annotations)
    return compile_gates(f"{rules.programme} {rules.offer} annotations", gates, rules.settings)


def _noted(rule: Rule) -> Gate:
    """A condition that does not apply is met; whatever else does not apply is not the case."""
    if rule.when is None or rule.effect in CONDITIONS:
        return Gate(criterion=rule.criterion, when=rule.when)
    return Gate(criterion=All(parts=(rule.when, rule.criterion)))
