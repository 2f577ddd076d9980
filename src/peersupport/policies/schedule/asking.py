"""One schedule on one day at one site, ready to be asked of a thread; and how its answers are put together."""

from collections.abc import Iterable
from datetime import date

import attrs

from peersupport._attrs import evolve
from peersupport.dates import PartialDate
from peersupport.policies.schedule.due import About, Due, Status, Why
from peersupport.policies.schedule.threads import Event, Outcome, Thread
from peersupport.policies.schedule.windows import NO_CALENDAR, Values, Window, between, first_of, last_of, window_of
from peersupport.records.calendar import Calendar
from peersupport.rules.rule_set import Overrides
from peersupport.rules.schedules import Anchor, Schedule

URGENCY = (Status.UPCOMING, Status.DUE, Status.OVERDUE)
BEGAN = {
    Anchor.ENROLMENT: "On which day did she join?",
    Anchor.BIRTH: "On which day was the child born?",
    Anchor.SUPPORTER: "On which day did the supporter begin?",
    Anchor.SERIES: "On which day was the first session of the series?",
    Anchor.SITE: "On which day did the site begin? (`runs` in its site.toml)",
}


@attrs.frozen(eq=False)
class Asked:
    """A schedule with what its parameters are on the day.

    `because` names the rule and its parameters; `open` are questions about parameters without a value.
    """

    schedule: Schedule
    on: date
    values: Values
    because: tuple[Why, ...] = ()
    open: tuple[str, ...] = ()
    calendar: Calendar | None = None

    def counting(self, thread: Thread) -> list[Event]:
        """What counts as done, or may: where the offer is what is due, a decline as well (TC9)."""
        settling = (Outcome.DONE, Outcome.DECLINED) if self.schedule.offered else (Outcome.DONE,)
        return [one for one in thread.events or () if one.outcome in settling]

    def window(self, since: date) -> Window:
        """The window that opens on a day, past closures where the schedule keeps them."""
        calendar = self.calendar if self.schedule.closes and self.calendar is not None else NO_CALENDAR
        return window_of(self.schedule.rhythm, self.values, since, calendar)

    def answer(self, thread: Thread, status: Status, window: Window | None = None, **more: object) -> Due:
        """An answer about a thread."""
        made = Due(
            schedule=self.schedule.name,
            requirements=self.schedule.requirements,
            what=self.schedule.what,
            anchor=self.schedule.anchor,
            subject=thread.subject,
            case=thread.case,
            status=status,
            why=self.reasons(thread),
            earliest=None if window is None else window.earliest,
            due=None if window is None else window.due,
            overdue_from=None if window is None else window.overdue_from,
        )
        return evolve(made, **more)

    def unknown(self, thread: Thread, *ask: str) -> Due:
        """That it cannot be told, and what would have to be known."""
        return self.answer(thread, Status.UNKNOWN, ask=tuple(dict.fromkeys(ask)))

    def among(self, thread: Thread, low: Window, high: Window, ask: Iterable[str]) -> Due:
        """The answer when the window lies anywhere between two: one status, or UNKNOWN where they differ."""
        statuses = {low.status(self.on), high.status(self.on)}
        status = statuses.pop() if len(statuses) == 1 else Status.UNKNOWN
        if thread.doubt and status is not Status.UPCOMING:
            status, ask = Status.UNKNOWN, (thread.doubt, *ask)
        return self.answer(
            thread,
            status,
            earliest=between(low.earliest, high.earliest),
            due=between(low.due, high.due),
            overdue_from=between(low.overdue_from, high.overdue_from),
            ask=tuple(dict.fromkeys(ask)) if status is Status.UNKNOWN else (),
        )

    def settled(self, thread: Thread, event: Event) -> Due:
        """That it was done, or declined, on a day."""
        status = Status.DECLINED if event.outcome is Outcome.DECLINED else Status.DONE
        return self.answer(thread, status, on=event.on, why=(*self.reasons(thread), recorded(event)))

    def reasons(self, thread: Thread) -> tuple[Why, ...]:
        """The rule, the parameters, and what the thread's own record says."""
        note = (Why(about=About.RECORD, name=thread.subject, text=thread.note),) if thread.note else ()
        return (*self.because, *note)

    def question(self, event: Event) -> str:
        """What to ask about an event that is not certain, or not dated."""
        what = self.schedule.done.shown.value
        if event.certain:
            return f"On which day exactly was the {what} `{event.record}`?"
        return f"Did the {what} `{event.record}` take place, and on which day?"


def asked(schedule: Schedule, on: date, overrides: Overrides, calendar: Calendar | None) -> Asked:
    """The schedule with its parameters as they are on a day; a value that would never move on is none."""
    values: dict[str, int] = {}
    open_: list[str] = []
    because = [Why(about=About.RULE, name=schedule.name, text=schedule.citation.quotation)]
    for part, parameter in schedule.parameters:
        value = parameter.on(on, overrides.get(parameter.name))
        if type(value) is int and value >= (0 if part == "tolerance" else 1):
            values[part] = value
            because.append(Why(about=About.PARAMETER, name=parameter.name, text=f"{value} {parameter.unit}"))
        else:
            open_.append(parameter.question or f"What is `{parameter.name}`: {parameter.meaning}?")
    return Asked(schedule=schedule, on=on, values=values, because=tuple(because), open=tuple(open_), calendar=calendar)


def recorded(event: Event) -> Why:
    """The record that shows an event."""
    return Why(about=About.RECORD, name=event.record, text=event.outcome.value)


def surely_by(day: PartialDate | None, on: date) -> bool:
    """Whether a day has surely come."""
    return day is not None and last_of(day) <= on


def possibly_by(day: PartialDate | None, on: date) -> bool:
    """Whether a day may have come."""
    return day is None or first_of(day) <= on
