"""What is due as an iCalendar file (RFC 5545), with opaque ids and no person's data: calendars are shared and copied.

An event is a whole day: the day by which something is due. It names the schedule, what is due, and the ids of whom it
is due of, and nothing of what is recorded about anybody. Its UID stays the same as long as it is the same thing that is
due on the same day, whoever writes the file and whenever.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import icalendar

from peersupport.policies.schedule import OPEN, Due
from peersupport.policies.schedule.windows import first_of, later
from peersupport.rules.document import digest

PRODUCT = "-//peersupport//due//EN"


def calendar_text(found: Iterable[Due], at: datetime) -> str:
    """The file. `at` is when it is written (UTC). What has no day, and what is settled, is left out.

    Of a day that is known in part the first is taken, so that nobody is told too late.
    """
    calendar: Any = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    days = {uid_of(one): (one, first_of(one.due)) for one in found if one.status in OPEN and one.due is not None}
    for uid, (one, day) in sorted(days.items()):
        calendar.add_component(_event(uid, one, day, at))
    return str(calendar.to_ical(), "utf-8")


def uid_of(one: Due) -> str:
    """The stable, opaque name of an event."""
    due = "" if one.due is None else first_of(one.due).isoformat()
    return f"{digest([one.schedule, one.subject, one.case, due])[:32]}@peersupport"


def _event(uid: str, one: Due, day: date, at: datetime) -> Any:
    event: Any = icalendar.Event()
    event.add("uid", uid)
    event.add("dtstamp", at)
    event.add("dtstart", day)
    event.add("dtend", later(day, days=1))
    event.add("summary", f"{one.what}: {one.subject}")
    event.add("categories", [one.schedule])
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if one.case is not None and str(one.case) != one.subject:
        event.add("description", f"case {one.case}")
    return event
