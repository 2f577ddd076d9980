"""The policies of progression and allocation, put together from the rules of a host."""

from collections.abc import Callable, Collection

from peersupport._attrs import frozen
from peersupport.dates import ALWAYS, Period
from peersupport.errors import Fault, UnknownName, did_you_mean
from peersupport.facts.running import runs_rule
from peersupport.facts.stages import active_at
from peersupport.policies.allocation import Allocation
from peersupport.policies.progression import Progression
from peersupport.programmes.pathway_checks import HOOK, stage_rules
from peersupport.programmes.programme import Programme
from peersupport.records.sites import Site
from peersupport.rules.criteria import as_criterion
from peersupport.rules.epochs import RulesInForce
from peersupport.rules.pathways import ALLOCATED, ALLOCATION, STAY, Pathway, Stage
from peersupport.rules.rule import Effect, Rule
from peersupport.rules.rule_set import Overrides, Provenance


@frozen
class At:
    """One programme at one site, with all that its policies are made of."""

    programme: Programme
    rules: tuple[tuple[str, Rule], ...]
    """The rules of the programme, each with its hook."""
    site: Site | None
    overrides: Overrides
    provenance: Callable[[Collection[Rule]], Provenance]
    unavailable: tuple[Fault, ...]
    owner: str

    def in_force(
        self, title: str, place: str, subject: str, rules: tuple[Rule, ...], decides: bool = True
    ) -> RulesInForce:
        """The rules of one question; where it decides, with the period in which programme and site run."""
        own = self.programme
        periods: list[tuple[str, Period]] = [("the programme", own.runs)] if decides else []
        periods += [("the site", self.site.runs)] if decides and self.site is not None else []
        bounded = runs_rule(own.id, own.source, subject, periods)
        return RulesInForce(
            programme=own.id,
            title=f"{own.title}, {title}",
            offer=place,
            subject=subject,
            rules=(*([bounded] if bounded is not None else []), *rules),
            overrides=self.overrides,
            provenance=self.provenance(rules),
            unavailable=self.unavailable,
            owner=self.owner,
            decides=decides,
        )


def progression_of(at: At, name: str | None) -> Progression:
    """The policy of one pathway: the named one, or the programme's only one. Raises `UnknownName`."""
    ways = {one.id: one for one in at.programme.pathways}
    if name is None and len(ways) == 1:
        name = next(iter(ways))
    if name is None or name not in ways:
        message = f"`{at.programme.id}` has several pathways" if name is None and ways else "there is no such pathway"
        raise UnknownName(message, help=did_you_mean(name or "", ways))
    pathway = ways[name]
    return Progression(
        programme=at.programme.id,
        pathway=pathway,
        stages={
            one.id: at.in_force(
                one.title, f"{pathway.id}/{one.id}", pathway.subject, stage_rules(at.programme, pathway, one, at.rules)
            )
            for one in pathway.stages
        },
        staying=at.in_force(
            f"{pathway.title}: staying", f"{pathway.id}/{STAY}", pathway.subject, _of(at, f"{pathway.id}/{STAY}"), False
        ),
        unavailable=at.unavailable,
    )


def allocation_of(at: At) -> Allocation:
    """The policy of allocation: a supporter is cleared by standing at an active stage, and by its rules.

    A programme that declares no such stage clears nobody: who does is then asked.
    """
    active = [(pathway, stage) for pathway in at.programme.pathways for stage in pathway.stages if stage.active]
    cleared = tuple(
        at.in_force(
            f"{stage.title}: cleared",
            f"{pathway.id}/{stage.id}",
            pathway.subject,
            (_stands(at, pathway, stage), *stage_rules(at.programme, pathway, stage, at.rules)),
        )
        for pathway, stage in active
    )
    return Allocation(
        programme=at.programme.id,
        clearance=cleared or (at.in_force("cleared", ALLOCATION, "Supporter", ()),),
        rules=at.in_force("allocation", ALLOCATION, ALLOCATED, _of(at, ALLOCATION)),
    )


def _of(at: At, stage: str) -> tuple[Rule, ...]:
    return tuple(rule for hook, rule in at.rules if hook == HOOK and rule.stage == stage)


def _stands(at: At, pathway: Pathway, stage: Stage) -> Rule:
    """That she stands at the stage, and does not rest: what its rules ask for was asked when she came to it."""
    return Rule(
        id="active",
        requirements=stage.requirements,
        effect=Effect.REQUIRE,
        criterion=as_criterion(active_at(pathway.id, stage.id)),
        citation=stage.citation,
        in_force=ALWAYS,
        programme=at.programme.id,
        plugin="peersupport",
    )
