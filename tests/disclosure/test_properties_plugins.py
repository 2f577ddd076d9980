"""Property 30 of disclosure: whatever plugins bring, they only narrow; and conflicts that are shown."""

from datetime import timedelta
from random import Random

from tests.disclosure import test_properties_core as core
from tests.disclosure import test_properties_special as special
from tests.disclosure import test_properties_time as time
from tests.disclosure.forms import Item, Term
from tests.disclosure.laws import law, staged
from tests.disclosure.near import DENY, PERMIT, REQUIRED, Near
from tests.disclosure.rules_near import barring, drawn_rule
from tests.disclosure.stage import ABLE, WORLD, Stage
from tests.disclosure.statements_near import day, exact
from tests.disclosure.worlds import DAY, YOUNG

from peersupport._attrs import evolve
from peersupport.errors import Fault
from peersupport.policies.disclosure import Disclosure
from peersupport.policies.disclosure.audit import conflicts
from peersupport.policies.disclosure.programme_rules import ProgrammeRules

HOLDING = (
    core.test_01_default_deny,
    core.test_02_refusal_overrides,
    time.test_21_withdrawal_waits,
    time.test_24_replay,
    special.test_28_duty,
    special.test_28_others,
    special.test_28_onward_and_danger,
)
"""The laws that hold under any rules."""


@law(floor=0.3, cases=2_500)
def test_30_rules_narrow(case: Near) -> bool:
    """30 Rules bar just what they forbid, what they cannot tell and what breaks them, and never open anything."""
    case = case.but(bars=())
    ruled = [drawn_rule(case, number) for number in range(case.pick((1, 1, 2, 3)))]
    free, bound = case.decide(), case.but(rules=[one.rule for one in ruled]).decide()
    assert (bound.effect.name == REQUIRED) is (free.effect.name == REQUIRED)
    assert bound.effect.name != PERMIT or free.effect.name == PERMIT
    assert {*bound.told_places} <= {*free.told_places}
    routes = {one.item: one.about[0] for one in free.reasons if one.code == "route"}
    fixed = {place for place, route in routes.items() if route != "anonymised"}
    barred = {place: barring(ruled, item) for place, item in enumerate(case.request.items) if place not in fixed}
    shown = {place: set[str]() for place in barred}
    for reason in bound.reasons:
        if reason.code in ("barred", "bar-untold") and reason.item in shown:
            shown[reason.item] |= {*reason.about}
    assert shown == barred
    if free.effect.name == PERMIT:
        # An item that a rule bars from being talked over anonymously may still be told by consent, but for that rule.
        assert (bound.effect.name == DENY) is any(barred.values())
        if any(barred.values()) and not routes:
            assert {*bound.determining} == set[str]().union(*barred.values())
    return any(barred.values())


@law(floor=0.14, cases=800)
def test_30_lost_plugins(case: Near) -> bool:
    """30 A plugin that could not be taken bars every item, but not what must be told."""
    lost = ProgrammeRules("mothers", (), {}, (Fault(code="plugin-import", message="broken"),))
    policy = Disclosure(lost, case.ways.categories, case.ways.purposes)
    free, bound = case.but(bars=()).decide(), policy.decide(case.made(), case.asked())
    routes = [one for one in free.reasons if one.code == "route" and one.about != ("anonymised",)]
    if free.effect.name == REQUIRED or (routes and len(routes) == len(case.request.items)):
        assert bound.effect is free.effect
    else:
        assert bound.effect.name == DENY
        assert not case.request.items or "unavailable/plugin-import" in bound.determining
    return free.effect.name == PERMIT


@law(floor=0.5, cases=2_000)
def test_30_laws_hold(case: Near) -> bool:
    """30 Default deny, refusals, withdrawals, replay and the duty hold under any rules."""
    ruled = [drawn_rule(case, number) for number in range(case.pick((1, 2)))]
    return case.pick(HOLDING).body(case.but(rules=[one.rule for one in ruled]))


@law(floor=0.1, cases=3_000)
def test_30_new_names(case: Near) -> bool:
    """30 A name that a plugin brings widens no grant of before, and leaves what is permitted of old names no wider."""
    case = case.ordinary()
    since = case.pick((YOUNG, YOUNG + 1, case.request.at - 1, case.request.at))
    first = Term("new", (case.pick(tuple(case.categories)),), since)
    second = Term("newer", (case.pick(tuple(case.categories)), "new")[case.pick((0, 1)) :], case.pick((None, since)))
    use = Term("use", (case.pick(tuple(case.purposes)),), since)
    world = case.world._replace(
        categories=(*case.world.categories, first, second), purposes=(*case.world.purposes, use)
    )
    before = case.effect()
    if before != PERMIT and case.chance(0.8):
        return False
    wider = case.but(world=world)
    assert wider.effect() == DENY or before == PERMIT
    if before != PERMIT:
        return False
    items = case.request.items
    new = Item(case.pick(("new", "newer")) if len(second.parents) == 1 else "new")
    place = case.pick(range(len(items)))
    by_category = wider.asking(items=(*items[:place], new, *items[place + 1 :]))
    asked = case.pick((by_category, by_category, wider.asking(purpose="use")))
    older = [one for one in case.of("grant") if (one.given or (one.recorded or 0,))[0] < since]
    if len(older) == len(case.of("grant")):
        assert asked.effect() == DENY
    assert asked.but(records=asked.without(*(one for one in case.of("grant") if one not in older))).effect() == DENY
    return True


@staged(floor=0.33, cases=3_000)
def test_30_chains(random: Random) -> bool:
    """30 A grant covers what lay under its name when it was given: by some chain of names all of which then existed."""
    scene = Stage(random)
    moments = (None, None, YOUNG - 1, YOUNG, YOUNG + 1)
    terms = [Term("top", (), None)]
    for name in ("a", "b", "c", "d")[: scene.number(1, 4)]:
        above = [one.name for one in terms]
        parents = {scene.pick(above) for _ in range(scene.pick((1, 2, 2)))}
        terms.append(Term(name, tuple(sorted(parents)), scene.pick(moments)))
    names = {one.name: one for one in terms}
    given = scene.pick((exact(YOUNG), exact(YOUNG), exact(YOUNG - 1), exact(YOUNG + 1), day(YOUNG)))

    def under(name: str) -> bool:
        """Whether a chain from a name up to the top existed."""
        since = names[name].since
        return (since is None or since <= given[0]) and (name == "top" or any(map(under, names[name].parents)))

    asked = scene.pick(terms).name
    named = {"categories": ("top",)}
    world = WORLD._replace(categories=tuple(terms))
    request = {"items": (Item(asked),)}
    if scene.chance(0.4):
        named, request = {"purposes": ("top",)}, {"purpose": asked}
        world = WORLD._replace(purposes=tuple(terms))
    able = ABLE._replace(purposes=("top", "care"))
    grant = scene.statement("grant", given=given, recorded=given[1], **named)
    assert scene.near(able, grant, **request).but(world=world).effect() == (PERMIT if under(asked) else DENY)
    return under(asked) and asked != "top"


@law(floor=0.12, cases=250)
def test_30_conflicts(case: Near) -> bool:
    """30 A grant and a refusal that both apply to some request are listed, with one to which they do: put again, it
    shows both."""
    case = case.ordinary().but(bars=()).asking(known=None)
    policy, records = case.policy(), case.made()
    listed = conflicts(policy, records, case.request.subject)
    pairs = {(one.grant.id, one.refusal.id) for one in listed}
    assert len(pairs) == len(listed)
    for one in listed:
        decision = policy.decide(records, one.witness)
        told = {(reason.code, name) for reason in decision.reasons for name in reason.about}
        assert decision.effect.name == DENY
        assert {("granted", one.grant.id), ("refused", one.refusal.id)} <= told
    applying = set()
    for step in (0, -DAY, 1, -1, DAY):
        asked = evolve(case.asked(), at=case.asked().at + timedelta(microseconds=step))
        decision = policy.decide(records, asked)
        for place in range(len(asked.items)):
            told = {one.code: one.about for one in decision.reasons if one.item == place}
            applying |= {(grant, refused) for grant in told.get("granted", ()) for refused in told.get("refused", ())}
    assert applying <= pairs
    return bool(applying)
