"""Properties 25, 26 and 29 of disclosure: looking back, another time, and what is owed."""

from functools import lru_cache

from tests.disclosure.forms import Request, Standing, Statement, Term, World
from tests.disclosure.laws import law
from tests.disclosure.near import DENY, PERMIT, REQUIRED, Near, Record, said
from tests.disclosure.rules_near import drawn_rule, owing
from tests.disclosure.statements_near import withdrawal
from tests.disclosure.worlds import DAY, OTHER, PROXY, RECIPIENT

from peersupport.policies.disclosure.audit import touched_by

OWED = {
    "duty": {"tell-at-once", "need-to-know-only", "record-reason", "open-until-action"},
    "onward": {"need-to-know-only", "record-reason", "tell-family-unless-unsafe"},
    "immediate-danger": {"record-reason"},
    "anonymised": {"no-identifiers"},
}


def logged(case: Near) -> list[Request]:
    """Disclosures made about the time of a request, some decided as known at a position."""
    request, places = case.request, [None, None, len(case.records), len(case.records) // 2]
    made = [request, request._replace(known=None)]
    for _ in range(4):
        at = request.at + case.pick((-DAY, -1, 0, 1, DAY, 3 * DAY))
        made.append(
            request._replace(at=at, known=case.pick(places), recipient=case.pick((RECIPIENT, RECIPIENT, OTHER)))
        )
    return made


@law(floor=0.06, cases=1_200)
def test_25_backdated(case: Near) -> bool:
    """25 A withdrawal that was recorded late touches just the disclosures that it would have denied; they stand."""
    late = withdrawal(case)._replace(
        id="late!", recorded=case.request.at + case.pick((0, 2 * DAY)), position=len(case.records) + 1
    )
    late = late._replace(giver=case.pick((late.giver, late.giver, PROXY)))
    if case.chance(0.2):
        late = late._replace(given=None)
    requests, expected = logged(case), []
    recorded = case.but(records=[*case.records, late])
    kept = case.pick((case, recorded))
    for one in requests:
        if kept.but(request=one).effect() == DENY:
            continue
        if one.at <= (late.recorded or 0) or one.known is not None:
            assert said(recorded.but(request=one).decide()) == said(case.but(request=one).decide())
        # Had it been recorded just before the disclosure; of what is given at its very instant that cannot be told.
        given = late.given or (late.recorded or 0,) * 2
        in_time = late._replace(given=given, recorded=one.at - 1 if given[0] < one.at else None, position=0)
        if kept.but(request=one, records=[*kept.records, in_time]).effect() == DENY:
            expected.append(case.but(request=one).asked())
    disclosures = [case.but(request=one).asked() for one in requests]
    found = touched_by(case.policy(), kept.made(), case.ways.record(late), disclosures)  # type: ignore[arg-type]
    assert found == tuple(expected)
    return bool(expected)


def shifted(one: Record, step: int) -> Record:
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
def moved(world: World, step: int) -> World:
    """A world in which every name came to be as much later."""

    def term(one: Term) -> Term:
        return one._replace(since=None if one.since is None else one.since + step)

    return world._replace(categories=tuple(map(term, world.categories)), purposes=tuple(map(term, world.purposes)))


STEPS = (1, -1, DAY // 2 - 1, DAY - 1, 90 * DAY + 3_600_000_000, 180 * DAY, -30_000 * DAY, 30_000 * DAY + 777_777)


@law(floor=0.2, cases=1_500)
def test_26_another_time(case: Near) -> bool:
    """26 An hour, half a year or a century later all is the same: nothing rests on a day, a clock or a season."""
    exact = case.but(records=[shifted(one, 0) for one in case.records])
    step = case.pick(STEPS)
    other = case.but(records=[shifted(one, step) for one in case.records], world=moved(case.world, step))
    before = exact.decide()
    assert said(other.asking(at=case.request.at + step).decide()) == said(before)
    return before.effect.name != DENY


@law(floor=0.15, cases=2_500)
def test_29_obligations(case: Near) -> bool:
    """29 What is owed is what all that determined it asks for; who cannot meet it may not tell, unless she must."""
    ruled = [drawn_rule(case, number) for number in range(case.pick((0, 1, 2)))]
    with_obligations = [
        one._replace(obligations=(case.pick(("call her", "tell her first")),))
        if isinstance(one, Statement) and case.chance(0.5)
        else one
        for one in case.records
    ]
    case = case.but(records=with_obligations, rules=[one.rule for one in ruled])
    decision = case.decide()
    routes = {one.item: one.about[0] for one in decision.reasons if one.code == "route"}
    owed: set[str] = set()
    for place in decision.told_places:
        item, route = case.request.items[place], routes.get(place)
        owed |= OWED[route] if route else {name for one in case.live(item) for name in one.obligations}
        owed |= owing(ruled, item) if route != "duty" else set()
    assert {*decision.obligations} - {"tell-co-ordinator"} == owed
    assert decision.obligations == tuple(sorted({*decision.obligations}))
    assert case.request.suspicion is True or "tell-co-ordinator" not in decision.obligations
    assert decision.effect_for([*decision.obligations, "anything else"]) is decision.effect
    assert decision.effect.name != DENY or decision.effect_for(()) is decision.effect
    for one in decision.obligations:
        lacking = decision.effect_for([other for other in decision.obligations if other != one])
        assert lacking.name == {PERMIT: DENY, DENY: DENY, REQUIRED: REQUIRED}[decision.effect.name]
    return bool(owed)
