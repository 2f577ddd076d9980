"""What is due so long after the last time (D6 to D8), and what is due once (D3) or on a day of its own."""

from collections.abc import Iterator
from datetime import date

from peersupport.dates import PartialDate
from peersupport.policies.schedule.asking import BEGAN, Asked, possibly_by, surely_by
from peersupport.policies.schedule.due import Due, Status
from peersupport.policies.schedule.threads import Event, Thread
from peersupport.policies.schedule.windows import Window, first_of, last_of, own_window


def again(asked: Asked, thread: Thread) -> Iterator[Due]:
    """The last time that is sure, and the next that is due. The clock starts again whenever it is done (D8)."""
    sure: list[Event] = []
    maybe: list[Event] = []
    for one in asked.counting(thread):
        if one.certain and surely_by(one.on, asked.on):
            sure.append(one)
        elif possibly_by(one.on, asked.on):
            maybe.append(one)
    last = max(sure, key=_order, default=None)
    if last is not None:
        yield asked.settled(thread, last)
    if asked.open:
        yield asked.unknown(thread, *asked.open)
        return
    low, high = _bounds(asked.on, thread, sure, maybe)
    ask = [*_began(asked, thread, sure), *_unsure(asked, thread, [*maybe, *sure])]
    if low is None:
        yield asked.unknown(thread, *ask)
        return
    found = asked.among(thread, asked.window(low), asked.window(high), ask)
    if thread.end is None or found.due is None or first_of(found.due) < last_of(thread.end):
        yield found


def _bounds(on: date, thread: Thread, sure: list[Event], maybe: list[Event]) -> tuple[date | None, date]:
    """The earliest and the latest day that the last time, or the beginning, can have been."""
    dated = [one.on for one in sure if one.on is not None]
    if thread.start is not None:
        dated.append(thread.start)
    low = max(map(first_of, dated), default=None)
    highs = [last_of(one) for one in dated] or [on]
    highs += [on if one.on is None else min(last_of(one.on), on) for one in maybe]
    if thread.events is None:
        highs.append(on)
    return low, max(highs)


def _order(event: Event) -> tuple[date, date, bool, str]:
    """Later events last; of one day, what was done after what was declined."""
    on = event.on if event.on is not None else date.min
    return last_of(on), first_of(on), event.outcome.value == "done", event.record


def _began(asked: Asked, thread: Thread, sure: list[Event]) -> Iterator[str]:
    known = thread.start is not None and first_of(thread.start) == last_of(thread.start)
    if not known and not (thread.start is None and sure):
        yield BEGAN[asked.schedule.anchor]


def _unsure(asked: Asked, thread: Thread, events: list[Event]) -> Iterator[str]:
    if thread.events is None:
        yield not_recorded(asked)
    for one in events:
        if not one.certain or one.on is None or first_of(one.on) != last_of(one.on):
            yield asked.question(one)


def not_recorded(asked: Asked) -> str:
    """What to ask where nobody recorded whether anything happened."""
    return f"No {asked.schedule.done.shown.value}s are recorded: which were there, and when?"


def once(asked: Asked, thread: Thread) -> Iterator[Due]:
    """What is due once, so many months after the anchor. Done late is done; before `earliest` it does not count."""
    if asked.open:
        yield asked.unknown(thread, *asked.open)
        return
    if thread.start is None:
        yield asked.unknown(thread, BEGAN[asked.schedule.anchor])
        return
    low, high = asked.window(first_of(thread.start)), asked.window(last_of(thread.start))
    limited = "earliest" in asked.values
    floor = (low.earliest, high.earliest) if limited else (date.min, date.min)
    yield from _settled_or(asked, thread, low, high, floor)


def own_day(asked: Asked, thread: Thread) -> Iterator[Due]:
    """What is due on a day that its record names: done from that day on, or, where the record says so, at any time."""
    if thread.day is None:
        yield asked.unknown(thread, thread.doubt)
        return
    low, high = (own_window(day, day, day) for day in (first_of(thread.day), last_of(thread.day)))
    floor = (low.due, high.due) if asked.schedule.done.shown.value == "plan review" else (date.min, date.min)
    yield from _settled_or(asked, thread, low, high, floor)


def _settled_or(asked: Asked, thread: Thread, low: Window, high: Window, floor: tuple[date, date]) -> Iterator[Due]:
    """Done, if any event surely counts; UNKNOWN, if any may; else what the window says. `floor`: from when they do."""
    counting = asked.counting(thread)
    sure = [one for one in counting if _sure(one, asked.on, floor[1])]
    if sure:
        yield asked.settled(thread, min(sure, key=_order))
        return
    maybe = [one for one in counting if _maybe(one.on, asked.on, floor[0])]
    found = asked.among(thread, low, high, (BEGAN.get(asked.schedule.anchor, "On which day exactly is it due?"),))
    possibly = bool(maybe) or (thread.events is None and floor[0] <= asked.on and found.status is not Status.UPCOMING)
    if possibly:
        ask = [asked.question(one) for one in maybe] + ([not_recorded(asked)] if thread.events is None else [])
        yield asked.answer(
            thread,
            Status.UNKNOWN,
            earliest=found.earliest,
            due=found.due,
            overdue_from=found.overdue_from,
            ask=tuple(dict.fromkeys([*found.ask, *ask])),
        )
        return
    yield found


def _sure(event: Event, on: date, floor: date) -> bool:
    return event.certain and event.on is not None and floor <= first_of(event.on) and last_of(event.on) <= on


def _maybe(day: PartialDate | None, on: date, floor: date) -> bool:
    if day is None:
        return floor <= on
    return max(first_of(day), floor) <= min(last_of(day), on)
