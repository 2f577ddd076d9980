"""Properties 25, 26 and 29: looking back, another time, and what is owed."""

from functools import lru_cache

from peersupport.testing.consent.cases import Record
from peersupport.testing.consent.near import DENY, Near
from peersupport.testing.consent.near_rules import drawn_rule, owing
from peersupport.testing.consent.near_statements import withdrawal
from peersupport.testing.consent.service import EffectsAlone, LooksBack, Ruled, TakesRules, TakesWorlds
from peersupport.testing.consent.worlds import DAY, OTHER, PROXY, RECIPIENT
from peersupport.testing.laws.disclosure.domain import near, same
from peersupport.testing.laws.law import must
from peersupport.testing.oracle.forms import Request, Standing, Statement, Term, World

OWED = {
    "duty": frozenset({"tell-at-once", "need-to-know-only", "record-reason", "open-until-action"}),
    "onward": frozenset({"need-to-know-only", "record-reason", "tell-family-unless-unsafe"}),
    "immediate-danger": frozenset({"record-reason"}),
    "anonymised": frozenset({"no-identifiers"}),
}
"""What each route obliges to."""
STANDING_DUTY = "tell-co-ordinator"


def _logged(case: Near) -> list[Request]:
    """Disclosures made about the time of a request, some decided as known at a position."""
    request, places = case.request, [None, None, len(case.records), len(case.records) // 2]
    made = [request, request._replace(known=None)]
    for _ in range(4):
        at = request.at + case.pick((-DAY, -1, 0, 1, DAY, 3 * DAY))
        made.append(
            request._replace(at=at, known=case.pick(places), recipient=case.pick((RECIPIENT, RECIPIENT, OTHER)))
        )
    return made


@near(25, floor=0.06, cases=500, needs=LooksBack)
def late_withdrawal_touches_exactly(case: Near) -> bool:
    """A withdrawal that was recorded late touches just the disclosures that it would have denied; they stand."""
    late = withdrawal(case, "late!")._replace(
        recorded=case.request.at + case.pick((0, 2 * DAY)), position=len(case.records) + 1
    )
    late = late._replace(giver=case.pick((late.giver, late.giver, PROXY)))
    if case.chance(0.2):
        late = late._replace(given=None)
    requests, expected = _logged(case), list[Request]()
    recorded = case.adding(late)
    kept = case.pick((case, recorded))
    for one in requests:
        if kept.but(request=one).effect() == DENY:
            continue
        if one.at <= (late.recorded or 0) or one.known is not None:
            same(recorded.but(request=one).said(), case.but(request=one).said(), "as known before the withdrawal")
        # Had it been recorded just before the disclosure; of what is given at its very instant that cannot be told.
        given = late.given or (late.recorded or 0,) * 2
        in_time = late._replace(given=given, recorded=one.at - 1 if given[0] < one.at else None, position=0)
        if kept.but(request=one).adding(in_time).effect() == DENY:
            expected.append(one)
    if isinstance(case.service, LooksBack):
        found = case.service.touched_by(kept.records, late, requests)
        same([*found], expected, "the disclosures that it touches")
    return bool(expected)


def _shifted(one: Record, step: int) -> Record:
    """A record with all its instants moved; a date is turned into its first instant before."""
    recorded = None if one.recorded is None else one.recorded + step
    if isinstance(one, Standing):
        return one._replace(start=one.start + step, recorded=recorded)
    return one._replace(
        given=None if one.given is None else (one.given[0] + step, one.given[0] + step),
        start=None if one.start is None else one.start + step,
        end=None if one.end is None else one.end + step,
        recorded=recorded,
    )


@lru_cache
def _moved(world: World, step: int) -> World:
    """A world in which every name came to be as much later."""

    def term(one: Term) -> Term:
        return one._replace(since=None if one.since is None else one.since + step)

    return world._replace(categories=tuple(map(term, world.categories)), purposes=tuple(map(term, world.purposes)))


STEPS = (1, -1, DAY // 2 - 1, DAY - 1, 90 * DAY + 3_600_000_000, 180 * DAY, -30_000 * DAY, 30_000 * DAY + 777_777)


@near(26, floor=0.2, cases=600, unless=Ruled)
def at_another_time_all_is_the_same(case: Near) -> bool:
    """An hour, half a year or a century later all is the same: nothing rests on a day, a clock or a season."""
    exact, step = case.but(records=[_shifted(one, 0) for one in case.records]), case.pick(STEPS)
    world = _moved(case.world, step)
    if world != case.world and not isinstance(case.plain, TakesWorlds):
        return False
    said = exact.said()
    other = case.but(records=[_shifted(one, step) for one in case.records], world=world)
    same(other.asking(at=case.request.at + step).said(), said, f"{step} microseconds later")
    return said[0].effect != DENY


@near(29, floor=0.15, cases=1_000, unless=Ruled | EffectsAlone)
def obligations_are_exact(case: Near) -> bool:
    """What is owed is what all that determined it asks for, grants, routes and rules, and nothing else."""
    takes_rules = isinstance(case.plain, TakesRules)
    ruled = [drawn_rule(case, number) for number in range(case.pick((0, 1, 2)) if takes_rules else 0)]
    with_obligations = [
        one._replace(obligations=(f"as {one.id} asks",)) if isinstance(one, Statement) and case.chance(0.8) else one
        for one in case.records
    ]
    case = case.but(records=with_obligations, rules=[one.rule for one in ruled])
    routes = case.carried()
    owed = set[str]()
    for place in case.decide().told:
        item, route = case.request.items[place], routes.get(place)
        owed |= OWED[route] if route else {name for one in case.live(item) for name in one.obligations}
        owed |= owing(ruled, item) if route != "duty" else set()
    decision = case.decide()
    same(decision.obligations - {STANDING_DUTY}, owed, "what is owed")
    standing = STANDING_DUTY in decision.obligations
    must(case.request.suspicion is True or not standing, "the standing duty is owed without suspicion")
    return bool(owed)
