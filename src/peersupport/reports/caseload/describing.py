"""A programme's rules and values in words, as far as one reader may see them."""

from collections.abc import Iterable, Mapping
from datetime import date

from peersupport._attrs import evolve
from peersupport.citations import Mark
from peersupport.programmes.host import Host
from peersupport.reports.caseload.model import RuleShown, ValueShown
from peersupport.rules.facts import Audience
from peersupport.rules.parameters import Dated, Parameter
from peersupport.rules.render import render, shown
from peersupport.rules.rule import Effect, Rule
from peersupport.rules.rule_set import RuleSet

DOES = {
    Effect.REQUIRE: "Needed to join",
    Effect.EXPECT: "Expected",
    Effect.OBLIGE: "Brings a duty",
    Effect.PRIORITISE: "Comes first",
    Effect.ROUTE: "Who would take her",
}
"""What each effect of a rule of joining does, in words; none of the others is among them."""


def rules_shown(rule_sets: Iterable[RuleSet], audience: Audience) -> tuple[RuleShown, ...]:
    """Each rule that the reader may see: requirements first. One that sites read in different ways is told for each."""
    given = tuple(rule_sets)
    sites: dict[RuleShown, dict[str, None]] = {}
    for part in ("requirements", "annotations"):
        for one in given:
            for rule in getattr(one, part):
                if rule.name in one.visible_to(audience):
                    sites.setdefault(_rule(rule, one), {})[one.provenance.site] = None
    names = [rule.name for rule in sites]
    return tuple(
        evolve(rule, where=", ".join(where)) if names.count(rule.name) > 1 else rule for rule, where in sites.items()
    )


def values_shown(host: Host, rule_sets: Iterable[RuleSet], audience: Audience, day: date) -> tuple[ValueShown, ...]:
    """Each parameter that these rules read at their sites, with its value on a day and who gave it."""
    found = (_value(one, rules, host, day) for rules in rule_sets for one in rules.parameters_for(audience))
    return tuple(dict.fromkeys(found))


def _rule(rule: Rule, rules: RuleSet) -> RuleShown:
    settings = rules.settings
    words = render(rule.criterion, settings)
    if rule.effect is Effect.ROUTE:
        words = "; ".join(f"{target}: {render(way, settings)}" for target, way in rule.targets)
    return RuleShown(
        name=rule.id,
        requirements=", ".join(rule.requirements),
        does=DOES.get(rule.effect, rule.effect.value.capitalize()),
        words=capitalised(words),
        when="" if rule.when is None else render(rule.when, settings),
        quotation=rule.citation.quotation,
        mark=rule.citation.mark.value,
        document=rule.citation.document,
        reading=rule.reading,
        note=rule.citation.note,
        then=rule.obligation.duty if rule.obligation is not None else rule.advice,
        turn=_turn(rule),
    )


def _turn(rule: Rule) -> str:
    told: list[str] = []
    if rule.otherwise is not None:
        told.append(f"Whoever is refused is shown the way to: {rule.otherwise.to}.")
    if rule.unknown is not None:
        told.append(f"While it is not known, it is held for: {rule.unknown.by}.")
    return " ".join(told)


def _value(one: Parameter, rules: RuleSet, host: Host, day: date) -> ValueShown:
    site = rules.provenance.site
    overrides: Mapping[str, tuple[Dated, ...]] = host.overrides.get(site, {}) if site else {}
    value = shown(rules.settings[one.name], one.unit)
    return ValueShown(
        name=one.name,
        meaning=capitalised(one.meaning or one.name),
        value="not set: whoever it matters for cannot be told" if rules.settings[one.name] is None else value,
        mark=one.citation.mark.value,
        origin=f"the site {site}" if one.name in overrides else _origin(one, host, day),
        quotation=one.citation.quotation,
    )


def _origin(one: Parameter, host: Host, day: date) -> str:
    since = max((entry.since for entry in one.values if entry.since is not None and entry.since <= day), default=None)
    programmes = one.name.partition(".")[0] in host.programmes
    whose = (
        "the source" if one.citation.mark is Mark.SEED else "the programme's plugin" if programmes else "the library"
    )
    return whose if since is None else f"{whose}, since {shown(since)}"


def capitalised(text: str) -> str:
    """The text with a capital at its beginning; the rest as it is."""
    return text[:1].upper() + text[1:]
