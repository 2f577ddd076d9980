"""Properties 1 to 7: what it comes to, in whatever order, and what determined it."""

from peersupport.testing.consent.cases import Fields
from peersupport.testing.consent.near import DENY, PERMIT, REQUIRED, Near
from peersupport.testing.consent.near_statements import lift, missing_lift, refusal
from peersupport.testing.consent.service import EffectsAlone, Ruled, TakesRules
from peersupport.testing.laws.disclosure.domain import determined_by, near, same
from peersupport.testing.laws.law import must
from peersupport.testing.oracle.forms import Bar, Item, Statement

IDLE = "no such category"
"""What a rule is about that never fires: with it, decisions take the way of those that have rules."""


def _applies(case: Near, one: Statement, item: Item) -> bool:
    """Whether a refusal counts against an item, unlifted: by itself it determines the answer."""
    return one.id in case.alone(item, one, *case.of_kind("withdrawal")).determining


def barred(case: Near, item: Item) -> set[str]:
    """The rules that bar an item."""
    return {bar.rule for bar in case.bars if bar.category == item.category and bar.fired is not False}


def _no_route(case: Near) -> Near:
    """The case with a request that no route carries, by its flags or although one of them is set."""
    case = case.ordinary()
    if case.chance(0.2):
        case = case.but(bars=(*case.bars, Bar("idle", IDLE, False)))
    needed = case.world.need_to_know
    harmless = tuple(one for one in case.request.items if not needed & case.categories.get(one.category, frozenset()))
    form = case.choices.fraction()
    if form < 0.1 and case.request.items:
        shown = Item(next(iter(case.categories)), case.pick((True, None)))
        return case.asking(items=(*case.request.items, shown), anonymised=True)
    return case.asking(items=harmless, suspicion=True) if form < 0.25 else case


@near(1, floor=0.5)
def default_deny(case: Near) -> bool:
    """What nobody granted is denied: silence is no consent, nor is a request that names nothing."""
    case = _no_route(case)
    ungranted = [item for item in case.request.items if not case.live(item)]
    if ungranted or not case.request.items:
        decision = case.decide()
        same(decision.effect, DENY, "an item has no live grant")
        same(decision.told, (), "what is told of it")
        must(bool(case.request.items) or not decision.determining, "nothing was asked for, and something decided")
    bare = case.but(records=case.without(*case.of_kind("grant"))).decide()
    same(bare.effect, DENY, "nobody granted anything")
    return bool(ungranted)


@near(2, floor=0.09, cases=1_200)
def refusal_overrides(case: Near) -> bool:
    """One refusal of anything asked for, or one bar, denies all; what misses it by one thing does not lift it."""
    case = _no_route(case)
    if case.effect() != PERMIT:
        return False
    item = case.pick(case.request.items)
    against = refusal(case, item)
    refused = case.adding(against)
    for one in (refused, *(refused.adding(missing_lift(case, against, item)) for _ in range(3))):
        decision = one.decide()
        same(decision.effect, DENY, "an item was refused")
        determined_by(case.plain, decision, {against.id})
    if isinstance(case.plain, TakesRules):
        decision = case.but(bars=(*case.bars, Bar("bar!", item.category, case.pick((True, None))))).decide()
        same(decision.effect, DENY, "a rule bars an item")
        determined_by(case.plain, decision, {"bar!"})
    return True


@near(3, floor=0.3, cases=600)
def permit_is_characterised(case: Near) -> bool:
    """A bundle is permitted just when each item has a live grant, no refusal that counts beside it, and no bar."""
    case = case.ordinary()

    def permitted(item: Item) -> bool:
        grants, withdrawals = case.live(item), case.of_kind("withdrawal")
        return (
            bool(grants)
            and not barred(case, item)
            and all(case.permits(item, grants[0], one, *withdrawals) for one in case.of_kind("refusal"))
        )

    items = case.request.items
    expected = bool(items) and all(map(permitted, items))
    same(case.effect() == PERMIT, expected, "whether the bundle is permitted")
    return any(case.live(item) for item in items)


@near(4, floor=0.25)
def order_independence(case: Near) -> bool:
    """Order and repetition of records and rules change nothing of what is said: there is no most recent that wins."""
    if case.chance(0.5):
        case = case.adding(*(refusal(case, item, f"refusal {place}!") for place, item in enumerate(case.request.items)))
    answer, told = case.said()
    records = [*case.records, *(one for one in case.records if case.chance(0.2))]
    other = case.but(records=case.choices.shuffled(records), bars=case.choices.shuffled(case.bars))
    same(other.decide(), answer, "in another order")
    same(other.told(), told, "the reasons, in another order")
    for reason in told.reasons:
        same(reason.about, tuple(sorted(reason.about)), "what a reason is about, which is sorted")
    decided = len(case.records) if isinstance(case.plain, EffectsAlone) else len(answer.determining)
    return decided > 1 or len(told.reasons) > 1


@near(5, floor=0.8, cases=600)
def consent_is_monotone(case: Near) -> bool:
    """A grant, or a lift, never makes PERMIT a DENY; a refusal, or any other withdrawal, never DENY a PERMIT."""
    case = case.ordinary()
    effect = case.effect()
    refusals = {one.id for one in case.of_kind("refusal")}
    statements = case.of_kind("grant", "refusal", "withdrawal")
    for one in statements:
        widens = one.kind == "grant" or (one.kind == "withdrawal" and one.target in refusals)
        stays = PERMIT if widens else DENY
        if case.but(records=case.without(one)).effect() == stays:
            same(effect, stays, f"with the {one.kind} `{one.id}`, as without it")
        if one.kind != "withdrawal" and one.categories and one.purposes and effect == stays:
            more: Fields = {"categories": (*one.categories, case.pick(tuple(case.categories)))}
            if case.chance(0.5):
                more = {"purposes": (case.pick(tuple(case.purposes)), *one.purposes)}
            wider = case.but(records=case.changed(one, one._replace(**more)))
            same(wider.effect(), stays, f"with one more name in the {one.kind} `{one.id}`")
    if case.request.items:
        against = refusal(case, case.pick(case.request.items))
        # What names a statement that is not there, or not a grant, ends no grant.
        same(case.adding(lift(case, against)).effect(), effect, "with a withdrawal of what was never said")
    return bool(statements)


@near(6, floor=0.6, cases=600, unless=Ruled | EffectsAlone)
def determining_is_exact(case: Near) -> bool:
    """What determined it is exact: all live grants and routes, or all that stands against, or what ended the last."""
    decision, carried = case.decide(), case.carried()
    permitting, against, ended = set[str](), set[str](), set[str]()
    for place, item in enumerate(case.request.items):
        grants = case.live(item)
        refused = barred(case, item)
        refused |= {one.id for one in case.of_kind("refusal") if _applies(case, one, item)}
        if place in carried:
            permitting.add(carried[place])
        elif grants and not refused:
            permitting |= {one.id for one in grants}
        else:
            against |= refused
            unended = [one for one in case.of_kind("grant") if case.permits(item, one)]
            ended |= {
                each.id for each in case.of_kind("withdrawal") for one in unended if not case.permits(item, one, each)
            }
    expected = (against or ended) if decision.effect == DENY else permitting
    decided = case.decide()
    same(decided.determining, expected, f"what determined {decided.effect}")
    return bool(expected)


@near(7, floor=0.7, cases=600, unless=EffectsAlone)
def determining_explains(case: Near) -> bool:
    """What determined it alone gives the same effect, and a PERMIT falls without the grants that determined it."""
    decision = case.decide()
    statements = case.of_kind("grant", "refusal", "withdrawal")
    kept = [one for one in statements if one.id in decision.determining]
    if decision.effect == DENY:
        # By themselves they would deny for want of a grant: they deny although all grants are there.
        kept += [one for one in case.of_kind("grant") if one.id not in decision.determining]
    alone = case.but(records=(*case.standings, *kept)).decide()
    same(alone.effect, decision.effect, "by what determined it alone")
    must(alone.told == decision.told or decision.effect == REQUIRED, f"{alone.told} are told by it alone")
    if decision.effect == PERMIT and not case.carried():
        rest = case.without(*(one for one in statements if one.id in decision.determining))
        same(case.but(records=rest).effect(), DENY, "without what determined it")
    return bool(kept)
