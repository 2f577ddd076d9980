"""Properties 8 and 9: what is beside the question, and what is not known, or cannot be worked out."""

from peersupport.testing.consent.cases import Fields, Record
from peersupport.testing.consent.near import DENY, PERMIT, Near
from peersupport.testing.consent.near_statements import day, exact, person, refusal
from peersupport.testing.consent.service import EffectsAlone, Explains, Rule, Ruled, TakesRules
from peersupport.testing.consent.worlds import DAY, OTHER, RECIPIENT, SENDER
from peersupport.testing.laws.disclosure.beside import beside
from peersupport.testing.laws.disclosure.domain import determined_by, near, same
from peersupport.testing.laws.law import must
from peersupport.testing.oracle.forms import Item, Party, Standing, Statement

Blank = tuple[Fields, str]
"""What of a statement is not recorded, and what a reason calls it."""


@near(8, floor=0.5, cases=600)
def irrelevance_is_irrelevant(case: Near) -> bool:
    """Statements of others, and grants and refusals that surely do not apply, can be left out of the question."""
    others = [one for one in case.records if isinstance(one, Statement) and one.subject != case.request.subject]
    dropped = others + [one for one in case.of_kind("grant", "refusal") if beside(case, one)]
    said = case.said()
    same(case.but(records=case.without(*dropped)).said(), said, "without what does not apply")
    at = case.request.at
    extra = refusal(case, case.pick(case.request.items or (Item(next(iter(case.categories))),)))
    changes: tuple[Fields, ...] = (
        {"categories": ()},
        {"purposes": ()},
        {"start": at + 1},
        {"given": exact(at + 1), "start": None, "recorded": at + 1},
        {"start": at - DAY, "end": at},
        {"recipient": person(OTHER) if case.request.recipient else None, "end": at},
    )
    same(case.adding(extra._replace(**case.pick(changes))).said(), said, "with a refusal that does not apply")
    return bool(dropped)


def _reported(case: Near, one: Statement, *fields: str) -> bool:
    """Whether it is among the reasons that a statement cannot be told, for want of one of these, if any are given."""
    return not isinstance(case.service, Explains) or any(
        reason.code == "cannot-tell" and reason.about == (one.id,) and {*fields} & {*reason.unknown}
        for reason in case.told().reasons
    )


def _blanks(case: Near, one: Statement) -> list[Blank]:
    """Ways to leave something of a statement unrecorded."""
    ways: list[Blank] = [
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


@near(9, floor=0.35, cases=800)
def unknown_grants_never_count(case: Near) -> bool:
    """A grant of which something is not recorded never counts, and that is told."""
    case = case.ordinary()
    lived = [(item, one) for item in case.request.items for one in case.of_kind("grant") if case.permits(item, one)]
    if not lived:
        return False
    item, one = case.pick(lived)
    blank, field = case.pick(_blanks(case, one))
    asked = case.asking(items=(item,)).but(records=case.changed(one, one._replace(**blank)))
    without = case.asking(items=(item,)).but(records=case.without(one)).decide()
    decision = asked.decide()
    same((decision.effect, decision.determining), (without.effect, without.determining), f"{field} is not recorded")
    # Given at another time, it may surely not count: the names may be younger, or she was unable to decide.
    certain = field != "given" and not (field == "recorded" and one.given is None)
    must(not certain or _reported(asked, one, field), f"no reason says that {field} of `{one.id}` is not recorded")
    return True


@near(9, floor=0.9, cases=600)
def unknown_refusals_deny(case: Near) -> bool:
    """A refusal of which something is not recorded denies, and that is told."""
    case = case.ordinary()
    if not case.request.items:
        return False
    item = case.pick(case.request.items)
    case = case.asking(items=(item,))
    one, records = refusal(case, item), case.records
    unrecorded: list[Blank] = [*_blanks(case, one), ({}, "role"), ({}, "giver"), ({}, "asked")]
    blank, field = case.pick(unrecorded)
    one = one._replace(**blank)
    if field == "role":
        field, one = "recipient", one._replace(recipient=Party("role", case.pick(case.setting.roles)))
        records = tuple(r for r in records if not isinstance(r, Standing) or r.person != case.request.recipient)
    elif field == "giver":
        field, one = "proxy", one._replace(giver=OTHER)
        records = tuple(r for r in records if not isinstance(r, Standing) or r.kind == "role")
    elif field == "asked":
        field = case.pick(("sender", "recipient", "purposes"))
        parties: Fields = {"sender": person(case.request.sender), "recipient": person(case.request.recipient)}
        one = one._replace(**parties, purposes=tuple(case.purposes))
        case = case.asking(**{"purpose" if field == "purposes" else field: None})
    asked = case.but(records=(*records, one))
    decision = asked.decide()
    same(decision.effect, DENY, f"{field} of a refusal is not recorded")
    told = isinstance(case.plain, EffectsAlone) or one.id in decision.determining
    must(told, f"the refusal `{one.id}` did not decide it")
    must(_reported(asked, one, field), f"no reason says that {field} of `{one.id}` is not recorded")
    return True


@near(9, floor=0.09, cases=1_000)
def unknown_withdrawals_count(case: Near) -> bool:
    """A withdrawal that cannot be evaluated, and is not excluded, counts: one needs no more than a giver."""
    case = case.ordinary()
    if case.effect() != PERMIT:
        return False
    at, subject, records = case.request.at, case.request.subject, case.records
    bare = Statement("withdrawal!", "withdrawal", subject, subject)
    dated = bare._replace(given=exact(at - 1), recorded=at - 1, position=0)
    unplaced: Fields = {"recorded": None} if case.request.known is None else {"position": None}
    role = Party("role", case.pick(case.setting.roles))
    ways = [bare, dated._replace(**unplaced), dated._replace(recipient=role, given=day(at))]
    ways += [dated._replace(given=day(at)), dated._replace(sender=role, **unplaced)]
    roleless = [one for one in records if not isinstance(one, Standing) or one.kind != "role"]
    grants = [one._replace(sender=person(SENDER), recipient=person(RECIPIENT)) for one in case.of_kind("grant")]
    persons = [*grants, *(one for one in roleless if one not in case.of_kind("grant"))]
    same(case.but(records=[*persons, case.pick(ways)]).effect(), DENY, "whom a withdrawal reaches cannot be told")
    same(case.adding(case.pick((bare, ways[1], ways[3]))).effect(), DENY, "when it was withdrawn cannot be told")
    doubted = [one for one in records if not isinstance(one, Standing) or one.kind == "role"]
    able = Standing("competence", True, subject, -DAY, -DAY, 0, purposes=tuple(case.purposes))
    late = able._replace(on=False, start=at - 1, recorded=None, position=0 if case.request.known is None else None)
    if case.but(records=[*doubted, able]).effect() == PERMIT:
        by_another = case.but(records=[*doubted, able, late, dated._replace(giver=OTHER)])
        same(by_another.effect(), DENY, "whether another may withdraw cannot be told")
    return True


def _unknowns(case: Near, one: Record) -> list[tuple[Fields, list[Fields]]]:
    """Ways not to know something of a record, each with what it might be."""
    at, known = case.request.at, case.request.known
    ways: list[tuple[Fields, list[Fields]]] = [
        ({"recorded": None}, [{"recorded": when} for when in (1, at - 1, at, at + DAY)])
    ]
    if known is not None:
        ways.append(({"position": None}, [{"position": place} for place in (0, known, known + 1)]))
    named: list[tuple[str, ...]] = [(), *((name,) for name in case.purposes)]
    purposes: list[Fields] = [{"purposes": names} for names in named]
    if isinstance(one, Standing):
        return ways if one.kind == "role" else [*ways, ({"purposes": None}, purposes)]
    interval = day(case.pick((at, at - DAY, one.given[0] if one.given else at)))
    said = [each for other in case.of_kind("grant", "withdrawal") for each in other.given or ()]
    inside = [at, at - 1, at + 1, *interval, *said]
    within = [{"given": exact(when)} for when in inside if interval[0] <= when <= interval[1]]
    ways.append(({"given": interval}, within))
    ways.append(({"given": None, "recorded": None}, [{"given": exact(when), "recorded": at - 1} for when in inside]))
    if one.kind != "withdrawal":
        parties = [person(SENDER), person(RECIPIENT), Party("role", case.pick(case.setting.roles))]
        ways.append(({"purposes": None}, purposes))
        ways += [({side: None}, [{side: party} for party in parties]) for side in ("sender", "recipient")]
    return ways


@near(9, floor=0.06, cases=2_000)
def unknown_never_grants(case: Near) -> bool:
    """What is permitted although something is not known is permitted whatever that turns out to be."""
    case = case.ordinary()
    if not case.records:
        return False
    one = case.pick(case.records)
    blank, fillings = case.pick(_unknowns(case, one))
    at, unsure = case.request.at, one._replace(**blank)
    if case.but(records=case.changed(one, unsure)).effect() != PERMIT:
        return False
    for filled in [unsure._replace(**case.pick(fillings)) for _ in range(4)] if fillings else []:
        if isinstance(filled, Standing) or filled.given is None or (filled.recorded or at) >= filled.given[1]:
            changed = case.but(records=case.changed(one, filled))
            same(changed.effect(), PERMIT, f"when it is known that {[*blank]} is otherwise than feared")
    return True


@near(9, 30, floor=0.09, cases=1_200, needs=TakesRules, unless=Ruled)
def errors_fail_closed(case: Near) -> bool:
    """A rule that cannot be told, or that raises, bars what it is about: an error never makes an answer wider."""
    case = case.ordinary().but(bars=())
    if case.effect() != PERMIT:
        return False
    item = case.pick(case.request.items)
    rule = Rule("broken!", item.category, case.pick(("prohibit", "require")), case.pick(("raises", "raises", None)))
    decision = case.but(rules=(rule,)).decide()
    same(decision.effect, DENY, "a rule could not be told")
    determined_by(case.plain, decision, {"broken!"})
    return True
