"""What a drawn case holds, in the oracle's terms: how often the premise of each law is met.

`python -m tests.disclosure.premises` prints it for 20,000 draws: a law is only tested where its premise holds.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from time import perf_counter

from peersupport.testing.choices import Choices
from peersupport.testing.consent import draw
from peersupport.testing.consent.worlds import WORLDS
from peersupport.testing.oracle.clauses import Case, Reading, decide
from peersupport.testing.oracle.forms import Bar, Request, Standing, Statement, World
from peersupport.testing.oracle.standing import Hierarchy, given, known, prior

FLOORS = {"grant and refusal": 0.20, "PERMIT": 0.15}
"""The least share of draws in which a premise must hold; `RARE` for every other."""
RARE = 0.01
EXPECTED = (
    *("PERMIT", "DENY", "REQUIRED", "no consent", "duty", "onward", "immediate-danger", "anonymised", "standing duty"),
    *("several items", "all of several items", "some of several items", "duty and consent", "barred", "barred route"),
    *("live grant", "applying refusal", "grant and refusal", "withdrawn", "withdrawn and live", "withdrawn by target"),
    *(
        "lifted refusal",
        "unlifted refusal",
        "unknown grant",
        "unknown refusal",
        "touching refusal",
        "role grant refused",
    ),
    *(
        "proxy grant live",
        "inert proxy",
        "proxy refusal",
        "discounted refusal",
        "dated term",
        "date-only",
        "late record",
    ),
    *(
        "unknown at the time",
        "at the instant",
        "tied roles",
        "changed role",
        "changed competence",
        "party not recorded",
    ),
    "purpose not known",
)
"""Every premise there is."""


def premises(
    records: Sequence[Statement | Standing], request: Request, world: World, bars: Sequence[Bar] = ()
) -> frozenset[str]:
    """The names of all that holds of a case; what concerns statements, for some item before items are combined."""
    case = Case(records, request, world, bars)
    case.settle()
    undated = world._replace(
        categories=tuple(one._replace(since=None) for one in world.categories),
        purposes=tuple(one._replace(since=None) for one in world.purposes),
    )
    categories = {item.category for item in request.items}
    found = {*_of_effect(case, *decide(records, request, world, bars)[:3]), *_of_records(case, records)}
    for category in categories:
        found.update(_of_item(case, category, case.read(category)))
    if any(Case(records, request, undated).read(one).live != case.read(one).live for one in categories):
        found.add("dated term")
    return frozenset(found)


def _of_effect(case: Case, effect: str, told: tuple[int, ...], determining: frozenset[str]) -> Iterator[str]:
    request, carriers = case.request, case.carried()
    yield effect
    yield from (route for route in carriers if route)
    if effect == "DENY" and not determining:
        yield "no consent"
    if effect == "REQUIRED" and any(carriers[place] is None for place in told):
        yield "duty and consent"
    if (
        effect != "REQUIRED"
        and request.suspicion
        and not case.register.surely_none(request.sender, case.world.supporters)
    ):
        yield "standing duty"
    if len({item.category for item in request.items}) > 1:
        yield "several items"
        if not any(carriers):
            allowed = [
                one.live and not one.refused for one in map(case.read, (item.category for item in request.items))
            ]
            if any(allowed):
                yield "all of several items" if all(allowed) else "some of several items"
    barred = [bool(case.barring(item.category)) for item in request.items]
    if any(barred):
        yield "barred"
    if any(barred) and any(case.routes()):
        yield "barred route"


def _of_records(case: Case, records: Sequence[Statement | Standing]) -> Iterator[str]:
    request, register = case.request, case.register
    if any(known(one, request) is False for one in records):
        yield "unknown at the time"
    if request.known is not None and any(
        one.recorded is not None and one.recorded >= request.at and known(one, request) for one in records
    ):
        yield "late record"
    if any(request.at in (one.start, one.end, one.recorded, *given(one)) for one in case.own):
        yield "at the instant"
    if None in (request.sender, request.recipient):
        yield "party not recorded"
    if request.purpose not in case.purposes.since:
        yield "purpose not known"
    roles = [one for one, _ in register.standings if one.kind == "role"]
    changes = [
        (on, off)
        for on in roles
        for off in roles
        if on.on and not off.on and (on.person, on.role, on.programme) == (off.person, off.role, off.programme)
    ]
    if changes:
        yield "changed role"
    if any(on.start == off.start for on, off in changes):
        yield "tied roles"
    if len({one.on for one, _ in register.standings if one.kind == "competence" and one.person == request.subject}) > 1:
        yield "changed competence"


def _of_item(case: Case, category: str, reading: Reading) -> Iterator[str]:
    refusals = [one for one in case.refusals if case.categories.touches(one.categories, category)]
    applying = [one for one in refusals if one.id in reading.refused]
    deciding = [*reading.live, *applying, *(one for one in case.endings if one.id in reading.ended)]
    subject = case.request.subject
    holds = {
        "live grant": reading.live,
        "applying refusal": applying,
        "grant and refusal": reading.live and applying,
        "withdrawn": reading.ended,
        "withdrawn and live": reading.ended and reading.live,
        "withdrawn by target": [one for one in case.endings if one.id in reading.ended and one.target],
        "lifted refusal": len(refusals) > len(applying),
        "unlifted refusal": {one.id for one in applying} & {one.target for one in case.own},
        "unknown grant": [one for one in case.own if one.kind == "grant" and _may_count(case, one, category)],
        "unknown refusal": [one for one in applying if not _surely_applies(case, one, category)],
        "touching refusal": [one for one in applying if not _covered(case, one, category)],
        "role grant refused": [
            (grant, refusal)
            for grant in reading.live
            for refusal in applying
            if grant.recipient and grant.recipient.kind == "role"
            if refusal.recipient and refusal.recipient.kind == "person"
        ],
        "proxy grant live": [one for one in reading.live if one.giver != subject],
        "inert proxy": [
            one
            for one in case.own
            if one.kind == "grant" and one.giver != subject
            if case.register.authorised(one.giver, subject, given(one))
            if case.register.competent(subject, given(one))
        ],
        "proxy refusal": [one for one in applying if one.giver != subject],
        "discounted refusal": [
            one
            for one in case.own
            if one.kind == "refusal" and case.register.discounted(one.giver, subject, given(one))
        ],
        "date-only": [one for one in deciding if given(one)[0] != given(one)[1]],
    }
    yield from (name for name, held in holds.items() if held)


def _covered(case: Case, one: Statement, category: str) -> bool:
    return case.categories.covers(one.categories, category) and case.purposes.covers(one.purposes, case.request.purpose)


def _may_lie_under(terms: Hierarchy, names: Sequence[str] | None, name: str | None) -> bool:
    return names is None or name not in terms.since or terms.covers(names, name)


def _may_count(case: Case, grant: Statement, category: str) -> bool:
    """Whether a grant neither surely counts nor surely does not."""
    request, register, when = case.request, case.register, given(grant)
    competent = register.competent(grant.subject, when)
    if grant in case.grants and case.categories.covers(grant.categories, category, when[0]):
        return False
    return (
        known(grant, request) is not False
        and (grant.recorded is None or grant.recorded < request.at)
        and when[0] < request.at
        and (grant.start is None or grant.start <= request.at)
        and (grant.end is None or request.at < grant.end)
        and register.matches(grant.sender, request.sender) is not False
        and register.matches(grant.recipient, request.recipient) is not False
        and _may_lie_under(case.categories, grant.categories, category)
        and _may_lie_under(case.purposes, grant.purposes, request.purpose)
        and (
            competent is not False
            if grant.giver == grant.subject
            else competent is not True and register.authorised(grant.giver, grant.subject, when) is not False
        )
    )


def _surely_applies(case: Case, refusal: Statement, category: str) -> bool:
    """Whether there is nothing about an applying refusal that cannot be told."""
    request, register, when = case.request, case.register, given(refusal)
    return (
        prior(refusal, request)
        and (when[1] if refusal.start is None else refusal.start) <= request.at
        and register.matches(refusal.sender, request.sender) is True
        and register.matches(refusal.recipient, request.recipient) is True
        and not {*(refusal.categories or (None,)), category} - case.categories.since.keys()
        and not {*(refusal.purposes or (None,)), request.purpose} - case.purposes.since.keys()
        and (refusal.giver == refusal.subject or register.entitled(refusal.giver, refusal.subject, when))
    )


def shares(draws: int, seed: int = 20_260_101) -> Counter[str]:
    """The share of draws in which each premise holds; under the empty name, how many records a history has."""
    choices, counted = Choices.seeded(seed), Counter[str]()
    for _ in range(draws):
        case = draw(choices.pick(WORLDS), choices)
        counted[""] += len(case.records)
        counted.update(premises(case.records, case.request, case.world, case.bars))
    return Counter({name: count / draws for name, count in counted.items()})  # type: ignore[arg-type]


def report(draws: int = 20_000, seed: int = 20_260_101) -> list[str]:
    """The share of draws in which each premise holds, and a mark where it is below its floor."""
    held = shares(draws, seed)
    lines = [f"{held.pop('')} records a history"]
    for name in sorted(EXPECTED, key=held.__getitem__, reverse=True):
        lines.append(f"{held[name]:7.2%}  {name}{'  TOO RARE' * (held[name] < FLOORS.get(name, RARE))}")
    return [*lines, *(f"not expected: {name}" for name in held.keys() - {*EXPECTED})]


if __name__ == "__main__":
    start = perf_counter()
    print("\n".join(report(*map(int, sys.argv[1:]))))
    print(f"{perf_counter() - start:.1f} s")
