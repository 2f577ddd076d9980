"""Property 30: whatever programmes and plugins bring, they only narrow; and contradictions that are shown."""

from peersupport.testing.consent.cases import ConsentCase
from peersupport.testing.consent.near import DENY, PERMIT, REQUIRED, Near
from peersupport.testing.consent.near_rules import barring, drawn_rule
from peersupport.testing.consent.near_statements import day, exact
from peersupport.testing.consent.service import (
    ConsentService,
    EffectsAlone,
    Explains,
    ListsConflicts,
    LosesPlugins,
    Ruled,
    TakesRules,
    TakesWorlds,
)
from peersupport.testing.consent.stage import Stage
from peersupport.testing.consent.worlds import DAY, YOUNG
from peersupport.testing.laws.disclosure.core import default_deny, refusal_overrides
from peersupport.testing.laws.disclosure.domain import determined_by, near, same, scene
from peersupport.testing.laws.disclosure.special import (
    harm_may_be_passed_on,
    safeguarding_is_required,
    suspicion_opens_nothing_else,
)
from peersupport.testing.laws.disclosure.time import replay_stability, withdrawal_waits
from peersupport.testing.laws.law import Law, must
from peersupport.testing.oracle.forms import Item, Statement, Term

HOLDING: tuple[Law[ConsentService, ConsentCase], ...] = (
    default_deny,
    refusal_overrides,
    withdrawal_waits,
    replay_stability,
    safeguarding_is_required,
    suspicion_opens_nothing_else,
    harm_may_be_passed_on,
)
"""The laws that hold under any rules."""


@near(30, floor=0.3, cases=1_000, needs=TakesRules)
def rules_only_narrow(case: Near) -> bool:
    """Rules bar just what they forbid, what they cannot tell and what breaks them, and never open anything."""
    case = case.but(bars=())
    ruled = [drawn_rule(case, number) for number in range(case.pick((1, 1, 2, 3)))]
    free, routes = case.decide(), case.carried()
    under = case.but(rules=[one.rule for one in ruled])
    bound = under.decide()
    same(bound.effect == REQUIRED, free.effect == REQUIRED, "whether it is REQUIRED under rules")
    must(bound.effect != PERMIT or free.effect == PERMIT, "a rule permits what was denied")
    must({*bound.told} <= {*free.told}, f"a rule lets {bound.told} be told, where {free.told} may")
    fixed = {place for place, route in routes.items() if route != "anonymised"}
    barred = {place: barring(ruled, item) for place, item in enumerate(case.request.items) if place not in fixed}
    if isinstance(under.service, Explains):
        shown = {place: set[str]() for place in barred}
        for reason in under.told().reasons:
            if reason.code in ("barred", "bar-untold") and reason.item in shown:
                shown[reason.item] |= {*reason.about}
        same(shown, barred, "which rules bar which item")
    if free.effect == PERMIT:
        # An item that a rule bars from being talked over anonymously may still be told by consent, but for that rule.
        same(bound.effect == DENY, any(barred.values()), "whether rules deny it")
        if any(barred.values()) and not routes:
            determined_by(case.plain, bound, frozenset[str]().union(*barred.values()))
    return any(barred.values())


@near(30, floor=0.14, cases=500, needs=LosesPlugins)
def lost_plugin_bars(case: Near) -> bool:
    """A plugin that could not be taken bars every item, but not what must be told."""
    case = case.but(bars=())
    free, routes = case.decide(), case.carried()
    if not isinstance(case.plain, LosesPlugins):
        return False
    bound = case.plain.without_its_plugin().decide(case.records, case.request)
    carried = [route for route in routes.values() if route != "anonymised"]
    if free.effect == REQUIRED or (carried and len(carried) == len(case.request.items)):
        same(bound.effect, free.effect, "without the plugin")
    else:
        same(bound.effect, DENY, "without the plugin")
        told = isinstance(case.plain, EffectsAlone) or bool(bound.determining)
        must(not case.request.items or told, "nothing says that a plugin is lost")
    return free.effect == PERMIT


@near(30, floor=0.5, cases=800, needs=TakesRules)
def the_floor_holds_under_rules(case: Near) -> bool:
    """Default deny, refusals, withdrawals, replay and the duty hold under any rules."""
    ruled = [drawn_rule(case, number) for number in range(case.pick((1, 2)))]
    one = case.pick(HOLDING)
    under = case.but(rules=[each.rule for each in ruled])
    drawn = ConsentCase(
        records=case.records, request=case.request, world=case.world, choices=case.choices.number(0, 2**32 - 1)
    )
    return one.holds(under.service, drawn)


@near(30, floor=0.1, cases=1_200, needs=TakesWorlds)
def new_names_widen_nothing(case: Near) -> bool:
    """A name that a plugin brings widens no grant of before, and leaves what is permitted of old names no wider."""
    case = case.ordinary()
    since = case.pick((YOUNG, YOUNG + 1, case.request.at - 1, case.request.at))
    first = Term("new", (case.pick(tuple(case.categories)),), since)
    both = case.chance(0.5)
    above = case.pick(tuple(case.categories))
    second = Term("newer", (above, "new") if both else ("new",), case.pick((None, since)))
    use = Term("use", (case.pick(tuple(case.purposes)),), since)
    world = case.world._replace(
        categories=(*case.world.categories, first, second), purposes=(*case.world.purposes, use)
    )
    before = case.effect()
    if before != PERMIT and case.chance(0.8):
        return False
    wider = case.but(world=world)
    must(wider.effect() == DENY or before == PERMIT, "with new names, what was denied is permitted")
    if before != PERMIT:
        return False
    items = case.request.items
    new = Item("new" if both else case.pick(("new", "newer")))
    place = case.pick(range(len(items)))
    by_category = wider.asking(items=(*items[:place], new, *items[place + 1 :]))
    asked = case.pick((by_category, by_category, wider.asking(purpose="use")))
    older = [one for one in case.of_kind("grant") if (one.given or (one.recorded or 0,))[0] < since]
    if len(older) == len(case.of_kind("grant")):
        same(asked.effect(), DENY, "what is new was not granted")
    younger = [one for one in case.of_kind("grant") if one not in older]
    same(asked.but(records=asked.without(*younger)).effect(), DENY, "what is new was not granted of old")
    return True


@scene(30, floor=0.25, cases=1_200, needs=TakesWorlds, unless=Ruled)
def grant_covers_by_the_names_of_its_day(stage: Stage) -> bool:
    """A grant covers what lay under its name when it was given: by some chain of names all of which then existed."""
    moments = (None, None, YOUNG - 1, YOUNG, YOUNG + 1)
    terms = [Term("top", (), None)]
    for name in ("a", "b", "c", "d")[: stage.number(1, 4)]:
        above = [one.name for one in terms]
        parents = {stage.pick(above) for _ in range(stage.pick((1, 2, 2)))}
        terms.append(Term(name, tuple(sorted(parents)), stage.pick(moments)))
    names = {one.name: one for one in terms}
    given = stage.pick((exact(YOUNG), exact(YOUNG), exact(YOUNG - 1), exact(YOUNG + 1), day(YOUNG)))

    def under(name: str) -> bool:
        """Whether a chain from a name up to the top existed."""
        since = names[name].since
        return (since is None or since <= given[0]) and (name == "top" or any(map(under, names[name].parents)))

    asked = stage.pick(terms).name
    able = stage.able._replace(purposes=("top", stage.purpose.top))
    grant = stage.statement("grant", given=given, recorded=given[1])
    if stage.chance(0.4):
        case = stage.near(able, grant._replace(purposes=("top",)), purpose=asked)
        case = case.but(world=stage.world._replace(purposes=tuple(terms)))
    else:
        case = stage.near(able, grant._replace(categories=("top",)), items=(Item(asked),))
        case = case.but(world=stage.world._replace(categories=tuple(terms)))
    same(case.effect(), PERMIT if under(asked) else DENY, f"`{asked}` of {[(one.name, one.since) for one in terms]}")
    return under(asked) and asked != "top"


@near(30, floor=0.12, cases=600, needs=ListsConflicts, unless=Ruled)
def conflicts_are_shown(case: Near) -> bool:
    """A grant and a refusal that both apply to some request are listed, with one to which they do: put again, it
    shows both."""
    case = case.ordinary().but(bars=()).asking(known=None)
    if not isinstance(case.service, ListsConflicts):
        return False
    said = {one.id: one for one in case.of_kind("grant", "refusal")}
    listed = case.service.conflicts(case.records, case.request.subject)
    pairs = {(one.grant, one.refusal) for one in listed}
    same(len(pairs), len(listed), "how many pairs are listed")
    for one in listed:
        witness = case.but(request=one.witness)
        same(witness.effect(), DENY, f"the request that shows `{one.grant}` and `{one.refusal}`")
        both = all(_applies(witness, item, said[one.grant], said[one.refusal]) for item in one.witness.items)
        must(both, f"`{one.grant}` and `{one.refusal}` do not both apply to the request that shall show it")
    applying = set[tuple[str, str]]()
    for step in (0, -DAY, 1, -1, DAY):
        asked = case.asking(at=case.request.at + step)
        for item in asked.request.items:
            applying |= {
                (grant.id, refusal.id)
                for grant in asked.of_kind("grant")
                for refusal in asked.of_kind("refusal")
                if _applies(asked, item, grant, refusal)
            }
    must(applying <= pairs, f"{sorted(applying - pairs)} both apply, and are not listed")
    return bool(applying)


def _applies(case: Near, item: Item, grant: Statement, refusal: Statement) -> bool:
    """Whether a grant lives for an item, and a refusal stands against it."""
    withdrawals = case.of_kind("withdrawal")
    return case.permits(item, grant, *withdrawals) and refusal.id in case.alone(item, refusal, *withdrawals).determining
