"""What is due, by walking the calendar one day at a time: no arithmetic of months, no bounds, nothing of the policy's.

A month later is found as on a wall calendar: turn the pages one by one, then go along the squares to the same number,
or to the last square of the page. What is known in part is tried in every way that it can have been.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise, product
from typing import NamedTuple

ONE = timedelta(days=1)
UPCOMING, DUE, OVERDUE, UNKNOWN = "upcoming", "due", "overdue", "unknown"
Closed = Callable[[date], bool]
Span = tuple[date, date]


class Happened(NamedTuple):
    """Something recorded. `on` None: no day. `became`: done, declined, or something that never counts."""

    on: Span | None
    became: str
    sure: bool


class Rhythm(NamedTuple):
    """Every so many `days`; or `months` (with `earliest`, if any), late after so many days of `tolerance`."""

    days: int = 0
    months: int = 0
    earliest: int = 0
    tolerance: int = 0


class Told(NamedTuple):
    """One answer: the status, the days as spans, and the day on which it was done."""

    status: str
    earliest: Span | None = None
    due: Span | None = None
    overdue_from: Span | None = None
    on: Span | None = None


def never(_: date) -> bool:
    """A site that is always open."""
    return False


def squares(day: date, number: int) -> date:
    """So many squares on."""
    for _ in range(number):
        day += ONE
    return day


def pages(day: date, number: int) -> date:
    """The same square so many pages on, or the last square of that page."""
    here = day
    turned = 0
    while turned < number:
        here += ONE
        turned += here.day == 1
    while here.day != day.day and (here + ONE).day != 1:
        here += ONE
    return here


def walked(span: Span) -> Iterator[date]:
    """Every day of a span."""
    day = span[0]
    while day <= span[1]:
        yield day
        day += ONE


def opened(day: date, closed: Closed) -> date:
    """The first day from this one on that is open."""
    while closed(day):
        day += ONE
    return day


def window(since: date, rhythm: Rhythm, closed: Closed) -> tuple[date, date, date]:
    """The first day on which it may be, the day by which it should be, the last day that is not too late."""
    if rhythm.days:
        first = by = last = squares(since, rhythm.days)
    else:
        by = pages(since, rhythm.months)
        first = pages(since, rhythm.earliest) if rhythm.earliest else by
        last = squares(by, rhythm.tolerance)
    return opened(first, closed), opened(by, closed), opened(last, closed)


def standing(days: tuple[date, date, date], on: date, since: date) -> str:
    """Walk from the last time to the day: what does it say on the door that morning?"""
    first, _, last = days
    says = UPCOMING
    day = min(since, on)
    while True:
        if day == first:
            says = DUE
        if day - ONE == last:
            says = OVERDUE
        if day == on:
            return says
        day += ONE


def spans(worlds: Sequence[tuple[str, tuple[date, date, date]]]) -> Told:
    """The one status of all worlds, or UNKNOWN; and between which days each lies."""
    statuses = {status for status, _ in worlds}
    firsts, dues, lasts = zip(*(days for _, days in worlds), strict=True)
    late = [one + ONE for one in lasts]
    return Told(
        status=statuses.pop() if len(statuses) == 1 else UNKNOWN,
        earliest=(min(firsts), max(firsts)),
        due=(min(dues), max(dues)),
        overdue_from=(min(late), max(late)),
    )


def surely(events: Sequence[Happened], on: date, counting: set[str]) -> list[Happened]:
    """Those that have surely happened by a day, and count."""
    return [one for one in events if one.sure and one.became in counting and one.on is not None and one.on[1] <= on]


def _order(one: Happened) -> tuple[date, date, bool]:
    first, last = one.on or (date.min, date.min)
    return last, first, one.became == "done"


def settled(one: Happened) -> Told:
    """That it was done or declined."""
    return Told(status=one.became, on=one.on)


def again(
    start: Span | None,
    events: Sequence[Happened] | None,
    rhythm: Rhythm,
    on: date,
    counting: set[str],
    closed: Closed = never,
) -> list[Told]:
    """What is due so long after the last time, in every world that the records allow."""
    sure = surely(events or (), on, counting)
    told = [settled(max(sure, key=_order))] if sure else []
    if start is None and not sure:
        return [*told, Told(status=UNKNOWN)]
    choices: list[list[date | None]] = [[None] if start is None else list(walked(start))]
    if events is None:
        begun = start[0] if start is not None else on
        choices.append([None, *walked((begun, on))])
    for one in events or ():
        if one.became in counting:
            possible: list[date | None] = list(walked(one.on if one.on is not None else (on - 3 * ONE, on)))
            # Whatever day a record without one is given, the latest matters: it can be as late as the day asked about.
            choices.append([*possible, *([] if one.sure and one.on is not None else [None])])
    lasts = set()
    for world in product(*choices):
        begun, *happened = world
        past = [day for day in happened if day is not None and day <= on]
        lasts.add(max([day for day in (begun, *past) if day is not None]))
    worlds = []
    for last in sorted(lasts):
        days = window(last, rhythm, closed)
        worlds.append((standing(days, on, last), days))
    return [*told, spans(worlds)]


def once(
    start: Span,
    events: Sequence[Happened] | None,
    months: tuple[int, int, int],
    on: date,
    counting: set[str],
) -> list[Told]:
    """What is due once: months to the earliest (0: whenever), to the day itself, to the latest (0: that day)."""
    earliest, due, latest = months
    begun = list(walked(start))
    done = []
    for one in surely(events or (), on, counting):
        if all(not earliest or pages(day, earliest) <= (one.on or (on, on))[0] for day in begun):
            done.append(one)
    if done:
        return [settled(min(done, key=_order))]
    worlds = []
    possibly = False
    for day in begun:
        first = pages(day, earliest) if earliest else pages(day, due)
        days = (first, pages(day, due), pages(day, latest) if latest else pages(day, due))
        worlds.append((standing(days, on, day), days))
        for one in events or ():
            if one.became in counting:
                tried = walked(one.on) if one.on is not None else iter([on])
                possibly |= any(other <= on and (not earliest or first <= other) for other in tried)
    told = spans(worlds)
    if events is None:
        possibly = told.status != UPCOMING
    return [told._replace(status=UNKNOWN) if possibly else told]


def weekly(
    first: date, events: Sequence[Happened] | None, step: int, on: date, closed: Closed
) -> tuple[list[Told], tuple[int, int] | None]:
    """A series: go through it day by day, and note for each planned day what became of its week."""
    told: list[Told] = []
    held = planned = 0
    day = first
    week: list[date] = []
    while True:
        week = [day]
        while len(week) < step:
            week.append(week[-1] + ONE)
        of_week = [one for one in events or () if one.on is not None and one.on[0] in week]
        off = bool(of_week) and all(one.became == "cancelled" for one in of_week)
        if day > on:
            if not closed(day) and not off:
                told.append(Told(UPCOMING, (day, day), (day, day), (day + ONE, day + ONE)))
                break
        elif on in week:
            told += _present(day, of_week, events, off, on, closed)
        else:
            took_place = any(one.sure and one.became == "done" for one in of_week)
            held += took_place
            planned += took_place or not (closed(day) or off)
        day = week[-1] + ONE
    return told, None if events is None or on < first else (held, planned)


def _present(
    day: date, of_week: list[Happened], events: Sequence[Happened] | None, off: bool, on: date, closed: Closed
) -> list[Told]:
    by_now = [one for one in of_week if one.on is not None and one.on[0] <= on]
    window_ = ((day, day), (day, day), (day + ONE, day + ONE))
    for one in by_now:
        if one.sure and one.became == "done":
            return [settled(one)]
    if closed(day):
        return [Told("closed", *window_)]
    undated = [one for one in events or () if one.on is None]
    if events is None or any(one.became == "done" for one in (*by_now, *undated)):
        return [Told(UNKNOWN, *window_)]
    if off:
        return [Told("cancelled", *window_)]
    return [Told(DUE if on == day else OVERDUE, *window_)]


def termly(first: date | None, terms: Sequence[Span], events: Sequence[Happened] | None, on: date) -> list[Told]:
    """Each term up to the next one: was there a day of it on which it was done?"""
    told: list[Told] = []
    for term in terms:
        inside = set(walked(term))
        if first is not None and first > term[1]:
            continue
        until = {day for day in inside if day <= on}
        window_ = ((term[0], term[0]), (term[1], term[1]), (term[1] + ONE, term[1] + ONE))
        done = next(
            (
                one
                for one in events or ()
                if one.sure and one.became == "done" and one.on is not None and set(walked(one.on)) <= until
            ),
            None,
        )
        maybe = any(
            one.became == "done" and (bool(until) if one.on is None else bool(set(walked(one.on)) & until))
            for one in events or ()
        )
        if done is not None:
            told.append(settled(done))
        elif until and (maybe or events is None):
            told.append(Told(UNKNOWN, *window_))
        else:
            status = UPCOMING if not until else DUE if on in inside else OVERDUE
            doubtful = first is None and status != UPCOMING
            told.append(Told(UNKNOWN if doubtful else status, *window_))
        if term[0] > on:
            break
    known = any(on in set(walked(term)) for term in terms)
    for one, after in pairwise(terms):
        known |= one[1] < on < after[0]
    return told if known else [*told, Told(UNKNOWN)]
