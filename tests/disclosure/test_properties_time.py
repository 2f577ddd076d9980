"""Properties 19 to 24 of disclosure: from when to when, what is prior, what ends what, and what was known."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from tests.disclosure.adapter import MICROSECOND, adapter
from tests.disclosure.forms import Party, Standing, Statement
from tests.disclosure.laws import law, staged
from tests.disclosure.near import DENY, PERMIT, Near, said
from tests.disclosure.stage import ABLE, LONG_AGO, SUBJECT, WORLD, Stage
from tests.disclosure.statements_near import day, exact, lift, refusal, withdrawal
from tests.disclosure.worlds import DAY, PROXY, RECIPIENT, SENDER

from peersupport._attrs import evolve

LONDON = ZoneInfo("Europe/London")
CHANGES = [date(2024, 3, 31), date(2024, 10, 27), date(2025, 3, 30), date(2025, 10, 26), date(2026, 3, 29)]
"""Days of 23 and of 25 hours in London."""


def midnight(one: date) -> datetime:
    """The instant at which a day begins in London."""
    return datetime(one.year, one.month, one.day, tzinfo=LONDON).astimezone(UTC)


@staged(floor=0.9, cases=2_000)
def test_19_half_open(random: Random) -> bool:
    """19 A window holds from its start up to, not with, its end; an end date is the whole of its day in London."""
    scene = Stage(random)
    first = scene.pick(CHANGES) + timedelta(days=scene.number(-2, 2))
    last = first + timedelta(days=scene.number(0, 3))
    begins, ends = midnight(first), midnight(last + timedelta(days=1))
    start, end = scene.pick((first, begins)), scene.pick((last, ends))
    made = adapter(WORLD).record
    whole = [made(scene.statement("grant")), made(ABLE)]
    kind = scene.pick(("grant", "refusal", "lift", "given", "open"))
    if kind == "refusal":
        timed = [*whole, evolve(made(scene.statement("refusal")), start=start, end=end)]
    elif kind == "lift":
        lifted = made(scene.statement("withdrawal", target="refusal!"))
        timed = [*whole, made(scene.statement("refusal")), evolve(lifted, start=start)]
    elif kind == "given":
        timed = [made(ABLE), evolve(whole[0], given_at=last, recorded_at=midnight(last))]
    else:
        default = {"given_at": None} if scene.chance(0.5) else {}
        timed = [made(ABLE), evolve(whole[0], start=start, end=None if kind == "open" else end, **default)]
    policy, asked = adapter(WORLD).policy, scene.near().asked()

    def permits(at: datetime) -> bool:
        return policy.decide(timed, evolve(asked, at=at)).effect.name == PERMIT

    inside = [begins, begins + MICROSECOND, ends - MICROSECOND, begins + (ends - begins) / 2]
    before, after = begins - MICROSECOND, ends
    far = ends + timedelta(days=4_000)
    if kind == "grant":
        assert all(map(permits, inside))
        assert not any(map(permits, (before, after, far)))
    elif kind == "refusal":
        assert not any(map(permits, inside))
        assert all(map(permits, (before, after, far)))
    elif kind == "given":
        assert not permits(ends - MICROSECOND)
        assert permits(ends)
    else:
        assert all(map(permits, (*inside, after, far)))
        assert not permits(before)
    return True


@staged(floor=0.18, cases=4_000)
def test_20_prior(random: Random) -> bool:
    """20 What widens must have been said and recorded before the disclosure: no later paper cures it."""
    scene = Stage(random)
    at = scene.at

    def when() -> int:
        return at + scene.pick((*(-1,) * 8, -2, -DAY, -1_000_000, 0, 0, 1, DAY))

    proxied = scene.chance(0.3)
    form = scene.pick(("", "", "lift", "laid down", "role"))
    parts: list[bool] = []

    def said_and_recorded(latest: int) -> dict[str, object]:
        interval = exact(latest)
        if scene.chance(0.25):
            interval = day(latest)
        recorded = max(interval[0], when()) if interval[0] != interval[1] else max(latest, when())
        parts.append(interval[1] < at and recorded < at)
        return {"given": interval, "recorded": recorded, "position": scene.pick((1, 100))}

    def standing(one: Standing, latest: int) -> Standing:
        recorded = when()
        start = LONG_AGO if form == "lift" else scene.pick((LONG_AGO, latest))
        parts.append(recorded < at)
        return one._replace(start=start, recorded=recorded, position=scene.pick((1, 100)))

    given = scene.statement("grant", giver=PROXY if proxied else SUBJECT, **said_and_recorded(when()))
    low = given.given[0] if given.given else 0
    records: list[Standing | Statement] = [given, standing(ABLE._replace(on=not proxied), low)]
    if proxied:
        records.append(standing(ABLE._replace(kind="authority", person=PROXY, subject=SUBJECT), low))
    if form == "role":
        records[0] = given._replace(recipient=Party("role", "police"))
        records.append(standing(scene.role(RECIPIENT, "police", LONG_AGO), at))
    elif form == "lift":
        records.append(scene.statement("refusal", giver=given.giver))
        how = said_and_recorded(when())
        records.append(scene.statement("withdrawal", "lift!", giver=given.giver, target="refusal!", **how))
    elif form == "laid down":
        # A refusal to a role that was laid down: that it was is what widens.
        records.append(scene.statement("refusal", sender=Party("role", "lead")))
        records.append(scene.role(SENDER, "lead", LONG_AGO))
        records.append(standing(scene.role(SENDER, "lead", LONG_AGO, on=False), at)._replace(start=LONG_AGO + 1))
    assert scene.permits(*records) is all(parts)
    return all(parts)


@law(floor=0.06, cases=4_000)
def test_20_no_later_paper(case: Near) -> bool:
    """20 A record made at the disclosure or after it, whatever it says, never turns DENY into PERMIT."""
    case = case.ordinary()
    if not case.records:
        return False
    one, at = case.pick(case.records), case.request.at
    late = one._replace(recorded=at + case.pick((0, 0, 1, DAY)))
    if isinstance(late, Statement) and case.chance(0.3):
        late = late._replace(given=case.pick((exact(at), day(at))))
    if isinstance(late, Statement) and late.given and late.given[0] == late.given[1] > (late.recorded or 0):
        late = late._replace(recorded=late.given[0])
    asked = case.asking(known=None if case.chance(0.3) else len(case.records))
    if asked.but(records=case.changed(one, late)).effect() != PERMIT:
        return False
    assert asked.but(records=case.without(one)).effect() == PERMIT
    return True


@law(floor=0.7, cases=2_000)
def test_21_withdrawal_waits(case: Near) -> bool:
    """21 A withdrawal changes nothing before it takes effect, nor as known before it was recorded."""
    at, known = case.request.at, case.request.known
    added = withdrawal(case)
    form = case.pick(("start", "given", "record", "place", "lift"))
    if form == "start":
        added = added._replace(start=at + case.pick((1, DAY)))
    elif form == "given":
        later = at + case.pick((1, DAY))
        added = added._replace(given=exact(later), recorded=later, start=case.pick((None, at - DAY, at)))
    elif form == "record" or (form == "place" and known is None):
        added = added._replace(recorded=at + case.pick((0, 1)), position=None if known is None else known + 1)
    elif form == "place":
        added = added._replace(recorded=at - 1, given=exact(at - 1), position=known + 1)
    before = case.decide()
    if form != "lift" or not case.request.items:
        assert said(case.but(records=[*case.records, added]).decide()) == said(before)
        return before.effect.name == PERMIT or form != "lift"
    refused = case.but(records=[*case.records, refusal(case, case.request.items[0])])
    lifted = lift(case, refused.records[-1])._replace(start=at + case.pick((1, DAY)))  # type: ignore[arg-type]
    assert said(refused.but(records=[*refused.records, lifted]).decide()) == said(refused.decide())
    return True


@staged(floor=0.5, cases=3_000)
def test_22_reach(random: Random) -> bool:
    """22 A withdrawal ends every grant in its scope that was given up to it, also one that starts later, however and
    whenever it was recorded; a second one adds nothing."""
    scene = Stage(random)
    at, tick = scene.at, scene.pick((1, DAY))
    moment = at - scene.pick((3 * DAY, DAY, 2, 1))
    given = scene.pick((exact(moment), day(moment)))
    start = scene.pick((None, given[0] - DAY, given[0], given[1], min(given[1] + tick, at), at))
    ends = max(given[1], given[1] if start is None else start)
    begun = (given[0] if start is None else max(given[0], start)) <= at
    scope = scene.pick(
        ({}, {"recipient": Party("person", RECIPIENT)}, {"sender": Party("role", "visitor")}, {"target": "grant!"},
         {"categories": ("health",)}, {"purposes": ("visit",)}, {"recipient": Party("role", "health visitor")})
    )  # fmt: skip
    over_all = scene.statement(
        "withdrawal", given=given, start=start, recorded=scene.pick((given[1], given[0])), **scope
    )
    if over_all.recorded >= at or (over_all.given[0] == over_all.given[1] > over_all.recorded):
        over_all = over_all._replace(recorded=at - 1, given=exact(min(given[0], at - 1)), start=None)
        ends, begun = over_all.given[1], True
    over_all = over_all._replace(position=scene.pick((1, 3)))
    said_at = scene.pick((ends, ends - 1, ends - DAY, ends + 1, given[0], given[1], given[1] + 1, given[0] - 1))
    when = scene.pick((exact(said_at), exact(said_at), day(said_at)))
    grant = scene.statement(
        "grant",
        given=when,
        start=scene.pick((None, None, at)),
        recorded=max(at - 1, when[0]),
        position=2,
        recipient=scene.pick((Party("person", RECIPIENT), Party("role", "health visitor"))),
    )
    standing = [ABLE, scene.role(SENDER, "visitor", LONG_AGO), scene.role(RECIPIENT, "health visitor", LONG_AGO)]
    standing.append(scene.role("rita", "health visitor", LONG_AGO))
    if not scene.permits(*standing, grant):
        return False
    ended = begun and when[0] <= ends
    decision = scene.decide(*standing, grant, over_all)
    assert decision.effect.name == (DENY if ended else PERMIT)
    assert decision.determining == ((over_all.id,) if ended else (grant.id,))
    again = over_all._replace(id="again!", start=scene.pick((over_all.start, at + 1)), position=1)
    assert scene.permits(*standing, grant, over_all, again) is not ended
    role = Party("role", "health visitor")
    other = grant._replace(id="other!", given=exact(LONG_AGO), recorded=LONG_AGO, recipient=role)
    narrow = "target" in scope or scope.get("recipient") == Party("person", RECIPIENT)
    if begun:
        # It falls for that person, or by that name, only.
        assert scene.permits(*standing, other, over_all, recipient="rita") is narrow
        assert scene.permits(*standing, other, over_all) is ("target" in scope)
    return ended


@law(floor=0.09, cases=3_000)
def test_22_nothing_lives(case: Near) -> bool:
    """22 After a withdrawal of all, or of all for a recipient, nothing granted up to it is told, by whatever it was."""
    case = case.ordinary()
    if case.effect() != PERMIT:
        return False
    over_all = withdrawal(case)._replace(position=0)
    given = over_all.given or (0, 0)
    ends = max(given[1], given[1] if over_all.start is None else over_all.start)
    withdrawn = case.but(records=[*case.records, over_all])
    upto = {one.id for one in case.of("grant") if (one.given or (one.recorded or 0,))[0] <= ends}
    decision = withdrawn.decide()
    assert not upto & {name for reason in decision.reasons if reason.code == "granted" for name in reason.about}
    again = over_all._replace(id="again!", start=case.request.at + DAY)
    assert said(withdrawn.but(records=[*withdrawn.records, again]).decide()) == said(decision)
    if len(upto) == len(case.of("grant")):
        assert decision.effect.name == DENY
    return True


@staged(floor=0.9, cases=2_000)
def test_23_renewed(random: Random) -> bool:
    """23 Who consents again after a withdrawal is told of from then on; the time between stays without consent."""
    scene = Stage(random)
    said_at = 10 * DAY + scene.pick((0, 1, DAY // 2, DAY - 1))
    given = scene.pick((exact(said_at), day(said_at)))
    start = scene.pick((None, None, given[1] + DAY, given[1] + 1))
    over_all = scene.statement("withdrawal", given=given, start=start, recorded=given[0])
    ends = max(given[1], given[1] if start is None else start)
    renewed_at = ends + scene.pick((1, 1, 2, DAY))
    renewed = scene.statement(
        "grant", "renewed!", given=exact(renewed_at), start=scene.pick((None, renewed_at + DAY)), recorded=renewed_at
    )
    first = renewed_at + 1 if renewed.start is None else renewed.start
    earlier, known = scene.statement("grant"), scene.pick((None, 100))
    begun = given[0] + 1 if start is None else start
    for at in (begun, renewed_at, first - 1, first, first + 1, first + DAY):
        assert scene.permits(ABLE, earlier, over_all, renewed, at=at, known=known) is (at >= first)
    return True


@law(floor=0.16, cases=3_000)
def test_24_replay(case: Near) -> bool:
    """24 What was recorded after a position is no part of the decision as known then; to know more only narrows."""
    at, known = case.request.at, case.request.known
    if known is None:
        unknown = [one for one in case.records if one.recorded is not None and one.recorded >= at]
    else:
        unknown = [one for one in case.records if one.position is not None and one.position > known]
    before = case.decide()
    then = case.but(records=case.without(*unknown))
    assert said(then.decide()) == said(before)
    if known is not None:
        # A position is a bound: how far beyond the last known record it lies does not matter.
        assert said(then.asking(known=known + 1).decide()) == said(before)
    ordinary = case.ordinary()
    placed = [one.position for one in case.records if one.position is not None and one.recorded is not None]
    by_then = [one.position or 0 for one in case.records if one.recorded is not None and one.recorded < at]
    if by_then and placed:
        fewer, more = max(by_then), max(placed) + 1
        late = case.pick(case.records)
        given = late.given[1] if isinstance(late, Statement) and late.given else at
        changed = late._replace(recorded=max(at + 1, given), position=more)
        ordinary = ordinary.but(records=case.changed(late, changed)) if case.chance(0.6) else ordinary
        known_less, known_more = ordinary.asking(known=fewer), ordinary.asking(known=more)
        if known_less.effect() == DENY:
            assert known_more.effect() == DENY
    return bool(unknown)
