"""Properties 10, 13 and 29: in whatever way, process or batch it is asked, and who asks."""

import os
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress

from peersupport.testing.consent.near import DENY, PERMIT, REQUIRED, Near, neighbours
from peersupport.testing.consent.service import (
    DecidesMany,
    FindsRecipients,
    HeedsObligations,
    Remembers,
    Rule,
    TakesRules,
)
from peersupport.testing.consent.worlds import DAY, OTHER, PROXY, SENDER, SUBJECTS
from peersupport.testing.laws.disclosure.domain import near, same
from peersupport.testing.laws.law import must
from peersupport.testing.oracle.forms import Answer

ZONES = ("Pacific/Kiritimati", "America/Los_Angeles", "UTC")


@near(10, floor=0.6, cases=500, needs=Remembers)
def nothing_stale_is_remembered(case: Near) -> bool:
    """Who was asked before answers as one who never was: kept answers are kept no longer than they are true."""
    service = case.service
    if not isinstance(service, Remembers):
        return False
    shared = service.knowing(case.records, case.request.subject)
    fresh = {request: case.but(request=request).decide() for request in neighbours(case, 8)}
    for request in [*fresh, *fresh]:
        same(shared(request), fresh[request], f"asked again, at {request.at}")
    return len({*fresh.values()}) > 1


@near(10, 17, floor=0.9, cases=100, needs=Remembers)
def nobody_answers_for_another(case: Near) -> bool:
    """What is known of one subject answers no question about another."""
    service, other = case.service, next(one for one in SUBJECTS if one != case.request.subject)
    if not isinstance(service, Remembers):
        return False
    answered: Answer | None = None
    with suppress(Exception):
        answered = service.knowing(case.records, other)(case.request)
    must(answered is None, "a request about another subject was answered")
    return True


@contextmanager
def _zone(name: str) -> Generator[None]:
    """The process's zone for a while; as it is where a system has none to set."""
    before = os.environ.get("TZ")
    reset = getattr(time, "tzset", lambda: None)
    try:
        os.environ["TZ"] = name
        reset()
        yield
    finally:
        os.environ.pop("TZ")
        if before is not None:
            os.environ["TZ"] = before
        reset()


@near(10, floor=0.5, cases=400, needs=TakesRules)
def the_zone_has_no_part(case: Near) -> bool:
    """In whatever zone a process runs, the same is said, by the same rules of the day."""
    last = case.request.at - case.request.at % DAY + case.pick((-DAY, 0, DAY))
    rules = tuple(Rule(f"{place}", item.category, days=(None, last)) for place, item in enumerate(case.request.items))
    case = case.but(rules=rules)
    said = case.said()
    for zone in ZONES:
        with _zone(zone):
            same(case.said(), said, f"with {zone} as the process's zone")
    return bool(rules)


@near(13, floor=0.2, cases=600, needs=DecidesMany)
def batch_is_its_requests(case: Near) -> bool:
    """Many requests at once are answered as each of them alone, about whomever and whenever."""
    requests = [case.request._replace(subject=subject) for subject in SUBJECTS]
    requests += [case.request._replace(at=case.request.at + step) for step in (0, 1, -1_000_000, DAY)]
    alone = [case.but(request=one).decide() for one in requests]
    if isinstance(case.service, DecidesMany):
        same([*case.service.decide_all(case.records, requests)], alone, "asked together")
    return len({*alone}) > 1


@near(13, floor=0.2, cases=600, needs=FindsRecipients)
def recipients_are_found_exactly(case: Near) -> bool:
    """Those who may receive are those for whom it is PERMIT or REQUIRED, each with which; so is what may be told."""
    service, request = case.service, case.request
    if not isinstance(service, FindsRecipients):
        return False
    people = [one for one in (request.recipient, OTHER, PROXY, SENDER, "nobody") if one is not None]
    single = {one: case.asking(recipient=one).effect() for one in people}
    may = {one: effect for one, effect in single.items() if effect != DENY}
    same(dict(service.who_may_receive(case.records, request, people)), may, "who may receive")
    names = [case.pick(tuple(case.categories)) for _ in range(3)]
    for item in request.items[:1]:
        told = {
            name: case.asking(items=(item._replace(category=name, identifies=True, content=None),)).effect()
            for name in names
        }
        expected = {name: effect for name, effect in told.items() if effect != DENY}
        same(dict(service.what_may_be_told(case.records, request, names)), expected, "what may be told")
    return bool(may)


@near(29, floor=0.15, cases=600, needs=HeedsObligations)
def obligations_bind_who_asks(case: Near) -> bool:
    """Who cannot meet an obligation may not tell, unless she must."""
    service, decision = case.service, case.decide()
    if not isinstance(service, HeedsObligations):
        return False
    owed = sorted(decision.obligations)

    def effect_for(understood: list[str]) -> str:
        return service.effect_for(case.records, case.request, understood)

    same(effect_for([*owed, "anything else"]), decision.effect, "for who understands all")
    must(decision.effect != DENY or effect_for([]) == DENY, "a DENY was no DENY for who understands nothing")
    for one in owed:
        lacking = effect_for([other for other in owed if other != one])
        same(lacking, {PERMIT: DENY, DENY: DENY, REQUIRED: REQUIRED}[decision.effect], f"for who does not know `{one}`")
    return bool(owed)
