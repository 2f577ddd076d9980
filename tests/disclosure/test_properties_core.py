"""Properties 1 to 7 of disclosure: what it comes to, in whatever order, and what determined it."""

from tests.disclosure.forms import Bar, Item, Statement
from tests.disclosure.laws import law
from tests.disclosure.near import DENY, PERMIT, REQUIRED, Near, said
from tests.disclosure.statements_near import lift, missing_lift, refusal

IDLE = Bar("idle", "no such category", False)
"""A rule that never fires: with it, decisions take the way of those that have rules."""


def applies(case: Near, one: Statement, item: Item) -> bool:
    """Whether a refusal counts against an item, unlifted: by itself it determines the answer."""
    return one.id in case.alone(item, one, *case.of("withdrawal")).determining


def barred(case: Near, item: Item) -> set[str]:
    """The rules that bar an item."""
    return {f"mothers/{bar.rule}" for bar in case.bars if bar.category == item.category and bar.fired is not False}


def no_route(case: Near) -> Near:
    """The case with a request that no route carries, by its flags or although one of them is set."""
    case = case.ordinary()
    if case.chance(0.2):
        case = case.but(bars=(*case.bars, IDLE))
    harmless = tuple(one for one in case.request.items if "harm" not in case.categories.get(one.category, ()))
    form = case.random.random()
    if form < 0.1 and case.request.items:
        return case.asking(items=(*case.request.items, Item("mood", case.pick((True, None)))), anonymised=True)
    return case.asking(items=harmless, suspicion=True) if form < 0.25 else case


@law(floor=0.5)
def test_01_default_deny(case: Near) -> bool:
    """1 What nobody granted is denied: silence is no consent, nor is a request that names nothing."""
    case = no_route(case)
    ungranted = [item for item in case.request.items if not case.live(item)]
    if ungranted or not case.request.items:
        decision = case.decide()
        assert decision.effect.name == DENY
        assert decision.told_places == ()
        assert case.request.items or decision.determining == ()
    bare = case.but(records=case.without(*case.of("grant"))).decide()
    assert bare.effect.name == DENY
    return bool(ungranted)


@law(floor=0.09, cases=3_000)
def test_02_refusal_overrides(case: Near) -> bool:
    """2 One refusal of anything asked for, or one bar, denies all; what misses it by one thing does not lift it."""
    case = no_route(case)
    if case.effect() != PERMIT:
        return False
    item = case.pick(case.request.items)
    against = refusal(case, item)
    refused = case.but(records=(*case.records, against))
    missed = [refused.but(records=(*refused.records, missing_lift(case, against, item))) for _ in range(3)]
    for one in (refused, *missed):
        decision = one.decide()
        assert decision.effect.name == DENY
        assert decision.determining == (against.id,)
    bar = Bar("bar!", item.category, case.pick((True, None)))
    decision = case.but(bars=(*case.bars, bar)).decide()
    assert decision.effect.name == DENY
    assert decision.determining == ("mothers/bar!",)
    return True


@law(floor=0.3, cases=1_500)
def test_03_characterisation(case: Near) -> bool:
    """3 A bundle is permitted just when each item has a live grant, no refusal that counts beside it, and no bar."""
    case = case.ordinary()

    def permitted(item: Item) -> bool:
        grants, withdrawals = case.live(item), case.of("withdrawal")
        return (
            bool(grants)
            and not barred(case, item)
            and all(case.permits(item, grants[0], one, *withdrawals) for one in case.of("refusal"))
        )

    items = case.request.items
    assert (case.effect() == PERMIT) is (bool(items) and all(map(permitted, items)))
    return any(case.live(item) for item in items)


@law(floor=0.6)
def test_04_order(case: Near) -> bool:
    """4 Order and repetition of records and rules change nothing of what is said: there is no most recent that wins."""
    if case.chance(0.5):
        against = [refusal(case, item, f"refusal {place}!") for place, item in enumerate(case.request.items)]
        case = case.but(records=(*case.records, *against))
    before = case.decide()
    records, bars = list(case.records), list(case.bars)
    records += [one for one in records if case.chance(0.2)]
    case.random.shuffle(records)
    case.random.shuffle(bars)
    assert said(case.but(records=records, bars=bars).decide()) == said(before)
    return len(before.determining) > 1 or len(before.reasons) > 1


@law(floor=0.8, cases=1_500)
def test_05_monotone(case: Near) -> bool:
    """5 A grant, or a lift, never makes PERMIT a DENY; a refusal, or any other withdrawal, never DENY a PERMIT."""
    case = case.ordinary()
    effect = case.effect()
    refusals = {one.id for one in case.of("refusal")}
    statements = case.of("grant", "refusal", "withdrawal")
    for one in statements:
        widens = one.kind == "grant" or (one.kind == "withdrawal" and one.target in refusals)
        stays = PERMIT if widens else DENY
        if case.but(records=case.without(one)).effect() == stays:
            assert effect == stays
        if one.kind != "withdrawal" and one.categories and one.purposes and effect == stays:
            more = {"categories": (*one.categories, case.pick(tuple(case.categories)))}
            if case.chance(0.5):
                more = {"purposes": (case.pick(tuple(case.purposes)), *one.purposes)}
            assert case.but(records=case.changed(one, one._replace(**more))).effect() == stays
    if case.request.items:
        against = refusal(case, case.pick(case.request.items))
        # What names a statement that is not there, or not a grant, ends no grant.
        assert case.but(records=(*case.records, lift(case, against))).effect() == effect
    return bool(statements)


@law(floor=0.6, cases=1_500)
def test_06_determining(case: Near) -> bool:
    """6 What determined it is exact: all live grants and routes, or all that stands against, or what ended the last."""
    decision = case.decide()
    denied = decision.effect.name == DENY
    carried = {reason.item: reason.about[0] for reason in decision.reasons if reason.code == "route"}
    permitting: set[str] = set()
    against: set[str] = set()
    ended: set[str] = set()
    for place, item in enumerate(case.request.items):
        grants = case.live(item)
        refused = barred(case, item)
        refused |= {one.id for one in case.of("refusal") if applies(case, one, item)}
        if place in carried:
            permitting.add(carried[place])
        elif grants and not refused:
            permitting |= {one.id for one in grants}
        else:
            against |= refused
            unended = [one for one in case.of("grant") if case.permits(item, one)]
            ended |= {each.id for each in case.of("withdrawal") for one in unended if not case.permits(item, one, each)}
    expected = (against or ended) if denied else permitting
    assert decision.determining == tuple(sorted(expected))
    return bool(expected)


@law(floor=0.7, cases=1_500)
def test_07_explanation(case: Near) -> bool:
    """7 What determined it alone gives the same effect, and a PERMIT falls without the grants that determined it."""
    decision = case.decide()
    determining = set(decision.determining)
    statements = case.of("grant", "refusal", "withdrawal")
    kept = [one for one in statements if one.id in determining]
    if decision.effect.name == DENY:
        # By themselves they would deny for want of a grant: they deny although all grants are there.
        kept += [one for one in case.of("grant") if one.id not in determining]
    alone = case.but(records=(*case.standings, *kept)).decide()
    assert alone.effect is decision.effect
    assert alone.told_places == decision.told_places or decision.effect.name == REQUIRED
    routes = [one for one in decision.reasons if one.code == "route"]
    if decision.effect.name == PERMIT and not routes:
        rest = case.without(*(one for one in statements if one.id in determining))
        assert case.but(records=rest).effect() == DENY
    return bool(kept)
