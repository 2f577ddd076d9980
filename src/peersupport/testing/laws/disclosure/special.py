"""Properties 27 and 28: the core's floor, whatever was said."""

from typing import Any

from peersupport.testing.consent.cases import Fields
from peersupport.testing.consent.near import DENY, PERMIT, REQUIRED, Near
from peersupport.testing.consent.near_statements import person
from peersupport.testing.consent.service import EffectsAlone, Explains, Rule, Ruled, SearchesContents, TakesRules
from peersupport.testing.consent.worlds import DAY, RECIPIENT, SENDER, UNHEARD
from peersupport.testing.laws.disclosure.audit import OWED, STANDING_DUTY
from peersupport.testing.laws.disclosure.domain import determined_by, near, owed_by, same
from peersupport.testing.laws.law import must
from peersupport.testing.oracle.forms import Answer, Bar, Item, Standing, Statement

TELLING = (
    "She was born on 12/03/2020.", "Call 01375 123 456", "NHS 943 476 5919", "Baby Ayeshas cough", "ms@example.org",
    "She lives in RM17 6SL", "It was Ayesha.",
)  # fmt: skip
"""Contents that show who she is, where her name is Ayesha."""
Change = tuple[list[Standing], Fields]
"""The roles, and how what is asked is otherwise."""


def held(case: Near, who: str, role: str, recorded: bool = True, on: bool = True, start: int = 0) -> Standing:
    """A role that somebody always had, or of which it is not recorded when that was known."""
    long_ago = -400 * DAY
    return Standing(
        "role", on, who, long_ago + start, long_ago if recorded else None, 0 if recorded else None, role,
        case.request.programme,
    )  # fmt: skip


def _roleless(case: Near, **asked: Any) -> Near:
    """The case without any record of roles, asked by the two persons, who are named in the grants."""
    persons: Fields = {"sender": person(SENDER), "recipient": person(RECIPIENT)}
    kept = [
        one._replace(**persons) if isinstance(one, Statement) and one.kind == "grant" and case.chance(0.6) else one
        for one in case.records
        if isinstance(one, Statement) or one.kind != "role"
    ]
    flags = {"suspicion": case.pick((False, None)), "immediate_danger": case.pick((False, None))}
    fields = {"sender": SENDER, "recipient": RECIPIENT, "anonymised": case.pick((False, None)), **flags, **asked}
    return case.but(records=kept).asking(**fields)


def _decided(case: Near, roles: list[Standing], **changes: Any) -> Answer:
    """The answer with these roles, and with the request changed."""
    return case.adding(*roles).asking(**changes).decide()


def _gist(answer: Answer) -> tuple[object, ...]:
    """What is told, why, and with what duties, but for the standing one."""
    return answer.effect, answer.told, sorted(answer.determining), sorted(answer.obligations - {STANDING_DUTY})


def _needed(case: Near, item: Item) -> bool:
    """Whether an item is need-to-know."""
    return bool(case.world.need_to_know & case.categories.get(item.category, frozenset()))


def _items(case: Near, more: bool) -> tuple[Item, ...]:
    """Items that are need-to-know, and perhaps others."""
    harm = [Item(case.pick(case.setting.needed)) for _ in range(case.pick((1, 1, 2)))]
    others = [Item(case.pick(tuple(case.categories))) for _ in range(case.pick((0, 1, 2)) * more)]
    return tuple(case.choices.shuffled([*harm, *case.request.items[: 2 * more], *others]))


def _but(case: Near, *kinds: frozenset[str]) -> list[str]:
    """The roles that are of none of these kinds."""
    return sorted({*case.setting.roles} - frozenset[str]().union(*kinds))


def _consultation(case: Near) -> tuple[Near, list[Standing]]:
    """The case as an anonymised consultation, by a supporter with a professional."""
    items = tuple(one._replace(identifies=False) for one in case.request.items)
    items = items or (Item(next(iter(case.categories)), False),)
    case = _roleless(case, items=items, purpose=case.pick(case.setting.advice), anonymised=True)
    case = case.but(bars=(Bar("idle", "no such category", False),) if case.chance(0.3) else ())
    who, whom = case.pick(case.setting.supporters), case.pick(case.setting.professionals)
    return case, [held(case, SENDER, who), held(case, RECIPIENT, whom)]


def _possible(case: Near) -> bool:
    """Whether the world has what an anonymised consultation takes."""
    return bool(case.setting.supporters and case.setting.professionals and case.setting.advice)


@near(27, floor=0.9, cases=800, unless=Ruled)
def anonymised_consultation_is_open(case: Near) -> bool:
    """A supporter may talk anything over with a professional anonymously, whatever was said; with one thing
    otherwise it is a request as any other."""
    if not _possible(case):
        return False
    case, roles = _consultation(case)
    items, world, pick = case.request.items, case.world, case.pick
    answer = _decided(case, roles)
    same((answer.effect, answer.told), (PERMIT, tuple(range(len(items)))), "the consultation")
    determined_by(case.plain, answer, {"anonymised"})
    owed_by(case.plain, answer, OWED["anonymised"])
    supporting, professional = case.setting.supporters, case.setting.professionals
    purposes = [one for one in case.purposes if one not in case.setting.advice] or [UNHEARD]
    none = [held(case, SENDER, pick(_but(case, world.supporters))), held(case, SENDER, roles[0].role, recorded=False)]
    nobody = [
        held(case, RECIPIENT, pick(_but(case, world.professionals))),
        held(case, RECIPIENT, roles[1].role, recorded=False),
    ]
    changes: list[Change] = [
        (roles, {"anonymised": None}),
        (roles, {"purpose": pick(purposes)}),
        (roles, {"purpose": pick((None, UNHEARD, purposes[0]))}),
        (roles[1:], {}),
        (roles[:1], {}),
        ([*roles, held(case, SENDER, pick(professional))], {}),
        ([*roles, held(case, SENDER, pick(professional), recorded=False)], {}),
        ([*roles, held(case, RECIPIENT, pick(supporting))], {}),
        ([*roles, held(case, RECIPIENT, pick(supporting), recorded=False)], {}),
        ([none[0], roles[1]], {}),
        ([roles[0], nobody[0]], {}),
        ([*none, roles[1]], {}),
        ([roles[0], *nobody], {}),
        ([*roles, held(case, SENDER, roles[0].role, on=False, start=1)], {}),
        ([*roles, held(case, RECIPIENT, roles[1].role, on=False, start=1)], {}),
    ]
    place = pick(range(len(items)))
    for shows in (True, None):
        shown = [*items[:place], items[place]._replace(identifies=shows), *items[place + 1 :]]
        if len(shown) == 1 and case.chance(0.5):
            shown.insert(pick((0, 1)), items[0])
        changes.append((roles, {"items": tuple(shown)}))
    these, change = pick(changes)
    without = _decided(case, these, **{**change, "anonymised": False})
    same(_gist(_decided(case, these, **change)), _gist(without), "with one thing otherwise, as any other request")
    return True


@near(27, floor=0.9, cases=600, needs=SearchesContents, unless=Ruled)
def contents_are_searched_for_identifiers(case: Near) -> bool:
    """What is said to be anonymous is not, when its content shows who she is: then it is a request as any other."""
    if not _possible(case):
        return False
    case, roles = _consultation(case)
    place, items = case.pick(range(len(case.request.items))), case.request.items
    shown = [*items[:place], items[place]._replace(content=case.pick(TELLING)), *items[place + 1 :]]
    if len(shown) == 1 and case.chance(0.5):
        shown.insert(case.pick((0, 1)), items[0])
    case = case.asking(items=tuple(shown), known_names=("Ayesha O'Neil",))
    without = _decided(case, roles, anonymised=False)
    same(_gist(_decided(case, roles)), _gist(without), "with an identifier in it, as any other request")
    return True


@near(28, floor=0.9, cases=600)
def safeguarding_is_required(case: Near) -> bool:
    """A supporter must tell the lead of suspected harm, whatever was said and whatever rules bar: what is needed,
    and nothing else that may not be told anyhow."""
    place = case.setting
    if not (place.supporters and place.leads and place.needed):
        return False
    case = _roleless(case, items=_items(case, more=True), suspicion=True)
    if case.chance(0.3):
        case = case.but(bars=(*case.bars, Bar("bar!", case.pick(case.request.items).category)))
    if case.chance(0.5) and isinstance(case.plain, TakesRules):
        sung = [Rule(f"sing {one}", one, "oblige", duty="sing") for one in place.needed]
        case = case.but(rules=(*case.rules, *sung))
    needed = [at for at, item in enumerate(case.request.items) if _needed(case, item)]
    who = case.pick((*place.supporters, None))
    roles = [held(case, SENDER, who)] if who else []
    roles.append(held(case, RECIPIENT, case.pick(place.leads)))
    alone = {
        at: _decided(case, roles, items=(item,), suspicion=False)
        for at, item in enumerate(case.request.items)
        if at not in needed
    }
    told = {at: one for at, one in alone.items() if one.effect == PERMIT}
    required = case.adding(*roles)
    answer = required.decide()
    same(answer.effect, REQUIRED, "harm is suspected, and it is the lead who is told")
    same(answer.told, tuple(sorted([*needed, *told])), "what is told")
    determined_by(case.plain, answer, {"duty"}.union(*(one.determining for one in told.values())))
    owed_by(case.plain, answer, OWED["duty"].union(*(one.obligations for one in told.values())))
    said = required.told()
    if isinstance(required.service, Explains):
        routes = {one.item: one.about for one in said.reasons if one.code == "route"}
        same(routes, dict.fromkeys(needed, ("duty",)), "what the reasons say of each item")
        same(said.advice, (), "what is advised beside what must be told")
    return True


@near(28, floor=0.9, cases=600)
def suspicion_opens_nothing_else(case: Near) -> bool:
    """To anybody but the lead it is as without suspicion; what stays is the duty to tell the co-ordinator."""
    world, place, pick = case.world, case.setting, case.pick
    if not (place.supporters and place.leads and place.needed):
        return False
    case = _roleless(case, items=_items(case, more=case.chance(0.5)))
    who, whom = pick(place.supporters), pick(_but(case, world.leads))
    unrecorded = held(case, RECIPIENT, pick(place.leads), recorded=False)
    other = held(case, SENDER, pick(_but(case, world.supporters, world.leads)))
    everywhere: list[tuple[list[Standing], bool]] = [
        ([held(case, SENDER, who), held(case, RECIPIENT, whom)], True),
        ([held(case, RECIPIENT, whom)], True),
        ([held(case, SENDER, who)], True),
        ([held(case, SENDER, who), unrecorded], True),
        ([other, held(case, RECIPIENT, pick(place.roles))], False),
        ([], True),
    ]
    roles, supporter = pick(everywhere)
    without = case.adding(*roles).asking(suspicion=None)
    suspected = case.adding(*roles).asking(suspicion=True)
    before, answer = without.decide(), suspected.decide()
    same(_gist(answer), _gist(before), "under suspicion, as without it")
    tells = not isinstance(case.plain, EffectsAlone)
    same(STANDING_DUTY in answer.obligations, supporter and tells, "whether the duty to tell the co-ordinator stays")
    must(STANDING_DUTY not in before.obligations, "the duty to tell the co-ordinator is owed without suspicion")
    if isinstance(suspected.service, Explains):
        same(bool(suspected.told().advice), answer.effect == DENY, "whether somebody is told what to do instead")
        same(without.told().advice, (), "what is advised without suspicion")
    return True


@near(28, floor=0.9, cases=800)
def harm_may_be_passed_on(case: Near) -> bool:
    """The lead may pass on to a statutory partner, for safeguarding, what is needed; in immediate danger anybody may
    tell the emergency services; in any other way nothing changes."""
    world, place, pick = case.world, case.setting, case.pick
    if not (place.leads and place.statutory and place.emergency and place.needed and place.safeguarding):
        return False
    case = _roleless(case, items=_items(case, more=False))
    roles = [held(case, SENDER, pick(place.leads)), held(case, RECIPIENT, pick(place.statutory))]
    onward = _decided(case, roles, suspicion=True, purpose=pick(place.safeguarding))
    same(onward.effect, PERMIT, "what the lead passes on")
    determined_by(case.plain, onward, {"onward"})
    tells = not isinstance(case.plain, EffectsAlone)
    must(not tells or OWED["onward"] <= onward.obligations, f"passed on, it owes {sorted(onward.obligations)}")
    danger = case.asking(items=_items(case, more=True))
    services = [held(case, RECIPIENT, pick(place.emergency))]
    services += [held(case, SENDER, pick(_but(case, world.leads)))] if case.chance(0.5) else []
    told = _decided(danger, services, immediate_danger=True)
    same(told.effect, PERMIT, "what is told in immediate danger")
    determined_by(case.plain, told, {"immediate-danger"})
    must(
        not tells or OWED["immediate-danger"] <= told.obligations, f"told in danger, it owes {sorted(told.obligations)}"
    )

    wider = case.asking(items=_items(case, more=True), purpose=pick(place.safeguarding))
    mixed = _decided(wider, roles, suspicion=True)
    must(mixed.effect != REQUIRED, "it is REQUIRED of who may pass it on")
    for item in wider.request.items:
        if not _needed(case, item) and _decided(wider, roles, items=(item,)).effect == DENY:
            same(_decided(wider, roles, suspicion=True).effect, DENY, "with an item that is not needed")
    where: Fields = {"suspicion": True, "purpose": pick(place.safeguarding)}
    unsafe = pick([None, UNHEARD, *(one for one in case.purposes if one not in place.safeguarding)])
    nobody = held(case, SENDER, pick(_but(case, world.leads, world.supporters)))
    anybody = held(case, RECIPIENT, pick(_but(case, world.statutory, world.leads)))
    calm: Fields = {"suspicion": False}
    safe: Fields = {"immediate_danger": False}
    otherwise: list[tuple[list[Standing], Fields, Fields]] = [
        (roles, where | {"suspicion": None}, calm),
        (roles, where | {"purpose": unsafe}, calm),
        ([nobody, roles[1]], where, calm),
        ([roles[0], anybody], where, calm),
        (roles[:1], where, calm),
        (roles[1:], where, calm),
        (services, {"immediate_danger": None}, safe),
        ([held(case, RECIPIENT, pick(_but(case, world.emergency)))], {"immediate_danger": True}, safe),
        ([], {"immediate_danger": True}, safe),
    ]
    these, change, back = pick(otherwise)
    without = _decided(case, these, **(change | back))
    same(_gist(_decided(case, these, **change)), _gist(without), "in any other way, as without suspicion or danger")
    return True
