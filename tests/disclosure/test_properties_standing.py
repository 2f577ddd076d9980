"""Properties 14 and 18 of disclosure: roles are read at the disclosure, authority when something was said."""

from random import Random

from tests.disclosure.forms import Party, Standing
from tests.disclosure.laws import law, staged
from tests.disclosure.near import DENY, PERMIT, Near, said
from tests.disclosure.stage import ABLE, LONG_AGO, SUBJECT, Event, Stage, over, surely
from tests.disclosure.statements_near import adults, exact, lift, minors, refusal
from tests.disclosure.worlds import DAY, OTHER, PROXY, RECIPIENT, ROLES, SENDER


@staged(floor=0.4, cases=4_000)
def test_14_roles(random: Random) -> bool:
    """14 Roles are those of the disclosure's instant, in its programme; what is not recorded of them may be."""
    scene = Stage(random)
    side = scene.pick(("sender", "recipient"))
    who, asked = {"sender": SENDER, "recipient": RECIPIENT}[side], scene.pick(ROLES)
    records: list[Standing] = []
    own: list[Event] = []
    kept = False
    moments = [scene.at + scene.pick((-DAY, -DAY, 0)) for _ in range(2)]
    for _ in range(scene.number(0, 4)):
        record, prior = scene.recording()
        start, on = scene.pick(moments) + scene.pick((-1, 0, 0, 1)), scene.chance(0.6)
        role = asked if scene.chance(0.8) else scene.pick(ROLES)
        one = scene.role(who, role, start, on, **record)
        if scene.chance(0.1):
            records.append(scene.elsewhere(one))
            continue
        records.append(one)
        kept = kept or prior is True
        if prior is not None and role == asked:
            own.append(Event(on, start, prior))
    now = exact(scene.at)
    to_role = {side: Party("role", asked)}
    grant, against = scene.statement("grant"), scene.statement("refusal", **to_role)
    held, laid_down = surely(own, now, on=True), kept and over(own, now)
    assert scene.permits(*records, ABLE, scene.statement("grant", **to_role)) is held
    assert scene.permits(*records, ABLE, grant, against) is laid_down
    return held or laid_down


@staged(floor=0.9, cases=300)
def test_14_a_person_before_a_role(random: Random) -> bool:
    """14 What she refused to one person is not told to her because of a grant to her role, nor by a former role."""
    scene = Stage(random)
    roles = [scene.role(SENDER, "visitor", LONG_AGO), scene.role(RECIPIENT, "health visitor", LONG_AGO)]
    grant = scene.statement("grant", sender=Party("role", "visitor"), recipient=Party("role", "health visitor"))
    against = scene.statement("refusal", given=exact(scene.pick((2 * LONG_AGO, LONG_AGO, scene.at - 1))))
    assert scene.permits(*roles, ABLE, grant)
    assert not scene.permits(*roles, ABLE, grant, against)
    given = scene.at - DAY
    later = scene.statement("grant", given=exact(given), recipient=Party("role", "health visitor"))
    gone = scene.role(RECIPIENT, "health visitor", scene.at - scene.pick((0, 1)), on=False)
    assert not scene.permits(*roles, gone, ABLE, later)
    return True


def timeline(scene: Stage, kind: str, moments: list[int]) -> tuple[list[Standing], list[Event], bool]:
    """Records of competence, or of a proxy's authority; what a model reads of them; whether one surely is prior."""
    records, events, kept = [], [], False
    for _ in range(scene.number(0, 3)):
        record, prior = scene.recording()
        names, covers, touches = scene.pick(
            (
                *((("care",), True, True),) * 4,
                (("support", "research"), True, True),
                (("visit",), False, True),
                (("referral",), False, False),
                ((), False, False),
                (None, False, True),
            )
        )
        start, on = scene.pick(moments) + scene.pick((-1, 0, 0, 1)), scene.chance(0.6)
        person = {"person": SUBJECT} if kind == "competence" else {"person": PROXY, "subject": SUBJECT}
        records.append(Standing(kind, on, start=start, purposes=names, **person, **record))
        kept = kept or prior is True
        if prior is not None:
            events.append(Event(on, start, prior, covers, touches))
    return records, events, kept


@staged(floor=0.25, cases=5_000)
def test_18_authority(random: Random) -> bool:
    """18 She decides when competent, a proxy when authorised and she is not, both as of when it was said; she may
    always refuse and withdraw, and what she refused no proxy lifts."""
    scene = Stage(random)
    said_at = scene.at - scene.pick((1, 2, DAY, 3 * DAY))
    low = said_at - said_at % DAY
    when = (low, low + DAY - 1) if scene.chance(0.3) and low + DAY - 1 < scene.at else exact(said_at)
    moments = [*when, scene.at, said_at - 1, LONG_AGO + DAY]
    competence, able, _ = timeline(scene, "competence", moments)
    authority, proxied, kept = timeline(scene, "authority", moments)
    if scene.chance(0.7):
        first = scene.chance(0.5)
        competence.append(ABLE._replace(on=first))
        able.append(Event(first, ABLE.start, True))
    if scene.chance(0.7):
        authority.append(ABLE._replace(kind="authority", person=PROXY, subject=SUBJECT))
        proxied.append(Event(True, ABLE.start, True))
        kept = True
    standing = [*competence, *authority]
    competent = True if surely(able, when, on=True) else False if surely(able, when, on=False) else None
    may = True if surely(proxied, when, on=True) else False if kept and over(proxied, when) else None
    entitled = {SUBJECT: competent is True, PROXY: competent is False and may is True}
    counts = {SUBJECT: True, PROXY: competent is not True and may is not False}
    giver = scene.pick((SUBJECT, PROXY))
    words = {"giver": giver, "given": when, "recorded": when[-1] if scene.known is None else when[0]}
    assert scene.permits(*standing, scene.statement("grant", **words)) is entitled[giver]

    # A grant that lives whatever became of her competence later: what was said before stands.
    sound = scene.statement("grant", given=exact(LONG_AGO - 1))
    if competent_then := ABLE in competence:
        assert scene.permits(*standing, sound)
        assert scene.permits(*standing, sound, scene.statement("refusal", **words)) is not counts[giver]
        assert scene.permits(*standing, sound, scene.statement("withdrawal", **words)) is not counts[giver]
        refused_by = scene.pick((SUBJECT, PROXY, OTHER))
        against = scene.statement("refusal", given=exact(scene.pick((LONG_AGO, said_at))), giver=refused_by)
        lifted = scene.statement("withdrawal", "lift!", target=against.id, **words)
        if scene.permits(*standing, sound, against):
            assert scene.permits(*standing, sound, against, lifted)
        else:
            may_lift = giver in (SUBJECT, refused_by) and (against.given or (0, 0))[1] <= when[0]
            assert scene.permits(*standing, sound, against, lifted) is (may_lift and entitled[giver])
    return competent_then


@law(floor=0.25, cases=3_000)
def test_18_proxies(case: Near) -> bool:
    """18 A competent subject's proxy is inert; no proxy lifts what she, or another proxy, refused."""
    case = case.ordinary()
    adult = case.but(records=adults(case))
    others = [one for one in adult.of("grant", "refusal", "withdrawal") if one.giver != case.request.subject]
    assert adult.effect() == adult.but(records=adult.without(*others)).effect()
    minor = case.but(records=minors(case))
    if minor.effect() != PERMIT:
        return bool(others)
    by, lifter = case.pick(((case.request.subject, PROXY), (PROXY, OTHER), (OTHER, PROXY)))
    against = refusal(case, case.pick(case.request.items))._replace(giver=by, given=exact(0), start=None, recorded=0)
    assert minor.but(records=[*minor.records, against]).effect() == DENY
    assert minor.but(records=[*minor.records, against, lift(case, against)._replace(giver=lifter)]).effect() == DENY
    if by != case.request.subject:
        assert minor.but(records=[*minor.records, against, lift(case, against)]).effect() == PERMIT
    return True


@law(floor=0.7, cases=1_500)
def test_18_later_changes(case: Near) -> bool:
    """18 What becomes of competence and authority after something was said leaves what was said as it was."""
    statements = case.of("grant", "refusal", "withdrawal")
    if any(one.given is None and one.recorded is None for one in statements):
        return False
    last = max([0, *((one.given or (one.recorded,))[-1] or 0 for one in statements)])
    names = tuple(case.purposes)
    begun = [one for one in case.standings if one.kind == "authority" and one.recorded is not None]
    begun = [one for one in begun if one.recorded < case.request.at and one.position is not None]
    later = [Standing("competence", case.chance(0.5), case.request.subject, last + 1, 0, 0, purposes=names)]
    if case.request.known is None or all(one.position <= case.request.known for one in begun):
        # An authority of which nothing is recorded yet could become surely absent by its first record.
        later += [one._replace(on=case.chance(0.5), start=last + 1, purposes=names) for one in begun]
    before = case.decide()
    assert said(case.but(records=[*case.records, *later]).decide()) == said(before)
    return bool(statements)
