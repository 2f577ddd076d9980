"""Properties 11 to 13 and 15 to 17 of disclosure: what, for what, who to whom, and about whom."""

from functools import lru_cache
from random import Random

import pytest
from tests.disclosure.forms import Party, Standing, Statement, World
from tests.disclosure.laws import law, staged
from tests.disclosure.near import DENY, PERMIT, Near, Record, below, said
from tests.disclosure.stage import ABLE, LONG_AGO, Stage
from tests.disclosure.worlds import OTHER, PROXY, RECIPIENT, ROLES, SENDER, SUBJECTS, UNHEARD

from peersupport.errors import RuleError
from peersupport.policies.disclosure import Register


@lru_cache
def undated(world: World) -> World:
    """A world in which every name always existed."""
    return world._replace(
        categories=tuple(one._replace(since=None) for one in world.categories),
        purposes=tuple(one._replace(since=None) for one in world.purposes),
    )


@law(floor=0.12, cases=3_000)
def test_11_only_downward(case: Near) -> bool:
    """11 What is permitted for a purpose, or of a category, is so for all under it, and never for one above."""
    case = case.ordinary().but(bars=(), world=undated(case.world))
    request = case.request
    assert case.asking(purpose=case.pick((None, UNHEARD))).effect() == DENY
    if case.effect() != PERMIT:
        return False
    for item in request.items:
        names = case.categories[item.category], case.purposes[request.purpose or ""]
        assert any(
            names[0] & {*(one.categories or ())} and names[1] & {*(one.purposes or ())} for one in case.of("grant")
        )
    for _ in range(4):
        items = tuple(one._replace(category=case.pick(below(case.categories, one.category))) for one in request.items)
        lower = case.asking(items=items, purpose=case.pick(below(case.purposes, request.purpose)))
        assert lower.effect() == PERMIT
    one = case.pick(case.of("grant"))
    nothing = one._replace(**{case.pick(("categories", "purposes")): ()})
    assert case.but(records=case.changed(one, nothing)).effect() == case.but(records=case.without(one)).effect()
    return True


@law(floor=0.3, cases=1_500)
def test_12_bundle(case: Near) -> bool:
    """12 A bundle is permitted just when each item would be; of one that is denied nothing is told."""
    case = case.ordinary()
    items = case.request.items
    decision = case.decide()
    each = [case.asking(items=(item,)).effect() == PERMIT for item in items]
    assert (decision.effect.name == PERMIT) is (bool(items) and all(each))
    assert decision.told_places == (tuple(range(len(items))) if decision.effect.name == PERMIT else ())
    return len(items) > 1


@law(floor=0.2, cases=600)
def test_13_batch(case: Near) -> bool:
    """13 A batch is its single requests; those who may receive are those for whom it is PERMIT or REQUIRED."""
    policy, records = case.policy(), case.made()
    people = [case.request.recipient, OTHER, PROXY, SENDER, "nobody"]
    single = {one: case.asking(recipient=one).decide().effect for one in people}
    may = {one: effect for one, effect in single.items() if effect.name != DENY}
    assert policy.who_may_receive(records, case.asked(), people) == may
    names = [case.pick(tuple(case.categories)) for _ in range(3)]
    item = case.request.items[:1]
    if item:
        told = {
            case.ways.name(name): case.asking(items=(item[0]._replace(category=name, identifies=True),)).decide().effect
            for name in names
        }
        asked = policy.what_may_be_told(records, case.asked(), [*told])
        assert asked == {name: effect for name, effect in told.items() if effect.name != DENY}
    others = [case.request._replace(subject=subject) for subject in SUBJECTS]
    others += [case.request._replace(at=case.request.at + step) for step in (0, 1, -1_000_000, 86_400_000_000)]
    requests = [case.but(request=one).asked() for one in others]
    assert [said(one) for one in policy.decide_all(records, requests)] == [
        said(case.but(request=one).decide()) for one in others
    ]
    return bool(may)


@staged(floor=0.4, cases=1_500)
def test_15_direction(random: Random) -> bool:
    """15 What one kind may tell another, the other may not tell back: a grant has a direction."""
    scene = Stage(random)
    roles = [scene.pick(ROLES) for _ in range(2)]
    if roles[0] == roles[1]:
        return False
    standing = [scene.role(SENDER, roles[0], LONG_AGO), scene.role(RECIPIENT, roles[1], LONG_AGO), ABLE]
    sides = (
        {Party("person", SENDER), Party("role", roles[0])},
        {Party("person", RECIPIENT), Party("role", roles[1])},
    )
    parties = [party for side in sides for party in sorted(side)]
    grants = [
        scene.statement("grant", f"g{place}", sender=scene.pick(parties), recipient=scene.pick(parties))
        for place in range(scene.number(1, 3))
    ]
    there = scene.permits(*standing, *grants)
    back = scene.permits(*standing, *grants, sender=RECIPIENT, recipient=SENDER)
    assert there is any(one.sender in sides[0] and one.recipient in sides[1] for one in grants)
    assert back is any(one.sender in sides[1] and one.recipient in sides[0] for one in grants)
    return there is not back


@law(floor=0.7, cases=2_000)
def test_16_no_onward_flow(case: Near) -> bool:
    """16 Without a grant that names this sender and this recipient nothing flows on to her."""
    case = case.ordinary()
    request = case.request
    held = {
        (one.person, one.role)
        for one in case.standings
        if one.kind == "role" and one.on and one.programme == request.programme
    }

    def names(party: Party | None, who: str | None) -> bool:
        return party is not None and (party.name == who if party.kind == "person" else (who, party.name) in held)

    def other(one: Statement) -> Statement:
        side = case.pick(("sender", "recipient"))
        return one._replace(**{side: case.pick((None, Party("person", PROXY), Party("role", case.pick(ROLES))))})

    grants = case.of("grant")
    shifted = [other(one) for one in grants]
    beside = [
        one for one in shifted if not (names(one.sender, request.sender) and names(one.recipient, request.recipient))
    ]
    decision = case.but(records=[*case.without(*grants), *beside]).decide()
    assert decision.effect.name == DENY
    assert not {one.id for one in beside} & {*decision.determining}
    return bool(beside)


def renamed(one: Record, names: dict[str, str]) -> Record:
    """A record with other persons in it."""
    if isinstance(one, Standing):
        return one._replace(person=names.get(one.person, one.person), subject=names.get(one.subject, one.subject))

    def party(old: Party | None) -> Party | None:
        return old._replace(name=names[old.name]) if old and old.kind == "person" and old.name in names else old

    return one._replace(
        subject=names.get(one.subject, one.subject),
        giver=names.get(one.giver, one.giver),
        sender=party(one.sender),
        recipient=party(one.recipient),
    )


@law(floor=0.9)
def test_17_persons(case: Near) -> bool:
    """17 Persons are but names, and what other subjects said, can decide or leave to proxies, has no part in it."""
    people = [*SUBJECTS, SENDER, RECIPIENT, OTHER, PROXY]
    strangers = list(people)
    case.random.shuffle(strangers)
    names = dict(zip(people, strangers, strict=True))
    request, before = case.request, said(case.decide())
    other = case.asking(
        subject=names[request.subject],
        sender=names.get(request.sender or "", request.sender),
        recipient=names.get(request.recipient or "", request.recipient),
    )
    assert said(other.but(records=[renamed(one, names) for one in case.records]).decide()) == before
    own = [one for one in case.records if not isinstance(one, Standing) or one.kind != "role"]
    foreign = [renamed(one, {request.subject: "zoe"}) for one in own]
    foreign = [
        one._replace(id=f"{one.id} of zoe") if isinstance(one, Statement) else one._replace(on=case.chance(0.5))
        for one in foreign
    ]
    foreign = [one for one in foreign if not (isinstance(one, Standing) and "zoe" not in (one.person, one.subject))]
    assert said(case.but(records=[*case.records, *foreign]).decide()) == before
    with pytest.raises(RuleError):
        case.policy().decide(Register(case.made(), "zoe", case.ways.categories, case.ways.purposes), case.asked())
    return bool(foreign)
