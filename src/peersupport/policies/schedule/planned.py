"""What is due on planned days: a series that runs every so many days (D5), and what is due once in each term (D9)."""

from collections.abc import Iterator
from datetime import date

from peersupport._attrs import evolve
from peersupport.policies.schedule.again import not_recorded
from peersupport.policies.schedule.asking import BEGAN, Asked
from peersupport.policies.schedule.due import About, Due, Status, Why
from peersupport.policies.schedule.threads import Event, Outcome, Thread
from peersupport.policies.schedule.windows import Window, first_of, last_of, later, own_window
from peersupport.records.calendar import Closure, SchoolTerm


def series(asked: Asked, thread: Thread) -> Iterator[Due]:
    """How the present week of a series stands, and the next that is planned. A missed week breaks nothing (D5)."""
    if asked.open or thread.start is None:
        yield asked.unknown(thread, *(asked.open or (BEGAN[asked.schedule.anchor],)))
        return
    first, step = first_of(thread.start), asked.values["days"]
    present = (asked.on - first).days // step
    kept = _kept(asked, thread, first, step, present)
    if present >= 0:
        yield evolve(_week(asked, thread, first, step, present), kept=kept)
    skipped: list[Why] = []
    place = max(present + 1, 0)
    while (day := later(first, days=step * place)) < date.max:
        closure, called_off = _closed(asked, day), _called_off(thread, day, step)
        if closure is None and called_off is None:
            yield asked.answer(thread, Status.UPCOMING, _day(day), why=(*asked.reasons(thread), *skipped), kept=kept)
            return
        skipped.append(_shut(closure) if closure is not None else Why(about=About.RECORD, name=called_off or ""))
        place += 1


def _week(asked: Asked, thread: Thread, first: date, step: int, place: int) -> Due:
    day = later(first, days=step * place)
    events = thread.events or ()
    here = [one for one in events if _within(one, day, asked.on)]
    held = next((one for one in here if one.certain and one.outcome is Outcome.DONE), None)
    if held is not None:
        return asked.settled(thread, held)
    if (closure := _closed(asked, day)) is not None:
        return asked.answer(thread, Status.CLOSED, _day(day), why=(*asked.reasons(thread), _shut(closure)))
    unsure = [one for one in events if one.outcome is Outcome.DONE and (one in here or one.on is None)]
    if unsure or thread.events is None:
        ask = [asked.question(one) for one in unsure] or [not_recorded(asked)]
        return asked.answer(thread, Status.UNKNOWN, _day(day), ask=tuple(ask))
    called_off = _called_off(thread, day, step)
    if called_off is not None:
        why = (*asked.reasons(thread), Why(about=About.RECORD, name=called_off, text=Outcome.CANCELLED.value))
        return asked.answer(thread, Status.CANCELLED, _day(day), why=why)
    return asked.answer(thread, _day(day).status(asked.on), _day(day))


def _kept(asked: Asked, thread: Thread, first: date, step: int, present: int) -> tuple[int, int] | None:
    """How many of the planned weeks that are over were surely held. A closed or cancelled week was not planned."""
    if thread.events is None or present < 0:
        return None
    held = planned = 0
    for place in range(present):
        day = later(first, days=step * place)
        took_place = any(
            one.certain and one.outcome is Outcome.DONE and _within(one, day, later(day, days=step - 1))
            for one in thread.events
        )
        held += took_place
        planned += took_place or (_closed(asked, day) is None and _called_off(thread, day, step) is None)
    return held, planned


def _within(event: Event, first: date, last: date) -> bool:
    return event.on is not None and first <= first_of(event.on) <= last


def _called_off(thread: Thread, day: date, step: int) -> str | None:
    """The record that a week was cancelled, unless another session of that week was not."""
    here = [one for one in thread.events or () if _within(one, day, later(day, days=step - 1))]
    cancelled = all(one.outcome is Outcome.CANCELLED for one in here)
    return here[0].record if here and cancelled else None


def _closed(asked: Asked, day: date) -> Closure | None:
    return asked.calendar.closure_on(day) if asked.schedule.closes and asked.calendar is not None else None


def _shut(closure: Closure) -> Why:
    days = f"{closure.start.isoformat()} to {closure.end.isoformat()}"
    return Why(about=About.CLOSURE, name=closure.kind.value, text=f"{closure}, {days}")


def _day(day: date) -> Window:
    return own_window(day, day, day)


def termly(asked: Asked, thread: Thread) -> Iterator[Due]:
    """How each term stands, up to the next. What lies in a half term counts for its term; in the holidays, for none."""
    terms = asked.calendar.terms if asked.calendar is not None else ()
    begun = thread.start
    for term in terms:
        if begun is not None and first_of(begun) > term.end:
            continue
        sure = begun is not None and last_of(begun) <= term.end
        yield _term(asked, thread if sure else evolve(thread, doubt=BEGAN[asked.schedule.anchor]), term)
        if term.start > asked.on:
            break
    if asked.calendar is None or not asked.calendar.knows(asked.on):
        known = f" They are known until {terms[-1].end.isoformat()}." if terms else ""
        yield asked.unknown(thread, f"Which are the school terms here? (`calendar` in the site's site.toml){known}")


def _term(asked: Asked, thread: Thread, term: SchoolTerm) -> Due:
    window = own_window(term.start, term.end, term.end)
    because = (*asked.reasons(thread), Why(about=About.RULE, name="D9", text=str(term)))
    counting = asked.counting(thread)
    until = min(term.end, asked.on)
    for one in counting:
        if one.certain and one.on is not None and term.start <= first_of(one.on) and last_of(one.on) <= until:
            return evolve(asked.settled(thread, one), why=(*because, Why(about=About.RECORD, name=one.record)))
    maybe = [one for one in counting if _may_lie(one, term.start, until)]
    if (maybe or thread.events is None) and term.start <= asked.on:
        ask = tuple(asked.question(one) for one in maybe) or (not_recorded(asked),)
        return asked.answer(thread, Status.UNKNOWN, window, why=because, ask=ask)
    return evolve(asked.among(thread, window, window, ()), why=because)


def _may_lie(event: Event, first: date, last: date) -> bool:
    if event.on is None:
        return True
    return max(first_of(event.on), first) <= min(last_of(event.on), last)
