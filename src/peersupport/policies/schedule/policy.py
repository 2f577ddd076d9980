"""What is due, and what is overdue? A fold over records: the same records, day and host give the same answer."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

import attrs

from peersupport.errors import InvalidDate
from peersupport.policies.schedule.again import again, once, own_day
from peersupport.policies.schedule.asking import Asked, asked
from peersupport.policies.schedule.due import OPEN, Due, Status
from peersupport.policies.schedule.families import children, joined, reviews, spells, targets
from peersupport.policies.schedule.planned import series, termly
from peersupport.policies.schedule.sites import OF_SITE
from peersupport.policies.schedule.threads import Thread
from peersupport.policies.schedule.windows import first_of
from peersupport.records.activity import Activity
from peersupport.records.calendar import Calendar
from peersupport.records.case import Case
from peersupport.records.enrolments import Enrolment
from peersupport.records.identifiers import ProgrammeId
from peersupport.rules.parameters import Dated
from peersupport.rules.rule_set import Overrides
from peersupport.rules.schedules import Anchor, AtMonths, EachTerm, OwnDay, Schedule

OF_CASES = (Anchor.ENROLMENT, Anchor.BIRTH, Anchor.PLAN, Anchor.TARGET)
NOT_RECORDED = {
    Anchor.BIRTH: ("children", "Which children does she have, and when were they born?"),
    Anchor.PLAN: ("plans", "Is there a plan, and did she choose a day for its review?"),
    Anchor.TARGET: ("plans", "Is there a plan, and which targets did she set?"),
}
"""The collections of a case that threads come from, and what to ask where they are not recorded."""


@attrs.frozen(eq=False)
class Scheduling:
    """The schedules of one programme at one site, ready to be asked. Pure.

    `begun` is the first day on which the site runs, `ended` the first on which it no longer does: then only what is due
    once, such as a toolkit by the end, is still due. `site` is its id, and only enrolments there, or at no site that is
    recorded, are counted. Parameters are those of the day that is asked about.
    """

    programme: str
    schedules: tuple[Schedule, ...]
    overrides: Overrides = attrs.field(factory=dict[str, tuple[Dated, ...]])
    calendar: Calendar | None = None
    site: str | None = None
    begun: date | None = None
    ended: date | None = None
    _ready: dict[date, tuple[Asked, ...]] = attrs.field(factory=dict[date, tuple[Asked, ...]], init=False, repr=False)
    """The schedules as they are on the day that was asked about last."""

    def of_case(self, case: Case, on: date) -> tuple[Due, ...]:
        """What is due of one family: visits, reviews of plans, targets, reviews of children. Raises `InvalidDate`."""
        here = spells(case, self.programme, self.site, on)
        found: list[Due] = []
        for one in self._asked(on, OF_CASES):
            if case.enrolments is None:
                if self._may_have_joined(case):
                    ask = "Has she joined the programme, and when?"
                    found.append(one.unknown(Thread(subject=str(case.id), case=case.id), ask))
            elif here:
                found += self._of_family(one, case, here)
        return tuple(found)

    def of_site(self, activity: Activity | None, on: date) -> tuple[Due, ...]:
        """What is due of the site: groups, meetings, supervision, evaluations, sheets, outputs.

        Without its records each schedule is UNKNOWN. Raises `InvalidDate`.
        """
        found: list[Due] = []
        for one in self._asked(on, OF_SITE):
            threads = None if activity is None else OF_SITE[one.schedule.anchor](one, activity, self.begun)
            if threads is None:
                ask = "The site's own records do not hold this: who or what is there, and since when?"
                found.append(one.unknown(Thread(subject=self.site or self.programme), ask))
            else:
                found += _answers(one, threads)
        return tuple(found)

    def _asked(self, on: date, anchors: Iterable[Anchor]) -> Iterator[Asked]:
        if on.__class__ is not date:
            raise InvalidDate("the day that is asked about is a `date` without a time")
        ready = self._ready.get(on)
        if ready is None:
            ready = tuple(asked(one, on, self.overrides, self.calendar) for one in self._in_force(on))
            self._ready.clear()
            self._ready[on] = ready
        yield from (one for one in ready if one.schedule.anchor in anchors)

    def _in_force(self, on: date) -> Iterator[Schedule]:
        over = self.ended is not None and self.ended <= on
        for one in self.schedules:
            live = one.in_force is None or one.in_force.contains(on)
            if live and (not over or isinstance(one.rhythm, AtMonths)):
                yield one

    def _may_have_joined(self, case: Case) -> bool:
        return case.referrals is None or bool(case.addressed_to(ProgrammeId(self.programme)).referrals)

    def _of_family(self, one: Asked, case: Case, here: list[Enrolment]) -> Iterator[Due]:
        anchor = one.schedule.anchor
        collection, ask = NOT_RECORDED.get(anchor, ("enrolments", ""))
        if getattr(case, collection) is None:
            yield one.unknown(Thread(subject=str(case.id), case=case.id), ask)
        elif anchor is Anchor.ENROLMENT:
            yield from _answers(one, joined(one, case, here))
        elif anchor is Anchor.BIRTH:
            yield from _answers(one, children(one, case, here))
        elif anchor is Anchor.PLAN:
            for thread in reviews(one, case):
                yield from _answers(one, [thread]) if thread.day is not None else [one.answer(thread, Status.NO_DAY)]
        else:
            yield from _answers(one, targets(one, case, self._followed(one)))

    def _followed(self, one: Asked) -> Asked | None:
        rhythm = one.schedule.rhythm
        follows = rhythm.follows if isinstance(rhythm, OwnDay) else ""
        return next((other for other in self._asked(one.on, OF_CASES) if other.schedule.id == follows), None)


def _answers(one: Asked, threads: Iterable[Thread]) -> Iterator[Due]:
    for thread in threads:
        yield from _judge(one)(one, thread)


def _judge(one: Asked) -> Callable[[Asked, Thread], Iterator[Due]]:
    rhythm = one.schedule.rhythm
    if isinstance(rhythm, EachTerm):
        return termly
    if isinstance(rhythm, AtMonths):
        return once
    if isinstance(rhythm, OwnDay):
        return own_day
    return series if one.schedule.anchor is Anchor.SERIES else again


def by_urgency(found: Iterable[Due]) -> list[Due]:
    """Overdue first, then due, unknown, upcoming, and what is settled; each by its day, then by name."""
    order = [*OPEN, *(status for status in Status if status not in OPEN)]
    return sorted(
        found,
        key=lambda one: (
            order.index(one.status),
            first_of(one.due) if one.due is not None else date.max,
            one.schedule,
            str(one.case),
            one.subject,
        ),
    )


def within(found: Iterable[Due], until: date) -> list[Due]:
    """What is open on the day, and what becomes due by a later one. What is settled is left out."""
    return [
        one
        for one in by_urgency(found)
        if one.status in OPEN
        and (one.status is not Status.UPCOMING or one.due is None or first_of(one.earliest or one.due) <= until)
    ]
