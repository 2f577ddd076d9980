"""Who came to the meetings of a programme: for each supporter, of all that were surely held (TC49)."""

from peersupport._attrs import record
from peersupport.dates import DateRange, Period
from peersupport.records.activity import Activity
from peersupport.records.community import Meeting, MeetingKind
from peersupport.records.identifiers import SupporterId


@record
class Attended:
    """One supporter: how many meetings she came to, for how many nobody recorded who came, and how many were held."""

    supporter: SupporterId
    came: int
    unknown: int
    held: int


def meetings_attended(activity: Activity, kind: MeetingKind, period: Period) -> tuple[Attended, ...] | None:
    """The attendance of every supporter of a site at the meetings of a kind that were surely held in a period, by id.

    A meeting was surely held when it is recorded as not cancelled, or somebody came, and every day that it can have
    been lies in the period. None when the site's supporters or meetings are not recorded. TC49.
    """
    if activity.supporters is None or activity.meetings is None:
        return None
    held = [one for one in activity.meetings if one.kind is kind and _held(one, period)]
    unknown = sum(one.attended is None for one in held)
    return tuple(
        Attended(
            supporter=supporter.id,
            came=sum(supporter.id in (one.attended or ()) for one in held),
            unknown=unknown,
            held=len(held),
        )
        for supporter in sorted(activity.supporters, key=lambda one: one.id)
    )


def _held(one: Meeting, period: Period) -> bool:
    if one.on is None or one.cancelled or (one.cancelled is None and not one.attended):
        return False
    ends = (one.on.first, one.on.last) if isinstance(one.on, DateRange) else (one.on,)
    return all(period.contains(day) for day in ends)
