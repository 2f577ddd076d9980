"""Properties 19 to 21 and 24: from when to when, what is prior, and what was known."""

from datetime import UTC, date, datetime, timedelta

from peersupport.testing.consent.cases import Fields, Record
from peersupport.testing.consent.near import DENY, PERMIT, Near
from peersupport.testing.consent.near_statements import day, exact, lift, refusal, withdrawal
from peersupport.testing.consent.service import Ruled
from peersupport.testing.consent.stage import LONG_AGO, SUBJECT, Stage
from peersupport.testing.consent.translation import london
from peersupport.testing.consent.worlds import DAY, PROXY, RECIPIENT, SENDER
from peersupport.testing.laws.disclosure.domain import near, same, scene
from peersupport.testing.laws.law import must
from peersupport.testing.oracle.forms import Party, Standing, Statement, number

CHANGES = [date(2024, 3, 31), date(2024, 10, 27), date(2025, 3, 30), date(2025, 10, 26), date(2026, 3, 29)]
"""Days of 23 and of 25 hours in London."""


def _midnight(one: date) -> int:
    """The instant at which a day begins in London."""
    return number(datetime(one.year, one.month, one.day, tzinfo=london()).astimezone(UTC))


@scene(19, floor=0.9, cases=800, unless=Ruled)
def windows_are_half_open(stage: Stage) -> bool:
    """A window holds from its start up to, not with, its end; an end date is the whole of its day in London."""
    first = stage.pick(CHANGES) + timedelta(days=stage.number(-2, 2))
    last = first + timedelta(days=stage.number(0, 3))
    start, end = _midnight(first), _midnight(last + timedelta(days=1))
    window: Fields = {"start": start, "end": end, "dated": stage.chance(0.5)}
    grant = stage.statement("grant")
    kind = stage.pick(("grant", "refusal", "lift", "given", "open"))
    records: list[Record] = [stage.able, grant]
    if kind == "grant":
        records = [stage.able, grant._replace(**window)]
    elif kind == "refusal":
        records.append(stage.statement("refusal", **window))
    elif kind == "lift":
        records.append(stage.statement("refusal"))
        lifting = stage.statement("withdrawal", target="refusal!")
        records.append(lifting._replace(start=start, dated=window["dated"]))
    elif kind == "given":
        today = (_midnight(last), end - 1)
        records = [stage.able, grant._replace(given=today, recorded=today[0])]
    else:
        records = [stage.able, grant._replace(start=start, dated=window["dated"])]
        if stage.chance(0.5):
            records[1] = grant._replace(start=start, dated=window["dated"], given=None)
    inside = [start, start + 1, end - 1, (start + end) // 2]
    before, after, far = start - 1, end, end + 4_000 * DAY
    permitting, denying = {
        "grant": (inside, [before, after, far]),
        "refusal": ([before, after, far], inside),
        "given": ([end], [end - 1]),
    }.get(kind, ([*inside, after, far], [before]))
    for at in permitting:
        must(stage.permits(*records, at=at, known=None), f"{kind}: it may not be told from {start} to {end}")
    for at in denying:
        must(not stage.permits(*records, at=at, known=None), f"{kind}: it may be told, from {start} to {end}")
    return True


@scene(20, floor=0.18, cases=1_600, unless=Ruled)
def what_widens_is_prior(stage: Stage) -> bool:
    """What widens must have been said and recorded before the disclosure: no later paper cures it."""
    at = stage.at

    def when() -> int:
        return at + stage.pick((*(-1,) * 8, -2, -DAY, -1_000_000, 0, 0, 1, DAY))

    proxied = stage.chance(0.3)
    form = stage.pick(("", "", "lift", "laid down", "role"))
    parts: list[bool] = []

    def said_and_recorded(latest: int) -> Fields:
        interval = exact(latest)
        if stage.chance(0.25):
            interval = day(latest)
        recorded = max(interval[0], when()) if interval[0] != interval[1] else max(latest, when())
        parts.append(interval[1] < at and recorded < at)
        return {"given": interval, "recorded": recorded, "position": stage.pick((1, 100))}

    def standing(one: Standing, latest: int) -> Standing:
        recorded = when()
        start = LONG_AGO if form == "lift" else stage.pick((LONG_AGO, latest))
        parts.append(recorded < at)
        return one._replace(start=start, recorded=recorded, position=stage.pick((1, 100)))

    given = stage.statement("grant", giver=PROXY if proxied else SUBJECT, **said_and_recorded(when()))
    low = given.given[0] if given.given else 0
    records: list[Record] = [given, standing(stage.able._replace(on=not proxied), low)]
    if proxied:
        records.append(standing(stage.able._replace(kind="authority", person=PROXY, subject=SUBJECT), low))
    if form == "role":
        role = stage.roles[0]
        records[0] = given._replace(recipient=Party("role", role))
        records.append(standing(stage.role(RECIPIENT, role, LONG_AGO), at))
    elif form == "lift":
        records.append(stage.statement("refusal", giver=given.giver))
        how = said_and_recorded(when())
        records.append(stage.statement("withdrawal", "lift!", giver=given.giver, target="refusal!", **how))
    elif form == "laid down":
        # A refusal to a role that was laid down: that it was is what widens.
        role = stage.roles[-1]
        records.append(stage.statement("refusal", sender=Party("role", role)))
        records.append(stage.role(SENDER, role, LONG_AGO))
        records.append(standing(stage.role(SENDER, role, LONG_AGO, on=False), at)._replace(start=LONG_AGO + 1))
    same(stage.permits(*records), all(parts), "whether it may be told, as all of it was said and recorded before")
    return all(parts)


@near(20, floor=0.06, cases=1_600)
def no_later_paper_cures(case: Near) -> bool:
    """A record made at the disclosure or after it, whatever it says, never turns DENY into PERMIT."""
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
    same(asked.but(records=case.without(one)).effect(), PERMIT, "without the record that came too late")
    return True


@near(21, floor=0.7, cases=800)
def withdrawal_waits(case: Near) -> bool:
    """A withdrawal changes nothing before it takes effect, nor as known before it was recorded."""
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
    elif form == "place" and known is not None:
        added = added._replace(recorded=at - 1, given=exact(at - 1), position=known + 1)
    said = case.said()
    if form != "lift" or not case.request.items:
        same(case.adding(added).said(), said, f"with a withdrawal whose {form} is still to come")
        return said[0].effect == PERMIT or form != "lift"
    against = refusal(case, case.request.items[0])
    refused = case.adding(against)
    lifted = lift(case, against)._replace(start=at + case.pick((1, DAY)))
    same(refused.adding(lifted).said(), refused.said(), "with a lift that is still to come")
    return True


@near(24, floor=0.16, cases=1_200)
def replay_stability(case: Near) -> bool:
    """What was recorded after a position is no part of the decision as known then; to know more only narrows."""
    at, known = case.request.at, case.request.known
    if known is None:
        unknown = [one for one in case.records if one.recorded is not None and one.recorded >= at]
    else:
        unknown = [one for one in case.records if one.position is not None and one.position > known]
    said = case.said()
    then = case.but(records=case.without(*unknown))
    same(then.said(), said, "without what was not known then")
    if known is not None:
        # A position is a bound: how far beyond the last known record it lies does not matter.
        same(then.asking(known=known + 1).said(), said, "as known a place later, where nothing was recorded")
    ordinary = case.ordinary()
    placed = [one.position for one in case.records if one.position is not None and one.recorded is not None]
    by_then = [one.position or 0 for one in case.records if one.recorded is not None and one.recorded < at]
    if by_then and placed:
        fewer, more = max(by_then), max(placed) + 1
        late = case.pick(case.records)
        given = late.given[1] if isinstance(late, Statement) and late.given else at
        changed = late._replace(recorded=max(at + 1, given), position=more)
        ordinary = ordinary.but(records=case.changed(late, changed)) if case.chance(0.6) else ordinary
        if ordinary.asking(known=fewer).effect() == DENY:
            same(ordinary.asking(known=more).effect(), DENY, "as known later")
    return bool(unknown)
