"""Properties 11, 12 and 15 to 17: what, for what, who to whom, and about whom."""

from functools import lru_cache

from peersupport.testing.consent.cases import Fields, Record
from peersupport.testing.consent.near import DENY, PERMIT, Near, below
from peersupport.testing.consent.service import Ruled, TakesWorlds
from peersupport.testing.consent.stage import LONG_AGO, Stage
from peersupport.testing.consent.worlds import OTHER, PROXY, RECIPIENT, SENDER, SUBJECTS, UNHEARD
from peersupport.testing.laws.disclosure.domain import near, same, scene
from peersupport.testing.laws.law import must
from peersupport.testing.oracle.forms import Party, Standing, Statement, Term, World


@lru_cache
def _undated(world: World) -> World:
    """A world in which every name always existed."""
    return world._replace(
        categories=tuple(one._replace(since=None) for one in world.categories),
        purposes=tuple(one._replace(since=None) for one in world.purposes),
    )


def _old(terms: tuple[Term, ...], lines: dict[str, frozenset[str]], names: list[str]) -> list[str]:
    """Those of some names that always existed, and all that they lie under."""
    young = {one.name for one in terms if one.since is not None}
    return [name for name in names if not young & lines[name]]


@near(11, floor=0.12, cases=1_200)
def consent_goes_only_downward(case: Near) -> bool:
    """What is permitted for a purpose, or of a category, is so for all under it, and never for one above."""
    case = case.ordinary().but(bars=())
    if isinstance(case.plain, TakesWorlds):
        case = case.but(world=_undated(case.world))
    request, world = case.request, case.world
    same(case.asking(purpose=case.pick((None, UNHEARD))).effect(), DENY, "for a purpose that is not known")
    if case.effect() != PERMIT:
        return False
    purposes = case.purposes[request.purpose or ""]
    for item in request.items:
        granted = any(
            case.categories[item.category] & {*(one.categories or ())} and purposes & {*(one.purposes or ())}
            for one in case.of_kind("grant")
        )
        must(granted, f"`{item.category}` is permitted, and no grant names it or what it lies under")
    uses = _old(world.purposes, case.purposes, below(case.purposes, request.purpose)) or [request.purpose or ""]
    for _ in range(4):
        items = tuple(
            one._replace(
                category=case.pick(
                    _old(world.categories, case.categories, below(case.categories, one.category)) or [one.category]
                )
            )
            for one in request.items
        )
        lower = case.asking(items=items, purpose=case.pick(uses))
        same(lower.effect(), PERMIT, "for what lies under what is permitted")
    one = case.pick(case.of_kind("grant"))
    emptied: Fields = {case.pick(("categories", "purposes")): ()}
    nothing = one._replace(**emptied)
    without = case.but(records=case.without(one)).effect()
    same(case.but(records=case.changed(one, nothing)).effect(), without, "with a grant that names nothing")
    return True


@near(12, floor=0.3, cases=600)
def bundle_is_its_items(case: Near) -> bool:
    """A bundle is permitted just when each item would be; of one that is denied nothing is told."""
    case = case.ordinary()
    items = case.request.items
    each = [case.asking(items=(item,)).effect() == PERMIT for item in items]
    decision = case.decide()
    permitted = bool(items) and all(each)
    same(decision.effect == PERMIT, permitted, "whether the bundle is permitted")
    same(decision.told, tuple(range(len(items))) if permitted else (), "what is told of it")
    return len(items) > 1


@scene(15, floor=0.3, cases=600, unless=Ruled)
def consent_has_a_direction(stage: Stage) -> bool:
    """What one kind may tell another, the other may not tell back: a grant has a direction."""
    roles = stage.pick(stage.roles), stage.pick(stage.roles)
    if roles[0] == roles[1]:
        return False
    standing = [stage.role(SENDER, roles[0], LONG_AGO), stage.role(RECIPIENT, roles[1], LONG_AGO), stage.able]
    sides = (
        {Party("person", SENDER), Party("role", roles[0])},
        {Party("person", RECIPIENT), Party("role", roles[1])},
    )
    parties = [party for side in sides for party in sorted(side)]
    grants = [
        stage.statement("grant", f"g{place}", sender=stage.pick(parties), recipient=stage.pick(parties))
        for place in range(stage.number(1, 3))
    ]
    there = stage.permits(*standing, *grants)
    expected = any(one.sender in sides[0] and one.recipient in sides[1] for one in grants)
    same(there, expected, "whether it may be told there")
    back = stage.permits(*standing, *grants, sender=RECIPIENT, recipient=SENDER)
    same(back, any(one.sender in sides[1] and one.recipient in sides[0] for one in grants), "whether it may be back")
    return there is not back


@near(16, floor=0.7, cases=800)
def nothing_flows_on(case: Near) -> bool:
    """Without a grant that names this sender and this recipient nothing flows on to her."""
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
        side, role = case.pick(("sender", "recipient")), Party("role", case.pick(case.setting.roles))
        elsewhere: Fields = {side: case.pick((None, Party("person", PROXY), role))}
        return one._replace(**elsewhere)

    grants = case.of_kind("grant")
    shifted = [other(one) for one in grants]
    beside = [
        one for one in shifted if not (names(one.sender, request.sender) and names(one.recipient, request.recipient))
    ]
    decision = case.but(records=[*case.without(*grants), *beside]).decide()
    same(decision.effect, DENY, "no grant names both")
    must(not {one.id for one in beside} & decision.determining, "a grant to others decided it")
    return bool(beside)


def _renamed(one: Record, names: dict[str, str]) -> Record:
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


@near(17, floor=0.9)
def persons_are_but_names(case: Near) -> bool:
    """Under other names of persons the same is said."""
    people = [*SUBJECTS, SENDER, RECIPIENT, OTHER, PROXY]
    names = dict(zip(people, case.choices.shuffled(people), strict=True))
    request, said = case.request, case.said()
    other = case.asking(
        subject=names[request.subject],
        sender=names.get(request.sender or "", request.sender),
        recipient=names.get(request.recipient or "", request.recipient),
    )
    same(other.but(records=[_renamed(one, names) for one in case.records]).said(), said, "under other names")
    return any(one != other for one, other in names.items())


@near(8, 17, floor=0.9)
def other_subjects_have_no_part(case: Near) -> bool:
    """What other subjects said, can decide or leave to proxies, has no part in the answer."""
    request, stranger, said = case.request, "zoe", case.said()
    own = [one for one in case.records if not isinstance(one, Standing) or one.kind != "role"]
    foreign: list[Record] = []
    for one in (_renamed(one, {request.subject: stranger}) for one in own):
        if isinstance(one, Statement):
            foreign.append(one._replace(id=f"{one.id} of {stranger}"))
        elif stranger in (one.person, one.subject):
            foreign.append(one._replace(on=case.chance(0.5)))
    same(case.adding(*foreign).said(), said, f"with what `{stranger}` said")
    return bool(foreign)
