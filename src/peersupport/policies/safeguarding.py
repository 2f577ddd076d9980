"""What a concern obliges to: the co-ordinator is told at once, and it stays open until professional action is recorded.

Core code only, so that it holds whatever becomes of a programme's plugin. Nobody can cancel a duty, whoever raised the
concern included (TC36).
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

import attrs

from peersupport._attrs import record
from peersupport.days import day_of, start_of_day
from peersupport.errors import InvalidRecord
from peersupport.records.identifiers import ConcernId, PersonId, ProgrammeId
from peersupport.records.roles import LEADS, PROFESSIONALS, Role
from peersupport.records.safeguarding import Concern
from peersupport.rules.facts import STAFF, Audience
from peersupport.rules.parameters import Dated, Parameter, Setting, parameter
from peersupport.rules.rule_set import Overrides, settings_on

TELL_WITHIN = parameter(
    "core.safeguarding_tell_within",
    0,
    unit="days",
    mark="default",
    requirement="TC36",
    document="The Thurrock Community Mothers Programme",
    quote="an absolute duty to contact the co-ordinator",
    meaning="how many days after a concern was raised the co-ordinator must have been told; 0: the same day",
    note="no source states a time: it is our reading of an absolute duty",
)
ACT_WITHIN = parameter(
    "core.safeguarding_act_within",
    1,
    unit="working days",
    mark="default",
    requirement="TC37",
    document="Working Together to Safeguard Children (2023), as local procedures tell it",
    quote="within one working day",
    meaning="how many working days after a concern was raised professional action must be recorded",
    note="the source states no time; a local authority decides on a referral within one working day",
)
HOLIDAYS = parameter(
    "core.holidays",
    None,
    type=date,
    many=True,
    mark="default",
    requirement="TC37",
    quote="bank holidays",
    document="GOV.UK bank holidays",
    meaning="days that are no working days, besides Saturdays and Sundays",
    question="Which days are no working days here, besides weekends?",
    note="where none are set only weekends are left out, so that a deadline is early rather than late",
)
SAFEGUARDING_PARAMETERS: tuple[Parameter, ...] = (TELL_WITHIN, ACT_WITHIN, HOLIDAYS)

CLOSING = LEADS | PROFESSIONALS
"""Whose action closes a concern: the co-ordinator's, or another professional's (TC37)."""
_WEEKEND = 5


@record
class Duty:
    """What a concern obliges to. `tell_by` and `act_by` are the first instants that are too late (UTC).

    `told_at` is when it was recorded that the lead must be told: the telling itself is the service's. `acted_at` is
    that of the first professional action on or after the day on which the concern was raised.
    """

    concern: ConcernId
    subject: PersonId
    programme: ProgrammeId | None
    to_tell: tuple[Role, ...]
    categories: tuple[str, ...]
    raised_at: datetime
    tell_by: datetime
    act_by: datetime
    told_at: datetime | None
    acted_at: datetime | None

    @property
    def open(self) -> bool:
        """Whether professional action is still to be recorded."""
        return self.acted_at is None

    def overdue(self, at: datetime) -> tuple[str, ...]:
        """What is late at an instant: `tell`, `act`, both or nothing."""
        late = (("tell", self.told_at, self.tell_by), ("act", self.acted_at, self.act_by))
        return tuple(what for what, done, due in late if done is None and due <= at)


@attrs.frozen(eq=False)
class Safeguarding:
    """Duties by a site's deadlines. Without a site: by the core's."""

    overrides: Overrides = attrs.field(factory=dict[str, tuple[Dated, ...]])

    def duty(self, concern: Concern, told_at: datetime | None = None) -> Duty:
        """The duty that a concern created. `told_at` is when the co-ordinator was told, if she was.

        Raises `InvalidRecord` for a concern without a subject, or without any instant.
        """
        raised = concern.raised_at if concern.raised_at is not None else concern.recorded_at
        if concern.subject is None or raised is None:
            raise InvalidRecord("a concern needs a subject, and when it was raised or recorded")
        day = day_of(raised)
        settings = settings_on(SAFEGUARDING_PARAMETERS, day, self.overrides)
        begins = start_of_day(day)
        acted = [
            one.taken_at
            for one in concern.actions or ()
            if one.by_role in CLOSING and one.taken_at >= begins and one.what.strip()
        ]
        return Duty(
            concern=concern.id,
            subject=concern.subject,
            programme=concern.programme,
            to_tell=tuple(sorted(LEADS, key=lambda role: role.value)),
            categories=concern.categories or (),
            raised_at=raised,
            tell_by=start_of_day(day + timedelta(days=_whole(settings[TELL_WITHIN.name]) + 1)),
            act_by=start_of_day(
                working_day_after(day, _whole(settings[ACT_WITHIN.name]), _days(settings[HOLIDAYS.name]))
                + timedelta(days=1)
            ),
            told_at=told_at,
            acted_at=min(acted, default=None),
        )


def readable(concerns: Iterable[Concern], audience: Audience) -> tuple[Concern, ...]:
    """The concerns that a reader may see: staff all of them, supporters and the household none (CM26, TC38).

    Anybody may raise one. Who has no access to the case keeps the duty that she was given in return, and reads nothing.
    """
    return tuple(concerns) if audience in STAFF else ()


def working_day_after(day: date, days: int, holidays: Collection[date]) -> date:
    """The working day so many working days after a day; 0: the day itself, or the next working day."""
    left = days
    while left > 0 or not _works(day, holidays):
        day += timedelta(days=1)
        left -= _works(day, holidays)
    return day


def _works(day: date, holidays: Collection[date]) -> bool:
    return day.weekday() < _WEEKEND and day not in holidays


def _whole(value: Setting) -> int:
    return value if isinstance(value, int) else 0


def _days(value: Setting) -> frozenset[date]:
    return frozenset(one for one in value if isinstance(one, date)) if isinstance(value, frozenset) else frozenset()
