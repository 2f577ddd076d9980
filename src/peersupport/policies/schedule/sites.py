"""The threads of a site's own records: supporters, series, meetings, outputs, sheets."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from peersupport.policies.schedule.asking import Asked, surely_by
from peersupport.policies.schedule.threads import Event, Outcome, Thread
from peersupport.policies.schedule.windows import first_of
from peersupport.records.activity import Activity
from peersupport.records.community import Meeting
from peersupport.records.sessions import Session, SessionSeries
from peersupport.records.supporters import Supervision, Supporter
from peersupport.rules.schedules import Anchor, Shown

Threads = Iterable[Thread] | None
"""None: the collection that they come from is not recorded."""


def supporters(asked: Asked, activity: Activity, _: date | None) -> Threads:
    """A thread for each supporter of the schedule's roles who has not surely left (TC51)."""
    if activity.supporters is None:
        return None
    roles = asked.schedule.roles
    return [
        _supporter(asked, one)
        for one in activity.supporters
        if not surely_by(one.end, asked.on) and (not roles or one.role is None or one.role in roles)
    ]


def _supporter(asked: Asked, one: Supporter) -> Thread:
    doubt = "Has she left?" if one.end is not None and first_of(one.end) <= asked.on else ""
    if asked.schedule.roles and one.role is None:
        doubt = "What is her role?"
    events = (
        None
        if one.supervisions is None
        else tuple(
            _supervised(f"{one.id}, supervision {place}", supervision)
            for place, supervision in enumerate(one.supervisions, start=1)
            if supervision.kind.value in asked.schedule.done.kinds
        )
    )
    return Thread(subject=str(one.id), start=one.start, end=one.end, events=events, doubt=doubt)


def _supervised(name: str, one: Supervision) -> Event:
    outcome = Outcome.DECLINED if one.declined else Outcome.DONE
    return Event(record=name, on=one.on, outcome=outcome, certain=one.declined is not None or bool(one.topics))


def series(asked: Asked, activity: Activity, _: date | None) -> Threads:
    """A thread for each series of the programme, with its sessions or its evaluations (CM4, CM18)."""
    if activity.series is None:
        return None
    own = [one for one in activity.series if one.programme == asked.schedule.programme]
    shown = _sessions if asked.schedule.done.shown is Shown.SESSION else _evaluations
    return [
        Thread(
            subject=str(one.id),
            start=one.first,
            events=shown(activity, one, len(own) == 1),
            note=_other_step(asked, one),
        )
        for one in own
    ]


def _other_step(asked: Asked, one: SessionSeries) -> str:
    planned = asked.values.get("days")
    if planned is None or one.every_days in {None, planned}:
        return ""
    return f"the series is recorded as every {one.every_days} days"


def _sessions(activity: Activity, series: SessionSeries, _: bool) -> tuple[Event, ...] | None:
    if activity.sessions is None:
        return None
    return tuple(_session(one) for one in activity.sessions if one.series in {None, series.id})


def _session(one: Session) -> Event:
    came = any(each.attended for each in one.attendance or ())
    outcome = Outcome.CANCELLED if one.cancelled else Outcome.DONE
    certain = one.series is not None and (one.cancelled is not None or came)
    return Event(record=str(one.id), on=one.on, outcome=outcome, certain=certain)


def _evaluations(activity: Activity, series: SessionSeries, only: bool) -> tuple[Event, ...] | None:
    if activity.evaluations is None:
        return None
    return tuple(
        Event(record=f"evaluation {place}", on=one.on, certain=one.series is not None or only)
        for place, one in enumerate(activity.evaluations, start=1)
        if one.series in {None, series.id}
    )


def site(asked: Asked, activity: Activity, begun: date | None) -> Threads:
    """The one thread of a site, with its meetings, evaluations or outputs (TC49, MM23, YP25)."""
    subject = str(activity.site) if activity.site is not None else asked.schedule.programme
    return [Thread(subject=subject, start=begun, events=_of_site(asked, activity))]


def _of_site(asked: Asked, activity: Activity) -> tuple[Event, ...] | None:
    shown, kinds = asked.schedule.done.shown, asked.schedule.done.kinds
    if shown is Shown.MEETING:
        met = activity.meetings
        return None if met is None else tuple(_meeting(f"meeting {n}", one) for n, one in _of(kinds, met))
    if shown is Shown.OUTPUT:
        made = activity.outputs
        return (
            None
            if made is None
            else tuple(
                Event(record=f"output {place}", on=one.done)
                for place, one in enumerate(made, start=1)
                if one.kind.value in kinds and one.done is not None
            )
        )
    evaluated = activity.evaluations
    return (
        None
        if evaluated is None
        else tuple(Event(record=f"evaluation {place}", on=one.on) for place, one in enumerate(evaluated, start=1))
    )


def _of(kinds: tuple[str, ...], meetings: tuple[Meeting, ...]) -> Iterator[tuple[int, Meeting]]:
    return ((place, one) for place, one in enumerate(meetings, start=1) if one.kind.value in kinds)


def _meeting(name: str, one: Meeting) -> Event:
    outcome = Outcome.CANCELLED if one.cancelled else Outcome.DONE
    return Event(record=name, on=one.on, outcome=outcome, certain=one.cancelled is not None or bool(one.attended))


def sheets(_asked: Asked, activity: Activity, _: date | None) -> Threads:
    """A thread for each information sheet (TC12)."""
    if activity.sheets is None:
        return None
    ask = "By which day is the sheet to be reviewed?"
    return [
        Thread(subject=one.id, day=one.review_by, events=(), doubt="" if one.review_by else ask)
        for one in activity.sheets
    ]


OF_SITE: Mapping[Anchor, Callable[[Asked, Activity, date | None], Threads]] = {
    Anchor.SUPPORTER: supporters,
    Anchor.SERIES: series,
    Anchor.SITE: site,
    Anchor.SHEET: sheets,
}
"""How the threads of a site's own records are found, by what a schedule is counted from."""
