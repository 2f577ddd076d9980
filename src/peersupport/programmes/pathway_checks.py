"""Checks of pathways when a host is built: stages that nobody reaches, rules that hold somebody, broken promises."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from peersupport.errors import Fault, did_you_mean
from peersupport.programmes.programme import Programme
from peersupport.programmes.promises import breaks
from peersupport.rules.contradictions import contradictions
from peersupport.rules.document import Json
from peersupport.rules.pathways import (
    ALLOCATED,
    ALLOCATION,
    OUTSIDE,
    PAUSED,
    RESERVED,
    UNGATED,
    Ending,
    Moves,
    Pathway,
    Promise,
    Stage,
)
from peersupport.rules.rule import GATES, Effect, Rule
from peersupport.rules.rule_set import epoch_starts, rule_parameters, settings_on

ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
HOOK = "progression_rules"
SUBJECTS = ("Case", "Supporter")


def pathway_faults(programme: Programme) -> Iterator[Fault]:
    """Every fault of a programme's pathways and promises as they are declared."""
    names = Counter(one.id for one in programme.pathways)
    for name, times in sorted(names.items()):
        if times > 1 or name in RESERVED | {ALLOCATION} or ID.fullmatch(name) is None:
            message = f"`{programme.id}` has a pathway whose id is taken, reserved or no small word"
            yield Fault(code="pathway-id", message=message)
    for one in programme.pathways:
        yield from _shape(programme, one)
    for carrier in carriers(programme):
        if not carrier.requirements or not all(carrier.requirements) or not carrier.citation.quotation.strip():
            message = f"`{carrier.id}` of `{programme.id}` names no requirement, or quotes nothing"
            yield Fault(code="pathway-uncited", message=message, help="requirements=..., citation=cited(...)")


def entry_faults(programme: Programme, rules: tuple[tuple[str, Rule], ...]) -> Iterator[Fault]:
    """Every fault of its stages together with the plugin's own rules of entry to them."""
    for pathway in programme.pathways:
        for stage in pathway.stages:
            yield from _stage(programme, pathway, stage, stage_rules(programme, pathway, stage, rules))


def carriers(programme: Programme) -> Iterator[Pathway | Stage | Moves | Ending | Promise]:
    """Everything about pathways that carries a statement of the source."""
    yield from programme.promises
    for one in programme.pathways:
        yield one
        yield from one.stages
        yield from one.moves
        yield from one.endings


def stage_rules(
    programme: Programme, pathway: Pathway, stage: Stage, rules: Iterable[tuple[str, Rule]]
) -> tuple[Rule, ...]:
    """The rules of entry to a stage, from each hook's: its own, and those of the offer that it joins."""
    return tuple(
        rule
        for hook, rule in rules
        if rule.programme == programme.id
        and (
            (hook == HOOK and rule.stage == f"{pathway.id}/{stage.id}")
            or (hook == "eligibility_rules" and stage.joins is not None and rule.offer in {None, stage.joins})
        )
    )


def stage_subject(rule: Rule, programme: Programme) -> str | None:
    """What a rule of progression judges; None where there is no such stage."""
    if rule.stage == ALLOCATION:
        return ALLOCATED
    name, _, stage = (rule.stage or "").partition("/")
    pathway = next((one for one in programme.pathways if one.id == name), None)
    return pathway.subject if pathway is not None and stage in stages_of(pathway) else None


def stages_of(pathway: Pathway) -> frozenset[str]:
    """What a rule may speak of: the stages, and those that every pathway has."""
    return frozenset(one.id for one in pathway.stages) | UNGATED


def rule_faults(hook: str, rule: Rule, programme: Programme) -> Iterator[Fault]:
    """Every fault of a rule, an overlay's included, beside the pathways and promises of its programme."""
    if (hook == HOOK) is not bool(rule.stage):
        message = f"`{rule.name}` " + (
            "names no stage" if hook == HOOK else f"is none of the {HOOK}, and names a stage"
        )
        yield Fault(code="rule-stage", message=message, help='stage="pathway/stage", in `progression_rules` only')
    elif hook == HOOK and stage_subject(rule, programme) is None:
        known = [f"{one.id}/{stage}" for one in programme.pathways for stage in stages_of(one)]
        message = f"`{rule.name}` names a stage that `{programme.id}` does not have"
        help = did_you_mean(rule.stage or "", [*known, ALLOCATION])
        yield Fault(code="stage-unknown", message=message, help=help)
    if hook == HOOK and rule.effect is Effect.PROHIBIT:
        message = f"`{rule.name}` prohibits, which progression does not know"
        yield Fault(code="rule-effect", message=message, help="write what is required")
    if rule.effect not in GATES:
        return
    if hook == HOOK and (rule.stage or "").partition("/")[2] in UNGATED:
        message = f"`{rule.name}` would keep somebody from resting or leaving, or put her out"
        yield Fault(code="stage-gated", message=message, help="use `expect` or `oblige`: they prompt, and hold nobody")
    for promise in programme.promises:
        if breaks(rule, promise, programme.id):
            message = f"`{rule.name}` limits {promise.never.value}, which `{programme.id}` has promised never to limit"
            yield Fault(code="promise-broken", message=message, help="a promise binds every rule, overlays included")


def _shape(programme: Programme, one: Pathway) -> Iterator[Fault]:
    where = f"the pathway `{programme.id}/{one.id}`"
    names = [stage.id for stage in one.stages]
    if one.subject not in SUBJECTS:
        yield Fault(
            code="pathway-subject", message=f"{where} is of no case and no supporter", help=f"known: {SUBJECTS}"
        )
    if len(set(names)) < len(names) or any(name in RESERVED or ID.fullmatch(name) is None for name in names):
        yield Fault(code="stage-id", message=f"{where} has a stage whose id is taken, reserved or no small word")
    for moves in one.moves:
        for end in sorted({*moves.sources} - {*names, OUTSIDE} | {*moves.targets} - {*names, PAUSED}):
            message = f"{where} has a move from or to `{end}`, which is no stage"
            yield Fault(code="move-unknown", message=message, help=did_you_mean(end, names))
    reached, waiting = set[str](), [OUTSIDE]
    while waiting:
        found = one.targets(waiting.pop()) - reached
        reached |= found
        waiting += found
    for name in names:
        if name not in reached:
            message = f"no move of {where} leads to the stage `{name}`"
            yield Fault(code="stage-unreachable", message=message, help="`OUTSIDE` is where everybody starts")
    offers = {offer.id: offer.subject for offer in programme.offers} or {"": "Case"}
    for stage in one.stages:
        if stage.joins is not None and offers.get(stage.joins) != one.subject:
            message = f"the stage `{stage.id}` of {where} joins an offer that there is not, or of another subject"
            yield Fault(code="stage-joins", message=message, help=did_you_mean(stage.joins, offers))
        if stage.active and one.subject != "Supporter":
            message = f"the stage `{stage.id}` of {where} is active, which only supporters are"
            yield Fault(code="stage-active", message=message)


def _stage(programme: Programme, pathway: Pathway, stage: Stage, rules: tuple[Rule, ...]) -> Iterator[Fault]:
    """A stage that would let everybody in at some time, and requirements that nobody can meet together."""
    parameters = rule_parameters(rules)
    for day in epoch_starts(rules, parameters, {}):
        start = max(day, programme.runs.start or date.min)
        if not programme.runs.contains(start):
            continue
        live = [rule for rule in rules if rule.in_force is not None and rule.in_force.contains(start)]
        if not any(rule.effect is Effect.REQUIRE for rule in live):
            message = f"the stage `{pathway.id}/{stage.id}` of `{programme.id}` has no requirement in force"
            yield Fault(code="stage-open", message=message, help="give it a `require`, or an offer that it `joins`")
            return
        if found := contradictions(live, settings_on(parameters, start, {})):
            yield from found
            return


def pathway_document(programme: Programme) -> Json:
    """The pathways and promises of a programme as JSON, with all their provenance."""

    def cited(one: Pathway | Stage | Moves | Ending | Promise) -> dict[str, Json]:
        source = one.citation
        return {
            "id": one.id,
            "requirements": list(one.requirements),
            "quotation": source.quotation,
            "mark": source.mark.value,
            "note": source.note,
        }

    return {
        "pathways": [
            {
                **cited(one),
                "title": one.title,
                "subject": one.subject,
                "stages": [
                    {**cited(stage), "title": stage.title, "joins": stage.joins, "active": stage.active}
                    for stage in one.stages
                ],
                "moves": [
                    {**cited(moves), "sources": sorted(moves.sources), "targets": sorted(moves.targets)}
                    for moves in one.moves
                ],
                "endings": [
                    {**cited(ending), "reasons": sorted(reason.value for reason in ending.reasons)}
                    for ending in one.endings
                ],
            }
            for one in programme.pathways
        ],
        "promises": [{**cited(one), "never": one.never.value} for one in programme.promises],
    }
