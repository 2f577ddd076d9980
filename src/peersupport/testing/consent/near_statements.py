"""Statements and records made to measure: they surely apply to a request, or surely miss it by one field."""

from collections.abc import Sequence

from peersupport.testing.consent.cases import Fields, Record
from peersupport.testing.consent.near import Near, touching
from peersupport.testing.consent.worlds import DAY, OTHER, PROXY, UNHEARD
from peersupport.testing.oracle.forms import Interval, Item, Party, Standing, Statement


def exact(instant: int) -> Interval:
    """An instant that is known."""
    return instant, instant


def day(instant: int) -> Interval:
    """The day on which an instant falls."""
    low = instant - instant % DAY
    return low, low + DAY - 1


def everything(case: Near) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All categories and all purposes."""
    return tuple(case.categories), tuple(case.purposes)


def person(name: str | None) -> Party | None:
    """A party that is one person."""
    return None if name is None else Party("person", name)


def refusal(case: Near, item: Item, name: str = "refusal!") -> Statement:
    """A refusal by the subject that counts against an item: it touches it, is in force and known."""
    request, pick = case.request, case.pick
    given = request.at - pick((1, DAY // 2, DAY, 3 * DAY))
    return Statement(
        id=name,
        kind="refusal",
        subject=request.subject,
        giver=request.subject,
        given=pick((exact(given), day(given))),
        start=pick((None, given, request.at)),
        end=pick((None, request.at + 1, request.at + DAY)),
        # As known at a position, it may have been recorded afterwards.
        recorded=pick((given, given, given if request.known is None else request.at + 1)),
        position=0,
        sender=pick((None, person(request.sender))),
        recipient=pick((None, person(request.recipient))),
        categories=_touching(case, touching(case.categories, item.category)),
        purposes=_touching(case, touching(case.purposes, request.purpose)),
    )


def _touching(case: Near, names: Sequence[str]) -> tuple[str, ...] | None:
    form = case.choices.fraction()
    if form < 0.15 or not names:
        return case.pick((None, (UNHEARD,)))
    chosen = case.pick(names)
    return (chosen,) if form < 0.8 else (case.pick(tuple(case.categories)), chosen)


def lift(case: Near, lifted: Statement) -> Statement:
    """A withdrawal by the giver of a refusal that lifts it, where the giver may: for all, strictly before."""
    at = case.request.at
    return Statement(
        id="lift!",
        kind="withdrawal",
        subject=lifted.subject,
        giver=lifted.giver,
        given=exact(at - 1),
        recorded=at - 1,
        position=0,
        target=lifted.id,
    )


def missing_lift(case: Near, lifted: Statement, item: Item) -> Statement:
    """A withdrawal that would lift a refusal if one thing about it were otherwise."""
    request, one = case.request, lift(case, lifted)
    at = request.at
    taken = {one.role for one in case.standings if one.on}
    unheld = [role for role in case.setting.roles if role not in taken]
    beside = [name for name in case.categories if name not in case.categories.get(item.category, ())]
    aside = [name for name in case.purposes if name not in case.purposes.get(request.purpose or "", ())]
    changes: list[Fields] = [
        {"target": "another"},
        {"target": None},
        {"giver": OTHER},
        {"sender": Party("person", OTHER)},
        {"recipient": Party("person", OTHER)},
        {case.pick(("sender", "recipient")): Party("role", case.pick(unheld))},
        {"categories": ()},
        {"purposes": ()},
        {"start": at + 1},
        {"given": exact(at), "recorded": at},
        {"given": exact(min((lifted.given or (at, at))[1], at) - 1)},
        {"recorded": at},
        {"recorded": at + DAY},
        {"recorded": None},
        {"given": day(at), "recorded": at - 1},
        {"position": None if request.known is None else request.known + 1, "recorded": None},
    ]
    changes += [{"categories": (name,)} for name in touching(case.categories, item.category) if name in beside]
    changes += [{"purposes": (name,)} for name in touching(case.purposes, request.purpose) if name in aside]
    return one._replace(**case.pick(changes))


def withdrawal(case: Near, name: str = "withdrawal!") -> Statement:
    """A withdrawal by the subject of all that was granted, known by the time of the request."""
    request, pick = case.request, case.pick
    at = request.at
    granted = [instant for one in case.of_kind("grant") if one.given for instant in one.given]
    # Also just before a grant, and so after what was refused before it.
    given = pick([at - 1, at - DAY, *(one - before for one in granted for before in (0, 1) if one < at)])
    return Statement(
        id=name,
        kind="withdrawal",
        subject=request.subject,
        giver=request.subject,
        given=pick((exact(given), exact(given), day(given))),
        start=pick((None, None, at, given - DAY, *(one for one in granted if one <= at))),
        recorded=pick((given, at - 1, at - 1 if request.known is None else at + 1)),
        position=pick((0, 0, request.known if request.known is not None else 0)),
        sender=pick((None, person(request.sender))),
        recipient=pick((None, person(request.recipient))),
    )


def minors(case: Near) -> list[Record]:
    """The records but for competence and authority, of a subject who cannot decide, with two proxies who may."""
    subject, names = case.request.subject, everything(case)[1]
    kept = [one for one in case.records if not isinstance(one, Standing) or one.kind == "role"]
    unable = Standing("competence", False, subject, -400 * DAY, -400 * DAY, 0, purposes=names)
    proxies = [
        Standing("authority", True, one, -400 * DAY, -400 * DAY, 0, subject=subject, purposes=names)
        for one in (PROXY, OTHER)
    ]
    return [*kept, unable, *proxies]


def adults(case: Near) -> list[Record]:
    """The records but for competence, of a subject who can decide on everything."""
    subject, names = case.request.subject, everything(case)[1]
    kept = [
        one
        for one in case.records
        if not isinstance(one, Standing) or one.kind != "competence" or one.person != subject
    ]
    return [*kept, Standing("competence", True, subject, -400 * DAY, -400 * DAY, 0, purposes=names)]
