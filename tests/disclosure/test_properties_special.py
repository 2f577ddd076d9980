"""Properties 27 to 29 of disclosure: the core's floor, whatever was said, and what is owed."""

from tests.disclosure.adapter import RULES, instant
from tests.disclosure.forms import Bar, Item, Party, Statement
from tests.disclosure.laws import law
from tests.disclosure.near import DENY, PERMIT, REQUIRED, Near, below
from tests.disclosure.worlds import DAY, RECIPIENT, SENDER, UNHEARD

from peersupport._attrs import evolve
from peersupport.plugin import core, oblige
from peersupport.policies.disclosure import DisclosureDecision
from peersupport.records.consent import RoleHeld
from peersupport.records.identifiers import PersonId, ProgrammeId
from peersupport.records.roles import Role

SUPPORTING = {
    "facilitator", "community_mother", "parent_volunteer", "peer_volunteer", "peer_facilitation_volunteer",
    "paid_peer_facilitator", "link_worker", "creche_worker",
}  # fmt: skip
HEALTH = {
    "gp", "midwife", "health_visitor", "perinatal_mental_health", "community_mental_health",
    "other_health_professional",
}  # fmt: skip
PROFESSIONAL = HEALTH | {"co_ordinator", "early_help", "social_worker"}
LEADING = {"safeguarding_lead", "deputy_safeguarding_lead", "co_ordinator"}
PARTNERS = HEALTH | {"social_worker", "police", "emergency_services"}
EVERY = {role.value for role in Role}
OWED = {
    "duty": {"tell-at-once", "need-to-know-only", "record-reason", "open-until-action"},
    "onward": {"need-to-know-only", "record-reason", "tell-family-unless-unsafe"},
    "immediate-danger": {"record-reason"},
    "anonymised": {"no-identifiers"},
}
STANDING_DUTY = "tell-co-ordinator"
TELLING = (
    "She was born on 12/03/2020.", "Call 01375 123 456", "NHS 943 476 5919", "Baby Ayeshas cough", "ms@example.org",
    "She lives in RM17 6SL", "It was Ayesha.",
)  # fmt: skip
"""Contents that show who she is, where her name is Ayesha."""


def held(person: str, role: str, recorded: int | None = 0, on: bool = True, start: int = 0) -> RoleHeld:
    """A role that somebody always had, or another time."""
    return RoleHeld(
        person=PersonId(person), role=Role(role), programme=ProgrammeId("mothers"), on=on,
        start=instant(start - 400 * DAY), position=0 if recorded is not None else None,
        recorded_at=None if recorded is None else instant(recorded - 400 * DAY),
    )  # fmt: skip


def roleless(case: Near, **asked: object) -> Near:
    """The case without any record of roles, asked by the two persons, who are named in the grants."""
    persons = {"sender": Party("person", SENDER), "recipient": Party("person", RECIPIENT)}
    kept = [
        one._replace(**persons) if isinstance(one, Statement) and one.kind == "grant" and case.chance(0.6) else one
        for one in case.records
        if isinstance(one, Statement) or one.kind != "role"
    ]
    flags = {"suspicion": case.pick((False, None)), "immediate_danger": case.pick((False, None))}
    fields = {"sender": SENDER, "recipient": RECIPIENT, "anonymised": case.pick((False, None)), **flags, **asked}
    return case.but(records=kept).asking(**fields)


def decided(case: Near, roles: list[RoleHeld], **changes: object) -> DisclosureDecision:
    """The decision with these roles, and with the library's request changed."""
    return case.policy().decide([*case.made(), *roles], evolve(case.asked(), **changes))


def gist(decision: DisclosureDecision) -> tuple[object, ...]:
    """What is told, why, and with what duties, but for the standing one."""
    duties = {*decision.obligations} - {STANDING_DUTY}
    return decision.effect, decision.told_places, decision.determining, duties


def items_of(case: Near, under: str, more: bool) -> tuple[Item, ...]:
    """Items under a category, and perhaps others."""
    harm = [Item(case.pick(below(case.categories, under))) for _ in range(case.pick((1, 1, 2)))]
    others = [Item(case.pick(tuple(case.categories))) for _ in range(case.pick((0, 1, 2)) * more)]
    items = [*harm, *case.request.items[: 2 * more], *others]
    case.random.shuffle(items)
    return tuple(items)


@law(floor=0.9, cases=1_500)
def test_27_anonymised(case: Near) -> bool:
    """27 A supporter may talk anything over with a professional anonymously, whatever was said; with one thing
    otherwise it is a request as any other."""
    items = tuple(one._replace(identifies=False) for one in case.request.items) or (Item("mood", False),)
    purposes = below(case.purposes, "advice")
    case = roleless(case, items=items, purpose=case.pick(purposes), anonymised=True)
    case = case.but(bars=(Bar("idle", "no such category", False),) if case.chance(0.3) else ())
    who, whom = case.pick(sorted(SUPPORTING)), case.pick(sorted(PROFESSIONAL))
    roles = [held(SENDER, who), held(RECIPIENT, whom)]
    decision = decided(case, roles)
    assert decision.effect.name == PERMIT
    assert decision.told_places == tuple(range(len(items)))
    assert decision.determining == ("anonymised",)
    assert decision.obligations == ("no-identifiers",)

    place = case.pick(range(len(items)))
    library = list(case.asked().items)
    changes: list[tuple[list[RoleHeld], dict[str, object]]] = [
        (roles, {"anonymised": None}),
        (roles, {"purpose": case.pick([one for one in case.purposes if one not in purposes])}),
        (roles, {"purpose": case.pick((None, UNHEARD, "care", "support"))}),
        (roles[1:], {}),
        (roles[:1], {}),
        ([*roles, held(SENDER, case.pick(sorted(PROFESSIONAL)))], {}),
        ([*roles, held(SENDER, case.pick(sorted(PROFESSIONAL)), recorded=None)], {}),
        ([*roles, held(RECIPIENT, case.pick(sorted(SUPPORTING)))], {}),
        ([*roles, held(RECIPIENT, case.pick(sorted(SUPPORTING)), recorded=None)], {}),
        ([held(SENDER, case.pick(sorted(EVERY - SUPPORTING))), roles[1]], {}),
        ([roles[0], held(RECIPIENT, case.pick(sorted(EVERY - PROFESSIONAL)))], {}),
        ([held(SENDER, "trainer"), held(SENDER, who, recorded=None), roles[1]], {}),
        ([roles[0], held(RECIPIENT, "trainer"), held(RECIPIENT, whom, recorded=None)], {}),
        ([*roles, held(SENDER, who, on=False, start=1)], {}),
        ([*roles, held(RECIPIENT, whom, on=False, start=1)], {}),
    ]
    for one in ({"identifying": True}, {"identifying": None}, {"content": case.pick(TELLING)}):
        shown = [*library[:place], evolve(library[place], **one), *library[place + 1 :]]
        if len(shown) == 1 and case.chance(0.5):
            shown.insert(case.pick((0, 1)), library[0])
        changes.append((roles, {"items": tuple(shown), "known_names": ("Ayesha O'Neil",)}))
    these, change = case.pick(changes)
    ordinary = decided(case, these, **(change | {"anonymised": False}))
    assert gist(decided(case, these, **change)) == gist(ordinary)
    return True


@law(floor=0.9, cases=1_500)
def test_28_duty(case: Near) -> bool:
    """28 A supporter must tell the lead of suspected harm, whatever was said and whatever rules bar: what is needed,
    and nothing else that may not be told anyhow."""
    case = roleless(case, items=items_of(case, "harm", more=True), suspicion=True)
    if case.chance(0.3):
        case = case.but(bars=(*case.bars, Bar("bar!", case.pick(case.request.items).category)))
    needed = [
        place for place, item in enumerate(case.request.items) if "harm" in case.categories.get(item.category, ())
    ]
    (rule,) = RULES.rules(
        oblige("X3", core.disclosure_category.is_in({"safeguarding", "bruise", "neglect"}), quote="no", duty="sing",
               discharged="sung")
    )  # fmt: skip
    case = case.but(rules=(rule,) if case.chance(0.5) else ())
    who = case.pick((*sorted(SUPPORTING), None))
    roles = [held(SENDER, who)] if who else []
    roles.append(held(RECIPIENT, case.pick(sorted(LEADING))))
    decision = decided(case, roles)
    assert decision.effect.name == REQUIRED
    alone = {
        place: decided(case, roles, items=(item,), suspicion=False)
        for place, item in enumerate(case.asked().items)
        if place not in needed
    }
    told = {place: one for place, one in alone.items() if one.effect.name == PERMIT}
    assert decision.told_places == tuple(sorted([*needed, *told]))
    assert {*decision.determining} == {"duty"}.union(*(one.determining for one in told.values()))
    assert {*decision.obligations} == OWED["duty"].union(*(one.obligations for one in told.values()))
    routes = {one.item: one.about for one in decision.reasons if one.code == "route"}
    assert routes == dict.fromkeys(needed, ("duty",))
    assert decision.advice == ()
    return True


@law(floor=0.9, cases=1_500)
def test_28_others(case: Near) -> bool:
    """28 To anybody but the lead it is as without suspicion; what stays is the duty to tell the co-ordinator."""
    case = roleless(case, items=items_of(case, "harm", more=case.chance(0.5)))
    who, whom = case.pick(sorted(SUPPORTING)), case.pick(sorted(EVERY - LEADING))
    roles, supporter = case.pick(
        (
            ([held(SENDER, who), held(RECIPIENT, whom)], True),
            ([held(RECIPIENT, whom)], True),
            ([held(SENDER, who)], True),
            ([held(SENDER, who), held(RECIPIENT, case.pick(sorted(LEADING)), recorded=None)], True),
            ([held(SENDER, case.pick(sorted(EVERY - SUPPORTING - LEADING))), held(RECIPIENT, case.pick(sorted(EVERY)))],
             False),
            ([], True),
        )
    )  # fmt: skip
    decision, without = decided(case, roles, suspicion=True), decided(case, roles, suspicion=None)
    assert gist(decision) == gist(without)
    assert (STANDING_DUTY in decision.obligations) is supporter
    assert STANDING_DUTY not in without.obligations
    assert bool(decision.advice) is (decision.effect.name == DENY)
    assert without.advice == ()
    return True


@law(floor=0.9, cases=1_500)
def test_28_onward_and_danger(case: Near) -> bool:
    """28 The lead may pass on to a statutory partner, for safeguarding, what is needed; in immediate danger anybody may
    tell the emergency services; in any other way nothing changes."""
    case = roleless(case, items=items_of(case, "harm", more=False))
    lead, partner = case.pick(sorted(LEADING)), case.pick(sorted(PARTNERS))
    purposes = below(case.purposes, "safeguarding")
    roles = [held(SENDER, lead), held(RECIPIENT, partner)]
    onward = decided(case, roles, suspicion=True, purpose=case.pick(purposes))
    assert (onward.effect.name, onward.determining) == (PERMIT, ("onward",))
    duties = {one.obligation.duty for one in case.rules if one.obligation}
    assert {*onward.obligations} - duties == OWED["onward"]
    danger = case.asking(items=items_of(case, "harm", more=True))
    services = [held(RECIPIENT, "emergency_services")]
    services += [held(SENDER, case.pick(sorted(EVERY - LEADING)))] if case.chance(0.5) else []
    told = decided(danger, services, immediate_danger=True)
    assert (told.effect.name, told.determining) == (PERMIT, ("immediate-danger",))
    assert {*told.obligations} - duties == OWED["immediate-danger"]

    wider = case.asking(items=items_of(case, "harm", more=True), purpose=case.pick(purposes))
    mixed = decided(wider, roles, suspicion=True)
    assert mixed.effect.name != REQUIRED
    for place, item in enumerate(wider.asked().items):
        carried = "harm" in case.categories.get(wider.request.items[place].category, ())
        if not carried and decided(wider, roles, items=(item,)).effect.name == DENY:
            assert mixed.effect.name == DENY
    where = {"suspicion": True, "purpose": case.pick(purposes)}
    these, change, back = case.pick(
        (
            (roles, where | {"suspicion": None}, {"suspicion": False}),
            (roles, where | {"purpose": case.pick(("care", "advice", None, UNHEARD))}, {"suspicion": False}),
            ([held(SENDER, case.pick(sorted(EVERY - LEADING - SUPPORTING))), roles[1]], where, {"suspicion": False}),
            ([roles[0], held(RECIPIENT, case.pick(sorted(EVERY - PARTNERS - LEADING)))], where, {"suspicion": False}),
            (roles[:1], where, {"suspicion": False}),
            (roles[1:], where, {"suspicion": False}),
            (services, {"immediate_danger": None}, {"immediate_danger": False}),
            ([held(RECIPIENT, case.pick(sorted(EVERY - {"emergency_services"})))], {"immediate_danger": True},
             {"immediate_danger": False}),
            ([], {"immediate_danger": True}, {"immediate_danger": False}),
        )
    )  # fmt: skip
    assert gist(decided(case, these, **change)) == gist(decided(case, these, **(change | back)))
    return True
