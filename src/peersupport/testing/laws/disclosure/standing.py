"""Properties 14 and 18: roles are read at the disclosure, authority when something was said."""

from typing import Literal

from peersupport.testing.consent.cases import Fields
from peersupport.testing.consent.near import DENY, PERMIT, Near
from peersupport.testing.consent.near_statements import adults, exact, lift, minors, refusal
from peersupport.testing.consent.service import Ruled
from peersupport.testing.consent.stage import LONG_AGO, SUBJECT, Stage
from peersupport.testing.consent.timeline import Event, over, surely
from peersupport.testing.consent.worlds import DAY, OTHER, PROXY, RECIPIENT, SENDER, UNHEARD
from peersupport.testing.laws.disclosure.domain import near, same, scene
from peersupport.testing.laws.law import must
from peersupport.testing.oracle.forms import Interval, Party, Standing


@scene(14, floor=0.4, cases=1_600, unless=Ruled)
def roles_are_those_of_the_instant(stage: Stage) -> bool:
    """Roles are those of the disclosure's instant, in its programme; what is not recorded of them may be."""
    side = stage.pick(("sender", "recipient"))
    who, asked = {"sender": SENDER, "recipient": RECIPIENT}[side], stage.pick(stage.roles)
    records: list[Standing] = []
    own: list[Event] = []
    kept = False
    moments = [stage.at + stage.pick((-DAY, -DAY, 0)) for _ in range(2)]
    for _ in range(stage.number(0, 4)):
        record, prior = stage.recording()
        start, on = stage.pick(moments) + stage.pick((-1, 0, 0, 1)), not stage.chance(0.4)
        role = stage.pick(stage.roles) if stage.chance(0.2) else asked
        one = stage.role(who, role, start, on, **record)
        if stage.chance(0.1):
            records.append(stage.elsewhere(one))
            continue
        records.append(one)
        kept = kept or prior is True
        if prior is not None and role == asked:
            own.append(Event(on, start, prior))
    now = exact(stage.at)
    to_role: Fields = {side: Party("role", asked)}
    held, laid_down = surely(own, now, on=True), kept and over(own, now)
    permitted = stage.permits(*records, stage.able, stage.statement("grant", **to_role))
    same(permitted, held, f"whether a grant to a {asked} reaches her")
    permitted = stage.permits(*records, stage.able, stage.statement("grant"), stage.statement("refusal", **to_role))
    same(permitted, laid_down, f"whether a refusal to a {asked} surely does not reach her")
    return held or laid_down


@scene(14, floor=0.9, cases=300, unless=Ruled)
def person_before_role(stage: Stage) -> bool:
    """What she refused to one person is not told to her because of a grant to her role, nor by a former role."""
    telling, told = stage.role_of(stage.world.supporters), stage.role_of(stage.world.professionals)
    roles = [stage.role(SENDER, telling, LONG_AGO), stage.role(RECIPIENT, told, LONG_AGO)]
    to_roles: Fields = {"sender": Party("role", telling), "recipient": Party("role", told)}
    grant = stage.statement("grant", **to_roles)
    against = stage.statement("refusal", given=exact(stage.pick((2 * LONG_AGO, LONG_AGO, stage.at - 1))))
    must(stage.permits(*roles, stage.able, grant), "a grant to her role does not reach her")
    must(not stage.permits(*roles, stage.able, grant, against), "a refusal to her gives way to a grant to her role")
    later = stage.statement("grant", given=exact(stage.at - DAY), recipient=Party("role", told))
    gone = stage.role(RECIPIENT, told, stage.at - stage.pick((0, 1)), on=False)
    must(not stage.permits(*roles, gone, stage.able, later), "a role that she laid down still opens")
    return True


def _timeline(
    stage: Stage, kind: Literal["competence", "authority"], moments: list[int]
) -> tuple[list[Standing], list[Event], bool]:
    """Records of competence, or of a proxy's authority; what a model reads of them; whether one surely is prior."""
    records, events, kept = list[Standing](), list[Event](), False
    purpose = stage.purpose
    named: list[tuple[tuple[str, ...] | None, bool, bool]] = [((purpose.top,), True, True)] * 4
    named.append(((purpose.asked, UNHEARD), True, True))
    named += [((purpose.below,), False, True)] if purpose.below else []
    named += [((purpose.apart,), False, False)] if purpose.apart else []
    named += [((), False, False), (None, False, True)]
    for _ in range(stage.number(0, 3)):
        record, prior = stage.recording()
        names, covers, touches = stage.pick(named)
        start, on = stage.pick(moments) + stage.pick((-1, 0, 0, 1)), not stage.chance(0.4)
        person: Fields = {"person": SUBJECT} if kind == "competence" else {"person": PROXY, "subject": SUBJECT}
        records.append(Standing(kind, on, start=start, purposes=names, **person, **record))
        kept = kept or prior is True
        if prior is not None:
            events.append(Event(on, start, prior, covers, touches))
    return records, events, kept


@scene(18, floor=0.25, cases=2_000, unless=Ruled)
def authority_is_read_when_it_was_said(stage: Stage) -> bool:
    """She decides when competent, a proxy when authorised and she is not, both as of when it was said; she may
    always refuse and withdraw, and what she refused no proxy lifts."""
    said_at = stage.at - stage.pick((1, 2, DAY, 3 * DAY))
    low = said_at - said_at % DAY
    by_day = stage.chance(0.3) and low + DAY - 1 < stage.at
    when: Interval = (low, low + DAY - 1) if by_day else exact(said_at)
    moments = [*when, stage.at, said_at - 1, LONG_AGO + DAY]
    competence, able, _ = _timeline(stage, "competence", moments)
    authority, proxied, kept = _timeline(stage, "authority", moments)
    if not stage.chance(0.3):
        first = not stage.chance(0.5)
        competence.append(stage.able._replace(on=first))
        able.append(Event(first, stage.able.start, True))
    if not stage.chance(0.3):
        authority.append(stage.able._replace(kind="authority", person=PROXY, subject=SUBJECT))
        proxied.append(Event(True, stage.able.start, True))
        kept = True
    standing = [*competence, *authority]
    competent = True if surely(able, when, on=True) else False if surely(able, when, on=False) else None
    may = True if surely(proxied, when, on=True) else False if kept and over(proxied, when) else None
    entitled = {SUBJECT: competent is True, PROXY: competent is False and may is True}
    counts = {SUBJECT: True, PROXY: competent is not True and may is not False}
    giver = stage.pick((SUBJECT, PROXY))
    words: Fields = {"giver": giver, "given": when, "recorded": when[-1] if stage.known is None else when[0]}
    granted = stage.permits(*standing, stage.statement("grant", **words))
    same(granted, entitled[giver], f"whether a grant by `{giver}` counts")

    # A grant that lives whatever became of her competence later: what was said before stands.
    sound = stage.statement("grant", given=exact(LONG_AGO - 1))
    if competent_then := stage.able in competence:
        must(stage.permits(*standing, sound), "what she granted while competent does not stand")
        permitted = stage.permits(*standing, sound, stage.statement("refusal", **words))
        same(permitted, not counts[giver], f"whether a refusal by `{giver}` does not count")
        permitted = stage.permits(*standing, sound, stage.statement("withdrawal", **words))
        same(permitted, not counts[giver], f"whether a withdrawal by `{giver}` does not count")
        refused_by = stage.pick((SUBJECT, PROXY, OTHER))
        against = stage.statement("refusal", given=exact(stage.pick((LONG_AGO, said_at))), giver=refused_by)
        lifted = stage.statement("withdrawal", "lift!", target=against.id, **words)
        may_lift = giver in (SUBJECT, refused_by) and (against.given or (0, 0))[1] <= when[0]
        open_anyhow = stage.permits(*standing, sound, against)
        permitted = stage.permits(*standing, sound, against, lifted)
        same(permitted, open_anyhow or (may_lift and entitled[giver]), f"whether `{giver}` lifts it")
    return competent_then


@near(18, floor=0.25, cases=1_200, unless=Ruled)
def proxy_of_the_competent_is_inert(case: Near) -> bool:
    """A competent subject's proxy is inert; no proxy lifts what she, or another proxy, refused."""
    case = case.ordinary()
    adult = case.but(records=adults(case))
    others = [one for one in adult.of_kind("grant", "refusal", "withdrawal") if one.giver != case.request.subject]
    effect = adult.effect()
    same(adult.but(records=adult.without(*others)).effect(), effect, "without what her proxies said")
    minor = case.but(records=minors(case))
    if minor.effect() != PERMIT:
        return bool(others)
    by, lifter = case.pick(((case.request.subject, PROXY), (PROXY, OTHER), (OTHER, PROXY)))
    item = case.pick(case.request.items)
    against = refusal(case, item)._replace(giver=by, given=exact(0), start=None, recorded=0)
    refused = minor.adding(against)
    same(refused.effect(), DENY, f"refused by `{by}`")
    same(refused.adding(lift(case, against)._replace(giver=lifter)).effect(), DENY, f"lifted by `{lifter}`")
    if by != case.request.subject:
        same(refused.adding(lift(case, against)).effect(), PERMIT, "lifted by who refused it")
    return True


@near(18, floor=0.7, cases=600)
def what_was_said_stays_as_it_was(case: Near) -> bool:
    """What becomes of competence and authority after something was said leaves what was said as it was."""
    statements, request = case.of_kind("grant", "refusal", "withdrawal"), case.request
    if any(one.given is None and one.recorded is None for one in statements):
        return False
    last = max([0, *((one.given or (one.recorded,))[-1] or 0 for one in statements)])
    names = tuple(case.purposes)
    begun = [
        one
        for one in case.standings
        if one.kind == "authority" and one.recorded is not None and one.recorded < request.at
        if one.position is not None
    ]
    later = [Standing("competence", case.chance(0.5), request.subject, last + 1, 0, 0, purposes=names)]
    if request.known is None or all((one.position or 0) <= request.known for one in begun):
        # An authority of which nothing is recorded yet could become surely absent by its first record.
        later += [one._replace(on=case.chance(0.5), start=last + 1, purposes=names) for one in begun]
    said = case.said()
    same(case.adding(*later).said(), said, "with what became of competence and authority later")
    return bool(statements)
