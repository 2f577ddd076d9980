"""Properties 8 to 10 of disclosure: what is beside it, what is not known, and what the process has no part in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.disclosure.forms import Item, Party, Request, Standing, Statement
from tests.disclosure.laws import law
from tests.disclosure.near import DENY, PERMIT, Near, Record, said
from tests.disclosure.statements_near import day, exact, person, refusal
from tests.disclosure.worlds import DAY, OTHER, ROLES

from peersupport.policies.disclosure import DisclosureDecision

ROOT = Path(__file__).parents[2]


def prior(one: Record, request: Request) -> bool:
    """Whether a record surely was known, and recorded before the disclosure."""
    known = request.known is None or (one.position is not None and one.position <= request.known)
    return known and one.recorded is not None and one.recorded < request.at


def beside(case: Near, one: Statement) -> bool:
    """Whether one look at a grant or refusal tells that it does not apply to anything asked for."""
    request, at = case.request, case.request.at
    low = one.given[0] if one.given else one.recorded
    start = low if one.start is None else one.start
    unknown_then = (
        one.position is not None and one.position > request.known
        if request.known is not None
        else one.recorded is not None and one.recorded >= at
    )
    late = one.kind == "grant" and (
        (low is not None and low >= at) or (one.recorded is not None and one.recorded >= at)
    )
    names = [(one.categories, item.category, case.categories) for item in request.items]
    names += [(one.purposes, request.purpose, case.purposes)] * bool(names)
    return (
        one.subject != request.subject
        or unknown_then
        or late
        or (start is not None and start > at)
        or (one.end is not None and one.end <= at)
        or apart(case, one.sender, request.sender)
        or apart(case, one.recipient, request.recipient)
        or (bool(names) and all(misses(one.kind, *each) for each in names[:-1]))
        or (bool(names) and misses(one.kind, *names[-1]))
    )


def apart(case: Near, party: Party | None, who: str | None) -> bool:
    """Whether a party surely is not, and does not hold the role of, a person."""
    if party is None or who is None:
        return False
    if party.kind == "person":
        return party.name != who
    own = [
        one
        for one in case.standings
        if one.kind == "role" and one.person == who and one.programme == case.request.programme
    ]
    return any(prior(one, case.request) for one in own) and not any(one.on and one.role == party.name for one in own)


def misses(kind: str, names: tuple[str, ...] | None, name: str | None, lines: dict[str, frozenset[str]]) -> bool:
    """Whether none of a statement's names surely covers (a grant) or touches (a refusal) what is asked."""
    if names == ():
        return True
    if names is None or name not in lines:
        return False
    if kind == "grant":
        return not lines[name] & {*names}
    return all(one in lines for one in names) and not any(
        name in line and one in line for line in lines.values() for one in names
    )


@law(floor=0.5, cases=1_500)
def test_08_slice(case: Near) -> bool:
    """8 Statements of others, and grants and refusals that surely do not apply, can be left out of the question."""
    others = [one for one in case.records if isinstance(one, Statement) and one.subject != case.request.subject]
    dropped = others + [one for one in case.of("grant", "refusal") if beside(case, one)]
    rest = case.but(records=case.without(*dropped))
    assert said(rest.decide()) == said(case.decide())
    extra = refusal(case, case.pick(case.request.items or (Item("all"),)))
    change = case.pick(
        (
            {"categories": ()},
            {"purposes": ()},
            {"start": case.request.at + 1},
            {"given": exact(case.request.at + 1), "start": None, "recorded": case.request.at + 1},
            {"start": case.request.at - DAY, "end": case.request.at},
            {"recipient": person(OTHER) if case.request.recipient else None, "end": case.request.at},
        )
    )
    assert said(case.but(records=(*case.records, extra._replace(**change))).decide()) == said(case.decide())
    return bool(dropped)


def reported(decision: DisclosureDecision, one: Statement, *fields: str) -> bool:
    """Whether it is among the reasons that a statement cannot be told, for want of one of these."""
    return any(
        reason.code == "cannot-tell" and reason.about == (one.id,) and {*fields} & {*reason.unknown}
        for reason in decision.reasons
    )


def blanks(case: Near, one: Statement) -> list[tuple[dict[str, object], str]]:
    """Ways to leave something of a statement unrecorded, and what a reason calls it."""
    ways: list[tuple[dict[str, object], str]] = [
        ({"sender": None}, "sender"),
        ({"recipient": None}, "recipient"),
        ({"categories": None}, "categories"),
        ({"purposes": None}, "purposes"),
    ]
    if case.request.known is None or one.kind == "grant":
        ways.append(({"recorded": None, "given": one.given}, "recorded"))
    if case.request.known is not None:
        ways.append(({"position": None}, "recorded"))
    if case.request.at % DAY not in (0, DAY - 1):
        today = {"given": day(case.request.at), "start": None, "recorded": case.request.at - 1}
        ways.append((today, "given" if one.kind == "grant" else "start"))
    return ways


@law(floor=0.35, cases=2_000)
def test_09_unknown_grants(case: Near) -> bool:
    """9 A grant of which something is not recorded never counts, and that is told."""
    case = case.ordinary()
    lived = [(item, one) for item in case.request.items for one in case.of("grant") if case.permits(item, one)]
    if not lived:
        return False
    item, one = case.pick(lived)
    blank, field = case.pick(blanks(case, one))
    asked = case.asking(items=(item,)).but(records=case.changed(one, one._replace(**blank)))
    decision, without = asked.decide(), case.asking(items=(item,)).but(records=case.without(one)).decide()
    assert (decision.effect, decision.determining) == (without.effect, without.determining)
    # Given at another time, it may surely not count: the names may be younger, or she was unable to decide.
    assert reported(decision, one, field) or field == "given" or (field == "recorded" and one.given is None)
    return True


@law(floor=0.9, cases=1_500)
def test_09_unknown_refusals(case: Near) -> bool:
    """9 A refusal of which something is not recorded denies, and that is told."""
    case = case.ordinary()
    if not case.request.items:
        return False
    item = case.pick(case.request.items)
    case = case.asking(items=(item,))
    one = refusal(case, item)
    blank, field = case.pick([*blanks(case, one), ({}, "role"), ({}, "giver"), ({}, "asked")])
    records = case.records
    one = one._replace(**blank)
    if field == "role":
        field, one = "recipient", one._replace(recipient=Party("role", case.pick(ROLES)))
        records = tuple(r for r in records if not isinstance(r, Standing) or r.person != case.request.recipient)
    elif field == "giver":
        field, one = "proxy", one._replace(giver=OTHER)
        records = tuple(r for r in records if not isinstance(r, Standing) or r.kind == "role")
    elif field == "asked":
        field = case.pick(("sender", "recipient", "purposes"))
        parties = {"sender": person(case.request.sender), "recipient": person(case.request.recipient)}
        one = one._replace(**parties, purposes=tuple(case.purposes))
        case = case.asking(**{"purpose" if field == "purposes" else field: None})
    decision = case.but(records=(*records, one)).decide()
    assert decision.effect.name == DENY
    assert one.id in decision.determining
    assert reported(decision, one, field)
    return True


@law(floor=0.09, cases=2_500)
def test_09_unknown_withdrawals(case: Near) -> bool:
    """9 A withdrawal that cannot be evaluated, and is not excluded, counts: one needs no more than a giver."""
    case = case.ordinary()
    if case.effect() != PERMIT:
        return False
    at, subject, records = case.request.at, case.request.subject, case.records
    bare = Statement("withdrawal!", "withdrawal", subject, subject)
    dated = bare._replace(given=exact(at - 1), recorded=at - 1, position=0)
    unplaced = {"recorded": None} if case.request.known is None else {"position": None}
    role = Party("role", case.pick(ROLES))
    ways = [bare, dated._replace(**unplaced), dated._replace(recipient=role, given=day(at))]
    ways += [dated._replace(given=day(at)), dated._replace(sender=role, **unplaced)]
    roleless = [one for one in records if not isinstance(one, Standing) or one.kind != "role"]
    grants = [one._replace(sender=person("una"), recipient=person("rosa")) for one in case.of("grant")]
    persons = [*grants, *(one for one in roleless if one not in case.of("grant"))]
    assert case.but(records=[*persons, case.pick(ways)]).effect() == DENY
    assert case.but(records=[*records, case.pick((bare, ways[1], ways[3]))]).effect() == DENY
    doubted = [one for one in records if not isinstance(one, Standing) or one.kind == "role"]
    able = Standing("competence", True, subject, -DAY, -DAY, 0, purposes=tuple(case.purposes))
    late = able._replace(on=False, start=at - 1, recorded=None, position=0 if case.request.known is None else None)
    by_another = dated._replace(giver=OTHER)
    if case.but(records=[*doubted, able]).effect() == PERMIT:
        assert case.but(records=[*doubted, able, late, by_another]).effect() == DENY
    return True


def unknowns(case: Near, one: Record) -> list[tuple[dict[str, object], list[dict[str, object]]]]:
    """Ways not to know something of a record, each with what it might be."""
    at, known = case.request.at, case.request.known
    records = [{"recorded": when} for when in (1, at - 1, at, at + DAY)]
    ways = [({"recorded": None}, records)]
    if known is not None:
        ways.append(({"position": None}, [{"position": place} for place in (0, known, known + 1)]))
    purposes = [{"purposes": names} for names in ((), *((name,) for name in case.purposes))]
    if isinstance(one, Standing):
        return ways + [({"purposes": None}, purposes)] * (one.kind != "role")
    interval = day(case.pick((at, at - DAY, one.given[0] if one.given else at)))
    inside = [
        at,
        at - 1,
        at + 1,
        *interval,
        *(each for other in case.of("grant", "withdrawal") for each in other.given or ()),
    ]
    within = [{"given": exact(when)} for when in inside if interval[0] <= when <= interval[1]]
    ways.append(({"given": interval}, within))
    ways.append(({"given": None, "recorded": None}, [{"given": exact(when), "recorded": at - 1} for when in inside]))
    if one.kind != "withdrawal":
        ways += [({"purposes": None}, purposes)]
        parties = [person("una"), person("rosa"), Party("role", case.pick(ROLES))]
        ways += [({side: None}, [{side: party} for party in parties]) for side in ("sender", "recipient")]
    return ways


@law(floor=0.06, cases=5_000)
def test_09_whatever_it_is(case: Near) -> bool:
    """9 What is permitted although something is not known is permitted whatever that turns out to be."""
    case = case.ordinary()
    if not case.records:
        return False
    one = case.pick(case.records)
    blank, fillings = case.pick(unknowns(case, one))
    at, unsure = case.request.at, one._replace(**blank)
    asked = case.but(records=case.changed(one, unsure))
    if asked.effect() != PERMIT:
        return False
    for filled in [unsure._replace(**case.pick(fillings)) for _ in range(4)] if fillings else []:
        if isinstance(filled, Standing) or filled.given is None or (filled.recorded or at) >= filled.given[1]:
            assert case.but(records=case.changed(one, filled)).effect() == PERMIT
    return True


def asks(case: Near) -> list[Request]:
    """Requests of one subject at and beside the instants at which something changes, as known at several positions."""
    instants = {case.request.at}
    for one in case.records:
        given = (*(one.given or ()), one.end) if isinstance(one, Statement) else ()
        instants |= {when for when in (one.start, one.recorded, *given) if when is not None}
    places = [None, None, None, len(case.records), len(case.records) // 2]
    requests = []
    for _ in range(8):
        at = case.pick(sorted(instants)) + case.pick((-1, 0, 0, 1))
        request = case.request._replace(at=at, known=case.pick(places))
        if case.chance(0.2):
            request = request._replace(purpose=case.pick(tuple(case.purposes)))
        requests.append(request)
    return requests


@law(floor=0.6, cases=800)
def test_10_registers(case: Near) -> bool:
    """10 A register that was asked before answers as one that never was: kept answers are kept no longer than true."""
    subject = case.request.subject
    shared = case.policy().register(case.made(), subject)
    fresh = {request: said(case.but(request=request).decide()) for request in asks(case)}
    for request in [*fresh, *fresh]:
        assert said(case.policy().decide(shared, case.but(request=request).asked())) == fresh[request]
    return len(set(fresh.values())) > 1


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_10_process(zone: str) -> None:
    """10 Hash seed, zone and language of the process are no part of what is said."""

    def told(**environment: str) -> str:
        command = [sys.executable, "-m", "tests.disclosure.digest", "200"]
        environment = os.environ | environment
        ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        return ran.stdout

    there = told(TZ=zone, PYTHONHASHSEED="1", LC_ALL="C")
    assert there == told(TZ="UTC", PYTHONHASHSEED="2", LC_ALL="C.UTF-8")
    assert there
