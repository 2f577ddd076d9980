"""Checks of contributions against each other and against what the host allows; every fault names its plugin."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date
from typing import cast

from peersupport.errors import Fault, RuleError, did_you_mean
from peersupport.facts import CORE_FACTS
from peersupport.policies.safeguarding import SAFEGUARDING_PARAMETERS
from peersupport.programmes.boundary_checks import action_faults, named_action_faults
from peersupport.programmes.contributions import Contribution
from peersupport.programmes.effects import effect_faults
from peersupport.programmes.programme import Offer, Programme
from peersupport.programmes.schedule_checks import schedule_faults, schedule_parameters
from peersupport.programmes.session_checks import session_faults
from peersupport.records.vocabulary import CATEGORIES, CORE_ROUTES, PURPOSES
from peersupport.rules.check import check_rule
from peersupport.rules.contradictions import contradictions
from peersupport.rules.facts import Fact
from peersupport.rules.parameters import Parameter
from peersupport.rules.rule import NARROWING, Effect, Rule
from peersupport.rules.rule_set import epoch_starts, rule_parameters, settings_on
from peersupport.rules.structure import criteria_of, facts_of, parameters_of, subjects_of

ID = re.compile(r"[a-z0-9][a-z0-9-]*")
JUDGED = {"boundary_rules": "Act", "disclosure_rules": "ProposedDisclosure"}
"""The hooks whose rules all speak of one kind of subject, whatever the offer."""
WHOLE = Offer(id="", title="")
"""The only offer of a programme that declares none."""


def offers_of(programme: Programme) -> tuple[Offer, ...]:
    """The offers of a programme, in the order in which it declares them."""
    return programme.offers or (WHOLE,)


def contribution_faults(
    one: Contribution, programmes: Mapping[str, Programme], owner: Mapping[str, str], allowed: Collection[str]
) -> list[Fault]:
    """Every fault of one plugin. `allowed` are the programmes that the host lets it overlay."""
    from peersupport.programmes.pathway_checks import entry_faults, pathway_faults, rule_faults  # noqa: PLC0415 - lean

    faults: list[Fault] = []
    for rule_id, times in sorted(Counter(rule.name for _, rule in one.rules).items()):
        if times > 1:
            faults.append(
                Fault(
                    code="rule-duplicate",
                    message=f"the rule `{rule_id}` is given {times} times",
                    help='give each its own id="..."',
                )
            )
    for programme_id, times in sorted(Counter(programme.id for programme in one.programmes).items()):
        if times > 1:
            faults.append(
                Fault(code="programme-duplicate", message=f"the programme `{programme_id}` is given {times} times")
            )
    faults += _name_faults(one)
    for own in one.programmes:
        offers = [offer.id for offer in own.offers]
        if ID.fullmatch(own.id) is None or any(offer and ID.fullmatch(offer) is None for offer in offers):
            message = "a programme or offer needs an id of small letters, digits and dashes"
            faults.append(Fault(code="programme-id", message=message))
        if len(set(offers)) < len(offers):
            faults.append(Fault(code="offer-duplicate", message=f"`{own.id}` has two offers of one id"))
        faults += _term_faults(own)
        faults += [*action_faults(own), *pathway_faults(own), *session_faults(own)]
        if not all(isinstance(fact, Fact) for fact in own.seals):  # pyright: ignore[reportUnnecessaryIsInstance]
            faults.append(Fault(code="programme-seals", message=f"`{own.id}` seals something that is no fact"))
    for hook, rule in one.rules:
        programme = programmes.get(rule.programme)
        if rule.programme and programme is None:
            message = f"`{rule.name}` is a rule of a programme that is not here"
            faults.append(
                Fault(code="programme-unknown", message=message, help=did_you_mean(rule.programme, programmes))
            )
            continue
        faults += check_rule(rule, subject_of(rule, programme, hook), _seals(programme))
        if programme is None:
            continue
        faults += effect_faults(hook, rule)
        faults += [*named_action_faults(hook, rule, programme), *rule_faults(hook, rule, programme)]
        if rule.offer is not None and rule.offer not in {offer.id for offer in programme.offers}:
            message = f"`{rule.name}` belongs to an offer that `{programme.id}` does not have"
            faults.append(
                Fault(
                    code="offer-unknown",
                    message=message,
                    help=did_you_mean(rule.offer, [offer.id for offer in programme.offers]),
                )
            )
        if owner[programme.id] != one.plugin:
            faults += _overlay_faults(one, rule, allowed)
    faults += schedule_faults(one.schedules, {programme.id: programme for programme in one.programmes})
    touched = {programme.id for programme in one.programmes} | {rule.programme for _, rule in one.rules}
    for programme_id in sorted(touched - set(one.touches if one.touches is not None else touched)):
        message = f"the plugin touches `{programme_id}` without saying so in its metadata"
        faults.append(
            Fault(
                code="plugin-touches",
                message=message,
                help="entry-point group `peersupport.touches`, or `TOUCHES` in a file",
            )
        )
    if not faults:
        for programme in one.programmes:
            faults += programme_faults(
                programme,
                [rule for hook, rule in one.rules if hook == "eligibility_rules" and rule.programme == programme.id],
            )
            faults += entry_faults(programme, one.rules)
    return faults


def programme_faults(programme: Programme, rules: list[Rule]) -> list[Fault]:
    """Faults of a programme's own rules together: an offer that would let everybody in, rules that contradict."""
    faults: list[Fault] = []
    parameters = rule_parameters(rules)
    for offer in offers_of(programme):
        own = [rule for rule in rules if belongs(rule, offer)]
        for day in epoch_starts(own, parameters, {}):
            start = max(day, programme.runs.start or date.min)
            if not programme.runs.contains(start):
                continue
            live = [rule for rule in own if rule.in_force is not None and rule.in_force.contains(start)]
            if not any(rule.effect is Effect.REQUIRE for rule in live):
                where = f"`{programme.id}`" + (f" offer `{offer.id}`" if offer.id else "")
                message = f"{where} has no requirement in force on {start.isoformat()}: it would let everybody in"
                faults.append(
                    Fault(code="programme-open", message=message, help="a programme needs at least one `require`")
                )
                break
            found = contradictions(live, settings_on(parameters, start, {}))
            faults += found
            if found:
                break
    return faults


def belongs(rule: Rule, offer: Offer) -> bool:
    """Whether a rule judges an offer: its own, or, where it names none, every offer that judges cases."""
    return rule.offer == offer.id if rule.offer is not None else offer.subject == WHOLE.subject


def subject_of(rule: Rule, programme: Programme | None, hook: str) -> str:
    """The kind of subject that a rule is to speak of: what its hook judges, its offer's, or the whole programme's."""
    if hook in JUDGED:
        return JUDGED[hook]
    if hook == "progression_rules" and programme is not None:
        from peersupport.programmes.pathway_checks import stage_subject  # noqa: PLC0415 - the import does without

        return stage_subject(rule, programme) or next(iter(subjects_of(criteria_of([rule]))), "Case")
    offers = programme.offers if programme is not None else ()
    return next((offer.subject for offer in offers if offer.id == rule.offer), "Case")


def collected(contributions: Iterable[Contribution]) -> tuple[dict[str, Fact], dict[str, Parameter]]:
    """All facts and parameters by name: the core's, and those that plugins name or their rules read."""
    facts: dict[str, Fact] = {one.name: one for one in CORE_FACTS}
    parameters: dict[str, Parameter] = {}
    for one in contributions:
        for fact in facts_in(one):
            facts.setdefault(fact.name, fact)
        for parameter in parameters_in(one):
            parameters.setdefault(parameter.name, parameter)
    for fact in facts.values():
        for _, parameter in fact.reads:
            parameters.setdefault(parameter.name, parameter)
    parameters.update({parameter.name: parameter for parameter in SAFEGUARDING_PARAMETERS})
    return dict(sorted(facts.items())), dict(sorted(parameters.items()))


def facts_in(one: Contribution) -> tuple[Fact, ...]:
    """The facts that a plugin names or its rules read."""
    return (*one.facts, *facts_of(criteria_of(rule for _, rule in one.rules)))


def parameters_in(one: Contribution) -> tuple[Parameter, ...]:
    """The parameters that a plugin's rules, the facts they read, or its schedules depend on; a name may stand twice."""
    return (*parameters_of(criteria_of(rule for _, rule in one.rules)), *schedule_parameters(one.schedules))


def _term_faults(programme: Programme) -> list[Fault]:
    """A programme's own categories and purposes: each with its day, and in order beside the core's."""
    faults: list[Fault] = []
    for terms, own in ((CATEGORIES, programme.categories), (PURPOSES, programme.purposes)):
        for term in own:
            if term.since is None or term.since.tzinfo is not UTC:
                message = f"`{term.name}` does not say since when it exists"
                help = "give `since`, an instant in UTC: a new name must not widen an old grant"
                faults.append(Fault(code="term-undated", message=message, help=help))
        try:
            joined = terms.joined(own)
        except RuleError as error:
            faults += error.faults
            continue
        for term in own:
            if any(joined.covers(one, term.name) for one in CORE_ROUTES):
                message = f"`{term.name}` lies under a name that the core's own routes rest on"
                help = "put it elsewhere: no plugin has a say in what may be told without consent"
                faults.append(Fault(code="term-route", message=message, help=help))
    return faults


def _seals(programme: Programme | None) -> frozenset[str]:
    seals = cast("tuple[object, ...]", programme.seals) if programme is not None else ()
    return frozenset(one.name for one in seals if isinstance(one, Fact))


def _overlay_faults(one: Contribution, rule: Rule, allowed: Collection[str]) -> list[Fault]:
    if rule.programme not in allowed:
        message = f"`{rule.name}` is a rule for another plugin's programme, which the host has not named"
        return [
            Fault(
                code="overlay-unnamed",
                message=message,
                help=f"name it when building the host: overlays={{'{one.plugin}': ['{rule.programme}']}}",
            )
        ]
    if rule.effect not in NARROWING:
        message = f"`{rule.name}` is an overlay and may not {rule.effect.value}: an overlay can only narrow"
        return [Fault(code="overlay-widens", message=message, help="overlays may require, prohibit and oblige")]
    return []


def _name_faults(one: Contribution) -> list[Fault]:
    """Two different facts or parameters of one name, within the plugin or against the core."""
    faults: list[Fault] = []
    known: dict[str, object] = {fact.name: fact for fact in CORE_FACTS}
    for thing in (*facts_in(one), *parameters_in(one)):
        if known.setdefault(thing.name, thing) is not thing:
            faults.append(
                Fault(
                    code="name-duplicate",
                    message=f"`{thing.name}` names two different things",
                    help="prefix it with the programme's name",
                )
            )
            known[thing.name] = thing
    return faults
