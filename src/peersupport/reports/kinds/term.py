"""What a group did in a term (CM19): sessions, attendance, evaluations, children referred on; what its area needs."""

from collections import Counter
from datetime import date

from peersupport.outcomes.referrals import days_from_concern_to_referral
from peersupport.outcomes.suppression.policies import HIDDEN
from peersupport.policies.sessions.groups import COUNTED
from peersupport.records.activity import Activity
from peersupport.records.case import Case
from peersupport.records.referrals import Connection, OnwardReferral
from peersupport.records.sessions import Evaluation, Session
from peersupport.reports.draft import Average, Cell, Draft, DraftFigure, Sorted
from peersupport.reports.kinds.recorded import may_be_held, recorded
from peersupport.reports.material import UNKNOWN, Material, Tick
from peersupport.rules.session_plans import AttendanceBand
from peersupport.truth import Truth


def term(material: Material, tick: Tick | None = None) -> Draft:
    """Sessions held, how many came, how the group was evaluated, and which children were referred on."""
    draft = Draft(
        title="Term report",
        counted="Parents are counted at the sessions, and children who were referred on, each child once.",
    )
    activity = material.activity
    if activity is None:
        draft.caveats.append("Sessions and evaluations are not told: no activity of the site was given.")
    else:
        _sessions(draft, material, activity)
        _evaluations(draft, material, activity)
        _needs(draft, activity)
    _onward(draft, material, tick)
    return draft


def _sessions(draft: Draft, material: Material, activity: Activity) -> None:
    planned = recorded(draft, material, activity.sessions, "Sessions")
    if planned is None:
        return
    held = [one for one in planned if one.cancelled is False or (one.cancelled is None and _present(one))]
    cancelled = sum(one.cancelled is True for one in planned)
    draft.say("Sessions held: {}; cancelled: {}.", len(held), cancelled, requirements=("CM19",))
    may_be_held(draft, "Sessions", len(planned) - len(held) - cancelled)
    came = {person for one in held for person in _present(one)}
    people = draft.people("parents who came", len(came))
    draft.say("{} different parents came.", people, requirements=("CM19",))
    silent = sum(one.attendance is None for one in held)
    if silent:
        draft.caveats.append(f"Sessions of which nobody recorded who came: {silent}. More parents may have come.")
    if not held:
        return
    for plan in material.programme.session_plans:
        if plan.attendance is not None:
            _band(draft, held, plan.attendance)
    rows = [(UNKNOWN if one.on is None else f"{one.on.day} {one.on:%b %Y}", one) for one in sorted(held, key=_day)]
    # The days that parents came add up to no total that is printed, so each session is protected by itself.
    draft.table(
        "attendance",
        "Parents at each session",
        ("Session", "Parents"),
        [
            (f"{number}. {label}", (draft.people(f"session {number}", len(_present(one))),), False)
            if one.attendance is not None
            else (f"{number}. {label}", ("not recorded",), False)
            for number, (label, one) in enumerate(rows, start=1)
        ],
    )
    draft.figures.append(DraftFigure("Parents at each session", "parents", "attendance"))


def _day(one: Session) -> date:
    return one.on or date.max


def _band(draft: Draft, held: list[Session], band: AttendanceBand) -> None:
    """How many sessions lay within the numbers that the source tells of (CM15): told, and no bar to anybody."""
    recorded = [len(_present(one)) for one in held if one.attendance is not None]
    below, above = sum(count < band.low for count in recorded), sum(count > band.high for count in recorded)
    rows = [
        (f"Fewer than {band.low}", below),
        (f"{band.low} to {band.high}", len(recorded) - below - above),
        (f"More than {band.high}", above),
        ("Not recorded", len(held) - len(recorded)),
    ]
    draft.table(
        "band",
        "Sessions by how many parents came",
        ("Parents", "Sessions"),
        [(label, (Sorted(str(count), band.low),), False) for label, count in rows],
        note="Sessions are counted. The source tells of these numbers; they turn nobody away.",
    )


def _present(one: Session) -> set[str]:
    """The parents who came: staff and children, of whom a role is recorded, are not counted (D10)."""
    return {each.participant for each in one.attendance or () if each.attended is True and each.role in COUNTED}


def _evaluations(draft: Draft, material: Material, activity: Activity) -> None:
    done = recorded(draft, material, activity.evaluations, "Evaluations of the group")
    if done is None:
        return
    draft.say("Evaluations of the group: {}.", len(done), requirements=("CM19", "CM32"))
    rows: list[tuple[str, tuple[Cell, ...], bool]] = []
    for number, one in enumerate(done, start=1):
        answers = draft.people(f"answers {number}", one.responses or 0)
        # A mean of nobody knows how many may be that of a few.
        rating = HIDDEN if one.responses is None else f"{one.satisfaction:g}"
        mean = Average(rating, answers) if one.satisfaction is not None else "not recorded"
        rows.append((f"Evaluation {number}", (answers if one.responses is not None else "not recorded", mean), False))
    draft.table("evaluations", "Evaluations of the group", ("Evaluation", "Answers", "Mean satisfaction"), rows)
    if _silent(done):
        draft.caveats.append("The source names no scale of satisfaction: the number is told as it was recorded.")


def _silent(done: list[Evaluation]) -> bool:
    return any(one.satisfaction is not None for one in done)


def _needs(draft: Draft, activity: Activity) -> None:
    """What the area is like, in three indicators (CM25): shares of an area, not of those who come."""
    rows = [
        (
            one.area,
            tuple(
                "not recorded" if share is None else f"{100 * share:.0f}%"
                for share in (one.poor_maternal_mental_health, one.below_at_27_months, one.not_ready_for_school)
            ),
            False,
        )
        for one in activity.needs or ()
    ]
    if rows:
        headings = ("Area", "Poor maternal mental health", "Below at 27 months", "Not ready for school")
        draft.table(
            "needs", "What the area needs", headings, rows, note="Shares of the area; the source has no numbers."
        )


def _onward(draft: Draft, material: Material, tick: Tick | None) -> None:
    """Children who were referred on (CM27), by how far it came, and the days from the concern to the referral."""
    referred: dict[str, list[OnwardReferral]] = {}
    unsure = 0
    for case in material.families:
        unsure += _may_be_referred(case, material)
        own = {one.id for one in case.children or ()}
        for one in case.onward_referrals or ():
            if one.about in own and material.within(one.made) is Truth.TRUE:
                referred.setdefault(str(one.about), []).append(one)
        if tick is not None:
            tick()
    children = draft.people("children referred on", len(referred))
    draft.say("{} children were referred on to another service.", children, requirements=("CM19", "CM27"))
    if unsure:
        message = "Of {} families it cannot be told whether a child was referred on."
        draft.say(message, draft.people("onward referrals unsure", unsure), requirements=("CM27",))
    furthest = Counter(_furthest(each) for each in referred.values())
    labels = [*(status.value.capitalize() for status in Connection), UNKNOWN]
    draft.breakdown(
        "onward", "Children referred on, by how far it came", "Status", {one: furthest[one] for one in labels}, children
    )
    waits = {child: _waits(each) for child, each in referred.items()}
    known = [days for each in waits.values() for days in each]
    timed = draft.part("children with both days", sum(bool(each) for each in waits.values()), children)
    mean = Average(f"{sum(known) / len(known):.1f}" if known else "-", timed)
    draft.say(
        "From concern to referral: {} days on average (referrals of {} children).", mean, timed, requirements=("CM27",)
    )


def _waits(given: list[OnwardReferral]) -> list[float]:
    """The days from concern to referral, of each referral of a child of which both days are known."""
    waits = map(days_from_concern_to_referral, given)
    return [wait.low for wait in waits if wait is not None and wait.low == wait.high]


def _may_be_referred(case: Case, material: Material) -> bool:
    """Whether a child may have been referred on of whom nobody recorded it, or not when."""
    if case.onward_referrals is None:
        return True
    own = {one.id for one in case.children or ()}
    return any(
        material.within(one.made) is not Truth.FALSE
        for one in case.onward_referrals
        if one.about != case.participant.id and not (one.about in own and material.within(one.made) is Truth.TRUE)
    )


def _furthest(given: list[OnwardReferral]) -> str:
    order = list(Connection)
    statuses = [one.status for one in given if one.status is not None]
    return max(statuses, key=order.index).value.capitalize() if statuses else UNKNOWN
