"""Properties 5, 22 and 23: what a withdrawal ends, and what consent given anew opens."""

from peersupport.testing.consent.cases import Fields, Record
from peersupport.testing.consent.near import DENY, PERMIT, Near
from peersupport.testing.consent.near_statements import day, exact, withdrawal
from peersupport.testing.consent.service import Ruled
from peersupport.testing.consent.stage import LONG_AGO, Stage
from peersupport.testing.consent.worlds import DAY, RECIPIENT, SENDER
from peersupport.testing.laws.disclosure.domain import determined_by, near, same, scene
from peersupport.testing.laws.law import must
from peersupport.testing.oracle.forms import Party


@near(5, floor=0.4, cases=800)
def withdrawal_never_widens(case: Near) -> bool:
    """A withdrawal that names no refusal never turns DENY into PERMIT, whoever gave it and whatever it names."""
    case = case.ordinary()
    if case.effect() != DENY:
        return False
    grants = [one.id for one in case.of_kind("grant")]
    added = withdrawal(case)._replace(
        target=case.pick((None, None, "nothing", *grants)),
        giver=case.pick((case.request.subject, case.request.subject, "pat", "otto")),
        categories=case.pick((None, (), tuple(case.categories)[:1])),
        recipient=case.pick((None, Party("person", RECIPIENT), Party("role", case.pick(case.setting.roles)))),
    )
    same(case.adding(added).effect(), DENY, "with a withdrawal more")
    return True


@scene(22, floor=0.5, cases=1_200, unless=Ruled)
def withdrawal_reaches_what_was_given(stage: Stage) -> bool:
    """A withdrawal ends every grant in its scope that was given up to it, also one that starts later, however and
    whenever it was recorded; a second one adds nothing."""
    at, tick = stage.at, stage.pick((1, DAY))
    telling, told = stage.role_of(stage.world.supporters), stage.role_of(stage.world.professionals)
    if telling == told:
        return False
    moment = at - stage.pick((3 * DAY, DAY, 2, 1))
    given = stage.pick((exact(moment), day(moment)))
    start = stage.pick((None, given[0] - DAY, given[0], given[1], min(given[1] + tick, at), at))
    ends = max(given[1], given[1] if start is None else start)
    begun = (given[0] if start is None else max(given[0], start)) <= at
    under = stage.purpose.below or stage.purpose.asked
    scopes: tuple[Fields, ...] = (
        {}, {"recipient": Party("person", RECIPIENT)}, {"sender": Party("role", telling)}, {"target": "grant!"},
        {"categories": (stage.category.top,)}, {"purposes": (under,)}, {"recipient": Party("role", told)},
    )  # fmt: skip
    scope = stage.pick(scopes)
    recorded = stage.pick((given[1], given[0]))
    if recorded >= at or (given[0] == given[1] > recorded):
        given, start, recorded = exact(min(given[0], at - 1)), None, at - 1
        ends, begun = given[1], True
    over_all = stage.statement("withdrawal", given=given, start=start, recorded=recorded, **scope)
    over_all = over_all._replace(position=stage.pick((1, 3)))
    said_at = stage.pick((ends, ends - 1, ends - DAY, ends + 1, given[0], given[1], given[1] + 1, given[0] - 1))
    when = stage.pick((exact(said_at), exact(said_at), day(said_at)))
    grant = stage.statement(
        "grant",
        given=when,
        start=stage.pick((None, None, at)),
        recorded=max(at - 1, when[0]),
        position=2,
        recipient=stage.pick((Party("person", RECIPIENT), Party("role", told))),
    )
    standing: list[Record] = [stage.able, stage.role(SENDER, telling, LONG_AGO), stage.role(RECIPIENT, told, LONG_AGO)]
    standing.append(stage.role("rita", told, LONG_AGO))
    if not stage.permits(*standing, grant):
        return False
    ended = begun and when[0] <= ends
    decision = stage.decide(*standing, grant, over_all)
    same(decision.effect, DENY if ended else PERMIT, "with the withdrawal")
    determined_by(stage.service, decision, {over_all.id if ended else grant.id})
    again = over_all._replace(id="again!", start=stage.pick((over_all.start, at + 1)), position=1)
    same(stage.permits(*standing, grant, over_all, again), not ended, "whether it may be told, withdrawn twice")
    other = grant._replace(id="other!", given=exact(LONG_AGO), recorded=LONG_AGO, recipient=Party("role", told))
    narrow = "target" in scope or scope.get("recipient") == Party("person", RECIPIENT)
    if begun:
        # It falls for that person, or by that name, only.
        permitted = stage.permits(*standing, other, over_all, recipient="rita")
        same(permitted, narrow, "whether another in the role may be told")
        same(stage.permits(*standing, other, over_all), "target" in scope, "whether it may be told by another grant")
    return ended


@near(22, floor=0.09, cases=1_200)
def withdrawal_of_all_leaves_nothing(case: Near) -> bool:
    """After a withdrawal of all, or of all for a recipient, nothing granted up to it is told, by whatever it was."""
    case = case.ordinary()
    if case.effect() != PERMIT:
        return False
    over_all = withdrawal(case)._replace(position=0)
    given = over_all.given or (0, 0)
    ends = max(given[1], given[1] if over_all.start is None else over_all.start)
    withdrawn = case.adding(over_all)
    upto = {one.id for one in case.of_kind("grant") if (one.given or (one.recorded or 0,))[0] <= ends}
    answer, told = said = withdrawn.said()
    granted = {name for reason in told.reasons if reason.code == "granted" for name in reason.about}
    must(not upto & (granted | answer.determining), "a grant that was withdrawn is a reason")
    again = over_all._replace(id="again!", start=case.request.at + DAY)
    same(withdrawn.adding(again).said(), said, "with a second withdrawal that starts later")
    if len(upto) == len(case.of_kind("grant")):
        same(withdrawn.effect(), DENY, "all was withdrawn")
    return True


@scene(23, floor=0.9, cases=800, unless=Ruled)
def consent_given_anew_opens_from_then_on(stage: Stage) -> bool:
    """Who consents again after a withdrawal is told of from then on; the time between stays without consent."""
    said_at = 10 * DAY + stage.pick((0, 1, DAY // 2, DAY - 1))
    given = stage.pick((exact(said_at), day(said_at)))
    start = stage.pick((None, None, given[1] + DAY, given[1] + 1))
    over_all = stage.statement("withdrawal", given=given, start=start, recorded=given[0])
    ends = max(given[1], given[1] if start is None else start)
    renewed_at = ends + stage.pick((1, 1, 2, DAY))
    renewed = stage.statement(
        "grant", "renewed!", given=exact(renewed_at), start=stage.pick((None, renewed_at + DAY)), recorded=renewed_at
    )
    first = renewed_at + 1 if renewed.start is None else renewed.start
    earlier, known = stage.statement("grant"), stage.pick((None, 100))
    begun = given[0] + 1 if start is None else start
    for at in (begun, renewed_at, first - 1, first, first + 1, first + DAY):
        permitted = stage.permits(stage.able, earlier, over_all, renewed, at=at, known=known)
        same(permitted, at >= first, f"whether it may be told {at - first} microseconds after she agreed anew")
    return True
